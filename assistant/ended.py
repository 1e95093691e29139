"""Listings that end on a day of their own: an order that expires, sanctions for two years. After that day they are told
of as what they were.

What day it is, the question says (`Question.today`), so that the same question of the same day has the same answer.
"""

import datetime
from collections.abc import Sequence

from assistant.dates import said_date
from assistant.keepers import LISTS_OF_OTHERS
from assistant.parts import Part
from assistant.question import Question
from assistant.rows import Row
from sources.document import Field, Record
from sources.lists import is_known


def last_day(record: Record) -> tuple[datetime.date, Field] | None:
    """The last day that a record gives to its listing, and the cell that says so."""
    days = []
    for field in record.all("expires"):
        try:
            days.append((datetime.date.fromisoformat(field.value), field))
        except ValueError:
            continue
    return max(days, key=lambda pair: pair[0]) if days else None


def end_of(row: Row) -> tuple[datetime.date, Field] | None:
    """The same of a row."""
    return last_day(row.record)


def ended(row: Row, question: Question) -> bool:
    """Whether the day on which a listing ends is past."""
    end = end_of(row)
    return end is not None and end[0] < question.day


def within(row: Row, question: Question) -> str:
    """Until when a listing runs, or that it is over, behind a sentence about it; nothing for one without an end."""
    end = end_of(row)
    if end is None:
        return ""
    day = said_date(end[0])
    return f", but the {row.order} {_over(row)} on {day}" if ended(row, question) else f", until {day}"


def _over(row: Row) -> str:
    """What became of a listing on its last day: orders of the United States run out, other authorities end them."""
    return "ended" if row.info.id in LISTS_OF_OTHERS or not is_known(row.info.id) else "expired"


def beyond(parts: Sequence[Part], rows: Sequence[Row], question: Question) -> list[Part]:
    """That a listing is over, for the rows that an answer cites and that it says this of nowhere."""
    told: list[Part] = []
    for row in rows:
        end = end_of(row)
        cited = any(e.passage_id == row.record.id for p in parts for e in p.evidence)
        if end is None or not cited or not ended(row, question):
            continue
        over = f"{_over(row)} on {said_date(end[0])}"
        text = f"The {row.order} of {row.record.name} on the {row.info.name} {over}."
        if not any(over in p.text for p in (*parts, *told)):
            told.append(Part(text, row.cite(end[1])))
    return told
