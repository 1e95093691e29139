"""Parts of an answer before it is put together: one sentence each, with the spans that it stands on."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Candidate, Claim
from sources.document import Document, Record, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """One span of a document, inside the passage or record that is indexed."""

    document: Document
    start: int
    end: int
    passage_id: str
    passage_start: int
    passage_end: int

    @property
    def quote(self) -> str:
        """The words, letter for letter."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence to be said and its evidence, with what it claims of parties and lists; a part without evidence is
    not said."""

    text: str
    evidence: tuple[Evidence, ...]
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What one way of answering found: parts to be said, slots that stay open, whether that answers the question, what
    is said first when it does not (`lead`), entities to choose from, and what sources disagree on (`differing`: the slot,
    and each value with its evidence and whether it is official), what its `lead` claims of parties and lists."""

    parts: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()
    answered: bool = True
    lead: str = ""
    candidates: tuple[Candidate, ...] = ()
    differing: tuple[str, tuple[tuple[str, Evidence, bool], ...]] | None = None
    confidence: float = 1.0
    claims: tuple[Claim, ...] = ()


HEAD = 200
"""Characters of a long row that show whose it is."""


def _head_end(text: str, record: Record) -> int:
    """Where the head of a row ends: at the end of a line, else of a word."""
    start, limit = record.start, min(record.end, record.start + HEAD)
    if limit == record.end:
        return limit
    line = text.rfind("\n", start + HEAD // 4, limit)
    word = text.rfind(" ", start, limit)
    return line if line > start else word if word > start else limit


WHOLE_ROW = 650
"""A row of at most this many characters is cited as a whole; of a longer one, the name and the cell that is meant."""


def of_record(document: Document, record: Record, *cells: Span) -> tuple[Evidence, ...]:
    """Evidence from a record that shows whose row it is: the row, or for a long one its name and the cells meant."""

    def piece(start: int, end: int) -> Evidence:
        return Evidence(document, start, end, record.id, record.start, record.end)

    if record.end - record.start <= WHOLE_ROW:
        return (piece(record.start, record.end),)
    head = Span(record.start, _head_end(document.text, record))
    spans = sorted({head, *cells})
    merged: list[Span] = []
    for span in spans:
        if merged and span.start - merged[-1].end <= 200:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(piece(s.start, s.end) for s in merged)


MOST_WORDS = 108
"""Words of an answer; what the regulation adds is left out where a row needs them all."""


def room(parts: Sequence[Part], more: Sequence[Part | None], most: int = MOST_WORDS) -> list[Part]:
    """The parts, and of those that add to them as many, in order, as there is room for; none twice."""
    kept = list(parts)
    for part in more:
        if part is None or any(part.text == k.text for k in kept):
            continue
        if sum(len(p.text.split()) + len(p.evidence) for p in (*kept, part)) <= most:
            kept.append(part)
    return kept
