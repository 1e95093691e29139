"""The tables of a web page: which hold data and which only lay out the page, and the rows of the former with what
their spans mean.

The text of a cell that reaches over several rows or columns is written once, where it begins, so that nothing stands
in the text twice. The rows below, which it holds for as well, carry it as their heading.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sources.formats.page_tree import Node

_SECTIONS = frozenset({"thead", "tbody", "tfoot", "form"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONG_CELL, _LONG_ROW_CELL = 500, 200  # characters
_WIDEST = 1000  # columns and rows that a cell may span (the HTML standard)

Part = Node | str
Place = tuple[int, int]
"""A cell: the number of its row among the rows with words in them, and its own among the cells with words."""


@dataclass(slots=True)
class Row:
    """One row as text: its cells from left to right, empty ones left out. `heading` is what cells that reach down
    from rows above say; `group` tells a row of one cell over all columns, which is a heading of the rows below.
    `columns` tells for each column which cell stands there, of this row or of one above: (row, cell), or None where
    it is empty."""

    cells: list[str]
    heading: str | None = None
    group: bool = False
    columns: tuple[Place | None, ...] = ()


@dataclass(slots=True)
class _Reaching:
    """Cells that reach down: column -> (rows to come, text), and where each of them stands."""

    cells: dict[int, tuple[int, str]] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)

    def next_row(self) -> dict[int, str]:
        """The columns that are taken in the next row, with what stands there."""
        taken = {column: text for column, (_, text) in self.cells.items()}
        self.cells = {column: (left - 1, text) for column, (left, text) in self.cells.items() if left > 1}
        return taken


def is_layout(table: Node) -> bool:
    """Whether a table lays out a page: its cells hold pages of text rather than values."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    rows = [[part for part in row if isinstance(part, Node)] for row in _parts(table)]
    columns = max((len(row) for row in rows), default=0)
    if columns < 2:
        return True
    if any(child.tag in ("caption", "thead") for child in table.elements()):
        return False
    if any(cell.tag == "th" for row in rows for cell in row):
        return False
    cells = [cell for row in rows for cell in row if cell.size]
    if any(next(cell.iter("table", *_HEADINGS), None) is not None for cell in cells):
        return True
    full = sum(sum(cell.size > 0 for cell in row) > 1 for row in rows)
    longest = max(cells, key=lambda cell: cell.size, default=None)
    if longest is None or full > 2:
        return False
    if full < 2 and longest.size > _LONG_ROW_CELL:
        return True
    inside = sum(1 for _ in longest.iter("p", "br", "li", "div"))
    return longest.size > max(_LONG_CELL, table.size // 2) and inside > 1


def rows(table: Node, words: Callable[[Part], str], seen: Callable[[Node], bool]) -> Iterator[Row]:
    """The rows of a table that holds data. `words` gives the visible text of a cell in one line, `seen` says whether
    an element is shown."""
    parts = [[part for part in row if isinstance(part, str) or seen(part)] for row in _parts(table, seen)]
    columns = max((sum(_span(part, "colspan") for part in row) for row in parts), default=0)
    reaching, written = _Reaching(), 0
    for number, row in enumerate(parts):
        taken = reaching.next_row()
        held: dict[int, Place] = {key: reaching.places[key] for key in taken}
        cells: list[str] = []
        column = widest = 0
        for part in row:
            while column in taken:
                column += 1
            text, width = words(part), _span(part, "colspan")
            down = min(_span(part, "rowspan") or len(parts), len(parts) - number) - 1
            if text:
                held |= dict.fromkeys(range(column, min(column + width, columns)), (written, len(cells)))
                cells.append(text)
                widest = width
                if down > 0:
                    reaching.cells[column] = (down, text)
                    reaching.places[column] = (written, len(cells) - 1)
            column += width or 1
        if cells:
            group = len(cells) == 1 and columns > 1 and widest >= columns and number + 1 < len(parts)
            heading = "; ".join(taken[key] for key in sorted(taken)) or None
            yield Row(cells, heading, group, tuple(held.get(key) for key in range(columns)))
            written += 1


def grid(table: Node, seen: Callable[[Node], bool]) -> list[list[Part | None]]:
    """The rows of a table with a place for each column; None where a cell from the left or from above covers it."""
    found: list[list[Part | None]] = []
    reaching = _Reaching()
    parts = [[part for part in row if isinstance(part, str) or seen(part)] for row in _parts(table, seen)]
    for number, row in enumerate(parts):
        taken = reaching.next_row()
        line: list[Part | None] = []
        for part in row:
            while len(line) in taken:
                line.append(None)
            down = min(_span(part, "rowspan") or len(parts), len(parts) - number) - 1
            width = _span(part, "colspan")
            if down > 0:
                reaching.cells |= {len(line) + column: (down, "") for column in range(width)}
            line += [part, *[None] * (width - 1)]
        while len(line) in taken:
            line.append(None)
        found.append(line)
    return found


def captions(table: Node) -> list[Node]:
    """The captions of a table."""
    return [child for child in table.elements() if child.tag == "caption"]


def _parts(section: Node, seen: Callable[[Node], bool] = lambda _: True) -> list[list[Part]]:
    """The cells of each row; text that stands in a table outside of its cells is a row of its own."""
    found: list[list[Part]] = []
    loose: list[Part] = []
    for child in section.children:
        if isinstance(child, Node) and child.tag in ("td", "th"):
            loose.append(child)
            continue
        if loose:
            found.append(loose)
            loose = []
        if isinstance(child, str):
            found += [[child]] if child.strip() else []
        elif child.tag == "tr" and seen(child):
            found.append([part for part in child.children if isinstance(part, Node) or part.strip()])
        elif child.tag in _SECTIONS and seen(child):
            found += _parts(child, seen)
        elif child.tag not in ("caption", "tr", *_SECTIONS) and child.size:
            found.append([child])
    return [*found, loose] if loose else found


def _span(part: Part, name: str) -> int:
    """How many rows or columns a cell covers; 0 rows mean all that follow."""
    written = part.get(name) if isinstance(part, Node) else None
    if written is None or not written.strip().isdecimal():
        return 1
    return min(int(written), _WIDEST) if name == "rowspan" else max(1, min(int(written), _WIDEST))
