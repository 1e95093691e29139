"""Until when a listing holds that a text tells of: a day behind "until" or "expires on", or a number of years from the
day on which it
began. What ends is told so once that day is past."""

import datetime
import re

from assistant.say.parts import Evidence
from assistant.statements.candidates import layout
from assistant.statements.fitting import sentence_at
from assistant.statements.target_statements import TargetStatement
from index.search import Index
from sources.dates import find_date
from sources.reading.words.numbers import number

_ENDS = re.compile(
    r"\b(?:until|through|till|(?:expir(?:es?|ed|ing)|ends?|ended|ending|lapse[sd]?)(?: on)?|"
    r"(?:runs?|valid|in (?:effect|force)) (?:until|through|to))\s+",
    re.I,
)
_YEARS = re.compile(r"\bfor (?:a (?:period|term) of )?(?P<n>[a-z]{3,9}|\d{1,2})(?: \(\d{1,2}\))?[ -]years?\b", re.I)
_LISTING = r"(?:order|listing|designation|sanctions|denial|restrictions?|measures?|ban)"
_STOPS = (
    r"(?:expires?|expired|ends?|ended|lapses?|lapsed|runs? (?:until|through)|"
    r"(?:is|are|was|were|remains?) (?:valid|in (?:effect|force)) (?:until|through))"
)
_ITS_END = re.compile(
    rf"^\W*(?:The|This|That|Its|Their|Those|These) (?:[\w-]+ ){{0,3}}?{_LISTING}\b[^.;]{{0,60}}?\b{_STOPS}\b", re.I
)
"""The sentence behind, of the listing told before."""
FAR = 12
"""Characters between a word of ending and its day."""


def end_date(index: Index, told: TargetStatement) -> tuple[datetime.date, Evidence] | None:
    """The last day that a text gives to a listing that it tells of, in its own sentence or the next, and that
    sentence."""
    text, statement = told.document.text, told.statement
    own = sentence_at(index, told.document, statement.start)
    stop = _stop(told, own.end)
    if day := _day(text, statement.trigger.start, stop):
        return day, own
    if (years := _YEARS.search(text, statement.trigger.start, stop)) and (many := number(years["n"].lower())):
        begun = statement.date.date if statement.date and statement.date.precision == "day" else told.document.published
        if begun is not None:
            return _after(begun, many), own
    behind = next((s for s in layout(index, told.document.id).sentences if s.start >= own.end), None)
    if behind is None or not _ITS_END.search(text[behind.start : behind.end]):
        return None
    day = _day(text, behind.start, behind.end)
    return (day, sentence_at(index, told.document, behind.start)) if day else None


_WHY = re.compile(r"\b(?:because|over|after|which|who|that|whose|for (?=[a-z]+ing\b|its\b|their\b))")


def _stop(told: TargetStatement, end: int) -> int:
    """Where the words on the listing itself end: at its ground, or at a clause of something else."""
    begun = told.statement.trigger.end
    clause = _WHY.search(told.document.text, begun, end)
    stops = [r.start for r in told.statement.reasons if r.start >= begun]
    return min([end, *stops, *([clause.start()] if clause else [])])


def _day(text: str, start: int, end: int) -> datetime.date | None:
    for ends in _ENDS.finditer(text, start, end):
        dated = find_date(text, ends.end(), min(end, ends.end() + 30))
        if dated is not None and dated.span.start - ends.end() <= FAR:
            return dated.date
    return None


def _after(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years later; a 29 February is a 28th there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
