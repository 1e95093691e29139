"""The tables of a text, as rows of cells: those that its format marks, and those that are read off its lines."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sources.document import Span

Rows = Sequence[Sequence[Span | None]]
"""A table: rows of cells, each with where it stands in the text. In one that a format marks all rows have as many
cells; None is an empty one, and a cell may stand in a row above that reaches down."""


def tables(text: str, marked: Sequence[Rows] = ()) -> list[Rows]:
    """The tables of two rows or more, in order: `marked`, and lines in a row outside of them with tabs or bars."""
    taken: list[Span] = []
    for start, end in sorted((first.start, last.end) for rows in marked for first, last in [_reach(rows)]):
        taken.append(Span(start, max(end, taken[-1].end) if taken else end))
    read = [rows for rows in _typed(text) if not within(taken, rows[0][0].start)]
    return sorted([*marked, *read], key=lambda rows: _reach(rows)[0].start)


def within(spans: Sequence[Span], position: int) -> bool:
    """Whether a position stands in one of the spans, which are in order of where they begin, and of where they end."""
    number = bisect_right(spans, position, key=lambda span: span.start) - 1
    return number >= 0 and position < spans[number].end


def own(rows: Rows, number: int) -> Span | None:
    """The first cell of a row that no row above it has; None where every cell of it reaches down from above."""
    above = set(rows[number - 1]) if number else set()
    return min((cell for cell in rows[number] if cell and cell not in above), key=lambda cell: cell.start, default=None)


def _reach(rows: Rows) -> tuple[Span, Span]:
    cells = [cell for row in rows for cell in row if cell]
    return min(cells, default=Span(0, 0)), max(cells, key=lambda cell: cell.end, default=Span(0, 0))


def _typed(text: str) -> Iterator[list[list[Span]]]:
    table: list[list[Span]] = []
    start = 0
    for line in text.split("\n"):
        cells = [cell for cell in _cells(line, start) if cell.end > cell.start]
        barred = len(cells) == 1 and _BARRED.match(line) is not None  # a table of one column
        if len(cells) > 1 or barred:
            if re.search(r"\w", line):  # not the rule below the head of a table in Markdown
                table.append(cells)
        else:
            if len(table) > 1:
                yield table
            table = []
        start += len(line) + 1
    if len(table) > 1:
        yield table


_BARRED = re.compile(r"\s*\|[^|]+\|\s*$")


def _cells(line: str, start: int) -> Iterator[Span]:
    mark = "\t" if "\t" in line.strip() else "|" if line.count("|") > 1 else None
    for cell in line.split(mark) if mark else (line,):
        inner = cell.strip()
        at = start + len(cell) - len(cell.lstrip())
        yield Span(at, at + len(inner))
        start += len(cell) + 1
