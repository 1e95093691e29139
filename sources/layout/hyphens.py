"""Words that are parted by a hyphen at the end of a line: whether the hyphen belongs to the word or to the line.

The document itself says it where the word stands elsewhere. Where it does not, the parts are looked at:
"state-/owned" is a compound, "technol-/ogy" is none; and a text that is set in even lines is one whose words are
parted. In doubt the hyphen stays.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_LEFT = re.compile(r"(?<![^\W\d_])([^\W\d_]++(?:['’][^\W\d_]++)?)[-\u00ad\u2010]$")
_RIGHT = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE = _words(
    """
    all anti arms cross counter co de dual end ex extra foreign full government half high inter joint large like
    long low many mid military multi near newly non northern old one over own part post pre pro quasi re self semi
    short sino single small so state sub super third three trans two ultra under up well whole wide world year
    """
)
_AFTER = _words(
    """
    affiliated aligned and backed based born built bound build by called class controlled day dollar down driven
    end ended enabled established exempt first foot free friendly funded grade guided half held hour in is just
    know known led level like line linked list listed long made making man mile minded month off old on only
    operated or order oriented out owned party past plus pound producing proof quality range rate rated ready
    related run scale second security sector sensitive service set shore side sized specific sponsored star stage
    standing state style supplied supported term the third time to type up use used user users wide winning with
    year years
    """
)
"""Words that stand before or after the hyphen of compounds, and never as the rest of a parted word."""
_ENDINGS = [
    "able",
    "ables",
    "al",
    "ances",
    "ance",
    "cation",
    "cations",
    "ences",
    "ence",
    "graphy",
    "ible",
    "ibles",
    "ical",
    "ically",
    "ingly",
    "ities",
    "ity",
    "ization",
    "izations",
    "ize",
    "ized",
    "izes",
    "izing",
    "ially",
    "ment",
    "ments",
    "ness",
    "ogies",
    "ogy",
    "ology",
    "ously",
    "sion",
    "sions",
    "sional",
    "sive",
    "tary",
    "tion",
    "tions",
    "tional",
    "tive",
    "tives",
    "tory",
    "ture",
    "tures",
]
"""What the rest of a parted word ends in, after three letters at most; a word of its own is seldom so."""
_NOT_REST = _words(
    """
    action an as at be by do fiction go he if in is it me my nation nations no ocean of off on or so to up us we
    """
)


_OF_NAMES = _words(
    """
    academy aerospace aeronautical aeronautics aviation avionics company companies communication communications
    computing construction corporation cooperation development electronic electronics electrical energy engineering
    enterprise enterprises equipment foundation import export industrial industries industry information institute
    instruments integrated international investment laboratories laboratory limited logistics machinery management
    manufacturing manufacturer marine maritime materials mechanical metallurgical microelectronics military mining
    nuclear optical optoelectronics petrochemical petroleum pharmaceutical physics plastics precision production
    products propulsion research resources satellite scientific security semiconductor semiconductors services shipbuilding
    shipping shipyard software supercomputing systems technical technological technologies technology
    telecommunication telecommunications telecom trading transport transportation university
    """
)
"""Words of which names of companies are made: where a line parts one of them, the hyphen is the line's."""


def _is_ending(other: str) -> bool:
    """Whether the part after a hyphen is no word of its own: "ogy", "tions", "ly"."""
    if other in _NOT_REST:
        return False
    short = len(other) < 3 or not re.search("[aeiouy]", other)
    return short or any(other.endswith(end) and len(other) - len(end) <= 3 for end in _ENDINGS)


@dataclass(slots=True)
class Vocabulary:
    """The words of a document, and whether it parts words at the ends of lines, as evenly set text does."""

    words: Counter[str] = field(default_factory=Counter)
    even: bool = False
    _ends: list[tuple[str, str]] = field(default_factory=list)

    def add(self, lines: Iterable[str]) -> None:
        """Count the words of lines that follow each other, but not those that are parted at their ends."""
        rest = False
        for line in lines:
            found = _WORD.findall(_LEFT.sub("", line))
            self.words.update(word.lower() for word in found[1 if rest else 0 :])
            last = _LEFT.search(line)
            if rest and found and self._ends:
                self._ends[-1] = (self._ends[-1][0], found[0].lower())
            rest = last is not None
            if last:
                self._ends.append((last[1].lower(), ""))

    def settle(self) -> None:
        """Decide, when all lines are counted, whether the document parts words at the ends of lines."""
        parted = whole = 0
        for one, other in self._ends:
            known = self.words[one + other] or (len(other) > 2 and _is_ending(other) and not self.words[other])
            parted += bool(known)
            whole += bool(self.words[f"{one}-{other}"] or one in _BEFORE or other in _AFTER)
        self.even = self.even or parted > whole

    def joint(self, last: str, here: str) -> str | None:
        """What stands between a line and the one that goes on from it: a blank; "" where the hyphen stays; None
        where the hyphen goes."""
        left, right = _LEFT.search(last), _RIGHT.match(here)
        if not left or not right:
            return "" if last.endswith(("-", "–", "—", "/")) and not last.endswith((" -", " –", " —")) else " "
        if last.endswith("\u00ad"):
            return None
        one, other = left[1], right[0]
        together, compound = (one + other).lower(), f"{one}-{other}".lower()
        if self.words[together] or self.words[compound]:
            return None if self.words[together] > self.words[compound] else ""
        if together in _OF_NAMES and one.lower() not in _BEFORE:
            return None
        if not other[0].islower():
            return None if one.isupper() and other.isupper() and len(one) > 1 and self.even else ""
        if one[0].isupper() and len(other) < 3 and not self.even:  # "Sam-/il" may be a name
            return ""
        return None if self._is_rest(one.lower(), other) else ""

    def _is_rest(self, one: str, other: str) -> bool:
        if one in _BEFORE or other in _AFTER:
            return False
        if (_is_ending(other) and not self.words[other]) or not re.search("[aeiouy]", one):
            return True
        both = self.words[one] and self.words[other]
        return self.even and not both

    def glue(self, lines: Iterable[str]) -> str:
        """Lines of one paragraph or cell as one text."""
        text = ""
        for line in lines:
            text = self.append(text, line) if text else line
        return text

    def append(self, text: str, line: str) -> str:
        """A text with one more line."""
        joint = self.joint(text[-60:], line)
        return text[:-1] + line if joint is None else text + joint + line
