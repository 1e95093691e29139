"""From a question to an answer: understand, resolve names, retrieve, choose evidence, fill slots, compose, check."""

import datetime
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from assistant import across, conversation, query
from assistant.across import affiliates, then
from assistant.answer import Answer
from assistant.cited_facts import facts_of
from assistant.conversation import Conversation
from assistant.facts import fact_answer
from assistant.lists import about_lists, bracketed, list_answer
from assistant.prose import prose_answer
from assistant.question.concepts import keys
from assistant.question.fact_request import is_phrase
from assistant.question.framing import framed, name_inside, unbroken
from assistant.question.resolve import is_name, matched, resolve
from assistant.question.targets import Target
from assistant.question.understand import Question, kind_of, understand
from assistant.records import differences
from assistant.say import compose
from assistant.say.parts import Findings
from assistant.sections import section_answer
from assistant.several import enumerated, singles
from assistant.statements import disagreement
from assistant.statements.target_statements import NAMED
from index.search import Index
from index.types import Filters


class Clock:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self.timings: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.timings[name] = self.timings.get(name, 0.0) + (time.perf_counter() - start) * 1000


def ask(
    index: Index,
    text: str,
    talk: Conversation | None = None,
    filters: Filters | None = None,
    today: datetime.date | None = None,
) -> Answer:
    """Answer one question, in its conversation if there is one. `today` is the day for which it is answered (by default the
    present one): an order that has expired by then is told of as one that has.

    Raises QuestionError for a question that is empty or too long to be one, IndexProblem when the index fails.
    """
    return converse(index, text, talk or Conversation(), filters, today)[0]


_TWO = re.compile(
    r"^(?P<first>.{8,}?)(?:,? and |; |\? +(?:and )?)(?P<second>(?:for how long|why|when|since when|who|by whom|which \w+|what for|what (?:is|was|does|did|happen)\w*|how|"
    r"under (?:what|which)|on what|for what|does|is|are|did) ?.*)$", re.I)  # fmt: skip


_OF_THOSE = re.compile(r"\b(?:of (?:them|those|these|which)|among (?:them|those|these))\b", re.I)
"""A second question of the same kind about a part of what the first one asks for."""


def two_in_one(text: str) -> tuple[str, str] | None:
    """The halves of a question that asks two things ("When was X listed, and why?"), or None."""
    match = _TWO.match(text.strip())
    if match is None:
        return None
    first, second = match.group("first").strip(" ,"), match.group("second").strip()
    kinds = kind_of(first)[0], kind_of(second)[0]
    if "passage" in kinds or (kinds[0] == kinds[1] and not (kinds[0] == "count" and _OF_THOSE.search(second))):
        return None
    return f"{first.rstrip('?')}?", f"{second.rstrip('?')}?"


def converse(
    index: Index,
    text: str,
    talk: Conversation,
    filters: Filters | None = None,
    today: datetime.date | None = None,
) -> tuple[Answer, Conversation]:
    """Answer one question, or both of two in one, and give the conversation that goes on from it. Everything is read from one
    generation of the index, whatever a writer does meanwhile."""
    with index.reading():
        asked = _sound(text)
        answer, after = _halves(index, name_inside(asked), talk, filters, today)
        return answer.model_copy(update={"question": asked, "facts": facts_of(index, answer)}), after


def _sound(text: str) -> str:
    """The question with `?` for halves of surrogate pairs, which no encoding has and so no source."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _halves(
    index: Index, text: str, talk: Conversation, filters: Filters | None, today: datetime.date | None
) -> tuple[Answer, Conversation]:
    halves = two_in_one(text)
    if halves is None:
        return _converse(index, text, talk, filters, today)
    first, between = _converse(index, halves[0], talk, filters, today)
    second, after = _converse(index, halves[1], between, filters, today)
    if not (first.answered and second.answered):
        whole, on = _converse(index, text, talk, filters, today)
        if whole.answered or not (first.answered or second.answered):
            return whole, on
    return compose.both(index, text, first, second), after


def _converse(
    index: Index, text: str, talk: Conversation, filters: Filters | None, today: datetime.date | None
) -> tuple[Answer, Conversation]:
    """Answer one question and give the conversation that goes on from it."""
    clock = Clock()
    if conversation.asks_again(text) and talk.last:
        answer = talk.last.answer.model_copy(update={"question": text})
        return answer, talk
    with clock.step("understand"):
        question = conversation.read(text, talk)
    with clock.step("resolve names"):
        question, targets = named(index, question)
    question = replace(question, today=today)
    if each := singles(question, targets):
        told = [_converse(index, one, Conversation(), filters, today)[0] for one in each]
        answer = compose.each(index, text, told)
    else:
        answer = _answer(index, question, text, targets, filters, clock)
        answer = answer.model_copy(update={"matches": matched(index, targets)})
    answer = answer.model_copy(update={"timings": {k: round(v, 2) for k, v in clock.timings.items()}})
    return answer, talk.after(question, answer)


def named(index: Index, question: Question) -> tuple[Question, tuple[Target, ...]]:
    """The question with its names, and what the sources know of them. A list that only its own file names is a list, not a name."""
    found, targets = _named(index, question)
    called = about_lists.called_here(index, question.text)
    if not called:
        return found, targets
    apart = [
        (m, t)
        for m, t in zip(found.mentions, targets, strict=False)
        if all(m.end <= s or e <= m.start for s, e, _ in called)
    ]
    lists = (*found.lists, *(list_id for _, _, list_id in called))
    found = replace(found, mentions=tuple(m for m, _ in apart), lists=tuple(dict.fromkeys(lists)))
    return found, tuple(t for _, t in apart)


def _named(index: Index, question: Question) -> tuple[Question, tuple[Target, ...]]:
    if several := enumerated(index, question.text):
        question = replace(understand(question.text, several), query=question.query, turns=question.turns)
        return question, tuple(resolve(index, m) for m in several)
    whole = framed(index, question.text)
    if whole is not None and whole.value not in question.names:
        question = replace(understand(question.text, [whole]), query=question.query, turns=question.turns)
    targets = [resolve(index, m) for m in question.mentions]
    if whole is None and (one := unbroken(index, question, targets)):
        question = replace(understand(question.text, [one]), query=question.query, turns=question.turns)
        return question, (resolve(index, one),)
    pairs = zip(question.mentions, targets, strict=True)
    kept = [(m, t) for m, t in pairs if is_name(m, t) and not (t.status == "absent" and is_phrase(t.asked))]
    if len(kept) < len(targets) and not question.carried:
        named_only = understand(question.text, [m for m, _ in kept])
        question = replace(named_only, query=question.query, turns=question.turns)
    return question, tuple(t for _, t in kept)


def _compared(
    index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None, found: Findings
) -> Findings:
    """What the lists say, with the one sentence on a source that says otherwise, if there is one."""
    rows = list_answer.rows(index, question, targets)
    difference = disagreement.with_record(index, question, targets, rows, filters)
    if difference is None:
        return found
    return replace(found, parts=(*found.parts, difference.part()), differing=(question.kind, difference.values))


def ask_turns(
    index: Index, turns: Sequence[str], filters: Filters | None = None, today: datetime.date | None = None
) -> Answer:
    """Answer the last of several turns, each asked in the conversation so far."""
    talk = Conversation()
    for text in turns:
        answer, talk = converse(index, text, talk, filters, today)
    return answer


_PARTICULAR = frozenset({"reason", "date", "agency", "list", "members"})


def _of_nobody(question: Question, found: Findings, told: Findings, targets: Sequence[Target]) -> bool:
    """Whether what prose says of somebody who is listed is a rule: a rule does not tell why, when or by whom one was listed,
    and of a name that fits several entries it tells nothing unless it says that name."""
    quotes = [e for p in told.parts for e in p.evidence]
    if any(e.document.kind != "regulation" for e in quotes):
        return False
    if question.kind in _PARTICULAR:
        return True
    return bool(found.candidates) and not any(t.share(keys(e.quote)) >= NAMED for t in targets for e in quotes)


def _with_prose(
    index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None, found: Findings
) -> Findings:
    """The reasons that rows give, then what documents tell of those authorities whose rows give none; what documents tell first
    where no row gives any."""
    told = prose_answer.answer(index, question, targets, filters)
    if not told.answered or _of_nobody(question, found, told, targets):
        return found
    silent = "reason" in found.missing or not found.answered
    return told if silent else replace(found, parts=(*found.parts, *told.parts))


def _answer(
    index: Index, question: Question, asked: str, targets: tuple[Target, ...], filters: Filters | None, clock: Clock
) -> Answer:
    if question.kind == "changes":
        with clock.step("changes"):
            differing = differences.answer(index, question)
        if differing is not None:
            with clock.step("compose"):
                return compose.answer(index, question, asked, differing)
    with clock.step("records"):
        over_all = affiliates.answer(index, question, targets) or then.answer(index, question, targets, filters)
        over_all = over_all or across.answer(index, question, targets, filters)
    if over_all is not None and question.kind == "reason":
        over_all = _with_prose(index, question, targets, filters, over_all)
    if over_all is not None:
        return compose.answer(index, question, asked, over_all)
    with clock.step("query"):
        as_set = query.answer(index, question, targets, filters)
    if as_set is not None and as_set.final:
        return compose.answer(index, question, asked, as_set.findings)
    with clock.step("records"):
        found = about_lists.answer(index, question) if not targets else None
        stated = (
            None
            if found
            else section_answer.answer(index, question, targets)
            or fact_answer.answer(index, question, targets, filters)
        )
        if stated is not None:
            return compose.answer(index, question, asked, stated)
        found = found or list_answer.answer(index, question, targets, filters)
        if found is not None and found.answered:
            found = _compared(index, question, targets, filters, found)
    if found is None or not found.answered or question.kind == "reason":
        with clock.step("prose"):
            told = prose_answer.answer(index, question, targets, filters)
        found = told if found is None or (told.answered and not _of_nobody(question, found, told, targets)) else found
    if as_set is not None and not found.answered:
        found = as_set.findings
    found = bracketed.shown(index, question, targets, found, filters)
    with clock.step("compose"):
        return compose.answer(index, question, asked, found)
