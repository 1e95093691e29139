"""What a word of a run is: a function word, a title, the beginning of a fixed phrase, a place where a name must end."""

import re
from collections.abc import Sequence
from functools import cache

from sources.reading.names.tokens import Token
from sources.reading.words.lexicon import Phrase, common, folded, phrases


@cache
def sets() -> dict[str, frozenset[str]]:
    """The word classes that runs are read by, in lower case."""
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


class RunWords:
    """A run of tokens. `at_start`: its first word begins a sentence; `in_title`: its line is in title case."""

    def __init__(self, run: Sequence[Token], at_start: bool, in_title: bool) -> None:
        self.t = run
        self.at_start = at_start
        self.in_title = in_title

    def skipped(self, i: int) -> bool:
        """Words that no name begins with: function words, months, and what is capitalised only for its place."""
        token = self.t[i]
        if token.kind != "cap":
            return False
        s = sets()
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
        while j < len(self.t) and self.t[j].kind == "cap" and self.t[j].low in sets()["org"]:
            if self.t[j].low in sets()["legal"] or self.t[j].low in sets()["heads"]:
                return self.t[j].low not in ("company", "firm", "companies", "group")
            j += 1
        return False

    def unknown_follows(self, i: int) -> bool:
        """A common word at the start of a sentence is dropped before a real name (`Unfortunately Huawei`), and kept where
        only words of trade follow (`Positive Technologies`)."""
        s = sets()
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

    def title_run(self, j: int) -> int:
        """The index after a run of title words at `j` (`Deputy Assistant Secretary`), or 0."""
        s = sets()
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
            if k > j and self.t[k].low in folded("title_tails"):
                k += 1
                continue
            break
        while k > j and self.t[k - 1].kind == "link":
            k -= 1
        return k if k > j else 0

    def title_goes_on(self, k: int) -> bool:
        """Whether a title goes on after the small word at `k` (`Secretary of Commerce`)."""
        k += 1
        while k < len(self.t) and self.t[k].low in ("the", "of", "for"):
            k += 1
        if k >= len(self.t):
            return False
        low = self.t[k].low
        return low in sets()["titles"] or low in (
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
        s = sets()
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

    def breaks(self, j: int) -> bool:
        """Whether a name cannot go on with the capitalised word at `j`."""
        s = sets()
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

    def caps_from(self, j: int) -> list[Token]:
        """The capitalised words from `j` to where a name must end."""
        out: list[Token] = []
        while j < len(self.t) and self.t[j].kind == "cap" and not self.breaks(j):
            out.append(self.t[j])
            j += 1
        return out

    def of_follows(self, j: int) -> bool:
        """Whether the word at `j` is followed by `of` and a further word (`Academy of Sciences`)."""
        return j + 2 < len(self.t) and self.t[j + 1].low == "of" and self.t[j + 2].kind == "cap"
