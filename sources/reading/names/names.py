"""From a run of capitalised words to the names in it: where one ends and the next begins, and what each is.

The rules are about small words and about classes of words (tables/words.yaml), never about single companies:
`of` joins after the word of a body (`Academy of …`), `and` joins between two words of a trade or a science (`Industry and
Security`), a demonym stands outside of a company's name but inside of a body's (`Chinese Academy of Sciences`), the place before a
name belongs to it (`Xinjiang Daqo`), a title begins a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sources.reading.names.run_links import RunLinks
from sources.reading.names.run_words import sets
from sources.reading.names.tokens import Token
from sources.reading.words.lexicon import Phrase, common, folded, places, words

_LOCAL = folded("local_bodies")
"""Generic words that a place before them makes a name (`Sichuan University`)."""
_SMALL = frozenset(["of", "for", "and", "the", "on"])


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch `start:end` of the text that is one name. `kind` as in Mention, with `demonym` and `outlet` told apart."""

    start: int
    end: int
    kind: str
    value: str | None = None
    title_start: int = -1
    title_end: int = -1
    acronym: tuple[int, int] | None = None


def segment(run: Sequence[Token], at_start: bool, in_title: bool) -> list[Name]:
    """The names of one run. `at_start`: its first word begins a sentence; `in_title`: its line is in title case, so a
    capital says nothing and only words that are not English words (or of a trade) can be names."""
    return _Run(run, at_start, in_title).read()


class _Run(RunLinks):
    """A run read into names."""

    def __init__(self, run: Sequence[Token], at_start: bool, in_title: bool) -> None:
        super().__init__(run, at_start, in_title)
        self.names: list[Name] = []

    def read(self) -> list[Name]:
        i, n = 0, len(self.t)
        while i < n:
            token = self.t[i]
            if token.kind != "cap":
                i += 1
                continue
            hit = self.phrase(i)
            if hit and not (self.title_run(i) and self.person_after(i)) and (j := self.after_phrase(i, hit)):
                i = j
                continue
            i = i + 1 if self.skipped(i) else self.name(i)
        return self.names

    def after_phrase(self, i: int, hit: tuple[Phrase, int]) -> int:
        """Emit a fixed phrase and say where to go on; 0 when it is the beginning of a longer name."""
        phrase, j = hit
        if j - i > 1 and (inner := self.phrase(i + 1)) and inner[1] > j and (outer := places().get(self.t[i].low)):
            self.add(i, i + 1, "place", outer[0])  # `U.S.` before `Customs and Border Protection`
            return i + 1
        if phrase.kind == "agency" and self.longer_body(i, j):
            return 0
        if phrase.kind in ("place", "demonym") and self.place_inside(phrase, j):
            return 0
        if phrase.kind == "other" and j < len(self.t) and self.t[j].kind == "cap" and self.t[j].low in sets()["org"]:
            return 0
        tail = self.caps_from(j) if phrase.kind in ("other", "place", "demonym") else []
        if tail and tail[-1].low in sets()["laws"] and not tail[0].comma:
            return 0
        if phrase.kind == "law" and j < len(self.t) and self.t[j].low in sets()["laws"]:
            return 0
        if phrase.kind == "outlet" and j < len(self.t) and self.t[j].low in sets()["org"]:
            return 0
        if phrase.kind in ("law", "list") and j < len(self.t) and self.t[j].low in ("entity", "list"):
            end = j
            while end < len(self.t) and self.t[end].low in ("entity", "list"):
                end += 1
            self.add(i, end, "list", None)
            return end
        bracket = self.acronym_after(j)
        self.add(i, j, phrase.kind, phrase.value, acronym=bracket)
        return j

    def longer_body(self, i: int, j: int) -> bool:
        """`Treasury` or an abbreviation as the first word of a longer name (`Treasury Wine Estates Ltd.`)."""
        if j - i > 1 or j >= len(self.t) or self.t[j].kind != "cap":
            return False
        k = j
        while k < len(self.t) and self.t[k].kind == "cap":
            if self.t[k].low in sets()["legal"]:
                return True
            k += 1
        return False

    def place_inside(self, phrase: Phrase, j: int) -> bool:
        """Whether the place or demonym before `j` begins a longer name."""
        s = sets()
        if j >= len(self.t):
            return False
        token = self.t[j]
        if token.kind == "bracket" or token.kind == "number" or token.comma:
            return False
        if token.kind == "link":
            return False
        if self.breaks(j) or (self.skipped(j) and token.low not in s["org"]):
            return False
        tail = self.caps_from(j)
        lows = [t.low for t in tail]
        if (
            phrase.kind == "demonym"
            or phrase.words[0] in ("US", "U.S.", "u.s.", "UK", "u.k.", "uk", "EU")
            or phrase.value == "United States"
        ):
            first = all(
                low in s["org"] or low in common() or low.startswith("people's") or low == "communist" for low in lows
            )
            whole = any(
                low in s["heads"] or low in s["legal"] or low in ("airlines", "airways", "steel") for low in lows
            )
            generic = (
                len(lows) == 1
                and not self.of_follows(j)
                and lows[0] in s["groups"] | {"government", "army", "military"}
            )
            named = (
                len(lows) == 1
                and phrase.kind == "demonym"
                and not self.in_title
                and lows[0] in common()
                and lows[0].endswith("s")
                and not any(lows[0] in s[k] for k in ("generic", "groups", "titles", "org", "laws", "events", "time"))
                and lows[0] not in folded("others") | folded("group_nouns")
            )
            return (first and whole and not generic) or named
        if lows and self.of_follows(j) and lows[0] in s["heads"]:
            return phrase.kind == "place"
        if len(lows) == 1 and lows[0] in _LOCAL:
            return True
        if lows and lows[0] in s["generic"] and not any(low in s["legal"] or low in s["industry"] for low in lows[1:]):
            return lows[0] in s["heads"] and phrase.kind == "place" and lows[0] not in s["groups"]
        return True

    def name(self, i: int) -> int:
        """Read one name from `i`; the index after it."""
        title = self.title_run(i)
        if title and self.person_after(i):
            end = self.person_end(title)
            self.add(title, end, "person", None, title=(self.t[i].start, self.t[title - 1].end))
            return self.after_bracket(end)
        j = self.extend(i)
        self.emit(i, j)
        return max(j, i + 1)

    def emit(self, i: int, j: int) -> None:
        """Add the name `i:j` after trimming what cannot stand at its ends; nothing when only generic words are left."""
        i, j = self.trimmed(i, j)
        if i >= j:
            return
        s = sets()
        tokens = self.t[i:j]
        lows = [token.low for token in tokens]
        acronym = self.acronym_after(j)
        if any(low in s["laws"] for low in lows) and self.is_law(tokens):
            self.add(i, j, "law", None, acronym=acronym)
        elif lows[-1] in ("list", "blacklist", "lists"):
            self.add(i, j, "list", None, acronym=acronym)
        elif len(tokens) == 1:
            if tokens[0].text not in ("No.", "No"):
                self.emit_one(i, j, acronym)
        elif not self.is_generic(lows):
            event = lows[-1] in s["events"]
            kind = "other" if event else "person" if self.is_person(tokens) else "entity"
            self.add(i, j, kind, None, acronym=acronym)

    def trimmed(self, i: int, j: int) -> tuple[int, int]:
        """The stretch without what cannot stand at the ends of a name."""
        s = sets()
        while j > i and self.t[j - 1].kind == "link":
            j -= 1
        while j - i > 1 and self.t[i].low in s["groups"] - s["heads"] - s["industry"]:
            i += 1  # `Chipmaker SMIC`
        if j - i > 1 and re.fullmatch(r"[A-Z]{3,7}", self.t[i].text) and not self.in_title:
            rest = [token.low for token in self.t[i + 1 : j]]
            j = i + 1 if all(low in s["titles"] for low in rest) else j  # `the EARB Chair`
        if j - i > 2 and self.in_title:
            i = self.trim_descriptor(i, j)
        return i, j

    def is_generic(self, lows: Sequence[str]) -> bool:
        """Whether several words, in lower case, name nobody: only words of bodies, groups, titles, places or parties."""
        s = sets()
        kinds = (s["generic"], s["groups"], s["drop"], _SMALL)
        if all(any(low in kind for kind in kinds) for low in lows) and not (lows[0] in s["heads"] and len(lows) > 2):
            return True
        plural = lows[-1] in folded("group_nouns") and lows[-1].endswith("s") and lows[-1] not in s["heads"]
        if plural and all(low in s["org"] or low in common() or low in places() for low in lows):
            return True  # `Supercomputing Entities` of a headline
        if all(low in s["titles"] or low in ("of", "for", "and", "the") for low in lows):
            return True
        return (
            lows[-1] in ("republican", "democrat", "republicans", "democrats")
            or " ".join(lows) in folded("generic_phrases")
            or all(low in places() or low in folded("others") for low in lows)
        )

    def trim_descriptor(self, i: int, j: int) -> int:
        """`Technology Company Inspur` in title case: what stands before `Company` describes what stands after it."""
        for k in range(i, j - 1):
            if (
                self.t[k].low in ("company", "firm", "giant", "maker", "group", "startup")
                and self.t[k + 1].low not in sets()["org"]
                and k > i
            ):
                return k + 1
        return i

    def is_law(self, tokens: Sequence[Token]) -> bool:
        lows = [token.low for token in tokens]
        if len(lows) == 1:
            return False
        if lows[-1] in sets()["laws"]:
            return (
                lows[-1] not in ("order", "orders", "rule", "memorandum", "agreement")
                or len(lows) > 2
                or lows[0] == "executive"
            )
        return tokens[-1].kind == "number" or "order" in lows or ("act" in lows and "of" in lows)

    def emit_one(self, i: int, j: int, acronym: tuple[int, int] | None) -> None:
        s = sets()
        token = self.t[i]
        low = token.low
        if low in s["generic"] or low in s["groups"] or low in s["titles"] or low in s["legal"] or low in s["drop"]:
            return
        if low in s["heads"] and token.text.istitle():
            return
        if len(token.text) == 1 or token.text.rstrip(".").isdigit() or re.fullmatch(r"\d+(?:st|nd|rd|th)", low):
            return
        if low in s["org"] and (token.text.istitle() or self.in_title):
            return
        if low in common() and (self.in_title or (i == 0 and self.at_start and token.text.istitle())):
            return
        if re.fullmatch(r"[A-Z]\.?", token.text):
            return
        self.add(i, j, "person" if token.text in words("leaders") else "entity", None, acronym=acronym)

    def is_person(self, tokens: Sequence[Token]) -> bool:
        s = sets()
        if not 2 <= len(tokens) <= 5 or any(token.low in s["org"] or token.kind == "number" for token in tokens):
            return False
        first = tokens[0].text
        return first in words("first_names") and tokens[1].text not in words("inner_possessives")

    def add(
        self,
        i: int,
        j: int,
        kind: str,
        value: str | None,
        title: tuple[int, int] = (-1, -1),
        acronym: tuple[int, int] | None = None,
    ) -> None:
        self.names.append(Name(self.t[i].start, self.t[j - 1].end, kind, value, *title, acronym))
