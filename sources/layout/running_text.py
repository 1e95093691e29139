"""Pages of blocks into one text: paragraphs that run over columns and pages, rows of tables, footnotes behind the
text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sources.layout.hyphens import Vocabulary
from sources.layout.notes import mark_of, take_notes
from sources.layout.page import Line, Page, body_size, joined, turned_right
from sources.layout.paragraphs import Paragraph, paragraphs, runs_over, usual_step
from sources.layout.regions import Block, blocks


class Laid(NamedTuple):
    """A text and where in it pages begin, as (offset, number of the page), in the order of the text."""

    text: str
    pages: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Item:
    """One paragraph or row: pieces of text with the page that each stands on."""

    pieces: list[tuple[int, str]]
    last: Paragraph | None = None
    row: bool = False
    notes: list["_Item"] = field(default_factory=list)


@dataclass(slots=True)
class _PageParts:
    """What one page gives: its paragraphs and rows in order, its footnotes, and the marks that point to them."""

    number: int
    items: list[Paragraph | tuple[tuple[str, ...], ...]]
    notes: list[Line]
    marks: frozenset[str]
    step: float


def lay_out(pages: Iterable[Page]) -> Laid:
    """The text of pages in reading order, one paragraph a line with blank lines between, one row of a table a line."""
    kept = list(pages)
    body = body_size(word for page in kept for word in page.words)
    words = Vocabulary()
    parts = list(_parts(kept, body, words))
    indented = _is_indented(parts)
    items: list[_Item] = []
    for part in parts:
        _add_page(items, part, words, indented)
    return _written(items)


def _parts(pages: list[Page], body: float, words: Vocabulary) -> Iterator[_PageParts]:
    even = lines = 0
    unfinished = False
    for number, page in enumerate(pages, 1):
        every = blocks(page)
        step = usual_step(every)
        own = body if any(abs(word.size - body) < 0.5 for word in page.words) else body_size(page.words)
        notes = take_notes(page, every, own, unfinished)
        unfinished = bool(notes) and not notes[-1].text.endswith((".", "!", "?", "”", ")"))
        items: list[Paragraph | tuple[tuple[str, ...], ...]] = []
        for block in [*every, *_turned(page)]:
            items += [row.cells for row in block.table]
            found = paragraphs(block, step)
            items += found
            words.add(line.text for line in block.lines)
            for row in block.table:
                for cell in row.cells:
                    words.add(cell)
            full = [line for one in found for line in one.lines[:-1] if not line.cells]
            lines += len(full)
            even += sum(abs(line.x1 - one.edge) < 0.2 * line.size for one in found for line in one.lines[:-1])
        words.add(line.text for line in notes)
        marks = frozenset(mark for line in notes if (mark := mark_of(line)))
        yield _PageParts(number, items, notes, marks, step)
    words.even = lines >= 4 and even >= 0.6 * lines
    words.settle()


def _turned(page: Page) -> list[Block]:
    """Text in other directions, each direction by itself."""
    return [block for words in page.turned for block in blocks(Page(words))]


def _is_indented(parts: list[_PageParts]) -> bool:
    """Whether most paragraphs of several lines begin with an indented one."""
    found = [item for part in parts for item in part.items if isinstance(item, Paragraph) and len(item.lines) > 2]
    return sum(item.indent > 0.6 * item.size for item in found) > 0.5 * len(found)


def _add_page(items: list[_Item], part: _PageParts, words: Vocabulary, indented: bool) -> None:
    """Add a page's paragraphs. The footnotes wait behind the paragraph that runs over the page's end."""
    for item in part.items:
        if not isinstance(item, Paragraph):
            items.append(_Item([(part.number, "\t".join(words.glue(cell) for cell in item))], row=True))
            continue
        texts = [text for line in item.lines if (text := _text(line, part.marks))]
        if not texts:
            continue
        open_item = items[-1] if items and items[-1].last else None
        if open_item and open_item.last and runs_over(open_item.last, item, indented):
            _append(open_item, part.number, texts, words)
            open_item.last = Paragraph([*open_item.last.lines[-1:], *item.lines], item.edge, item.indent)
        else:
            text = "\t".join(item.lines[0].cells) if item.row else words.glue(texts)
            items.append(_Item([(part.number, text)], None if item.row else item, item.row))
    notes = [_Item([(part.number, words.glue(note))]) for note in _notes(part.notes)]
    if items:
        items[-1].notes += notes
    else:
        items += notes


def _append(item: _Item, number: int, texts: list[str], words: Vocabulary) -> None:
    whole = item.pieces[-1][1]
    joint = words.joint(whole[-60:], texts[0])
    item.pieces[-1] = (item.pieces[-1][0], whole[:-1] if joint is None else whole + joint)
    rest = words.glue(texts)
    if number == item.pieces[-1][0]:
        item.pieces[-1] = (number, item.pieces[-1][1] + rest)
    else:
        item.pieces.append((number, rest))


def _text(line: Line, marks: frozenset[str]) -> str:
    """A line's words without raised marks that point to a footnote of the page."""
    if line.cells:
        return "\t".join(line.cells)
    return joined(turned_right([word for word in line.words if not (word.mark and word.text in marks)]))


def _notes(lines: list[Line]) -> Iterator[list[str]]:
    """The footnotes, each as the texts of its lines."""
    note: list[str] = []
    for line in lines:
        if (
            mark_of(line)
            and note
            and (line.words[0].size < 0.85 * line.size or note[-1].endswith((".", "!", "?", "”", ")")))
        ):
            yield note
            note = []
        note.append(_text(line, frozenset()))
    if note:
        yield note


def _written(items: list[_Item]) -> Laid:
    text: list[str] = []
    pages: list[tuple[int, int]] = []
    length = 0

    def put(piece: str) -> None:
        nonlocal length
        text.append(piece)
        length += len(piece)

    last_row = False
    for item in items:
        for one in (item, *item.notes):
            if length:
                put("\n" if one.row and last_row else "\n\n")
            last_row = one.row
            for number, piece in one.pieces:
                if not pages or pages[-1][1] != number:
                    pages.append((length, number))
                put(piece)
    return Laid("".join(text), tuple(pages))
