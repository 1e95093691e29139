"""Numbers in words: `34`, `twenty-six`, `a dozen`."""

import re

_UNITS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}  # noqa: SIM905
UNITS = tuple(_UNITS)


def number(words: str) -> int | None:
    """`34`, `twenty-six`, `a dozen`, `1,200` as a number, or None."""
    low = " ".join(words.casefold().replace("-", " ").split())
    if re.fullmatch(r"\d{1,3}(?:,\d{3})*|\d+", low):
        return int(low.replace(",", ""))
    if low in ("dozen", "a dozen"):
        return 12
    if low == "half a dozen":
        return 6
    total = 0
    pieces = [piece for piece in low.split() if piece != "and"]
    if not pieces:
        return None
    for piece in pieces:
        if piece in _UNITS:
            total += _UNITS[piece]
        elif piece in _TENS:
            total += _TENS[piece]
        elif piece == "hundred" and total:
            total *= 100
        else:
            return None
    return total
