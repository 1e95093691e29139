"""A page into blocks in the order in which they are read, by cutting it again and again (a recursive XY-cut).

A region is cut at its tallest gutter: what stands above it, its columns from left to right, what stands below. A
gutter that parts the cells of a table makes a table and no columns. What has no gutter is one block of lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from sources.layout.bands import bands_of, columns_of, grouped, parted
from sources.layout.gutters import LEAST_LINES, Gutter, gutters
from sources.layout.page import Line, Page, Rule, Word, body_size, rows
from sources.layout.tables import Row, cell, is_table, markers, run_on, table_rows

_DEEPEST = 12
_LONGEST_RIVER = 6  # lines
_SURELY = 1.2  # of the type's size: white in each of two lines that no blank of a sentence is as wide as


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
    _cut(page.words, _Sheet(gutters(page.words, size), page.rules, size), found, 0)
    return found


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is known of the whole page while its regions are cut."""

    gutters: Sequence[Gutter]
    rules: Sequence[Rule]
    size: float

    def table(self, columns: list[list[Word]]) -> Block:
        """The table that some columns of words are."""
        return Block(table=table_rows(columns, self.rules, self.size))


def _cut(words: list[Word], sheet: _Sheet, found: list[Block], depth: int) -> None:
    if not words:
        return
    if depth > _DEEPEST:
        found.append(_block(words))
        return
    bands = bands_of(words, sheet.rules)
    if len(bands) > 1:
        for group in grouped(bands, sheet.size):
            if len(group) > 1:
                together = [word for band in group for word in band]
                found.append(sheet.table(parted(together, sheet.size)))
            else:
                _cut(group[0], sheet, found, depth + 1)
        return
    best = _best(words, sheet.gutters, sheet.size)
    if best is None:
        cells = parted(words, sheet.size, _SURELY)
        found.append(sheet.table(cells) if len(cells) > 1 and run_on(cells) else _block(words))
        return
    gap = _gap(words, best, sheet.size)
    if gap is None:
        _cut_columns(words, best, sheet, found, depth + 1)
        return
    _cut([word for word in words if word.base < gap], sheet, found, depth + 1)
    _cut([word for word in words if word.base >= gap], sheet, found, depth + 1)


def _cut_columns(words: list[Word], gutter: Gutter, sheet: _Sheet, found: list[Block], depth: int) -> None:
    """What stands above the columns on both sides of a gutter, the columns (or the table that they are), what stands below."""
    inside = [word for word in words if gutter.top <= word.base <= gutter.bottom]
    columns = _with_marks(columns_of(inside, [gutter, *_beside(inside, sheet.gutters, gutter)]))
    _cut([word for word in words if word.base < gutter.top], sheet, found, depth)
    heading = _heading_between(columns, sheet.size)
    if not heading and is_table(columns, sheet.rules, sheet.size):
        found.append(sheet.table(max(parted(inside, sheet.size), columns, key=len)))
    else:
        for part in heading or columns:
            _cut(part, sheet, found, depth)
    _cut([word for word in words if word.base > gutter.bottom], sheet, found, depth)


def _gap(words: list[Word], gutter: Gutter, size: float) -> float | None:
    """Where white crosses the columns on both sides of a gutter that is higher than other such white; None without it."""
    levels = sorted({word.base for word in words})
    steps = sorted(((b - a, (a + b) / 2) for a, b in pairwise(levels)), reverse=True)
    if not steps or steps[0][0] < 2.1 * size:
        return None
    height, middle = steps[0]
    others = [step for step, _ in steps[1:] if step > 1.5 * size]
    if others and height < 1.25 * others[len(others) // 2]:
        return None
    sides = {(word.base < middle, word.x0 < gutter.x0) for word in words}
    return middle if len(sides) == 4 else None


def _heading_between(columns: list[list[Word]], size: float) -> list[list[Word]] | None:
    """What stands above, in and below a heading in large type beside which all other columns are white; None
    without one."""
    for number, column in enumerate(columns):
        others = [word for place, other in enumerate(columns) if place != number for word in other]
        for line in rows(column):
            if line.size < 1.15 * size or min(word.size for word in line.words) < 1.1 * size:
                continue
            beside = [word for word in others if abs(word.base - line.base) < 1.2 * line.size]
            above = [word for word in others if word.base < line.base]
            if not beside and above and len(above) < len(others):
                every = [word for one in columns for word in one if word not in line.words]
                parts = (
                    [w for w in every if w.base < line.base],
                    line.words,
                    [w for w in every if w.base >= line.base],
                )
                return [part for part in parts if part]
    return None


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
    if not gutter.sure and _is_river(words, inside, gutter, size):
        return None
    last = min(left_rows[-1].base, right_rows[-1].base)
    first = max(left_rows[0].base, right_rows[0].base)
    if last - first < (LEAST_LINES - 1) * 0.8 * size:  # they stand one above the other
        return None
    top = _without_heading(left_rows, right_rows, size)
    bottom = max(word.base for word in inside)
    return gutter._replace(top=top, bottom=bottom)


def _is_river(words: list[Word], inside: list[Word], gutter: Gutter, size: float) -> bool:
    """Whether a gutter is only blanks of evenly set lines that stand one below the other by chance."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    both = spread = 0
    for line in rows(inside):
        blanks = [(b.x0 - a.x1, a.x1 <= gutter.x0 + 1 and b.x0 >= gutter.x1 - 1) for a, b in pairwise(line.words)]
        across = [blank for blank, crosses in blanks if crosses]
        if not across:
            continue
        both += 1
        flush = line.x0 - left < 1.5 * size and right - line.x1 < 0.4 * size
        spread += flush and across[0] < 1.5 * median(blank for blank, _ in blanks)
    return both < _LONGEST_RIVER and spread > 0.4 * both


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
            columns = columns_of(inside, [*found, one])
            if not markers(left) and len(columns) == len(found) + 2 and all(_enough(column) for column in columns):
                found.append(one)
    return found[1:]


def _enough(column: list[Word]) -> bool:
    return len({round(word.base) for word in column}) >= 2


def _with_marks(columns: list[list[Word]]) -> list[list[Word]]:
    """Columns in which the marks of items stand with their items."""
    found: list[list[Word]] = []
    for column in columns:
        if found and markers(found[-1]):
            found[-1] = [*found[-1], *column]
        else:
            found.append(column)
    return found


def _block(words: list[Word]) -> Block:
    """The lines of a region without gutters, each with the region's edges and its cells where wide gaps part it."""
    lines = rows(words)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for line in lines:
        line.left, line.right = left, right
        line.cells = _cells(line)
    return Block(lines)


def _cells(line: Line) -> tuple[str, ...]:
    """The texts of a line that is parted by gaps much wider than its blanks; none where there are no such gaps."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(line.words))
    usual = gaps[(len(gaps) - 1) // 2] if len(gaps) > 1 else 0.4 * line.size
    least = max(line.size, 2.2 * usual)
    if len(gaps) <= 3 and line.x0 - line.left < 1.5 * line.size and line.right - line.x1 < 0.4 * line.size:
        least = 4 * line.size  # an evenly set line of few words
    cells: list[list[Word]] = [[]]
    for word in line.words:
        if cells[-1] and word.x0 - cells[-1][-1].x1 > least and not markers(cells[-1]):
            cells.append([])
        cells[-1].append(word)
    texts = tuple(text for one in cells if (text := cell(one)))
    return texts if len(texts) > 1 else ()
