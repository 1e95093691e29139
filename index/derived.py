"""What is made from the truth so that it can be searched: words and vectors, in one folder for one generation.

A folder is written aside, made durable, and put in place by replacing a small pointer file, so a reader always finds a
whole one. It says which passages it was made from; when the truth has moved on, only the difference is added. Losing
all of it loses nothing: it is made again.
"""

import json
import logging
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex, Words
from index.lock import writer_lock
from index.text import title_text
from index.truth import Truth
from index.vectors import Floats, Rows, VectorIndex
from sources.document import Document, Frozen, Passage
from sources.errors import IndexBusy, IndexDamaged

log = logging.getLogger(__name__)

FORMAT: Literal[3] = 3
"""Version of what is in a folder: another one is made again."""
ABOUT = "about.json"
POINTER = "derived.json"
FOLDER = "derived"
WORDS = "words"
PORTION = 4000
"""Passages that are held in memory together while indexes are made."""
REMAKE = 20_000
"""Up to this many passages, indexes are made again after a delete, so that no trace of it is left in any statistic."""
GHOSTS = 0.1
"""Above that many: the share of passages taken away since they were made, from which they are made again."""

Tell = Callable[[int, int], None]


class About(Frozen):
    """What a folder says of itself. `stamp` is the truth's stamp of the passages that are in it; `ghosts` counts passages that were taken away since the indexes were made anew, and
    still have a share in the statistics of words."""

    format: Literal[3]
    generation: int
    stamp: str
    model: str | None
    passages: int
    ghosts: int = 0


class Derived:
    """Words and vectors of one generation. Never changed: a newer generation has another one."""

    def __init__(self, folder: Path, about: About, words: LexicalIndex, vectors: VectorIndex | None) -> None:
        self.folder = folder
        self.about = about
        self.words = words
        self.vectors = vectors

    @property
    def generation(self) -> int:
        """The generation of the truth that these were made from."""
        return self.about.generation

    @classmethod
    def open(cls, folder: Path) -> "Derived":
        """Read one from its folder.

        Raises:
            IndexDamaged: something is missing or not what it has to be.
        """
        try:
            about = About.model_validate_json((folder / ABOUT).read_bytes())
        except (OSError, ValueError) as error:
            cause = str(error).splitlines()[0]
            raise IndexDamaged(
                f"search indexes {folder} cannot be opened ({cause}): they will be made again"
            ) from error
        words = LexicalIndex.open(folder / WORDS)
        vectors = VectorIndex.open(folder) if about.passages else None
        if words.passages != about.passages or (vectors is not None and vectors.passages != about.passages):
            raise IndexDamaged(
                f"search indexes {folder} do not hold {about.passages} passages: they will be made again"
            )
        return cls(folder, about, words, vectors)

    def covers(self, truth: Truth) -> bool:
        """Whether these are the passages of the truth."""
        model = truth.model()
        return self.about.stamp == truth.stamp and self.about.model == (model[0] if model else None)


def current(directory: Path) -> Derived | None:
    """The indexes that the pointer names; None, with a line in the log, when there are none that open."""
    for _ in range(3):  # a writer may take the folder away between reading the pointer and opening it
        name = pointed(directory)
        if name is None:
            return None
        try:
            return Derived.open(directory / FOLDER / name)
        except IndexDamaged as error:
            if pointed(directory) == name:
                log.warning("%s", error)
                return None
    return None


def pointed(directory: Path) -> str | None:
    """Name of the folder that is in use."""
    try:
        return str(json.loads((directory / POINTER).read_text(encoding="utf-8"))["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def catch_up(directory: Path, truth: Truth, tell: Tell | None = None) -> None:
    """See that the indexes on the disk are of the truth's generation. The caller holds the writer's lock.

    Args:
        directory: the index's folder.
        truth: its truth.
        tell: called with passages done and to do.

    Raises:
        IndexDamaged: the truth lacks what the indexes are made from.
        OSError: they cannot be written.
    """
    with truth.snapshot():
        base = current(directory)
        if base is None or not base.covers(truth):
            (directory / FOLDER).mkdir(exist_ok=True)
            aside = Path(tempfile.mkdtemp(prefix="aside-", dir=directory / FOLDER))
            try:
                made = _make(truth, base, aside, tell)
            except IndexDamaged as error:
                if base is None:
                    raise
                log.warning("%s", error)
                shutil.rmtree(aside)
                aside.mkdir()
                made = _make(truth, None, aside, tell)
            _put_in_place(directory, made)
    _tidy(directory)


def for_reader(directory: Path, truth: Truth) -> Derived:
    """Indexes of the truth's generation for a reader, who holds a snapshot of `truth`: where those on the disk are older
    and nobody writes, they are brought up to date there, for every reader to come; else aside, for this one."""
    base = current(directory)
    if base is not None and base.covers(truth):
        return base
    try:
        with writer_lock(directory):
            newest = Truth.open(directory)
            try:
                catch_up(directory, newest)
            finally:
                newest.close()
    except (IndexBusy, OSError) as error:
        log.info("search indexes are brought up to date for this process alone: %s", error)
    return private(directory, truth)


def private(directory: Path, truth: Truth) -> Derived:
    """Indexes of the truth's generation for one reader: those on the disk if they are, else a copy that was caught up.

    The caller holds a snapshot of `truth`. Copies stand in a temporary folder that goes when they are no longer used.
    """
    while True:
        base = current(directory)
        # Newer ones than the reader's snapshot, put in place since it began: they lack what was taken away meanwhile, and
        # what they have too much is not in the snapshot. To make a large index again for one question would be worse.
        newer = base is not None and base.generation > truth.generation and base.words.passages > REMAKE
        if base is not None and (newer or base.covers(truth)):
            return base
        folder = Path(tempfile.mkdtemp(prefix="whylisted-"))
        try:
            derived = _make(truth, base, folder, None)
        except (OSError, IndexDamaged):
            shutil.rmtree(folder, ignore_errors=True)
            if base is None or base.folder.exists():
                raise
            # A writer put newer ones in place and took these away while they were read.
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        else:
            weakref.finalize(derived, shutil.rmtree, folder, ignore_errors=True)
            return derived


def _make(truth: Truth, base: Derived | None, aside: Path, tell: Tell | None) -> Derived:
    """Fill the empty folder `aside` with indexes of the truth's generation, out of `base` where that is of use."""
    rows = truth.all_passage_rows()
    model = truth.model()
    name, dimensions = model or (None, 0)
    new, gone, ghosts = rows, np.empty(0, np.int64), 0
    reason = "there are none yet"
    if base is not None:
        reason = _unfit(truth, base, rows, name)
        if not reason:
            had = _rows_of(base)
            new, gone = rows[rows > (had[-1] if len(had) else 0)], np.setdiff1d(had, rows)
            ghosts = base.about.ghosts + len(gone)
            if len(gone) and (len(rows) <= REMAKE or ghosts > GHOSTS * len(rows)):
                reason = f"{len(gone)} passages were taken away"
    if reason:
        base, new, gone, ghosts = None, rows, np.empty(0, np.int64), 0
        log.info("making search indexes for %d passages at generation %d: %s", len(rows), truth.generation, reason)
    elif base is not None:
        log.info(
            "bringing search indexes from generation %d to %d: %d passages more, %d less",
            base.generation, truth.generation, len(new), len(gone),
        )  # fmt: skip
    words = _words(truth, base, aside, new, gone, tell)
    vectors = _vectors(truth, base, new, gone, dimensions)
    about = About(
        format=FORMAT,
        generation=truth.generation,
        stamp=truth.stamp,
        model=name,
        passages=len(rows),
        ghosts=ghosts,
    )
    return Derived(aside, about, words, vectors)


def _rows_of(base: Derived) -> NDArray[np.int64]:
    return base.vectors.live_rows() if base.vectors is not None else np.empty(0, np.int64)


def _unfit(truth: Truth, base: Derived, rows: Rows, model: str | None) -> str:
    """Why `base` cannot be brought up to date; empty when it can."""
    if base.about.model != model and base.about.model is not None:
        return f"the model is {model}, not {base.about.model}"
    if base.about.stamp and not truth.remembers(base.about.stamp):
        return f"they are of another history or a later generation ({base.generation}; here {truth.generation})"
    if base.vectors is not None and base.vectors.outgrown(len(rows)):
        return f"{len(rows)} passages ask for another type of index"
    return ""


def _words(truth: Truth, base: Derived | None, aside: Path, new: Rows, gone: Rows, tell: Tell | None) -> LexicalIndex:
    if base is None:
        index = LexicalIndex.create(aside / WORDS)
    else:
        _link(base.folder / WORDS, aside / WORDS)
        index = LexicalIndex.open(aside / WORDS)
    if len(new) or len(gone):
        index.change(_entries(truth, new, tell), gone.tolist())
    return index


def _entries(truth: Truth, new: Rows, tell: Tell | None) -> Iterator[Words]:
    done = 0
    document: Document | None = None
    at = -1
    for portion in truth.passages_from(int(new[0]) - 1 if len(new) else 1 << 62, PORTION):
        for row in portion:
            if row.document != at:
                document, at = truth.document(row.document), row.document
            if document is None:
                raise IndexDamaged(
                    f"index {truth.directory}: passage row {row.row} has no document: run `whylisted verify`"
                )
            passage = Passage(id="", document_id="", start=row.start, end=row.end, heading=row.heading)
            yield Words(row.row, row.document, title_text(document, passage), document.text[row.start : row.end])
        done += len(portion)
        if tell is not None:
            tell(done, len(new))


def _vectors(truth: Truth, base: Derived | None, new: Rows, gone: Rows, dimensions: int) -> VectorIndex | None:
    def fetch(rows: Rows) -> Floats:
        return truth.vectors(rows.tolist(), dimensions)

    if base is None or base.vectors is None:
        return VectorIndex.build(new, dimensions, fetch) if len(new) else None
    return VectorIndex.open(base.folder, to_change=True).changed(new, gone, fetch)


def _put_in_place(directory: Path, made: Derived) -> None:
    """Write what is not written yet, see that it is on the disk, and only then point at it."""
    if made.vectors is not None:
        made.vectors.save(made.folder)
    (made.folder / ABOUT).write_text(made.about.model_dump_json(), encoding="utf-8")
    place = directory / FOLDER / f"{made.generation:08d}-{made.folder.name.removeprefix('aside-')}"
    for item in sorted(made.folder.rglob("*")):
        _sync(item)
    _sync(made.folder)
    made.folder.rename(place)
    _write_pointer(directory, place.name)


def _link(source: Path, target: Path) -> None:
    """A copy of a tantivy folder. Its segments never change, so they are linked where the file system can; the two
    lists of segments are replaced by tantivy as whole files, so linking them would do, but copying is plainly right."""
    target.mkdir()
    for item in source.iterdir():
        if item.name.endswith(".lock"):
            continue
        if item.suffix != ".json":
            try:
                os.link(item, target / item.name)
                continue
            except OSError:
                pass
        shutil.copy2(item, target / item.name)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_pointer(directory: Path, name: str) -> None:
    aside = directory / f"{POINTER}.aside"
    aside.write_text(json.dumps({"folder": name}), encoding="utf-8")
    _sync(aside)
    aside.replace(directory / POINTER)
    _sync(directory)


def _tidy(directory: Path) -> None:
    """Take away folders that are not in use. Who still reads one keeps its open files."""
    used = pointed(directory)
    folder = directory / FOLDER
    for item in folder.iterdir() if folder.is_dir() else ():
        if item.name != used:
            shutil.rmtree(item, ignore_errors=True)
