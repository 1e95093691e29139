"""What an index holds, looked up by id, of one generation for as long as the caller says."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from index.connection import TRUTH
from index.memory import Recent, View
from index.names import NameIndex
from index.truth import Truth
from index.twins import Twins
from index.types import Counts, DocumentInfo
from sources.document import Document, Passage, Record, Span
from sources.reading.statements import Statement

KEPT = 40_000_000
"""Characters of documents that are kept in memory, with what was read from them."""
SPAN, STATEMENT = 15, 400
"""What a sentence's span and a statement count for, in characters."""

Value = TypeVar("Value")


class Lookup:
    """The truth for many threads: a connection for each of them, and in common what was read last and what belongs to a
    generation. See `Index`, which searches as well."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._local = threading.local()
        self._lock = threading.RLock()
        self._view: View | None = None
        self._recent = Recent(KEPT)

    def close(self) -> None:
        """Give back this thread's connection and what is kept."""
        self._close_mine()
        with self._lock:
            self._view = None
            self._forget()

    def _forget(self) -> None:
        """Another file took the truth's place: what is kept from the old one is of no use."""
        self._recent.clear()

    # ------------------------------------------------------------------ generations

    @contextmanager
    def reading(self) -> Iterator[int]:
        """Hold one generation for everything this thread reads inside; gives its number. May be nested."""
        if getattr(self._local, "view", None) is not None:
            yield self._local.view.generation
            return
        store = self._opened()
        with store.snapshot():
            generation = store.generation
            with self._lock:
                if self._view is None or (self._view.stamp, self._view.generation) != (self._local.stamp, generation):
                    if self._view is not None and self._view.stamp != self._local.stamp:
                        self._forget()
                    self._view = View(self._local.stamp, generation)
                self._local.view = self._view
            try:
                yield generation
            finally:
                self._local.view = None

    def _opened(self) -> Truth:
        """This thread's connection; a new one if the folder was taken away and made again."""
        try:
            state = (self.directory / TRUTH).stat()
            stamp = (state.st_dev, state.st_ino)
        except FileNotFoundError:
            stamp = None
        if getattr(self._local, "store", None) is not None and self._local.stamp == stamp:
            store: Truth = self._local.store
            return store
        self._close_mine()
        self._local.store = store = Truth.open(self.directory)
        self._local.stamp = stamp
        return store

    def _close_mine(self) -> None:
        if getattr(self._local, "store", None) is not None:
            self._local.store.close()
        self._local.store = self._local.names = self._local.stamp = None

    def refresh(self) -> int:
        """The newest generation (a look at one row); inside of `reading`, the block's."""
        view: View | None = getattr(self._local, "view", None)
        if view is not None:
            return view.generation
        with self.reading() as generation:
            return generation

    @property
    def generation(self) -> int:
        """The generation that is read: the block's inside of `reading`, else the newest."""
        return self.refresh()

    @property
    def _store(self) -> Truth:
        store: Truth = self._local.store
        return store

    def _once(self, name: str, make: Callable[[], Value]) -> Value:
        view: View = self._local.view
        return view.once(name, make)

    # ------------------------------------------------------------------ looking up

    def counts(self) -> Counts:
        """How many documents, passages, records, statements and names there are."""
        with self.reading():
            return self._once("counts", self._store.counts)

    def documents(self) -> list[DocumentInfo]:
        """All documents without their texts, by path and part."""
        with self.reading():
            return list(self._infos().values())

    def _infos(self) -> dict[str, DocumentInfo]:
        return self._once("infos", lambda: {info.id: info for info in self._store.documents()})

    def _rows(self) -> dict[str, int]:
        return self._once("rows", self._store.document_rows)

    def document(self, document_id: str) -> Document:
        """A document with its text (kept in memory for the next time).

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            row = self._row(document_id)
            return self._recent.get(
                ("document", row), lambda: self._read(row, document_id), lambda found: len(found.text)
            )

    def _read(self, row: int, document_id: str) -> Document:
        document = self._store.document(row)
        if document is None:
            raise KeyError(document_id)
        return document

    def _row(self, document_id: str) -> int:
        row = self._store.document_row(document_id)
        if row is None:
            raise KeyError(document_id)
        return row

    def info(self, document_id: str) -> DocumentInfo:
        """A document without its text.

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            row = self._row(document_id)
            return self._recent.get(("info", row), lambda: self._store.info(row), lambda _: STATEMENT)

    def passage(self, passage_id: str) -> Passage:
        """The passage with that id.

        Raises:
            KeyError: no such passage in this generation.
        """
        document_id = passage_id.rpartition(":")[0]
        for passage in self.passages(document_id):
            if passage.id == passage_id:
                return passage
        raise KeyError(passage_id)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document, by start.

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            rows = [item.row for item in self._store.passages(self._row(document_id))]
            found = self._store.passage_rows(rows)
            return tuple(found[row][1] for row in rows)

    def sentences(self, document_id: str) -> tuple[Span, ...]:
        """The sentences of a document, in order.

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            row = self._row(document_id)
            return self._recent.get(
                ("sentences", row), lambda: self._store.sentences(row), lambda found: SPAN * len(found)
            )

    def statements(self, document_id: str) -> tuple[Statement, ...]:
        """The statements read from a document, in order.

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            row = self._row(document_id)
            return self._recent.get(
                ("statements", row), lambda: self._store.statements(row), lambda found: STATEMENT * len(found)
            )

    def derived(self, name: str, document_id: str, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """Something made of one document, kept in memory with it: made again only when it was not used for long.

        Args:
            name: what it is; one name for one way of making it.
            document_id: of which document.
            make: makes it.
            size: what it counts for, in characters.

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            return self._recent.get((name, self._row(document_id)), make, size)

    def records(self, ids: Iterable[str]) -> list[Record]:
        """Records by id, in the order asked for; unknown ids are left out."""
        with self.reading():
            return self._store.records(ids)

    def record_ids(self, document_id: str) -> tuple[str, ...]:
        """The ids of a document's records, in the order of the list; an id ends in the record's `start-end`.

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            return self._once(f"records {document_id}", lambda: self._store.record_ids(self._row(document_id)))

    def records_of(self, document_id: str) -> list[Record]:
        """The records of one document, in the order of its rows.

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            return list(self._store.records_of(self._row(document_id)))

    def numbers(self) -> list[tuple[str, str]]:
        """Every fact and identifier that the records state, as (id of the record, value)."""
        with self.reading():
            return list(self._store.numbers())

    def lists_of(self, document_id: str) -> dict[str, int]:
        """The ids of the lists that a document's records are on, ascending, with the number of records.

        Raises:
            KeyError: no such document in this generation.
        """
        with self.reading():
            return self._once(f"lists {document_id}", lambda: self._store.lists_of(self._row(document_id)))

    def twins(self, document_id: str) -> tuple[str, ...]:
        """Ids of the documents that carry the same text or nearly the same, ascending; without the document itself."""
        with self.reading():
            return self._once("twins", lambda: Twins(self._store.signatures())).of(document_id)

    @property
    def names(self) -> NameIndex:
        """Every name in records and in prose. Looked up through this thread's connection: use it inside of `reading` to
        stay in one generation, and do not hand it to another thread."""
        with self.reading():
            if getattr(self._local, "names", None) is None:
                self._local.names = self._store.names()
            names: NameIndex = self._local.names
            return names
