"""Sources that differ on how many were listed in one event, shown side by side, the official one named.

What only looks like a difference is left alone: entries against entities, affiliates or units against all, a count for one
country against the whole, and the same report in several outlets.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.concepts import keys
from assistant.parts import Evidence, Part
from assistant.slots import sentence_at
from assistant.told import of
from index.search import Index
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
    """Counts of one event that differ: each value with the sentence that says it, the official one first."""

    values: tuple[tuple[str, Evidence, bool], ...]

    def part(self) -> Part:
        """The one sentence that says so."""
        said = ", ".join(f"{v}{' (official source)' if official else ''}" for v, _, official in self.values)
        return Part(f"The sources differ on how many: {said}.", tuple(e for _, e, _ in self.values))


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
    if any(a and b and a.value and b.value and of(a.value) != of(b.value) for a, b in pairs):
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
