"""Footnotes: lines at the foot of a column that begin with a number or a mark, in smaller type or below a short
rule."""

import re
from collections.abc import Sequence

from sources.layout.page import Line, Page
from sources.layout.regions import Block

_MARK = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}|\[\d{1,3}\]|\d{1,3}\.")
_SMALLER = 0.93
"""Of the body's size: type from which on downwards it is smaller."""


def mark_of(line: Line) -> str | None:
    """The number or mark with which a line begins."""
    first = line.words[0].text
    return first.strip("[].") if len(line.words) > 1 and _MARK.fullmatch(first) else None


def take_notes(page: Page, blocks: list[Block], body: float, unfinished: bool) -> list[Line]:
    """Take the footnotes out of the blocks of a page.

    In: the page, its blocks, the size of the body's type, and whether the last footnote of the page before may go on
    here.
    Out: the lines of the footnotes, in order. Blocks that held nothing else are gone from the list.
    """
    found: list[Line] = []
    for block in blocks:
        start = _start(page, block, body, unfinished)
        if start is not None and not _above_text(block.lines[start], blocks, block, body):
            found += block.lines[start:]
            del block.lines[start:]
    blocks[:] = [block for block in blocks if block.lines or block.table]
    return found


def _start(page: Page, block: Block, body: float, unfinished: bool) -> int | None:
    """The place in a block where its footnotes begin."""
    lines = block.lines
    small = len(lines)
    while small > 0 and _main_size(lines[small - 1]) < _SMALLER * body and not lines[small - 1].cells:
        small -= 1
    ruled = next((n for n in range(len(lines) - 1, -1, -1) if _below_short_rule(page, lines, n)), None)
    if ruled is not None and (mark_of(lines[ruled]) or ruled >= small):
        return ruled
    if small == len(lines):
        return None
    first = next((number for number in range(small, len(lines)) if mark_of(lines[number])), None)
    if unfinished and (first is None or first > small) and _main_size(lines[small]) < _SMALLER * body:
        return small
    return first


def _main_size(line: Line) -> float:
    return max(line.words, key=lambda word: len(word.text)).size


def _below_short_rule(page: Page, lines: Sequence[Line], number: int) -> bool:
    line = lines[number]
    above = lines[number - 1].base if number else line.base - 4 * line.size
    width = line.right - line.left
    return any(
        above < rule.y < line.base - 0.5 * line.size
        and rule.x0 < line.left + 1.5 * line.size
        and rule.x1 - rule.x0 < 0.6 * max(width, 1)
        for rule in page.rules
    )


def _above_text(line: Line, blocks: Sequence[Block], own: Block, body: float) -> bool:
    """Whether text of the body's size stands below a line."""
    return any(
        other.base > line.base
        and min(other.x1, line.right) > max(other.x0, line.left)
        and _main_size(other) >= _SMALLER * body
        for block in blocks
        if block is not own
        for other in block.lines
    )
