"""Search by meaning: the inner product of unit vectors (their cosine), higher is better, in FAISS.

The type of the index follows from its size. Up to `FLAT_LIMIT` passages every vector is compared, so the result is exact;
above it an approximate index is trained, and `recall` measures what it costs on the passages' own vectors.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sources.errors import IndexDamaged

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Kind = Literal["flat", "hnsw", "ivf"]

FLAT_LIMIT = 100_000
HNSW_LIMIT = 400_000
FEW = 50_000
"""Up to this many passages that a search is restricted to, all of them are compared."""
HNSW_WIDTH = 64
"""Candidates that a graph search keeps (efSearch), at least."""
IVF_SHARE = 48
"""One list of so many is looked at, at least 16 (nprobe)."""
REFINED = 4
"""Times as many candidates of the coarse search are compared once more, more exactly (k_factor)."""
GONE = -1
"""Stands in place of a row that was taken away from an index that cannot delete."""
OUTGROWN = 4
"""An index that was trained is trained again when it holds this many times what it was trained for."""

_DATA, _ROWS, _ABOUT = "vectors.faiss", "rows.npy", "vectors.json"


def _faiss() -> Any:
    """The library, imported at first use: many questions never ask it."""
    import faiss

    return faiss


def kind_for(size: int) -> Kind:
    """The index type for that many passages."""
    return "flat" if size <= FLAT_LIMIT else "hnsw" if size <= HNSW_LIMIT else "ivf"


def _best(rows: Rows, scores: Floats, limit: int) -> list[tuple[int, float]]:
    """The best `limit` of them, as `(row, score)`, equal scores by row."""
    found = [(int(row), round(float(score), 6)) for row, score in zip(rows, scores, strict=True)]
    return sorted(found, key=lambda item: (-item[1], item[0]))[:limit]


class VectorIndex:
    """Vectors of passages, found by likeness. Not changed after it was made: `extended` gives a new one."""

    def __init__(self, index: Any, rows: Rows, kind: Kind, trained_for: int) -> None:
        self._index = index
        self.rows = rows
        self.kind: Kind = kind
        self.trained_for = trained_for
        self._live_positions = np.flatnonzero(rows != GONE)
        self._live_rows: Rows = rows[self._live_positions]

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def passages(self) -> int:
        """Number of passages that can be found."""
        return len(self._live_rows)

    def live_rows(self) -> Rows:
        """The rows of all passages that can be found, ascending."""
        return self._live_rows

    @classmethod
    def build(cls, size: int, dimensions: int, portions: Iterable[tuple[Rows, Floats]]) -> "VectorIndex":
        """Make an index of `size` vectors that come in portions of `(rows, unit vectors)`, rows ascending."""
        kind = kind_for(size)
        source = iter(portions)
        index, pending = _trained(kind, size, dimensions, source)
        rows: list[Rows] = []
        for found, matrix in _chain(pending, source):
            index.add(np.ascontiguousarray(matrix, np.float32))
            rows.append(found)
        return cls(index, np.concatenate(rows) if rows else np.empty(0, np.int64), kind, size)

    def search(self, query: Floats, limit: int, within: Rows | None = None) -> list[tuple[int, float]]:
        """The nearest passages: `(row, cosine)`, best first, equal ones by row.

        Args:
            query: one unit vector, shape (dimensions,).
            limit: how many at most.
            within: the rows to search in, ascending; None for all. A few of them are all compared.
        """
        query = np.ascontiguousarray(query, np.float32)
        allowed = None if within is None else np.isin(self.rows, within)
        if allowed is not None and np.count_nonzero(allowed) <= FEW:
            positions = np.flatnonzero(allowed)
            return _best(self.rows[positions], self._kept(positions) @ query, limit)
        count, times = min(len(self.rows), limit + 8), 1
        while limit > 0 and count > 0:
            found = self._nearest(query, count, times, allowed)
            # Enough, or everything there is: otherwise passages that may not be shown stood among them.
            if len(found) >= limit or count == len(self.rows):
                return found[:limit]
            count, times = min(len(self.rows), count * 4), times * 4
        return []

    def _nearest(
        self, query: Floats, count: int, times: int, allowed: NDArray[np.bool_] | None
    ) -> list[tuple[int, float]]:
        """The nearest that may be shown among the `count` nearest; `times` as thorough as usual."""
        params = None
        if self.kind == "hnsw":
            params = _faiss().SearchParametersHNSW(efSearch=max(HNSW_WIDTH, 2 * count))
        elif self.kind == "ivf":
            lists = _faiss().extract_index_ivf(self._index).nlist
            coarse = _faiss().SearchParametersIVF(nprobe=min(lists, times * max(16, lists // IVF_SHARE)))
            params = _faiss().IndexRefineSearchParameters(k_factor=REFINED, base_index_params=coarse)
        scores, positions = self._index.search(query[None, :], count, params=params)
        right = positions[0] >= 0
        right[right] = self.rows[positions[0][right]] != GONE
        if allowed is not None:
            right[right] = allowed[positions[0][right]]
        return _best(self.rows[positions[0][right]], scores[0][right], count)

    def _kept(self, positions: Rows) -> Floats:
        """The vectors at these positions, as exactly as the index keeps them; shape (len(positions), dimensions)."""
        holder = self._index.refine_index if self.kind == "ivf" else self._index
        kept: Floats = _faiss().downcast_index(holder).reconstruct_batch(positions)
        return kept

    def kept(self, rows: Rows) -> Floats:
        """The vectors of these rows, as exactly as the index keeps them: shape (len(rows), dimensions); zeros for rows that
        are not there."""
        positions, inside = self._positions(rows)
        found = np.zeros((len(rows), self.dimensions), np.float32)
        if inside.any():
            found[inside] = self._kept(positions[inside])
        return found

    def _positions(self, rows: Rows) -> tuple[Rows, NDArray[np.bool_]]:
        """Where these rows stand, and which of them do."""
        places = np.searchsorted(self._live_rows, rows)
        inside = places < len(self._live_rows)
        inside[inside] = self._live_rows[places[inside]] == rows[inside]
        positions = np.zeros(len(rows), np.int64)
        positions[inside] = self._live_positions[places[inside]]
        return positions, inside

    def save(self, folder: Path) -> None:
        """Write it into an existing folder."""
        _faiss().write_index(self._index, str(folder / _DATA))
        np.save(folder / _ROWS, self.rows)
        about = {"kind": self.kind, "trained_for": self.trained_for, "vectors": len(self.rows)}
        (folder / _ABOUT).write_text(json.dumps(about), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> "VectorIndex":
        """Read it from a folder; the vectors of a flat one stay on the disk until they are looked at.

        Raises:
            IndexDamaged: a file is missing or not what it has to be.
        """
        try:
            about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
            rows = np.load(folder / _ROWS)
            index = _faiss().read_index(str(folder / _DATA))
        except (OSError, ValueError, RuntimeError) as error:
            cause = str(error).splitlines()[0]
            raise IndexDamaged(f"vectors index {folder} cannot be opened ({cause}): it will be made again") from error
        if not index.ntotal == len(rows) == about["vectors"]:
            raise IndexDamaged(
                f"vectors index {folder} holds {index.ntotal} vectors for {len(rows)} passages: it will be made again"
            )
        return cls(index, rows, about["kind"], about["trained_for"])

    def changed(self, portions: Iterable[tuple[Rows, Floats]], gone: Rows) -> "VectorIndex":
        """An index without the rows `gone` and with more passages, whose rows are above all that this one has. This one
        is used up: it must not be searched any more."""
        kept = self.rows
        if len(gone) and self.kind == "flat":
            positions = np.flatnonzero(np.isin(self.rows, gone))
            self._index.remove_ids(_faiss().IDSelectorBatch(positions))
            kept = np.delete(self.rows, positions)
        elif len(gone):
            kept = np.where(np.isin(self.rows, gone), GONE, self.rows)
        rows = [kept]
        for found, matrix in portions:
            self._index.add(np.ascontiguousarray(matrix, np.float32))
            rows.append(found)
        return VectorIndex(self._index, np.concatenate(rows), self.kind, self.trained_for)

    def likeness(self, rows: Rows, matrix: Floats) -> Floats:
        """Inner products of what is kept for these rows with the vectors they ought to be (for proving), row by row; rows
        that are not there give -1."""
        _, inside = self._positions(rows)
        found: Floats = np.einsum("ij,ij->i", self.kept(rows), matrix)
        found[~inside] = -1
        return found

    def outgrown(self, size: int) -> bool:
        """Whether an index for that many passages would be another one."""
        if self.kind != kind_for(size):
            return True
        return self.kind == "ivf" and size > OUTGROWN * self.trained_for


def _trained(
    kind: Kind, size: int, dimensions: int, source: Iterator[tuple[Rows, Floats]]
) -> tuple[Any, list[tuple[Rows, Floats]]]:
    """An empty index that is ready to take vectors, and the portions that were read to train it."""
    if kind == "flat":
        return _faiss().IndexScalarQuantizer(
            dimensions, _faiss().ScalarQuantizer.QT_fp16, _faiss().METRIC_INNER_PRODUCT
        ), []
    if kind == "hnsw":
        index = _faiss().IndexHNSWSQ(dimensions, _faiss().ScalarQuantizer.QT_8bit, 16, _faiss().METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = 80
        needed = 20_000
    else:
        lists = 1 << min(14, round(np.log2(4 * np.sqrt(size))))
        index = _faiss().index_factory(dimensions, f"IVF{lists},RaBitQfs,Refine(SQ8)", _faiss().METRIC_INNER_PRODUCT)
        needed = 40 * lists
    pending: list[tuple[Rows, Floats]] = []
    count = 0
    for portion in source:
        pending.append(portion)
        count += len(portion[0])
        if count >= needed:
            break
    index.train(np.concatenate([matrix for _, matrix in pending]))
    return index, pending


def _chain(first: list[tuple[Rows, Floats]], then: Iterator[tuple[Rows, Floats]]) -> Iterator[tuple[Rows, Floats]]:
    while first:
        yield first.pop(0)
    yield from then


def recall(index: VectorIndex, matrix: Floats, queries: Floats, at: int = 10) -> float:
    """Share of the true `at` nearest passages that the index finds, against comparing with every vector.

    Args:
        index: the index to measure; its passage i has vector `matrix[i]`.
        matrix: shape (passages, dimensions), unit rows.
        queries: shape (queries, dimensions), unit rows.
        at: how many nearest ones.
    """
    at = min(at, len(matrix))
    if not at or not len(queries):
        return 1.0
    found = 0
    for query in queries:
        exact = matrix @ query
        nearest = set(index.rows[np.argpartition(-exact, at - 1)[:at]].tolist())
        found += len(nearest & {row for row, _ in index.search(query, at)})
    return found / (at * len(queries))
