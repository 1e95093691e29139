"""What is told of a web page beside its text: its outline, and what of it was left out."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sources.document import Segment
from sources.formats.page import PageBlock

_HEADS = re.compile(r"h[1-6]|caption|summary|dt|group|legend")
_CREDIT = re.compile(
    r"(?:^|\s?[(|\u2014\u2013-] ?|\. )(?:Photo(?:graph)?s?|Image|Picture|Illustration|Credit|Courtesy)\b[^()]{0,110}\)? ?$"
)
_SHOWN = 3  # pieces of what was left out that are quoted
_OPENING = 60  # characters of each


class Outline:
    """The headings of a page while its text is written: (offset, heading)."""

    def __init__(self, title: str | None) -> None:
        self.found: list[tuple[int, str]] = []
        self._title = title
        self._above: str | None = None
        self._reached: str | None = None

    def step(self, block: PageBlock, start: int) -> None:
        """Take the next block, which begins at `start`. A row belongs to what cells from above it say, else to the
        heading above its table, and a table without one to the page's title."""
        if _HEADS.fullmatch(block.tag):
            self._above, self._reached = " ".join(block.text.split()), None
            self.found.append((start, self._above))
        elif block.heading:
            self._reached = block.heading
            self.found.append((start, block.heading))
        elif self._reached or (block.tag == "tr" and self._above is None and self._title):
            self._above = self._above or self._title
            self._reached = None
            if self._above:
                self.found.append((start, self._above))


def without_credits(shown: Sequence[PageBlock], left: dict[str, list[str]]) -> list[PageBlock]:
    """The blocks without the line that credits a picture, which ends a caption or is all of it."""
    kept = []
    for block in shown:
        credit = _CREDIT.search(block.text) if block.tag == "figcaption" else None
        if credit:
            cut = credit.start() + (credit.group()[:1] == ".")  # the sentence before keeps its mark
            left.setdefault("picture credits", []).append(block.text[cut:].strip())
            block = PageBlock(block.tag, block.text[:cut].rstrip(), main=block.main)
        if block.text:
            kept.append(block)
    return kept


def between(text: str, segments: Sequence[Segment], start: int = 0) -> list[str]:
    """The stretches of a text behind `start`, with words in them, that its cleaning took away."""
    ends = [0, *(s.source_start + s.length for s in segments)]
    starts = [*(s.source_start for s in segments), len(text)]
    gaps = (text[max(a, start) : b] for a, b in zip(ends, starts, strict=True) if b > start)
    return [gap for gap in gaps if re.search(r"\w", gap)]


def cleaned_away(text: str, segments: Sequence[Segment], start: int = 0) -> Iterator[str]:
    """One line on the words behind `start` that the cleaning of a text took away."""
    if cut := between(text, segments, start):
        yield from left_out("left out", {"comments, addresses and what a web page has around its text": cut})


def left_out(what: str, left: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """One line on what was left out: how many words, of what kinds, and how the longest pieces begin."""
    if not left:
        return
    pieces = sorted((piece for found in left.values() for piece in found), key=len, reverse=True)
    kinds = ", ".join(f"{kind} {sum(len(piece.split()) for piece in left[kind])}" for kind in sorted(left))
    words = sum(len(piece.split()) for piece in pieces)
    openings = "; ".join(f"\u201c{_opening(piece)}\u201d" for piece in pieces[:_SHOWN])
    yield f"{what}: {words} word{'s' * (words != 1)} ({kinds}): {openings}"


def _opening(piece: str) -> str:
    folded = " ".join(piece.split())
    return folded if len(folded) <= _OPENING else f"{folded[:_OPENING].rsplit(' ', 1)[0]} \u2026"
