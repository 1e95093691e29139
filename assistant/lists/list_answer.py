"""When a question is one for the official lists, and what they answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.lists import delisted, effects, licences, list_scope, related_names, taken_off
from assistant.lists.reasons_given import reasons
from assistant.lists.record_topic import RecordTopic, record_topic
from assistant.lists.residue import RESIDUE, left_for_cells, residue, row_text
from assistant.question.concepts import keys
from assistant.question.targets import Target, telling
from assistant.question.understand import Question
from assistant.records import cells, ended, gaps, history, record_sentences
from assistant.records.record_sentences import Row
from assistant.records.same import ambiguous
from assistant.say.claims import denied
from assistant.say.parts import Findings, Part
from assistant.statements import later
from index.name_forms import parse
from index.names import NameMatch
from index.search import Index
from index.types import Filters

MOST_OFFERED = 3
"""Of several that a name may mean, so many are told of; all are named."""

MOST_ROWS = 6
"""An answer speaks of no more rows than this."""


def rows(index: Index, question: Question, targets: Sequence[Target]) -> list[Row]:
    """The rows of the names asked about, on the lists and by the agency that the question takes as given, and under
    the places that it names."""
    found = [r for t in targets for r in record_sentences.rows_of(index, t) if list_scope.admits(question, r)]
    places = list_scope.places(question)
    if places:
        there = [r for r in found if places & keys(f"{r.country or ''}")]
        found = there or [r for r in found if places & keys(row_text(r))]
    return found


def answer(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Findings | None:
    """What the lists answer, or None when the question is not one for them (or the lists do not have the name)."""
    if targets and not any(t.records for t in targets):
        return related_names.names_beginning_so(index, question, targets)
    if not targets or any(not t.records for t in targets):
        return None
    if question.kind == "reason" and any("c:change-entry" in unit.keys for unit in question.units):
        return None  # a row tells when it was changed, and never why
    wants = record_topic(question)
    if wants is None:
        return _off(index, question, targets, filters) or delisted.answer(index, question, targets)
    found = rows(index, question, targets)
    if filters:
        found = [r for r in found if filters.admits(index.info(r.document.id)) and filters.admits_record(r.record)]
    if not found and (related := related_names.relatives(index, question, targets)):
        said = say(index, question, targets, related, wants)
        parts = (
            tuple(
                replace(p, text=f"By its name: {record_sentences.without_yes(p.text)}", claims=()) for p in said.parts
            )
            if said
            else ()
        )
        return replace(said, parts=record_sentences.dated(parts, related, index, question.day)) if said else None
    if not found:
        past = delisted.answer(index, question, targets)
        return past or (
            elsewhere(index, question, targets, filters, wants) if question.kind in ("list", "status") else None
        )
    if residue(index, question, found, wants) > RESIDUE:
        return None
    found = _parent_first(found, targets)
    said = say(index, question, targets, found, wants)
    if said is None:
        return None
    parts = later.with_later(index, question, targets, found, said.parts, filters)
    return replace(said, parts=_today(index, question, parts, found))


def _off(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Findings | None:
    """What the rows say of a listing that is over, where a question asks for just that."""
    found = rows(index, question, targets)
    if filters:
        found = [r for r in found if filters.admits(index.info(r.document.id)) and filters.admits_record(r.record)]
    if not found or residue(index, question, found, RecordTopic("standing", frozenset({"c:take-off-list"}))) > RESIDUE:
        return None
    said = taken_off.removals(found, question)
    return replace(said, parts=record_sentences.dated(said.parts, found, index)) if said else None


def _parent_first(found: list[Row], targets: Sequence[Target]) -> list[Row]:
    """Rows of a group in which no name is the one asked for alone: first the parent, which has the fewest telling words, and of
    those with as many the one with the longest row."""
    if any(m.how not in ("part", "near") for t in targets for m in t.listed):
        return found
    return sorted(found, key=lambda r: (telling(r.record.name), r.record.start - r.record.end))


def _today(index: Index, question: Question, parts: Sequence[Part], found: Sequence[Row]) -> tuple[Part, ...]:
    """What the rows say, with the day of their list, and what has to be known of them today: that a listing is over, that a row
    is cut off."""
    told = (*parts, *ended.beyond(parts, found, question), *gaps.cut(parts, found))
    return record_sentences.dated(told, found, index, question.day)


def elsewhere(
    index: Index, question: Question, targets: Sequence[Target], filters: Filters | None, wants: RecordTopic
) -> Findings | None:
    """That no source shows the names on the lists meant, with the lists that do show them; None if the question is not
    just that."""
    shown = list_scope.shown(question)
    if not shown or question.action not in (None, "added"):
        return None
    found = [r for t in targets for r in record_sentences.rows_of(index, t)]
    if filters:
        found = [r for r in found if filters.admits(index.info(r.document.id)) and filters.admits_record(r.record)]
    if not found or residue(index, question, found, wants) > RESIDUE:
        return None
    who = record_sentences.join(t.asked for t in targets)
    lead, there = f"No source here shows {who} on {shown}.", [r for r in found if list_scope.admits(question, r)]
    kept_by_others = [r for r in found if r.info.id in question.lists and r not in there]
    if there:  # under another country than the one that the question names
        place = record_sentences.join(question.places, "or") or "that country"
        found, lead = there, f"No source here shows {who} on {shown} under {place}."
    elif kept_by_others:
        info = kept_by_others[0].info
        found, lead = (
            kept_by_others,
            f"The {info.name} is kept by {record_sentences.said_agency(info.bureau or info.agency)}.",
        )
    parts = [
        replace(p, text=record_sentences.without_yes(p.text))
        for t in targets
        for p in record_sentences.standing([r for r in found if r.record.id in t.records], question, t).parts
    ]
    like = related_names.similar_name(index, question, targets)
    parts = [*parts[: 2 - len(like)], *like]
    claims = () if there or kept_by_others else denied((t.asked for t in targets), list_scope.list_ids(question))
    return Findings(_today(index, question, parts, found), answered=False, lead=lead, claims=claims)


def say(
    index: Index, question: Question, targets: Sequence[Target], found: list[Row], wants: RecordTopic
) -> Findings | None:
    """What these rows say of what is wanted."""
    topic = wants.topic
    if topic == "removal":
        return effects.removal(found, index)
    if topic in _CONTROLLED and (asking := [r for r in found if r.record.all("requirement") or r.record.all("policy")]):
        found = asking  # another of that name, on a list without licenses, is not the one meant
    several = ambiguous(targets, found)
    if several and len(several) > 1 and topic != "standing" and topic != "history":
        names = record_sentences.join((c.name for c in several[:8]), "or")
        parts = record_sentences.standing(found[:MOST_ROWS], question, targets[0]).parts[:MOST_OFFERED]
        parts = tuple(replace(p, text=record_sentences.without_yes(p.text)) for p in parts)
        return Findings(parts, answered=False, lead=f"Which one is meant: {names}?", candidates=several)
    found = found[:MOST_ROWS]
    if topic == "standing":
        return _standing(index, question, targets, found)
    return _ANSWERS[topic](index, question, found) if topic in _ANSWERS else None


def _terms(index: Index, question: Question, found: list[Row]) -> Findings | None:
    """From when to when the rows say that a listing is; where they say no end, that they say none."""
    if told := cells.terms(found, question):
        return told
    return cells.endless(found, question, record_sentences.dates(found, question)) if question.kind == "date" else None


_ANSWERS: dict[str, Callable[[Index, Question, list[Row]], Findings | None]] = {
    "history": lambda index, question, found: history.history(found, question, index),
    "date": lambda index, question, found: record_sentences.dates(found, question),
    "terms": _terms,
    "agency": lambda index, question, found: record_sentences.agencies(found, question),
    "footnote": lambda index, question, found: licences.footnotes(found, question, index),
    "exceptions": lambda index, question, found: licences.exceptions(found, index),
    "licence": lambda index, question, found: licences.licences(found, question, index),
    "effect": lambda index, question, found: effects.effects(found, question, index),
    "basis": lambda index, question, found: effects.basis(found, index),
    "reason": lambda index, question, found: reasons(found),
    "address": lambda index, question, found: cells.addresses(found, question),
    "names": lambda index, question, found: cells.names(found, question),
}
"""What is told of rows, by what is wanted of them."""


_CONTROLLED = frozenset({"licence", "footnote", "exceptions"})
"""What only lists with license requirements state."""

SURE_PART = 0.65
"""A listed name of which less than this is asked for may be another's: it is named, but not for a yes."""


def _standing(index: Index, question: Question, targets: Sequence[Target], found: list[Row]) -> Findings | None:
    """Where the names stand; where only a doubtful part of a listed name is asked for, that no list has just that name; where
    it is asked whether something is so that a row says in another cell, that cell, and nothing if no cell says it all."""
    told = left_for_cells(index, question, found) if record_sentences.closed(question) else frozenset()
    if told:
        return cells.saying(found, told)
    if _DOES.match(question.text):
        return None  # what somebody or a listing does is not where it stands
    also = [r for r in record_sentences.rows_by_id(index, targets[0].weak_records) if list_scope.admits(question, r)]
    said = record_sentences.standing([*found, *(r for r in also if r not in found)], question, targets[0])
    if question.when and question.action == "added" and _PAST.match(question.text):
        firsts = [r.record.events[0].date for r in found if r.record.events]
        if not firsts:
            return None
        if not any(w.admits(day) for w in question.when for day in firsts):
            said = replace(
                said,
                parts=tuple(
                    replace(p, text=re.sub("^(?:Yes|No longer in force|Not in force now): ", "No: ", p.text))
                    for p in said.parts
                ),
            )
    if targets[0].listed and all(m.how == "near" for m in targets[0].listed) and said.parts:
        first = replace(
            said.parts[0],
            text=f"By sound and spelling, {targets[0].asked} is: {record_sentences.without_yes(said.parts[0].text)}",
        )
        return replace(
            said, parts=(first, *(replace(p, text=record_sentences.without_yes(p.text)) for p in said.parts[1:]))
        )
    doubtful = all(_doubtful(t.asked, m) for t in targets for m in t.listed) and not any(t.person for t in targets)
    if not (doubtful and record_sentences.closed(question)):
        return said
    parts = tuple(replace(p, text=record_sentences.without_yes(p.text)) for p in said.parts)
    who = record_sentences.join((t.asked for t in targets), "or")
    return replace(said, parts=parts, answered=False, lead=f"No list here has the name {who} alone.")


_DOES = re.compile(r"(?:so |and |but )?(?:does|do|did)\b.*\b(?:listing|entry|designation|record)\b", re.I)
_PAST = re.compile(r"(?:so |and |but )?(?:was|were|did)\b", re.I)


def _doubtful(asked: str, match: NameMatch) -> bool:
    """Whether a listed name may be another's: little of it is asked for, and that is not two words at its beginning; or what is
    asked for is a whole name, with a legal form, to which the listed one adds something."""
    name = parse(asked)
    words = name.words
    if match.how == "part" and name.legal:
        return True
    begins = len(words) > 1 and parse(match.matched).words[: len(words)] == words
    return match.how == "part" and match.score < SURE_PART and not begins
