"""What changed on the lists, as an answer: the differences between two snapshots, each cited on both sides."""

import datetime
import re
from collections.abc import Sequence

from assistant.question.keepers import keeps
from assistant.question.understand import Question, times
from assistant.question.whose_lists import lists_called
from assistant.records.changes import ORDER, Change, Comparison, Place, What, changes
from assistant.records.record_sentences import join
from assistant.records.snapshots import on_day, top_of
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from assistant.say.wording import clipped
from index.search import Index
from sources.lists import LISTS
from sources.territories import country_title

MOST_FIELDS, MOST_WORDS = 3, 30
"""Cells of one record that an answer compares, and words of each."""

MOST = 6
"""Changes that one answer names; how many there are in all is said before."""

_FORM = re.compile(r"\b(?:reformatted|format(?:ting)?|wording|typograph\w*|white ?space|punctuation)\b", re.I)


def answer(index: Index, question: Question) -> Findings | None:
    """The changes between the snapshots of the lists asked about (of every list, if none is named); None when no list
    has two snapshots."""
    since = _since(question)
    called = [k for _, _, k in lists_called(question.text)]
    names = question.lists or [i.id for i in LISTS if any(keeps(k, i) for k in called)] or (None,)
    found = [c for name in names for c in changes(index, name, since, reformatted=bool(_FORM.search(question.text)))]
    if not found:
        return None
    parts = [part for comparison in found for part in _told(index, comparison, _wanted(question))]
    return Findings(tuple(parts[: MOST + len(found)]))


def removals(index: Index, lists: Sequence[str], question: Question) -> Findings | None:
    """Who was taken off lists, as two snapshots of each show it; None where no list has two within the time asked for."""

    def inside(day: datetime.date) -> bool:
        return not question.when or any(w.admits(day) for w in question.when)

    found = [
        c for name in lists for c in changes(index, name, _since(question)) if inside(c.before) and inside(c.after)
    ]
    parts = [part for c in found for part in _told(index, c, frozenset({"removed"}))]
    return Findings(tuple(parts[: MOST + len(found)])) if parts else None


_FROM_MONTH = re.compile(r"\b(?:between|from) (?P<month>[A-Za-z]{3,9})\.?(?= (?:and|to|until)\b)", re.I)
"""The month in which a time begins whose year stands at its end: "between July and September 2026"."""


def _since(question: Question) -> datetime.date | None:
    """The first day of the time that a question names."""
    days = [datetime.date(w.year, w.month or 1, w.day or 1) for w in question.when if w.year is not None]
    if days and (begin := _FROM_MONTH.search(question.text)):
        days += [
            datetime.date(w.year, w.month, 1) for w in times(f"{begin['month']} {days[0].year}") if w.year and w.month
        ]
    return min(days, default=None)


_ONLY: tuple[tuple[What, re.Pattern[str]], ...] = (
    (
        "added",
        re.compile(
            r"\b(?:add(?:ed|itions?)?|newly|joined|new (?:entries|entry|names?|entit\w+|compan\w+|part\w+))\b", re.I
        ),
    ),
    ("removed", re.compile(r"\b(?:remov(?:ed|als?)|delet(?:ed|ions?)|dropped|struck|taken off|delisted)\b", re.I)),
    ("renamed", re.compile(r"\brenamed\b", re.I)),
    ("reformatted", _FORM),
)
"""The changes that a question is about, where it is not about all of them."""


def _wanted(question: Question) -> frozenset[What]:
    return frozenset(what for what, pattern in _ONLY if pattern.search(question.text))


def _narrowed(comparison: Comparison, only: frozenset[What]) -> Comparison:
    """The comparison with the changes asked for alone."""
    kept = tuple(c for c in comparison.changes if c.what in only)
    return comparison.model_copy(update={"changes": kept})


def _told(index: Index, comparison: Comparison, only: frozenset[What]) -> list[Part]:
    if only:
        comparison = _narrowed(comparison, only)
    days = f"Between the snapshots of {said_date(comparison.before)} and {said_date(comparison.after)}"
    heads = tuple(_head(index, comparison.list_id, day) for day in (comparison.before, comparison.after))
    if not comparison.changes:
        what = join([w for w in ORDER if w in only] or ["added", "removed", "changed"], "or")
        return [Part(f"{days} no record of the {comparison.name} was {what}.", heads)]
    counts = ", ".join(f"{n} {what}" for what, n in comparison.counts().items())
    return [
        Part(f"{days} the {comparison.name} changed: {counts}.", heads),
        *(Part(_said(change), sides(index, change)) for change in comparison.changes[:MOST]),
    ]


def _said(change: Change) -> str:
    where = f" ({country_title(change.country)})" if change.country else ""
    return f"{change.name}{where} was {change.what}{f': {said_fields(change)}' if change.fields else ''}."


_WORDS = {"policy": "license review policy", "requirement": "license requirement", "basis": "legal basis"}


def said_fields(change: Change) -> str:
    """What is new in a record and what is gone, cell by cell."""
    said = []
    for field in change.fields[:MOST_FIELDS]:
        name = _WORDS.get(field.name, field.name.replace("_", " "))
        before, after = (
            f"“{', '.join(clipped(v, MOST_WORDS) for v in values[:3])}”" for values in (field.before, field.after)
        )
        if not field.before:
            said.append(f"{name} {after} added")
        elif not field.after:
            said.append(f"{name} {before} taken out")
        else:
            said.append(f"{name} from {before} to {after}")
    more = len(change.fields) - MOST_FIELDS
    return "; ".join(said) + (f"; and {more} more" if more > 0 else "")


def sides(index: Index, change: Change) -> tuple[Evidence, ...]:
    """The rows of a change, before and after."""
    return tuple(_evidence(index, place) for place in (change.before, change.after) if place is not None)


def _evidence(index: Index, place: Place) -> Evidence:
    document = index.document(place.document)
    return Evidence(
        document, place.start, place.end, f"{place.document}:{place.start}-{place.end}", place.start, place.end
    )


def _head(index: Index, list_id: str, day: datetime.date) -> Evidence:
    """The top of the list of that day."""
    info = on_day(index, list_id, day)
    assert info is not None  # a comparison is of days that are shown
    return top_of(index, info.id)
