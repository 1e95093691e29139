"""One order out of two searches, for one question.

Each search gives its best passages; every passage that either gave is scored by both. Scores are brought to 0..1 between the
least and the best among these and added with weights (min-max fusion: Fox and Shaw's CombSUM on normalised scores, TREC-2,
1994). The best passage then helps to find those like it: a part of its vector is added to the question's, and the
candidates are scored again (Rocchio, "Relevance feedback in information retrieval", 1971, with one assumed hit).
Weights and numbers: tests/benchmarks/retrieval.py.
"""

from collections.abc import Mapping
from typing import NamedTuple

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
    by_meaning: dict[int, float] = {}
    if vectors is not None and vector is not None:
        by_meaning = dict(vectors.search(vector, wide, within))
        rows = np.array(sorted({*by_words, *by_meaning}), np.int64)
        kept = vectors.kept(rows)
        by_meaning = _by_row(rows, kept @ vector)
        if words is not None:
            by_words |= words.scores(query, [row for row in rows.tolist() if row not in by_words])
            best = min(fuse(by_words, by_meaning, weight).items(), key=lambda item: (-item[1], item[0]), default=None)
            if best is not None:
                helped = vector + FEEDBACK * kept[np.searchsorted(rows, best[0])]
                fused = fuse(by_words, _by_row(rows, kept @ (helped / np.linalg.norm(helped))), weight)
                return _cut(fused, by_words, by_meaning, limit)
    return _cut(fuse(by_words, by_meaning, weight), by_words, by_meaning, limit)


def fuse(words: Mapping[int, float], vectors: Mapping[int, float], weight: float = WORDS_WEIGHT) -> dict[int, float]:
    """Fused scores, 0 to 1, of every row that has a score of either kind.

    Args:
        words: BM25 score by row; a row that is not there shares no word with the question and has 0.
        vectors: cosine by row.
        weight: share of the words' score, 0 to 1.
    """
    if not words or not vectors:
        return _scaled(words or vectors)
    rows = {**words, **vectors}
    left = _scaled({row: words.get(row, 0.0) for row in rows})
    right = _scaled(vectors)
    return {row: round(weight * left[row] + (1 - weight) * right.get(row, 0.0), 6) for row in rows}


def _scaled(scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    least, best = min(scores.values()), max(scores.values())
    span = best - least
    return {row: round((score - least) / span, 6) if span else 1.0 for row, score in scores.items()}


def _by_row(rows: NDArray[np.int64], scores: NDArray[np.float32]) -> dict[int, float]:
    # The sixth digit already depends on the order in which a processor adds.
    return {int(row): round(float(score), 5) for row, score in zip(rows, scores, strict=True)}


def _cut(
    fused: Mapping[int, float], words: Mapping[int, float], vectors: Mapping[int, float], limit: int
) -> list[Scored]:
    order = sorted(fused.items(), key=lambda item: (-item[1], item[0]))
    last = order[limit - 1][1] if 0 < limit <= len(order) else -1.0
    kept = order[:limit] + [item for item in order[limit:] if item[1] == last] if limit > 0 else []
    return [Scored(row, score, words.get(row), vectors.get(row)) for row, score in kept]
