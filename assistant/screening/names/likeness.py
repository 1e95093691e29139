"""How alike two words of names are, 0 to 1, and what the difference is: a slip, a spelling, an initial, a cut."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from index.name_sound import sound

Way = Literal["same", "spelling", "slip", "initial", "cut", "joined"]

_VOWELS = "aeiou"
_VOWEL = re.compile("[aeiou]+")

_FAR = 3
"""Letters that a word may be longer than another and still be the same, unless one begins the other."""
LEAST = 0.6
"""Words less alike than this are two words."""


class Alike(NamedTuple):
    """How alike two words are, and in what way they differ."""

    score: float
    way: Way


@lru_cache(maxsize=262144)
def alike(a: str, b: str, person: bool = False) -> Alike | None:
    """How alike two folded words are; None for two different words. Figures are only like themselves. Names of a `person` may
    differ in their vowels (`Hossein`, `Hussain`): the scripts of many of them write none."""
    if a == b:
        return Alike(1.0, "same")
    if a.isdigit() or b.isdigit() or a[:1].isdigit() != b[:1].isdigit():
        return None
    if len(a) == 1 or len(b) == 1:
        return Alike(0.7, "initial") if a[0] == b[0] else None
    short, long = sorted((len(a), len(b)))
    begins = long > short and (a.startswith(b) or b.startswith(a))
    if long - short > _FAR and not begins:
        return None
    heard, other = sound(a), sound(b)
    if heard == other:
        return Alike(0.94, "spelling")
    if person and _written_alike(heard, other):
        return Alike(0.86, "spelling")
    if short < 3:
        return None
    if begins and long - short >= 2:
        return Alike(0.65 + 0.2 * short / long if short >= 5 else LEAST, "cut")
    return _slipped(a, b, heard, other) or (Alike(LEAST, "cut") if begins else None)


def _slipped(a: str, b: str, heard: str, other: str) -> Alike | None:
    """What a few changed letters leave of a word, as it is written (`a`, `b`) or as it sounds, where that is clearly more."""
    slip = _slip(a, b, OSA.distance(a, b))
    spelt = _slip(heard, other, OSA.distance(heard, other))
    if spelt and (not slip or spelt.score > slip.score + 0.05):
        return Alike(spelt.score - 0.03, "slip")
    return slip


def _written_alike(a: str, b: str) -> bool:
    """Whether two words have the same consonants, two at least, and begin alike or both with a vowel."""
    begin = a[0] == b[0] or (a[0] in _VOWELS and b[0] in _VOWELS)
    bare = _VOWEL.sub("", a)
    return begin and len(bare) >= 2 and bare == _VOWEL.sub("", b)


def _slip(a: str, b: str, cost: int) -> Alike | None:
    """What a few changed letters leave of a word: one in four to eight, two in up to twelve, three in longer ones."""
    length = max(len(a), len(b))
    if cost > (0 if length < 4 else 1 if length <= 8 else 2 if length <= 12 else 3):
        return None
    first = 0.0 if a[0] == b[0] or a[:2] == b[1::-1] else 0.08
    score = 1 - 0.9 * cost / length - 0.03 - first
    return Alike(score, "slip") if score >= LEAST else None
