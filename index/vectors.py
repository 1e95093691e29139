"""Search by meaning: the inner product of unit vectors (their cosine), higher is better, in FAISS.

The type of the index follows from its size. Up to `FLAT_LIMIT` passages every vector is compared, so the result is exact;
above it an approximate index is trained, and `recall` says what that costs on the passages' own vectors.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from index.recall import PORTION, in_portions, recall, spread
from sources.document import Frozen
from sources.errors import IndexDamaged

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Kind = Literal["flat", "ivf"]
Fetch = Callable[[Rows], Floats]
"""Gives the unit vectors of passages by their rows, in the same order."""

FLAT_LIMIT = 100_000
"""Up to this many passages all vectors are compared, as 16-bit floats: exact, and 4 ms for one question at the limit."""
PROBED, PROBED_SHARE = 32, 64
"""An approximate search looks at so many lists (nprobe), or at one of so many if that is more."""
REFINED = 8
"""Times as many candidates of the coarse search are compared once more, more exactly (k_factor)."""
LOOKED_AT = 100
"""An approximate search for fewer than that many goes as deep as one for that many: the second look is cheap."""
TRAINED_ON = 40
"""Vectors that each list's centre is trained on."""
MOST_TRAINED = 200_000
"""Vectors that centres are trained on at most, which bounds memory."""
OUTGROWN = 4
"""An index that was trained is trained again when it holds this many times what it was trained for."""
FEW = 50_000
"""Up to this many passages that a search is restricted to, all of them are compared."""
GONE = -1
"""Stands in place of a row that was taken away from an index that cannot delete."""
_DATA, _ROWS, _ABOUT = "vectors.faiss", "rows.npy", "vectors.json"


class _About(Frozen):
    kind: Kind
    trained_for: int
    vectors: int
    recall: float


def _faiss() -> Any:
    """The library, imported at first use: many questions never ask it."""
    import faiss

    return faiss


@contextmanager
def _alone() -> Iterator[None]:
    """Compute with one thread inside. One question is too short to be shared out, and where something else needs the
    processor, threads that wait for one another take ten times as long."""
    library = _faiss()
    before = library.omp_get_max_threads()
    library.omp_set_num_threads(1)  # of this thread: others go on as they were
    try:
        yield
    finally:
        library.omp_set_num_threads(before)


def kind_for(size: int) -> Kind:
    """The index type for that many passages."""
    return "flat" if size <= FLAT_LIMIT else "ivf"


def _best(rows: Rows, scores: Floats, limit: int) -> list[tuple[int, float]]:
    """The best `limit` of them, as `(row, score)`, equal scores by row."""
    found = [(int(row), round(float(score), 6)) for row, score in zip(rows, scores, strict=True)]
    return sorted(found, key=lambda item: (-item[1], item[0]))[:limit]


class VectorIndex:
    """Vectors of passages, found by likeness. Never changed once it is searched: `changed` makes a new one of it."""

    def __init__(self, index: Any, rows: Rows, kind: Kind, trained_for: int) -> None:
        self._index = index
        self.rows = rows
        self.kind: Kind = kind
        self.trained_for = trained_for
        self.recall = 1.0
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
    def build(cls, rows: Rows, dimensions: int, fetch: Fetch) -> "VectorIndex":
        """Make an index of these passages; never more than a portion of their vectors is in memory besides it.

        Args:
            rows: the passages' rows, ascending.
            dimensions: length of a vector.
            fetch: where the vectors come from.
        """
        kind = kind_for(len(rows))
        index = _trained(rows, dimensions, fetch) if kind == "ivf" else _flat(dimensions)
        for part in in_portions(rows):
            index.add(fetch(part))
        made = cls(index, rows, kind, len(rows))
        made.recall = recall(made, rows, fetch) if kind == "ivf" else 1.0
        return made

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
        deep = max(limit, LOOKED_AT) if self.kind == "ivf" else limit
        count, times = min(len(self.rows), deep + 8), 1
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
        if self.kind == "ivf":
            lists = _faiss().extract_index_ivf(self._index).nlist
            coarse = _faiss().SearchParametersIVF(nprobe=min(lists, times * max(PROBED, lists // PROBED_SHARE)))
            params = _faiss().IndexRefineSearchParameters(k_factor=REFINED, base_index_params=coarse)
        with _alone():
            scores, positions = self._index.search(query[None, :], count, params=params)
        right = positions[0] >= 0
        right[right] = self.rows[positions[0][right]] != GONE
        if allowed is not None:
            right[right] = allowed[positions[0][right]]
        return _best(self.rows[positions[0][right]], scores[0][right], count)

    def _kept(self, positions: Rows) -> Floats:
        """The vectors at these positions, as exactly as the index keeps them; shape (len(positions), dimensions)."""
        kept: Floats = self._holder().reconstruct_batch(positions)
        return kept

    def _holder(self) -> Any:
        """What keeps the vectors most exactly."""
        return _faiss().downcast_index(self._index.refine_index if self.kind == "ivf" else self._index)

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
        """Write it into an existing folder.

        Raises:
            OSError: it cannot be written.
        """
        try:
            _faiss().write_index(self._index, str(folder / _DATA))
        except RuntimeError as error:  # what the library makes of a full disk
            raise OSError(f"vectors index cannot be written: {str(error).splitlines()[0]}") from error
        np.save(folder / _ROWS, self.rows)
        about = _About(
            kind=self.kind, trained_for=self.trained_for, vectors=len(self.rows), recall=round(self.recall, 4)
        )
        (folder / _ABOUT).write_text(about.model_dump_json(), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path, to_change: bool = False) -> "VectorIndex":
        """Read it from a folder.

        Args:
            folder: where it was saved.
            to_change: read it all into memory, for `changed`; else it is mapped: what a search looks at is read then.

        Raises:
            IndexDamaged: a file is missing or not what it has to be.
        """
        try:
            about = _About.model_validate_json((folder / _ABOUT).read_bytes())
            rows = np.load(folder / _ROWS)
            index = _faiss().read_index(str(folder / _DATA), 0 if to_change else _faiss().IO_FLAG_MMAP_IFC)
        except (OSError, ValueError, RuntimeError) as error:
            cause = str(error).splitlines()[0]
            raise IndexDamaged(f"vectors index {folder} cannot be opened ({cause}): it will be made again") from error
        if not index.ntotal == len(rows) == about.vectors:
            raise IndexDamaged(
                f"vectors index {folder} holds {index.ntotal} vectors for {len(rows)} passages: it will be made again"
            )
        opened = cls(index, rows, about.kind, about.trained_for)
        opened.recall = about.recall
        return opened

    def changed(self, new: Rows, gone: Rows, fetch: Fetch) -> "VectorIndex":
        """An index without the rows `gone` and with the rows `new`, which are above all that this one has. This one is used
        up: it must not be searched any more."""
        kept = self.rows
        if len(gone) and self.kind == "flat":
            positions = np.flatnonzero(np.isin(self.rows, gone))
            self._index.remove_ids(_faiss().IDSelectorBatch(positions))
            kept = np.delete(self.rows, positions)
        elif len(gone):
            kept = np.where(np.isin(self.rows, gone), GONE, self.rows)
        for part in in_portions(new):
            self._index.add(fetch(part))
        made = VectorIndex(self._index, np.concatenate([kept, new]), self.kind, self.trained_for)
        made.recall = self.recall
        return made

    def holds(self, rows: Rows, matrix: Floats) -> NDArray[np.bool_]:
        """For proving: whether what is kept for these rows is what these vectors become when they are kept, row by row."""
        _, inside = self._positions(rows)
        holder = self._holder()
        wanted = holder.sa_decode(holder.sa_encode(np.ascontiguousarray(matrix, np.float32)))
        # Processors may differ in the last digit of what they round.
        same: NDArray[np.bool_] = np.abs(self.kept(rows) - wanted).max(axis=1, initial=0) < 0.01
        return same & inside

    def outgrown(self, size: int) -> bool:
        """Whether an index for that many passages would be another one."""
        if self.kind != kind_for(size):
            return True
        return self.kind == "ivf" and size > OUTGROWN * self.trained_for


def _flat(dimensions: int) -> Any:
    library = _faiss()
    return library.IndexScalarQuantizer(dimensions, library.ScalarQuantizer.QT_fp16, library.METRIC_INNER_PRODUCT)


def _trained(rows: Rows, dimensions: int, fetch: Fetch) -> Any:
    """An empty approximate index: lists around centres (IVF), one bit a dimension for the first look (RaBitQ, Gao and Long,
    SIGMOD 2024), eight bits for the second."""
    lists = 1 << min(14, round(np.log2(4 * np.sqrt(len(rows)))))
    index = _faiss().index_factory(dimensions, f"IVF{lists},RaBitQfs,Refine(SQ8)", _faiss().METRIC_INNER_PRODUCT)
    chosen = spread(rows, min(TRAINED_ON * lists, MOST_TRAINED))
    sample = np.empty((len(chosen), dimensions), np.float32)
    for start in range(0, len(chosen), PORTION):
        sample[start : start + PORTION] = fetch(chosen[start : start + PORTION])
    index.train(sample)
    return index
