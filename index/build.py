"""Files into an index: find, skip what is known, read, embed what is new, store in whole batches, catch up the searches.

find_files -> unchanged? -> prepare -> embed -> one transaction -> … -> derived indexes
"""

import logging
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.connection import exists
from index.derived import catch_up, tell_if_behind
from index.encoder import Encoder
from index.encoder import encoder as default_encoder
from index.lock import writer_lock
from index.prepare import Prepared, fingerprint, prepare
from index.store import LOG_AT_START, LOG_AT_WORK, Store
from index.types import Refusal, Summary
from sources.errors import IndexProblem, ModelError, NoIndex, NotFound, SourceError
from sources.load import Found, Given, find_files

log = logging.getLogger(__name__)

BATCH_PASSAGES = 512
BATCH_RECORDS = 4000
BATCH_FILES = 200
"""A batch is committed when it holds this much; what one file gives is never divided."""
EMBED_TOGETHER = 256
SHOW_EVERY = 2.0
"""Seconds between two times that the searches are brought up to date while files are added, at least."""

Step = Literal["reading", "embedding", "indexing", "verifying"]


class Progress(NamedTuple):
    """How far a step has come: `done` of `total` files (reading), passages (embedding, indexing) or documents (verifying);
    `path` is the file."""

    step: Step
    done: int
    total: int
    path: str = ""


Tell = Callable[[Progress], None]


def add(
    paths: Iterable[Path | str],
    directory: Path | str,
    given: Given | None = None,
    encoder: Encoder | None = None,
    progress: Tell | None = None,
    wait: float = 0.0,
) -> Summary:
    """Read files and folders into the index in `directory`, which is made if it is not there.

    Files that have not changed since they were added are skipped; changed ones are replaced; a file that cannot be read
    is named in the summary, and what was known of it stays. Every committed batch survives whatever comes after it.

    Args:
        paths: files and folders.
        directory: the index's folder.
        given: facts that override what the files say of themselves.
        encoder: the model; None for the one the index was made with, or the embedded one for a new index.
        progress: called as work goes on.
        wait: seconds to wait while another process writes.

    Raises:
        NotFound: a path that is not there, or nothing to read in any of them.
        IndexBusy: another process writes.
        IndexFormat, IndexDamaged: the folder holds something else than an index of this version.
        IndexProblem: it could not be written, as on a full disk; what was committed is kept.
        ModelError: the model is absent, altered, or not the one that the index was made with.
    """
    place = Path(directory)
    found = find_files([Path(path) for path in paths])
    with _writing(place, wait) as store:
        return _Run(store, given or Given(), _model(store, encoder), progress or _quiet).add(found)


def remove(names: Iterable[str], directory: Path | str, progress: Tell | None = None, wait: float = 0.0) -> Summary:
    """Take documents out of an index.

    Args:
        names: file names as they were added (`seeds/a.txt`), folder names (`seeds`), or document ids.
        directory: the index's folder.
        progress: called as work goes on.
        wait: seconds to wait while another process writes.

    Raises:
        NoIndex: there is none in that folder.
        NotFound: a name that is not in it; nothing is removed then.
        IndexBusy: another process writes.
        IndexProblem: it could not be written; what was committed is kept.
    """
    place = Path(directory)
    if not exists(place):
        raise NoIndex(f"no index in {place}: nothing can be removed from it")
    with _writing(place, wait) as store:
        return _remove(store, list(names), progress or _quiet)


@contextmanager
def _writing(place: Path, wait: float) -> Iterator[Store]:
    """The truth, open for the one writer."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        with writer_lock(place, wait):
            store = Store.open(place)
            try:
                store.fold(LOG_AT_START)
                tell_if_behind(place, store)
                yield store
            finally:
                store.close()
    except (sqlite3.Error, OSError) as error:
        raise IndexProblem(
            f"index {place} cannot be written ({error}): what was committed is kept; "
            "see that the disk has room and the folder can be written, then do the same again"
        ) from error


def _remove(store: Store, names: Sequence[str], tell: Tell) -> Summary:
    files: list[str] = []
    documents: list[str] = []
    for name in names:
        under, of = store.paths(name), store.path_of(name)
        if under:
            files += under
        elif of is None:
            raise NotFound(f"{name} is not in index {store.directory}: `whylisted status` lists what is")
        elif of[1] == 1:
            files.append(of[0])
        else:
            documents.append(name)
    started = time.perf_counter()
    with store.batch():
        removed = store.remove_files(dict.fromkeys(files))
        removed += sum(store.remove_document(document) for document in dict.fromkeys(documents))
        store.forget_vectors()
    stored = time.perf_counter()
    catch_up(store.directory, store, lambda done, total: tell(Progress("indexing", done, total)))
    seconds = {"storing": stored - started, "indexing": time.perf_counter() - stored}
    return Summary(removed=removed, generation=store.generation, seconds=seconds)


class _Run:
    """One run of `add`: what is pending, and what was counted."""

    def __init__(self, store: Store, given: Given, model: Encoder, tell: Tell) -> None:
        self.store = store
        self.given = given
        self.model = model
        self.tell = tell
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.count: Counter[str] = Counter()
        self.refused: list[Refusal] = []
        self.warnings: list[Refusal] = []
        self.pending: list[Prepared] = []
        self.shown = time.perf_counter()
        self.cost = 0.0

    def add(self, found: Sequence[Found]) -> Summary:
        """Everything from the first file to the caught-up searches."""
        for number, file in enumerate(found):
            self.tell(Progress("reading", number, len(found), file.name))
            self._take(file)
            if self._full():
                self._flush()
                self._show()
        self._flush()
        self.tell(Progress("reading", len(found), len(found)))
        if self.count["changed"]:
            with self._timed("storing"), self.store.batch():
                self.store.forget_vectors()
        self._catch_up()
        self.store.fold(LOG_AT_WORK)
        return Summary(
            new=self.count["new"],
            changed=self.count["changed"],
            skipped=self.count["skipped"],
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
            passages=self.count["passages"],
            records=self.count["records"],
            statements=self.count["statements"],
            embedded=self.count["embedded"],
            generation=self.store.generation,
            seconds={step: round(value, 3) for step, value in self.seconds.items()},
        )

    def _take(self, file: Found) -> None:
        """Read one file into what is pending, unless it is known already."""
        try:
            with self._timed("reading"):
                mark = fingerprint(file, self.given)
                if self.store.fingerprint(file.name) == mark:
                    self.count["skipped"] += 1
                    return
                prepared = prepare(file, mark, self.given)
        except (SourceError, OSError) as error:
            self._refuse(file, str(error))
        except Exception as error:  # a reader's own mistake on hostile input must not end the run
            log.exception("reading %s", file.name)
            self._refuse(file, f"{file.name} cannot be read ({type(error).__name__}: {error}): report it with the file")
        else:
            self.pending.append(prepared)
            self.warnings += [Refusal(path=file.name, reason=warning) for warning in prepared.warnings]

    def _refuse(self, file: Found, reason: str) -> None:
        self.refused.append(Refusal(path=file.name, reason=" ".join(reason.split())))
        log.info("refused %s: %s", file.name, reason)

    def _full(self) -> bool:
        return (
            len(self.pending) >= BATCH_FILES
            or sum(item.passages for item in self.pending) >= BATCH_PASSAGES
            or sum(item.records for item in self.pending) >= BATCH_RECORDS
        )

    def _flush(self) -> None:
        """Embed and commit what is pending."""
        if not self.pending:
            return
        texts = {key: text for item in self.pending for key, text in item.texts.items()}
        with self._timed("embedding"):
            known = self.store.known_vectors(self.model.name, texts)
            new = [key for key in texts if key not in known]
            matrix = self._embed([texts[key] for key in new])
        with self._timed("storing"), self.store.batch():
            if texts:
                model = self.store.use_model(self.model.name, self.model.dimensions)
                known |= self.store.put_vectors(model, new, matrix)
            for item in self.pending:
                news = "new" if self.store.fingerprint(item.file.name) is None else "changed"
                self.store.put_file(item.file.name, item.fingerprint, item.with_vectors(known))
                self.count[news] += len(item.parts)
        for item in self.pending:
            self.count.update(passages=item.passages, records=item.records, statements=item.statements)
        self.count["embedded"] += len(new)
        self.pending.clear()
        self.store.fold(LOG_AT_WORK)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of the texts, shape (len(texts), dimensions)."""
        if not texts:
            return np.empty((0, 0), np.float32)  # nothing is asked of the model, which may not be loaded
        parts = []
        self.tell(Progress("embedding", 0, len(texts)))
        for start in range(0, len(texts), EMBED_TOGETHER):
            parts.append(self.model.encode(texts[start : start + EMBED_TOGETHER]))
            self.tell(Progress("embedding", min(start + EMBED_TOGETHER, len(texts)), len(texts)))
        return np.concatenate(parts)

    def _show(self) -> None:
        """Bring the searches up to date now and then, so that readers need not do so themselves; seldom enough that it
        takes little of the run's time, however large the index."""
        if time.perf_counter() - self.shown > SHOW_EVERY + 20 * self.cost:
            self._catch_up()

    def _catch_up(self) -> None:
        started = time.perf_counter()
        catch_up(self.store.directory, self.store, lambda done, total: self.tell(Progress("indexing", done, total)))
        self.shown = time.perf_counter()
        self.cost = self.shown - started
        self.seconds["indexing"] += self.cost

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] += time.perf_counter() - started


def _model(store: Store, encoder: Encoder | None) -> Encoder:
    made_with = store.model()
    if encoder is None:
        return default_encoder(made_with[0] if made_with else None)
    if made_with is not None and made_with[0] != encoder.name:
        raise ModelError(
            f"index {store.directory} was made with model {made_with[0]}, not {encoder.name}: "
            "add with that model, or add to a new index"
        )
    return encoder


def _quiet(_: Progress) -> None:
    pass
