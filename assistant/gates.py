"""What a sentence must have before it may answer at all: plain conditions, each with what is said when it fails.

A fitted probability weighs what is likely; these conditions keep out what is wrong however likely it looks: another
company, another agency, another list, an attribute that the source does not state, words of somebody else.
"""

import calendar
import functools
import re
from dataclasses import dataclass

from assistant import deeds
from assistant.asked import has_type
from assistant.candidates import Candidate, layout, near_keys
from assistant.concepts import concept_data, concepts, keys
from assistant.cues import strength
from assistant.features import is_given
from assistant.question import Question, times
from assistant.speaking import says
from assistant.targets import Target
from assistant.told import NAMED, Told, is_about, of
from assistant.undone import is_undone, says_nothing
from index.search import Index
from sources.agencies import AGENCIES, department
from sources.lists import LISTS, list_info

PARTLY = 0.3
"""A sentence that says this much of a name, in a document that says it whole, speaks of it."""

SHORT_DOCUMENT = 60
"""A document of no more sentences is about what it names: a sentence may lean on a name that stands farther off."""

GROUND = 0.6
"""The strength of the words from which on a sentence may state a ground."""

_US = frozenset({"us-government", "white-house"})
"""Who may stand for any of the departments in a report ("the Biden administration")."""

_LISTS = frozenset(row.id for row in LISTS)
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
        if target.share(near) >= PARTLY and target.spelled(_surroundings(candidate)):
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


def _surroundings(candidate: Candidate) -> str:
    return " ".join(
        (candidate.before, candidate.text, candidate.after, candidate.asked, candidate.under, candidate.speaker)
    )


def _far(candidate: Candidate) -> frozenset[str]:
    document = candidate.document
    return near_keys(candidate) | keys(
        f"{document.title or ''} {candidate.passage.heading or ''} {document.publisher or ''}"
    )


def _names(self: Gates, candidate: Candidate) -> bool:
    """Every name asked about stands in the sentence or beside it, or is a subject of a statement read from it; or its
    document speaks of it, and the sentence has a part of the name or all that is asked about it."""
    near = near_keys(candidate)
    if self.question.kind == "response" and len(self.targets) > 1:
        spoken = document_keys(self.index, candidate.document.id)
        if any(t.named(near, NAMED) and t.spelled(_surroundings(candidate)) for t in self.targets):
            return all(
                t.named(spoken, NAMED) for t in self.targets
            )  # whose words they are, and of what the document tells
    return all(
        _unit(t) <= near
        and (
            (t.named(near, NAMED) and t.spelled(_surroundings(candidate)))
            or any(is_about(s, candidate.document, t) for s in candidate.statements)
            or self._leans(candidate, t, near)
        )
        for t in self.targets
    )


def _unit(target: Target) -> frozenset[str]:
    """The places in a name that no source has as it stands ("Hikvision South Africa"): they tell it from others of the name."""
    if target.status != "mentioned":
        return frozenset()
    return frozenset(c.key for c in concepts(target.asked) if c.key.startswith("p:"))


@functools.cache
def _stated() -> frozenset[str]:
    """The classes that a source has to state itself: nothing else stands for a revenue, an age or a fine."""
    return frozenset(f"c:{name}" for name, row in concept_data()["classes"].items() if row.get("must"))


def _proper(self: Gates, candidate: Candidate) -> bool:
    """What the question calls by a proper name beside its names ("in Copenhagen") is spoken of in the document."""
    text = self.question.text
    named = [
        u
        for u in self.question.units
        if u.weight is None and u.text[:1].isupper() and not u.text.isupper() and not text.startswith(u.text)
    ]
    if not named or text.istitle():
        return True
    spoken = _far(candidate)
    if self.question.kind not in ("members", "count", "agency"):
        spoken |= document_keys(self.index, candidate.document.id)
    return all(u.keys & spoken for u in named)


def _attribute(self: Gates, candidate: Candidate) -> bool:
    near = near_keys(candidate)
    return all(unit.keys & near for unit in self.question.units if unit.keys & _stated())


def _list(self: Gates, candidate: Candidate) -> bool:
    """A list that the question names is named by the evidence, or its agency's listing is spoken of."""
    if not self.question.lists or self.question.kind not in _ACTING:
        return True
    far = _far(candidate)
    statements = [s for s in candidate.statements if s.list is not None and s.list.value]
    if any(s.list and s.list.value in self.question.lists for s in statements):
        return True
    about = [s for s in statements if any(is_about(s, candidate.document, t) for t in self.targets)]
    if about and self.question.kind in ("reason", "date", "agency"):
        return False
    if any(f"l:{name}" in far for name in self.question.lists):
        return True
    if "entity-list" not in self.question.lists:
        spoken = document_keys(self.index, candidate.document.id)
        return any(list_keys(name) & spoken for name in self.question.lists)
    return "c:the-list" in far and not any(k.startswith("l:") for k in far)


_ANY_LIST = frozenset(
    {"c:the-list", "c:party", "c:military", "c:light", "c:law", "c:person", "c:prohibit", "c:sanctions"}
)


@functools.cache
def list_keys(name: str) -> frozenset[str]:
    """The concepts by which a text speaks of a list, whichever of its names it uses."""
    said = {f"l:{name}", f"c:{name}"}
    if name in _LISTS:
        said |= {k for n in list_info(name).names for k in keys(n) if k[:2] in ("l:", "c:")} - _ANY_LIST
    return frozenset(said)


def _agency(self: Gates, candidate: Candidate) -> bool:
    """An agency that the question says acted is said by the evidence to have acted, or nobody else is."""
    asked = {of(a) for a in self.question.agencies} - {"congress"} - _US
    if not asked or self.question.kind not in _ACTING or self.question.kind == "agency":
        return True
    acting = {of(s.agency.value) for s in candidate.statements if s.agency and s.agency.value}
    if acting & _DEPARTMENTS and not acting & (asked | _US):
        return False
    acting |= {a for t in self.told if t.document.id == candidate.document.id and (a := t.agency)}
    if asked & acting:
        return True
    if acting - _US or (acting and not asked & _DEPARTMENTS):
        return False
    return any(f"a:{a}" in _far(candidate) for a in asked)


def _stated_itself(self: Gates, candidate: Candidate) -> bool:
    """The sentence is not a question itself; where somebody speaks it may be one."""
    return not candidate.text.strip(" *_#\n").endswith("?") or self.question.kind in ("statement", "response")


def _said(self: Gates, candidate: Candidate) -> bool:
    """The sentence does not say that what is asked for is not said."""
    return not says_nothing(self.question.kind, candidate.text)


def _reason(self: Gates, candidate: Candidate) -> bool:
    """A reason is read from the sentence, or it has a word that introduces one."""
    if self.question.kind != "reason":
        return True
    after = "" if says_nothing("reason", candidate.after) else candidate.after
    return strength("reason", f"{candidate.text} {after}") >= GROUND or any(s.reasons for s in candidate.statements)


def _answers_back(self: Gates, candidate: Candidate) -> bool:
    """A response says, denies, refuses or keeps silent."""
    return self.question.kind != "response" or strength("response", candidate.text) > 0


_OVER = re.compile(r"\b(?:over|because of|due to|on account of) \w", re.I)


def _place(self: Gates, candidate: Candidate) -> bool:
    """The evidence speaks of the places that the question names; with a name asked about, its document does."""
    if self.question.kind in ("identity", "definition", "statement", "response"):
        return True
    asked = {k for u in self.question.units for k in u.keys if k.startswith("p:")} - {"p:united-states"}
    short = len(layout(self.index, candidate.document.id).sentences) <= SHORT_DOCUMENT
    if self.question.kind == "reason" and self.targets and _OVER.search(self.question.text):
        return asked <= near_keys(candidate)  # "why was it listed over …?" takes a part of the ground as given
    if self.targets or (short and self.question.kind == "date"):
        return asked <= document_keys(self.index, candidate.document.id) | _far(candidate)
    return asked <= _far(candidate)


_RECENT = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|this (?:week|month|year)|now)\b", re.I
)
"""A sentence with one of these tells what is new; another year in it is background."""


def _time(self: Gates, candidate: Candidate) -> bool:
    """A day, month or year that the question names is that of the document, or the evidence speaks of it."""
    if not self.question.when:
        return True
    text = f"{candidate.before} {candidate.text} {candidate.after}"
    stated = times(text)
    own = [s for s in times(candidate.text) if s.year is not None]
    dated = own and not any(w.overlaps(s) for w in self.question.when for s in own)
    if dated and self.question.kind in ("reason", "date", "agency", "authority") and not _RECENT.search(candidate.text):
        return False
    published = candidate.document.published
    if published is None and not stated:
        return True
    return any(
        (published is not None and w.admits(published))
        or any(w.overlaps(s) and (w.month is None or s.month is not None or published is None) for s in stated)
        or (w.month is not None and re.search(rf"\b{calendar.month_name[w.month]}\b(?!,? \d{{4}})", text) is not None)
        for w in self.question.when
    )


@functools.lru_cache(maxsize=256)
def _document_keys(index: Index, generation: int, document_id: str) -> frozenset[str]:
    text = index.document(document_id).text
    return frozenset().union(*(keys(text[s.start : s.end]) for s in layout(index, document_id).sentences))


def document_keys(index: Index, document_id: str) -> frozenset[str]:
    """The concepts of a whole document, read once per generation of the index."""
    return _document_keys(index, index.generation, document_id)


_SECTION = re.compile(r"(?:§+|\b[Ss]ec(?:tion|\.)?s?) ?(\d{3}\.\d+)")


@functools.lru_cache(maxsize=8)
def _parts(index: Index, generation: int) -> tuple[str, ...]:
    return tuple(info.part for info in index.documents() if info.part)


def _section(self: Gates, candidate: Candidate) -> bool:
    """A section of the regulation that the question names is the one quoted, or is named there, where it is indexed."""
    asked = _SECTION.findall(self.question.text)
    known = [a for a in asked if any(_is_part(a, p) for p in _parts(self.index, self.index.generation))]
    here = candidate.document.part or ""
    return all(_is_part(a, here) or a in candidate.text for a in known)


def _is_part(section: str, part: str) -> bool:
    return re.match(rf"§ ?{re.escape(section)}(?!\d)", part) is not None


def _speaker(self: Gates, candidate: Candidate) -> bool:
    if self.question.kind not in ("statement", "response"):
        return True
    return says(self.index, self.question, self.targets, candidate) >= 0.3


def _done(self: Gates, candidate: Candidate) -> bool:
    """What the question takes to have been done is not said to be undone, planned or only talked of."""
    return not is_undone(self.question, candidate.text)


def _type(self: Gates, candidate: Candidate) -> bool:
    """The sentence, or the list that it announces, has the type of thing that is asked for."""
    text = candidate.text
    if text.rstrip(" *").endswith(":"):
        text += " " + candidate.after
    return has_type(self.question, self.targets, text)


UNSAID = "unsaid"
"""The condition that a sentence fails which says that a thing is not said."""

UNDONE = "undone"
"""The condition that a sentence fails which says that a thing was not done, or is only planned or talked of."""

_GATES = (
    (UNSAID, _said),
    (UNDONE, _done),
    ("name", _names),
    ("proper", _proper),
    ("attribute", _attribute),
    ("list", _list),
    ("agency", _agency),
    ("question", _stated_itself),
    ("reason", _reason),
    ("response", _answers_back),
    ("section", _section),
    ("place", _place),
    ("time", _time),
    ("removed", deeds.removed),
    ("speaker", _speaker),
    ("acted", deeds.acted),
    ("subject", deeds.subject),
    ("of it", deeds.of_it),
    ("type", _type),
)
