"""The history of an entry: when it was added and every change since, as its row cites them."""

import datetime
import re
from collections.abc import Sequence

from assistant.question.understand import Question, When
from assistant.records.changes import changes
from assistant.records.differences import said_fields, sides
from assistant.records.record_sentences import Row, join
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part, room
from index.search import Index
from sources.document import RecordEvent

_CHANGE = r"(?:chang(?:e[sd]?|ing)|amend(?:ed|ments?)|modif(?:ied|ications?)|revis(?:ed|ions?)|updated?s?)"
_ASKED = re.compile(
    rf"\b(?:what|which|list|show|all|any|every|how (?:often|many(?: times)?))\b.{{0,300}}\b{_CHANGE}\b|^(?:and |so |but )?(?:when|on (?:what|which) dates?) (?:was|were|has|have|did)\b.{{0,300}}"
    rf"\b{_CHANGE}\b|\b(?:has|have|was|were|did) .{{0,300}}\b{_CHANGE}\b.{{0,300}} since\b|^(?:so |and |but )?(?:has|have|did) .{{0,300}}\b{_CHANGE}\??$|\b(?:history|timeline) of\b", re.I)  # fmt: skip
_ONE = re.compile(
    r"\b(?:last|latest|first|most recent(?:ly)?)\b|\b(?:add(?:ed)?|list(?:ed)?|placed?|put) (?:and|or)\b", re.I
)

MOST = 5
"""Changes that one answer dates; how many there are is said in any case."""

WORDS = frozenset({"often", "time", "histori", "timelin", "c:change-entry", "chang", "make", "made", "modif", "amend", "revis", "updat", "entri", "list", "show"})  # fmt: skip
"""What a question about a history may speak of beside the name."""


def asks_history(question: Question) -> bool:
    """Whether a question is about all the changes of an entry, not about one date."""
    if question.kind in ("statement", "response", "reason", "definition"):
        return False
    return _ASKED.search(question.text) is not None and _ONE.search(question.text) is None


def history(rows: Sequence[Row], question: Question, index: Index) -> Findings:
    """When each entry was added, and when it was changed since (since the time that the question names, if it does), as its
    row says, and what is different from the snapshot before."""
    parts: list[Part] = []
    missing: list[str] = []
    since = _since(question)
    for row in rows:
        where = row.place if len(rows) > 1 else ""
        events = row.record.events
        what = f"The {row.info.name} entry of {row.record.name}{where}"
        if not events:
            missing.append("date")
            parts.append(Part(f"{what} gives no date.", row.cite()))
            continue
        changes = sorted(
            (e for e in events[1:] if e.date >= (since or events[0].date)), key=lambda e: (e.date, e.start)
        )
        before = sorted((e for e in events[1:] if e.date < events[0].date), key=lambda e: e.date)
        after = f" since {said_date(since)}" if since else ""
        added = f"was added on {_when(events[0])}"
        if before:  # an order that goes on from others
            added = f"cites notices from {_when(before[0])} on, {added}"
        if not changes:
            parts.append(Part(f"{what} {added} and its row cites no change{after}.", row.cite(*events)))
            continue
        days = join(_when(e) for e in changes[-MOST:])
        times = "once" if len(changes) == 1 else f"{len(changes)} times"
        shown = f", the last {MOST} of them" if len(changes) > MOST else ""
        parts.append(
            Part(f"{what} {added} and changed {times}{after}{shown}: on {days}.", row.cite(events[0], *changes))
        )
    different = [part for row in rows if (part := _different(index, row)) is not None]
    return Findings(tuple(room(parts[:1], [*different, *parts[1:]])), tuple(dict.fromkeys(missing)))


def _different(index: Index, row: Row) -> Part | None:
    """What is different in a row from the snapshot before; None where there is none, or nothing is."""
    for comparison in changes(index, row.info.id):
        for change in comparison.changes:
            place = change.after
            if change.before and place and (place.document, place.start) == (row.document.id, row.record.start):
                days = f"Between the snapshots of {said_date(comparison.before)} and {said_date(comparison.after)}"
                return Part(
                    f"{days} it {change.what}: {said_fields(change)}.".replace(" it renamed", " it was renamed"),
                    sides(index, change),
                )
    return None


def _when(event: RecordEvent) -> str:
    by = f" ({event.citation})" if event.citation else ""
    return f"{said_date(event.date)}{by}"


def _since(question: Question) -> datetime.date | None:
    """The first day of the time that a question names behind "since" or "after"."""
    if not question.when or not re.search(r"\b(?:since|after|from)\b", question.text, re.I):
        return None
    when: When = question.when[0]
    return datetime.date(when.year, when.month or 1, when.day or 1) if when.year else None
