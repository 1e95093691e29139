"""Gutters: upright stripes of white with text on both sides, which no word crosses for at least three lines.

The page is looked through in slices from top to bottom. In each slice the white between words is a set of intervals; a
gutter is a chain of such intervals that overlap from slice to slice (compare Breuel 2002, "Two geometric algorithms
for layout analysis", whose empty rectangles these are).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from sources.layout.page import Word

NARROWEST = (
    0.75  # of the type's size; a blank of justified text may be wider, but not in three lines one below the other
)
LEAST_LINES = 3
_MOST_OPEN = 200  # chains that are followed at the same time
_LEAST_WHITE = 0.12  # of the type's size: what parts two columns at least
_FLUSH = 0.6  # points by which lines that begin or end at one edge differ at most
_STEP = 1.6  # of the type's size: from one line to the next at most
_BY_STARTS = 9
"""Lines in a row that begin a word at the same place: fewer do so by chance, most of all in type of one width."""
_MOST_EDGES = 40  # of a page that are looked at
_DRAWN = 0.8  # share of the words with a blank drawn before them from which on a page draws its blanks


class Gutter(NamedTuple):
    """White from `x0` to `x1`, from `top` to `bottom`; `sure` says that no blank of a sentence can be what makes it."""

    x0: float
    x1: float
    top: float
    bottom: float
    sure: bool = False


def gutters(words: Sequence[Word], size: float) -> list[Gutter]:
    """The gutters between words whose usual size of type is `size`, the tallest first."""
    if not words:
        return []
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    least = NARROWEST * size
    chains: list[Gutter] = []
    done: set[Gutter] = set()
    for top, bottom, taken in _slices(words):
        clear = white(taken, left, right, least)
        open_now: dict[tuple[float, float], float] = {}
        for chain in chains:
            kept = False
            for a, b in clear:
                x0, x1 = max(a, chain.x0), min(b, chain.x1)
                if x1 - x0 >= least:
                    kept = True
                    open_now[(x0, x1)] = min(chain.top, open_now.get((x0, x1), chain.top))
            if not kept:
                done.add(chain)
        for interval in clear:
            open_now.setdefault(interval, top)
        chains = [Gutter(x0, x1, start, bottom) for (x0, x1), start in open_now.items()]
        chains = sorted(chains, key=lambda one: one.top)[:_MOST_OPEN]
    done.update(chains)
    real = [one for one in done if left < one.x0 and one.x1 < right and one.bottom - one.top > 1.5 * size]
    real += narrow(words, size)
    return sorted(real, key=lambda one: (one.top - one.bottom, one.x0 - one.x1, one.x0))


def narrow(words: Sequence[Word], size: float) -> list[Gutter]:
    """The gutters that are no wider than a blank: known by lines that begin at one edge, one below the other, without a
    blank drawn before them, or because there are many."""
    inner = [word for word in words if word.parted]
    drawn = 1 - len(inner) / max(len(words), 1) >= _DRAWN
    by_start: dict[int, list[float]] = {}
    for word in inner:
        by_start.setdefault(round(word.x0), []).append(word.x0)
    least = LEAST_LINES if drawn else _BY_STARTS
    most = sorted(by_start.items(), key=lambda one: (-len(one[1]), one[0]))[:_MOST_EDGES]
    found: list[Gutter] = []
    for place, starts in most:
        if len(starts) + len(by_start.get(place + 1, ())) >= least:
            found += _beside_edge(words, median(starts), size, drawn)
    return found


def _beside_edge(words: Sequence[Word], edge: float, size: float, drawn: bool) -> Iterator[Gutter]:
    """The narrow gutters that end at `edge`, each as far as no word crosses it."""
    crossing = sorted(w.base for w in words if w.x0 < edge - _FLUSH and w.x1 > edge - _LEAST_WHITE * size)
    free = sorted((w for w in words if w.x0 >= edge - _FLUSH or w.x1 <= edge - _LEAST_WHITE * size), key=_base)
    borders = [float("-inf"), *crossing, float("inf")]
    for above, below in pairwise(borders):
        between = free[bisect_right(free, above, key=_base) : bisect_left(free, below, key=_base)]
        begins = [word for word in between if abs(word.x0 - edge) <= _FLUSH]
        if len(begins) < LEAST_LINES:
            continue
        beside = [w for w in between if w.x0 < edge - _FLUSH and begins[0].top < w.base < begins[-1].bottom]
        ends: dict[int, float] = {}
        for word in beside:
            ends[round(word.base)] = max(word.x1, ends.get(round(word.base), word.x1))
        if len(ends) < LEAST_LINES:
            continue
        x0 = max(ends.values())
        sure = drawn and sum(word.parted for word in begins) >= 0.9 * len(begins)
        if edge - x0 < NARROWEST * size and (sure or min(len(begins), len(ends)) >= _BY_STARTS):
            near = _contiguous(between, begins, size)
            x0 = max(word.x1 for word in near if word.x0 < edge - _FLUSH)
            if sure or _begin_at(near, edge, size):
                yield Gutter(x0, edge, near[0].top, near[-1].bottom, True)


def _begin_at(near: Sequence[Word], edge: float, size: float) -> bool:
    """Whether what stands right of an edge begins at it in nearly every line, or a little behind, as paragraphs do."""
    firsts: dict[int, float] = {}
    for word in near:
        if word.x0 >= edge - _FLUSH:
            firsts[round(word.base)] = min(word.x0, firsts.get(round(word.base), word.x0))
    at = sum(x0 - edge <= _FLUSH for x0 in firsts.values())
    return at >= 0.7 * len(firsts) and all(x0 - edge <= 3 * size for x0 in firsts.values())


def _contiguous(between: Sequence[Word], begins: Sequence[Word], size: float) -> Sequence[Word]:
    """The words of the lines in `begins`, and those of lines that follow each other above and below them."""
    first = bisect_left(between, begins[0].base, key=_base)
    while first > 0 and between[first].base - between[first - 1].base < _STEP * size:
        first -= 1
    last = bisect_right(between, begins[-1].base, key=_base)
    while last < len(between) and between[last].base - between[last - 1].base < _STEP * size:
        last += 1
    return between[first:last]


def _base(word: Word) -> float:
    return word.base


def _slices(words: Sequence[Word]) -> list[tuple[float, float, list[tuple[float, float]]]]:
    """(top, bottom, what words cover) of each slice in which the same words stand; slices without words are left
    out."""
    edges = sorted({round(edge) for word in words for edge in (word.top, word.bottom)})
    place = {edge: number for number, edge in enumerate(edges)}
    taken: list[list[tuple[float, float]]] = [[] for _ in edges]
    for word in words:
        for number in range(place[round(word.top)], place[round(word.bottom)]):
            taken[number].append((word.x0, word.x1))
    return [(edges[n], edges[n + 1], sorted(taken[n])) for n in range(len(edges) - 1) if taken[n]]


def white(taken: list[tuple[float, float]], left: float, right: float, least: float) -> list[tuple[float, float]]:
    """The intervals from `left` to `right` of at least a width that sorted intervals leave free."""
    found = []
    at = left
    for x0, x1 in taken:
        if x0 - at >= least:
            found.append((at, x0))
        at = max(at, x1)
    if right - at >= least:
        found.append((at, right))
    return found
