"""What prose answers: the chosen sentences with their attribution, or an honest no."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.prose import bearing, identities, replies
from assistant.prose.declining import decline, documents_of, list_keys
from assistant.prose.quoting import pick, quoted
from assistant.prose.selection import Choice, Scored, choose
from assistant.question.keepers import Keeper
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.question.units import is_given
from assistant.question.whose_lists import acted, other_keepers_in_scope
from assistant.records.record_sentences import join
from assistant.say.parts import Findings, Part
from assistant.say.wording import attributed, plain
from assistant.statements import disagreement, slot_dates, slots, yesno
from assistant.statements.fitting import sentence_at
from assistant.statements.target_statements import TargetStatement, statements_about
from index.search import Index
from index.types import Filters
from sources.document import Document
from sources.reading import mentions


def answer(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None) -> Findings:
    """A slot from statements about the names asked; else the best sentences, quoted with their sources; else what was
    looked for and what comes nearest."""
    absent = [t for t in targets if t.status == "absent"]
    if absent:
        return decline(index, question, targets, Choice(), absent, filters)
    if question.kind == "reason" and question.action is None and targets and all(map(is_given, question.units)):
        question = replace(question, action="added")  # "on what ground?", of a name alone, asks for its listing
    for from_statements in (_against, _by_others, fill):
        if (found := from_statements(index, question, targets, filters)) is not None:
            return found
    choice = choose(index, question, targets, filters)
    chosen = _chosen(index, question, targets, choice) if choice.answers else None
    return chosen or decline(index, question, targets, choice, absent, filters)


def _chosen(index: Index, question: Question, targets: tuple[Target, ...], choice: Choice) -> Findings | None:
    """The chosen sentences, or what bears on them; None where they do not answer what is asked of the names."""
    of_kin = _of_kin(question, targets)
    if len(targets) == 1 and not of_kin:
        best = choice.ranked[0].candidate
        of_others = _asks_just_that(question) and bearing.tells_of_others(question, best, targets[0])
        if bearing.tells_of_another_authority(question, best):
            return None
        if of_others or bearing.tells_of_nothing_done(question, best):
            return bearing.said(question, targets[0], choice)
    picked = [s for s in pick(choice, index) if not bearing.stands_among_others(s.candidate, targets)]
    if not picked or (of_kin and not any(_KIN_SAID.search(s.candidate.text) for s in picked)):
        return None
    missing = ("members",) if _names_missing(question, picked) else ()
    parts = tuple(quoted(s, index, picked[:n]) for n, s in enumerate(picked))
    if question.kind == "count":
        difference = disagreement.counts(index, [e for p in parts for e in p.evidence])
        if difference is not None:
            parts = (*parts[:1], difference.part())
            return Findings(parts, differing=("count", difference.values), confidence=choice.confidence)
    return Findings(parts, missing=missing, confidence=choice.confidence)


_NAMES = re.compile(r"\b(?:names? (?:of|are|were)|by name|what are they called)\b", re.I)


def _names_missing(question: Question, picked: Sequence[Scored]) -> bool:
    """Whether names were asked for, and what was found has none beyond those of the question."""
    if not _NAMES.search(question.text):
        return False
    asked = " ".join(question.names).casefold()
    return not any(
        m.kind in ("entity", "person") and (m.value or "").casefold() not in asked
        for s in picked
        for m in mentions(s.candidate.text)
    )


def _against(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None) -> Findings | None:
    """No answer, but the statement that the question's premise is not so, if there is one."""
    if len(targets) != 1:
        return None
    against = yesno.contradicted(question, statements_about(index, targets, documents_of(index, targets, filters)))
    if against is None:
        return None
    found = sentence_at(index, against.document, against.statement.start)
    done = "taken off" if question.action == "removed" else "listed"
    lead = f"No source here says that {targets[0].asked} was {done} so."
    return Findings(
        (Part(f"{attributed(against.document)}: “{plain(found.quote)}”", (found,)),), answered=False, lead=lead
    )


def _by_others(
    index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None
) -> Findings | None:
    """No answer, but who is said to have acted, where the question takes a country to have acted of which no statement says so:
    the ground of one authority is not another's."""
    keepers = other_keepers_in_scope(question)
    if not keepers or len(targets) != 1 or question.kind not in yesno.ACTING | {"list", "status"}:
        return None
    documents = documents_of(index, targets, filters)
    done = [
        t
        for t in statements_about(index, targets, documents)
        if t.itself and t.statement.action == (question.action or "added")
    ]
    if not done or any(acted(keeper, t.document, t.statement) for t in done for keeper in keepers):
        return None
    if any(_speaks_of(keeper, index.document(d)) for d in documents for keeper in keepers):
        return None  # in words that no statement was read from, perhaps
    found = sentence_at(index, done[0].document, done[0].statement.start)
    who = join(keeper.said for keeper in keepers)
    lead = f"No source here says that {who} listed {targets[0].asked}."
    return Findings(
        (Part(f"{attributed(done[0].document)}: “{plain(found.quote)}”", (found,)),), answered=False, lead=lead
    )


def _speaks_of(keeper: Keeper, document: Document) -> bool:
    return re.search(rf"\b(?:{keeper.words})(?!\w)", document.text, re.I) is not None


FILLED = frozenset({"reason", "agency", "date", "identity", "list", "members", "response", "status", "authority"})
"""The kinds of question that statements, roles and utterances answer."""

_BESIDE = {
    "reason": frozenset({"c:accuse"}),
    "response": frozenset({"c:accuse", "c:respond", "c:say", "c:deny"}),
    "status": frozenset({"c:take-off-list", "c:light", "c:start"}),
    "authority": frozenset({"c:executive-order", "c:law"}),
    "list": frozenset({"c:take-off-list", "c:light"}),
}
"""What a question of the kind may say beyond the names and the listing without asking for more: "accused of what?" asks for
the reason."""


_KIN = r"(?:affiliates?|subsidiar(?:y|ies)|units?|arms?|offshoots?|branch(?:es)?|laborator(?:y|ies)|parent|owners?|founders?|suppliers?|sister)"


def _relative(text: str, name: str) -> bool:
    """Whether a question asks for a relative of a name ("the affiliates of NAME", "NAME's parent"), not for itself."""
    at = re.escape(name)
    return (
        re.search(rf"\b{_KIN} (?:\w+ )?(?:of|in|at) (?:the )?{at}|{at}(?:['’]s?)? (?:\w+ )?{_KIN}\b", text, re.I)
        is not None
    )


_KIN_SAID = re.compile(rf"\b{_KIN}\b", re.I)


def _of_kin(question: Question, targets: Sequence[Target]) -> bool:
    return any(_relative(question.text, t.asked) for t in targets)


def _asks_just_that(question: Question) -> bool:
    """Whether a question speaks of a name and its listing and of nothing else that would narrow it."""
    asked = _BESIDE.get(question.kind, frozenset())
    if question.kind == "date" and question.action == "removed":
        asked = frozenset({"c:take-off-list", "c:start"})  # "when was it taken off?"
    asked = asked.union(*map(list_keys, question.lists))  # "the SDN List" asks for no more than a list
    return all(is_given(u) or bool(u.keys & asked) for u in question.units)


def fill(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None) -> Findings | None:
    """The slot asked for, from what statements and roles say of the names, if the question is just that."""
    if not targets or question.kind not in FILLED or _of_kin(question, targets):
        return None
    if question.kind == "identity":
        return identities.identity(index, targets, documents_of(index, targets, filters))
    if not _asks_just_that(question):
        return None
    if question.action is None and question.kind == "reason":
        question = replace(question, action="added")  # so does "what is held against it?"
    yes_or_no = question.kind in ("status", "list") and yesno.is_yes_or_no(question)
    if question.action is None and question.kind not in ("list", "response") and not yes_or_no:
        return None
    said = statements_about(index, targets, documents_of(index, targets, filters))
    if keepers := other_keepers_in_scope(question):  # the deed of one authority is not another's
        said = tuple(t for t in said if any(acted(k, t.document, t.statement) for k in keepers))
    if yes_or_no and len(targets) == 1:
        return yesno.standing(index, question, said)
    return _SLOTS[question.kind](index, question, targets, said) if question.kind in _SLOTS else None


def _lists(
    index: Index, question: Question, targets: Sequence[Target], said: Sequence[TargetStatement]
) -> Findings | None:
    """Which lists, where that is what is asked."""
    which = question.text.lower().startswith(("which", "what", "on"))
    return slots.lists(index, question, said) if which else None


_SLOTS: dict[str, Callable[[Index, Question, Sequence[Target], Sequence[TargetStatement]], Findings | None]] = {
    "response": lambda index, question, targets, said: replies.reply(index, question, targets, said),
    "reason": lambda index, question, targets, said: slots.reason(index, question, said),
    "agency": lambda index, question, targets, said: slots.agency(index, question, said),
    "authority": lambda index, question, targets, said: slots.authority(index, question, said),
    "date": lambda index, question, targets, said: slot_dates.date(index, question, said),
    "members": lambda index, question, targets, said: slots.members(index, question, targets, said),
    "list": _lists,
}
"""What is told of the names, by the slot that is asked for."""
