"""How far a name goes: the small words, numbers and brackets that stand inside of it."""

import re

from sources.reading.names.run_words import RunWords, sets
from sources.reading.words.lexicon import common, country_of, folded, places, words

_ACRONYM = re.compile(r"^\(\"?(?:the |or |hereafter |collectively )*\"?([A-Z0-9][A-Za-z0-9&./-]{1,14})\"?\)$")
_PARTY = re.compile(r"^\((?:[DRI]|Democrat|Republican)(?:-|—|,)")
_OF_BODIES = frozenset(
    ["republic", "kingdom", "state", "ministry", "states", "emirates", "committee", "government", "people", "laws", "technology"]
)  # fmt: skip
_CITIES = frozenset({"Hong Kong", "Macau", "Singapore", "Taiwan"})


class RunLinks(RunWords):
    """A run whose names are followed to their ends."""

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
        """Whether the number at `j` belongs to the name (`Qihoo 360 Technology`, `Section 744`)."""
        previous = self.t[j - 1].low
        if previous in folded("number_words"):
            return True
        following = self.t[j + 1] if j + 1 < len(self.t) else None
        if following and following.kind == "cap" and not following.comma:
            return (
                not self.breaks(j + 1)
                and len(self.t[j].text) <= 4
                and not self.skipped(j + 1)
                and previous not in sets()["laws"]
            )
        return following is None and len(self.t[j].text) <= 3 and previous not in common() and previous not in places()

    def bracket_inside(self, i: int, j: int) -> bool:
        """`(Hong Kong)`, `(Shanshan)`, `(Group)` belong to a name; `(SMIC)`, `(D-Ore.)`, `(Reuters)` do not."""
        inner = self.t[j].text[1:-1].strip()
        following = self.t[j + 1] if j + 1 < len(self.t) else None
        if following and following.kind == "cap" and following.low in sets()["org"] and not following.comma:
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
        known = {token.low for token in self.t[i:j]} & sets()["org"]
        return (
            bool(known)
            and all(piece[0].isupper() for piece in pieces)
            and inner.casefold() not in sets()["titles"]
            and not self.initials(i, j, inner)
        )

    def initials(self, i: int, j: int, inner: str) -> bool:
        """Whether a bracket holds a short form made of the letters of the name."""
        letters = "".join(t.text[0] for t in self.t[i:j] if t.kind == "cap").casefold()
        short = re.sub(r"[^a-z]", "", inner.casefold())
        return " " not in inner and len(short) > 1 and letters.startswith(short[:2]) and len(short) <= len(letters) + 2

    def link(self, i: int, j: int) -> int:
        """Whether the small word at `j` is inside the name `i:j`; the index after the word that follows it, or 0."""
        k = j + 1
        while k < len(self.t) and self.t[k].kind == "link":
            k += 1
        if k >= len(self.t) or self.t[k].kind != "cap" or (self.skipped(k) and self.t[k].low not in sets()["org"]):
            return 0
        low = self.t[j].low
        if low == "and":
            return self.and_inside(i, j, k) if k == j + 1 else 0  # `A and the B` are two
        return k + 1 if self.links(low, i, j, k) else 0

    def links(self, low: str, i: int, j: int, k: int) -> bool:
        """Whether the small word `low` joins the name `i:j` to the word at `k`."""
        s = sets()
        before, inside = self.t[j - 1].low, {t.low for t in self.t[i:j]}
        if low == "of":
            return self.of_inside(i, j, k)
        if low in ("for", "on", "in"):
            heads = s["heads"] | {"committee", "center", "centre", "campaign", "law"}
            return before in heads and (low != "in" or "investment" in inside)
        if low == "at":
            return bool(inside & s["heads"] and inside & {"of", "for"})
        if low in words("particles") and before not in s["org"]:
            return True
        return low in ("&", "de", "del", "da", "do", "di", "la", "y")

    def of_inside(self, i: int, j: int, k: int) -> bool:
        """`Academy of …`, `Academy of Sciences of …`, `Institute of Optics of …`: a body before `of`."""
        s = sets()
        before, inside = self.t[j - 1], {t.low for t in self.t[i:j]}
        if before.low in s["heads"] or before.low in _OF_BODIES:
            return not self.person_after(k)
        if before.low in ("science", "sciences", "academies") and inside & s["heads"]:
            return True
        return before.kind == "cap" and before.low in s["industry"] and "of" in inside

    def and_inside(self, i: int, j: int, k: int) -> int:
        """`Production and Construction Corps`, `Science and Technology of China`: a trade on both sides."""
        s = sets()
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

    def after_bracket(self, k: int) -> int:
        """The index after a bracket at `k`, or `k`."""
        return k + 1 if k < len(self.t) and self.t[k].kind == "bracket" else k

    def person_end(self, k: int) -> int:
        """The index after a person's name that begins at `k`."""
        s = sets()
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
