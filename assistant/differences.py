"""What changed on the lists, as an answer: the differences between two snapshots, each cited on both sides."""

import datetime
import re

from assistant.changes import Change, Comparison, Place, changes
from assistant.dates import said_date
from assistant.parts import Evidence, Findings, Part
from assistant.question import Question
from index.search import Index

MOST = 6
"""Changes that one answer names; how many there are in all is said before."""

HEAD = 160
"""Characters at the top of a list that show which snapshot was read."""

_FORM = re.compile(r"\b(?:reformatted|format(?:ting)?|wording|typograph\w*|white ?space|punctuation)\b", re.I)


def answer(index: Index, question: Question) -> Findings | None:
    """The changes between the snapshots of the lists asked about (of every list, if none is named); None when no list
    has two snapshots."""
    since = None
    if question.when:
        when = question.when[0]
        if when.year is not None:
            since = datetime.date(when.year, when.month or 1, when.day or 1)
    names = question.lists or (None,)
    found = [c for name in names for c in changes(index, name, since, reformatted=bool(_FORM.search(question.text)))]
    if not found:
        return None
    parts = [part for comparison in found for part in _told(index, comparison)]
    return Findings(tuple(parts[: MOST + len(found)]))


def _told(index: Index, comparison: Comparison) -> list[Part]:
    days = f"Between the snapshots of {said_date(comparison.before)} and {said_date(comparison.after)}"
    heads = tuple(_head(index, comparison.list_id, day) for day in (comparison.before, comparison.after))
    if not comparison.changes:
        return [Part(f"{days} no record of the {comparison.name} was added, removed or changed.", heads)]
    counts = ", ".join(f"{n} {what}" for what, n in comparison.counts().items())
    return [
        Part(f"{days} the {comparison.name} changed: {counts}.", heads),
        *(Part(_said(change), _sides(index, change)) for change in comparison.changes[:MOST]),
    ]


def _said(change: Change) -> str:
    where = f" ({change.country})" if change.country else ""
    details = "; ".join(
        f"{field.name} from “{', '.join(field.before) or 'nothing'}” to “{', '.join(field.after) or 'nothing'}”"
        for field in change.fields[:3]
    )
    return f"{change.name}{where} was {change.what}{': ' + details if details else ''}."


def _sides(index: Index, change: Change) -> tuple[Evidence, ...]:
    return tuple(_evidence(index, place) for place in (change.before, change.after) if place is not None)


def _evidence(index: Index, place: Place) -> Evidence:
    document = index.document(place.document)
    return Evidence(
        document, place.start, place.end, f"{place.document}:{place.start}-{place.end}", place.start, place.end
    )


def _head(index: Index, list_id: str, day: datetime.date) -> Evidence:
    """The top of the list of that day."""
    info = next(i for i in index.documents() if i.list_id == list_id and i.snapshot == day and i.records)
    document = index.document(info.id)
    end = min(len(document.text), HEAD)
    return Evidence(document, 0, end, f"{info.id}:0-{end}", 0, end)
