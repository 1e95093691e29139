"""What is done with the records of a question: they are named, counted, counted by year, ranked, the first or last of them."""

import re
from dataclasses import dataclass

from assistant.query.terms.model import By, Operation
from assistant.query.terms.scan import Scan

ADDED = re.compile(
    r"\b(?:add(?:ed|s|itions?|ing)?|listed|placed|put|designated|sanctioned|blacklisted|included|joined|entered)\b",
    re.I,
)
NEW = re.compile(r"\b(?:new|newly)\b", re.I)
"""Says that something was added only together with a time or a rule; alone it narrows, and nothing tells how."""
NARROWING = re.compile(
    r"\b(?:(?:sanctioned|blacklisted|restricted) (?:\w+ )?(?:compan|firm|business|organi|entit|part)|listed (?:\w+ )?(?:compan|firm|business))\w*",
    re.I,
)
"""A participle that says which companies: those under sanctions, those whose shares are traded."""
CHANGED = re.compile(
    r"\b(?:chang(?:ed|es?)|modif(?:ied|ications?)|revis(?:ed|ions?)|amend(?:ed|ments?)|updated|corrected)\b", re.I
)
REMOVED = re.compile(
    r"\b(?:remov(?:ed|als?)|delist(?:ed|ings?)|delet(?:ed|ions?)|dropped|struck|taken off|came off|no longer)\b", re.I
)

NOUN = re.compile(
    r"\b(?P<noun>entit(?:y|ies)|entr(?:y|ies)|compan(?:y|ies)|firms?|business(?:es)?|organi[sz]ations?|institutions?|part(?:y|ies)|records?|rows?|"
    r"listings?|additions?|individuals?|people|persons?|vessels?|ships?|aircraft|names|anyone|anybody|someone|who)\b",
    re.I,
)
"""What is asked for: records, by what people call them."""
TYPES = (
    ("individual", re.compile(r"individual|people", re.I)),
    ("vessel", re.compile(r"vessel|ship", re.I)),
    ("aircraft", re.compile(r"aircraft", re.I)),
    ("entity", re.compile(r"entit|compan|firm|business|organi", re.I)),
)
"""The kinds of party that some lists tell apart, by the nouns for them."""

_BYS: tuple[tuple[By, str], ...] = (
    ("year", r"years?"),
    ("month", r"months?"),
    ("country", r"countr(?:y|ies)|destinations?"),
    ("rule", r"rules?|notices?|citations?"),
    ("programme", r"program(?:me)?s?"),
)
_ANY_BY = "|".join(words for _, words in _BYS)
_WHICH_BY = re.compile(rf"\b(?:(?:in|under|from|by) )?(?:which|what) (?P<by>{_ANY_BY})\b", re.I)
_EXTREME = re.compile(
    r"\b(?:the )?(?P<which>most|fewest)(?= (?:\w+ ){0,3}(?:entit|entr|compan|firm|part|record|listing|addition|individual|vessel))",
    re.I,
)
_GROUP = re.compile(
    rf"\b(?:(?:broken down |grouped |split )?by|per|(?:for |in |under |from )?each|(?:for |in |under |from )?every) (?P<by>{_ANY_BY})\b",
    re.I,
)
_YEARLY = re.compile(r"\b(?:a (?P<by>year|month)|(?P<ly>annually|yearly|monthly))\b", re.I)
_MOST_OF = re.compile(
    r"\b(?:with|has|have|having|had) the (?P<which>most|fewest) (?P<cell>alias(?:es)?|other names|addresses)\b", re.I
)
_LONG = re.compile(r"\b(?P<which>longest|shortest)(?= (?:\w+ ){0,3}(?:entr|row|record))", re.I)
_SHARED = re.compile(
    r"\b(?:shar(?:e|es|ing) (?:an?|one|the|their)(?: same| common)?|(?:have|has|having|with|at) (?:the same|a common|one)) address(?:es)?\b",
    re.I,
)
_TOUCHED = re.compile(
    r"^(?:when|on (?:what|which) (?:day|date)) (?:was|were|did|has|have) (?P<list>.{2,90}?) (?:been )?(?:last|most recently) "
    r"(?:changed?|modified|revised|amended|updated?)\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:the )?(?:first|earliest|oldest)\b", re.I)
_LATEST = re.compile(r"\b(?:the )?(?:latest|newest|most recent(?:ly)?|last)\b", re.I)
_ENDS: tuple[tuple[re.Pattern[str], Operation], ...] = ((_FIRST, "earliest"), (_LATEST, "latest"))
_COUNT = re.compile(r"\bhow many\b|\b(?:the )?(?:total )?number(?: of\b|(?= \ue000))|^count\b", re.I)
_EXISTS = re.compile(
    r"^(?:are|is) there (?:any|an?|some)?\b|^(?:are|is|was|were|has|have|had|did|do|does)(?= .{0,60}\b(?:any|anyone|anybody)\b)",
    re.I,
)
_LIST = re.compile(r"^(?:which|what|who|(?:list|show|name|give|find|tell)(?: me| us)?(?: the names of)?)\b", re.I)
_WHEN = re.compile(r"^(?:when|(?:on|in) (?:what|which) (?:day|date|year))\b", re.I)
_MANY_ONE = re.compile(r"^how (?:long|big|large) is\b", re.I)


_NOT_RECORDS = (
    r"happens?|do|does|did|means?|kind|sort|effects?|consequences?|restrictions?|requirements?|rules?|licen[cs]es?|lists?|agenc\w+|"
    r"must|can|may|should|is|are|was|were|to|for|by|about"
)
_ASKED = re.compile(
    rf"^(?:what|which)(?: (?:is|are|was|were))?(?: (?!(?:{_NOT_RECORDS})\b)\S+){{0,8}}? (?={NOUN.pattern})", re.I
)
_OTHERS = re.compile(
    rf"^(?:how many|which)(?: (?!(?:{_NOT_RECORDS}|countr\w+|names?|sections?|footnotes?)\b)[\w'’-]+){{1,4}} (?:are|is|stand|appear)\b.*\b(?:on|in) ",
    re.I,
)
_CLAUSE = re.compile(
    r"(?:why|when|how|where|is|are|was|were|does|do|did|has|have|had|can|could|may|must|should|will|would|in|on|under|for|by|since|until|"
    r"whom|whose|what|which|who|explain|describe|define)\b",
    re.I,
)
_WHO = re.compile(r"^who (?:is|are|was|were|has|have|stands?|appears?)\b", re.I)


def asks_for_records(text: str) -> bool:
    """Whether records are what is asked for by "which" and "what", not only what something else is asked of."""
    return not re.match(r"(?:what|which)\b", text, re.I) or _ASKED.match(text) is not None


def asks_for_others(text: str) -> bool:
    """Whether records are asked for by a word that says more of them than that they stand on a list ("which banks are on"), or a
    list as a whole ("how long is")."""
    return _OTHERS.match(text) is not None or _MANY_ONE.match(text) is not None


def is_clause(text: str) -> bool:
    """Whether a question is a clause that asks something, not the bare name of records ("Entity List entries under China")."""
    return _CLAUSE.match(text) is not None


def counts(text: str) -> bool:
    """Whether a number is asked for."""
    return re.match(r"how many\b", text, re.I) is not None


def asks_who(text: str) -> bool:
    """Whether it is asked who is something, records by another word."""
    return _WHO.match(text) is not None


@dataclass(frozen=True, slots=True)
class Shape:
    """The operation, by what it is told apart, and whether the fewest or shortest are wanted."""

    operation: Operation
    by: By | None = None
    fewest: bool = False


def take(scan: Scan, text: str) -> Shape | None:
    """What a question does with the records it asks for, the words for it taken out; None where nothing says so."""
    if touched := _TOUCHED.match(text):
        scan.drop(touched.start(), touched.start("list"))
        scan.drop(touched.end("list"), touched.end())
        return Shape("newest")
    if special := _special(scan):
        return special
    grouped = scan.take(_GROUP) or scan.take(_YEARLY)
    counted = scan.take(_COUNT) or scan.take(_MANY_ONE)
    if grouped:
        parts = grouped.groupdict()
        return Shape(
            "group", by_of(parts.get("by") or ("month" if "month" in str(parts.get("ly")).lower() else "year"))
        )
    if counted:
        return Shape("count")
    for pattern, operation in _ENDS:
        if scan.take(pattern):
            scan.take(_WHEN)
            return Shape(operation)
    if _EXISTS.match(text):
        scan.take(_EXISTS)
        return Shape("exists")
    return Shape("list") if _LIST.match(text) and scan.take(_LIST) else None


def _special(scan: Scan) -> Shape | None:
    """Ranks, the longest row, the most of a cell, addresses in common."""
    if most := scan.take(_MOST_OF):
        cell: By = "address" if "address" in most["cell"].lower() else "alias"
        return Shape("most", cell, most["which"].lower() == "fewest")
    if _WHICH_BY.search(scan.rest) and (extreme := scan.take(_EXTREME)):
        which = scan.take(_WHICH_BY)
        return Shape("rank", by_of(which["by"]) if which else "year", extreme["which"].lower() == "fewest")
    if long := scan.take(_LONG):
        return Shape("longest", fewest=long["which"].lower() == "shortest")
    return Shape("shared", "address") if scan.take(_SHARED) else None


def by_of(words: str) -> By:
    """The key that a word stands for."""
    return next(by for by, pattern in _BYS if re.fullmatch(pattern, words, re.I))
