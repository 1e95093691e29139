"""The answer to a question about records as a set, or that it is declined and for which of its words."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.query.reading.read import read
from assistant.query.records.evaluate import evaluate
from assistant.query.records.operations import Result
from assistant.query.records.table import here
from assistant.query.say import said
from assistant.query.terms.model import Condition, Declined, Query
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records import differences
from assistant.records.rows import join
from assistant.say.parts import Findings
from index.search import Index
from index.types import Filters


@dataclass(frozen=True, slots=True)
class Said:
    """What is said to a question about records, and whether nothing else can answer it."""

    findings: Findings
    final: bool


def answer(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Said | None:
    """What records as a set answer; None where the question does not ask for that, or no list it means is indexed."""
    found = result_of(index, question, targets, filters)
    if found is None:
        return None
    if (
        isinstance(found, Declined)
        and found.removed
        and (taken := differences.removals(index, found.removed, question))
    ):
        return Said(taken, True)
    if isinstance(found, Declined):
        return Said(Findings(missing=("condition",), answered=False, lead=declined(found)), found.final)
    return Said(said(index, found, question.day), found[0].query.certain)


def result_of(
    index: Index, question: Question, targets: Sequence[Target], filters: Filters | None
) -> list[Result] | Declined | None:
    """The records that a question asks for, list by list, as a caller exports them; why they cannot be told; None where the
    question asks for no records as a set."""
    query = read(index, question, targets, filters)
    if query is None or isinstance(query, Declined):
        return query
    return evaluate(index, query, filters)


def added_by(index: Index, citation: str, today: datetime.date) -> Findings | None:
    """The records that a rule of the Federal Register added, list by list; None where no list cites it for that."""
    condition = Condition(of="added", values=(citation,))
    found = evaluate(index, Query(lists=here(index), operation="list", conditions=(condition,), named=False))
    if isinstance(found, Declined) or not any(r.records for r in found):
        return None
    return said(index, found, today)


def declined(found: Declined) -> str:
    """Why a question is declined: what the lists do not state, or the words that are no condition on a record."""
    words = join((f"“{w}”" for w in found.over), "or")
    if found.why:
        return f"{found.why.rstrip('.')}{f' ({words})' if words else ''}."
    return f"The rows of the lists do not tell {words}, and the question is not answered without it."
