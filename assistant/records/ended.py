"""Listings that are over, or held: an order that expired, sanctions for two years, a row whose remark says that they
were waived or suspended. They are told of as what they were, with the cell that says so.

What day it is, the question says (`Question.today`), so that the same question of the same day has the same answer.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.question.keepers import LISTS_OF_OTHERS
from assistant.question.understand import Question
from assistant.records.rows import Row, join
from assistant.say.dates import said_date
from assistant.say.parts import Part
from assistant.say.wording import clipped
from sources.document import Field, Record
from sources.lists import is_known

Standing = Literal["over", "held", "eased", "runs"]
"""What becomes of a listing: it is over; it is suspended; it is over in part; it has an end to come."""

SAID = 30
"""Words of a remark that are quoted."""


@dataclass(frozen=True, slots=True)
class End:
    """What a record says of the end of its listing: how it stands, its last day where one is given, the cells that say
    so, and the remark among them, if it is one."""

    standing: Standing
    day: datetime.date | None
    cells: tuple[Field, ...]
    remark: Field | None = None


def end_of(record: Record, today: datetime.date) -> End | None:
    """How the listing of a record stands on a day, if its record says anything of an end."""
    last = last_day(record)
    dated = {(cell.start, cell.end): day for day, cell in _days(record)}
    told = [(field, dated.get((field.start, field.end))) for field in record.all("ended")]
    for field, day in told:
        if day is not None and day <= today:
            return End("over", day, (field,), field)
    if last is not None and last[0] < today:
        return End("over", last[0], (last[1],))
    for field, day in told:
        if day is None:
            return End("over", None, (field,), field)
    for field in record.all("held"):
        until = day_of(field)
        if until is None or today <= until:
            return End("held", until, (field,), field)
    if eased := record.first("eased"):
        return End("eased", last[0] if last else None, (eased,), eased)
    return End("runs", last[0], (last[1],)) if last else None


def last_day(record: Record) -> tuple[datetime.date, Field] | None:
    """The last day that a record gives to its listing, and the cell that says so."""
    return max(_days(record), key=lambda pair: pair[0], default=None)


def _days(record: Record) -> list[tuple[datetime.date, Field]]:
    return [(day, field) for field in record.all("expires") if (day := day_of(field)) is not None]


def day_of(field: Field) -> datetime.date | None:
    """The day that a cell gives as such, and not as a remark."""
    try:
        return datetime.date.fromisoformat(field.value)
    except ValueError:
        return None


def state(row: Row, question: Question) -> Standing:
    """How the listing of a row stands on the day of the question; without an end, it runs."""
    end = end_of(row.record, question.day)
    return end.standing if end else "runs"


def ended(row: Row, question: Question) -> bool:
    """Whether a listing is not in force on the day of the question: over, or held."""
    return state(row, question) in ("over", "held")


def end_cells(row: Row, question: Question) -> tuple[Field, ...]:
    """The cells that say how a listing stands."""
    end = end_of(row.record, question.day)
    return end.cells if end else ()


def within(row: Row, question: Question) -> str:
    """Until when a listing runs, or that it is over, behind a sentence about it; nothing for one without an end."""
    end = end_of(row.record, question.day)
    if end is None:
        return ""
    if end.remark is not None:
        link = ", though" if end.standing == "eased" else ", but"
        return f"{link} its record says: “{_words(row, end.remark)}”"
    assert end.day is not None
    day = said_date(end.day)
    return f", but the {row.order} {_over(row)} on {day}" if end.standing == "over" else f", until {day}"


def _words(row: Row, remark: Field) -> str:
    return clipped(" ".join(row.document.text[remark.start : remark.end].split()), SAID)


def _over(row: Row) -> str:
    """What became of a listing on its last day: orders of the United States run out, other authorities end them."""
    return "ended" if row.info.id in LISTS_OF_OTHERS or not is_known(row.info.id) else "expired"


def beyond(parts: Sequence[Part], rows: Sequence[Row], question: Question) -> list[Part]:
    """That a listing is over, or held, for the rows that an answer cites and that it says this of nowhere."""
    told: list[Part] = []
    for row in rows:
        end = end_of(row.record, question.day)
        cited = any(e.passage_id == row.record.id for p in parts for e in p.evidence)
        if end is None or end.standing == "runs" or not cited:
            continue
        mine = f"the {row.order} of {row.record.name} on the {row.info.name}{_under(row, rows, question)}"
        if end.remark is not None:
            over = f"“{_words(row, end.remark)}”"
            text = f"Of {mine} its record says: {over}"
        else:
            assert end.day is not None
            over = f"{_over(row)} on {said_date(end.day)}"
            text = f"T{mine[1:]} {over}."
        if not any(over in p.text for p in (*parts, *told)):
            told.append(Part(text, row.cite(*end.cells)))
    return told


def _under(row: Row, rows: Sequence[Row], question: Question) -> str:
    """Under which programme a listing is over, where the party stands on the same list under another one that is in
    force."""
    others = [r for r in rows if r is not row and (r.info.id, r.record.name) == (row.info.id, row.record.name)]
    if all(ended(r, question) for r in others) or not row.record.all("programme"):
        return ""
    return f" under {join(f.value for f in row.record.all('programme'))}"
