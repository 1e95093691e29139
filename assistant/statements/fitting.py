"""Which statements about the names asked fit a question, the strongest source first, and how their sentences are quoted."""

import bisect
import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.question.keepers import KEEPERS
from assistant.question.understand import Question
from assistant.say.parts import Evidence
from assistant.say.wording import plain
from assistant.statements.candidates import layout, passage_at
from assistant.statements.target_statements import TargetStatement, department_of
from index.search import Index
from sources.agencies import AGENCIES
from sources.document import AUTHORITY, Document
from sources.reading.statements import Slot

KNOWN = {a.id for a in AGENCIES}
_AMERICAN = KNOWN.difference(*(keeper.agencies for keeper in KEEPERS))


GENERIC = frozenset({"us-government", "white-house"})
"""Agencies that may stand for any American department in a report."""


def sentence_at(index: Index, document: Document, offset: int) -> Evidence:
    """The sentence of a document that holds this offset, as evidence."""
    plan = layout(index, document.id)
    number = max(bisect.bisect_right(plan.starts, offset) - 1, 0)
    span = plan.sentences[number]
    passage = passage_at(index, document.id, span.start)
    return Evidence(document, span.start, span.end, passage.id, passage.start, passage.end)


def _strongest(said: Iterable[TargetStatement]) -> list[TargetStatement]:
    """Statements in order of their documents' authority, then newer first, then by place."""
    return sorted(
        said,
        key=lambda t: (
            is_headline(t),
            -AUTHORITY[t.document.kind],
            -(t.document.published or datetime.date.min).toordinal(),
            t.document.id,
            t.statement.start,
        ),
    )


def is_headline(told: TargetStatement) -> bool:
    """Whether a statement is read from the title or a heading: the text below says more."""
    document, start = told.document, told.statement.start
    line = document.text.rfind("\n", 0, start) + 1
    title = document.title_span
    return document.text[line : line + 1] == "#" or (title is not None and title.start <= start < title.end)


def fitting(question: Question, said: Sequence[TargetStatement]) -> list[TargetStatement]:
    """The statements that share the question's action, agencies, lists and times, the strongest source first."""
    action = question.action or "added"
    found = [t for t in said if t.statement.action == action and t.statement.polarity in ("asserted", "alleged")]
    asked = {department_of(a) for a in question.agencies} - GENERIC
    if asked:
        known = {t.agency for t in found if t.agency in KNOWN}  # who else is said to have acted on these names
        may = asked | (GENERIC if asked & _AMERICAN and (not known or known & asked) else set())
        found = [t for t in found if t.agency is None or t.agency in may]
    if question.lists:
        loose = "entity-list" in question.lists
        found = [
            t
            for t in found
            if (t.statement.list.value if t.statement.list else None) in (*question.lists, *([None] if loose else []))
        ]
        found = [t for t in found if t.statement.list and t.statement.list.value in question.lists] or found
    if "entity-list" in question.lists:
        found = [t for t in found if t.statement.list is not None or t.agency in {None, "commerce", *GENERIC}]
    if question.when:
        found = [t for t in found if _in_time(question, t)]
        stated = [t for t in found if t.statement.date is not None and t.statement.date.date is not None]
        found = stated or found
    return _strongest([t for t in found if t.itself] or found)


def _in_time(question: Question, told: TargetStatement) -> bool:
    date = told.statement.date
    if date is not None and date.date is not None:
        if date.precision == "year":
            return any(w.year in (None, date.date.year) for w in question.when)
        return any(w.admits(date.date) for w in question.when)
    published = told.document.published
    return published is None or any(w.admits(published) for w in question.when)


def with_neighbour(index: Index, told: TargetStatement, slot: Slot) -> tuple[Evidence, ...]:
    """The sentence of a statement, and that of its slot when it is another one."""
    own = sentence_at(index, told.document, told.statement.start)
    other = sentence_at(index, told.document, slot.start)
    return (own,) if own.start == other.start else (own, other)


ADJACENT = 4
"""Characters between two sentences that stand side by side, at most."""


def spliced(evidence: Sequence[Evidence]) -> str:
    """Several sentences of one document as one quotation, with a mark where something between them is left out."""
    words = plain(evidence[0].quote)
    for before, after in pairwise(evidence):
        words += (" " if 0 <= after.start - before.end <= ADJACENT else " … ") + plain(after.quote)
    return words
