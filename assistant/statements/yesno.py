"""Is it on the list, is it still, was it taken off: a plain yes or no from what the sources state of just that party.

A statement of the listing says yes, a later one of its removal says no longer, one that it was not among those listed says no.
What no statement says is left to `prose`, which quotes without a yes or no.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.answer import Claim
from assistant.question.understand import Question, bare, times
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from assistant.say.wording import attributed, plain
from assistant.statements.fitting import sentence_at
from assistant.statements.later import is_held
from assistant.statements.target_statements import TargetStatement, department_of, in_full
from assistant.statements.until import end_date
from index.search import Index
from sources.lists import LISTS, list_info

_ASKS = re.compile(r"^(?:so |and |but |ok(?:ay)? |then )*(?:is|are|was|were|has|have|had|did|does|do)\b", re.I)
_EVER = re.compile(r"\b(?:ever|once|at any time|was|were|did|had|been)\b", re.I)
_NOW = re.compile(r"\b(?:still|now|currently|today|at present|yet|any ?more|to this day)\b", re.I)
_OFF = re.compile(r"\b(?:off|removed?|delisted|taken off|lifted|dropped|cleared|no longer)\b", re.I)
_LISTS = frozenset(row.id for row in LISTS)


def is_yes_or_no(question: Question) -> bool:
    """Whether a question is to be answered by yes or no."""
    asked = bare(question.text)
    return _ASKS.match(asked) is not None and " or " not in asked.lower()


def standing(index: Index, question: Question, said: Sequence[TargetStatement]) -> Findings | None:
    """Yes or no, with the statement that says so; None when no statement does, or when they do not agree.

    Args:
        index: the index.
        question: of one name, its listing and nothing else.
        said: the statements about that name.
    """
    fitting = [t for t in said if t.itself and _fits(question, t)]
    on = [t for t in fitting if t.statement.action == "added" and t.statement.polarity == "asserted"]
    off = [t for t in fitting if t.statement.action == "removed" and t.statement.polarity == "asserted"]
    never = [t for t in fitting if t.statement.action == "added" and t.statement.polarity == "negated"]
    kept = [t for t in fitting if t.statement.action == "removed" and t.statement.polarity == "negated"]
    if on and never:
        return None
    if _OFF.search(question.text):
        if for_good := [t for t in off if not is_held(t)]:
            return _said("Yes", index, _last(for_good))
        return _said("No", index, _last(kept)) if kept else None
    if off and (not on or _is_later(_last(off), _last(on))):
        past = _EVER.search(question.text) and not _NOW.search(question.text)
        if past and on:
            return _said("Yes", index, _last(on), _last(off))
        return None if past else _said("Not in force now" if is_held(_last(off)) else "No longer", index, _last(off))
    if on:
        end = end_date(index, _last(on))
        if end is not None and end[0] < question.day:
            found = _said("No longer in force", index, _last(on), over=True)
            if any(e.start == end[1].start for e in found.parts[0].evidence):
                return found
            said_end = Part(f"{attributed(_last(on).document)}: “{plain(end[1].quote)}”", (end[1],))
            return replace(found, parts=(*found.parts, said_end))
        if _NOW.search(question.text) and not _of_now(index, question, _last(on)):
            return _then(index, _last(on))
        return _said("Yes", index, _last(on))
    return _said("No", index, _last(never)) if never else None


RECENT = 31
"""Days for which a text is taken to say what is so now."""
_STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?|continu(?:e|es|ed|ing)|stay(?:s|ed))\b", re.I)


def _of_now(index: Index, question: Question, told: TargetStatement) -> bool:
    """Whether a statement says what is so on the day of the question: it is of that time, or says that it goes on."""
    published = told.document.published
    recent = published is not None and abs((question.day - published).days) <= RECENT
    return recent or _STILL.search(sentence_at(index, told.document, told.statement.start).quote) is not None


def _then(index: Index, told: TargetStatement) -> Findings:
    """That a listing was told of once, which does not say that it is so still."""
    evidence = sentence_at(index, told.document, told.statement.start)
    day = told.document.published
    dated = f"of {said_date(day)}" if day else "without a date"
    lead = f"No source here says whether that is so still; a text {dated} says it of its own time."
    return Findings(
        (Part(f"{attributed(told.document)}: “{plain(evidence.quote)}”", (evidence,)),), answered=False, lead=lead
    )


def _fits(question: Question, told: TargetStatement) -> bool:
    """Whether a statement is of the list, the agency and the time that the question names."""
    its = told.statement.list.value if told.statement.list else None
    if question.lists and its not in question.lists:
        keepers = {None, *(department_of(list_info(name).agency) for name in question.lists if name in _LISTS)}
        if its is not None or told.agency not in keepers or told.statement.polarity == "asserted":
            return False  # that a party was not listed at all is true of each list; that it was, of the one named
    asked = {department_of(a) for a in question.agencies}
    if asked and told.agency is not None and told.agency not in asked:
        return False
    if asked and told.agency is None and told.statement.polarity == "asserted":
        return False
    if question.when:
        stated = times(told.document.text[told.statement.start : told.statement.end])
        if told.statement.date is None and stated:
            return any(w.overlaps(s) for w in question.when for s in stated)
        date = told.statement.date.date if told.statement.date else told.document.published
        return date is not None and any(w.admits(date) for w in question.when)
    return True


def _day(told: TargetStatement) -> datetime.date:
    date = told.statement.date.date if told.statement.date else None
    return date or told.document.published or datetime.date.min


def _is_later(off: TargetStatement, on: TargetStatement) -> bool:
    """Whether a removal came after a listing: by their days, or as one text tells them one after the other."""
    same = off.document.id == on.document.id and off.statement.start >= on.statement.start
    return (same and off.statement.date is None) or _day(off) >= _day(on)


def _last(said: Sequence[TargetStatement]) -> TargetStatement:
    """The latest statement; of one day, the one whose sentence says most."""
    return max(said, key=lambda t: (_day(t), t.statement.end - t.statement.start, t.document.id, t.statement.start))


def _said(word: str, index: Index, *said: TargetStatement, over: bool = False) -> Findings:
    parts: list[Part] = []
    seen: set[tuple[str, int]] = set()
    for told in said:
        evidence: Evidence = sentence_at(index, told.document, told.statement.start)
        if (told.document.id, evidence.start) in seen:
            continue
        seen.add((told.document.id, evidence.start))
        lead = f"{word}. " if not parts else ""
        parts.append(Part(f"{lead}{attributed(told.document)}: “{plain(evidence.quote)}”", (evidence,)))
    return replace(Findings(tuple(parts), confidence=0.9), claims=_claims(said[-1], over))


def _claims(told: TargetStatement, over: bool) -> tuple[Claim, ...]:
    """What the last statement says of its party and list."""
    on = told.statement.list
    if on is None or on.value is None:
        return ()
    negated = told.statement.polarity == "negated"
    holds: Literal["yes", "no", "over"] = "yes"
    if told.statement.action == "removed":
        holds = "yes" if negated else "over"
    elif negated:
        holds = "no"
    elif over:
        holds = "over"
    return (Claim(names=(told.target.asked,), list=on.value, holds=holds),)


def contradicted(question: Question, said: Sequence[TargetStatement]) -> TargetStatement | None:
    """The statement that what the question takes to have been done to its name was not done, if no statement says that it
    was: "X was not among those sanctioned by Treasury", for a question why Treasury sanctioned X."""
    if question.action not in ("added", "removed") or question.kind not in ACTING:
        return None
    acted = [t for t in said if t.statement.action == question.action and t.itself]
    against = [t for t in acted if t.statement.polarity == "negated" and _fits(question, t)]
    done = [t for t in acted if t.statement.polarity in ("asserted", "alleged") and _fits(question, t)]
    if any(map(in_full, against)):
        done = [t for t in done if in_full(t)]  # of a sister with the same first word, perhaps
    return _last(against) if against and not done else None


ACTING = frozenset({"reason", "date", "agency", "authority", "effect", "licence"})
"""The kinds of question that take a listing or a removal as given."""
