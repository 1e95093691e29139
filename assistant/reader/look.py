"""Which tiles are read for a question: those whose sentences look best before anything is read.

The look is a logistic regression over what is known exactly of a tile's sentences, fitted on whether one of them answers.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.reader.known import KNOWN, QuestionUnits, known
from assistant.reader.pieces import Tokens
from assistant.reader.tiles import Tile, marked, tiles
from assistant.statements.candidates import Candidate, candidate, gather
from index.search import Index
from index.types import Filters

MOST = 8
"""Tiles that are read."""


@dataclass(frozen=True, slots=True)
class Look:
    """One tile to be read: its pieces with the marks of this question, its sentences, and what is known of each (a row of `known`)."""

    tile: Tile
    tokens: Tokens
    candidates: tuple[Candidate, ...]
    known: NDArray[np.float64]
    score: float


def summary(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is known of a tile from what is known of its sentences that were found (rows as in `known`)."""
    return np.concatenate([rows.max(axis=0), rows.mean(axis=0), [min(len(rows), 8) / 8]])


SUMMARY = 2 * len(KNOWN) + 1
"""Length of a summary."""


def start_weights() -> NDArray[np.float64]:
    """Weights to begin training with, before any were fitted: how the passage was found, and whether names are met."""
    weights = np.zeros(SUMMARY)
    for name, value in (("hit", 4.0), ("cosine", 2.0), ("name near", 1.5), ("words near", 2.0)):
        weights[KNOWN.index(name)] = value
    return weights


def looks(
    index: Index,
    question: Question,
    targets: Sequence[Target],
    filters: Filters | None,
    weights: NDArray[np.float64],
    most: int = MOST,
) -> list[Look]:
    """The tiles to read, the best look first; ties by place. `weights` has one number for each part of a summary."""
    documents = [d for t in targets for d in t.documents if filters is None or filters.admits(index.info(d))]
    names = " ".join(
        t.matches[0].name for t in targets if t.matches and t.asked.casefold() != t.matches[0].name.casefold()
    )
    found: dict[tuple[str, int], tuple[Candidate, NDArray[np.float64]]] = {}
    rows: dict[tuple[str, int], list[NDArray[np.float64]]] = defaultdict(list)
    at: dict[tuple[str, int], int] = {}
    asked = QuestionUnits(index, question, targets)
    for one in gather(index, f"{question.query} {names}".strip(), documents, filters):
        row = known(asked, one, True)
        found[one.key] = one, row
        number = _tile_of(tiles(index, one.document), one.number)
        rows[one.document.id, number].append(row)
        at[one.document.id, number] = number
    scored = {key: round(float(summary(np.array(own)) @ weights), 6) for key, own in rows.items()}
    best = sorted(scored, key=lambda key: (-scored[key], key))[:most]
    return [_look(index, asked, key, found, scored[key]) for key in best]


def _tile_of(cut: Sequence[Tile], number: int) -> int:
    """The number of the tile that holds a sentence."""
    low, high = 0, len(cut)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if cut[middle].first <= number else (low, middle)
    return low


def _look(
    index: Index,
    asked: QuestionUnits,
    key: tuple[str, int],
    found: dict[tuple[str, int], tuple[Candidate, NDArray[np.float64]]],
    score: float,
) -> Look:
    document = index.document(key[0])
    tile = tiles(index, document)[key[1]]
    passages = index.passages(document.id)
    spans = index.sentences(document.id)
    told, rows = [], []
    for number in range(tile.first, tile.last):
        start = spans[number].start
        if (document.id, start) in found:
            one, row = found[document.id, start]
        else:
            holding = [p for p in passages if p.start <= start] or list(passages[:1])
            one = candidate(index, document, number, holding[-1])
            row = known(asked, one, False)
        told.append(one)
        rows.append(row)
    return Look(tile, marked(tile, document, asked.targets), tuple(told), np.array(rows), score)
