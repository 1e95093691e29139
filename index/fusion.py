"""One order out of two searches.

Each search's scores are brought to 0..1 between the least and the best of its own candidates, then added with weights
(min-max fusion, Fox and Shaw's CombSUM on normalised scores, TREC-2 1994). A passage that one search did not reach gets
its least score there.
"""

from collections.abc import Mapping

WORDS_WEIGHT = 0.4
"""Share of the words' score in the sum; the vectors' is the rest (tests/benchmarks/retrieval.py)."""


def fuse(words: Mapping[int, float], vectors: Mapping[int, float], weight: float = WORDS_WEIGHT) -> dict[int, float]:
    """Fused scores, 0 to 1, of every row that one of the two searches found.

    Args:
        words: BM25 score by row.
        vectors: cosine by row.
        weight: share of the words' score, 0 to 1.
    """
    if not vectors:
        return _scaled(words)
    if not words:
        return _scaled(vectors)
    left, right = _scaled(words), _scaled(vectors)
    return {
        row: round(weight * left.get(row, 0.0) + (1 - weight) * right.get(row, 0.0), 6) for row in {**left, **right}
    }


def _scaled(scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    least, best = min(scores.values()), max(scores.values())
    span = best - least
    return {row: round((score - least) / span, 6) if span else 1.0 for row, score in scores.items()}
