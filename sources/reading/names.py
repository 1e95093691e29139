"""From a run of capitalised words to the names in it: where one ends and the next begins, and what each is.

The rules are about small words and about classes of words (tables/words.yaml), never about single companies:
`of` joins after the word of a body (`Academy of …`), `and` joins between two words of a trade or a science (`Industry and
Security`), a demonym stands outside of a company's name but inside of a body's (`Chinese Academy of Sciences`), the place before a
name belongs to it (`Xinjiang Daqo`), a title begins a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sources.reading.lexicon import Phrase, common, country_of, folded, phrases, places, words
from sources.reading.tokens import Token

_ACRONYM = re.compile(r"^\(\"?(?:the |or |hereafter |collectively )*\"?([A-Z0-9][A-Za-z0-9&./-]{1,14})\"?\)$")
_PARTY = re.compile(r"^\((?:[DRI]|Democrat|Republican)(?:-|—|,)")
_CITIES = frozenset({"Hong Kong", "Macau", "Singapore", "Taiwan"})
_LOCAL = frozenset(
    [
        "university",
        "institute",
        "academy",
        "bank",
        "police",
        "airport",
        "port",
        "group",
        "company",
        "corporation",
        "hospital",
        "exchange",
        "laboratory",
        "college",
        "shipyard",
        "airlines",
        "refinery",
    ]
)
"""Generic words that a place before them makes a name (`Sichuan University`)."""


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


@cache
def _sets() -> dict[str, frozenset[str]]:
    heads = folded("org_heads")
    industry = folded("industry_words")
    legal = folded("legal_forms")
    return {
        "heads": heads,
        "industry": industry,
        "legal": legal,
        "org": heads | industry | legal,
        "time": folded("months") | folded("weekdays"),
        "drop": folded("drop_words"),
        "generic": folded("generic_caps"),
        "titles": folded("titles"),
        "groups": folded("group_nouns") | folded("common_heads"),
        "laws": folded("laws"),
        "events": folded("events"),
    }


def segment(run: Sequence[Token], at_start: bool, in_title: bool) -> list[Name]:
    """The names of one run. `at_start`: its first word begins a sentence; `in_title`: its line is in title case, so a
    capital says nothing and only words that are not English words (or of a trade) can be names."""
    return _Run(run, at_start, in_title).read()


class _Run:
    def __init__(self, run: Sequence[Token], at_start: bool, in_title: bool) -> None:
        self.t = run
        self.at_start = at_start
        self.in_title = in_title
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

    # -- what a word is ------------------------------------------------------------------------------------------

    def skipped(self, i: int) -> bool:
        """Words that no name begins with: function words, months, and what is capitalised only for its place."""
        token = self.t[i]
        if token.kind != "cap":
            return False
        s = _sets()
        if token.low in s["time"] or token.low.rstrip(".") in s["time"]:
            return True
        if re.fullmatch(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty-[a-z]+", token.low):
            return True
        if token.low in s["drop"] and not (token.text.isupper() and len(token.text) > 1 and not self.in_title):
            return True
        if self.in_title and token.low in common() and token.low not in s["titles"]:
            return not (token.low in s["org"] and self.org_follows(i))
        if i == 0 and self.at_start and token.low in common() and token.low not in s["titles"]:
            return self.unknown_follows(i)
        return False

    def org_follows(self, i: int) -> bool:
        """In title case: a trade word begins a name only when words of trade and a word of a body follow it."""
        j = i + 1
        while j < len(self.t) and self.t[j].kind == "cap" and self.t[j].low in _sets()["org"]:
            if self.t[j].low in _sets()["legal"] or self.t[j].low in _sets()["heads"]:
                return self.t[j].low not in ("company", "firm", "companies", "group")
            j += 1
        return False

    def unknown_follows(self, i: int) -> bool:
        """A common word at the start of a sentence is dropped before a real name (`Unfortunately Huawei`), and kept where
        only words of trade follow (`Positive Technologies`)."""
        s = _sets()
        if self.t[i].low.endswith("ly") or i + 1 >= len(self.t):
            return True
        following = self.t[i + 1]
        if following.kind == "link":
            return self.t[i].low not in s["heads"] or following.low != "of"
        if following.kind != "cap":
            return True
        if self.t[i].low in s["heads"] | s["industry"] and self.t[i].low not in s["groups"]:
            return False
        return not (following.low in s["org"] or (following.low in common() and following.low not in s["groups"]))

    def phrase(self, i: int) -> tuple[Phrase, int] | None:
        """The longest fixed phrase that begins here, and the index after it."""
        for phrase in phrases().get(self.t[i].low, ()):
            j = i + len(phrase.words)
            if j > len(self.t):
                continue
            tokens = self.t[i:j]
            if all(
                (token.text == word) if phrase.exact else (token.low == word.casefold())
                for token, word in zip(tokens, phrase.words, strict=True)
            ):
                return phrase, j
        return None

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
        if phrase.kind == "other" and j < len(self.t) and self.t[j].kind == "cap" and self.t[j].low in _sets()["org"]:
            return 0
        tail = self.caps_from(j) if phrase.kind in ("other", "place", "demonym") else []
        if tail and tail[-1].low in _sets()["laws"] and not tail[0].comma:
            return 0
        if phrase.kind == "law" and j < len(self.t) and self.t[j].low in _sets()["laws"]:
            return 0
        if phrase.kind == "outlet" and j < len(self.t) and self.t[j].low in _sets()["org"]:
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
            if self.t[k].low in _sets()["legal"]:
                return True
            k += 1
        return False

    def place_inside(self, phrase: Phrase, j: int) -> bool:
        """Whether the place or demonym before `j` begins a longer name."""
        s = _sets()
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
            return first and whole and not generic
        if lows and self.of_follows(j) and lows[0] in s["heads"]:
            return phrase.kind == "place"
        if len(lows) == 1 and lows[0] in _LOCAL:
            return True
        if lows and lows[0] in s["generic"] and not any(low in s["legal"] or low in s["industry"] for low in lows[1:]):
            return lows[0] in s["heads"] and phrase.kind == "place" and lows[0] not in s["groups"]
        return True

    def of_follows(self, j: int) -> bool:
        """Whether the word at `j` is followed by `of` and a further word (`Academy of Sciences`)."""
        return j + 2 < len(self.t) and self.t[j + 1].low == "of" and self.t[j + 2].kind == "cap"

    def caps_from(self, j: int) -> list[Token]:
        out: list[Token] = []
        while j < len(self.t) and self.t[j].kind == "cap" and not self.breaks(j):
            out.append(self.t[j])
            j += 1
        return out

    def breaks(self, j: int) -> bool:
        """Whether a name cannot go on with the capitalised word at `j`."""
        s = _sets()
        token = self.t[j]
        if token.comma and token.low not in s["legal"]:
            return True
        if token.low in s["time"]:
            return True
        if token.low in s["drop"] and token.low not in s["org"]:
            return True
        if self.in_title and token.low in common() and token.low not in s["org"]:
            return True
        if self.title_run(j) and self.person_after(j):
            return True
        hit = self.phrase(j)
        if hit:
            phrase, end = hit
            if phrase.kind in ("agency", "list", "law"):
                return end - j > 1 or phrase.exact
            if phrase.kind == "demonym":
                return not (end < len(self.t) and self.t[end].low in s["org"])
        return False

    # -- persons -------------------------------------------------------------------------------------------------

    def title_run(self, j: int) -> int:
        """The index after a run of title words at `j` (`Deputy Assistant Secretary`), or 0."""
        s = _sets()
        k = j
        while k < len(self.t):
            if self.t[k].low in s["titles"] or (
                k > j
                and self.t[k].kind == "link"
                and self.t[k].low in ("of", "for", "and", "the")
                and self.title_goes_on(k)
            ):
                k += 1
                continue
            if k > j and self.t[k].low in (
                "officer",
                "financial",
                "operating",
                "technology",
                "scientist",
                "state",
                "defense",
                "commerce",
                "treasury",
                "industry",
                "security",
                "trade",
                "energy",
                "policy",
                "interior",
            ):
                k += 1
                continue
            break
        while k > j and self.t[k - 1].kind == "link":
            k -= 1
        return k if k > j else 0

    def title_goes_on(self, k: int) -> bool:
        k += 1
        while k < len(self.t) and self.t[k].low in ("the", "of", "for"):
            k += 1
        if k >= len(self.t):
            return False
        low = self.t[k].low
        return low in _sets()["titles"] or low in (
            "state",
            "defense",
            "commerce",
            "treasury",
            "industry",
            "security",
            "trade",
            "export",
            "energy",
            "policy",
            "interior",
        )

    def person_after(self, j: int) -> bool:
        """Whether the title words at `j` are followed by a person's name."""
        k = self.title_run(j)
        if not k or k >= len(self.t):
            return False
        token = self.t[k]
        s = _sets()
        if (
            token.kind != "cap"
            or token.comma
            or token.low in s["org"]
            or token.low in s["drop"]
            or token.low in s["time"]
        ):
            return False
        if self.in_title and token.low in common():
            return False
        hit = self.phrase(k)
        return not (hit and hit[0].kind in ("agency", "list", "law", "demonym"))

    # -- names ---------------------------------------------------------------------------------------------------

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

    def person_end(self, k: int) -> int:
        s = _sets()
        begin = k
        while k < len(self.t) and k - begin < 5:
            token = self.t[k]
            if token.kind == "link" and token.low in words("particles") and k + 1 < len(self.t):
                k += 1
                continue
            if token.kind != "cap" or token.comma or (k > begin and (token.low in s["org"] or self.breaks(k))):
                break
            if token.low in s["time"] or token.low in s["drop"]:
                break
            k += 1
        while k > begin and self.t[k - 1].kind == "link":
            k -= 1
        return k

    def after_bracket(self, k: int) -> int:
        return k + 1 if k < len(self.t) and self.t[k].kind == "bracket" else k

    def extend(self, i: int) -> int:
        """The index after the name that begins at `i`."""
        j, n = i + 1, len(self.t)
        while j < n:
            token = self.t[j]
            if token.kind == "cap":
                if self.breaks(j):
                    break
                j += 1
            elif token.kind == "number":
                if not self.number_inside(i, j):
                    break
                j += 1
            elif token.kind == "bracket":
                if not self.bracket_inside(i, j):
                    break
                j += 1
            else:
                k = self.link(i, j)
                if not k:
                    break
                j = k
        return j

    def number_inside(self, i: int, j: int) -> bool:
        previous = self.t[j - 1].low
        if previous in (
            "no.",
            "no",
            "number",
            "№",
            "section",
            "part",
            "order",
            "title",
            "supplement",
            "footnote",
            "e.o.",
            "eo",
            "resolution",
            "proclamation",
            "memorandum",
        ):
            return True
        following = self.t[j + 1] if j + 1 < len(self.t) else None
        if following and following.kind == "cap" and not following.comma:
            return (
                not self.breaks(j + 1)
                and len(self.t[j].text) <= 4
                and not self.skipped(j + 1)
                and previous not in _sets()["laws"]
            )
        return following is None and len(self.t[j].text) <= 3 and previous not in common() and previous not in places()

    def bracket_inside(self, i: int, j: int) -> bool:
        """`(Hong Kong)`, `(Shanshan)`, `(Group)` belong to a name; `(SMIC)`, `(D-Ore.)`, `(Reuters)` do not."""
        inner = self.t[j].text[1:-1].strip()
        following = self.t[j + 1] if j + 1 < len(self.t) else None
        if following and following.kind == "cap" and following.low in _sets()["org"] and not following.comma:
            return True
        if inner.casefold() in places():
            if places()[inner.casefold()][2] or inner in ("PRC", "UAE", "DPRK"):
                return False
            if (j - i == 1 and self.t[i].low in places()) or (country_of(inner) == inner and inner not in _CITIES):
                return False  # `Candiru (Israel)` says where it is
            return not inner.isupper() or len(inner) <= 2
        if _ACRONYM.match(self.t[j].text) and (inner.isupper() or not inner.isalpha()):
            return False
        if _PARTY.match(self.t[j].text) or inner in words("outlets") or not inner[0].isupper():
            return False
        pieces = inner.split()
        if any(piece[0].isdigit() for piece in pieces) or len(pieces) > 3:
            return False
        known = {token.low for token in self.t[i:j]} & _sets()["org"]
        return (
            bool(known)
            and all(piece[0].isupper() for piece in pieces)
            and inner.casefold() not in _sets()["titles"]
            and not self.initials(i, j, inner)
        )

    def initials(self, i: int, j: int, inner: str) -> bool:
        letters = "".join(t.text[0] for t in self.t[i:j] if t.kind == "cap").casefold()
        short = re.sub(r"[^a-z]", "", inner.casefold())
        return " " not in inner and len(short) > 1 and letters.startswith(short[:2]) and len(short) <= len(letters) + 2

    def link(self, i: int, j: int) -> int:
        """Whether the small word at `j` is inside the name `i:j`; the index after the word that follows it, or 0."""
        s = _sets()
        low = self.t[j].low
        k = j + 1
        while k < len(self.t) and self.t[k].kind == "link":
            k += 1
        if k >= len(self.t) or self.t[k].kind != "cap":
            return 0
        follower = self.t[k]
        if self.skipped(k) and follower.low not in s["org"]:
            return 0
        if low == "&":
            return k + 1
        before = self.t[j - 1]
        if low == "of":
            if before.low in s["heads"] or before.low in (
                "republic",
                "kingdom",
                "state",
                "ministry",
                "states",
                "emirates",
                "committee",
                "government",
                "people",
                "laws",
                "technology",
            ):
                return 0 if self.person_after(k) else k + 1
            if before.low in ("science", "sciences", "academies") and any(t.low in s["heads"] for t in self.t[i:j]):
                return k + 1
            if before.kind == "cap" and before.low in s["industry"] and any(t.low == "of" for t in self.t[i:j]):
                return k + 1
            return 0
        if low in ("for", "on", "in"):
            inside = {t.low for t in self.t[i:j]}
            if low == "in" and "investment" not in inside:
                return 0
            if before.low in s["heads"] | {"committee", "center", "centre", "campaign", "law"}:
                return k + 1
            return 0
        if low == "at":
            inside = {t.low for t in self.t[i:j]}
            return k + 1 if inside & s["heads"] and inside & {"of", "for"} else 0
        if low == "and":
            return self.and_inside(i, j, k)
        if low == "the":
            return 0
        if low in words("particles") and before.low not in s["org"]:
            return k + 1
        if low in ("de", "del", "da", "do", "di", "la", "y"):
            return k + 1
        return 0

    def and_inside(self, i: int, j: int, k: int) -> int:
        """`Production and Construction Corps`, `Science and Technology of China`: a trade on both sides."""
        s = _sets()
        left, right = self.t[j - 1], self.t[k]
        trades = s["industry"] | {
            "border",
            "protection",
            "technology",
            "sciences",
            "reform",
            "regional",
            "related",
            "space",
            "astronautics",
            "telecommunications",
        }
        ended = {
            "technologies",
            "systems",
            "solutions",
            "products",
            "networks",
            "motors",
            "semiconductors",
            "industries",
        }
        if left.low not in trades or left.low in ended or left.low in s["legal"]:
            return 0
        if right.low in trades or right.low in ("protection", "astronautics", "reform"):
            inside = [t.low for t in self.t[i:j]]
            follows = self.t[k + 1].low if k + 1 < len(self.t) else ""
            if "of" in inside or "for" in inside or len(inside) == 1:
                return k + 1
            if follows and (follows in s["org"] or follows in ("of", "for")):
                return k + 1
            if k + 1 == len(self.t) and len(inside) > 1 and inside[-1] in s["industry"]:
                return k + 1
        return 0

    # -- results -------------------------------------------------------------------------------------------------

    def emit(self, i: int, j: int) -> None:
        """Add the name `i:j` after trimming what cannot stand at its ends; nothing when only generic words are left."""
        s = _sets()
        while j > i and self.t[j - 1].kind == "link":
            j -= 1
        while j - i > 1 and self.t[i].low in s["groups"] and self.t[i].low not in s["heads"]:
            i += 1  # `Chipmaker SMIC`
        if j - i > 2 and self.in_title:
            i = self.trim_descriptor(i, j)
        if i >= j:
            return
        tokens = self.t[i:j]
        lows = [token.low for token in tokens]
        acronym = self.acronym_after(j)
        last = lows[-1]
        if any(low in s["laws"] for low in lows) and self.is_law(tokens):
            self.add(i, j, "law", None, acronym=acronym)
            return
        if last in ("list", "blacklist", "lists"):
            self.add(i, j, "list", None, acronym=acronym)
            return
        if len(tokens) == 1:
            self.emit_one(i, j, acronym)
            return
        if all(
            low in s["generic"] or low in s["groups"] or low in s["drop"] or low in ("of", "for", "and", "the", "on")
            for low in lows
        ) and not (lows[0] in s["heads"] and len(lows) > 2):
            return
        if (
            lows[-1] in folded("group_nouns")
            and lows[-1].endswith("s")
            and lows[-1] not in s["heads"]
            and all(low in s["org"] or low in common() or low in places() for low in lows)
        ):
            return  # `Supercomputing Entities` of a headline
        if all(low in s["titles"] or low in ("of", "for", "and", "the") for low in lows):
            return
        if (
            last in ("republican", "democrat", "republicans", "democrats")
            or " ".join(lows) in folded("generic_phrases")
            or all(low in places() or low in folded("others") for low in lows)
        ):
            return
        if last in s["events"]:
            self.add(i, j, "other", None, acronym=acronym)
            return
        kind = "person" if self.is_person(tokens) else "entity"
        self.add(i, j, kind, None, acronym=acronym)

    def trim_descriptor(self, i: int, j: int) -> int:
        """`Technology Company Inspur` in title case: what stands before `Company` describes what stands after it."""
        for k in range(i, j - 1):
            if (
                self.t[k].low in ("company", "firm", "giant", "maker", "group", "startup")
                and self.t[k + 1].low not in _sets()["org"]
                and k > i
            ):
                return k + 1
        return i

    def is_law(self, tokens: Sequence[Token]) -> bool:
        lows = [token.low for token in tokens]
        if len(lows) == 1:
            return False
        if lows[-1] in _sets()["laws"]:
            return (
                lows[-1] not in ("order", "orders", "rule", "memorandum", "agreement")
                or len(lows) > 2
                or lows[0] == "executive"
            )
        return tokens[-1].kind == "number" or "order" in lows or ("act" in lows and "of" in lows)

    def emit_one(self, i: int, j: int, acronym: tuple[int, int] | None) -> None:
        s = _sets()
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
        s = _sets()
        if not 2 <= len(tokens) <= 5 or any(token.low in s["org"] or token.kind == "number" for token in tokens):
            return False
        first = tokens[0].text
        return first in words("first_names") and tokens[1].text not in words("inner_possessives")

    def acronym_after(self, j: int) -> tuple[int, int] | None:
        """Where the short form in the bracket at `j` stands, when the bracket is one."""
        if j < len(self.t) and self.t[j].kind == "bracket" and (found := _ACRONYM.match(self.t[j].text)):
            if (
                _PARTY.match(self.t[j].text)
                or found.group(1) in words("outlets")
                or found.group(1).isdigit()
                or (found.group(1).casefold() in places() and not found.group(1).isupper())
            ):
                return None
            return self.t[j].start + found.start(1), self.t[j].start + found.end(1)
        return None

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
