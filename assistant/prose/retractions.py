"""The sentence behind another one that takes it back, or says no more than whether it is so."""

import re

from assistant.prose.selection import Scored
from assistant.say.parts import Evidence
from assistant.statements.candidates import layout, passage_at
from index.search import Index

_TAKEN_BACK = re.compile(
    r"[\W_]*(?:That|This|It|They|Those|These|The (?:reports?|claims?|rumou?rs?|allegations?))\b[^.]{0,40}\b(?:incorrect|false|untrue|"
    r"wrong|mistaken|inaccurate|not (?:true|so|the case|correct|accurate)|never happened|did not happen)\b", re.I)  # fmt: skip
"""A sentence that takes back what the one before it says."""

_OPEN = re.compile(r"\b(?:whether|if|asked|rumou?rs?|reports?|claims?)\b|\?[\W_]*$", re.I)
_REPLY = re.compile(r"[\W_]*(?:Yes|No|Not|It|They|He|She|That|This|None|Neither)\b", re.I)
SHORT_REPLY = 7
"""Words of a sentence that says no more than whether the one before it is so: "It has not."."""


def is_retracted(index: Index, document_id: str, number: int) -> bool:
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


def sentence_evidence(index: Index, scored: Scored, number: int) -> Evidence:
    """The sentence of that number in the document of a candidate, as evidence."""
    document = scored.candidate.document
    span = layout(index, document.id).sentences[number]
    passage = passage_at(index, document.id, span.start)
    return Evidence(document, span.start, span.end, passage.id, passage.start, passage.end)
