"""What can be said for and against a sentence as evidence: features that a person can read, each between 0 and 1
(or -1 and 1), the same for every kind of question."""

import re
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate, near_keys
from assistant.concepts import keys, number
from assistant.cues import strength
from assistant.question import Question, Unit, times
from assistant.targets import Target, rare
from assistant.told import Premises, is_about
from index.search import Index
from sources.agencies import AGENCIES, department
from sources.document import AUTHORITY
from sources.reading import mentions
from sources.reading.statements import Statement

_GIVEN = frozenset({"p:", "a:", "l:", "n:", "y:"})
_LISTING = frozenset({
    "c:put-on-list", "c:the-list", "c:party", "c:government", "c:say", "c:reason", "c:other", "c:country", "c:happen",
    "c:mean", "c:first", "c:announce", "c:person", "c:sanctions", "c:agency-word", "c:time-word", "c:export-control", "c:respond", "c:light",
})  # fmt: skip
LEANING = re.compile(
    r"[\W_]*(?:At the same time,? |Later,? |Meanwhile,? |Also,? )?(?:It|Its|They|Their|He|His|She|Her|Both|All|That|Those|These|"
    r"The (?:company|companies|firm|firms|group|entity|entities|two|three|four|unit|units|pair|parent|listing|rule|move|"
    r"action|institute|institutes|university|universities|\w+maker))\b")  # fmt: skip
_DEPARTMENTS = {a.id for a in AGENCIES}
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \d|\b(?:19|20)\d\d\b|\d/\d{1,2}/\d\d|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:last|this|next) (?:week|month|year)\b|\byesterday\b", re.I)  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w§])\$?\d[\d,.]*\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|dozens?|hundreds?|thousands?|several|no)\b", re.I)  # fmt: skip
_QUOTE = re.compile(r"[“”\"]|\b(?:said|says|told|added|stated|wrote|announced|warned|according to)\b")
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'&-]+(?: (?:of|the|and|for|de) )?(?: ?[A-Z][\w’'&.-]+)*")
_PEOPLE = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Secretary|Minister|President|Undersecretary|Director|spokes\w+|Senator|Representative|"
    r"Ambassador|chairman|chief|official)\b|\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+\b")  # fmt: skip


HEAVY = 0.5
"""What weighs at least this much is what a question turns on."""


@dataclass(frozen=True, slots=True)
class Features:
    """One sentence against one question. `own`, `near` and `far` are the shares of the question's weight met in the
    sentence, with its neighbours, and with title, heading and date too; `gap` is the heaviest thing not met at all.
    `core` is the same for what is left of the question without names, agencies, lists and the words of listing: what it
    wants to know about them (1 when nothing is left); `heavy` counts only its heavier things, met anywhere. `leans` is set when the sentence speaks of the name by a pronoun
    or "the company" after a sentence that says it; `title` when it is the document's title; `place` falls from 1 at the
    top of the document."""

    own: float
    near: float
    far: float
    gap: float
    gap_own: float
    core: float
    core_near: float
    core_gap: float
    heavy: float
    focus: float
    name_own: float
    name_near: float
    name_far: float
    name_title: float
    leans: float
    title: float
    place: float
    cosine: float
    score: float
    wanted: float
    wanted_near: float
    number: float
    agency: float
    agency_clash: float
    list: float
    list_clash: float
    action: float
    action_clash: float
    when: float
    when_clash: float
    subject: float
    subject_slot: float
    premise_listed: float
    premise_action: float
    premise_agency: float
    premise_list: float
    premise_when: float
    speaker: float
    is_question: float
    short: float
    long: float
    authority: float
    bias: float = 1.0

    def vector(self) -> NDArray[np.float64]:
        """The values in the order of `NAMES`."""
        return np.array([getattr(self, name) for name in NAMES])


NAMES = tuple(f.name for f in fields(Features))
"""The features in order."""


def is_given(unit: Unit) -> bool:
    """Whether a unit is a place, body, list, number or word of listing: what a question starts from, not what it asks."""
    return any(k[:2] in _GIVEN or k in _LISTING for k in unit.keys)


def weight(index: Index, unit: Unit) -> float:
    """How much agreeing on a unit tells: as its class says, otherwise by how rare its words are (0.15 to 1)."""
    if unit.weight is not None:
        return unit.weight
    return max(0.15, max(rare(index, k) for k in unit.keys))


def wanted(question: Question, text: str, asked_keys: frozenset[str]) -> float:
    """Whether a sentence has the type of thing asked for, beyond what the question said itself."""

    def has(pattern: re.Pattern[str]) -> float:
        return float(bool(pattern.search(text)))

    match question.kind:
        case "reason" | "response" | "authority" | "effect" | "status":
            return strength(question.kind, text)
        case "licence":
            return max(strength("effect", text), 0.5)  # what a footnote or a policy is may be said in any words
        case "statement":
            return has(_QUOTE)
        case "date":
            return has(_DATE)
        case "count":
            return _counted(question, text) if question.focus else has(_NUMBER)
        case "agency":
            return float(any(k.startswith("a:") for k in keys(text)))
        case "members":
            return named_share(question, text)
    if re.match(
        r"(?:and |so |but )?who\b|.*\bwhich (?:\w+ )?(?:official|person|senator|minister|spokes)", question.text, re.I
    ):
        return has(_PEOPLE)
    return 0.5


_OF_PEOPLE = re.compile(
    r"\b(?:who|whom|people|persons?|individuals?|officials?|senators?|lawmakers?|men|women|executives?|names)\b", re.I
)
MOST_NAMES = 10
MANY_NAMES = 3
"""Names in a sentence from which on it surely tells which ones."""


def named_share(question: Question, text: str) -> float:
    """How many parties, people or places a sentence names beyond those of the question, as a share of what is plenty."""
    asked = " ".join(question.names).casefold()
    kinds = ("entity", "person") if _OF_PEOPLE.search(question.text) else ("entity",)
    names = {m.value or "" for m in mentions(text) if m.kind in kinds and (m.value or "").casefold() not in asked}
    new = keys(text) - frozenset(k for u in question.units for k in u.keys)
    found = max(len(names), len({k for k in new if k.startswith("p:")}))
    asked_for = [n for m in _NUMBER.finditer(question.text) if MANY_NAMES < (n := number(m.group()) or 0) <= MOST_NAMES]
    plenty = max(asked_for, default=MANY_NAMES)
    return min(found / plenty, 1.0)


def _counted(question: Question, text: str) -> float:
    """Whether a number stands right before what is counted (1), in the same sentence (0.5), or not at all."""
    if not _NUMBER.search(text):
        return 0.0
    counted = frozenset(k for u in question.focus for k in u.keys)
    for match in _NUMBER.finditer(text):
        if keys(text[match.end() : match.end() + 60]) & counted:
            return 1.0
    return 0.5


def _slot(question: Question, statement: Statement) -> bool:
    match question.kind:
        case "reason":
            return bool(statement.reasons)
        case "agency":
            return statement.agency is not None
        case "date":
            return statement.date is not None
        case "list" | "status":
            return statement.list is not None
        case "effect" | "licence":
            return bool(statement.effects)
        case "count":
            return statement.count is not None
        case "authority":
            return statement.authority is not None
        case "members":
            return bool(statement.subjects)
    return False


def _group_share(index: Index, question: Question, text: str) -> float:
    """How much of a party without a name ("eight Chinese companies") a subject says; the best of the question's groups."""
    said = keys(text)
    best = 0.0
    for group in question.groups:
        total = sum(weight(index, u) for u in group)
        if total:
            best = max(best, sum(weight(index, u) for u in group if u.keys & said) / total)
    return best


def measure(
    index: Index,
    question: Question,
    targets: tuple[Target, ...],
    candidate: Candidate,
    told: Premises,
    says: float,
) -> Features:
    """All features of one candidate. `told` is what the sources' statements say of the question's premises, `says`
    whether somebody whom it asks for speaks in the sentence."""
    text = candidate.text
    document = candidate.document
    own = keys(text) | keys(candidate.under)
    near = near_keys(candidate)
    about = f"{document.title or ''} {candidate.passage.heading or ''} {document.publisher or ''}"
    if document.published:
        about += f" {document.published:%B %d %Y}"
    far = near | keys(about)

    total = met_own = met_near = met_far = gap = gap_own = 0.0
    core = core_own = core_near = core_gap = 0.0
    heavy: list[bool] = []
    for unit in question.units:
        w = weight(index, unit)
        if not is_given(unit):
            core += w
            core_own += w * bool(unit.keys & own)
            core_near += w * bool(unit.keys & near)
            if not unit.keys & near:
                core_gap = max(core_gap, w)
            if w >= HEAVY and unit.text not in question.places:
                heavy.append(bool(unit.keys & far))
        total += w
        met_own += w * bool(unit.keys & own)
        met_near += w * bool(unit.keys & near)
        met_far += w * bool(unit.keys & far)
        if not unit.keys & far:
            gap = max(gap, w)
        if not unit.keys & near:
            gap_own = max(gap_own, w)
    if not question.units:
        total = met_own = met_near = met_far = 1.0  # nothing but the names is asked about
    total = total or 1.0
    focus = [weight(index, u) for u in question.focus]
    focus_met = sum(weight(index, u) for u in question.focus if u.keys & own)

    names_own = [t.share(own) for t in targets]
    names_near = [t.share(near) for t in targets]
    names_far = [t.share(far) for t in targets]

    asked_keys = frozenset(k for u in question.units for k in u.keys)
    numbers = [k for k in asked_keys if k.startswith("n:")]

    agencies = {department(a).id if a in _DEPARTMENTS else a for a in question.agencies}
    said = {k[2:] for k in near if k.startswith("a:")}
    lists = set(question.lists)
    said_lists = {k[2:] for k in near if k.startswith("l:")}
    statements = candidate.statements
    about_targets = [s for s in statements if any(is_about(s, document, t) for t in targets)]
    subject = float(bool(about_targets))
    if not targets and question.groups:
        shares = [
            (max((_group_share(index, question, document.text[m.start : m.end]) for m in s.subjects), default=0.0), s)
            for s in statements
        ]
        subject = max((share for share, _ in shares), default=0.0)
        about_targets = [s for share, s in shares if share > 0.6]
    actions = {s.action for s in statements}

    when = when_clash = 0.0
    if question.when:
        stated = times(text) + times(candidate.before)
        fits = [
            any(w.overlaps(s) for s in stated) or bool(document.published and w.admits(document.published))
            for w in question.when
        ]
        when = sum(fits) / len(fits)
        when_clash = float(not any(fits) and bool(document.published or stated))

    return Features(
        own=met_own / total, near=met_near / total, far=met_far / total, gap=gap, gap_own=gap_own,
        core=core_own / core if core else 1.0, core_near=core_near / core if core else 1.0, core_gap=core_gap,
        heavy=sum(heavy) / len(heavy) if heavy else 1.0,
        focus=focus_met / sum(focus) if sum(focus) else 0.5,
        name_own=min(names_own, default=0.5), name_near=min(names_near, default=0.5),
        name_far=min(names_far, default=0.5),
        name_title=min((t.share(keys(document.title or "")) for t in targets), default=0.0),
        leans=float(bool(LEANING.match(text)) and max((t.share(keys(candidate.before)) for t in targets), default=0.0) > 0.5),
        title=float((document.title_span is not None and document.title_span.start <= candidate.start < document.title_span.end)
                    or text.strip("# \n") == (document.title or "")),
        place=1 / (1 + candidate.number / 5),
        cosine=max(candidate.cosine, 0.0), score=candidate.score,
        wanted=wanted(question, text, asked_keys), wanted_near=wanted(question, candidate.after, asked_keys),
        number=sum(n in near for n in numbers) / len(numbers) if numbers else 0.5,
        agency=float(bool(agencies & said)), agency_clash=float(bool(agencies and said and not agencies & said)),
        list=float(bool(lists & said_lists)), list_clash=float(bool(lists and said_lists and not lists & said_lists)),
        action=float(question.action is not None and question.action in actions),
        action_clash=float(question.action is not None and bool(actions) and question.action not in actions),
        when=when, when_clash=when_clash,
        subject=subject, subject_slot=float(any(_slot(question, s) for s in about_targets)),
        premise_listed=told.listed,
        premise_action=told.action,
        premise_agency=told.agency,
        premise_list=told.list,
        premise_when=told.when,
        speaker=says,
        is_question=float(candidate.is_question or text.rstrip().endswith("?")),
        short=float(len(text.split()) < 6), long=min(max(len(text.split()) - 40, 0) / 60, 1.0),
        authority=AUTHORITY[document.kind] / 7,
    )  # fmt: skip
