"""What an answer claims of parties and lists, as fields, and whether it contradicts itself.

An answer may say of a party that it is on one list and not on another, that it was on a list of one day and is not on
that of another
day; never that it is on a list and that no source shows it there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from assistant.answer import Claim
from assistant.question.understand import Question
from assistant.say.parts import Findings
from index.name_forms import normal
from sources.fence import strict


class Contradiction(AssertionError):
    """An answer that says a thing and its contrary; never shown to a user, always a defect of ours."""


def denied(names: Iterable[str], lists: Iterable[str]) -> tuple[Claim, ...]:
    """That no source shows these names on these lists, as claims."""
    ids = sorted(set(lists))
    return tuple(Claim(names=(name,), list=each, holds="no") for name in names for each in ids)


def claims_of(found: Findings) -> tuple[Claim, ...]:
    """What findings claim: their lead, then their sentences."""
    return tuple(dict.fromkeys((*found.claims, *(claim for part in found.parts for claim in part.claims))))


def contradiction(claims: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The first two claims that cannot both be so."""
    return next(((one, other) for one, other in combinations(claims, 2) if _clash(one, other)), None)


def _clash(one: Claim, other: Claim) -> bool:
    if one.list != other.list or one.holds == other.holds:
        return False
    if one.as_of and other.as_of and one.as_of != other.as_of:
        return False
    if "no" in (one.holds, other.holds):
        return not _names(one.names).isdisjoint(_names(other.names))
    return normal(one.names[0]) == normal(other.names[0])  # two parties may be asked for by one name


def _names(names: Iterable[str]) -> set[str]:
    return {normal(name) for name in names}


UNDECIDED = (
    "What the sources here show of that does not fit together; these are the rows and sentences that speak of it."
)


def consistent(found: Findings, question: Question) -> Findings:
    """The findings, or, where they contradict themselves, their sentences alone as what is there, without the claim
    before them.

    Raises Contradiction where mistakes are raised (`sources.fence.STRICT`).
    """
    clash = contradiction(claims_of(found))
    if clash is None:
        return found
    if strict():
        raise Contradiction(f"{question.text!r}: {clash[0]} against {clash[1]}")
    return replace(
        found, answered=False, lead=UNDECIDED, claims=(), parts=tuple(replace(p, claims=()) for p in found.parts)
    )
