"""Proof that an index is what it says: every span, hash, vector and posting looked at, and what was looked at counted."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from index import postings
from index.derived import Derived, private
from index.proving import Proving
from index.text import digest, embedded_text
from index.types import Report
from sources.document import Document, Passage, Record, document_id, passage_id
from sources.errors import WhylistedError
from sources.reading.statements import Slot, Statement

MOST = 100
"""Problems that are told one by one; all are counted."""

Tell = Callable[[int, int], None]


def verify(directory: Path | str, tell: Tell | None = None) -> Report:
    """Look at everything in the index in `directory`, without changing it.

    Args:
        directory: the index's folder.
        tell: called with documents done and to do.

    Raises:
        NoIndex, IndexFormat, IndexDamaged: there is none, of another version, or it cannot be read at all.
    """
    place = Path(directory)
    truth = Proving.open(place)
    try:
        with truth.snapshot():
            return _Proof(truth).all(tell or (lambda done, total: None))
    finally:
        truth.close()


class _Proof:
    """Counts what is looked at, and collects what is wrong."""

    def __init__(self, truth: Proving) -> None:
        self.truth = truth
        self.checked: Counter[str] = Counter()
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.wrong = 0

    def all(self, tell: Tell) -> Report:
        for problem in self.truth.integrity():
            self._wrong(f"truth: {problem}")
        rows = self.truth.document_rows()
        for number, (name, row) in enumerate(sorted(rows.items())):
            self._document(name, row)
            tell(number + 1, len(rows))
        self._counts()
        for _, wrong in self.truth.cases():
            self._see("cases", not wrong, "; ".join(wrong))
        if unused := self.truth.unused_vectors():
            self.notes.append(f"{unused} vectors of texts that were taken away are kept, for when these come back")
        self._derived(private(self.truth.directory, self.truth))
        return Report(
            directory=str(self.truth.directory),
            generation=self.truth.generation,
            checked=dict(sorted(self.checked.items())),
            problems=tuple(self.problems),
            notes=tuple(self.notes),
            problem_count=self.wrong,
        )

    def _wrong(self, problem: str) -> None:
        self.wrong += 1
        if len(self.problems) < MOST:
            self.problems.append(problem)

    def _see(self, what: str, right: bool, problem: str) -> None:
        self.checked[what] += 1
        if not right:
            self._wrong(problem)

    # ------------------------------------------------------------------ documents

    def _document(self, name: str, row: int) -> None:
        try:
            document = self.truth.document(row)
            sentences, statements = self.truth.sentences(row), self.truth.statements(row)
            records = list(self.truth.records_of(row))
        except Exception as error:  # whatever a damaged blob makes the readers raise
            self._see("documents", False, f"document {name} cannot be read ({type(error).__name__}: {error})")
            return
        if document is None:
            self._see("documents", False, f"document {name} is not there")
            return
        same = document.id == name == document_id(document.path, document.part)
        self._see("documents", same, f"document {name} carries the id {document.id}")
        self._see("texts", digest(document.text) == self.truth.text_digest(row), f"text of document {name} was altered")
        for label, span in (("title", document.title_span), ("published", document.published_span)):
            if span is not None:
                self._span("spans of metadata", document, span.start, span.end, label)
        for sentence in sentences:
            self._span("sentences", document, sentence.start, sentence.end, "sentence")
        self._passages(document, row)
        for record in records:
            self._record(document, record)
        same = len(statements) == self.truth.statement_count(row)
        self._see("tallies", same, f"statements of document {name}: {len(statements)} found, another number said")
        for statement in statements:
            self._statement(document, statement)

    def _span(self, what: str, document: Document, start: int, end: int, label: str) -> None:
        right = 0 <= start < end <= len(document.text)
        self._see(
            what,
            right,
            f"document {document.id}: {label} {start}-{end} is outside of its {len(document.text)} characters",
        )

    def _passages(self, document: Document, row: int) -> None:
        digests = {item[0]: item[1:] for item in self.truth.passage_digests(row)}
        for passage_row in self.truth.passages(row):
            text_digest, vector, vector_digest = digests[passage_row.row]
            start, end = passage_row.start, passage_row.end
            self._span("passages", document, start, end, "passage")
            same = digest(document.text[start:end]) == text_digest
            self._see("passage hashes", same, f"document {document.id}: text of passage {start}-{end} was altered")
            passage = Passage(
                id=passage_id(document.id, start, end),
                document_id=document.id,
                start=start,
                end=end,
                heading=passage_row.heading,
            )
            same = digest(embedded_text(document, passage)) == vector_digest
            self._see("vectors of passages", same, f"passage {passage.id}: vector {vector} was made from another text")

    def _record(self, document: Document, record: Record) -> None:
        self._see(
            "records", record.document_id == document.id, f"record {record.id} is of document {record.document_id}"
        )
        self._span("record rows", document, record.start, record.end, f"record {record.id}")
        for values in record.fields.values():
            for field in values:
                self._span("record fields", document, field.start, field.end, f"field of record {record.id}")
        for event in record.events:
            self._span("record events", document, event.start, event.end, f"event of record {record.id}")
        for fact in record.facts:
            self._span("record facts", document, fact.start, fact.end, f"fact of record {record.id}")

    def _statement(self, document: Document, statement: Statement) -> None:
        right = statement.document_id == document.id
        self._see("statements", right, f"statement {statement.id} is of document {statement.document_id}")
        self._span("statement spans", document, statement.start, statement.end, f"statement {statement.id}")
        for slot in _slots(statement):
            self._span("statement slots", document, slot.start, slot.end, f"slot of statement {statement.id}")

    def _counts(self) -> None:
        for label, said, found in self.truth.tallies():
            self._see("tallies", said == found, f"{label}: {said} said, {found} found")

    # ------------------------------------------------------------------ derived indexes

    def _derived(self, derived: Derived) -> None:
        rows = self.truth.all_passage_rows()
        if not derived.folder.is_relative_to(self.truth.directory):
            self.notes.append(
                f"search indexes on the disk are missing or older than generation {self.truth.generation}: checked as "
                "readers see them, brought up to date aside; the next `whylisted add` does it on the disk"
            )
        self._see(
            "derived indexes", derived.covers(self.truth), f"search indexes are of generation {derived.generation}"
        )
        self._same("passages in words", rows.tolist(), derived.words.rows())
        self._postings(derived)
        self._same("vectors", rows.tolist(), derived.vectors.live_rows().tolist() if derived.vectors else [])
        self._vectors(derived, rows)

    def _same(self, what: str, wanted: list[int], found: list[int]) -> None:
        self.checked[what] += len(found)
        for row in sorted(set(wanted) - set(found)):
            self._wrong(f"passage row {row} is missing among the {what}")
        for row in sorted(set(found) - set(wanted)):
            self._wrong(f"passage row {row} is among the {what}, but not in the truth")
        if len(found) != len(set(found)):
            self._wrong(f"{len(found) - len(set(found))} passages are twice among the {what}")

    def _postings(self, derived: Derived) -> None:
        try:
            looked, wrong = postings.compare(self.truth, derived.words)
        except Exception as error:  # a document that cannot be read was told of already
            self._wrong(f"postings cannot be proved ({type(error).__name__}: {error})")
            return
        self.checked["postings"] += looked
        for item in wrong:
            self._wrong(
                f"term {item.term!r} stands in {item.wanted} passages, but its postings lead to "
                f"{item.found if item.found != item.wanted else 'others'}"
            )

    def _vectors(self, derived: Derived, rows: Any) -> None:
        """The stored vectors have length 1; those in the vector index are the stored ones, as exactly as its type keeps them."""
        model = self.truth.model()
        if derived.vectors is None or model is None:
            return
        for start in range(0, len(rows), 4000):
            part = rows[start : start + 4000]
            try:
                matrix = self.truth.vectors(part.tolist(), model[1])
            except WhylistedError as error:
                self._wrong(str(error))
                continue
            lengths = np.linalg.norm(matrix, axis=1)
            for row in part[np.abs(lengths - 1) > 0.01]:
                self._wrong(f"vector of passage row {row} has not length 1")
            self.checked["vector lengths"] += len(part)
            held = derived.vectors.holds(part, matrix)
            self.checked["vectors compared"] += len(held)
            for row in part[~held]:
                self._wrong(f"vector of passage row {row} in the search index is another one than in the truth")


def _slots(value: object) -> Iterable[Slot]:
    """All slots in a statement, however deep."""
    if isinstance(value, Slot):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _slots(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _slots(item)
