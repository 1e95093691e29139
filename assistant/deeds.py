"""Whether what a question takes to have been done is said of its names: done at all, to them and not to others, and not
only wished for."""

import re
from typing import TYPE_CHECKING

from assistant.candidates import Candidate
from assistant.concepts import keys
from assistant.features import LEANING
from assistant.objects import is_done, is_object
from assistant.told import OF_ITS, is_about, is_itself
from assistant.undone import is_wished

if TYPE_CHECKING:
    from assistant.gates import Gates


def removed(gates: "Gates", candidate: Candidate) -> bool:
    """A removal that the question takes as given is stated, of this name, by the evidence."""
    if gates.question.action != "removed" or gates.question.kind not in (
        "reason",
        "agency",
        "date",
        "count",
        "members",
    ):
        return True
    if any(s.action == "removed" for s in candidate.statements):
        return True
    return "c:take-off-list" in keys(candidate.text)


LEANT_ON = 250
"""Characters before a sentence in which the name stands that its "it" means."""


def acted(gates: "Gates", candidate: Candidate) -> bool:
    """What the question takes to have been done to its names is stated of one of them somewhere; or the sentence names
    one and says, there or in the sentences before, that it was done: to no other, and not as what is wished or feared."""
    action = gates.question.action
    if (
        action not in ("added", "removed")
        or not gates.targets
        or gates.question.kind not in ("reason", "date", "agency", "authority")
    ):
        return True
    if any(t.statement.action == action and t.statement.polarity in ("asserted", "alleged") for t in gates.told):
        return True
    if OF_ITS.search(gates.question.text) and is_done(action, candidate.text) and LEANING.match(candidate.text):
        return True  # "six of them are blocked", asked of somebody's units
    others = [
        s
        for s in candidate.statements
        if s.action == action and any(m.kind in ("entity", "person") for m in s.subjects)
    ]
    if others or is_wished(candidate.text):
        return False
    if any(is_object(t, action, candidate.text) for t in gates.targets):
        return True
    if not LEANING.match(candidate.text) or is_wished(candidate.before):
        return False
    leant_on = candidate.before if not is_done(action, candidate.text) else candidate.before[-LEANT_ON:]
    return any(
        is_object(t, action, leant_on) or (is_done(action, candidate.text) and t.occurrences(leant_on))
        for t in gates.targets
    )


def subject(gates: "Gates", candidate: Candidate) -> bool:
    """What was done is not said here of others alone: neither of other parties, nor of a group that only belongs to the
    one asked about."""
    action = gates.question.action
    if action is None or not gates.targets or gates.question.kind not in ("reason", "date", "agency", "authority"):
        return True
    done = [s for s in candidate.statements if s.action == action and s.subjects]
    if not done or OF_ITS.search(gates.question.text):
        return True
    if any(t.itself and t.statement.action == action for t in gates.told):
        if any(is_itself(s, candidate.document, t) for s in done for t in gates.targets):
            return True
        text = candidate.document.text
        names = [m for s in done for m in s.subjects]
        return not any(m.kind in ("entity", "person") or OF_ITS.search(m.value or text[m.start : m.end]) for m in names)
    return True


_REFERS = re.compile(
    r"\b(?:it|its|they|their|them|he|his|she|her|both|these|those|this|that|all)\b|\b(?:the|this|that|each|an?|one|either) (?:\w+[ -]){0,2}(?:rule|rules|order|listings?|designations?|"
    r"moves?|decision|action|actions|notice|sanctions|restrictions|additions?|entry|department|agency|administration|officials|government|office|pentagon|"
    r"compan(?:y|ies)|firms?|group|entit(?:y|ies)|units?|parties|\w+maker)\b", re.I)  # fmt: skip
"""What means somebody or something named before."""


def of_it(gates: "Gates", candidate: Candidate) -> bool:
    """The day, the agency or the law of an action is that of the names asked about: the sentence names one, or means it."""
    if gates.question.kind not in ("authority", "date", "agency") or not gates.targets:
        return True
    text = candidate.text
    return (
        any(t.occurrences(text) or not t.weights for t in gates.targets)
        or any(is_about(s, candidate.document, t) for s in candidate.statements for t in gates.targets)
        or _REFERS.search(text) is not None
    )
