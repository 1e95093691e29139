"""What rules across a page part: bands of words, which of them are rows of one table, and the columns that white parts
in them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sources.layout.gutters import NARROWEST, Gutter, white
from sources.layout.page import Rule, Word, rows
from sources.layout.tables import are_prose


def bands_of(words: list[Word], rules: Sequence[Rule]) -> list[list[Word]]:
    """Words above, between and below the rules that lie across all of them."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    wide = {rule.y for rule in rules if min(rule.x1, right) - max(rule.x0, left) > 0.8 * (right - left)}
    edges = sorted(wide)
    bands: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in words:
        bands[bisect_left(edges, word.base - 0.3 * word.size)].append(word)
    return [band for band in bands if band]


def grouped(bands: list[list[Word]], size: float) -> list[list[list[Word]]]:
    """Bands that are rows of one table together, each of the others by itself."""
    groups: list[list[list[Word]]] = []
    for band in _untitled(bands, size):
        columns = parted(band, size)
        row = len(columns) > 1 and not are_prose(columns, size)
        if groups and row and _is_row_of(groups[-1], band, size):
            groups[-1].append(band)
        else:
            groups.append([band])
    return groups


def _untitled(bands: list[list[Word]], size: float) -> Iterator[list[Word]]:
    """Bands, with the title of a table parted from the heads of its columns, where no rule stands between them."""
    for band, following in zip(bands, [*bands[1:], []], strict=True):
        heads = _heads(band, following, size) if following else None
        if heads is None:
            yield band
        else:
            yield [word for word in band if word.base < heads]
            yield [word for word in band if word.base >= heads]


def _heads(band: list[Word], following: list[Word], size: float) -> float | None:
    """The first line of a band from which on it stands in the columns of the row below it; None where all of it does,
    or nothing."""
    columns = parted(following, size)
    if len(columns) < 2 or are_prose(columns, size):
        return None
    for line in rows(band):
        below = [word for word in band if word.base >= line.base - 1]
        if len(parted([*below, *following], size)) >= len(columns) and len(parted(below, size)) > 1:
            return line.base - 1 if len(below) < len(band) else None
    return None


def _is_row_of(group: list[list[Word]], band: list[Word], size: float) -> bool:
    first = parted(group[-1], size)
    if len(first) < 2 or are_prose(first, size):
        return False
    both = [*(word for one in group for word in one), *band]
    return len(parted(both, size)) >= max(2, len(first) - 1)


def parted(words: list[Word], size: float, least: float = NARROWEST) -> list[list[Word]]:
    """Words in columns, wherever white of at least so many sizes of the type runs from the first line to the last
    between them."""
    right = max(word.x1 for word in words)
    gaps = white(sorted((word.x0, word.x1) for word in words), min(word.x0 for word in words), right, least * size)
    return columns_of(words, [Gutter(x0, x1, 0, 0) for x0, x1 in gaps])


def columns_of(words: list[Word], cuts: Sequence[Gutter]) -> list[list[Word]]:
    """Words in the columns between the middles of gutters, from left to right; no empty ones."""
    middles = sorted((cut.x0 + cut.x1) / 2 for cut in cuts)
    found: list[list[Word]] = [[] for _ in range(len(middles) + 1)]
    for word in words:
        found[sum((word.x0 + word.x1) / 2 > middle for middle in middles)].append(word)
    return [column for column in found if column]
