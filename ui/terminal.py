"""An answer for a terminal: the text, then numbered citations, each with its passage and the quote marked in it.

On a terminal the quote is drawn bold and underlined (rich); elsewhere it stands between « and », so that a pipe, a file or a
screen reader keeps it.
"""

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from ui.describe import source_line
from ui.safe import one_line, printable

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation

TextOf = Callable[[str], str]
"""Gives the cleaned text of a document by its id."""

Piece = tuple[str, str]
"""(text, style); styles are names of `STYLES`."""

STYLES = {"": "", "answer": "bold", "number": "bold cyan", "source": "", "dim": "dim", "quote": "bold underline"}
AROUND = 220
"""Characters shown before and after a quote, at most, when its passage is longer."""


def passage_around(text: str, citation: "Citation", around: int = AROUND) -> tuple[str, str, str]:
    """The passage of a citation, cut to `around` characters either side of the quote at a space; white space folded.

    Returns what stands before the quote, the quote, and what stands after it.
    """
    start, end = citation.passage.start, citation.passage.end
    before, after = text[min(start, citation.start) : citation.start], text[citation.end : max(end, citation.end)]
    if len(before) > around:
        cut = before[-around:]
        before = "… " + cut[cut.find(" ") + 1 :]
    if len(after) > around:
        cut = after[:around]
        after = cut[: cut.rfind(" ") + 1 or around].rstrip() + " …"
    return _fold(before), " ".join(citation.quote.split()), _fold(after)


def _fold(text: str) -> str:
    """White space folded to single spaces, kept at the ends, where it separates from the quote."""
    folded = " ".join(text.split())
    if not folded:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + folded + (" " if text[-1].isspace() else "")


def answer_lines(answer: "Answer", text_of: TextOf) -> Iterable[tuple[str, list[Piece]]]:
    """The lines of an answer as (indent, pieces), in order; an empty list of pieces is an empty line."""
    yield "", [(printable(answer.text), "answer" if answer.answered else "")]
    if answer.missing:
        yield "", [(f"Not in these sources: {', '.join(answer.missing)}.", "dim")]
    for difference in answer.disagreements:
        said = "; ".join(
            f"{one_line(p.value)} [{p.citation}]{' (official)' if p.official else ''}" for p in difference.positions
        )
        yield "", [(f"Sources differ on the {difference.slot}: {said}.", "dim")]
    if answer.candidates:
        yield "", []
        yield "", [("Which one?", "answer")]
        for candidate in answer.candidates:
            yield "  ", [(f"- {one_line(candidate.name)}", ""), (f"  {one_line(candidate.detail)}", "dim")]
    for citation in answer.citations:
        yield "", []
        yield "", [(f"[{citation.number}] ", "number"), (source_line(citation.document), "source")]
        before, quote, after = passage_around(text_of(citation.document.id), citation)
        yield "    ", [(printable(before), "dim"), (printable(quote), "quote"), (printable(after), "dim")]
        if citation.also:
            names = ", ".join(one_line(d.publisher or d.title or d.path) for d in citation.also)
            yield "    ", [(f"The same words also in: {names}", "dim")]
    if answer.suggestions:
        yield "", []
        yield "", [("You could ask: " + "  ·  ".join(one_line(s) for s in answer.suggestions), "dim")]


def show_answer(answer: "Answer", text_of: TextOf, out: TextIO | None = None) -> None:
    """Prints an answer: drawn when `out` is a terminal, plain text with «marked» quotes otherwise."""
    out = out or sys.stdout
    lines = answer_lines(answer, text_of)
    if out.isatty():
        _draw(lines, out)
        return
    for indent, pieces in lines:
        out.write(indent + "".join(f"«{text}»" if style == "quote" else text for text, style in pieces) + "\n")


def _draw(lines: Iterable[tuple[str, list[Piece]]], out: TextIO) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=out, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, 100)
    for indent, pieces in lines:
        text = Text()
        for part, style in pieces:
            text.append(part, STYLES[style])
        console.print(Padding(text, (0, 0, 0, len(indent))))
