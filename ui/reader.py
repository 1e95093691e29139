"""The document beside the answer: cut into blocks that load one by one, and into runs that are marked exactly.

All marking happens here, in Python's own offsets (code points): the page receives runs of text with the marks that cover each
and draws them as text nodes. So no offset is ever counted in the browser, and nothing in a document can become markup.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from sources.document import Span
from ui.safe import CONTROLS, visible

BLOCK = 12_000
"""Characters in a block, about: some four screens, a few milliseconds to draw."""

MarkKind = Literal["strong", "light", "found"]


class Mark(NamedTuple):
    """A span to mark: `strong` is the citation that was opened, `light` the answer's others, `found` a search hit."""

    start: int
    end: int
    kind: MarkKind
    number: int = 0


class Run(NamedTuple):
    """Text drawn in one piece. `marks` are positions in the list of marks that cover it; `control` is set when the text
    stands for one control character, made visible."""

    text: str
    marks: tuple[int, ...] = ()
    control: bool = False


def blocks(text: str, size: int = BLOCK) -> list[Span]:
    """Cuts a text into spans of about `size` characters that rejoin to it exactly.

    Cuts fall after a line break where one stands in the second half of a block, else after a space, else anywhere (a line
    of five megabytes is cut like any other).
    """
    cuts: list[Span] = []
    start = 0
    while start < len(text):
        end = min(start + size, len(text))
        if end < len(text):
            for mark in ("\n", " "):
                found = text.rfind(mark, start + size // 2, end)
                if found >= 0:
                    end = found + 1
                    break
        cuts.append(Span(start, end))
        start = end
    return cuts


def block_at(spans: Sequence[Span], offset: int) -> int:
    """The number of the block that holds `offset` (the last one for offsets past the end; 0 when there is none)."""
    low, high = 0, max(len(spans) - 1, 0)
    while low < high:
        middle = (low + high + 1) // 2
        if spans[middle].start <= offset:
            low = middle
        else:
            high = middle - 1
    return low


def runs(text: str, span: Span, marks: Sequence[Mark]) -> list[Run]:
    """The text of `span` as runs in order, each with the marks that cover it; control characters stand alone.

    Joining the texts of all runs gives `text[span]` again, but for control characters, which are written out.
    """
    inside = [(i, m) for i, m in enumerate(marks) if m.start < span.end and m.end > span.start and m.end > m.start]
    edges = {span.start, span.end}
    for _, mark in inside:
        edges |= {max(mark.start, span.start), min(mark.end, span.end)}
    borders = sorted(edges)
    made: list[Run] = []
    for start, end in itertools.pairwise(borders):
        covering = tuple(i for i, m in inside if m.start <= start and m.end >= end)
        made.extend(_without_controls(text[start:end], covering))
    return made


def _without_controls(text: str, covering: tuple[int, ...]) -> Iterable[Run]:
    position = 0
    for match in CONTROLS.finditer(text):
        if match.start() > position:
            yield Run(text[position : match.start()], covering)
        yield Run(visible(match[0]), covering, control=True)
        position = match.end()
    if position < len(text):
        yield Run(text[position:], covering)


def find(text: str, wanted: str, limit: int = 2000) -> list[Span]:
    """Where `wanted` stands in the text: letter case and runs of white space do not matter.

    At most `limit` spans, in order; none for a blank search.
    """
    words = wanted.split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    found: list[Span] = []
    for match in pattern.finditer(text):
        found.append(Span(*match.span()))
        if len(found) == limit:
            break
    return found
