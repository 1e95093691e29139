"""Search by words: BM25 over stems, in tantivy.

One analyser serves the index, the queries and `stems`, so whatever weighs terms outside of the index sees the same
terms. Passages are known to tantivy by a text key: in tantivy-py a delete by a number is accepted and deletes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sources.errors import IndexDamaged

HEAP = 64_000_000
LONGEST_TERM = 40
MANY, COMMON = 100_000, 0.5
"""In an index of more than so many passages, terms that stand in more than this share of them are not searched by where there
are others: they take half of the time, and leaving them out costs 0.001 of nDCG@10 (tests/benchmarks/retrieval.py)."""


class Words(NamedTuple):
    """A passage as it goes into the index: its row, its document's row, what it stands under, and its text."""

    row: int
    document: int
    title: str
    text: str


@cache
def _analyser() -> Any:
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(LONGEST_TERM),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()


@cache
def _schema() -> Any:
    import tantivy

    return (
        tantivy.SchemaBuilder()
        .add_text_field("key", tokenizer_name="raw", index_option="basic")
        .add_text_field("document", tokenizer_name="raw", index_option="basic")
        .add_unsigned_field("row", fast=True)
        .add_text_field("text", tokenizer_name="stems", index_option="freq")
        .build()
    )


def stems(text: str) -> list[tuple[str, int, int]]:
    """The terms of a text as the lexical index has them: `(stem, start, end)` in code points of `text`."""
    tokens = _analyser().pre_tokenize(text).tokens
    return [(token.text, token.char_offset_from, token.char_offset_to) for token in tokens]


def _entry(words: Words) -> Any:
    import tantivy

    entry = tantivy.Document()
    entry.add_text("key", str(words.row))
    entry.add_text("document", str(words.document))
    entry.add_unsigned("row", words.row)
    entry.add_text("text", indexed(words))
    return entry


def indexed(words: Words) -> str:
    """The text that a passage is found by: what it stands under counts like its own words, which found more than a field of
    its own with any weight."""
    return f"{words.title}\n{words.text}" if words.title else words.text


class LexicalIndex:
    """BM25 over the passages in one folder. Its searcher is of one moment; later writes do not disturb it."""

    def __init__(self, index: Any) -> None:
        index.register_tokenizer("stems", _analyser())
        self._index = index
        self._searcher = index.searcher()

    @classmethod
    def create(cls, folder: Path) -> "LexicalIndex":
        """An empty index in a new folder."""
        import tantivy

        folder.mkdir(parents=True)
        return cls(tantivy.Index(_schema(), str(folder)))

    @classmethod
    def open(cls, folder: Path) -> "LexicalIndex":
        """The index in that folder.

        Raises:
            IndexDamaged: it cannot be opened.
        """
        import tantivy

        try:
            return cls(tantivy.Index.open(str(folder)))
        except (ValueError, OSError) as error:
            raise IndexDamaged(f"words index {folder} cannot be opened ({error}): it will be made again") from error

    @property
    def passages(self) -> int:
        """Number of passages that can be found."""
        return int(self._searcher.num_docs)

    def change(self, added: Iterable[Words] = (), removed: Iterable[int] = ()) -> None:
        """Take out the passages with these rows, then put in new ones, and commit.

        Raises:
            IndexDamaged: the number of passages afterwards is not what it has to be.
            OSError: it cannot be written.
        """
        expected = self.passages
        try:
            # One thread: the order of passages, and with it that of equal scores, is the order in which they came.
            writer = self._index.writer(heap_size=HEAP, num_threads=1)
            for row in removed:
                writer.delete_documents_by_term("key", str(row))
                expected -= 1
            for words in added:
                writer.add_document(_entry(words))
                expected += 1
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
        except ValueError as error:  # what the library makes of a full disk, too
            raise OSError(f"words index cannot be written: {error}") from error
        self._searcher = self._index.searcher()
        if self.passages != expected:
            raise IndexDamaged(
                f"words index holds {self.passages} passages in place of {expected}: it will be made again"
            )

    def search(self, query: str, limit: int, documents: Iterable[int] | None = None) -> list[tuple[int, float]]:
        """The best passages that share a term with `query`: `(row, BM25 score)`, best first, equal scores by row.

        Args:
            query: any text; nothing in it is an operator.
            limit: how many at most.
            documents: rows of the documents to search in; None for all.
        """
        wanted = self._query(query)
        if wanted is None or limit <= 0:
            return []
        if documents is not None:
            wanted = self._among(wanted, "document", [str(row) for row in documents])
        return self._best(wanted, limit)

    def scores(self, query: str, rows: Sequence[int]) -> dict[int, float]:
        """The BM25 scores of these passages; those that share no term with `query` are left out."""
        wanted = self._query(query)
        if wanted is None or not rows:
            return {}
        return dict(self._best(self._among(wanted, "key", [str(row) for row in rows]), len(rows)))

    def _query(self, query: str) -> Any:
        """Any of the terms of a text, each once; None without any."""
        import tantivy

        terms = list(dict.fromkeys(stem for stem, _, _ in stems(query)))
        if self.passages > MANY:
            terms = [term for term in terms if self.frequency(term) <= COMMON * self.passages] or terms
        schema = self._index.schema
        parts = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", term, index_option="freq"))
            for term in terms
        ]
        return tantivy.Query.boolean_query(parts) if parts else None

    def _among(self, wanted: Any, field: str, values: Sequence[str]) -> Any:
        """The same query, for passages with one of these values only; scores stay what they are."""
        import tantivy

        within = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._index.schema, field, values), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, within)])

    def _best(self, wanted: Any, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(wanted, limit=limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        # Sums of floats differ in the last bits with the order of segments: rounded, equal passages stay equal.
        scored = [(int(row), round(float(score), 4)) for row, (score, _) in zip(rows, hits, strict=True)]
        return sorted(scored, key=lambda item: (-item[1], item[0]))

    def frequency(self, term: str) -> int:
        """In how many passages a stem stands, or in what they stand under."""
        return int(self._searcher.doc_freq("text", term))

    def rows(self) -> list[int]:
        """The rows of all passages that can be found, ascending (for proving)."""
        import tantivy

        if not self.passages:
            return []
        hits = self._searcher.search(tantivy.Query.all_query(), limit=self.passages, count=False).hits
        return sorted(int(row) for row in self._searcher.fast_field_values("row", [address for _, address in hits]))

    def postings(self) -> Iterator[tuple[str, list[int]]]:
        """Every term with the rows of the passages that it leads to, unordered (for proving)."""
        import tantivy

        for term, count in self._searcher.terms_with_prefix("text", "", tantivy.Query.all_query()):
            if count:
                wanted = tantivy.Query.term_query(self._index.schema, "text", term, index_option="freq")
                hits = self._searcher.search(wanted, limit=count, count=False).hits
                rows = self._searcher.fast_field_values("row", [address for _, address in hits])
                yield term, [int(row) for row in rows]
