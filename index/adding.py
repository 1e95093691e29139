"""One run of `add`: skip what is known, read, embed what is new, store in whole batches, catch up the searches.

unchanged? -> prepare (in a process of its own) -> embed -> one transaction -> … -> derived indexes

A file that cannot be read, takes more than it may, or stumbles over a mistake of ours on the way, costs only itself.
"""

import logging
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.derived import catch_up
from index.encoder import Encoder
from index.identity import free_path, has_moved, known_as
from index.parts import Parts
from index.prepare import Prepared, fingerprint, prepare, same_but_for_the_code
from index.store import LOG_AT_WORK, Known, Store
from index.types import Refusal, Summary
from sources.apart import limits_for, most_pages
from sources.errors import SourceError, WhylistedError
from sources.fence import strict, stumble
from sources.load import Found, Given

log = logging.getLogger(__name__)

BATCH_PASSAGES = 512
BATCH_RECORDS = 4000
BATCH_FILES = 200
BATCH_BYTES = 16_000_000
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


class Run:
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
        self.failures: list[Refusal] = []
        self.pending: list[Prepared] = []
        self.moved: dict[str, str] = {}
        self.shown = time.perf_counter()
        self.cost = 0.0

    def add(self, found: Sequence[Found]) -> Summary:
        """Everything from the first file to the caught-up searches.

        Raises:
            QuestionError: a limit that is set in the environment is no number.
        """
        limits_for(0), most_pages()  # said once, and not of each file
        for number, file in enumerate(found):
            self.tell(Progress("reading", number, len(found), file.name))
            self._take(file)
            if self._full():
                self._flush()
                self._show()
        self._flush()
        self.tell(Progress("reading", len(found), len(found)))
        if self.count["changed"] or self.moved:
            with self._timed("storing"), self.store.batch():
                for path, origin in self.moved.items():
                    self.store.moved(path, origin)
                if self.count["changed"]:
                    self.store.forget_vectors()
        self._catch_up()
        self.store.fold(LOG_AT_WORK)
        return Summary(
            new=self.count["new"],
            changed=self.count["changed"],
            skipped=self.count["skipped"],
            read_again=self.count["read again"],
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
            failures=tuple(self.failures),
            passages=self.count["passages"],
            records=self.count["records"],
            statements=self.count["statements"],
            embedded=self.count["embedded"],
            generation=self.store.generation,
            seconds={step: round(value, 3) for step, value in self.seconds.items()},
        )

    def _take(self, file: Found) -> None:
        """Read one file into what is pending, unless it is known already."""
        path = file.name
        try:
            with self._timed("reading"):
                mark = fingerprint(file, self.given)
                known = known_as(file, mark, self._named(file.name))
                path = known.path if known else free_path(file, self._is_taken)
                origin = file.origin
                if known and has_moved(known, file):
                    self.moved[known.path] = file.origin
                elif known:
                    origin = known.origin
                if known and known.fingerprint == mark:
                    self.count["skipped"] += 1
                    return
                if known and same_but_for_the_code(known.fingerprint, mark):
                    self.count["read again"] += 1
                prepared = prepare(replace(file, name=path, origin=origin), mark, self.given)
        except (SourceError, OSError) as error:
            self._refuse(path, str(error))
        except sqlite3.Error:
            raise
        except Exception as error:
            self._stumbled(path, error)
        else:
            prepared.called = file.name
            self.pending.append(prepared)

    def _named(self, name: str) -> list[Known]:
        """The files under this name, with those that are not stored yet."""
        pending = {item.file.name: item for item in self.pending if item.called == name}
        stored = [known for known in self.store.named(name) if known.path not in pending]
        return stored + [Known(path, name, item.file.origin, item.fingerprint) for path, item in pending.items()]

    def _is_taken(self, path: str) -> bool:
        return self.store.fingerprint(path) is not None or any(item.file.name == path for item in self.pending)

    def _stumbled(self, path: str, error: Exception) -> None:
        """A mistake of ours, on what may be hostile input: it costs the file, not the run."""
        if strict():
            raise error
        log.debug("reading %s", path, exc_info=error)
        self._refuse(path, f"{path} cannot be read ({stumble(error)}): report it with the file")

    def _refuse(self, path: str, reason: str) -> None:
        self.refused.append(Refusal(path=path, reason=" ".join(reason.split())))
        log.info("refused %s: %s", path, reason)

    def _full(self) -> bool:
        return (
            len(self.pending) >= BATCH_FILES
            or sum(item.passages for item in self.pending) >= BATCH_PASSAGES
            or sum(item.records for item in self.pending) >= BATCH_RECORDS
            or sum(item.bytes for item in self.pending) >= BATCH_BYTES
        )

    def _flush(self) -> None:
        """Embed and commit what is pending."""
        if not self.pending:
            return
        self._commit(self.pending)
        self.pending = []
        self.store.fold(LOG_AT_WORK)

    def _commit(self, items: Sequence[Prepared]) -> None:
        """Embed and store these files in one transaction; where one of them cannot be, all others."""
        before = self.count.copy()
        try:
            self._put(items)
        except Exception as error:
            if not _is_ours(error):
                raise
            self.count = before
            if len(items) == 1:
                self._stumbled(items[0].file.name, error)
                return
            half = len(items) // 2
            self._commit(items[:half])
            self._commit(items[half:])
            return
        for item in items:
            self.count.update(passages=item.passages, records=item.records, statements=item.statements)
            self.warnings += [Refusal(path=item.file.name, reason=warning) for warning in item.warnings]
            self.failures += [Refusal(path=item.file.name, reason=failure) for failure in item.failures]

    def _put(self, items: Sequence[Prepared]) -> None:
        """Embed and store these files in one transaction, with a portion of them in memory at a time."""
        done, total = 0, sum(item.passages for item in items)
        with self.store.batch():
            files = [self._put_file(item) for item in items]
            for portion in _portions(items):
                rows = self._vectors([(parts, texts) for _, parts, texts in portion], done, total)
                done += sum(len(texts) for _, _, texts in portion)
                with self._timed("storing"):
                    for number, parts, _ in portion:
                        self.store.put_document(files[number], parts, rows)

    def _put_file(self, item: Prepared) -> int:
        """Note a file whose documents are to follow; its row."""
        path = item.file.name
        news = "new" if self.store.fingerprint(path) is None else "changed"
        self.count[news] += item.documents
        return self.store.put_file(path, item.fingerprint, item.called, item.file.origin)

    def _vectors(self, documents: Iterable[tuple[Parts, Sequence[str]]], done: int, total: int) -> Mapping[bytes, int]:
        """Rows of the vectors of these documents' texts by the texts' SHA-256; those that are new are made and stored."""
        texts = {
            passage.embedded_sha256: text
            for parts, embedded in documents
            for passage, text in zip(parts.passages, embedded, strict=True)
        }
        if not texts:
            return {}  # nothing is asked of the model, which may not be loaded
        with self._timed("embedding"):
            known = self.store.known_vectors(self.model.name, texts)
            new = [key for key in texts if key not in known]
            matrix = self._embed([texts[key] for key in new], done + len(texts) - len(new), total)
        with self._timed("storing"):
            model = self.store.use_model(self.model.name, self.model.dimensions)
            known |= self.store.put_vectors(model, new, matrix)
        self.count["embedded"] += len(new)
        return known

    def _embed(self, texts: Sequence[str], done: int, total: int) -> NDArray[np.float32]:
        """Vectors of the texts, shape (len(texts), dimensions); `done` of `total` are there already."""
        if not texts:
            return np.empty((0, 0), np.float32)
        parts = []
        self.tell(Progress("embedding", done, total))
        for start in range(0, len(texts), EMBED_TOGETHER):
            parts.append(self.model.encode(texts[start : start + EMBED_TOGETHER]))
            self.tell(Progress("embedding", min(done + start + EMBED_TOGETHER, total), total))
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


Document = tuple[int, Parts, Sequence[str]]
"""A document to store: the number of its file, all that was read of it, and what is embedded of its passages."""


def _portions(items: Sequence[Prepared]) -> Iterator[list[Document]]:
    """The documents of these files in order, as many at a time as hold the passages of a batch."""
    portion: list[Document] = []
    passages = 0
    for number, item in enumerate(items):
        for parts, texts in item.pieces():
            portion.append((number, parts, texts))
            passages += len(texts)
            if passages >= BATCH_PASSAGES:
                yield portion
                portion, passages = [], 0
    if portion:
        yield portion


def _is_ours(error: Exception) -> bool:
    """Whether it is a mistake over one file's content, and not the model, the disk or the database that gave out."""
    if isinstance(error, sqlite3.Error):
        return isinstance(error, (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError))
    return not isinstance(error, (WhylistedError, OSError, MemoryError))


def quiet(_: Progress) -> None:
    """Tells nobody."""
