"""Calendar dates as documents write them. Nothing here guesses: a date without a year, or one that could be read in two
ways (03/04/2023), is none."""

import datetime
import re
from typing import NamedTuple

from sources.document import Span

_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
DATE = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH}),?\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?=T|\b)"
    r"|(?P<y4>(?:19|20)\d\d)/(?P<m4>\d{1,2})/(?P<d4>\d{1,2})\b"
    r"|(?P<a5>\d{1,2})/(?P<b5>\d{1,2})/(?P<y5>(?:(?:19|20)\d)?\d\d?)\b)",
    re.I,
)
"""A full date. Named groups: month, day and year of each of the five ways of writing it."""
_US_CLOCK = re.compile(r"[\s,–-]*+(?:at\s++)?\d{1,2}:\d\d\s*+(?:[ap]\.?m\.?\s*+)?(?:[ECMP][DS]?T)\b", re.I)


class Dated(NamedTuple):
    """A date and the words that say it."""

    date: datetime.date
    span: Span


def find_date(text: str, start: int = 0, end: int | None = None) -> Dated | None:
    """The first full date in `text[start:end]`, with its span; None where there is none or it is ambiguous.

    A numeric date before a clock with an American time zone ("03/04/21 11:21 AM ET") is American; its span holds both.
    """
    match = DATE.search(text, start, len(text) if end is None else end)
    if not match:
        return None
    clock = _US_CLOCK.match(text, match.end()) if match["a5"] else None
    date = _read(match, american=clock is not None)
    return Dated(date, Span(match.start(), clock.end() if clock else match.end())) if date else None


def parse_date(value: object) -> datetime.date | None:
    """A date from metadata: a date or time as YAML reads it, an ISO string, or any form that `find_date` knows."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        compact = re.fullmatch(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)\s*", value)
        if compact:
            return _date(*compact.groups())
        found = find_date(value[:100])
        return found.date if found else None
    return None


def _read(match: re.Match[str], american: bool) -> datetime.date | None:
    part = match.groupdict()
    for year, month, day in (("y1", "m1", "d1"), ("y2", "m2", "d2")):
        if part[year]:
            prefix = part[month].lower().rstrip(".")[:3]
            number = next(i for i, name in enumerate(_NAMES, 1) if name.startswith(prefix))
            return _date(part[year], str(number), part[day])
    if part["y3"]:
        return _date(part["y3"], part["m3"], part["d3"])
    if part["y4"]:
        return _date(part["y4"], part["m4"], part["d4"])
    first, second, year = int(part["a5"]), int(part["b5"]), part["y5"]
    if len(year) not in (2, 4):
        return None
    full = year if len(year) == 4 else f"20{year}"
    if second > 12 >= first or first == second or (first <= 12 and second <= 12 and american):
        return _date(full, part["a5"], part["b5"])
    if first > 12 >= second:
        return _date(full, part["b5"], part["a5"])
    return None


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
