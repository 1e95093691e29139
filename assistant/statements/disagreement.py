"""Sources that differ, shown side by side, the official one named: on how many were listed in one event, and, against the
official list, on when a name was added to it and which agency acted.

What only looks like a difference is left alone: entries against entities, affiliates or units against all, a count for one
country against the whole, the same report in several outlets, and days that may be those of one event (announced,
published, effective).
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question.concepts import keys
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.record_sentences import Row, said_agency
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Part
from assistant.statements.fitting import sentence_at
from assistant.statements.target_statements import TargetStatement, department_of, statements_about
from index.search import Index
from index.types import Filters
from sources.agencies import AGENCIES
from sources.document import Document
from sources.reading.statements import Statement

WITHIN = 7
"""Days between two reports of one event, at most."""

_PARTIES = frozenset({"entity", "entities", "company", "companies", "firm", "firms", "organization", "organizations", "party",
                      "parties", "developers", "groups", "persons", "businesses"})  # fmt: skip
"""What a count has to be of to be compared: not entries, affiliates, units, institutes or destinations."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A statement that says how many were listed, with what makes it comparable."""

    document: Document
    statement: Statement
    value: str
    day: datetime.date | None
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What sources say differently: each value with the sentence that says it, the official one first."""

    values: tuple[tuple[str, Evidence, bool], ...]
    what: str = "how many"

    def part(self) -> Part:
        """The one sentence that says so."""
        said = ", ".join(f"{v}{' (official source)' if official else ''}" for v, _, official in self.values)
        return Part(f"The sources differ on {self.what}: {said}.", tuple(e for _, e, _ in self.values))


def counted(document: Document, statement: Statement) -> Counted | None:
    """The count of a listing statement, if it is one of parties as such."""
    slot = statement.count
    if (
        slot is None
        or not slot.value
        or statement.action != "added"
        or statement.polarity not in ("asserted", "alleged")
    ):
        return None
    subject = next((s for s in statement.subjects if s.start <= slot.start < s.end), None)
    words = document.text[subject.start : subject.end] if subject else document.text[slot.start : slot.end + 60]
    if not {w.strip(".,").lower() for w in words.split()} & _PARTIES:
        return None
    date = statement.date.date if statement.date and statement.date.precision == "day" else None
    places = frozenset(k for k in keys(words) if k.startswith("p:"))
    return Counted(document, statement, slot.value, date or document.published, places)


def counts(index: Index, cited: Sequence[Evidence]) -> Difference | None:
    """What other sources say on the count that a cited sentence gives, where they differ on the same event."""
    for evidence in cited:
        mine = next(
            (
                c
                for s in index.statements(evidence.document.id)
                if evidence.start <= s.start < evidence.end and (c := counted(evidence.document, s)) is not None
            ),
            None,
        )
        if mine is None or mine.day is None:
            continue
        others = [c for c in _all(index) if c.value != mine.value and same_event(index, mine, c)]
        if others:
            rows: dict[str, tuple[str, Evidence, bool]] = {}
            for c in sorted([mine, *others], key=lambda c: (not c.document.official, c.document.id, c.statement.start)):
                rows.setdefault(
                    c.value, (c.value, sentence_at(index, c.document, c.statement.start), c.document.official)
                )
            return Difference(tuple(rows.values())[:3])
    return None


def same_event(index: Index, one: Counted, other: Counted) -> bool:
    """Whether two counts are of one event: the same days, department, list and places, in independent documents."""
    if one.document.id == other.document.id or other.document.id in index.twins(one.document.id):
        return False
    if one.day is None or other.day is None or abs((one.day - other.day).days) > WITHIN or one.places != other.places:
        return False
    pairs = ((one.statement.agency, other.statement.agency), (one.statement.list, other.statement.list))
    if any(a and b and a.value and b.value and department_of(a.value) != department_of(b.value) for a, b in pairs):
        return False
    reasons = [keys(" ".join(c.document.text[r.start : r.end] for r in c.statement.reasons)) for c in (one, other)]
    shared = keys(one.document.title or "") & keys(other.document.title or "")
    return not all(reasons) or bool(reasons[0] & reasons[1]) or len(shared) >= 3


def _all(index: Index) -> list[Counted]:
    found = []
    for info in index.documents():
        if info.statements:
            document = index.document(info.id)
            found += [c for s in index.statements(info.id) if (c := counted(document, s)) is not None]
    return found


SAME_EVENT = 45
"""Days within which a date in prose may be that of an event on the list: announced, published, effective, reported."""


def with_record(
    index: Index, question: Question, targets: Sequence[Target], rows: Sequence[Row], filters: Filters | None = None
) -> Difference | None:
    """What prose says on the date or the agency of a listing that its official record says otherwise.

    Args:
        index: the index.
        question: one for a date or an agency.
        targets: the names it is about.
        rows: their rows on the lists; of several entities nothing is compared.
        filters: which documents count.
    """
    if question.kind not in ("date", "agency") or question.action not in (None, "added") or question.ordinal == "last":
        return None
    if len({row.record.name for row in rows}) != 1:
        return None
    documents = [d for t in targets for d in t.documents if filters is None or filters.admits(index.info(d))]
    for said in statements_about(index, targets, documents):
        if said.statement.action != "added" or said.statement.polarity != "asserted" or said.statement.list is None:
            continue
        row = next((r for r in rows if r.info.id == said.statement.list.value), None)
        if row is None or not row.record.events or said.document.id == row.document.id:
            continue
        value = _other_day(said, row) if question.kind == "date" else _other_agency(said, row)
        if value is not None:
            first = row.record.events[0]
            official = said_date(first.date) if question.kind == "date" else said_agency(row.info.agency)
            what = "when it was added" if question.kind == "date" else "which agency acted"
            sentence = sentence_at(index, said.document, said.statement.start)
            return Difference(((official, row.cite(first)[-1], True), (value, sentence, False)), what)
    return None


def _other_day(said: TargetStatement, row: Row) -> str | None:
    """The day that a statement gives, if it is far from every event of the row."""
    slot = said.statement.date
    if slot is None or slot.date is None or slot.precision != "day":
        return None
    far = all(abs((slot.date - event.date).days) > SAME_EVENT for event in row.record.events)
    return said_date(slot.date) if far else None


def _other_agency(said: TargetStatement, row: Row) -> str | None:
    """The department that a statement names, if the list is not its own."""
    slot = said.statement.agency
    if (
        slot is None
        or slot.value not in _AGENCIES
        or department_of(slot.value) in (department_of(row.info.agency), "us-government", "white-house")
    ):
        return None
    return said_agency(slot.value)


_AGENCIES = frozenset(a.id for a in AGENCIES)
