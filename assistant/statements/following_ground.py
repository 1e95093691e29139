"""A ground told in the sentence behind the one that tells the listing: "It was accused of …", "The department said they had …"."""

import re
from collections.abc import Sequence

from assistant.question.targets import Target
from assistant.say.parts import Evidence
from assistant.statements.candidates import layout, passage_at
from assistant.statements.cues import strength
from assistant.statements.objects import is_object
from assistant.statements.target_statements import TargetStatement, is_about
from index.search import Index
from sources.document import Document

BEHIND = 2
"""Sentences behind a listing in which its ground may stand."""

_MEANS_IT = re.compile(
    r"\b(?P<who>it|they|the (?:compan(?:y|ies)|firms?|group|entit(?:y|ies)|units?|two|three|four|five|pair|\w+maker)(?: companies| firms)?|both) "
    r"(?:\w+ )?(?:was|were|is|are|had|has|have|posed?|helped|supplied|acquired|used|sold)\b|"
    r"\b(?:accus(?:ed|es|ing)|suspect(?:ed|s)) (?:it|them|both|the (?:compan(?:y|ies)|firms?|group|two|three|four|pair)) of\b",
    re.I,
)
"""A sentence of which the party listed before is the one that did something, or is accused."""
_SAID_SO = re.compile(
    r"\b(?:accus(?:ed|es|ing)|suspect(?:ed|s)|alleg(?:ed|es)|cit(?:ed|ing)|because|complicit|on suspicion)\b|"
    r"\b(?:department|agency|bureau|commerce|treasury|pentagon|administration|government|officials?|notice|rule|bis|ofac|committee) (?:\w+ )?(?:said|says|saying|alleged|"
    r"stated|determined|found|concluded)\b|\b(?:is|are|was|were) (?:said|alleged|believed|found) to\b", re.I)  # fmt: skip


def ground_behind(index: Index, document: Document, target: Target, number: int, action: str) -> Evidence | None:
    """The sentence behind sentence `number`, which tells a listing, that gives its ground, if it means the party listed and
    speaks of no other listing."""
    plan = layout(index, document.id)
    for at in range(number + 1, min(number + 1 + BEHIND, len(plan.sentences))):
        span = plan.sentences[at]
        text = document.text[span.start : span.end]
        others = [s for s in plan.statements.get(at, ()) if s.subjects and s.action == action]
        if others and not any(is_about(s, document, target) for s in others):
            return None
        named = target.occurrences(text) or _MEANS_IT.search(text[:FIRST_WORDS])
        if named and strength("reason", text) >= PLAIN and _SAID_SO.search(text):
            return _evidence(index, document, at)
    return None


FIRST_WORDS = 90
"""Characters at the head of a sentence in which "it" means the party of the sentence before."""
PLAIN = 0.8
"""The strength of words from which on a ground is plain."""


def _evidence(index: Index, document: Document, number: int) -> Evidence:
    span = layout(index, document.id).sentences[number]
    passage = passage_at(index, document.id, span.start)
    return Evidence(document, span.start, span.end, passage.id, passage.start, passage.end)


def first_ground(index: Index, said: Sequence[TargetStatement], action: str) -> tuple[Evidence, Evidence] | None:
    """Of listings told without a ground, the first whose ground stands behind it: the sentence that tells the listing, by a
    statement or as what was done to the name, and the one that gives the ground."""
    for first in {(t.document.id, t.target.asked): t for t in reversed(said) if t.itself}.values():
        document, target = first.document, first.target
        plan = layout(index, document.id)
        told = {t.number for t in said if t.document.id == document.id and t.itself}
        for number, span in enumerate(plan.sentences):
            if number in told or is_object(target, action, document.text[span.start : span.end]):
                ground = ground_behind(index, document, target, number, action)
                if ground is not None:
                    return _evidence(index, document, number), ground
    return None
