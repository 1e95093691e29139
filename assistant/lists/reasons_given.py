"""Why a party is listed, by the rows of the lists: the reason that a row gives in its authority's own words, or that it gives
none, and what it states instead."""

import re
from collections.abc import Sequence

from assistant.records.rows import Row, by, join, plural, restated
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part, room
from assistant.say.wording import clipped, plain
from sources.document import Field
from sources.lists import WORLD, is_known


def reasons(rows: Sequence[Row]) -> Findings:
    """The reason that each list gives in a row, lists apart, and which lists give none. Where no list gives one, that is said of
    each row, with when it was added and by which rule, which is where to look for it, and what it states instead: a programme,
    what the row remarks, or the clause of the law that it stands under, which for lists that are ordered by clauses is the ground."""
    with_reason = [row for row in rows if row.record.all("reason")]
    others = [row for row in rows if row not in with_reason]
    silent = [row for row in others if not _clauses(row)]
    if not with_reason:
        parts = [_silent(row) if row in silent else _by_clause(row) for row in others]
        return Findings(tuple(room(parts[:1], parts[1:])), ("reason",) if silent else ())
    lists = {row.info.id for row in with_reason}
    silent = [row for row in silent if row.info.id not in lists]  # another edition of a list that gives it
    given = [_given(row, GIVEN if len(lists) == 1 else GIVEN // 2) for row in with_reason]
    first = [next(p for p, r in zip(given, with_reason, strict=True) if r.info.id == each) for each in sorted(lists)]
    more = [*given, *(_by_clause(row) for row in others if _clauses(row))]
    none = [_without_reason(silent)] if silent else []
    return Findings(tuple(room([*first, *none], more)))


def _clauses(row: Row) -> list[Field]:
    """The clauses of the law in words that a row stands under."""
    return [] if row.info in WORLD else [f for f in row.record.all("basis") if _SAID.match(f.value)]


def _since(row: Row) -> str:
    event = row.record.added()
    if event is None:
        return f"{row.record.name} is on the {row.info.name}"
    return f"{row.record.name} was added to the {row.info.name} on {said_date(event.date)}{by(row, event)}"


def _by_clause(row: Row) -> Part:
    clauses = _clauses(row)
    named = join(f.value for f in row.record.all("basis") if f not in clauses)
    text = f"{_since(row)}{f', under {named}' if named else ''}: “{clipped(clauses[0].value, CLAUSE)}”"
    return Part(text, row.cite(row.record.added(), *row.record.all("basis")))


def _silent(row: Row) -> Part:
    """A row without a reason: since when, under which programme, and what it remarks at length, if anything."""
    programme, note = row.record.all("programme"), _note(row)
    under = f", under the {plural('programme', programme)} {join(f.value for f in programme)}" if programme else ""
    noted = f"; its record remarks: “{clipped(plain(note.value), GIVEN // 2)}”" if note else "."
    return Part(
        f"{_since(row)}{under}; the list does not state the reason{noted}",
        row.cite(row.record.added(), *programme, note),
    )


def _without_reason(rows: Sequence[Row]) -> Part:
    """The lists whose rows give no reason, in one sentence."""
    lists = list(dict.fromkeys(f"the {row.info.name}" for row in rows))
    said = join(lists)
    text = f"{said[0].upper()}{said[1:]} {'gives' if len(lists) == 1 else 'give'} no reason in the record."
    return Part(text, tuple(e for row in rows for e in row.cite()[:1]))


def _given(row: Row, most: int) -> Part:
    """The reason of a row in the words of the list, with the day on which it listed the party; one in several pieces reads on."""
    event, pieces, notice = row.record.added(), row.record.all("reason")[:MOST_PIECES], restated(row)
    day = f" ({said_date(event.date)})" if event else f" ({notice.words}, {said_date(notice.day)})" if notice else ""
    words = "” “".join(clipped(plain(f.value), most // len(pieces)) for f in pieces)
    return Part(
        f"The {row.info.name}{day} gives as reason for {row.record.name}: “{words}”",
        row.cite(*pieces, event, notice.cell if notice else None),
    )


def _note(row: Row) -> Field | None:
    """What the row of another authority remarks at some length, which may tell the ground."""
    notes = [f for f in row.record.all("remark") if len(f.value.split()) >= NOTE]
    return notes[0] if notes and (row.info in WORLD or not is_known(row.info.id)) else None


GIVEN = 60
"""Words of a reason that are quoted; half of them where several lists give one."""
MOST_PIECES = 3
"""Of a reason in several pieces, so many are quoted."""
NOTE = 8
"""A remark of fewer words is a label."""
CLAUSE = 30
"""Words of a clause that are quoted."""

_SAID = re.compile(r"(?!.*(?:§|\bsection \d))\w+(?: \S+){2}", re.I)
"""A legal basis in words, not the number of a section: what the law takes those for who stand under it."""
