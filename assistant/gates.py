"""What a sentence must have before it may answer at all: plain conditions, each with what is said when it fails.

A fitted probability weighs what is likely; these conditions keep out what is wrong however likely it looks: another
company, another agency, another list, an attribute that the source does not state, words of somebody else.
"""

import calendar
import functools
import re
from dataclasses import dataclass

from assistant.asked import has_type
from assistant.candidates import Candidate, layout, near_keys
from assistant.concepts import concept_data, concepts, keys
from assistant.cues import strength
from assistant.features import LEANING, is_given
from assistant.objects import is_done, is_object
from assistant.question import Question, times
from assistant.speaking import says
from assistant.targets import Target
from assistant.told import NAMED, OF_ITS, Told, is_about, is_itself, of
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


_UNSAID = re.compile(
    r"\b(?:does|do|did|would|could) not (?:say|state|give|specify|set out|name|explain|mention|provide|elaborate|disclose)\b|"
    r"\bis not (?:set out|stated|given|specified|known|recorded)\b|\bno (?:reason|ground|explanation|statement)s? (?:is|was|were|are|has been)\b|"
    r"\b(?:gave|gives?|giving|given|offered|offers?|provided|provides?|stated|cited|published|disclosed) (?:no|neither|little) (?:\w+ )?(?:reasons?|grounds?|explanations?|details?|figures?|names?|numbers?)\b|"
    r"\bsays nothing\b|\bnothing (?:is|was) said\b|\bwithout (?:saying|giving|elaborating)\b", re.I)  # fmt: skip
"""A sentence that says that something is not said answers no question for it."""


def _stated_itself(self: Gates, candidate: Candidate) -> bool:
    """The sentence is not a question itself; where somebody speaks it may be one."""
    return not candidate.text.strip(" *_#\n").endswith("?") or self.question.kind in ("statement", "response")


def _said(self: Gates, candidate: Candidate) -> bool:
    """The sentence does not say that what is asked for is not said."""
    return self.question.kind not in ("reason", "members", "authority", "count", "date") or not _UNSAID.search(
        candidate.text
    )


def _reason(self: Gates, candidate: Candidate) -> bool:
    """A reason is read from the sentence, or it has a word that introduces one."""
    if self.question.kind != "reason":
        return True
    after = "" if _UNSAID.search(candidate.after) else candidate.after
    return strength("reason", f"{candidate.text} {after}") >= GROUND or any(s.reasons for s in candidate.statements)


def _answers_back(self: Gates, candidate: Candidate) -> bool:
    """A response says, denies, refuses or keeps silent."""
    return self.question.kind != "response" or strength("response", candidate.text) > 0


def _place(self: Gates, candidate: Candidate) -> bool:
    """The evidence speaks of the places that the question names; with a name asked about, its document does."""
    if self.question.kind in ("identity", "definition", "statement", "response"):
        return True
    asked = {k for u in self.question.units for k in u.keys if k.startswith("p:")} - {"p:united-states"}
    short = len(layout(self.index, candidate.document.id).sentences) <= SHORT_DOCUMENT
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


def _speaker(self: Gates, candidate: Candidate) -> bool:
    if self.question.kind not in ("statement", "response"):
        return True
    return says(self.index, self.question, self.targets, candidate) >= 0.3


_NOT_DONE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been)(?: also| still| itself)? (?:not|never)(?: yet)?(?: been)?(?: itself)? (?:on|under|part of|added|listed|included|"
    r"named|placed|put|designated|sanctioned|blacklisted|removed|taken off|among)\b|\bnot on (?:the|any|that|its|this)\b|"
    r"\bwithout a decision\b|\b(?:will|would|may|might|could|should|(?:expected|due|about|yet|set|likely|going) to) (?:recommend|consider|propose|weigh|decide|be (?:added|listed|"
    r"removed|taken|put|placed|sanctioned|designated))\b|\bbelieved to (?:be|have been)\b|\btalk of\b|\b(?:fail(?:ed|s)|refus(?:ed|es)|declin(?:ed|es)) "
    r"to (?:add|list|remove|take|pass|put|drop|designate|sanction)", re.I)  # fmt: skip


_FAILED = re.compile(r"\b(?:fail(?:ed|s)|refus(?:ed|es)|declin(?:ed|es)) to\b", re.I)


_COMING = re.compile(
    r"\bwill (?:\w+ )?(?:include|add|list|name|designate|sanction|remove|be (?:added|listed|included|named|placed|put|designated|sanctioned|removed))\b",
    re.I,
)
_ANNOUNCED = re.compile(
    r"\b(?:announc\w*|today|effective|published|notice|rule|said (?:it|on|that it)|is adding|are adding)\b", re.I
)
"""What will be done because it was decided is done for whoever asks; what reports expect is not."""


def _done(self: Gates, candidate: Candidate) -> bool:
    """What the question takes to have been done is not said to be undone, planned or only talked of."""
    if self.question.kind == "date" and _FAILED.search(candidate.text):
        return False
    if self.question.action is None or self.question.kind not in ("date", "agency", "reason", "members"):
        return True
    if re.search(r"\b(?:would|could|may|might|will|not|n't)\b", self.question.text, re.I):
        return True
    if _COMING.search(candidate.text) and _ANNOUNCED.search(candidate.text):
        return True
    return not _NOT_DONE.search(candidate.text) and not _COMING.search(candidate.text)


_WISHED = re.compile(
    r"\b(?:would|should|could|may|might|urg(?:e|ed|es|ing)|ask(?:ed|s|ing)?|call(?:ed|s|ing)? (?:on|for)|consider\w*|weigh\w*|"
    r"propos\w*|press(?:ed|es|ing)|wants?|wanted|draft\w*|request\w*|petition\w*)\b", re.I)  # fmt: skip


LEANT_ON = 250
"""Characters before a sentence in which the name stands that its "it" means."""


def _acted(self: Gates, candidate: Candidate) -> bool:
    """What the question takes to have been done to its names is stated of one of them somewhere; or the sentence names
    one and says, there or in the sentences before, that it was done: to no other, and not as what is wished or feared."""
    action = self.question.action
    if (
        action not in ("added", "removed")
        or not self.targets
        or self.question.kind not in ("reason", "date", "agency", "authority")
    ):
        return True
    if any(t.statement.action == action and t.statement.polarity in ("asserted", "alleged") for t in self.told):
        return True
    others = [s for s in candidate.statements if s.action == action and any(m.kind == "entity" for m in s.subjects)]
    if others or _WISHED.search(candidate.text):
        return False
    if any(is_object(t, action, candidate.text) for t in self.targets):
        return True
    if not LEANING.match(candidate.text) or _WISHED.search(candidate.before):
        return False
    leant_on = candidate.before if not is_done(action, candidate.text) else candidate.before[-LEANT_ON:]
    return any(
        is_object(t, action, leant_on) or (is_done(action, candidate.text) and t.occurrences(leant_on))
        for t in self.targets
    )


def _subject(self: Gates, candidate: Candidate) -> bool:
    """What was done is not said here of others alone: neither of other parties, nor of a group that only belongs to the
    one asked about."""
    action = self.question.action
    if action is None or not self.targets or self.question.kind not in ("reason", "date", "agency", "authority"):
        return True
    done = [s for s in candidate.statements if s.action == action and s.subjects]
    if not done or OF_ITS.search(self.question.text):
        return True
    if any(t.itself and t.statement.action == action for t in self.told):
        if any(is_itself(s, candidate.document, t) for s in done for t in self.targets):
            return True
        text = candidate.document.text
        names = [m for s in done for m in s.subjects]
        return not any(m.kind in ("entity", "person") or OF_ITS.search(m.value or text[m.start : m.end]) for m in names)
    return True


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
    ("place", _place),
    ("time", _time),
    ("removed", _removed),
    ("speaker", _speaker),
    ("acted", _acted),
    ("subject", _subject),
    ("type", _type),
)
