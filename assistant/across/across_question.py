"""Which question on all authorities at once is asked, and of which of them."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.question.keepers import KEEPERS, Keeper, named_keepers
from assistant.question.times import WHEN
from assistant.question.understand import Question
from sources.lists import list_spans, official_spans

Ask = Literal["anywhere", "keepers", "first", "timeline", "differences", "several", "why"]
Differing = Literal["birth", "names", "days"]


@dataclass(frozen=True, slots=True)
class AcrossQuestion:
    """What is asked: on any list; why; which authorities list; who did first; a timeline; in what the lists differ; how many parties
    bear the name. `keepers` are the authorities asked about, `every` whether all of them have to list ("both"), `differing` the
    cells that are compared."""

    ask: Ask
    keepers: tuple[Keeper, ...] = ()
    every: bool = False
    differing: tuple[Differing, ...] = ()


_ANYBODY = frozenset({"us-government", "white-house", "eu", "un", "uk"})
"""Agencies that stand for a country or union as a whole."""

_BODY = r"(?:authorit(?:y|ies)|countr(?:y|ies)|governments?|states?|jurisdictions?|regimes?|bod(?:y|ies)|powers?|bloc)"
_DEED = (
    r"(?:(?:black)?list(?:s|ed|ing)?|sanction(?:s|ed|ing)?|designat(?:es?|ed|ing)|target(?:s|ed)?"
    r"|act(?:ed)? against|froze|freezes?)"
)
_CLOSED = r"^(?:so |and |but )?(?:is|are|was|were|has|have|had|does|do|did)\b"
_KIND = r"(?:us|u\.s\.|american|official|restricted[- ]party|government|public|other|of the|sanctions?)"
_ANY = r"\b(?:on|in|under|to|by) (?:an?y|some|one)\b"
_PARTIES = r"(?:people|persons?|parties|entities|companies|individuals|vessels|ships|records|entries)"
_OF_NAME = r"(?:called|named|(?:by|with|of|bear|bears|have|has) th(?:e|is|at) name)"
_CELL = r"(?:births?|born|names?|spell\w*|spelt|dates?|days?)"
_DIFFER = r"(?:differ(?:s|ent(?:ly)?|ences?)?|disagree|discrepanc(?:y|ies)|(?:the )?same|agree|contradict)"

_WORDS: tuple[tuple[Ask, tuple[str, ...]], ...] = (
    (
        "why",
        (
            r"^(?:so |and |but )?(?:why|for (?:what|which) reasons?|on (?:what|which) grounds?)\b",
            r"^what (?:is|are|was|were) the (?:reasons?|grounds?) (?:for|why)\b",
        ),
    ),
    (
        "several",
        (
            rf"^how many (?:different )?{_PARTIES}\b.{{0,40}}\b{_OF_NAME}\b",
            r"^is there (?:more than one|only one|another)\b",
        ),
    ),
    (
        "timeline",
        (
            r"\b(?:timeline|time line|chronology)\b",
            r"\bhistory of (?:all )?(?:the )?(?:sanctions|listings|designations)\b",
        ),
    ),
    (
        "first",
        (
            r"^(?:so |and |but )?(?:who|which|what)\b.{0,120}\bfirst\b",
            rf"^(?:so |and )?when was\b.{{0,120}}\bfirst {_DEED}\??$",
        ),
    ),
    ("differences", (rf"\b{_DIFFER}\b.{{0,200}}\b{_CELL}\b", rf"\b{_CELL}\b.{{0,200}}\b{_DIFFER}\b")),
    (
        "keepers",
        (
            rf"^(?:so |and )?(?:which|what|how many) (?:\w+ )?{_BODY}\b.{{0,120}}\b{_DEED}",
            rf"^who (?:all |else )?(?:has |have )?{_DEED}(?! .{{0,200}}\b(?:on|to|first)\b)",
        ),
    ),
    (
        "anywhere",
        (
            rf"{_CLOSED}.*\b(?:anywhere|by any(?:one|body))\b",
            rf"{_CLOSED}.*{_ANY}(?: {_KIND})*(?: [\w-]+)? (?:lists?|sanctions?|regimes?|programmes?|{_BODY})\b",
            rf"{_CLOSED}.*{_ANY} (?:lists?|sanctions?|regimes?|programmes?|{_BODY})\b",
            rf"{_CLOSED}.*\b(?:sanctioned|listed|blacklisted)\??$",
            rf"^(?:on )?(?:which|what) (?:{_KIND} )*lists? (?:is|are|was|were|has|have|name|show|include|carry)\b",
        ),
    ),
)
"""How each is asked, the first that fits counts."""
_PATTERNS = tuple((ask, re.compile(words, re.I)) for ask, every in _WORDS for words in every)

_DIFFERING: tuple[tuple[Differing, re.Pattern[str]], ...] = (
    ("birth", re.compile(r"\bbirths?\b|\bborn\b", re.I)),
    ("names", re.compile(r"\bnames?\b|\bspell\w*\b|\bspelt\b", re.I)),
    ("days", re.compile(r"(?<!birth )\b(?:dates?|days?)\b(?! of birth)", re.I)),
)
_BOTH = re.compile(r"\b(?:both|all|each|every)\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_IDLE = frozenset(
    """
    a an the any some one of on in by to for and or both each all every at as under from with than that this these those their its it
    they he she is are was were be been being has have had does do did so but please tell show me us give gives given list lists listed
    listing listings blacklist blacklisted sanction sanctions sanctioned sanctioning designate designates designated designation
    designations target targets targeted act acted against froze freeze freezes frozen assets which what who when whom how many much
    whether currently now today still ever also else other there here yet already anywhere anyone anybody world worldwide first earliest
    before second last date dates birth births born day days name names named called spell spelled spelt spelling spellings differ
    differs different differently difference differences disagree agree same contradict discrepancy discrepancies timeline chronology
    history full complete whole over across between authority authorities country countries government governments state states
    jurisdiction jurisdictions regime regimes body bodies powers power official public restricted party parties person persons people
    individual individuals entity entities company companies vessel vessels ship ships man men woman women record records entry entries
    measure measures subject bear bears bearing another only more include includes carry carries name he him his her mr mrs ms firm bank
    organisation organization group programme programmes program programs put placed added bloc sanctioner out find s end beginning start close year month during back why reason reasons ground grounds get got
    """.split()  # noqa: SIM905 -- a list of words reads better as words
)
"""Words that ask, and tell nothing more of what is asked for."""


def read(question: Question) -> AcrossQuestion | None:
    """What is asked of all authorities at once; None where it is something else, or where words are left that narrow it."""
    text = _without_names(question)
    keepers = named_keepers(question)
    ask = next((ask for ask, pattern in _PATTERNS if pattern.search(text)), None)
    if ask in (None, "anywhere") and len(keepers) > 1 and re.match(_CLOSED, text, re.I):
        ask = "keepers"
    if ask == "why" and (question.kind != "reason" or question.action not in (None, "added")):
        return None
    if ask is None or question.lists or _of_one_agency(question) or _left(text, keepers):
        return None
    differing = tuple(what for what, pattern in _DIFFERING if pattern.search(text)) if ask == "differences" else ()
    return AcrossQuestion(ask, keepers, _BOTH.search(text) is not None or " or " not in text, differing)


def narrowed(question: Question) -> bool:
    """Whether a question on a party and lists says more than authorities, lists and days."""
    return _left(_without_names(question), named_keepers(question))


def _of_one_agency(question: Question) -> bool:
    """Whether an agency is named that keeps lists beside others of its country: its lists are some, not all."""
    keepers = frozenset().union(*(keeper.agencies for keeper in KEEPERS), _ANYBODY)
    return any(agency not in keepers for agency in question.agencies)


def _without_names(question: Question) -> str:
    """The question without the names asked about, so that no word of a name asks for anything."""
    text = question.text
    for mention in sorted(question.mentions, key=lambda m: -m.start):
        text = f"{text[: mention.start]} X {text[mention.end :]}"
    return " ".join(text.split())


def _left(text: str, keepers: tuple[Keeper, ...]) -> bool:
    """Whether words are left that no authority, day or word of asking accounts for."""
    text = WHEN.sub(" ", text)
    for start, end, *_ in (*official_spans(text), *list_spans(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    for keeper in keepers:
        text = re.sub(rf"(?<!\w)(?:{keeper.words})(?!\w)", " ", text, flags=re.I)
    return any(w != "X" and w.casefold() not in _IDLE for w in _WORD.findall(text))
