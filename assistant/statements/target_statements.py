"""What the statements in the sources say about the names asked: who did what to them, on which list, and whether that
is what the question takes as given."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.question.concepts import concepts, keys
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.statements.candidates import layout
from index.name_forms import parse
from index.search import Index
from sources.agencies import AGENCIES, department
from sources.document import Document
from sources.lists import LISTS, list_info
from sources.reading.statements import Statement

SAME, SHORTENED = 0.85, 0.4
"""A subject that says at least this much of a name is taken for it; one that says less, but nothing else, is the name cut
short ("Hoshine" for "Hoshine Silicon Industry"): then the lower bound holds."""

NAMED = 0.75
"""A sentence with its neighbours has to say at least this much of every name asked about."""

_AGENCIES = frozenset(a.id for a in AGENCIES)
_LISTS = frozenset(row.id for row in LISTS)


@dataclass(frozen=True, slots=True)
class TargetStatement:
    """A statement whose subject is one of the names asked about."""

    document: Document
    statement: Statement
    number: int
    target: Target

    @property
    def itself(self) -> bool:
        """Whether it is of the name itself, not of parties that belong to it."""
        return is_itself(self.statement, self.document, self.target)

    @property
    def agency(self) -> str | None:
        """The department that acted, if the statement says it or its list implies it."""
        slot = self.statement.agency
        if slot is not None and slot.value:
            return department_of(slot.value)
        on = self.statement.list
        return department_of(list_info(on.value).agency) if on is not None and on.value in _LISTS else None


def department_of(agency_id: str) -> str:
    """The department of an agency's id; an id that the table does not have stands for itself."""
    return department(agency_id).id if agency_id in _AGENCIES else agency_id


def is_about(statement: Statement, document: Document, target: Target) -> bool:
    """Whether a statement's subjects include the target, or a group of parties that belong to it."""
    return any(is_name_of(target, m.value or document.text[m.start : m.end], m.also) for m in statement.subjects)


def in_full(told: TargetStatement) -> bool:
    """Whether a subject of the statement says nearly all of the name, not a part of it that a sister may share."""
    return any(
        told.target.share(keys(name)) >= SAME
        for m in told.statement.subjects
        for name in (m.value or told.document.text[m.start : m.end], m.also)
        if name
    )


def is_itself(statement: Statement, document: Document, target: Target) -> bool:
    """Whether a statement's subjects include the target itself and nothing more: neither a unit called after it, nor a group
    of parties that belong to it."""
    known = _known(target)
    for mention in statement.subjects:
        name = mention.value or document.text[mention.start : mention.end]
        if mention.kind == "group":
            if is_name_of(target, name) and (not OF_ITS.search(name) or OF_ITS.search(target.asked)):
                return True
        elif is_name_of(target, name, mention.also) and not _own_words(name) - known:
            return True
    return False


def _known(target: Target) -> frozenset[str]:
    """The words of all names of the target, as written and as names are compared (without accents, in Latin
    letters)."""
    names = (target.asked, *(n for m in target.matches for n in (m.matched, m.name)))
    return frozenset().union(*target.weights, *(_own_words(name) for name in names))


def _own_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: without legal forms and what every company is called."""
    return frozenset(c.key for c in concepts(" ".join(parse(name).words)) if c.weight is None)


OF_ITS = re.compile(
    r"\b(?:affiliates?|subsidiar(?:y|ies)|units?|arms?|offshoots?|branch(?:es)?|sites?|laborator(?:y|ies)|suppliers?|customers?|partners?|"
    r"executives?|employees?|founders?|owners?|parents?)\b", re.I)  # fmt: skip
"""A group called by what it is to somebody ("sixty-eight affiliates of NAME") is not that somebody."""


def is_name_of(target: Target, name: str, full: str | None = None) -> bool:
    """Whether a name in prose is the target's: it says nearly all of it, or a part of it and nothing besides. Where the
    document says what it is short for, that says it."""
    if full and is_name_of(target, full):
        return True
    said = keys(name)
    share = target.share(said)
    if share >= SAME:
        return not (_FULL.search(target.asked) and _more(target, name))
    unit_of_another = full is not None or _PART_OF.search(target.asked) is not None
    return not unit_of_another and share >= SHORTENED and any(said <= weights.keys() for weights in target.weights)


def _more(target: Target, name: str) -> bool:
    """Whether a name has words of its own that none of the target's names has: it is another one's, such as a sister's."""
    return bool(_own_words(name) - _known(target)) and not OF_ITS.search(name)


_FULL = re.compile(
    r"\b(?:Corporation|Corp\.?|Co\.?|Company|Ltd\.?|Limited|Inc\.?|Incorporated|LLC|Group|Holdings?|GmbH|JSC|PLC|plc|S\.?A\.?|AG|N\.?V\.?)$"
)
"""A name with its legal form is a whole name: what has more words than it is not meant by it."""

_PART_OF = re.compile(
    r", (?!(?:Inc|Ltd|LLC|Co\b|Corp|JSC|OJSC|PJSC|OOO|AO|PAO|ZAO|GmbH|PLC|Limited|Company|S\.?A|N\.?V|B\.?V|FSUE))\w", re.I)  # fmt: skip
"""A name with a part behind a comma names a unit of the body before it: the body alone is not the unit."""


def statements_about(index: Index, targets: Sequence[Target], documents: Iterable[str]) -> tuple[TargetStatement, ...]:
    """Every statement about the targets in these documents, in order."""
    found = []
    for document_id in dict.fromkeys(documents):
        plan = layout(index, document_id)
        if not plan.statements:
            continue
        document = index.document(document_id)
        for number, statements in plan.statements.items():
            for statement in statements:
                for target in targets:
                    if is_about(statement, document, target):
                        found.append(TargetStatement(document, statement, number, target))
                        break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Premises:
    """What the statements about the targets say of the premises of a question, each from -1 (they contradict) over 0
    (they do not say, or the question takes nothing as given) to 1 (they share it)."""

    listed: float = 0.0
    action: float = 0.0
    agency: float = 0.0
    list: float = 0.0
    when: float = 0.0


def premises(question: Question, targets: Sequence[Target], said: Sequence[TargetStatement]) -> Premises:
    """Hold the premises of a question against what is told of its names."""
    if not targets or question.action is None:
        return Premises()
    real = [t for t in said if t.statement.polarity in ("asserted", "alleged") and t.statement.action != "considered"]
    listed = 1.0 if real else -1.0
    fitting = [t for t in real if t.statement.action == question.action] or []
    action = 1.0 if fitting else -1.0
    agency = agreement({department_of(a) for a in question.agencies}, {a for t in fitting or real if (a := t.agency)})
    on = agreement(
        set(question.lists),
        {t.statement.list.value for t in fitting or real if t.statement.list and t.statement.list.value},
    )
    when = 0.0
    if question.when and (
        dates := [t.statement.date.date for t in fitting if t.statement.date and t.statement.date.date]
    ):
        when = 1.0 if any(w.admits(d) for w in question.when for d in dates) else -1.0
    return Premises(listed, action, agency, on, when)


def agreement(asked: set[str], said: set[str]) -> float:
    """1 when what is asked is among what is said, -1 when only other things are said, 0 when either is empty."""
    if not asked or not said:
        return 0.0
    return 1.0 if asked & said else -1.0
