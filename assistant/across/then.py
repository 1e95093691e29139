"""Whether a party was on a list on a day that is past: from the copy of that day, or from the days that its rows give."""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.across.across_question import narrowed
from assistant.across.parties import Party, parties
from assistant.answer import Claim
from assistant.lists import list_scope
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.ended import day_of
from assistant.records.record_sentences import by, closed
from assistant.records.rows import Row, every_row, join
from assistant.records.snapshots import published
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from index.search import Index
from index.types import Filters
from sources.document import RecordEvent

_AS_OF = re.compile(r"\bas (?:of|at)\b|\b(?:at|by|in|during) (?:the )?(?:end|beginning|start|close) of\b", re.I)
_STOOD = re.compile(r"^(?:so |and |but )?(?:(?:on|in|at|during|back in) [^?]{2,30},? )?(?:was|were|had)\b")
_ACTED = re.compile(r"\b(?:added|put|placed|designated|removed|taken|delisted|dropped|first)\b", re.I)
"""That somebody was put on a list at a time is another question than whether he stood there."""
_EDGE = re.compile(r"\b(?P<edge>end|close|beginning|start) of (?:the )?(?:year )?(?:19|20)\d\d\b", re.I)

Standing = Literal["yes", "no", "over", "unknown"]


@dataclass(frozen=True, slots=True)
class Day:
    """The day, month or year that is asked about, by its first and last day, and how it is said."""

    first: datetime.date
    last: datetime.date
    said: str


@dataclass(frozen=True, slots=True)
class Stood:
    """How a party stood on one list: its row, whether it was there, the day and event that say so, the copy that shows it."""

    row: Row
    standing: Standing
    event: RecordEvent | None = None
    copy: datetime.date | None = None
    cell: Evidence | None = None
    until: datetime.date | None = None


def day_of_question(question: Question) -> Day | None:
    """The time in the past for which the standing of a party is asked; None where something else is."""
    if len(question.when) != 1 or question.when[0].year is None:
        return None
    when, text = question.when[0], question.text
    if not (_AS_OF.search(text) or (_STOOD.match(text.casefold()) and not _ACTED.search(text))):
        return None
    year = when.year
    assert year is not None
    if edge := _EDGE.search(text):
        late = edge["edge"].lower() in ("end", "close")
        day = datetime.date(year, 12, 31) if late else datetime.date(year, 1, 1)
        return Day(day, day, f"on {said_date(day)}")
    first = datetime.date(year, when.month or 1, when.day or 1)
    last = first
    if when.month is None:
        last = datetime.date(year, 12, 31)
    elif when.day is None:
        last = datetime.date(year, when.month, calendar.monthrange(year, when.month)[1])
    return Day(first, last, f"on {said_date(first)}" if first == last else f"in {when}")


def answer(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Findings | None:
    """Whether the party asked about was on the lists meant at that time; None where that is not asked, or no list has it."""
    if len(targets) != 1 or not targets[0].records:
        return None
    day = day_of_question(question)
    if day is None or narrowed(question) or not (closed(question) or _WHICH.search(question.text)):
        return None
    found = [p for p in parties(index, targets[0], every=True) if p.match.how not in ("part", "near")]
    if not found or day.first > question.day:
        return None
    for party in found:
        told = [_stood(index, rows, day) for rows in _rows(index, question, targets[0], party, filters)]
        if told:
            return _said(question, party, day, told)
    return None


_WHICH = re.compile(r"^(?:so |and )?(?:as (?:of|at) [^,]{3,30},? )?(?:on )?(?:which|what) lists?\b|\bwas|were\b", re.I)


def _rows(index: Index, question: Question, target: Target, party: Party, filters: Filters | None) -> list[list[Row]]:
    """The rows of a party on each list meant, those of older copies too, list by list."""
    mine = {row.record.name.casefold() for row in party.rows}
    newest = {row.record.id for row in party.rows}
    found: dict[str, list[Row]] = {}
    for row in every_row(index, target.records):
        inside = filters is None or (filters.admits(index.info(row.document.id)) and filters.admits_record(row.record))
        if (
            inside
            and list_scope.admits(question, row)
            and (row.record.id in newest or row.record.name.casefold() in mine)
        ):
            found.setdefault(row.info.id, []).append(row)
    return list(found.values())


def _stood(index: Index, rows: Sequence[Row], day: Day) -> Stood:
    """How a party stood on one list, by its rows in all copies of it."""
    newest = max(rows, key=lambda r: r.document.snapshot or datetime.date.min)
    added = [(e, r) for r in rows for e in r.record.events if e.action == "added"]
    first = min(added, key=lambda pair: (pair[0].date, pair[1] is not newest), default=None)
    if (over := _ended(rows, day)) is not None:
        return over
    if first is not None and first[0].date > day.last:
        return Stood(first[1], "no", first[0])
    copies = [i.snapshot for i in published(index, index.generation).get(newest.info.id, ()) if i.snapshot]
    holding = {r.document.snapshot for r in rows}
    before = max((c for c in copies if c <= day.last), default=None)
    if before is not None and before not in holding and any(h and h < before for h in holding):
        return Stood(newest, "over", None, before)
    shown = before if before in holding else None
    after = any(h and h >= day.first for h in holding)
    if shown is not None and not after:
        return Stood(newest, "unknown", copy=shown)
    if first is not None and (shown or after or not copies):
        return Stood(first[1], "yes", first[0], shown)
    if shown is not None:
        return Stood(next(r for r in rows if r.document.snapshot == shown), "yes", None, shown)
    ends = [
        (d, r.cite(c)) for r in rows for c in (*r.record.all("ended"), *r.record.all("expires")) if (d := day_of(c))
    ]
    if ends and first is None:
        return Stood(newest, "unknown", until=ends[0][0], cell=ends[0][1][-1])
    return Stood(newest, "unknown")


def _ended(rows: Sequence[Row], day: Day) -> Stood | None:
    """That a row says that the listing was over on the day."""
    for row in rows:
        for event in row.record.events:
            if event.action == "removed" and event.date <= day.first:
                return Stood(row, "over", event, until=event.date)
        for cell in (*row.record.all("ended"), *row.record.all("expires")):
            over = day_of(cell)
            if over is not None and over < day.first:
                return Stood(row, "over", cell=row.cite(cell)[-1], until=over)
    return None


def _said(question: Question, party: Party, day: Day, told: Sequence[Stood]) -> Findings:
    yes = [t for t in told if t.standing == "yes"]
    known = [t for t in told if t.standing != "unknown"]
    ordered = sorted(told, key=lambda t: ("yes", "over", "no", "unknown").index(t.standing))
    parts = [_part(t, party, day) for t in ordered[:MOST]]
    if not known or (not yes and len(known) < len(told)):
        lists = join(f"the {t.row.info.name}" for t in told if t.standing == "unknown")
        lead = f"No source here tells whether {party.name} was on {lists} {day.said}."
        return Findings(tuple(parts), ("date",), answered=False, lead=lead)
    if closed(question) or not _WHICH.match(question.text):
        parts[0] = Part(f"{'Yes' if yes else 'No'}: {parts[0].text}", parts[0].evidence, parts[0].claims)
    return Findings(tuple(parts))


MOST = 6
"""Lists that are told of."""


def _part(stood: Stood, party: Party, day: Day) -> Part:
    """One sentence on one list: that it showed the party, did not yet, no longer, or that nothing tells."""
    row, event, name = stood.row, stood.event, f"the {stood.row.info.name}"
    who = row.record.name
    spans = list(row.cite(event))
    if stood.cell is not None and stood.cell not in spans:
        spans.append(stood.cell)
    match stood.standing:
        case "yes" if event is not None:
            copy = f", and the copy of {said_date(stood.copy)} shows it" if stood.copy else ""
            text = f"{who} was on {name} {day.said}: its row dates the listing {said_date(event.date)}{by(row, event)}{copy}."
        case "yes":
            assert stood.copy is not None
            text = f"{who} was on {name} {day.said}, as its copy of {said_date(stood.copy)} shows."
        case "no":
            assert event is not None
            text = f"{who} was put on {name} on {said_date(event.date)}{by(row, event)}, which is later."
        case "over" if stood.until is not None:
            text = f"the listing of {who} on {name} had ended on {said_date(stood.until)}."
        case "over":
            assert stood.copy is not None
            text = f"the copy of {name} of {said_date(stood.copy)} no longer shows {who}."
        case _ if stood.copy is not None:
            text = f"The last copy here before that day, of {said_date(stood.copy)}, shows {who} on {name}; a later one does not."
        case _ if stood.until is not None:
            end = said_date(stood.until)
            text = (
                f"The row of {who} on {name} says that the listing ended on {end}, and gives no day on which it began."
            )
        case _:
            age = (
                f"the copy here is of {said_date(row.document.snapshot)}"
                if row.document.snapshot
                else "the copy here has no date"
            )
            text = f"The row of {who} on {name} gives no day, and {age}."
    holds: Literal["yes", "no", "over"] | None = None if stood.standing == "unknown" else stood.standing
    claims = (Claim(names=(party.name,), list=row.info.id, holds=holds, as_of=day.last),) if holds else ()
    return Part(text, tuple(spans), claims)
