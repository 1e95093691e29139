"""Gutters: upright stripes of white with text on both sides, which no word crosses for at least three lines.

The page is looked through in slices from top to bottom. In each slice the white between words is a set of intervals; a
gutter is a chain of such intervals that overlap from slice to slice (compare Breuel 2002, "Two geometric algorithms
for layout analysis", whose empty rectangles these are).
"""

from collections.abc import Sequence
from typing import NamedTuple

from sources.layout.page import Word

NARROWEST = (
    0.75  # of the type's size; a blank of justified text may be wider, but not in three lines one below the other
)
LEAST_LINES = 3
_MOST_OPEN = 200  # chains that are followed at the same time


class Gutter(NamedTuple):
    """White from `x0` to `x1`, from `top` to `bottom`."""

    x0: float
    x1: float
    top: float
    bottom: float


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
    return sorted(real, key=lambda one: (one.top - one.bottom, one.x0 - one.x1, one.x0))


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
