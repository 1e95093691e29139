"""What is made from the truth so that it can be searched: words and vectors, in one folder for one generation.

The folder (see folders.py) says which passages it was made from; when the truth has moved on, only the difference is added. Losing
all of it loses nothing: it is made again.
"""

import json
import logging
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index import folders
from index.lexical import LexicalIndex, Words
from index.lock import writer_lock
from index.postings import passages_from
from index.truth import Truth
from index.vectors import Floats, Rows, VectorIndex
from sources.document import Frozen
from sources.errors import IndexBusy, IndexDamaged

log = logging.getLogger(__name__)

FORMAT: Literal[3] = 3
"""Version of what is in a folder: another one is made again."""
ABOUT = "about.json"
WORDS = "words"
TOLD = 4000
"""Passages between two words about how far it is."""
REMAKE = 20_000
"""Up to this many passages, indexes are made again after a delete, so that no trace of it is left in any statistic."""
GHOSTS = 0.1
"""Above that many: the share of passages taken away since they were made, from which they are made again."""

Tell = Callable[[int, int], None]


class About(Frozen):
    """What a folder says of itself. `stamp` is the truth's stamp of the passages that are in it; `ghosts` counts passages
    that were taken away since the indexes were made anew, and still have a share in the statistics of words."""

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
            said = json.loads((folder / ABOUT).read_bytes())
            if said["format"] != FORMAT:
                raise IndexDamaged(
                    f"search indexes {folder} have format {said['format']}, this program's is {FORMAT}: "
                    "they will be made again"
                )
            about = About.model_validate(said)
        except (OSError, ValueError, KeyError, TypeError) as error:
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


def current(directory: Path, quiet: bool = False) -> Derived | None:
    """The indexes that the pointer names; None, with a line in the log unless `quiet`, when there are none that open."""
    for _ in range(3):  # a writer may take the folder away between reading the pointer and opening it
        name = folders.pointed(directory)
        if name is None:
            return None
        try:
            return Derived.open(folders.place(directory, name))
        except IndexDamaged as error:
            if folders.pointed(directory) == name:
                log.log(logging.DEBUG if quiet else logging.WARNING, "%s", error)
                return None
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
        base = current(directory, quiet=True)
        if base is None or not base.covers(truth):
            aside = folders.aside(directory)
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
    folders.tidy(directory)


def tell_if_behind(directory: Path, truth: Truth) -> None:
    """Say in the log that the indexes are not those of the truth's generation, as after a kill; the caller sees to it."""
    base = current(directory)  # says itself when they do not open
    if base is not None and not base.covers(truth):
        log.warning(
            "search indexes of %s are of generation %d, its documents of %d: they are brought up to date",
            directory, base.generation, truth.generation,
        )  # fmt: skip
    elif base is None and folders.pointed(directory) is None and truth.stamp:
        log.warning("search indexes of %s are missing: they are made again", directory)


def for_reader(directory: Path, truth: Truth) -> Derived:
    """Indexes of the truth's generation for a reader, who holds a snapshot of `truth`: where those on the disk are older
    and nobody writes, they are brought up to date there, for every reader to come; else aside, for this one."""
    base = current(directory, quiet=True)
    if base is not None and base.covers(truth):
        return base
    try:
        with writer_lock(directory):
            newest = Truth.open(directory)
            try:
                tell_if_behind(directory, newest)
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
        base = current(directory, quiet=True)
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
            if base is None or folders.pointed(directory) == base.folder.name:
                raise
            # A writer put newer ones in place and took these away, or is about to, while they were read.
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
        folders.link(base.folder / WORDS, aside / WORDS)
        index = LexicalIndex.open(aside / WORDS)
    if len(new) or len(gone):
        index.change(_entries(truth, new, tell), gone.tolist())
    return index


def _entries(truth: Truth, new: Rows, tell: Tell | None) -> Iterator[Words]:
    """The passages from the first new one on; told of every so often."""
    for done, words in enumerate(passages_from(truth, int(new[0]) - 1 if len(new) else 1 << 62), start=1):
        yield words
        if tell is not None and (done % TOLD == 0 or done == len(new)):
            tell(done, len(new))


def _vectors(truth: Truth, base: Derived | None, new: Rows, gone: Rows, dimensions: int) -> VectorIndex | None:
    def fetch(rows: Rows) -> Floats:
        return truth.vectors(rows.tolist(), dimensions)

    if base is None or base.vectors is None:
        return VectorIndex.build(new, dimensions, fetch) if len(new) else None
    return VectorIndex.open(base.folder, to_change=True).changed(new, gone, fetch)


def _put_in_place(directory: Path, made: Derived) -> None:
    """Write what is not written yet, and then let readers have it."""
    if made.vectors is not None:
        made.vectors.save(made.folder)
    (made.folder / ABOUT).write_text(made.about.model_dump_json(), encoding="utf-8")
    folders.put_in_place(directory, made.folder, made.generation)
