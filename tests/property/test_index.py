"""Whatever is added, changed and removed, in whatever order: the index holds exactly what the files last said."""

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index import adding
from index.build import add, remove
from index.fusion import fuse
from index.lexical import stems
from index.search import Index
from index.vectors import VectorIndex
from index.verify import verify
from tests.hash_encoder import HashEncoder

NAMES = [f"{letter}.txt" for letter in "abcde"]
PARAGRAPH = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=300)
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n\n".join)
STEP = st.one_of(
    st.tuples(st.just("add"), st.dictionaries(st.sampled_from(NAMES), TEXT, min_size=1, max_size=3)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(STEP, min_size=1, max_size=6), st.integers(1, 3))
def test_an_index_holds_what_the_files_last_said(steps: list[tuple[str, object]], files_in_a_batch: int) -> None:
    before, adding.BATCH_FILES = adding.BATCH_FILES, files_in_a_batch
    try:
        with tempfile.TemporaryDirectory() as folder:
            docs, place = Path(folder) / "docs", Path(folder) / "index"
            docs.mkdir()
            held: set[str] = set()
            for kind, what in steps:
                if kind == "add":
                    assert isinstance(what, dict)
                    for name, text in what.items():
                        (docs / name).write_text(text, encoding="utf-8")
                    summary = add([docs], place, encoder=HashEncoder())
                    refused = {refusal.path for refusal in summary.refused}
                    held |= {f"docs/{path.name}" for path in docs.iterdir()} - refused
                elif f"docs/{what}" in held:
                    remove([f"docs/{what}"], place)
                    held.remove(f"docs/{what}")
                    (docs / str(what)).unlink()
            if not (place / "truth.sqlite").exists():
                return
            report = verify(place)
            assert report.sound, report.problems
            index = Index.open(place, HashEncoder())
            assert {info.path for info in index.documents()} == held
            for info in index.documents():
                document = index.document(info.id)
                spans = [document.text[passage.start : passage.end] for passage in index.passages(info.id)]
                for hit in index.search(" ".join(spans)[:400], limit=100):
                    owner = index.document(hit.passage.document_id)
                    assert owner.text[hit.passage.start : hit.passage.end].strip()
    finally:
        adding.BATCH_FILES = before


@given(st.text(max_size=400))
def test_stems_slice_back(text: str) -> None:
    found = stems(text)
    for stem, start, end in found:
        assert 0 <= start < end <= len(text)
        assert [again for again, _, _ in stems(text[start:end])] == [stem]
    assert found == sorted(found, key=lambda item: item[1])


@settings(deadline=None)
@given(st.integers(1, 200), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_flat_is_numpy(size: int, limit: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix = random.standard_normal((size, 16))
    matrix = (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)
    rows = np.sort(random.choice(10 * size, size, replace=False)).astype(np.int64)
    query = matrix[0] if seed % 2 else (matrix.sum(axis=0) + 1e-3).astype(np.float32)
    found = VectorIndex.build(rows, 16, lambda wanted: matrix[np.searchsorted(rows, wanted)]).search(query, limit)
    scores = matrix @ query
    assert len(found) == min(limit, size)
    for row, score in found:
        assert abs(scores[np.searchsorted(rows, row)] - score) < 1e-4
    best = np.sort(scores)[::-1][: len(found)]
    assert np.allclose(best, [score for _, score in found], atol=1e-4)


SCORES = st.lists(st.tuples(st.floats(0, 50), st.floats(-1, 1)), min_size=1, max_size=12)


@given(SCORES, st.floats(0, 1))
def test_fused_scores(pairs: list[tuple[float, float]], weight: float) -> None:
    words, vectors = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])
    fused = fuse(words, vectors, weight)
    assert fused.min() >= 0 and fused.max() <= 1
    for one in range(len(pairs)):
        for other in range(len(pairs)):  # what is no worse in both is no worse in the sum
            if words[one] >= words[other] and vectors[one] >= vectors[other]:
                assert fused[one] >= fused[other]
