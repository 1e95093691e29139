"""The tables of a web page as rows of columns, while its text is written: a cell that reaches over several rows or
columns is written once, but stands in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.clean import destination
from sources.document import Segment, Span
from sources.formats.page import PageBlock
from sources.formats.page_table import Place
from sources.formats.parsed import Table


@dataclass(slots=True)
class _Grid:
    """The rows of one table so far: where each begins in the text, where its cells stand, what each column holds."""

    cells: list[list[Span]] = field(default_factory=list)
    columns: list[tuple[Place | None, ...]] = field(default_factory=list)


class Grids:
    """The tables of a page, in order."""

    def __init__(self) -> None:
        self._grids: dict[int, _Grid] = {}

    def step(self, block: PageBlock, start: int) -> None:
        """Take the next block, which begins at `start`; blocks that are no row of a table are passed over."""
        if not block.table:
            return
        grid = self._grids.setdefault(block.table, _Grid())
        cells = []
        for words in block.text.split("\t"):
            cells.append(Span(start, start + len(words)))
            start += len(words) + 1
        grid.cells.append(cells)
        grid.columns.append(block.columns)

    def found(self, segments: Sequence[Segment]) -> tuple[Table, ...]:
        """The tables of two rows or more, in offsets of the cleaned text that `segments` lead to. A cell that cleaning
        cut into is left empty; a table of which a row is missing is left out, since its places are not sure."""
        return tuple(
            tuple(tuple(_cell(grid, place, segments) for place in row) for row in grid.columns)
            for grid in self._grids.values()
            if len(grid.cells) > 1 and _is_whole(grid)
        )


def _is_whole(grid: _Grid) -> bool:
    """Whether each place leads to a cell of its own row or of one above."""
    return all(
        place is None or (place[0] <= number and place[1] < len(grid.cells[place[0]]))
        for number, row in enumerate(grid.columns)
        for place in row
    ) and all(any(place is not None and place[0] == number for place in row) for number, row in enumerate(grid.columns))


def _cell(grid: _Grid, place: Place | None, segments: Sequence[Segment]) -> Span | None:
    if place is None:
        return None
    span = grid.cells[place[0]][place[1]]
    start, last = destination(segments, span.start), destination(segments, span.end - 1)
    return (
        Span(start, last + 1)
        if start is not None and last is not None and last - start == span.end - span.start - 1
        else None
    )
