"""Who speaks in a sentence, and whether that is whom a question asks for."""

import functools
import re

from assistant.question.concepts import keys
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.statements.candidates import Candidate, layout, neighbouring_keys
from assistant.statements.target_statements import NAMED, department_of
from index.search import Index
from sources.document import Document
from sources.reading import Utterance, read_utterances
from sources.reading.statements import Mention


@functools.lru_cache(maxsize=128)
def _utterances(index: Index, generation: int, document_id: str) -> tuple[Utterance, ...]:
    return tuple(read_utterances(index.document(document_id), layout(index, document_id).sentences))


def utterances(index: Index, document_id: str) -> tuple[Utterance, ...]:
    """Who said what in a document, read once per generation of the index."""
    return _utterances(index, index.generation, document_id)


SURNAME = 0.45
"""Half of a name, as a family name is, is enough to tell who speaks."""

_ITS = frozenset({"c:party", "c:spokesperson", "c:chief-executive", "c:chair", "c:founder"})
"""Who speaks for a party that is named beside: "the company", "a spokesman", "its chairman"."""


_ASKED = re.compile(
    r"^(?:and |so |but )?(?:what|how) (?:did|does|do|has|had|was|is) (?:the|an?|its|their|his|her) (?P<who>[^,?]{3,60}?) "
    r"(?:say|said|write|written|tell|told|call|called|think|comment|respond|react|rule|ruled|argue|claim|announce|promise|reply|answer)\b", re.I)  # fmt: skip


def _role(question: Question, targets: tuple[Target, ...]) -> frozenset[str]:
    """The office of the one who is asked for without a name ("the judge", "the Commerce Secretary"); empty where it is a
    company, an agency, or one of the names."""
    match = _ASKED.match(question.text)
    if match is None:
        return frozenset()
    words = keys(match.group("who"))
    if any(t.share(words) >= SURNAME for t in targets):
        return frozenset()
    return frozenset(k for k in words if k[:2] not in ("p:", "a:", "l:") and k not in _BODIES)


_BODIES = frozenset({"c:party", "c:government", "c:agency-word", "c:first", "c:other", "c:embassy"})

_BEFORE = re.compile(r"((?:[A-Z][\w.-]{1,40}[’']s? )?[^,;:“”\"]{3,70}), $|([A-Z][\w.-]{1,40}[’']s? )$")
_AFTER = re.compile(r"^, ([^,;:“”\"]{3,70}),")
"""How a sentence may say beside a name who somebody is: "China's spokeswoman, NAME", "a spokesman for the embassy, NAME,"."""


def _described(document: Document, speaker: Mention) -> str:
    """The speaker's name and title, with what is said of them right beside."""
    start = min(speaker.start, speaker.title.start) if speaker.title else speaker.start
    end = max(speaker.end, speaker.title.end) if speaker.title else speaker.end
    words = [speaker.value or "", re.sub(r"\s+", " ", document.text[start:end])]
    line = max(document.text.rfind("\n\n", 0, start), document.text.rfind(". ", 0, start), 0)
    before = _BEFORE.search(re.sub(r"\s+", " ", document.text[max(line, start - 90) : start]))
    after = _AFTER.match(re.sub(r"\s+", " ", document.text[end : end + 90]))
    words += [
        m.group()
        for m in (before if speaker.kind == "person" else None, None if speaker.kind == "person" else after)
        if m
    ]
    return " ".join(words)


def _speaks(index: Index, document: Document, target: Target) -> bool:
    """Whether somebody of this name says something in the document."""
    speakers = (u.speaker for u in utterances(index, document.id) if u.how != "turn")
    return any(target.share(keys(_described(document, s))) >= SURNAME for s in speakers if s is not None)


def says(index: Index, question: Question, targets: tuple[Target, ...], candidate: Candidate) -> float:
    """Whether somebody whom the question asks for speaks in this sentence: 1 if so, 0 if somebody else, 0.5 if nobody
    is made out to speak, or the question asks for nobody in particular."""
    here = [u for u in utterances(index, candidate.document.id) if u.start < candidate.end and candidate.start < u.end]
    asked = {k for u in question.units for k in u.keys if k in _OFFICES or k.startswith("p:")} - {"p:united-states"}
    asked |= {f"a:{department_of(a)}" for a in question.agencies}
    if not targets and not asked:
        return 0.5
    role = _role(question, targets)
    if not here and any(t.person and _speaks(index, candidate.document, t) for t in targets):
        return 0.1  # the person's own words stand elsewhere in the document
    if not here:
        return 0.3 if not role or role & keys(candidate.text) else 0.0
    return max(_fits(question, targets, candidate, u.speaker, role, asked) for u in here)


_OFFICES = frozenset({"c:embassy", "c:spokesperson", "c:lawmaker"})


def _fits(
    question: Question, targets: tuple[Target, ...], candidate: Candidate, speaker: Mention | None, role: frozenset[str],
    asked: set[str],
) -> float:  # fmt: skip
    """How well the speaker of an utterance fits: by name, by `role`, or by the offices, places and agencies `asked` for."""
    if speaker is None:
        return 0.3
    if candidate.document.text.startswith(("'s ", "’s "), speaker.end) and speaker.title is None:
        return 0.0  # "one of NAME's suppliers declined": not the words of NAME
    said = keys(_described(candidate.document, speaker))
    if role and not role & said:
        return 0.0
    if any(t.share(said) >= SURNAME for t in targets):
        return 1.0
    if said & asked:
        return 0.9
    if question.agencies and "c:agency-word" in said and not any(k.startswith("a:") for k in said):
        return 0.8  # "the department said", in a report on what that department did
    party = question.kind in ("response", "statement") and "c:party" in said
    return 0.8 if party and any(t.share(neighbouring_keys(candidate)) >= NAMED for t in targets) else 0.0
