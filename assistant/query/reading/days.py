"""The days that a question means: a year, a month or a day, one of several, from or to one, between two."""

import calendar
import datetime
import re
from dataclasses import dataclass, replace

from assistant.query.terms.model import Days
from assistant.query.terms.scan import Scan
from assistant.question.times import WHEN, When, times
from assistant.say.dates import said_date

_BEFORE = re.compile(
    r"(?P<how>\b(?:between|from|since|after|before|prior to|until|till|through|up to|starting (?:in|from|on)|in|during|on|of|for|and|or|to))"
    r" (?:the (?:year|month) (?:of )?)?$|(?P<comma>,) ?$",
    re.I,
)
"""What stands before a time and says how it is meant."""
_OTHERWISE = re.compile(r"\b(?:by|over|within|around|about|than|as|late|early|mid|fiscal year|FY|of the)[ -]$", re.I)
"""What makes a time another one than it names."""
_BEHIND = re.compile(r" (?:onwards?|on)\b(?! (?:the|any|both)\b)", re.I)
_RELATIVE = re.compile(r"\b(?:(?:in|during) )?(?P<which>this|(?<!the )last) year\b", re.I)
_OPENS = frozenset({"between", "from"})
_WITHIN = frozenset({"in", "during", "on"})
_JOINS = frozenset({"and", "or", "to", ",", "until", "through", "till"})


def take(scan: Scan, today: datetime.date) -> tuple[tuple[Days, ...], ...]:
    """The days that a question names, taken out of it; a time that is meant in another way stays. Of each group any may agree,
    and each group has to."""
    found: list[list[Days]] = []
    if match := scan.take(_RELATIVE):
        found.append([_in(When(today.year - (match["which"].lower() == "last")))])
    group: list[_Time] = []
    for match in list(WHEN.finditer(scan.rest)):
        when = next(iter(times(match.group())), None)
        if when is None:
            continue
        how, start = _how(scan.rest, match.start())
        if joint := _joint(scan.rest, group, how, start):
            group.append(_Time(joint, when, start, match.end()))
            continue
        found.append(_meant(scan, group))
        group = [_Time(how, when, start, match.end())]
    found.append(_meant(scan, group))
    return tuple(tuple(days) for days in found if days)


@dataclass(frozen=True, slots=True)
class _Time:
    """A time with the word before it, and where the two stand."""

    how: str
    when: When
    start: int
    end: int


def _joint(text: str, group: list[_Time], how: str, start: int) -> str:
    """The word that joins a time to those before it ("2020 or 2023", "in 2020 or in 2023"); empty where none does."""
    if not group:
        return ""
    between = text[group[-1].end : start].strip(" ").lower()
    if not between:
        return how if how in _JOINS else ""
    same = how in _WITHIN and group[0].how in _WITHIN
    return between if same and between in _JOINS else ""


def _how(text: str, start: int) -> tuple[str, int]:
    """The word before a time, in small letters, and where the two begin."""
    before = _BEFORE.search(text[:start])
    if before is None:
        return ("?" if _OTHERWISE.search(text[:start]) else ""), start
    word = (before["how"] or before["comma"]).lower()
    return word, before.start()


def _meant(scan: Scan, group: list[_Time]) -> list[Days]:
    """What times that are joined mean; nothing, and nothing taken, where that is not plain."""
    if not group:
        return []
    year = next((t.when.year for t in group if t.when.year), None)
    whens = [replace(t.when, year=t.when.year or (year if len(group) > 1 else None)) for t in group]
    if not all(_is_day(w) for w in whens):
        return []
    hows, end = [t.how for t in group], group[-1].end
    days: list[Days] = []
    if hows[0] in _OPENS and len(whens) == 2 and hows[1] != ",":
        begin, until = _first(whens[0]), _last(whens[1])
        if begin <= until:
            days = [Days(first=begin, last=until, said=f"between {said(whens[0])} and {said(whens[1])}")]
    elif len(whens) == 1:
        behind = _BEHIND.match(scan.rest, end)
        opens = behind is not None and hows[0] in ("from", "in", "")
        end = behind.end() if behind and opens else end
        one = _one("since" if opens else hows[0], whens[0])
        days = [one] if one else []
    elif hows[0] in (*_WITHIN, "of", "for", "") and all(h in ("and", "or", ",") for h in hows[1:]):
        days = [_in(w) for w in whens]
    if days:
        scan.drop(group[0].start, end)
    return days


def _is_day(when: When) -> bool:
    """Whether a time has a year, and is one that the calendar knows."""
    if when.year is None or not 1 <= (when.month or 1) <= 12:
        return False
    return (when.day or 1) <= calendar.monthrange(when.year, when.month or 1)[1]


def _one(how: str, when: When) -> Days | None:
    """One time with the word before it."""
    match how:
        case "since" | "starting in" | "starting from" | "starting on":
            return Days(first=_first(when), said=f"since {said(when)}")
        case "after":
            return Days(first=_last(when) + datetime.timedelta(days=1), said=f"after {said(when)}")
        case "before" | "prior to":
            return Days(last=_first(when) - datetime.timedelta(days=1), said=f"before {said(when)}")
        case "until" | "till" | "through" | "up to":
            return Days(last=_last(when), said=f"until {said(when)}")
        case "in" | "during" | "on" | "of" | "for" | "":
            return _in(when)
    return None


def _in(when: When) -> Days:
    return Days(first=_first(when), last=_last(when), said=f"{'on' if when.day else 'in'} {said(when)}")


def said(when: When) -> str:
    """A time as an answer writes it."""
    if when.day and when.month and when.year:
        return said_date(_first(when))
    return f"{calendar.month_name[when.month]} {when.year}" if when.month else str(when.year)


def _first(when: When) -> datetime.date:
    return datetime.date(when.year or 1, when.month or 1, when.day or 1)


def _last(when: When) -> datetime.date:
    year, month = when.year or 1, when.month or 12
    return datetime.date(year, month, when.day or calendar.monthrange(year, month)[1])
