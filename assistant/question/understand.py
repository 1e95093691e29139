"""What a question asks for: its kind, whom and what it is about, and the premises that an answer has to share."""

import datetime
import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources

import yaml

from assistant.answer import Kind
from assistant.question.concepts import Concept, concepts
from assistant.question.spelling import straighten
from assistant.question.times import WHEN, When, ordinal_of, times
from assistant.question.words import number
from sources.errors import QuestionError
from sources.lists import listing_phrases_in, lists_called, official_spans
from sources.reading import question_mentions
from sources.reading.statements import Action, Mention

LONGEST = 4000
"""A question of more characters than this is not read: no sentence is that long."""

_REMOVED = re.compile(
    r"\b(?:remov(?:e|ed|al|ing)|delist(?:ed|ing)?|(?:taken?|took|drop(?:ped)?|struck|come|came|get|got) off|"
    r"(?:taken?|took|taking|gets?|got) (?:\w+ ){1,4}off|taken from|dropped from|lift(?:ed|ing)?|no longer (?:on|listed)|rescind(?:ed)?|unlist(?:ed)?)\b|"
    r"\b(?:tak(?:en?|es|ing)|took|dropp?(?:s|ed|ing)?|str(?:ikes?|iking|uck)|cross(?:ed|es|ing)?|scratch(?:ed)?|let(?:s|ting)?|pull(?:s|ed|ing)?|"
    r"delet(?:ed?|es|ing)) [^?.;:]{1,90}? (?:off|from) (?:[\w'’.-]+ ){0,5}(?:(?:black)?lists?|register|sanctions)\b", re.I)  # fmt: skip
_CHANGED = re.compile(
    r"\b(?:(?:last|first|later|since|subsequently|most recently|ever) (?:changed|modified|revised|amended|updated)|"
    r"modif(?:y|ied|ication)|amend(?:ed|ment)|revis(?:ed|ion)|(?:entry|listing)\b.{0,300}\b(?:changed|updated|expanded|"
    r"corrected|modified|revised))\b", re.I)  # fmt: skip
_ADDED = re.compile(
    r"\b(?:add(?:ed|ition|ing|s)?|(?:black)?list(?:ed|ing)?|sanction(?:ed|s|ing)?|designat(?:e|ed|ion|ing)|"
    r"plac(?:e|ed|ing) (?:\w+ ){0,12}?on|put(?:ting)? (?:\w+ ){0,12}?on|restrict(?:ed|ions?|ing)?|ban(?:ned|s)?|bar(?:red)?|"
    r"(?:go|goes|went|gone|get|got|land(?:ed)?|end(?:ed)? up|come|came) (?:\w+ )?on(?:to)?\b|"
    r"target(?:ed|ing)?|includ(?:e|ed|ing) on|penali[sz]ed|(?:go|went|acted?|moved?) (?:after|against)|hit)\b", re.I)  # fmt: skip
_CHARGED = re.compile(r"\b(?:charged|indict(?:ed|ment)|prosecut(?:ed|ion)|arrested)\b", re.I)
_FINED = re.compile(r"\b(?:fine[ds]?|penalty|penalties|settle(?:d|ment)?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that evidence should speak of: its alternatives (any one agrees), its words, and how much it tells.
    A weight of None means: by the rarity of the word."""

    keys: frozenset[str]
    text: str
    weight: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. `mentions` are the names it is about, agencies and lists apart; `agencies` and `lists`
        are ids of the official tables that it takes as given; `action` is what it takes to have happened; `groups` are
    the parties that it speaks of without a name ("eight Chinese technology companies"); `carried` are names that it has from
    the turn before, `places` the words of places in it. `query` is what is
    searched for: the text, and in a follow-up the words that it leans on; `turns` are the conversation's questions as they
    were asked, this one last; `today` is the day for which it is asked, if that was given."""

    text: str
    kind: Kind
    wants: str
    query: str = ""
    mentions: tuple[Mention, ...] = ()
    agencies: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    action: Action | None = None
    when: tuple[When, ...] = ()
    units: tuple[Unit, ...] = ()
    focus: tuple[Unit, ...] = ()
    groups: tuple[tuple[Unit, ...], ...] = ()
    ordinal: str | None = None
    carried: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    today: datetime.date | None = None

    @property
    def day(self) -> datetime.date:
        """The day on which it is asked: the one that it was given, or today's."""
        return self.today or datetime.date.today()

    @property
    def names(self) -> tuple[str, ...]:
        """The names asked about, as written."""
        return tuple(m.value or "" for m in self.mentions)


@functools.cache
def _kinds() -> tuple[tuple[Kind, str, re.Pattern[str]], ...]:
    text = resources.files("assistant").joinpath("data/kinds.yaml").read_text(encoding="utf-8")
    return tuple((row["kind"], row["wants"], re.compile(row["pattern"])) for row in yaml.safe_load(text))


_SHORT = (
    (re.compile(r"\b(on|onto|to|off|from) (?:the |BIS's |BIS )?EL\b(?! [A-Z])"), r"\1 the Entity List"),
    *(
        (
            re.compile(rf"\b(on|onto|to|off|from|under) the {short}\b(?! (?:\w+ )?[Ll]ists?\b|[- ][A-Z])"),
            rf"\1 the {full}",
        )
        for short, full in (
            ("UVL", "Unverified List"),
            ("DPL", "Denied Persons List"),
            ("MEUL?", "Military End-User List"),
            ("SDN", "SDN List"),
            ("SSI", "SSI List"),
            ("(?:NS-)?CMIC", "NS-CMIC List"),
            ("CAPTA", "CAPTA List"),
            ("UFLPA", "UFLPA Entity List"),
        )
    ),
    (re.compile(r"\bFDPR\b|\bFDP(?: [Rr]ule)?\b"), "foreign direct product rule"),
)
"""What analysts write short, and what it stands for; in prose the letters are too few to be read as that."""


def fold_question(text: str) -> str:
    """One line, straight apostrophes, no space at the ends, slips put right. Raises QuestionError when nothing is left or too much."""
    text = unicodedata.normalize("NFC", text)  # an accent typed behind its letter
    folded = re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'")).strip()
    for short, full in _SHORT:
        folded = short.sub(full, folded)
    if not re.search(r"\w", folded):
        raise QuestionError("the question is empty: ask, for example, why a company was put on a list")
    if len(folded) > LONGEST:
        raise QuestionError(
            f"the question has {len(folded):,} characters: no more than {LONGEST:,} are read; ask it shorter"
        )
    return straighten(folded)


_LEAD_IN = re.compile(
    r"^(?:(?:ok(?:ay)?|so|and|but|well|hi|hello|hey|please|sorry|right|thanks|thank you)[ ,]+)*"
    r"(?:(?:now that|since|if|given(?: that)?|as|after|because|although|though|considering(?: that)?|assuming(?: that)?) [^,?]{3,90}, )?"
    r"(?:(?:can|could|would) you (?:please )?(?:tell me|say|explain|find out)[ ,]+|(?:i(?:'d| would) (?:like|want|need) to know|i want to know|i need to know|"
    r"do you know|tell me|any idea|remind me)[ ,:]+(?!about\b))?(?=\S)", re.I)  # fmt: skip
"""What may stand before a question and says nothing of its kind."""


_CLAUSE_BEFORE = re.compile(
    r"(?:(?:ok(?:ay)?|so|and|but|well)[ ,]+)*(?:now that|since|given(?: that)?|although|though|considering(?: that)?|assuming(?: that)?) [^,?]{3,90}, ",
    re.I,
)
"""A clause before the question that tells why it is asked, and asks nothing."""


def bare(text: str) -> str:
    """A question without what stands before it and says nothing of its kind ("Now that it won in court, …")."""
    return _LEAD_IN.sub("", text)


def kind_of(text: str) -> tuple[Kind, str]:
    """The kind of a question and the type of thing that it wants; `passage` when no pattern is found."""
    lower = bare(text.lower())
    for kind, wants, pattern in _kinds():
        if pattern.search(lower):
            return kind, wants
    return "passage", "text"


def units_of(text: str, skip: tuple[tuple[int, int], ...] = ()) -> tuple[Unit, ...]:
    """The concepts of a text, those of one span together, without those inside the spans to skip."""
    spans: dict[tuple[int, int], list[Concept]] = {}
    for concept in concepts(text):
        if not any(start <= concept.start < end for start, end in skip):
            spans.setdefault((concept.start, concept.end), []).append(concept)
    units: dict[frozenset[str], Unit] = {}
    for (start, end), row in spans.items():
        keys = frozenset(c.key for c in row)
        weights = [c.weight for c in row if c.weight is not None]
        units.setdefault(keys, Unit(keys, text[start:end], max(weights) if weights else None))
    return tuple(units.values())


_REACTING = re.compile(r"\b(?:respon[ds]\w*|react\w*|comment\w*|repl(?:y|ies|ied)|den(?:y|ied|ies))\b")
_RUNS = re.compile(r"\bwho (?:\w+ )?(?:runs|oversees|makes|made|keeps|maintains|decides)\b")
"""Of a party that has a name, this asks who its head is; of a list, which agency keeps it."""
_BESIDE = re.compile(
    r"\b(?:besides|beside|other than|apart from|aside from|except(?: for)?|not counting|in addition to)\b", re.I
)
"""What stands behind is what the question does not ask about."""


def _action(text: str) -> Action | None:
    for action, pattern in (("removed", _REMOVED), ("changed", _CHANGED), ("charged", _CHARGED), ("fined", _FINED),
                            ("added", _ADDED)):  # fmt: skip
        if pattern.search(text):
            return action  # type: ignore[return-value]
    return None


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with these spans blank: what a company is called is not what was done to it ("Fine Mechanics")."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _focus(text: str) -> tuple[Unit, ...]:
    """What is counted or chosen: the words right after "how many", "which" or "what", up to the verb."""
    match = re.search(
        r"\b(?:how many|how much|number of|which|what|whose)\s+((?:(?!(?:is|are|was|were|did|do|does|has|have|had|can|"
        r"could|will|would|may|in|on|of|from|under|besides|to|for|got|put|added|that|who)\b)[\w'’.\-]+\s*){1,6})",
        text, re.I)  # fmt: skip
    return units_of(match.group(1)) if match else ()


def _beside_lists(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions that are no part of the name of a list: a body called in the name of a list is not asked about."""
    spans = official_spans(text)
    return [m for m in found if all(m.start >= end or m.end <= start for start, end, _ in spans)]


def understand(text: str, names: Sequence[Mention] | None = None) -> Question:
    """Read one question on its own (`conversation` has made it so). Raises QuestionError as `fold_question` does.

    `names`, if given, are the names that it is about; otherwise they are read from the text.
    """
    text = fold_question(text)
    kind, wants = kind_of(text)
    found = _beside_lists(text, question_mentions(text))
    if names is not None:
        apart = [m for m in found if all(m.start >= n.end or m.end <= n.start for n in names)]
        found = [*(m for m in apart if m.kind not in ("entity", "person")), *names]
    mentions = tuple(
        m if m.value else m.model_copy(update={"value": text[m.start : m.end]})
        for m in found
        if m.kind in ("entity", "person")
    )
    agencies = tuple(dict.fromkeys(m.value for m in found if m.kind == "agency" and m.value))
    called = (m.value for m in found if m.kind == "list" and m.value)
    in_full = (of for _, _, of in official_spans(text) if of)
    lists = tuple(dict.fromkeys((*in_full, *called))) or lists_called(text)
    by_phrase, plainly = listing_phrases_in(text) if not lists else ((), text)
    if by_phrase:
        lists, (kind, wants) = by_phrase, kind_of(plainly)
    when = times(text)
    if kind == "identity" and not mentions:
        kind, wants = ("definition", "text") if lists else ("passage", "text")
    lower = text.lower()
    if kind == "agency" and not lists and mentions and _RUNS.search(lower):
        kind, wants = "passage", "text"
    if kind == "response" and any(m.kind == "person" for m in mentions) and not _REACTING.search(lower):
        kind, wants = "statement", "quote"
    beside = _BESIDE.search(text)
    if beside is not None and names is None:
        mentions = tuple(m for m in mentions if m.start < beside.end())
    named = tuple((m.start, m.end) for m in mentions)
    dated = tuple(m.span() for m in WHEN.finditer(text) if not m.group().isdigit())
    lead = _CLAUSE_BEFORE.match(text)
    aside = ((0, lead.end()),) if lead else ()
    units = units_of(text, (*named, *dated, *aside))
    if kind == "identity" and any(u.weight is None or u.weight > 0.6 for u in units):
        kind, wants = "passage", "text"
    return Question(
        text=text,
        kind=kind,
        wants=wants,
        query=text,
        mentions=mentions,
        agencies=agencies,
        lists=lists,
        action=_action(_without(text, named)) or ("added" if by_phrase else None),
        when=when,
        units=units,
        focus=_focus(text),
        groups=tuple(units_of(text[m.start : m.end]) for m in found if m.kind == "group"),
        ordinal=ordinal_of(lower),
        places=tuple(
            u.text for u in units if any(m.kind == "place" and u.text in text[m.start : m.end] for m in found)
        ),
    )


def with_kind(question: Question, kind: Kind, wants: str) -> Question:
    """The same question, asked for something else."""
    return replace(question, kind=kind, wants=wants)


__all__ = [
    "LONGEST",
    "Question",
    "Unit",
    "When",
    "fold_question",
    "kind_of",
    "number",
    "times",
    "understand",
    "units_of",
    "with_kind",
]
