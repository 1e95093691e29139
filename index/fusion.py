"""One order out of two searches, for one question.

Each search gives its best passages; every passage that either gave is scored by both. Scores are brought to 0..1 between the
least and the best among these and added with weights (min-max fusion: Fox and Shaw's CombSUM on normalised scores, TREC-2,
1994). The best passage then helps to find those like it: a part of its vector is added to the question's, and the
candidates are scored again (Rocchio, "Relevance feedback in information retrieval", 1971, with one assumed hit).
Weights and numbers: tests/benchmarks/retrieval.py.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex
from index.vectors import VectorIndex

CANDIDATES = 100
"""How many passages each of the two searches gives."""
WORDS_WEIGHT = 0.3
"""Share of the words' score in the sum; the vectors' is the rest."""
FEEDBACK = 0.5
"""How much of the best passage's vector is added to the question's."""


DIGITS = 5

Floats = NDArray[np.floating[Any]]


class Scored(NamedTuple):
    """A passage's row, its fused score (0 to 1), and what it got from each search; None from one that was not made, or
    that found no word of the question in it."""

    row: int
    score: float
    words: float | None
    cosine: float | None


def search(
    words: LexicalIndex | None,
    vectors: VectorIndex | None,
    query: str,
    vector: NDArray[np.float32] | None,
    limit: int,
    documents: list[int] | None = None,
    within: NDArray[np.int64] | None = None,
    weight: float = WORDS_WEIGHT,
) -> list[Scored]:
    """The best passages, best first, equal scores by row; a little more than `limit` where scores at the end are equal.

    Args:
        words: the index of words, or None not to search by words.
        vectors: the index of vectors, or None not to search by meaning.
        query: the question; nothing in it is an operator.
        vector: the question's unit vector; needed with `vectors`.
        limit: how many.
        documents: rows of the documents to search in; None for all.
        within: rows of the passages of these documents, ascending; None for all.
        weight: share of the words' score, 0 to 1.
    """
    wide = max(CANDIDATES, limit)
    by_words = dict(words.search(query, wide, documents)) if words is not None else {}
    if vectors is None or vector is None:
        rows = np.array(sorted(by_words), np.int64)
        return _cut(rows, fuse(_from(by_words, rows), None, weight), by_words, None, limit)
    nearest = [row for row, _ in vectors.search(vector, wide, within)]
    rows = np.array(sorted({*by_words, *nearest}), np.int64)
    kept = vectors.kept(rows)
    cosines = kept @ vector
    if words is None:
        return _cut(rows, fuse(None, cosines, weight), {}, cosines, limit)
    by_words |= words.scores(query, [row for row in nearest if row not in by_words])
    scores = _from(by_words, rows)
    fused = fuse(scores, cosines, weight)
    if len(rows):
        helped = vector + FEEDBACK * kept[int(np.argmax(fused))]  # the first of equals, so the lowest row
        fused = fuse(scores, kept @ (helped / np.linalg.norm(helped)), weight)
    return _cut(rows, fused, by_words, cosines, limit)


def fuse(words: Floats | None, vectors: Floats | None, weight: float = WORDS_WEIGHT) -> Floats:
    """Fused scores, 0 to 1, of the same passages in the same order.

    Args:
        words: BM25 scores, 0 where a passage shares no word with the question; None to leave words out.
        vectors: cosines; None to leave vectors out.
        weight: share of the words' score, 0 to 1.
    """
    if words is None or vectors is None:
        return _scaled(words if words is not None else vectors)
    return np.round(weight * _scaled(words) + (1 - weight) * _scaled(vectors), DIGITS)


def _scaled(scores: Floats | None) -> Floats:
    if scores is None or not len(scores):
        return np.empty(0)
    least, best = float(scores.min()), float(scores.max())
    if best == least:
        return np.ones(len(scores))
    # Later digits depend on the order in which a processor adds, which is no reason for another order of passages.
    return np.round((scores.astype(np.float64) - least) / (best - least), DIGITS)


def _from(scores: dict[int, float], rows: NDArray[np.int64]) -> Floats:
    return np.array([scores.get(row, 0.0) for row in rows.tolist()])


def _cut(
    rows: NDArray[np.int64], fused: Floats, words: dict[int, float], cosines: Floats | None, limit: int
) -> list[Scored]:
    order = np.lexsort((rows, -fused))
    if 0 < limit < len(order):
        last = fused[order[limit - 1]]
        order = order[: limit + int(np.count_nonzero(fused[order[limit:]] == last))]
    found = []
    for place in order.tolist() if limit > 0 else []:
        row = int(rows[place])
        cosine = None if cosines is None else round(float(cosines[place]), DIGITS)
        found.append(Scored(row, float(fused[place]), words.get(row), cosine))
    return found
