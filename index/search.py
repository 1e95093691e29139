"""What can be found: an index opened for reading, which follows the writer from generation to generation."""

import math
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from index import fusion
from index.derived import Derived, for_reader
from index.encoder import Encoder, encoder
from index.memory import Recent, View
from index.names import NameIndex
from index.truth import TRUTH, Truth
from index.twins import Twins
from index.types import Counts, DocumentInfo, Filters, Hit
from sources.document import Document, Passage, Record, Span
from sources.errors import ModelError
from sources.reading.statements import Statement

KEPT = 40_000_000
"""Characters of documents that are kept in memory, with what was read from them."""
SPAN, STATEMENT = 15, 400
"""What a sentence's span and a statement count for, in characters."""

Value = TypeVar("Value")


class Index:
    """An index for reading; safe to use from several threads while another process adds to it.

    What is read inside of one `with index.reading():` block is of one generation; outside of one, every call stands for
    itself and sees the newest.
    """

    def __init__(self, directory: Path, model: Encoder | None) -> None:
        self.directory = directory
        self._model = model
        self._local = threading.local()
        self._lock = threading.RLock()
        self._view: View | None = None
        self._derived: Derived | None = None
        self._recent = Recent(KEPT)

    @classmethod
    def open(cls, directory: Path | str, model: Encoder | None = None) -> "Index":
        """Open the index in a folder.

        Args:
            directory: the index's folder.
            model: turns questions into vectors; None for the model that the index was made with, loaded when needed.

        Raises:
            NoIndex, IndexFormat, IndexDamaged: there is none, of another version, or it cannot be read.
            ModelError: `model` is not the one that the index was made with.
        """
        index = cls(Path(directory), model)
        with index.reading():
            made_with = index._store.model()
        if model is not None and made_with is not None and model.name != made_with[0]:
            raise ModelError(
                f"index {directory} was made with model {made_with[0]}, not {model.name}: use that one, or add to a new index"
            )
        return index

    def close(self) -> None:
        """Give back this thread's connection and the search indexes."""
        self._close_mine()
        with self._lock:
            self._derived = self._view = None

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
                        self._derived = None
                        self._recent.clear()
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
        """The newest generation (a look at one row)."""
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

    # ------------------------------------------------------------------ searching

    def search(
        self,
        query: str,
        limit: int = 20,
        *,
        words: bool = True,
        vectors: bool = True,
        filters: Filters | None = None,
        weight: float = fusion.WORDS_WEIGHT,
    ) -> list[Hit]:
        """The passages that fit a query best, best first; equal ones by id. The same index gives the same list.

        Args:
            query: any text; nothing in it is an operator.
            limit: how many at most.
            words: search by words.
            vectors: search by meaning; this loads the model the first time.
            filters: which documents to search.
            weight: share of the words' score in the fused one, 0 to 1.

        Raises:
            ModelError: the model is absent or altered.
        """
        with self.reading():
            derived = self._indexes()
            documents = None if filters is None else self._admitted(filters)
            if documents == [] or derived.vectors is None:
                return []
            vector = self.encoder.encode([query])[0] if vectors and query.strip() else None
            found = fusion.search(
                derived.words if words else None,
                derived.vectors if vector is not None else None,
                query,
                vector,
                limit,
                documents,
                None if documents is None else self._store.passage_rows_of(documents),
                weight,
            )
            passages = self._store.passage_rows([item.row for item in found])
            hits = [
                Hit(passage=passages[item.row][1], score=item.score, words=item.words, cosine=item.cosine)
                for item in found
                if item.row in passages
            ]
            return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:limit]

    def _admitted(self, filters: Filters) -> list[int]:
        rows = self._rows()
        return sorted(rows[info.id] for info in self._infos().values() if filters.admits(info))

    @property
    def encoder(self) -> Encoder:
        """The model that the index was made with."""
        if self._model is None:
            with self.reading():
                made_with = self._store.model()
            self._model = encoder(made_with[0] if made_with else None)
        return self._model

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a stem over all passages, as BM25 has it: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        with self.reading():
            index = self._indexes().words
            count, having = index.passages, index.frequency(term)
        return math.log(1 + (max(count - having, 0) + 0.5) / (having + 0.5))

    def _indexes(self) -> Derived:
        """The search indexes of this generation, kept from the last one when passages did not change."""

        def make() -> Derived:
            with self._lock:
                if self._derived is None or not self._derived.covers(self._store):
                    self._derived = for_reader(self.directory, self._store)
                return self._derived

        return self._once("derived", make)
