"""Slots filled from statements, roles and utterances: the agency, the date and who somebody is, each from its own span.

A slot is filled only from a statement whose subject is the name asked about; when the slot stands in a neighbouring
sentence, that sentence is cited as well. What no statement fills is left to `prose`.
"""

import bisect
import datetime
import functools
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.candidates import layout, passage_at
from assistant.concepts import keys
from assistant.dates import said_date
from assistant.parts import Evidence, Findings, Part
from assistant.question import Question
from assistant.records import join, said_agency
from assistant.rule_dates import effective
from assistant.targets import Target
from assistant.told import Told, is_name_of, of
from assistant.wording import attributed, plain, source_name
from index.search import Index
from sources.agencies import AGENCIES
from sources.document import AUTHORITY, Document, Span
from sources.lists import LISTS, list_info
from sources.reading import Role, read_roles
from sources.reading.statements import DateSlot, Slot

_KNOWN = {a.id for a in AGENCIES}
_GENERIC = frozenset({"us-government", "white-house"})
_LISTS = {row.id for row in LISTS}
_OTHERS = {
    "us-government": "The United States", "white-house": "The administration", "eu": "The European Union",
    "un": "The United Nations", "uk": "The United Kingdom", "china-mofcom": "China's commerce ministry",
}  # fmt: skip


def sentence_at(index: Index, document: Document, offset: int) -> Evidence:
    """The sentence of a document that holds this offset, as evidence."""
    plan = layout(index, document.id)
    number = max(bisect.bisect_right(plan.starts, offset) - 1, 0)
    span = plan.sentences[number]
    passage = passage_at(index, document.id, span.start)
    return Evidence(document, span.start, span.end, passage.id, passage.start, passage.end)


def _strongest(said: Iterable[Told]) -> list[Told]:
    """Statements in order of their documents' authority, then newer first, then by place."""
    return sorted(
        said,
        key=lambda t: (
            _is_headline(t),
            -AUTHORITY[t.document.kind],
            -(t.document.published or datetime.date.min).toordinal(),
            t.document.id,
            t.statement.start,
        ),
    )


def _is_headline(told: Told) -> bool:
    """Whether a statement is read from the title or a heading: the text below says more."""
    document, start = told.document, told.statement.start
    line = document.text.rfind("\n", 0, start) + 1
    title = document.title_span
    return document.text[line : line + 1] == "#" or (title is not None and title.start <= start < title.end)


def fitting(question: Question, said: Sequence[Told]) -> list[Told]:
    """The statements that share the question's action, agencies, lists and times, the strongest source first."""
    action = question.action or "added"
    found = [t for t in said if t.statement.action == action and t.statement.polarity in ("asserted", "alleged")]
    asked = {of(a) for a in question.agencies} - _GENERIC
    if asked:
        known = {t.agency for t in found if t.agency in _KNOWN}  # who else is said to have acted on these names
        may = asked | (_GENERIC if asked & _KNOWN and (not known or known & asked) else set())
        found = [t for t in found if t.agency is None or t.agency in may]
    if question.lists:
        loose = "entity-list" in question.lists
        found = [
            t
            for t in found
            if (t.statement.list.value if t.statement.list else None) in (*question.lists, *([None] if loose else []))
        ]
        found = [t for t in found if t.statement.list and t.statement.list.value in question.lists] or found
    if "entity-list" in question.lists:
        found = [t for t in found if t.statement.list is not None or t.agency in {None, "commerce", *_GENERIC}]
    if question.when:
        found = [t for t in found if _in_time(question, t)]
        stated = [t for t in found if t.statement.date is not None and t.statement.date.date is not None]
        found = stated or found
    return _strongest([t for t in found if t.itself] or found)


def _in_time(question: Question, told: Told) -> bool:
    date = told.statement.date
    if date is not None and date.date is not None:
        if date.precision == "year":
            return any(w.year in (None, date.date.year) for w in question.when)
        return any(w.admits(date.date) for w in question.when)
    published = told.document.published
    return published is None or any(w.admits(published) for w in question.when)


# ------------------------------------------------------------------ which agency


def agency(index: Index, question: Question, said: Sequence[Told]) -> Findings | None:
    """Which agency acted on the names asked: a department named in a statement about them, before "the administration"."""
    found = [t for t in fitting(question, said) if t.statement.agency is not None and t.statement.agency.value]
    if not found:
        return None
    named = [t for t in found if t.statement.agency and t.statement.agency.value not in _GENERIC]
    best = (named or found)[0]
    slot = best.statement.agency
    assert slot is not None and slot.value is not None
    who = _agency_name(slot.value)
    evidence = _with_neighbour(index, best, slot)
    quote = " … ".join(plain(e.quote) for e in evidence)
    return Findings((Part(f"{who}. {attributed(best.document)}: “{quote}”", evidence),), confidence=0.9)


def _agency_name(agency_id: str) -> str:
    if agency_id in _OTHERS:
        return _OTHERS[agency_id]
    name = said_agency(agency_id) if agency_id in _KNOWN else agency_id
    return name[0].upper() + name[1:]


def _with_neighbour(index: Index, told: Told, slot: Slot) -> tuple[Evidence, ...]:
    """The sentence of a statement, and that of its slot when it is another one."""
    own = sentence_at(index, told.document, told.statement.start)
    other = sentence_at(index, told.document, slot.start)
    return (own,) if own.start == other.start else (own, other)


# ------------------------------------------------------------------ why


def reason(index: Index, question: Question, said: Sequence[Told]) -> Findings | None:
    """The reasons that statements about the names asked give, the strongest source first; two of them when they are
    independent."""
    found = [t for t in fitting(question, said) if t.statement.reasons]
    if not found or all(_is_headline(t) for t in found):
        return None
    parts: list[Part] = []
    quoted: set[str] = set()
    for told in found:
        slot = told.statement.reasons[0]
        other = sentence_at(index, told.document, slot.start)
        own = sentence_at(index, told.document, told.statement.start)
        alone = other.start == own.start or (_names_it(told, other) and len(other.quote.split()) >= SHORT_ROW)
        evidence = (other,) if alone else tuple(sorted((own, other), key=lambda e: e.start))
        quote = spliced(evidence)
        if quote in quoted or sum(len(q.split()) for q in (*quoted, quote)) > MOST_WORDS:
            continue
        if parts and {told.document.id} & {e.document.id for p in parts for e in p.evidence}:
            continue
        quoted.add(quote)
        parts.append(Part(f"{attributed(told.document)}: “{quote}”", evidence))
        if len(parts) == 2:
            break
    return Findings(tuple(parts), confidence=0.9) if parts else None


SHORT_ROW = 6
"""A row or item of fewer words does not say by itself what was done."""

MOST_WORDS = 90
"""Words quoted in one answer, unless a single sentence is longer."""


ADJACENT = 4
"""Characters between two sentences that stand side by side, at most."""


def spliced(evidence: Sequence[Evidence]) -> str:
    """Several sentences of one document as one quotation, with a mark where something between them is left out."""
    words = plain(evidence[0].quote)
    for before, after in pairwise(evidence):
        words += (" " if 0 <= after.start - before.end <= ADJACENT else " … ") + plain(after.quote)
    return words


def _names_it(told: Told, evidence: Evidence) -> bool:
    return told.target.share(keys(evidence.quote)) >= 0.6


# ------------------------------------------------------------------ when


def date(index: Index, question: Question, said: Sequence[Told]) -> Findings | None:
    """When it was done to the names asked. A weekday is resolved only from the document's own date, and that is said;
    otherwise the answer is the weekday, and the date is missing."""
    done = fitting(question, said)
    dated = [(t, slot) for t in done if (slot := _date_of(index, t)) is not None]
    if not any(slot.date for _, slot in dated):  # a rule does what it says on the day on which it takes effect
        dated = [(t, slot) for t in done if (slot := effective(index, t.document.id)) is not None] or dated
    if not dated:
        return None
    known = [(t, s) for t, s in dated if s.date is not None]
    if not known:
        return Findings((_dated(index, *dated[0]),), missing=("date",), confidence=0.9)
    if question.ordinal == "first":
        known.sort(key=lambda pair: pair[1].date or datetime.date.max)
    inside = [(t, s) for t, s in known if t.statement.start <= s.start < t.statement.end]
    precise = [(t, s) for t, s in inside or known if s.precision == "day"] or inside or known
    events: list[tuple[Told, DateSlot]] = []
    for told, slot in precise:
        if all(_apart(slot, other) for _, other in events):
            events.append((told, slot))
    events = sorted(events, key=lambda pair: pair[1].date or datetime.date.max)[
        : 1 if question.ordinal == "first" else 2
    ]
    return Findings(tuple(_dated(index, t, s) for t, s in events), confidence=0.9)


SAME_EVENT = 30
"""Days within which two dates may be those of one event: announced, published and effective."""


def _apart(slot: DateSlot, other: DateSlot) -> bool:
    assert slot.date is not None and other.date is not None
    if "year" in (slot.precision, other.precision):
        return slot.date.year != other.date.year
    return abs((slot.date - other.date).days) > SAME_EVENT


def _dated(index: Index, best: Told, slot: DateSlot) -> Part:
    """The sentence that says when, with how the date was found."""
    evidence = _with_neighbour(index, best, slot)
    words = plain(best.document.quote(Span(slot.start, slot.end)))
    quote = plain(evidence[0].quote)
    if slot.date is None:
        name = source_name(best.document)
        return Part(
            f"The source gives only the weekday, “{words}”, and no date of its own ({name}): “{quote}”", evidence
        )
    when = _said(slot)
    if slot.resolved_from and best.document.published:
        how = f"resolved from “{words}” and the date of the report, {said_date(best.document.published)}"
        return Part(f"{when}, {how}: “{quote}”", evidence)
    return Part(f"{when}. {attributed(best.document)}: “{quote}”", evidence)


def _said(slot: DateSlot) -> str:
    assert slot.date is not None
    if slot.precision == "year":
        return f"In {slot.date.year}"
    if slot.precision == "month":
        return f"In {slot.date:%B %Y}"
    return f"On {said_date(slot.date)}"


def _date_of(index: Index, told: Told) -> DateSlot | None:
    """The date of a statement; without one, that of the first listing in the same document by the same department that
    has one, if the statement leans on it (it stands after it, on the same list, with no date of its own)."""
    if told.statement.date is not None:
        return told.statement.date
    for statement in index.statements(told.document.id):
        if statement.start >= told.statement.start:
            break
        if statement.action != told.statement.action or statement.date is None:
            continue
        mine, its = told.statement.agency, statement.agency
        apart = mine and its and mine.value and its.value and of(mine.value) != of(its.value)
        if apart and not {mine.value, its.value} & _GENERIC:  # type: ignore[union-attr]
            continue
        on, its_list = told.statement.list, statement.list
        if on and its_list and on.value and its_list.value and on.value != its_list.value:
            continue
        return statement.date
    return None


# ------------------------------------------------------------------ which list


def lists(index: Index, question: Question, said: Sequence[Told]) -> Findings | None:
    """On which lists the names asked were put, according to the statements about them."""
    found = [t for t in fitting(question, said) if t.statement.list is not None and t.statement.list.value in _LISTS]
    if not found:
        return None
    parts, seen = [], set()
    for told in found:
        slot = told.statement.list
        assert slot is not None and slot.value is not None
        if slot.value in seen:
            continue
        seen.add(slot.value)
        evidence = _with_neighbour(index, told, slot)
        name = list_info(slot.value).name
        quote = " … ".join(plain(e.quote) for e in evidence)
        parts.append(Part(f"The {name}. {attributed(told.document)}: “{quote}”", evidence))
    return Findings(tuple(parts[:2]), confidence=0.9)


# ------------------------------------------------------------------ who else, which of them


def members(index: Index, question: Question, targets: Sequence[Target], said: Sequence[Told]) -> Findings | None:
    """Which parties of the name asked were listed ("which BGI units?"), or who was listed with it ("who else?")."""
    others = bool(question.carried) or _ELSE.search(question.text) is not None
    places = {k for u in question.units for k in u.keys if k.startswith("p:") and k != "p:united-states"}
    found: dict[str, Evidence] = {}
    for told in fitting(question, said):
        beside = index.statements(told.document.id) if others else (told.statement,)
        for statement in beside:
            if statement.action != told.statement.action or statement.polarity not in ("asserted", "alleged"):
                continue
            evidence = sentence_at(index, told.document, statement.start)
            if others and places and not places & keys(evidence.quote):
                continue
            for mention in statement.subjects:
                name = mention.value or told.document.text[mention.start : mention.end]
                if mention.kind != "entity" or name in found:
                    continue
                its = max((t.share(keys(name)) for t in targets), default=0.0) >= 0.6
                longer = all(len(keys(name)) > len(keys(t.asked)) for t in targets)
                if (others and not its) or (not others and its and longer):
                    found[name] = evidence
    if not found or (not others and len(found) < 2):
        return None
    first = next(iter(found.values())).document
    same = {n: e for n, e in found.items() if e.document.id == first.id}
    cited = tuple(dict.fromkeys(same.values()))[:2]
    names = [n for n, e in same.items() if e in cited]
    quote = " … ".join(plain(e.quote) for e in cited)
    return Findings((Part(f"{join(names)}. {attributed(first)}: “{quote}”", cited),), confidence=0.9)


_ELSE = re.compile(r"\b(?:else|others?|together with|along with|with (?:it|them|him|her))\b", re.I)


# ------------------------------------------------------------------ who or what


@functools.lru_cache(maxsize=128)
def _roles(index: Index, generation: int, document_id: str) -> tuple[Role, ...]:
    return tuple(read_roles(index.document(document_id), layout(index, document_id).sentences))


_HOW = {"clause": 0, "apposition": 1, "title": 1, "before": 2}


def identity(index: Index, targets: Sequence[Target], documents: Sequence[str]) -> Findings | None:
    """Who or what the names asked are, as the text says beside the name: a title, an apposition, "X is a …"."""
    parts = []
    for target in targets:
        found = [
            (role, index.document(document_id))
            for document_id in dict.fromkeys(documents)
            for role in _roles(index, index.generation, document_id)
            if _same(target, role, index.document(document_id))
        ]
        if not found:
            continue
        found.sort(key=lambda pair: (-_fullness(pair[0], pair[1]), -AUTHORITY[pair[1].kind], pair[1].id, pair[0].start))
        role, document = found[0]
        evidence = sentence_at(index, document, role.start)
        description = plain(document.quote(Span(role.description.start, role.description.end)))
        text = f"{target.asked}: “{description}”, according to {source_name(document)}: “{plain(evidence.quote)}”"
        if len(text.split()) > 60:
            text = f"{attributed(document)}: “{plain(evidence.quote)}”"
        parts.append(Part(text, (evidence,)))
    return Findings(tuple(parts), confidence=0.9) if parts else None


def _same(target: Target, role: Role, document: Document) -> bool:
    return is_name_of(target, role.mention.value or document.text[role.mention.start : role.mention.end])


def _fullness(role: Role, document: Document) -> int:
    """How much a role says; of a person the office, of a company what it is."""
    said = min(len(keys(document.quote(Span(role.description.start, role.description.end)))), 8)
    if role.mention.kind == "person":
        return said + (6 if role.how in ("title", "apposition") else 0)
    return said - _HOW[role.how]
