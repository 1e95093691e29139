"""Patterns that ask for a capital letter where a name may begin: the capitals of all Latin alphabets, not of English alone."""

import unicodedata
from functools import cache

_LAST = 0x24F
"""The end of the block Latin Extended-B."""
OTHERS = "".join(
    c
    for c in map(chr, range(0xC0, _LAST + 1))
    if unicodedata.category(c) == "Lu" and unicodedata.name(c).startswith("LATIN")
)
"""Latin capital letters beyond A to Z (`É`, `Ł`, `Ø`, `Ş`)."""


@cache
def capitals(pattern: str) -> str:
    """A pattern in which every class that begins with `A-Z` holds the other Latin capitals as well."""
    return pattern.replace("[A-Z", f"[A-Z{OTHERS}")
