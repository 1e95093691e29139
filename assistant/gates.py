"""What a sentence must have before it may answer at all: plain conditions, each with what is said when it fails.

A fitted probability weighs what is likely; these conditions keep out what is wrong however likely it looks: another
company, another agency, another list, an attribute that the source does not state, words of somebody else.
"""

import calendar
import functools
import re
from dataclasses import dataclass

from assistant.candidates import Candidate, layout
from assistant.concepts import concept_data, keys
from assistant.features import REASON, is_given
from assistant.question import Question, times
from assistant.targets import Target
from assistant.told import Told, is_about, of
from index.search import Index
from sources.agencies import AGENCIES, department
from sources.reading import Utterance, read_utterances

NAMED = 0.75
"""A sentence with its neighbours has to say at least this much of every name asked about."""

PARTLY = 0.3
"""A sentence that says this much of a name, in a document that says it whole, speaks of it."""

SHORT_DOCUMENT = 60
"""A document of no more sentences is about what it names: a sentence may lean on a name that stands farther off."""

_US = frozenset({"us-government", "white-house"})
"""Who may stand for any of the departments in a report ("the Biden administration")."""

_DEPARTMENTS = frozenset(department(a.id).id for a in AGENCIES)
_ACTING = frozenset({"reason", "agency", "date", "list", "status", "authority", "members", "count", "effect"})


@dataclass(frozen=True, slots=True)
class Gates:
    """What is held against every candidate of one question."""

    index: Index
    question: Question
    targets: tuple[Target, ...]
    told: tuple[Told, ...]

    def _leans(self, candidate: Candidate, target: Target, near: frozenset[str]) -> bool:
        plan = layout(self.index, candidate.document.id)
        if not target.named(document_keys(self.index, candidate.document.id), NAMED):
            return False
        if target.share(near) >= PARTLY:
            return True
        return len(plan.sentences) <= SHORT_DOCUMENT and self._asked(candidate)

    def _asked(self, candidate: Candidate) -> bool:
        """Whether the sentence has most of what is asked about the names."""
        own = keys(candidate.text)
        core = [u for u in self.question.units if not is_given(u)]
        met = [u for u in core if u.keys & own]
        return bool(core) and 2 * len(met) >= len(core)

    def failed(self, candidate: Candidate) -> str | None:
        """The first condition that a candidate fails, as the id of its sentence in the templates; None if it has all."""
        for name, gate in _GATES:
            if not gate(self, candidate):
                return name
        return None


def _near(candidate: Candidate) -> frozenset[str]:
    return (
        keys(candidate.text) | keys(candidate.before) | keys(candidate.after)
        | keys(candidate.asked) | keys(candidate.speaker)
    )  # fmt: skip


def _far(candidate: Candidate) -> frozenset[str]:
    document = candidate.document
    return _near(candidate) | keys(
        f"{document.title or ''} {candidate.passage.heading or ''} {document.publisher or ''}"
    )


def _names(self: Gates, candidate: Candidate) -> bool:
    """Every name asked about stands in the sentence or beside it, or is a subject of a statement read from it; or its
    document speaks of it, and the sentence has a part of the name or all that is asked about it."""
    near = _near(candidate)
    return all(
        t.named(near, NAMED)
        or any(is_about(s, candidate.document, t) for s in candidate.statements)
        or self._leans(candidate, t, near)
        for t in self.targets
    )


@functools.cache
def _stated() -> frozenset[str]:
    """The classes that a source has to state itself: nothing else stands for a revenue, an age or a fine."""
    return frozenset(f"c:{name}" for name, row in concept_data()["classes"].items() if row.get("must"))


def _attribute(self: Gates, candidate: Candidate) -> bool:
    near = _near(candidate)
    return all(unit.keys & near for unit in self.question.units if unit.keys & _stated())


def _list(self: Gates, candidate: Candidate) -> bool:
    """A list that the question names is named by the evidence, or its agency's listing is spoken of."""
    if not self.question.lists or self.question.kind not in _ACTING:
        return True
    far = _far(candidate)
    if any(f"l:{name}" in far for name in self.question.lists):
        return True
    statements = [s for s in candidate.statements if s.list is not None and s.list.value]
    if any(s.list and s.list.value in self.question.lists for s in statements):
        return True
    if "entity-list" not in self.question.lists:
        return False
    return "c:the-list" in far and not any(k.startswith("l:") for k in far)


def _agency(self: Gates, candidate: Candidate) -> bool:
    """An agency that the question says acted is said by the evidence to have acted, or nobody else is."""
    asked = {of(a) for a in self.question.agencies} - {"congress"} - _US
    if not asked or self.question.kind not in _ACTING or self.question.kind == "agency":
        return True
    acting = {of(s.agency.value) for s in candidate.statements if s.agency and s.agency.value}
    acting |= {a for t in self.told if t.document.id == candidate.document.id and (a := t.agency)}
    if asked & acting:
        return True
    if acting - _US or (acting and not asked & _DEPARTMENTS):
        return False
    return any(f"a:{a}" in _far(candidate) for a in asked)


_UNSAID = re.compile(
    r"\b(?:does|do|did|would|could) not (?:say|state|give|specify|set out|name|explain|mention|provide|elaborate|disclose)\b|"
    r"\bis not (?:set out|stated|given|specified|known|recorded)\b|\bno (?:reason|ground|explanation|statement)s? (?:is|was|were|are|has been)\b|"
    r"\bsays nothing\b|\bnothing (?:is|was) said\b|\bwithout (?:saying|giving|elaborating)\b", re.I)  # fmt: skip
"""A sentence that says that something is not said answers no question for it."""


def _said(self: Gates, candidate: Candidate) -> bool:
    """The sentence is no question, no headline of a list without the list, and does not say that nothing is said."""
    text = candidate.text.strip(" *_#\n")
    if text.endswith("?") and self.question.kind not in ("statement", "response"):
        return False
    return not (self.question.kind in ("reason", "members", "authority", "count", "date") and _UNSAID.search(text))


def _asked_for(self: Gates, candidate: Candidate) -> bool:
    """Something of what is asked about the names, beyond them and the words of listing, is met in or beside it."""
    core = [u for u in self.question.units if not is_given(u) and u.text not in self.question.places]
    near = _far(candidate)
    heavy = [u for u in core if u.weight is None or u.weight >= 0.5]
    return not heavy or 3 * sum(bool(u.keys & near) for u in heavy) >= len(heavy)


def _reason(self: Gates, candidate: Candidate) -> bool:
    """A reason is read from the sentence, or it has a word that introduces one."""
    if self.question.kind != "reason":
        return True
    text = f"{candidate.before} {candidate.text} {candidate.after}"
    return bool(REASON.search(text)) or any(s.reasons for s in candidate.statements)


def _place(self: Gates, candidate: Candidate) -> bool:
    """The evidence speaks of the places that the question names; with a name asked about, its document does."""
    if self.question.kind in ("identity", "definition", "statement", "response"):
        return True
    asked = {k for u in self.question.units for k in u.keys if k.startswith("p:")} - {"p:united-states"}
    if self.targets:
        return asked <= document_keys(self.index, candidate.document.id) | _far(candidate)
    return asked <= _far(candidate)


def _time(self: Gates, candidate: Candidate) -> bool:
    """A day, month or year that the question names is that of the document, or the evidence speaks of it."""
    if not self.question.when:
        return True
    text = f"{candidate.before} {candidate.text} {candidate.after}"
    stated = times(text)
    published = candidate.document.published
    return any(
        (published is not None and w.admits(published))
        or any(w.overlaps(s) for s in stated)
        or (w.month is not None and re.search(rf"\b{calendar.month_name[w.month]}\b", text) is not None)
        for w in self.question.when
    ) or (published is None and not stated)


def _removed(self: Gates, candidate: Candidate) -> bool:
    """A removal that the question takes as given is stated, of this name, by the evidence."""
    if self.question.action != "removed" or self.question.kind not in ("reason", "agency", "date", "count", "members"):
        return True
    if any(s.action == "removed" for s in candidate.statements):
        return True
    return "c:take-off-list" in keys(candidate.text)


@functools.lru_cache(maxsize=256)
def _document_keys(index: Index, generation: int, document_id: str) -> frozenset[str]:
    text = index.document(document_id).text
    return frozenset().union(*(keys(text[s.start : s.end]) for s in layout(index, document_id).sentences))


def document_keys(index: Index, document_id: str) -> frozenset[str]:
    """The concepts of a whole document, read once per generation of the index."""
    return _document_keys(index, index.generation, document_id)


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


def says(index: Index, question: Question, targets: tuple[Target, ...], candidate: Candidate) -> float:
    """Whether somebody whom the question asks for speaks in this sentence: 1 if so, 0 if somebody else, 0.5 if nobody
    is made out to speak, or the question asks for nobody in particular."""
    here = [u for u in utterances(index, candidate.document.id) if u.start < candidate.end and candidate.start < u.end]
    asked_places = [k for u in question.units for k in u.keys if k.startswith("p:") and k != "p:united-states"]
    asked_roles = [k for u in question.units for k in u.keys if k in ("c:embassy", "c:spokesperson", "c:lawmaker")]
    agencies = {f"a:{of(a)}" for a in question.agencies}
    if not targets and not asked_places and not asked_roles and not agencies:
        return 0.5
    if not here:
        return 0.3
    best = 0.0
    for utterance in here:
        if utterance.speaker is None:
            best = max(best, 0.3)
            continue
        speaker = utterance.speaker
        title = speaker.title
        words = speaker.value or ""
        if title is not None:
            words += " " + candidate.document.text[title.start : title.end]
        words += " " + candidate.document.text[speaker.start : speaker.end]
        said = keys(words)
        if any(t.share(said) >= SURNAME for t in targets):
            return 1.0
        if said & (set(asked_places) | set(asked_roles) | agencies):
            best = max(best, 0.9)
        if (
            question.kind == "response"
            and "c:party" in said
            and any(t.share(_near(candidate)) >= NAMED for t in targets)
        ):
            best = max(best, 0.8)
    return best


def _speaker(self: Gates, candidate: Candidate) -> bool:
    if self.question.kind not in ("statement", "response"):
        return True
    return says(self.index, self.question, self.targets, candidate) >= 0.3


_GATES = (
    ("name", _names),
    ("attribute", _attribute),
    ("list", _list),
    ("agency", _agency),
    ("said", _said),
    ("asked", _asked_for),
    ("reason", _reason),
    ("place", _place),
    ("time", _time),
    ("removed", _removed),
    ("speaker", _speaker),
)
