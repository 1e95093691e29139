"""When it was done: the date of a statement, how it was found, and apart the dates that are of different events."""

import datetime
import re
from collections.abc import Sequence

from assistant.question.understand import Question
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part
from assistant.say.wording import attributed, plain, source_name
from assistant.statements.fitting import GENERIC, fitting, with_neighbour
from assistant.statements.rule_dates import effective
from assistant.statements.target_statements import TargetStatement, department_of
from index.search import Index
from sources.document import Span
from sources.reading.statements import DateSlot

_EFFECT = re.compile(r"\b(?:effective|effect|into force)\b", re.I)


def date(index: Index, question: Question, said: Sequence[TargetStatement]) -> Findings | None:
    """When it was done to the names asked. A weekday is resolved only from the document's own date, and that is said;
    otherwise the answer is the weekday, and the date is missing."""
    done = fitting(question, said)
    dated = [(t, slot) for t in done if (slot := _date_of(index, t)) is not None]
    if not any(slot.date for _, slot in dated) or _EFFECT.search(
        question.text
    ):  # a rule does what it says on the day on which it takes effect
        dated = [(t, slot) for t in done if (slot := effective(index, t.document.id)) is not None] or dated
    if not dated:
        return None
    known = [(t, s) for t, s in dated if s.date is not None]
    if not known:
        return Findings((_dated(index, *dated[0]),), missing=("date",), confidence=0.9)
    if question.ordinal == "first":
        known.sort(key=lambda pair: pair[1].date or datetime.date.max)
    inside = [(t, s) for t, s in known if t.statement.start <= s.start < t.statement.end]
    precise = [(t, s) for t, s in inside or known if s.precision == "day"] or inside or known
    events: list[tuple[TargetStatement, DateSlot]] = []
    for told, slot in precise:
        if all(_apart(slot, other) for _, other in events):
            events.append((told, slot))
    events = sorted(events, key=lambda pair: pair[1].date or datetime.date.max)[
        : 1 if question.ordinal == "first" else 2
    ]
    return Findings(tuple(_dated(index, t, s) for t, s in events), confidence=0.9)


SAME_EVENT = 30
"""Days within which two dates may be those of one event: announced, published and effective."""


def _apart(slot: DateSlot, other: DateSlot) -> bool:
    assert slot.date is not None and other.date is not None
    if "year" in (slot.precision, other.precision):
        return slot.date.year != other.date.year
    return abs((slot.date - other.date).days) > SAME_EVENT


def _dated(index: Index, best: TargetStatement, slot: DateSlot) -> Part:
    """The sentence that says when, with how the date was found."""
    evidence = with_neighbour(index, best, slot)
    words = plain(best.document.quote(Span(slot.start, slot.end)))
    quote = plain(evidence[0].quote)
    if slot.date is None:
        name = source_name(best.document)
        return Part(
            f"The source gives only the weekday, “{words}”, and no date of its own ({name}): “{quote}”", evidence
        )
    when = _said(slot)
    if slot.resolved_from and best.document.published:
        how = f"resolved from “{words}” and the date of the report, {said_date(best.document.published)}"
        return Part(f"{when}, {how}: “{quote}”", evidence)
    return Part(f"{when}. {attributed(best.document)}: “{quote}”", evidence)


def _said(slot: DateSlot) -> str:
    assert slot.date is not None
    if slot.precision == "year":
        return f"In {slot.date.year}"
    if slot.precision == "month":
        return f"In {slot.date:%B %Y}"
    return f"On {said_date(slot.date)}"


def _date_of(index: Index, told: TargetStatement) -> DateSlot | None:
    """The date of a statement; without one, that of the first listing in the same document by the same department that
    has one, if the statement leans on it (it stands after it, on the same list, with no date of its own)."""
    if told.statement.date is not None:
        return told.statement.date
    for statement in index.statements(told.document.id):
        if statement.start >= told.statement.start:
            break
        if statement.action != told.statement.action or statement.date is None:
            continue
        mine, its = told.statement.agency, statement.agency
        apart = mine and its and mine.value and its.value and department_of(mine.value) != department_of(its.value)
        if apart and not {mine.value, its.value} & GENERIC:  # type: ignore[union-attr]
            continue
        on, its_list = told.statement.list, statement.list
        if on and its_list and on.value and its_list.value and on.value != its_list.value:
            continue
        return statement.date
    return None
