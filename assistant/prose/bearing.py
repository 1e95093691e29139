"""Whether a chosen sentence bears on what is asked of a party: one that tells of a listing only as denied, weighed or asked for, or of
the listing of others, or that stands in a document on others, does not tell why, when or by whom somebody was listed, nor on which list."""

import functools
import re
from collections.abc import Sequence

from assistant.prose.declining import SURELY
from assistant.prose.quoting import evidence
from assistant.prose.selection import Choice
from assistant.question.concepts import keys
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.question.whose_lists import acted, other_keepers_in_scope
from assistant.say.parts import Findings, Part
from assistant.say.wording import attributed, plain
from assistant.statements.candidates import Candidate, neighbouring_keys
from assistant.statements.target_statements import is_about
from assistant.statements.yesno import is_yes_or_no
from sources.reading.clause.verbs import tables
from sources.reading.statements import Statement

_KINDS = frozenset({"reason", "date", "agency", "authority", "list"})
_DEEDS = frozenset({"added", "removed", "considered"})


@functools.cache
def _weighing() -> re.Pattern[str]:
    """Words by which a question asks for just that: what is proposed, denied or only may be."""
    words = "|".join(tables()["considered"].split())
    return re.compile(rf"\b(?:{words}|would|refus\w+|den(?:y|ies|ied)|declin\w+|fail\w*|not|never|n't)\b", re.I)


def _is_real(one: Statement) -> bool:
    return one.action in ("added", "removed") and one.polarity in ("asserted", "alleged")


def tells_of_nothing_done(question: Question, candidate: Candidate) -> bool:
    """Whether a question asks of a listing as something done, and all that a sentence says of one is that it was not."""
    if question.kind not in _KINDS or question.action not in (None, "added", "removed"):
        return False
    if is_yes_or_no(question) or _weighing().search(question.text):
        return False  # whether it is so, such a sentence does say
    stated = [s for s in candidate.statements if s.action in _DEEDS]
    return bool(stated) and not any(map(_is_real, candidate.statements))


def tells_of_others(question: Question, candidate: Candidate, target: Target) -> bool:
    """Whether a question asks of the listing of one party, and all listings that a sentence tells of are of others by name: being
    spoken of beside them is not being listed."""
    if question.kind not in _KINDS | {"status"} or question.action not in (None, "added", "removed"):
        return False
    stated = [s for s in candidate.statements if s.action in ("added", "removed")]
    return bool(stated) and all(s.subjects and _of_others(s, candidate, target) for s in stated)


def tells_of_another_authority(question: Question, candidate: Candidate) -> bool:
    """Whether a question takes a country or union to have acted, and all that a sentence tells of is said to be the deed of others."""
    keepers = other_keepers_in_scope(question)
    stated = [s for s in candidate.statements if s.action in _DEEDS and s.agency is not None]
    if not keepers or question.kind not in _KINDS | {"status", "effect"} or not stated:
        return False
    return not any(acted(k, candidate.document, s) for k in keepers for s in stated)


def _of_others(statement: Statement, candidate: Candidate, target: Target) -> bool:
    named = [m for m in statement.subjects if m.kind in ("entity", "person")]
    return len(named) == len(statement.subjects) and not is_about(statement, candidate.document, target)


def stands_among_others(candidate: Candidate, targets: Sequence[Target]) -> bool:
    """Whether a sentence stands in a document that speaks of none of the names asked about, though others do."""
    if (
        not targets
        or not all(t.documents for t in targets)
        or any(candidate.document.id in t.documents for t in targets)
    ):
        return False
    said = neighbouring_keys(candidate)
    if any(t.share(said) >= SURELY for t in targets):
        return False
    said = keys(candidate.document.text)
    return not any(t.share(said) >= SURELY for t in targets)


def said(question: Question, target: Target, choice: Choice) -> Findings | None:
    """That no source says that a party was listed (or taken off), with the sentence that comes nearest; None where the sentence
    says it only by the caption of its table."""
    best = choice.ranked[0].candidate
    if all(s.trigger.end <= best.start or s.trigger.start >= best.end for s in best.statements):
        return None
    done = "taken off" if question.action == "removed" else "listed"
    quote = Part(f"{attributed(best.document)}: “{plain(best.text)}”", (evidence(choice.ranked[0]),))
    lead = f"No source here says that {target.asked} was {done}."
    return Findings((quote,), answered=False, lead=lead, confidence=choice.confidence)
