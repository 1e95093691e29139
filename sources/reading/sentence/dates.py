"""Dates in prose: stated ones, and expressions (`on Thursday`, `last week`) that lean on the day of the document."""

import datetime
import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from sources.reading.statements import DateSlot
from sources.reading.words.numbers import number

Precision = Literal["day", "week", "month", "year", "weekday"]
MONTHS = {
    name: i
    for i, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september", "oct october",
         "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: i
    for i, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}


@cache
def _pattern() -> re.Pattern[str]:
    month = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    weekday = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    part = r"(?:early |late |mid-|the (?:beginning|end|middle|start) of |earlier in |later in )"
    return re.compile(
        rf"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)"
        rf"|(?P<mdy>\b(?P<m1>{month}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>(?:19|20)\d\d)\b)?(?!\d|[,.]\d))"
        rf"|(?P<dmy>\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{month})(?:,? (?P<y2>(?:19|20)\d\d)\b)?)"
        rf"|(?P<my>\b{part}?(?P<m3>{month}),? (?:of )?(?P<y3>(?:19|20)\d\d)\b)"
        rf"|(?P<us>\b(?P<m5>\d{{1,2}})/(?P<d5>\d{{1,2}})/(?P<y5>\d{{4}}|\d\d)\b)"
        rf"|(?P<monthly>\b(?i:in |since |from |by |until |last |this |this past |earlier in )?{part}?(?P<m4>{month})(?! \d)\b(?<!\bMay)|\b(?i:in|since|last|this|of|by|until) {part}?(?P<may>May)\b(?! \d))"
        rf"|(?P<weekday>\b(?i:on |late on |early on |late |last |this |this past )?(?P<wd>{weekday})\b)"
        rf"|(?P<ago>\b(?P<n>\d{{1,2}}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?P<unit>day|week|month|year)s? (?:ago|earlier)\b)"
        rf"|(?P<relative>(?i:\b(?:earlier |later )?(?:today|yesterday|tomorrow|(?:last|this|the same|that same) (?:week|month|year)|(?:earlier|later) (?:this|that) (?:week|month|year|day)|the same day|the day before)\b))"
        rf"|(?P<year>(?:\b(?i:in|since|from|by|until|during|of|before|after|late|early|mid-|year)|,|\() ?(?P<y4>(?:19[89]|20[0-4])\d)\b(?![.,]\d|-\w))"
    )


def dates(text: str, published: datetime.date | None = None, offset: int = 0) -> list[DateSlot]:
    """The dates in a text, in order. Those that lean on the document's day are worked out from `published`, with their words in
    `resolved_from`, or have `date=None` when it is not known. A month or year gives its first day, and `precision` says so."""
    out: list[DateSlot] = []
    for found in _pattern().finditer(text):
        slot = _slot(found, published, offset)
        if slot:
            out.append(slot)
    return [
        slot for slot, after in zip(out, [*out[1:], None], strict=False)
        if not (after and slot.end - slot.start < 16 and text[slot.end - offset : after.start - offset] == ", ")
    ]  # fmt: skip


def _slot(found: re.Match[str], published: datetime.date | None, offset: int) -> DateSlot | None:
    kind = next(
        name
        for name in ("iso", "mdy", "dmy", "my", "us", "monthly", "weekday", "ago", "relative", "year")
        if found.group(name)
    )
    start, end = found.span(kind)
    words = found.group(kind)
    resolved: str | None = None
    ahead = _AHEAD.search(found.string, max(0, start - 60), start) is not None
    day: datetime.date | None = None
    precision: Precision = "day"
    try:
        if kind == "iso":
            day = datetime.date.fromisoformat(words)
        elif kind in ("mdy", "dmy"):
            n = "1" if kind == "mdy" else "2"
            month, dom, year = _month(found.group("m" + n)), int(found.group("d" + n)), found.group("y" + n)
            if year:
                day = datetime.date(int(year), month, dom)
            else:
                resolved = words
                day = _latest(published, lambda y: datetime.date(y, month, dom), ahead)
        elif kind == "my":
            day, precision = datetime.date(int(found.group("y3")), _month(found.group("m3")), 1), "month"
        elif kind == "us":
            year = int(found.group("y5"))
            day = datetime.date(year + 2000 if year < 100 else year, int(found.group("m5")), int(found.group("d5")))
        elif kind == "year":
            day, precision = datetime.date(int(found.group("y4")), 1, 1), "year"
            start = found.start("y4")
        elif kind == "monthly":
            month, precision, resolved = _month(found.group("m4") or found.group("may")), "month", words
            day = _latest(published, lambda y: datetime.date(y, month, 1))
        else:
            resolved = words
            day, precision = _relative(kind, found, published)
    except ValueError:
        return None
    value = None if day is None else day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]
    if day is None and kind == "weekday":
        precision = "weekday"
    return DateSlot(
        start=start + offset,
        end=end + offset,
        value=value,
        date=day,
        precision=precision,
        resolved_from=resolved if day else None,
    )


def _month(words: str) -> int:
    return MONTHS[words.rstrip(".").casefold()]


_AHEAD = re.compile(
    r"\b(?:takes? effect|effective|due|starting|beginning|expires?|until|will [a-z ]{2,20}|would [a-z ]{2,20})(?: on| from| by)? (?:\w+day, )?$"
)
"""Words before a day that may still be to come (`takes effect on Monday, June 24`)."""


def _latest(
    published: datetime.date | None, at: Callable[[int], datetime.date], ahead: bool = False
) -> datetime.date | None:
    """The last such day that is not after the document's; with `ahead` the nearest, before or after it."""
    if ahead and published is not None:
        days = [at(y) for y in (published.year - 1, published.year, published.year + 1)]
        return min(days, key=lambda day: abs((day - published).days))
    if published is None:
        return None
    for year in (published.year + 1, published.year, published.year - 1):
        try:
            day = at(year)
        except ValueError:
            continue
        if day <= published:
            return day
    return None


def _relative(
    kind: str, found: re.Match[str], published: datetime.date | None
) -> tuple[datetime.date | None, Precision]:
    words = found.group(kind).casefold()
    if published is None:
        return None, "weekday" if kind == "weekday" else "day"
    if kind == "weekday":
        back = (published.weekday() - WEEKDAYS[found.group("wd").casefold()]) % 7
        if words.startswith("last") and back == 0:
            back = 7
        return _before(published, back, "day")
    if kind == "ago":
        n = 1 if found.group("n") in ("a", "an") else number(found.group("n")) or 1
        return _before(published, n, found.group("unit"))
    if "today" in words or "yesterday" in words:
        return _before(published, int("yesterday" in words), "day")
    unit = next((unit for unit in ("week", "month", "year") if words.endswith(unit)), None)
    if unit and (words.startswith("last") or "this" in words):
        return _before(published, int(words.startswith("last")), unit)
    return None, "day"


def _before(day: datetime.date, n: int, unit: str) -> tuple[datetime.date, Precision]:
    """The day, or the first day of the month or year, that is `n` units before another; and how precise it is."""
    if unit == "day":
        return day - datetime.timedelta(days=n), "day"
    if unit == "week":
        return day - datetime.timedelta(weeks=n), "week"
    if unit == "month":
        months = day.year * 12 + day.month - 1 - n
        return datetime.date(months // 12, months % 12 + 1, 1), "month"
    return datetime.date(day.year - n, 1, 1), "year"
