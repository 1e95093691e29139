"""Groups by their noun: `eight Chinese technology companies`, `34 Chinese entities`, `two units of BGI Group`, `one in Malaysia`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from sources.reading.names.tokens import UPPER
from sources.reading.words.lexicon import folded, places
from sources.reading.words.numbers import UNITS, number

_VAGUE = folded("vague_numbers")
_BEFORE_NUMBER = folded("before_numbers")
_STOP = folded("drop_words") | folded("group_stops")
_NOUN = re.compile(
    r"(?i:\b(?:[a-z][a-z-]{0,60}s|entity|company|firm|person|people|individual|body|subsidiary|affiliate|unit|vessel|bank|institute|university|party|institution|organi[sz]ation|network|businessmen|women|men))(?![\w'-])"
)
_CAPS = rf"(?: People's(?= [{UPPER}])| [{UPPER}0-9][\w.&'-]*(?<!'s)(?<![.]))+"
_TAIL = re.compile(
    rf"(?: (?:related to|linked to|affiliated with|controlled by|owned by|based in|located in|headquartered in|in|from|of|under|across)(?: the)?(?: destinations? of)?(?: the)?"
    rf"(?P<name>(?:(?: [a-z][\w-]*){{0,2}}(?: [{UPPER}][\w-]*)?(?: [a-z][\w-]*){{0,4}} (?:company|firm|maker|giant|group|developer|conglomerate|startup|supplier|manufacturer))?{_CAPS}(?: of{_CAPS})?)"
    rf"(?:(?:,{_CAPS})*,? (?:and|or)(?: the)?{_CAPS}(?! (?:were|was|is|are|have|has|said)\b))?(?: \([{UPPER}][^()]*\))?)"
)
_MORE = re.compile(r",? (?:and|or) (?:other |related |their |its )?(?:[a-z-]+ ){0,2}?([a-z-]+s)\b")
_FEW = re.compile(
    rf"(?<![\w$.,])(?P<n>\d{{1,4}}|{'|'.join(sorted(UNITS, key=len, reverse=True)[:19])})(?: others?| more)? (?P<how>in|from|under)(?: the)?(?: destinations? of)?(?: the)? (?P<where>[{UPPER}][\w.-]*(?: [{UPPER}][\w.-]*){{0,3}})"
)
_SIZE = re.compile(r"\b(\d{1,4}|" + "|".join(UNITS) + r")-(?:entity|company|firm|member|name|person)\b")


@dataclass(frozen=True, slots=True)
class Group:
    """`start:end` with its number, where one is said; `definite` when a word points back (`the two units`, `both firms`)."""

    start: int
    end: int
    noun: tuple[int, int]
    count: tuple[int, int] | None
    definite: bool


@cache
def _nouns() -> frozenset[str]:
    return folded("group_nouns")


_SOME_OF = re.compile(
    r"(?:\b(?:some|many|most|several|dozens|two|three|four|five|six|seven|eight|nine|ten|more) )of (?:the )?$"
)
_BRACKET = re.compile(r" \(\d+\) $")
_WORD_BACK = re.compile(
    r"(\d{1,3}(?:,\d{3}){1,5}|[a-z]{1,40}-U\.[SK]\.|[^\s,;:.!?()\"—]{1,40}|U\.S\.|U\.K\.)(,?) {1,40}$"
)


def groups(view: str) -> Iterator[Group]:
    """The groups in a flat text, in order of their nouns."""
    nouns = _nouns()
    last = -1
    for found in _NOUN.finditer(view):
        noun = found.group().casefold()
        if found.start() < last or (noun not in nouns and noun.rsplit("-", 1)[-1] not in nouns):
            continue
        if group := _group(view, found.start(), found.end()):
            last = group.end
            yield group
    yield from _few(view)
    for found in _SIZE.finditer(view):
        yield Group(found.start(), found.end(), found.span(), found.span(1), False)


def _few(view: str) -> Iterator[Group]:
    for found in _FEW.finditer(view):
        where = found.group("where").rstrip(".")
        if where.casefold() not in places() and where.split()[0].casefold() not in places():
            continue
        before = view[max(0, found.start() - 160) : found.start()]
        if found.group("how") == "in" and not re.search(r"[a-z]{4}s\b[^.;]{0,120}$", before):
            continue
        end = found.start() + len(found.group().rstrip("."))
        yield Group(found.start(), end, found.span("n"), found.span("n"), False)


def _group(view: str, noun_start: int, noun_end: int) -> Group | None:
    words = _Words(view, (noun_start, noun_end), noun_start, noun_start)
    words.read()
    single = view[noun_start:noun_end].casefold()
    plural = single.endswith("s") or single in ("people", "men", "women", "businessmen")
    if not words.count and not (words.national and plural):
        return None
    end = noun_end
    while more := _MORE.match(view, end):
        if more.group(1) not in _nouns() or any(number(word) is not None for word in more.group().split()):
            break
        end = more.end()
    if (tail := _TAIL.match(view, end)) and not tail.group("name").strip().isdigit() and not _describes(view, tail):
        end = tail.end() if _same_kind(tail) else tail.end("name")
    return Group(words.start, end, (noun_start, noun_end), words.count, words.definite)


def _word_before(view: str, position: int) -> re.Match[str] | None:
    return _WORD_BACK.search(view, max(0, position - 40), position)


_POINTING = frozenset(["the", "these", "those", "both", "such"])
_BEGINNING = _POINTING | {"its", "their", "his", "all", "other", "another"}
_COLLECTIONS = frozenset(
    ["number", "group", "handful", "couple", "pair", "network", "networks", "slew", "raft", "string", "series", "trio"]
)
_COLLECTION_OF = re.compile(
    r"\b(?:dozens|number|group|handful|hundreds|scores|couple|pair|trio|dozen|networks?|slew|raft|string|series) of $"
)


@dataclass(slots=True)
class _Words:
    """The words of a group, read backwards from its noun to its number: the group begins at `start`, the next word to be read
    ends at `position`. `national`: a word says which bodies they are, so that no number is needed."""

    view: str
    noun: tuple[int, int]
    start: int
    position: int
    count: tuple[int, int] | None = None
    national: bool = False
    definite: bool = False
    adjectives: int = 0

    def read(self) -> None:
        """Read until a word does not belong to the group, or nine adjectives have been read."""
        while self.adjectives < 9:
            back = _word_before(self.view, self.position)
            if not back and (bracket := _BRACKET.search(self.view, max(0, self.position - 8), self.position)):
                self.position = bracket.start() + 1  # `thirty-three (33) persons`
                continue
            if not back or (back.group(2) and not (back.group(1).casefold() in places() and self.national)):
                break
            low = back.group(1).casefold()
            if not next(more for kind in _KINDS if (more := kind(self, back, low)) is not None):
                break

    def take(self, back: re.Match[str]) -> bool:
        """The word belongs to the group, which goes on before it."""
        self.start = self.position = back.start(1)
        return True

    def skip(self, back: re.Match[str]) -> bool:
        """The word belongs to the group if one before it does."""
        self.position = back.start(1)
        return True

    def describe(self, back: re.Match[str]) -> bool:
        """The word is an adjective of the group."""
        self.adjectives += 1
        return self.take(back)

    def numeral(self, back: re.Match[str], low: str) -> bool | None:
        """`34`, `three hundred`."""
        if number(low) is None and low != "dozen":
            return None
        self.count = (back.start(1), self.count[1] if self.count else back.end(1))
        return self.take(back)

    def how_many(self, back: re.Match[str], low: str) -> bool | None:
        """`how many companies`."""
        before = self.view[max(0, back.start(1) - 4) : back.start(1)]
        if low not in ("many", "much") or not re.search(r"\bhow $", before, re.IGNORECASE):
            return None
        self.national = True
        return False

    def vague(self, back: re.Match[str], low: str) -> bool | None:
        """`several`, `a handful of`."""
        if low not in _VAGUE and not (low in ("a", "half") and self.count):
            return None
        self.take(back)
        if low in ("number", "group") and self.view[max(0, back.start(1) - 2) : back.start(1)] not in ("a ", "A "):
            self.start = self.position = back.end()
            return False
        if low in _COLLECTIONS:
            return False
        self.count = self.count or back.span(1)
        return True

    def of(self, back: re.Match[str], low: str) -> bool | None:
        """`dozens of`."""
        found = low == "of" and _COLLECTION_OF.search(self.view[max(0, self.position - 14) : self.position])
        return self.skip(back) if found else None

    def before_number(self, back: re.Match[str], low: str) -> bool | None:
        """`the three`, `about 30`."""
        if not self.count:
            return None
        if low not in _BEFORE_NUMBER:
            return None if low in ("other", "a") else False
        if low in ("the", "these", "those", "all"):
            self.definite = low != "all" or self.definite
            return False
        return self.take(back)

    def more(self, back: re.Match[str], low: str) -> bool | None:
        """`34 more entities`, `more Chinese companies`."""
        if low not in ("more", "additional", "further") or self.count:
            return None
        if not self.adjectives:
            ahead = _word_before(self.view, back.start(1))
            counted = ahead and not ahead.group(2) and number(ahead.group(1)) is not None
            return self.skip(back) if counted else None
        if low == "further" or not self.view[slice(*self.noun)].endswith("s"):
            return None
        self.national = True
        return self.take(back)

    def some_of(self, back: re.Match[str], low: str) -> bool | None:
        """`some of China's companies`."""
        some = low.endswith("'s") and _SOME_OF.search(self.view, max(0, back.start(1) - 30), back.start(1))
        if not some:
            return None
        self.start, self.national = some.start(), True
        return False

    def beginning(self, back: re.Match[str], low: str) -> bool | None:
        """`these`, `its`, `China's`: nothing but `other` goes on before it."""
        if low not in _BEGINNING and not low.endswith("'s"):
            return None
        self.definite = self.definite or low in _POINTING
        if low == "both":
            self.take(back)
        return self.describe(back) if low in ("other", "another") else False

    def place(self, back: re.Match[str], low: str) -> bool | None:
        """`Chinese`, `Chinese and Russian`."""
        if low in places():
            self.national = True
            return self.describe(back)
        if low not in ("and", "or") or not self.national:
            return None
        ahead = _word_before(self.view, back.start(1))
        return self.skip(back) if ahead and ahead.group(1).casefold() in places() else False

    def pair(self, back: re.Match[str], low: str) -> bool | None:
        """`defense and surveillance technology`: an adjective stands on both sides of `and`."""
        before = _word_before(self.view, back.start(1)) if low in ("and", "&") else None
        if not before or before.group(2) or before.group(1).casefold() not in folded("paired_adjectives"):
            return None
        self.adjectives += 1
        return self.skip(back)

    def adjective(self, back: re.Match[str], low: str) -> bool:
        """Any other word, but none that ends a group, and no name that does not own it."""
        if low in _STOP or low.endswith("ly"):
            return False
        word = back.group(1)
        plain = not word[0].isupper() or word.isupper() or low in folded("industry_words")
        if not plain and not _owner_of(self.view, back.start(1), *self.noun):
            return False
        return self.describe(back)


_KINDS: tuple[Callable[[_Words, re.Match[str], str], bool | None], ...] = (
    _Words.numeral, _Words.how_many, _Words.vague, _Words.of, _Words.before_number, _Words.more, _Words.some_of, _Words.beginning,
    _Words.place, _Words.pair, _Words.adjective,
)  # fmt: skip
"""Kinds of words before the noun, in the order in which a word is tried for them. Each says whether the group goes on before the
word, or None where the word is not of its kind."""


def _same_kind(tail: re.Match[str]) -> bool:
    """Whether what is coordinated after a place are places too (`in Belarus, Russia and China`), not the group's members
    (`two traders in Iran, Kilda LLC and Orlin FZE`)."""
    name = tail.group("name").strip()
    more = tail.string[tail.end("name") : tail.end()]
    if "," not in more or name.casefold() not in places():
        return True
    others = [w for w in re.split(r",? (?:and|or)(?: the)? |, ?", re.sub(r" \([^()]*\)$", "", more)) if w.strip()]
    return all(w.strip().casefold() in places() for w in others)


def _describes(view: str, tail: re.Match[str]) -> bool:
    """Whether the capitals after the preposition are only an adjective of what follows (`units of Chinese banks`)."""
    names = tail.group("name").casefold().split()
    if names[-1] in folded("months") | folded("weekdays") or names[0] in folded("months"):
        return True
    row = places().get(tail.group("name").strip().casefold())
    return bool(row and row[2]) or bool(re.match(r" [a-z]+(?:ies|rs|ms)\b", view[tail.end() : tail.end() + 20]))


def _owner_of(view: str, position: int, noun_start: int, noun_end: int) -> bool:
    """`38 Huaxin affiliates`: a name between the number and a noun of kinship."""
    if view[noun_start:noun_end].casefold() not in _KIN:
        return False
    back = _WORD_BACK.search(view, max(0, position - 24), position)
    return back is not None and (
        number(back.group(1)) is not None or back.group(1).casefold() in _VAGUE | {"other", "more"}
    )


_KIN = frozenset(
    ["affiliates", "subsidiaries", "units", "entities", "executives", "companies", "institutes", "arms", "affiliate", "unit", "subsidiary"]
)  # fmt: skip
