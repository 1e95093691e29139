"""Vectors: one meaning of a score, whatever the type of the index."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import vectors
from index.recall import recall
from index.vectors import Fetch, VectorIndex, kind_for
from sources.errors import IndexDamaged

Floats = NDArray[np.float32]


def unit(count: int, dimensions: int = 32, seed: int = 0) -> Floats:
    """Unit vectors in groups, as texts on a few subjects are."""
    centres = np.random.default_rng(99).standard_normal((20, dimensions))
    random = np.random.default_rng(seed)
    matrix = centres[random.integers(0, 20, count)] + random.standard_normal((count, dimensions))
    return (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)


def fetch_from(matrix: Floats, rows: NDArray[np.int64]) -> Fetch:
    return lambda wanted: matrix[np.searchsorted(rows, wanted)]


def built(matrix: Floats, rows: NDArray[np.int64]) -> VectorIndex:
    return VectorIndex.build(rows, matrix.shape[1], fetch_from(matrix, rows))


def exact(matrix: Floats, rows: NDArray[np.int64], query: Floats, limit: int) -> list[tuple[int, float]]:
    scores = matrix @ query
    pairs = [(int(row), float(score)) for row, score in zip(rows, scores, strict=True)]
    return sorted(pairs, key=lambda pair: (-round(pair[1], 5), pair[0]))[:limit]


@pytest.mark.parametrize(
    ("size", "kind"),
    [(0, "flat"), (100_000, "flat"), (100_001, "ivf"), (5_000_000, "ivf")],
)
def test_type_by_size(size: int, kind: str) -> None:
    assert kind_for(size) == kind


def test_flat_is_what_numpy_computes() -> None:
    matrix, rows = unit(2000), np.arange(2000, dtype=np.int64) * 3 + 5
    index = built(matrix, rows)
    assert index.kind == "flat"
    for query in unit(20, seed=1):
        found, wanted = index.search(query, 15), exact(matrix, rows, query, 15)
        assert [score for _, score in found] == pytest.approx([score for _, score in wanted], abs=1e-5)
        assert [row for row, _ in found] == [row for row, _ in wanted]


def test_equal_scores_come_by_row() -> None:
    matrix = np.tile(unit(1), (50, 1))
    found = built(matrix, np.arange(50, dtype=np.int64)).search(matrix[0], 10)
    assert [row for row, _ in found] == sorted(row for row, _ in found)
    assert [score for _, score in found] == pytest.approx([1.0] * 10, abs=1e-3)


@pytest.fixture(params=["flat", "ivf"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each type at a size that tests can afford."""
    monkeypatch.setattr(vectors, "FLAT_LIMIT", {"flat": 10**9, "ivf": 0}[request.param])
    return str(request.param)


def test_every_type_finds_saves_and_opens(kind: str, tmp_path: Path) -> None:
    matrix, rows = unit(6000, 64), np.arange(6000, dtype=np.int64) + 100
    index = built(matrix, rows)
    assert (index.kind, index.passages, index.dimensions) == (kind, 6000, 64)
    queries = unit(40, 64, seed=2)
    assert recall(index, rows, fetch_from(matrix, rows), queries) >= (1.0 if kind == "flat" else 0.9)
    assert index.recall >= (1.0 if kind == "flat" else 0.9)
    index.save(tmp_path)
    opened = VectorIndex.open(tmp_path)
    assert opened.recall == pytest.approx(index.recall, abs=1e-3)
    assert [opened.search(query, 10) for query in queries] == [index.search(query, 10) for query in queries]
    for row, score in opened.search(queries[0], 10):
        assert score == pytest.approx(float(matrix[row - 100] @ queries[0]), abs=0.02)


def test_what_was_taken_away_is_not_found(kind: str) -> None:
    matrix, rows = unit(3000, 64), np.arange(3000, dtype=np.int64)
    query = unit(1, 64, seed=3)[0]
    gone = np.array(sorted(row for row, _ in exact(matrix, rows, query, 200)), np.int64)
    added = unit(100, 64, seed=4)
    new = np.arange(3000, 3100, dtype=np.int64)
    index = built(matrix, rows).changed(new, gone, fetch_from(added, new))
    assert index.passages == 2900
    assert index.live_rows().tolist() == [row for row in range(3100) if row not in set(gone.tolist())]
    found = index.search(query, 30)
    assert len(found) == 30
    assert not {row for row, _ in found} & set(gone.tolist())
    kept = np.setdiff1d(rows, gone)
    truth = exact(np.concatenate([matrix[kept], added]), index.live_rows(), query, 30)
    assert len({row for row, _ in found} & {row for row, _ in truth}) >= (30 if kind == "flat" else 24)


def test_search_within_a_few_rows(kind: str) -> None:
    matrix, rows = unit(3000, 64), np.arange(3000, dtype=np.int64)
    query = unit(1, 64, seed=5)[0]
    within = np.arange(0, 3000, 37, dtype=np.int64)
    found = built(matrix, rows).search(query, 20, within)
    assert {row for row, _ in found} <= set(within.tolist())
    truth = exact(matrix[within], within, query, 20)
    assert len({row for row, _ in found} & {row for row, _ in truth}) >= (20 if kind == "flat" else 18)


def test_a_foreign_vector_is_told(kind: str) -> None:
    matrix, rows = unit(3000, 64), np.arange(3000, dtype=np.int64) * 2
    index = built(matrix, rows)
    assert index.holds(rows, matrix).all()
    assert index.holds(np.array([1, 2], np.int64), matrix[[0, 1]]).tolist() == [False, True]
    assert not index.holds(rows, np.roll(matrix, 1, axis=0)).any()
    # What is unlike all that it was trained on is kept less exactly, but as exactly as it can be.
    odd = np.eye(64, dtype=np.float32)[:5]
    new = np.arange(6000, 6005, dtype=np.int64)
    assert index.changed(new, new[:0], fetch_from(odd, new)).holds(new, odd).all()


@pytest.mark.parametrize("damage", ["vectors.faiss", "rows.npy", "vectors.json", "cut", "other rows"])
def test_damage_is_named(tmp_path: Path, damage: str) -> None:
    built(unit(100), np.arange(100, dtype=np.int64)).save(tmp_path)
    if damage == "cut":
        content = (tmp_path / "vectors.faiss").read_bytes()
        (tmp_path / "vectors.faiss").write_bytes(content[: len(content) // 2])
    elif damage == "other rows":
        np.save(tmp_path / "rows.npy", np.arange(99))
    else:
        (tmp_path / damage).unlink()
    with pytest.raises(IndexDamaged, match="made again"):
        VectorIndex.open(tmp_path)


def test_empty() -> None:
    nothing = np.empty(0, np.int64)
    index = built(unit(0, 8), nothing)
    assert index.search(unit(1, 8)[0], 5) == []
    assert recall(index, nothing, fetch_from(unit(0, 8), nothing)) == 1.0


def test_outgrown(kind: str) -> None:
    index = built(unit(2000, 64), np.arange(2000, dtype=np.int64))
    assert not index.outgrown(3000)
    assert index.outgrown(9000) == (kind == "ivf")
    assert json.dumps(index.trained_for) == "2000"
