"""Whether a name that was asked for is a name that is listed, how, and how surely.

The rule that keeps companies apart: every word that was asked for must stand in the listed name (or be a legal form, a
company word, a description in small letters, or the country of the listed one). A listed name may have more words: then
a part of it was asked for, which counts if that part is distinctive.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from index import name_words as tables
from index.name_forms import CORPORATE, DESCRIPTORS, GENERIC, PLACES, STOP, Name, bare, stem

How = Literal["exact", "alias", "acronym", "legal form", "word order", "typo", "part", "near"]

_DISTINCT_SHARE = 0.01
_DISTINCT_FORMS = 200
_GIVEN = frozenset(map(stem, tables.GIVEN_NAMES))
_FAMILY = frozenset(map(stem, tables.SURNAMES))


class Counts(NamedTuple):
    """In how many forms a word stands, and in how many as a person's given or family name."""

    forms: int
    given: int
    family: int


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word that was asked for: what it may be in a listed name, with the letters that are then changed."""

    word: str
    readings: Mapping[str, int]
    described: bool = False
    leading: bool = False
    """Whether it is a small word with which a name begins, other than an article: then the listed name must have it."""

    @property
    def optional(self) -> bool:
        """Whether some listed name may lack it."""
        if self.leading and not self.described:
            return False
        return self.described or self.word in CORPORATE or self.word in STOP or country_of(self.word) is not None


@dataclass(frozen=True, slots=True)
class Query:
    """A name that is looked for. `keys` are its folded forms; `repairs` counts letters mended in legal forms; `total`
    is the number of forms in the index, `counts` what is known of the words."""

    name: Name
    keys: frozenset[str]
    asked: tuple[QueryWord, ...]
    repairs: int
    total: int
    counts: Mapping[str, Counts]

    @property
    def comma(self) -> bool:
        """Whether it was written as `FAMILY, Given`."""
        return len(self.keys) > 1

    @property
    def full(self) -> bool:
        """Whether it has the form of a whole name: a legal form, or `Corporation` or `Company` in the end."""
        return bool(self.name.legal) or self.name.words[-1] in ("corporation", "company", "incorporated")

    @property
    def person_like(self) -> bool:
        """Whether every word is a given or family name, the first a given one: then no company is meant."""
        words = [word for word in self.name.words if word not in STOP]
        if not 2 <= len(words) <= 4 or self.name.legal or any(word in GENERIC for word in words[1:]):
            return False
        given, family = self.known(words[0]).given, self.known(words[-1]).family
        return (words[0] in _GIVEN or given > 0) and (words[-1] in _FAMILY or words[-1] in _GIVEN or family > 0)

    def known(self, word: str) -> Counts:
        """What the index knows of a word; nothing of one that no name has."""
        return self.counts.get(word, Counts(0, 0, 0))

    def distinctive(self, word: str) -> bool:
        """Whether a company can be known by this word: not a common word, place or number, and rare in the lists."""
        if len(word) < 3 or word in GENERIC or word.isdigit():
            return False
        known = self.known(word)
        if word in _GIVEN or (known.given > known.family and known.given >= 3):
            return False
        return known.forms <= max(_DISTINCT_FORMS, _DISTINCT_SHARE * self.total)

    def weight(self, word: str) -> float:
        """How much a word says, 0 to 1: nothing for company words, little for common ones, the more the rarer."""
        if word in CORPORATE:
            return 0.0
        if word.isdigit():
            return 0.3
        most = 0.3 if word in PLACES else 0.2 if word in GENERIC else 1.0
        return most / (1 + math.log10(max(1, self.known(word).forms)) / 2)


class Found(NamedTuple):
    """How a form fits, and how surely (0 to 1)."""

    how: How
    score: float


def country_of(word: str) -> str | None:
    """The country that a word of a question names or belongs to, as a stem: `chinese` -> `china`."""
    if word in tables.DEMONYMS:
        return tables.DEMONYMS[word]
    return word if word in _COUNTRIES else None


_COUNTRIES = frozenset(tables.DEMONYMS.values()) | frozenset().union(*tables.ALIKE_PLACES)


def fits_country(word: str, country: Sequence[str]) -> bool:
    """Whether a body of that country (as stems; empty when not known) can be described by the word."""
    asked = country_of(word)
    if asked is None:
        return False
    if not country:
        return word in tables.DEMONYMS
    return asked in country or any(asked in alike and not alike.isdisjoint(country) for alike in tables.ALIKE_PLACES)


def _may_lack(asked: QueryWord, country: Sequence[str]) -> bool:
    """Whether a body of that country may be asked for with a word that its name has not."""
    return fits_country(asked.word, country) or (asked.described and country_of(asked.word) is None)


def compare(query: Query, form: Name, country: Sequence[str]) -> Found | None:
    """How a listed form fits the name asked for, or None where they are two names."""
    return _same_key(query, form) or _by_words(query, form, country)


def _same_key(query: Query, form: Name) -> Found | None:
    """How a form fits that has all the words, whether or not divided alike, or whose family name stands first."""
    if form.key in query.keys:
        return Found("typo", 0.95) if query.repairs else Found("exact", 1.0)
    if form.key.replace(" ", "") in {key.replace(" ", "") for key in query.keys}:
        return Found("typo", 0.94) if query.repairs else Found("exact", 0.98)
    if form.surname:
        given, family = form.key.split()[: -form.surname], form.key.split()[-form.surname :]
        if " ".join(family + given) in query.keys:
            return Found("exact", 0.98)
    return None


def _by_words(query: Query, form: Name, country: Sequence[str]) -> Found | None:
    """How a form fits that has some of the words, in any order, or misspelt."""
    placed = _place(query.asked, form.words)
    left = [asked for asked, (at, _) in zip(query.asked, placed, strict=True) if at is None]
    edits = query.repairs + sum(cost for _, cost in placed)
    places = [at for at, _ in placed if at is not None]
    idle = CORPORATE | STOP if form.surname else CORPORATE
    matched = [form.words[at] for at in places if form.words[at] not in idle]
    if any(asked.leading and not asked.described for asked in left):
        return None
    dropped = [asked for asked in left if asked.word not in CORPORATE and asked.word not in STOP]
    if not all(_may_lack(asked, country) for asked in dropped):
        return None
    distinct = any(query.distinctive(word) for word in matched)
    if not matched or (dropped and not distinct):
        return None
    extra = [word for at, word in enumerate(form.words) if at not in set(places) and word not in idle]
    ordered = places == sorted(places)
    if extra:
        found = _part(query, form, matched, extra, ordered and _together(places), distinct)
    else:
        company = {form.words[at] for at in places if form.words[at] in CORPORATE} | {
            asked.word for asked in left if asked.word in CORPORATE
        }
        found = _whole(query, form, company, ordered, bool(edits))
        if len(matched) == 1 and not distinct and found.how == "legal form":
            return None
    if found and dropped:
        found = Found(found.how, found.score * 0.97)
    if found and edits:
        found = _misspelt(query, form, found, placed, edits)
    return found


def _misspelt(
    query: Query, form: Name, found: Found, placed: Sequence[tuple[int | None, int]], edits: int
) -> Found | None:
    """Less sure the more letters are changed. A slip in part of a name counts only if it is a swap or stands in a long
    word, or another word fits as well; in a short word only where the rest of the name is the same."""
    changed = [
        (asked.word, form.words[at])
        for asked, (at, cost) in zip(query.asked, placed, strict=True)
        if cost and at is not None
    ]
    short = any(len(word) <= 4 for _, word in changed)
    if found.how == "part":
        alone = sum(at is not None for at, _ in placed) == 1
        if short or query.full or (alone and any(len(a) < 8 and sorted(a) != sorted(b) for a, b in changed)):
            return None
    letters = max(5, sum(len(form.words[at]) for at, _ in placed if at is not None))
    score = min(found.score, 0.96) - 0.7 * edits / letters - (0.04 if short else 0)
    return Found("part" if found.how == "part" else "typo", score)


def _place(asked: Sequence[QueryWord], words: Sequence[str]) -> list[tuple[int | None, int]]:
    """Where each word that was asked for stands in a form (None: nowhere), and how many letters are changed."""
    free = dict(enumerate(words))
    out: list[tuple[int | None, int]] = []
    last = -1
    for item in asked:
        fits = [(item.readings[word], at < last, at) for at, word in free.items() if word in item.readings]
        if not fits:
            out.append((None, 0))
            continue
        cost, _, at = min(fits)
        del free[at]
        last = at
        out.append((at, cost))
    return out


def _together(places: Sequence[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(places))


def _whole(query: Query, form: Name, company: set[str], ordered: bool, edits: bool) -> Found:
    """Both names have the same telling words; `company` are the company words of the one that is asked for.

    Of two that fit alike, the one that is written more alike is a little surer.
    """
    off = 0.01 * (1 - fuzz.ratio(query.name.key, form.key) / 100)
    if not ordered:
        return Found("word order", 0.9 - off)
    asked, listed = bare(query.name.key), bare(form.key)
    if asked == listed:
        return Found("exact", 0.98)
    if query.name.legal and form.legal and set(query.name.legal).isdisjoint(form.legal):
        return Found("legal form", 0.88 - off)
    respelt = edits or any(stem(w) in form.words and stem(w) not in CORPORATE for w in set(asked) ^ set(listed))
    same_body = query.name.legal == form.legal and company == {word for word in form.words if word in CORPORATE}
    return Found("typo" if respelt and same_body else "legal form", (0.95 if respelt else 0.96) - off)


def _part(
    query: Query, form: Name, matched: list[str], extra: list[str], together: bool, distinct: bool
) -> Found | None:
    """The listed name has more telling words than were asked for."""
    others = any(query.distinctive(word) for word in extra)
    if form.surname:
        family = form.words[-form.surname :]
        if query.name.words[-1] not in family and not (query.comma and query.name.words[0] in family):
            return None
        if not distinct and len(matched) < 2:
            return None
    elif query.person_like or (query.full and others):
        return None
    share = sum(map(query.weight, matched)) / sum(map(query.weight, [*matched, *extra]))
    phrase = len(matched) >= 3 and together and list(form.words[: len(matched)]) == matched and share >= 0.35
    if not distinct and not form.surname and not phrase:
        return None
    score = 0.35 + 0.5 * share
    if others and not form.surname:
        score -= 0.1
    if form.words[0] in STOP and form.words[0] in extra and not form.surname:
        score -= 0.15  # "AT Example" for "Example"
    return Found("part", score)


def described(words: Sequence[str], raw: Sequence[str]) -> int:
    """How many words at the beginning are a description before the name: of nationality, or in small letters before a
    name in capitals ("Chinese drone maker X").

    `words` are the stems of `raw`, the words as written.
    """
    first = next((i for i, w in enumerate(raw) if words[i] not in tables.DEMONYMS and not w[:1].islower()), 0)
    return first if all(word in DESCRIPTORS for word in words[:first]) else 0
