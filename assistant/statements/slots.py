"""Slots filled from statements: the agency, the ground, the list and the parties, each from its own span (dates: `slot_dates`).

A slot is filled only from a statement whose subject is the name asked about; when the slot stands in a neighbouring
sentence, that sentence is cited as well. What no statement fills is left to `prose`.
"""

import re
from collections.abc import Sequence

from assistant.question.concepts import keys
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.record_sentences import join, said_agency
from assistant.say.parts import Evidence, Findings, Part
from assistant.say.wording import attributed, plain
from assistant.statements.candidates import layout
from assistant.statements.fitting import GENERIC, KNOWN, fitting, is_headline, sentence_at, spliced, with_neighbour
from assistant.statements.following_ground import first_ground
from assistant.statements.target_statements import TargetStatement
from index.search import Index
from sources.lists import LISTS, list_info
from sources.reading.statements import Statement

_LISTS = {row.id for row in LISTS}
_OTHERS = {
    "us-government": "The United States", "white-house": "The administration", "eu": "The European Union",
    "un": "The United Nations", "uk": "The United Kingdom", "mofcom": "China's commerce ministry",
}  # fmt: skip


# ------------------------------------------------------------------ which agency


def agency(index: Index, question: Question, said: Sequence[TargetStatement]) -> Findings | None:
    """Which agency acted on the names asked: a department named in a statement about them, before "the administration"."""
    found = [t for t in fitting(question, said) if t.statement.agency is not None and t.statement.agency.value]
    if not found:
        return None
    named = [t for t in found if t.statement.agency and t.statement.agency.value not in GENERIC]
    best = (named or found)[0]
    slot = best.statement.agency
    assert slot is not None and slot.value is not None
    who = _agency_name(slot.value)
    evidence = with_neighbour(index, best, slot)
    quote = " … ".join(plain(e.quote) for e in evidence)
    return Findings((Part(f"{who}. {attributed(best.document)}: “{quote}”", evidence),), confidence=0.9)


def _agency_name(agency_id: str) -> str:
    if agency_id in _OTHERS:
        return _OTHERS[agency_id]
    name = said_agency(agency_id) if agency_id in KNOWN else agency_id
    return name[0].upper() + name[1:]


# ------------------------------------------------------------------ under which law or order


def authority(index: Index, question: Question, said: Sequence[TargetStatement]) -> Findings | None:
    """The law or order of the action on the names asked: from the statement itself, else from the sentence of its document
    that says on what the whole action stands."""
    done = [t for t in fitting(question, said) if not is_headline(t)]
    for told in done:
        if told.statement.authority is not None:
            evidence = with_neighbour(index, told, told.statement.authority)
            return Findings((Part(f"{attributed(told.document)}: “{spliced(evidence)}”", evidence),), confidence=0.9)
    for told in done:
        for span in layout(index, told.document.id).sentences:
            if _WHOLE_ACTION.search(told.document.text[span.start : span.end]):
                own = sentence_at(index, told.document, told.statement.start)
                evidence = tuple(sorted({own, sentence_at(index, told.document, span.start)}, key=lambda e: e.start))
                return Findings(
                    (Part(f"{attributed(told.document)}: “{spliced(evidence)}”", evidence),), confidence=0.9
                )
    return None


_WHOLE_ACTION = re.compile(
    r"\b(?:(?:today['’]s|this|these|the) (?:\w+ ){0,2}(?:actions?|designations?|sanctions|listings?|additions?)|"
    r"all (?:(?:of )?(?:the|these|those) )?(?:\w+ ){0,2}(?:persons|parties|entities|individuals|companies|firms|targets) (?:\w+ ){0,2}(?:today|here|above|below))\b[^.;]{0,60}\b"
    r"(?:pursuant to|under the authority of|authority (?:was|is)|under) (?:\w+ ){0,3}(?:Executive Order|E\.O\.|Section \d|section \d|\w+ Act\b)",
    re.I,
)
"""A sentence that says on what law or order a whole action stands: of the action, or of all that it names, not of some of them."""


# ------------------------------------------------------------------ why


def reason(index: Index, question: Question, said: Sequence[TargetStatement]) -> Findings | None:
    """The reasons that statements about the names asked give, the strongest source first; two of them when they are
    independent."""
    done = fitting(question, said)
    if over := _taken_as_ground(question):
        done = [t for t in done if over & keys(t.document.text[t.statement.start : t.statement.end])]
    found = [t for t in done if t.statement.reasons]
    if not found or all(is_headline(t) for t in found):
        return reason_behind(index, question, done) if not found else None
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


def _taken_as_ground(question: Question) -> frozenset[str]:
    """The places that a question takes for a part of the ground ("why was it listed over …?")."""
    match = re.search(r"\b(?:over|because of|due to|on account of) (?P<what>.+)$", question.text, re.I)
    return frozenset(k for k in keys(match.group("what")) if k.startswith("p:")) if match else frozenset()


def reason_behind(index: Index, question: Question, done: Sequence[TargetStatement]) -> Findings | None:
    """The ground told in a sentence behind the listing, quoted with it."""
    found = first_ground(index, [t for t in done if not is_headline(t)], question.action or "added")
    if found is None:
        return None
    return Findings((Part(f"{attributed(found[0].document)}: “{spliced(found)}”", found),), confidence=0.9)


SHORT_ROW = 6
"""A row or item of fewer words does not say by itself what was done."""

MOST_WORDS = 90
"""Words quoted in one answer, unless a single sentence is longer."""


def _names_it(told: TargetStatement, evidence: Evidence) -> bool:
    return told.target.share(keys(evidence.quote)) >= 0.6


# ------------------------------------------------------------------ which list


def lists(index: Index, question: Question, said: Sequence[TargetStatement]) -> Findings | None:
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
        evidence = with_neighbour(index, told, slot)
        name = list_info(slot.value).name
        quote = " … ".join(plain(e.quote) for e in evidence)
        parts.append(Part(f"The {name}. {attributed(told.document)}: “{quote}”", evidence))
    return Findings(tuple(parts[:2]), confidence=0.9)


# ------------------------------------------------------------------ who else, which of them


def members(
    index: Index, question: Question, targets: Sequence[Target], said: Sequence[TargetStatement]
) -> Findings | None:
    """Which parties of the name asked were listed ("which BGI units?"), or who was listed with it ("who else?")."""
    others = bool(question.carried) or _ELSE.search(question.text) is not None
    places = {k for u in question.units for k in u.keys if k.startswith("p:") and k != "p:united-states"}
    found: dict[str, Evidence] = {}
    for told in fitting(question, said):
        beside = index.statements(told.document.id) if others else (told.statement,)
        for statement in beside:
            if not _one_action(statement, told.statement) or statement.polarity not in ("asserted", "alleged"):
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


def _one_action(a: Statement, b: Statement) -> bool:
    """Whether two statements of a document may tell of one and the same action: nothing that both give differs, and the list is given by
    both or by neither."""
    agencies = {s.agency.value for s in (a, b) if s.agency and s.agency.value not in GENERIC}
    days = {s.date.date for s in (a, b) if s.date and s.date.date}
    lists = {s.list.value if s.list else None for s in (a, b)}
    return a.action == b.action and len(agencies) < 2 and len(days) < 2 and len(lists) == 1


_ELSE = re.compile(r"\b(?:else|others?|together with|along with|with (?:it|them|him|her))\b", re.I)
