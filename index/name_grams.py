"""Which names have letters in common: every name as its runs of three letters, weighed by how rare they are (tf-idf, cosine).

One sparse product compares a block of names with all listed ones, so that thousands are met in seconds; what comes out are
candidates, which are then compared word by word.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

BLOCK = 128
"""Names that are compared with all others at once: what bounds memory."""
_SIZE = 3


def runs(letters: str) -> list[str]:
    """The runs of three letters of a name, with a mark where it begins; a short name is its own run."""
    marked = f"^{letters}"
    return [marked[i : i + _SIZE] for i in range(max(1, len(marked) - _SIZE + 1))]


class Grams:
    """Names by their runs of letters; a name is known by its position."""

    def __init__(self, names: Sequence[str]) -> None:
        self._known: dict[str, int] = {}
        columns, ends = self._columns(names, grow=True)
        counts = np.bincount(columns, minlength=len(self._known)) if len(columns) else np.zeros(0)
        total = max(1, len(names))
        self._rarity = np.array([math.log(1 + total / max(1, n)) for n in counts], np.float32)
        self._by_run = self._matrix(columns, ends).T.tocsr()

    def nearest(self, names: Sequence[str], most: int, least: float) -> Iterator[NDArray[np.int64]]:
        """For each name the positions of the `most` that are nearest, the nearest first; none with a cosine under `least`."""
        if not self._by_run.shape[1]:
            yield from (np.zeros(0, np.int64) for _ in names)
            return
        for start in range(0, len(names), BLOCK):
            columns, ends = self._columns(names[start : start + BLOCK], grow=False)
            near = (self._matrix(columns, ends) @ self._by_run).tocsr()
            for row in range(near.shape[0]):
                begin, end = near.indptr[row], near.indptr[row + 1]
                yield _best(near.indices[begin:end], near.data[begin:end], most, least)

    def _columns(self, names: Sequence[str], grow: bool) -> tuple[NDArray[np.int32], list[int]]:
        columns: list[int] = []
        ends = [0]
        for name in names:
            for run in dict.fromkeys(runs(name)):
                at = self._known.setdefault(run, len(self._known)) if grow else self._known.get(run, -1)
                if at >= 0:
                    columns.append(at)
            ends.append(len(columns))
        return np.array(columns, np.int32), ends

    def _matrix(self, columns: NDArray[np.int32], ends: Sequence[int]) -> csr_matrix:
        weights = self._rarity[columns] if len(columns) else np.zeros(0, np.float32)
        lengths = np.diff(np.array(ends))
        rows = np.repeat(np.arange(len(lengths)), lengths)
        norms = np.sqrt(np.bincount(rows, weights=weights.astype(np.float64) ** 2, minlength=len(lengths)))
        scaled = (weights / np.maximum(norms, 1e-9)[rows]).astype(np.float32)
        return csr_matrix((scaled, columns, np.array(ends)), shape=(len(lengths), max(1, len(self._known))))


def _best(positions: NDArray[np.int32], scores: NDArray[np.float32], most: int, least: float) -> NDArray[np.int64]:
    """The positions of the best scores; equal ones in the order of their positions, so that every run gives the same."""
    kept = scores >= least
    positions, scores = positions[kept], scores[kept]
    if len(scores) > most:
        cut = np.partition(scores, len(scores) - most)[len(scores) - most]
        kept = scores >= cut
        positions, scores = positions[kept], scores[kept]
    order = np.lexsort((positions, -scores))
    found: NDArray[np.int64] = positions[order[: 2 * most]].astype(np.int64)
    return found
