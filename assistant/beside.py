"""The sentence beside the best one that completes it: the ground behind the listing, the names behind the number, the policy
behind the requirement, the denial behind the rumour."""

import re
from collections.abc import Sequence

from assistant.candidates import layout, passage_at
from assistant.cues import strength
from assistant.features import named_share
from assistant.gates import GROUND
from assistant.parts import Evidence
from assistant.prose import Scored
from assistant.question import Question
from index.search import Index

FAR = 5
"""Sentences behind an announcement in which the names of those announced may stand."""

_TAKEN_BACK = re.compile(
    r"[\W_]*(?:That|This|It|They|Those|These|The (?:reports?|claims?|rumou?rs?|allegations?))\b[^.]{0,40}\b(?:incorrect|false|untrue|"
    r"wrong|mistaken|inaccurate|not (?:true|so|the case|correct|accurate)|never happened|did not happen)\b", re.I)  # fmt: skip
"""A sentence that takes back what the one before it says."""

_OPEN = re.compile(r"\b(?:whether|if|asked|rumou?rs?|reports?|claims?)\b|\?[\W_]*$", re.I)
_REPLY = re.compile(r"[\W_]*(?:Yes|No|Not|It|They|He|She|That|This|None|Neither)\b", re.I)
SHORT_REPLY = 7
"""Words of a sentence that says no more than whether the one before it is so: "It has not."."""

_POLICY = re.compile(
    r"\b(?:presumption|case[- ]by[- ]case|policy of denial|licen[cs]e exceptions?|reviewed|exceptions?)\b", re.I
)


def taken_back(index: Index, document_id: str, number: int) -> bool:
    """Whether the sentence behind says that this one is not so, or answers what it leaves open: then neither is quoted without the other."""
    plan = layout(index, document_id)
    if number + 1 >= len(plan.sentences):
        return False
    text = index.document(document_id).text
    own, span = plan.sentences[number], plan.sentences[number + 1]
    after = text[span.start : span.end]
    if _TAKEN_BACK.match(after):
        return True
    open_question = _OPEN.search(text[own.start : own.end]) is not None
    return open_question and len(after.split()) <= SHORT_REPLY and _REPLY.match(after) is not None


def behind(index: Index, scored: Scored, number: int) -> Evidence:
    """The sentence of that number in the document of a candidate, as evidence."""
    document = scored.candidate.document
    span = layout(index, document.id).sentences[number]
    passage = passage_at(index, document.id, span.start)
    return Evidence(document, span.start, span.end, passage.id, passage.start, passage.end)


def _announces(scored: Scored) -> bool:
    """Whether a sentence ends in a colon before a list of its own lines."""
    candidate = scored.candidate
    text = candidate.document.text
    return candidate.text.rstrip(" *").endswith(":") and _LINE.match(text, candidate.end) is not None


_LINE = re.compile(r"[\s*]*\n\s*(?:[-•*–|]|\d{1,2}[.)]|\([a-z0-9]{1,3}\))")


def completing(question: Question, best: Scored, ranked: Sequence[Scored]) -> Scored | None:
    """Of the candidates behind the best one in its document, the one that completes it, if it lacks what is asked for."""
    candidate = best.candidate
    near = sorted(
        (
            s
            for s in ranked
            if s.candidate.document.id == candidate.document.id and 0 < s.candidate.number - candidate.number <= FAR
        ),
        key=lambda s: s.candidate.number,
    )
    following = near[0] if near and near[0].candidate.number == candidate.number + 1 else None
    match question.kind:
        case "reason":
            if strength("reason", candidate.text) < GROUND and following is not None:
                return following if strength("reason", following.candidate.text) >= GROUND else None
        case "licence":
            if not _POLICY.search(candidate.text) and following is not None:
                return following if _POLICY.search(following.candidate.text) else None
        case "members":
            if listing := next((s for s in near if _announces(s)), None):
                return listing
            shares = {s.candidate.key: named_share(question, s.candidate.text) for s in near}
            most = max(near, key=lambda s: shares[s.candidate.key], default=None)
            if most is not None and shares[most.candidate.key] > named_share(question, candidate.text):
                return most
    return None
