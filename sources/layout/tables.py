"""Tables: which columns are cells of a table rather than columns of prose, and its rows, each a line of cells.

Rules across the columns say it surely. Without them, cells are known by lines that stand level and do not fill their
column, or by white that crosses all columns between the rows.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from sources.layout.page import Line, Rule, Word, rows

_MARKER = re.compile(r"[•‣◦▪●·–—*-]|\(?(?:\d{1,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
_BULLET = re.compile(r"[•‣◦▪●·]")
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*$")
_LEADER = re.compile(r"(?:\.[ ]?){4,}$|^(?:\. ?){4,}|_{4,}")


class Row(NamedTuple):
    """One row: its cells that are filled, in order, each as the texts of its lines, and the baseline of its first
    line."""

    cells: tuple[tuple[str, ...], ...]
    base: float


def markers(words: Sequence[Word]) -> bool:
    """Whether words are only the bullets or numbers of a list."""
    return all(_MARKER.fullmatch(word.text) for word in words)


def cell(words: Sequence[Word]) -> str:
    """The words of one line of a cell, without dot leaders."""
    texts = (_LEADER.sub("", word.text) for word in words)
    return " ".join(text for text in texts if text)


def is_table(columns: Sequence[Sequence[Word]], rules: Sequence[Rule], size: float) -> bool:
    """Whether columns that stand side by side are those of a table."""
    lines = [rows(column) for column in columns]
    every = _levels(lines)
    if len(every) < 2 or all(_is_list(column) for column in lines):
        return False
    starts = _gaps(every, lines, size)
    if all(_is_prose(column, size) for column in lines):
        return starts is not None and len(every) < 6 * len(starts) and not _cut_sentences(lines, starts, size)
    if starts is not None or _across(rules, lines):
        return True
    level = sum(sum(_has(column, base, size) for column in lines) >= 2 for base in every)
    return level >= 0.6 * len(every) or level >= 0.75 * min(len(column) for column in lines)


def are_prose(columns: Sequence[Sequence[Word]], size: float) -> bool:
    """Whether each of some columns holds sentences of several lines."""
    return all(_is_prose(rows(column), size) for column in columns)


def run_on(columns: Sequence[Sequence[Word]]) -> bool:
    """Whether a line of some column goes on in the next line of its own, so that the columns are not read line by
    line."""
    pairs = (pair for column in columns for pair in pairwise(rows(column)))
    return any(b.text[:1].islower() and not _ENDED.search(a.text) for a, b in pairs)


def _is_list(column: list[Line]) -> bool:
    """Whether several lines of a column begin with the mark of an item."""
    return sum(len(line.words) > 1 and _BULLET.fullmatch(line.words[0].text) is not None for line in column) >= 2


def _across(rules: Sequence[Rule], columns: Sequence[list[Line]]) -> list[float]:
    """Where rules lie across columns, between their first line and their last."""
    left = min(line.x0 for column in columns for line in column)
    right = max(line.x1 for column in columns for line in column)
    first, last = min(column[0].base for column in columns), max(column[-1].base for column in columns)
    wide = (rule for rule in rules if min(rule.x1, right) - max(rule.x0, left) > 0.8 * (right - left))
    return sorted(rule.y for rule in wide if first < rule.y < last)


def _is_prose(column: list[Line], size: float) -> bool:
    """Whether lines fill their column with many words, most of them going on in the next line."""
    width = max(line.x1 for line in column) - min(line.x0 for line in column)
    words = sum(len(line.words) for line in column) / len(column)
    if len(column) < 3 or width < 8 * size or words < 2.6:
        return False
    usual = median(line.x1 - line.x0 for line in column)
    full = sum(line.x1 - line.x0 >= 0.72 * usual for line in column)
    goes_on = sum(b.text[:1].islower() or a.text[-1:] in "-,–" for a, b in pairwise(column))
    return full >= 0.6 * len(column) and goes_on >= (0.3 if words < 4.5 else 0.2) * (len(column) - 1)


def _cut_sentences(columns: Sequence[list[Line]], starts: Sequence[float], size: float) -> bool:
    """Whether a line in small letters follows white that would part rows."""
    firsts = (
        line for column in columns for line in column for base in starts[1:] if abs(line.base - base) < 0.3 * size
    )
    return any(line.text[:1].islower() for line in firsts)


def _levels(columns: Sequence[list[Line]]) -> list[float]:
    """The baselines of all columns, those of lines that stand level taken once."""
    found: list[float] = []
    for base in sorted(line.base for column in columns for line in column):
        if not found or base - found[-1] > 2.5:
            found.append(base)
    return found


def _has(column: list[Line], base: float, size: float) -> bool:
    return any(abs(line.base - base) < 0.3 * size for line in column)


def _gaps(every: list[float], columns: Sequence[list[Line]], size: float) -> list[float] | None:
    """The baselines that begin a row after white that crosses all columns; None where no such white parts rows."""
    steps = [b - a for a, b in pairwise(every)]
    if len(steps) < 3:
        return None
    usual = median(sorted(steps)[: max(len(steps) // 2, 1)])
    starts = [every[0], *(b for a, b in pairwise(every) if b - a > 1.25 * usual)]
    level = [base for base in starts if sum(_has(column, base, size) for column in columns) >= 2]
    if not 3 <= len(starts) < len(every) or len(level) < 0.75 * len(starts) or len(every) > 8 * len(starts):
        return None
    return starts


def table_rows(columns: Sequence[Sequence[Word]], rules: Sequence[Rule], size: float) -> list[Row]:
    """The rows of a table. Rules part them where there are several, else white across, else the cells themselves."""
    lines = [rows(column) for column in columns]
    every = _levels(lines)
    across = _across(rules, lines)
    starts = _after(across, every) if len(across) >= 2 else None
    starts = starts or _gaps(every, lines, size) or _by_cells(lines, every, size)
    found = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else float("inf")
        cells = [
            tuple(cell(line.words) for line in column if start - 0.4 * size <= line.base < end - 0.4 * size)
            for column in lines
        ]
        filled = tuple(texts for texts in cells if any(texts))
        if filled:
            found.append(Row(filled, start))
    return found


def _after(across: list[float], every: list[float]) -> list[float]:
    """The first baseline below each rule."""
    edges = [float("-inf"), *across]
    starts = {next((base for base in every if base > edge), None) for edge in edges}
    return sorted(start for start in starts if start is not None)


def _by_cells(columns: Sequence[list[Line]], every: list[float], size: float) -> list[float]:
    """The baselines on which cells begin; a line of text that goes on in its cell begins none. In doubt a row
    begins."""
    starts = every[:1]
    for base in every[1:]:
        states = []
        for column in columns:
            here = next((number for number, line in enumerate(column) if abs(line.base - base) < 0.3 * size), None)
            if here is not None:
                states.append(_state(column, here, size))
        if not (True in states or states == [None]) or False in states:
            starts.append(base)
    return starts


def _state(column: list[Line], number: int, size: float) -> bool | None:
    """Whether a line goes on from the one above it in its column: surely (True), surely not (False), or maybe
    (None)."""
    line, above = column[number], column[number - 1] if number else None
    if above is None or line.base - above.base > 1.6 * size:
        return False
    if line.text[:1].islower() or above.text.endswith((",", "-", "–", "(", "&")):
        return True
    left, right = min(one.x0 for one in column), max(one.x1 for one in column)
    first = line.words[0].x1 - line.words[0].x0
    full = above.x1 + 0.25 * size + first > right + 0.1 * size
    fixed = all(
        abs(one.x1 - one.x0 - (right - left)) < 0.5 * size for one in column
    )  # dates, numbers: all of one width
    return None if full and not fixed else False
