"""A word as it may be spelt by another clerk: romanisations and spellings that stand for one sound become one.

For finding names that came out of another script (`Khimprom`, `Himprom`; `Zhejiang` stays apart from `Jejang`'s look-alikes by
its vowels, which are kept). The table is made of the common systems for Cyrillic (GOST, BGN/PCGN, passports), Arabic, Persian
and Greek names, and of what typists drop: doubled letters.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_SPELT = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("tsch", "c"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("sh", "s"), ("ch", "c"), ("cz", "c"), ("tz", "c"), ("ts", "c"), ("ck", "k"),
    ("iy", "i"), ("yi", "i"), ("ij", "i"), ("yy", "i"), ("ey", "ei"), ("ay", "ai"), ("oy", "oi"), ("ya", "ia"), ("yu", "iu"), ("ye", "e"), ("yo", "io"),
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("q", "k"), ("x", "ks"), ("w", "v"), ("y", "i"),
)  # fmt: skip
_TABLE = dict(_SPELT)
_SOUND = re.compile("|".join(sorted(_TABLE, key=lambda way: -len(way))))
_TWICE = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=131072)
def sound(word: str) -> str:
    """The word with one spelling for each sound, doubled letters once; other signs stay."""
    return _TWICE.sub(r"\1", _SOUND.sub(lambda found: _TABLE[found.group()], word))


_HARD_C = re.compile(r"c(?![hzkeiys])")
LEAST_WORDS, LEAST_LETTERS = 2, 8
"""A name that is met by sound has so many words, or one word of so many letters."""
MOST_MORE = 2
"""Words that the other name may have more: a father's name, a second family name."""


def sounds_as(asked: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word of a name is a word of another one by its sound, in any order, and the other has few words more. A name
    of one word is met only by a name of one word, one of few letters by none."""
    if len("".join(asked)) < LEAST_LETTERS or (len(asked) < LEAST_WORDS and len(other) > 1):
        return False
    if not asked or len(other) > len(asked) + MOST_MORE:
        return False
    left = [heard(word) for word in other]
    for word in map(heard, asked):
        if word not in left:
            return False
        left.remove(word)
    return True


def heard(word: str) -> str:
    """The sound of a word, a hard C and a K being one."""
    return sound(_HARD_C.sub("k", word))
