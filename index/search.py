"""What can be found: an index opened for reading, which follows the writer from generation to generation."""

import math
from pathlib import Path

from index import fusion
from index.derived import Derived, for_reader
from index.encoder import Encoder, encoder
from index.lookup import Lookup
from index.types import Filters, Hit
from sources.errors import ModelError


class Index(Lookup):
    """An index for reading; safe to use from several threads while another process adds to it.

    What is read inside of one `with index.reading():` block is of one generation; outside of one, every call stands for
    itself and sees the newest.
    """

    def __init__(self, directory: Path, model: Encoder | None) -> None:
        super().__init__(directory)
        self._model = model
        self._derived: Derived | None = None

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

    def _forget(self) -> None:
        super()._forget()
        self._derived = None

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
