"""Lines into blocks: paragraphs, list items, headings, table rows and turns of speech, with exact offsets.

A text that was wrapped at a fixed width (Markdown at 72 columns, mail, Federal Register pages) has line breaks in the middle
of sentences; a text scraped from a web page has one line a paragraph. Which of the two a text is, is read off the lines
themselves: a line was wrapped where the next word would not have fitted any more.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

BULLET = re.compile(r"[ \t]*(?:(?:[-*+•‣◦▪●·]|>)[ \t]+)+(?=\S)")
ENUMERATOR = re.compile(
    r"[ \t]*(?:(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]|\((?:\d{1,3}|[A-Za-z]{1,2}|[ivx]{1,5})\))[ \t]+(?=\S)"
)
HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?=\S)")
RULE = re.compile(r"[ \t]*+\\?(?:[-=_*~#][ \t]*+){3,}+$|(?=[ \t:|-]++$)(?>.*?---)")
SPEAKER = re.compile(
    r"[ \t]*(?:\*\*)?(?:(?P<name>[A-Z][A-Z.’' -]{1,60}(?:\([^()\n]{1,60}\))?)(?:\*\*)?:(?:\*\*)?|(?P<q>Q)(?::|\.?(?=[ \t]{2})))[ \t]+"
)
"""A speaker's label at the start of a line (`MR. KIRBY:  `, `**THE PRESIDENT:** `) or a reporter's question (`Q    `)."""

_GOES_ON = re.compile(
    r"(?:[,(\[/–—-]|\b(?:a|an|and|as|at|but|by|for|from|in|into|its|of|on|or|our|than|that|the|their|this|to|under|which|who|"
    r"whose|with))$"
)
_LISTS_ON = re.compile(r"(?:[.;:!?]|[;,] (?:and|or))[\"”’')\]*_]*$")
_SHORTEST_WRAP, _LONGEST_WRAP = 45, 120


class Block(NamedTuple):
    """A stretch of text that no sentence crosses: `start` after list or heading marks, `end` before white space."""

    start: int
    end: int
    heading: bool = False


class _Line(NamedTuple):
    start: int
    text: str  # without the line break and trailing white space
    hard: bool  # ends in Markdown's two spaces


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.split("\n"):
        yield _Line(start, raw.rstrip().rstrip("\\").rstrip(), raw.endswith(("  ", "\\")))
        start += len(raw) + 1


def wrap_width(text: str) -> int | None:
    """The column at which the lines of a text were wrapped, or None where a line break ends a paragraph."""
    lines = text.split("\n")
    pairs = [
        (len(line.rstrip()), len(following.split(None, 1)[0]))
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and not _starts_block(following)
    ]
    if len(pairs) < 3:
        return None
    width = sorted(length for length, _ in pairs)[int(0.95 * (len(pairs) - 1))]
    if not _SHORTEST_WRAP <= width <= _LONGEST_WRAP:
        return None
    full = sum(length + 1 + word > width for length, word in pairs)
    return width if full >= 0.6 * len(pairs) else None


def _starts_block(line: str) -> bool:
    return bool(BULLET.match(line) or HEADING.match(line) or SPEAKER.match(line) or _is_rule(line) or _is_row(line))


def _is_rule(line: str) -> bool:
    return len(line) < 300 and RULE.match(line) is not None


def _is_row(line: str) -> bool:
    return line.count("|") >= 2 or "\t" in line.strip()


def blocks(text: str) -> list[Block]:
    """The blocks of a text in order; together they hold everything but white space, list and heading marks and rules."""
    width = wrap_width(text)
    found: list[Block] = []
    start = end = -1
    last: _Line | None = None
    for line in _lines(text):
        fresh = last is None or not line.text or _is_rule(line.text)
        if not fresh and last is not None:
            fresh = _starts_block(line.text) or _is_row(last.text) or not _joined(last, line, width)
        if fresh and start >= 0:
            found.append(Block(start, end))
            start = -1
        if not line.text or _is_rule(line.text):
            last = None
            continue
        heading = HEADING.match(line.text)
        if start < 0:
            mark = heading or BULLET.match(line.text)
            start = line.start + (mark.end() if mark else len(line.text) - len(line.text.lstrip()))
        end = line.start + len(line.text)
        last = line
        if heading:
            found.append(Block(start, end, True))
            start, last = -1, None
    if start >= 0:
        found.append(Block(start, end))
    return found


def _joined(last: _Line, line: _Line, width: int | None) -> bool:
    """Whether a line goes on where the one before it stopped."""
    here = line.text.lstrip(" \t*_\"“‘'([—–-…")
    if ENUMERATOR.match(line.text) and (last.hard or _LISTS_ON.search(last.text)):
        return False
    if here[:1].islower() or _GOES_ON.search(last.text):
        return True
    if last.hard or width is None:
        return False
    return len(last.text) + 1 + len(line.text.split(None, 1)[0]) > width
