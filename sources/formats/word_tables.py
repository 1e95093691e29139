"""Tables of a Word document: a row a line, its cells parted by tabs, in time that grows with the table and no faster.

A cell that reaches down over several rows is read in each of them, for a row must say by itself what it is about. A
row that only lays out a page (one cell with several paragraphs, or a cell as long as an essay, or one that holds a
table of several rows and columns) is read as the paragraphs and rows in it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from sources.formats.word_inline import chosen
from sources.formats.word_package import child, switched, value

if TYPE_CHECKING:
    from sources.formats.word_text import Block, Text

_LONGEST_CELL = 700  # characters; as for tables of web pages
_LONGEST_REPEATED = 300  # characters of a cell that is read again in the rows below, lest a small file grow without end
_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})


def rows(text: "Text", table: Element) -> Iterator[tuple[str, str]]:
    """(kind, text) of the rows of a table, or of what stands in them where they only lay out the page."""
    above: dict[int, str] = {}  # by column of the grid, the cell that reaches down from the rows before
    for row in _within(table, "w:tr"):
        properties = child(row, "w:trPr")
        if child(properties, "w:del") is not None:
            text.left_out["tracked deletions"] += 1
        elif switched(properties, "w:hidden"):
            text.left_out["hidden text"] += 1
        else:
            yield from _row(text, row, properties, above)


def _row(text: "Text", row: Element, properties: Element | None, above: dict[int, str]) -> Iterator[tuple[str, str]]:
    cells: list[str] = []
    read: list[list[Block]] = []
    column = _count(value(properties, "w:gridBefore"), 0)
    for cell in _within(row, "w:tc"):
        place = child(cell, "w:tcPr")
        merged = _merged(place, "w:vMerge")
        if child(place, "w:cellDel") is not None:
            text.left_out["tracked deletions"] += 1
        elif merged == "continue" and column in above:
            cells.append(above[column])
        elif _merged(place, "w:hMerge") != "continue":
            blocks = text.read(cell, cell=True)
            read.append(blocks)
            cells.append(" ".join(word for block in blocks for word in block.text.split()))
            above.pop(column, None)
            if merged == "restart":
                above[column] = cells[-1] if len(cells[-1]) <= _LONGEST_REPEATED else ""
        column += _count(value(place, "w:gridSpan"), 1)
    shown = [cell for cell in cells if cell]
    inside = any(sum(block.kind == "row" and "\t" in block.text for block in blocks) > 1 for blocks in read)
    if inside or any(len(cell) > _LONGEST_CELL for cell in shown) or (len(shown) == 1 and sum(map(len, read)) > 1):
        yield from ((block.kind, block.text) for blocks in read for block in blocks)
    elif shown:
        yield "row", "\t".join(shown)


def _merged(properties: Element | None, name: str) -> str | None:
    """`restart` where a merged cell begins, `continue` where it goes on; None for a cell by itself."""
    found = child(properties, name)
    return None if found is None else found.get("val", "continue")


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those inside of content controls and other wrappers, too."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            stack += reversed(element)
        elif element.tag == "mc:AlternateContent":
            stack += [form for form in (chosen(element),) if form is not None]
        elif element.tag in ("mc:Choice", "mc:Fallback"):
            stack += reversed(element)


def _count(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 6 else otherwise
