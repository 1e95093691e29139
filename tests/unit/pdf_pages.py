"""Pages of a PDF drawn piece by piece, with the text that a reader sees on them, for tests and the benchmark.

A page is a list of pieces (a line of text with its place); the order in which they are drawn is chosen apart from
where they stand, for a file may draw its columns line by line, its footnotes first, or its words in any order.
"""

import io
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612, 792


@dataclass(frozen=True)
class Piece:
    """Text at a place; y from the upper edge of the page. `part` is "body", "note" or "head"."""

    x: float
    y: float
    text: str
    size: float = 9
    font: str = "Times-Roman"
    part: str = "body"
    column: int = 0
    angle: int = 0
    mode: int = 0
    spread: float = 0  # points added to each blank (justified lines)


@dataclass
class Sheet:
    """One page to draw: pieces, rules as (x0, x1, y), and what draws anything else on the canvas."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    others: list[Callable[[Canvas], None]] = field(default_factory=list)
    turn: int = 0

    def put(self, x: float, y: float, text: str, **more: object) -> float:
        """Draw a line; out: the width of its text."""
        piece = replace(Piece(x, y, text), **more)  # type: ignore[arg-type]
        self.pieces.append(piece)
        return stringWidth(text, piece.font, piece.size)

    def flow(
        self, x: float, y: float, width: float, text: str, *, even: bool = False, indent: float = 0, **more: object
    ) -> float:
        """Draw a paragraph in lines of a width at most; "technol~ogy" may be parted at its tilde. Out: y below it."""
        piece = replace(Piece(x, y, ""), **more)  # type: ignore[arg-type]
        lines = wrapped(text, width, piece.font, piece.size, indent)
        for number, line in enumerate(lines):
            at = x + (indent if number == 0 else 0)
            room = width - (indent if number == 0 else 0) - stringWidth(line, piece.font, piece.size)
            blanks = line.count(" ")
            spread = room / blanks if even and number + 1 < len(lines) and blanks else 0
            self.pieces.append(replace(piece, x=at, y=y, text=line, spread=spread))
            y += 1.15 * piece.size
        return y


def wrapped(text: str, width: float, font: str, size: float, indent: float = 0) -> list[str]:
    """Lines of at most `width`, words parted at their tilde where that fills the line."""
    lines: list[str] = []
    line, room = "", width - indent
    for word in text.split():
        whole = word.replace("~", "")
        if stringWidth(f"{line} {whole}".strip(), font, size) <= room:
            line = f"{line} {whole}".strip()
            continue
        head, _, tail = word.partition("~")
        if tail and line and stringWidth(f"{line} {head}-", font, size) <= room:
            lines.append(f"{line} {head}-")
            line = tail.replace("~", "")
        else:
            lines.append(line)
            line = whole
        room = width
    return [*lines, line] if line else lines


def plain(text: str) -> str:
    """The text that a reader sees, without the places where words may be parted."""
    return " ".join(text.replace("~", "").split())


ORDERS: dict[str, Callable[[list[Piece]], Iterable[Piece]]] = {
    "as placed": lambda pieces: pieces,
    "row by row": lambda pieces: sorted(pieces, key=lambda one: (round(one.y), one.x)),
    "notes first": lambda pieces: sorted(pieces, key=lambda one: one.part != "note"),
    "last column first": lambda pieces: sorted(pieces, key=lambda one: -one.column),
    "shuffled": lambda pieces: random.Random(7).sample(pieces, len(pieces)),
}


def drawn(sheets: Iterable[Sheet], order: str = "as placed", by_word: bool = False, title: str = "") -> bytes:
    """The PDF of sheets. `by_word` draws every word by itself, without blanks."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setTitle(title)
    for sheet in sheets:
        if sheet.turn:
            canvas.setPageRotation(sheet.turn)
        for other in sheet.others:
            other(canvas)
        for x0, x1, y in sheet.rules:
            canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)
        for piece in ORDERS[order](sheet.pieces):
            _draw(canvas, piece, by_word)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, piece: Piece, by_word: bool) -> None:
    canvas.saveState()
    canvas.translate(piece.x, HEIGHT - piece.y)
    canvas.rotate(piece.angle)
    at = 0.0
    blank = stringWidth(" ", piece.font, piece.size) + piece.spread
    for word in piece.text.split(" ") if by_word else [piece.text]:
        text = canvas.beginText(at, 0)
        text.setTextRenderMode(piece.mode)
        text.setFont(piece.font, piece.size)
        text.setWordSpace(piece.spread)
        text.textOut(word)
        canvas.drawText(text)
        at += stringWidth(word, piece.font, piece.size) + blank
    canvas.restoreState()
