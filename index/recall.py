"""What an approximate search misses, against comparing with every vector."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from index.vectors import Fetch, VectorIndex

PORTION = 4000
"""Vectors that are in memory together."""


def in_portions(rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The rows, so many at a time that their vectors take little memory."""
    for start in range(0, len(rows), PORTION):
        yield rows[start : start + PORTION]


def spread(rows: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """So many rows, evenly spread over all."""
    return rows[np.unique(np.linspace(0, len(rows) - 1, min(count, len(rows))).astype(np.int64))]


def recall(
    index: "VectorIndex",
    rows: NDArray[np.int64],
    fetch: "Fetch",
    queries: NDArray[np.float32] | None = None,
    at: int = 10,
) -> float:
    """Share of the true `at` nearest passages that the index finds, against comparing with every vector.

    Args:
        index: the index to measure.
        rows: the rows of all its passages, ascending.
        fetch: where the exact vectors come from.
        queries: unit vectors, shape (queries, dimensions); None for a hundred of the passages' own, spread over all.
        at: how many nearest ones.
    """
    at = min(at, len(rows))
    if not at:
        return 1.0
    asked = fetch(spread(rows, 100)) if queries is None else queries
    best_scores = np.full((len(asked), at), -2.0, np.float32)
    best_rows = np.zeros((len(asked), at), np.int64)
    for part in in_portions(rows):
        scores = np.concatenate([best_scores, asked @ fetch(part).T], axis=1)
        owners = np.concatenate([best_rows, np.broadcast_to(part, (len(asked), len(part)))], axis=1)
        best = np.argpartition(-scores, at - 1, axis=1)[:, :at]
        best_scores, best_rows = np.take_along_axis(scores, best, 1), np.take_along_axis(owners, best, 1)
    found = sum(
        len(set(nearest.tolist()) & {row for row, _ in index.search(query, at)})
        for query, nearest in zip(asked, best_rows, strict=True)
    )
    return found / (at * len(asked))
