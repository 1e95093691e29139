"""Follow-ups: what a question leans on in the turns before it."""

import re
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.question.fact_request import read as read_facts
from assistant.question.understand import Question, fold_question, kind_of, times, understand, with_kind


@dataclass(frozen=True, slots=True)
class Turn:
    """One question as understood, with its answer."""

    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far; immutable, so that a conversation can be kept, branched and replayed."""

    turns: tuple[Turn, ...] = ()

    def after(self, question: Question, answer: Answer) -> "Conversation":
        """The conversation with one more turn."""
        return replace(self, turns=(*self.turns, Turn(question, answer)))

    @property
    def last(self) -> Turn | None:
        """The turn before, if any."""
        return self.turns[-1] if self.turns else None


_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that|those|these|this|there|the (?:company|companies|firm|firms|"
    r"entity|entities|group|same|other one|other|rule|action|listing|designation|move|order|list|notice|two|three))\b", re.I)  # fmt: skip
_WHAT_ABOUT = re.compile(r"^(?:and |but |so |ok |then )*(?:what|how) about (?P<rest>.+?)\??$", re.I)
_AND = re.compile(r"^(?:and|but|also|so|or|plus|ok(?:ay)?)[ ,]+(?P<rest>.+?)\??$", re.I)
_SURE = re.compile(r"\b(?:are you (?:sure|certain)|really\??$|is that (?:right|true|correct|so)|prove it|how do you know|"
                   r"show me (?:the )?(?:evidence|source|passage)|says who|what(?:'s| is) your source|source\??$)", re.I)  # fmt: skip
_SURE_FIRST = re.compile(r"^(?:hm+|wait|really|ok(?:ay)?|but)?[,.! ]*are you (?:sure|certain)\b[^?]{0,20}\?", re.I)
_WHO_ELSE = re.compile(r"\b(?:who|what|which|anyone|any) (?:else|others?|other \w+)\b", re.I)


def asks_again(text: str) -> bool:
    """Whether a question only asks to be shown the evidence of the last answer again."""
    return bool(_SURE.search(text)) and (len(text.split()) <= 9 or _SURE_FIRST.match(text) is not None)


def _subject(turn: Turn) -> str:
    """What the turn was about, in words that can stand in a question."""
    names = list(turn.question.names)
    return " and ".join(names)


def _replace_name(text: str, old: Question, new: str) -> str:
    """The old question with a name replaced by another: a person by a person, otherwise the last one."""
    kinds = {m.kind for m in understand(new).mentions}
    alike = [m for m in old.mentions if m.kind in kinds] if len(kinds) == 1 else []
    mention = (alike or list(old.mentions))[-1] if old.mentions else None
    if mention is None:
        return f"{text.rstrip('?')} {new}?"
    return f"{text[: mention.start]}{new}{text[mention.end :]}"


def read(text: str, conversation: Conversation) -> Question:
    """Understand a question in its conversation, which its `turns` hold. Raises QuestionError as `understand` does."""
    before = tuple(turn.question.turns[-1] for turn in conversation.turns if turn.question.turns)
    return replace(_read(text, conversation), turns=(*before, fold_question(text)))


def _read(text: str, conversation: Conversation) -> Question:
    """Understand a question in its conversation.

    "What about Y?" asks the last question of another name; "and in 2020?" asks it of another time; a question with a
    pronoun, or with no name of its own, is asked of the last one's names, and so is one for a fact of a row ("and its flag?").
    """
    text = fold_question(text)
    turn = conversation.last
    if turn is None:
        return understand(text)
    before = turn.question
    question = understand(text)

    if before.mentions and any(asked.kinds and not asked.left for asked in read_facts(text)):
        return _lean(replace(question, mentions=()), before)
    if _OTHER_ONE.search(text) and (other := _other_one(conversation)) is not None:
        return _keep(understand(_replace_name(before.text, before, other)), before)
    match = _WHAT_ABOUT.match(text) or _AND.match(text)
    rest = match.group("rest").strip(" ?") if match else ""
    bare = bool(match) and kind_of(rest)[0] == "passage" and len(rest.split()) <= 8
    if match and bare:
        when = times(rest)
        named = understand(rest).mentions
        if when and not named:
            base = re.sub(
                r"\b(?:in|on|since|of|by) (?:early |late |mid-|the )?(?:\w+ )?(?:\d{1,2},? )?(?:19|20)\d\d\b",
                "",
                before.text,
            )
            return _keep(understand(f"{base.rstrip('? ')} {rest}?"), before)
        swapped = understand(rest)
        if (swapped.agencies or swapped.lists) and not swapped.mentions:
            return _of_agency(before, swapped)
        return _keep(understand(_replace_name(before.text, before, rest)), before)

    people = tuple(m for m in before.mentions if m.kind == "person")
    if question.mentions and people and _PERSON.search(text):
        return replace(question, mentions=(*people, *question.mentions), carried=tuple(m.value or "" for m in people))
    if question.mentions and not (_WHO_ELSE.search(text)):
        return question
    own = bool(question.agencies or question.lists) or question.kind in ("definition", "identity", "changes")
    leans = bool(_LEANS.search(text)) or bool(match) or (len(text.split()) <= 7 and not own)
    if not leans:
        return question
    return _lean(question, before)


_OTHER_ONE = re.compile(r"\bthe other(?: (?:one|company|firm|entity|party))?\s*\??$", re.I)
_PERSON = re.compile(r"\b(?:he|she|him|his|her)\b", re.I)


def _other_one(conversation: "Conversation") -> str | None:
    """Of two names in an earlier question, the one that the last question was not about."""
    last = {name.casefold() for turn in conversation.turns[-1:] for name in turn.question.names}
    for turn in reversed(conversation.turns[:-1]):
        others = [name for name in turn.question.names if name.casefold() not in last]
        if len(turn.question.names) == 2 and len(others) == 1:
            return others[0]
    return None


def _of_agency(before: Question, swapped: Question) -> Question:
    """The last question, asked of another agency."""
    units = tuple(u for u in before.units if not any(k.startswith("a:") for k in u.keys))
    return replace(
        before,
        text=f"{before.text} {swapped.text}",
        query=f"{before.query} {swapped.text}",
        agencies=swapped.agencies or before.agencies,
        lists=swapped.lists,
        units=(*units, *swapped.units),
        carried=before.names,
    )


def _keep(question: Question, before: Question) -> Question:
    """A question put together from the last one asks for the same thing."""
    return with_kind(question, before.kind, before.wants)


def _lean(question: Question, before: Question) -> Question:
    """The question with the names, times, lists and words of the one before it, where it has none of its own."""
    own = {k for u in question.units for k in u.keys}
    carried = tuple(
        replace(u, weight=0.3 if u.weight is None else u.weight * 0.6) for u in before.units if not u.keys & own
    )
    return replace(
        question,
        query=f"{question.text} {before.query}",
        mentions=question.mentions or before.mentions,
        carried=() if question.mentions else before.names,
        groups=question.groups or before.groups,
        agencies=question.agencies or (before.agencies if question.kind != "agency" else ()),
        lists=question.lists or before.lists,
        when=question.when or before.when,
        action=question.action or before.action,
        units=(*question.units, *carried),
    )
