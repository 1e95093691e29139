"""Numbers of lines at the left margin, as bills and depositions have them: no part of the sentences beside them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from sources.layout.page import Page, Word

_FEWEST = 5  # lines with a number
_MOST = 0.6  # of the lines of the page bear a number
_RUNNING = 0.25  # of them go on in small letters: the lines of a text, not the rows of a table
_DIGITS = 4
_STEPS = (1, 2, 5)  # lines from one number to the next


def without_line_numbers(page: Page) -> Page:
    """The page without the numbers of its lines; as it is where it has none."""
    pairs = list(_numbered(page.words))
    if len(pairs) < _FEWEST or not _counts([number for number, _ in pairs]):
        return page
    step = int(pairs[1][0].text) - int(pairs[0][0].text)
    lines = len({round(word.base) for word in page.words})
    going_on = sum(beside.text[:1].islower() for _, beside in pairs)
    if step * len(pairs) < _MOST * lines or going_on < _RUNNING * len(pairs):
        return page
    gone = {number for number, _ in pairs}
    return replace(page, words=[word for word in page.words if word not in gone])


def _numbered(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """The numbers that stand first in their line, well apart from the word beside them, and that word."""
    by_base = sorted(words, key=attrgetter("base", "x0"))
    bases = [word.base for word in by_base]
    for word in by_base:
        if not word.text.isdecimal() or len(word.text) > _DIGITS:
            continue
        reach = 0.3 * word.size
        level = by_base[bisect_left(bases, word.base - reach) : bisect_right(bases, word.base + reach)]
        right = [other for other in level if other.x0 > word.x1]
        beside = min(right, key=attrgetter("x0"), default=None)
        first = len(right) + 1 == len(level)
        if beside and first and beside.x0 - word.x1 > 0.75 * beside.size:
            yield word, beside


def _counts(numbers: list[Word]) -> bool:
    """Whether numbers go up by one step from line to line, and stand one below the other."""
    steps = {int(b.text) - int(a.text) for a, b in pairwise(numbers)}
    left = max(word.x0 for word in numbers) - min(word.x0 for word in numbers)
    right = max(word.x1 for word in numbers) - min(word.x1 for word in numbers)
    return len(steps) == 1 and steps <= set(_STEPS) and min(left, right) < 1.5
