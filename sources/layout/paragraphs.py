"""Lines of a block into paragraphs, and which paragraph of the next column or page goes on with the last one of this.

A paragraph is ended wherever it is not sure that the text goes on: two sentences are better than one that nobody wrote.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sources.layout.page import Line
from sources.layout.regions import Block

_BULLET = re.compile(r"(?:[•‣◦▪●·]|[–—*-](?= ))\s*\S?")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s")
_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*\d{0,3}$")
_OPEN_WORDS = (
    "a an and as at but by for from in into its of on or our than that the their this to under which who whose with"
)
_MORE_OPEN = (
    "about above across after against along although among around because before behind below beneath beside between "
    "beyond despite during except if like near onto over per since through throughout toward towards unless until upon "
    "via when where whereas whether while within without am are be been being had has have is was were not every each"
)
_OPEN_END = re.compile(rf"(?:[,(\[/–—-]|\b(?:{_OPEN_WORDS.replace(' ', '|')}))$")
_UNFINISHED = re.compile(rf"\b(?:{_MORE_OPEN.replace(' ', '|')})$")
"""Words that end headings, too: what follows them in small letters goes on with them."""
_BOLD = 0.9  # of the letters of a line that is a heading
_LONGEST_GAP = 1.4  # of the usual step from line to line


@dataclass(slots=True)
class Paragraph:
    """Lines that are one text. `edge` is where lines of its column end, `indent` how far in its first line begins,
    `first` whether it is the first of its block."""

    lines: list[Line]
    edge: float
    indent: float
    row: bool = False
    first: bool = False

    @property
    def size(self) -> float:
        """The size of most of its type."""
        return median(line.size for line in self.lines)


def usual_step(blocks: Sequence[Block]) -> float:
    """The usual step from line to line, in sizes of the type; 1.2 where nothing says it."""
    steps = [step for block in blocks for step in _steps(block.lines)]
    return median(steps) if len(steps) >= 4 else 1.2


def _steps(lines: Sequence[Line]) -> list[float]:
    steps = [(b.base - a.base) / max(a.size, b.size) for a, b in pairwise(lines)]
    return [step for step in steps if 0.7 < step < 3]


def paragraphs(block: Block, step: float) -> list[Paragraph]:
    """The paragraphs of a block of lines; `step` is the document's usual step from line to line."""
    lines = block.lines
    if not lines:
        return []
    own = _steps(lines)
    step = min(median(own), 1.5 * step) if len(own) >= 4 else step
    edge = _edge(lines)
    left = min(line.x0 for line in lines)
    listed = [listed for run in _runs(lines, step) for listed in [_is_list(run, edge)] * len(run)]
    found: list[Paragraph] = []
    for number, line in enumerate(lines):
        last = lines[number - 1] if number else None
        whole = found[-1] if found else None
        if last is None or whole is None or not _goes_on(whole, last, line, edge, step, listed[number]):
            found.append(Paragraph([], edge, line.x0 - left, bool(line.cells)))
        found[-1].lines.append(line)
    found[0].first = True
    return found


def _edge(lines: Sequence[Line]) -> float:
    """Where full lines end: the farthest place near which several lines do."""
    ends = sorted((line.x1 for line in lines if not line.cells), reverse=True)
    reach = 0.12 * (lines[0].right - lines[0].left)
    least = 2 if len(ends) < 8 else 3
    for number, end in enumerate(ends[: max(len(ends) - least + 1, 0)]):
        if end - ends[number + least - 1] <= reach:
            return end
    return lines[0].right


def _is_full(line: Line, following: Line, edge: float) -> bool:
    """Whether the first word of the following line would not have fitted in this one."""
    first = following.words[0]
    return line.x1 + 0.2 * line.size + (first.x1 - first.x0) > edge - 0.2 * line.size


def _runs(lines: Sequence[Line], step: float) -> list[list[Line]]:
    """Lines that follow each other at the usual step in type of one size and weight."""
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1] if runs else None
        near = last and line.base - last.base < _LONGEST_GAP * step * line.size
        if last and near and abs(last.bold - line.bold) < 0.5 and abs(last.size - line.size) < 0.1 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_list(run: Sequence[Line], edge: float) -> bool:
    """Whether most lines end where they want to and the next begins with a capital: names, one a line."""
    pairs = list(pairwise(run))
    loose = sum(not _is_full(a, b, edge) and not b.text[:1].islower() for a, b in pairs)
    return loose > 0.5 * len(pairs)


def _goes_on(whole: Paragraph, last: Line, line: Line, edge: float, step: float, listed: bool) -> bool:
    """Whether a line of a block goes on in the next one."""
    text, here = last.text, line.text
    if _apart(last, line, step) or _BULLET.match(here):
        return False
    size = max(last.size, line.size)
    ended, low = bool(_SENTENCE_END.search(text)), here[:1].islower()
    full = _is_full(last, line, edge)
    if not (low and not ended) and (_is_heading(last, line) or (_is_heading(line, last) and (ended or not full))):
        return False
    if _ENUMERATOR.match(here) and (ended or not full):
        return False
    if _centred(last, line):
        return not ended and (low or full or last.bold > _BOLD)
    first = whole.lines[0]
    hanging = bool(_BULLET.match(first.text) or _ENUMERATOR.match(first.text))
    if line.x0 > last.x0 + 0.6 * size and not (hanging and len(whole.lines) == 1):
        return full and not ended and (low or bool(_OPEN_END.search(text)))
    if line.x0 < last.x0 - 0.6 * size and len(whole.lines) > 1:
        return full and not ended and low
    if re.search(r"\w-$", text):  # a parted word
        return True
    if not full:
        return low and not ended and last.x1 - last.left > 0.5 * (edge - last.left)
    if listed and not low:
        return bool(_OPEN_END.search(text))
    return True


def _apart(last: Line, line: Line, step: float) -> bool:
    """Whether two lines are no paragraph by their places and type: cells, a gap, another size, one beside the other."""
    size, down = max(last.size, line.size), line.base - last.base
    if last.cells or line.cells or min(last.size, line.size) < 0.9 * size:
        return True
    return down > _LONGEST_GAP * step * size or down < 0.6 * size or line.x0 > last.x1 or line.x1 < last.x0


def _is_heading(line: Line, other: Line) -> bool:
    """Whether a line is bold and the one beside it is not."""
    return line.bold > _BOLD and other.bold < 0.5


def _centred(last: Line, line: Line) -> bool:
    """Whether two lines have their middle in common but no edge."""
    shift = abs((last.x0 + last.x1) - (line.x0 + line.x1)) / 2
    return shift < 0.3 * line.size and abs(last.x0 - line.x0) > 0.6 * line.size


def runs_over(last: Paragraph, following: Paragraph, indented: bool) -> bool:
    """Whether the first paragraph of a column or page goes on with the last one before it.

    `indented` says that paragraphs of the document begin with an indented line.
    """
    if last.row or following.row or not following.first or abs(last.size - following.size) > 0.08 * last.size:
        return False
    end, start = last.lines[-1], following.lines[0]
    text, here = end.text, start.text
    low = here[:1].islower()
    if (
        (_SENTENCE_END.search(text) and not low)
        or _BULLET.match(here)
        or _ENUMERATOR.match(here)
        or abs(end.bold - start.bold) > _BOLD
    ):
        return False
    unfinished = _OPEN_END.search(text) or (low and _UNFINISHED.search(text))
    if not _is_full(end, start, last.edge) and not unfinished:
        return False
    if low or _OPEN_END.search(text):
        return True
    whole = len(following.lines) > 1 or bool(_SENTENCE_END.search(following.lines[-1].text))
    return indented and whole and following.indent < 0.5 * following.size
