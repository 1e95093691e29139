"""A page into blocks in the order in which they are read, by cutting it again and again (a recursive XY-cut).

A region is cut at its tallest gutter: what stands above it, its columns from left to right, what stands below. A gutter that
parts the cells of a table makes a table and no columns. What has no gutter is one block of lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.layout.gutters import LEAST_LINES, Gutter, gutters
from sources.layout.page import Line, Page, Rule, Word, body_size, rows
from sources.layout.tables import Row, is_table, markers, table_rows

_DEEPEST = 12


@dataclass(slots=True)
class Block:
    """Lines of one column from top to bottom, or rows of a table."""

    lines: list[Line] = field(default_factory=list)
    table: list[Row] = field(default_factory=list)


def blocks(page: Page) -> list[Block]:
    """The blocks of a page in reading order."""
    if not page.words:
        return []
    found: list[Block] = []
    size = body_size(page.words)
    _cut(page.words, gutters(page.words, size), page.rules, size, found, 0)
    return found


def _cut(
    words: list[Word], known: Sequence[Gutter], rules: Sequence[Rule], size: float, found: list[Block], depth: int
) -> None:
    best = _best(words, known, size) if depth < _DEEPEST else None
    if best is None:
        if words:
            found.append(_block(words, size))
        return
    above = [word for word in words if word.base < best.top]
    below = [word for word in words if word.base > best.bottom]
    inside = [word for word in words if best.top <= word.base <= best.bottom]
    columns = _columns(inside, [best, *_beside(inside, known, best)])
    _cut(above, known, rules, size, found, depth + 1)
    if is_table(columns, rules, size):
        found.append(Block(table=table_rows(columns, rules, size)))
    else:
        for column in columns:
            _cut(column, known, rules, size, found, depth + 1)
    _cut(below, known, rules, size, found, depth + 1)


def _best(words: list[Word], known: Sequence[Gutter], size: float) -> Gutter | None:
    """The tallest gutter that parts these words, cut to where it does."""
    if len(words) < 2 * LEAST_LINES:
        return None
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    best: Gutter | None = None
    for one in known:
        if not (left < one.x0 and one.x1 < right) or min(one.bottom, bottom) - max(one.top, top) < 1.5 * size:
            continue
        clipped = _supported(words, one, size)
        if clipped and (best is None or clipped.bottom - clipped.top > best.bottom - best.top + size / 2):
            best = clipped
    return best


def _supported(words: list[Word], gutter: Gutter, size: float) -> Gutter | None:
    """A gutter cut to the lines that it parts, without headings above them; None where it does not part columns."""
    inside = [word for word in words if gutter.top <= word.base <= gutter.bottom]
    left = [word for word in inside if word.x1 <= gutter.x0 + 1]
    right = [word for word in inside if word.x0 >= gutter.x1 - 1]
    if len(left) + len(right) < len(inside) or markers(left):
        return None
    left_rows, right_rows = rows(left), rows(right)
    if min(len(left_rows), len(right_rows)) < LEAST_LINES:
        return None
    last = min(left_rows[-1].base, right_rows[-1].base)
    first = max(left_rows[0].base, right_rows[0].base)
    if last - first < (LEAST_LINES - 1) * 0.8 * size:  # they stand one above the other
        return None
    top = _without_heading(left_rows, right_rows, size)
    bottom = max(word.base for word in inside)
    return Gutter(gutter.x0, gutter.x1, top, bottom)


def _without_heading(left: list[Line], right: list[Line], size: float) -> float:
    """Where columns begin below a heading that stands in one of them only by its shortness."""
    first, other = (right, left) if right[0].base < left[0].base else (left, right)
    start = other[0].base - 0.5 * size
    alone = [line for line in first if line.base < start]
    rest = [line for line in first if line.base >= start]
    if not alone or not rest or len(alone) > 4:
        return min(left[0].base, right[0].base) - size
    gap = rest[0].base - alone[-1].base
    heading = all(line.size > 1.12 * size for line in alone) or gap > 1.7 * max(rest[0].size, size)
    return (start if heading else first[0].base) - 0.01


def _beside(inside: list[Word], known: Sequence[Gutter], best: Gutter) -> list[Gutter]:
    """The other gutters that part the same lines from the first to the last."""
    last = max(word.base for word in inside)
    first = min(word.base for word in inside)
    found: list[Gutter] = [best]
    for one in known:
        if one.top <= first and one.bottom >= last and all(one.x0 >= o.x1 or one.x1 <= o.x0 for o in found):
            left = [word for word in inside if word.x1 <= one.x0 + 1]
            columns = _columns(inside, [*found, one])
            if not markers(left) and len(columns) == len(found) + 2 and all(_enough(column) for column in columns):
                found.append(one)
    return found[1:]


def _enough(column: list[Word]) -> bool:
    return len({round(word.base) for word in column}) >= 2


def _columns(words: list[Word], cuts: Sequence[Gutter]) -> list[list[Word]]:
    middles = sorted((cut.x0 + cut.x1) / 2 for cut in cuts)
    found: list[list[Word]] = [[] for _ in range(len(middles) + 1)]
    for word in words:
        found[sum((word.x0 + word.x1) / 2 > middle for middle in middles)].append(word)
    return [column for column in found if column]


def _block(words: list[Word], size: float) -> Block:
    """The lines of a region without gutters, each with the region's edges and its cells where wide gaps part it."""
    lines = rows(words)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for line in lines:
        line.left, line.right = left, right
    return Block(lines)
