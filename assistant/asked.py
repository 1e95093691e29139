"""The type of thing that a question asks for, and whether a sentence has one that the question did not say itself.

"How much" wants an amount, "which court" the name of one, "by name" a name: a sentence that speaks of the matter but holds
nothing of that type does not answer, however near it comes. The questions' patterns are data in `data/asked.yaml`.
"""

import functools
import re
from importlib import resources

import yaml

from assistant.concepts import keys
from assistant.question import Question
from assistant.targets import Target
from sources.reading import mentions

_MONEY = re.compile(
    r"[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:thousand|million|billion|trillion)?\s?(?:U\.?S\.? )?(?:dollars?|euros?|yuan|renminbi|rubles?|"
    r"roubles?|pounds?|yen|dirhams?|rupees?|won)\b|\b(?:million|billion)s? of (?:dollars|euros|yuan)\b", re.I)  # fmt: skip
_SHARE = re.compile(
    r"\d\s?(?:%|percent|per cent)|\b(?:half|third|quarter|fifth|tenth|majority|percent|per cent)\b|\b\d+ of (?:the )?\d+", re.I
)  # fmt: skip
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \d|\b(?:19|20)\d\d\b|\d/\d{1,2}/\d\d|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:last|this|next|earlier|later) (?:this )?(?:week|month|year|summer|spring|"
    r"autumn|fall|winter)\b|\b(?:yesterday|today|tomorrow|tonight|when|once|until|after|before|effective|immediately|within)\b|"
    r"\b(?:days?|weeks?|months?|years?) (?:ago|later|earlier|before|after)\b", re.I)  # fmt: skip
_LONG = re.compile(
    r"\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several|\w+teen|\w+ty)[ -](?:\w+[ -])?(?:seconds?|minutes?|"
    r"hours?|days?|weeks?|months?|quarters?|years?|decades?)\b|\bindefinite\w*|\bpermanent\w*|\bsince\b|\buntil\b", re.I)  # fmt: skip
_NUMERAL = re.compile(
    r"(?<![\w§])\d[\d,.]*\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|dozens?|hundreds?|thousands?|several|no|none|both|"
    r"an?|single|only|handful|scores?)\b", re.I)  # fmt: skip
_CLAUSE = re.compile(r"[,;:.](?=\s)|\b(?:that|which|who)\b")
_SIGNS = ("$", "€", "£", "¥")
_ORDER = re.compile(r"\bexecutive orders?\b|\bE\.?O\.? ?\(?\d", re.I)
_LAW = re.compile(
    r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)* Act\b|\bU\.?S\.?C\b|\bPublic Law\b|\bthe law\b|\bstatute|\bsections? \d", re.I
)
_SECTION = re.compile(r"§|\bsections? \d|\bpart \d|\bfootnote \d|\bparagraph \(", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PATTERNS = {
    "money": _MONEY,
    "share": _SHARE,
    "date": _DATE,
    "duration": _LONG,
    "order": _ORDER,
    "law": _LAW,
    "section": _SECTION,
}
_KINDS = {
    "person": frozenset({"person"}),
    "actor": frozenset({"person", "entity", "agency", "place"}),
    "names": frozenset({"person", "entity"}),
    "named": frozenset({"person", "entity", "agency"}),
    "place": frozenset({"place", "entity", "agency"}),
    "country": frozenset({"place"}),
}
SAME = 0.5
"""A name that says this much of one that the question names is not a new one."""


@functools.cache
def _rows() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = resources.files("assistant").joinpath("data/asked.yaml").read_text(encoding="utf-8")
    return tuple((row["type"], re.compile(row["pattern"])) for row in yaml.safe_load(text))


@functools.lru_cache(maxsize=512)
def asked_types(text: str) -> tuple[str, ...]:
    """The types of thing that a question asks for (`money`, `date`, `person`, …), each once, in the order of the table."""
    lower = text.lower()
    return tuple(dict.fromkeys(kind for kind, pattern in _rows() if pattern.search(lower)))


def has_type(question: Question, targets: tuple[Target, ...], text: str) -> bool:
    """Whether a text has something of every type that the question asks for, beyond what the question says itself."""
    return all(_has(kind, question, targets, text) for kind in asked_types(question.text))


NEAR = 60
"""Characters behind a number in which what is counted has to stand."""


def _counts(question: Question, text: str) -> bool:
    """Whether a number that the question does not say itself stands right before what is counted, or for it ("of the 73")."""
    said = {match.group().lower() for match in _NUMERAL.finditer(question.text)}
    counted = frozenset(k for u in question.focus for k in u.keys)
    for match in _NUMERAL.finditer(text):
        if (
            match.group().lower() in said
            or _YEAR.fullmatch(match.group())
            or text[match.start() - 1 : match.start()] in _SIGNS
        ):
            continue
        behind = _CLAUSE.split(text[match.end() : match.end() + NEAR])[0]
        bracketed = text[match.start() - 1 : match.start()] == "(" and behind.startswith(")")
        bare = not behind.strip() and not _DATE.search(
            text[max(match.start() - 12, 0) : match.start()]
        )  # "the second adds 16, among them …"
        if not counted or bracketed or bare or keys(behind) & counted:
            return True
    return False


def _has(kind: str, question: Question, targets: tuple[Target, ...], text: str) -> bool:
    if kind == "number":
        return _counts(question, text)
    if kind in _PATTERNS:
        return _PATTERNS[kind].search(text) is not None
    said = keys(question.text)
    for mention in mentions(text):
        if mention.kind not in _KINDS[kind]:
            continue
        written = text[mention.start : mention.end]
        if kind == "actor" and mention.kind == "place" and written != mention.value:
            continue  # "Chinese" and "U.S." say of what kind somebody is, not who
        own = keys(mention.value or written)
        if own and not own <= said and all(t.share(own) < SAME for t in targets):
            return True
    return False
