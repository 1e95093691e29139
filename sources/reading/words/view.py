"""A second look at a text, letter for letter as long as the first, in which rules are easier to write.

Quotation marks and apostrophes are plain, white space is blanks, dashes are one kind, Markdown emphasis is blank; a line break
stays one where it ends a paragraph, a short line or a list row. `flat(text)[a:b]` and `text[a:b]` are the same words.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "\t": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\u200b": " ", "\ufeff": " ", "\r": " ",
        "–": "—", "―": "—", "‐": "-", "‑": "-", "−": "-", "*": " ", "_": " ", "（": "(", "）": ")", "，": ",",
    }
)  # fmt: skip
_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")
WRAPPED = range(48, 101)
"""Lengths of a line that was wrapped: a shorter one ends where it ends, a longer one was never wrapped."""

_ROW = re.compile(r" *(?:[-•·▪◦●|>#]|\(?\d{1,2}[.)] |\([a-z]\) )")


_LINK = re.compile(r"\[([^\[\]]*)\](\(https?://[^)\s]{0,600}\))")


def _unlinked(plain: str) -> str:
    """The text with the brackets and address of Markdown links blank: what a reader sees of them."""
    if "](" not in plain:
        return plain
    return _LINK.sub(lambda m: f" {m.group(1)} {' ' * len(m.group(2))}", plain)


@dataclass(frozen=True, slots=True)
class Compact:
    """A view with single blanks, and the way back: `starts[i]` of the compact text stands at `sources[i]` of the view."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def at(self, position: int) -> int:
        """Where the character at this position of the compact text stands in the view."""
        i = bisect_right(self.starts, position) - 1
        return self.sources[i] + position - self.starts[i]

    def upto(self, position: int) -> int:
        """The end (exclusive) in the view of what ends at this position of the compact text."""
        return self.at(position - 1) + 1 if position else self.at(0)

    def inside(self, position: int) -> int:
        """Where a position of the view stands in the compact text."""
        i = max(0, bisect_right(self.sources, position) - 1)
        later = self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text) + 1
        return min(self.starts[i] + position - self.sources[i], later)


_BLANKS = re.compile(r"  +| +(?=[,;:.](?: |$)|'s )")


def compact(view: str) -> Compact:
    """The view with every run of blanks folded into one, so that rules may count on single blanks; blanks that emphasis
    leaves before a comma or a full stop (`**X**, a firm`) are folded into none."""
    if "  " not in view and " ," not in view and " ." not in view and " '" not in view:
        return Compact(view, (0,), (0,))
    pieces: list[str] = []
    starts, sources = [0], [0]
    last = length = 0
    for found in _BLANKS.finditer(view):
        none = view[found.end() : found.end() + 1] in tuple(",;:.'")
        piece = view[last : found.start() + (0 if none else 1)]
        pieces.append(piece)
        length += len(piece)
        last = found.end()
        starts.append(length)
        sources.append(last)
    pieces.append(view[last:])
    return Compact("".join(pieces), tuple(starts), tuple(sources))


def flat(text: str) -> str:
    """The text in plain characters, of the same length, with breaks only where lines really end."""
    plain = _unlinked(text.translate(_SAME))
    if "\n" not in plain:
        return plain
    pieces: list[str] = []
    last = 0
    for found in _BREAK.finditer(plain):
        here = found.start()
        length = here - plain.rfind("\n", 0, here) - 1
        if length in WRAPPED and not _ROW.match(plain, here + 1):
            pieces.append(plain[last:here])
            pieces.append(" ")
            last = here + 1
    pieces.append(plain[last:])
    return "".join(pieces)


def one_line(text: str) -> str:
    """The same view with every line break a blank: for one sentence, whose breaks mean nothing."""
    return _unlinked(text.translate(_SAME)).replace("\n", " ")


def folded(text: str) -> str:
    """White space folded to single blanks, ends stripped: how a span is written as a value."""
    return " ".join(text.split())
