"""From scores to one probability for each sentence: boosted trees over the reader's scores, each also relative to those of the
question's other sentences, and what is known exactly (Friedman 2001; fitted by scikit-learn's histogram trees, evaluated here)."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.question.understand import Question
from assistant.reader.look import Look
from assistant.reader.package import package_file

Numbers = NDArray[np.float64]

DIGITS = 3
"""Probabilities are rounded to so many digits before anything is ranked by them."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees as arrays, one entry a node: `feature` (-1 at a leaf), `threshold` (go left at or below), `left`, `right` (node numbers),
    `value` (at a leaf, added to the log odds); `roots` are the first nodes, `base` the log odds before any tree."""

    feature: NDArray[np.int32]
    threshold: Numbers
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Numbers
    roots: NDArray[np.int32]
    base: float

    def odds(self, rows: Numbers) -> Numbers:
        """Log odds for each row, shape (rows,)."""
        at = np.broadcast_to(self.roots[:, None], (len(self.roots), len(rows))).copy()
        columns = np.arange(len(rows))[None]
        while True:
            feature = self.feature[at]
            inner = feature >= 0
            if not inner.any():
                return np.asarray(self.base + self.value[at].sum(axis=0))
            left = rows[columns, np.maximum(feature, 0)] <= self.threshold[at]
            at = np.where(inner, np.where(left, self.left[at], self.right[at]), at)

    def to_data(self) -> dict[str, Any]:
        """As it is kept in JSON."""
        return {n: getattr(self, n).tolist() for n in ("feature", "threshold", "left", "right", "value", "roots")} | {
            "base": self.base
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Trees":
        """What `to_data` gave."""
        return cls(
            np.array(data["feature"], np.int32), np.array(data["threshold"], np.float64), np.array(data["left"], np.int32),
            np.array(data["right"], np.int32), np.array(data["value"], np.float64), np.array(data["roots"], np.int32), float(data["base"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """All that is fitted beside the network: which tiles are read (`look`), the trees that weigh sentences and those that weigh whether
    the question is answered at all, the probability of that from which on it is, and the one from which on a second sentence is quoted."""

    look: Numbers
    trees: Trees
    answers: Trees
    threshold: float
    second: float


@functools.cache
def package_decision() -> Decision:
    """The decision that comes with the program."""
    data = json.loads(package_file("decision.json").read_text(encoding="utf-8"))
    trees, answers = Trees.from_data(data["trees"]), Trees.from_data(data["answers"])
    return Decision(np.array(data["look"]), trees, answers, data["threshold"], data["second"])


def relative(values: Numbers) -> Numbers:
    """Each value beside the others: itself, its distance from the best, its lead over the best other, its z-score, its rank from below;
    shape (values, 5)."""
    order = np.sort(values)[::-1]
    second = order[1] if len(order) > 1 else order[0] - 5
    lead = np.where(values == order[0], values - second, values - order[0])
    rank = np.argsort(np.argsort(-values, kind="stable"), kind="stable")
    return np.stack([values, values - order[0], lead, (values - values.mean()) / (values.std() + 1e-6), rank], axis=1)


def features(question: Question, names: int, looks: Sequence[Look], scores: Sequence[Sequence[float]]) -> Numbers:
    """One row for each sentence of the tiles, in order.

    Args:
        question: as understood.
        names: how many names it asks about.
        looks: the tiles that were read, the best look first.
        scores: the reader's, for each tile one for each sentence.
    """
    flat = np.array([s for own in scores for s in own], np.float64)
    count = len(flat)
    odds = float(np.log1p(np.exp(np.minimum(flat, 30)).sum()))
    padded = np.concatenate([[-9.0], flat, [-9.0]])
    rows = [
        (rank, look, max(own), _log_sum(own))
        for rank, (look, own) in enumerate(zip(looks, scores, strict=True))
        for _ in own
    ]
    words = np.array([min(len(c.text.split()), 60) for look in looks for c in look.candidates], np.float64)
    tiles = np.array([[most, total, rank, look.score] for rank, look, most, total in rows], np.float64)
    told = np.array(
        [[any(look.tokens.marks), names, len(question.turns), KINDS.index(question.kind)] for _, look, _, _ in rows],
        np.float64,
    )
    beside = np.stack([padded[:-2], padded[2:], flat - odds, np.full(count, odds), words], axis=1)
    within = np.stack([flat - tiles[:, 0], flat - tiles[:, 1]], axis=1)
    best_look = tiles[:, 3:] - tiles[:, 3].max()
    known = np.concatenate([look.known for look in looks])
    return np.concatenate(
        [relative(flat), beside, within, tiles, best_look, known, known.max(axis=0) - known, told], axis=1
    )


def _log_sum(values: Sequence[float]) -> float:
    """The logarithm of the sum of the exponentials."""
    return float(np.logaddexp.reduce(np.array(values)))


KINDS = (
    "reason", "agency", "date", "list", "effect", "count", "members", "statement", "response", "identity", "status", "definition",
    "authority", "licence", "changes", "passage",
)  # fmt: skip
"""The kinds of question, as the trees number them."""


TOP = 5
"""Of the likeliest sentences so many are looked at to tell whether any answers."""


def summary(rows: Numbers, odds: Numbers) -> Numbers:
    """What tells whether a question is answered: the features of its likeliest sentence, the odds of the likeliest few, and how the reader's
    scores are spread.

    Args:
        rows: as `features` gives them, at least one.
        odds: the trees' log odds for them.
    """
    ordered = np.sort(odds)[::-1]
    few = np.pad(ordered[:TOP], (0, max(TOP - len(ordered), 0)), constant_values=ordered[-1])
    best = int(np.argsort(-odds, kind="stable")[0])
    spread = [few[0] - few[1], float(np.logaddexp.reduce(odds))]
    return np.concatenate([rows[best], few, spread, rows.max(axis=0)[:5]])


def weigh(decision: Decision, rows: Numbers) -> tuple[list[float], float]:
    """For each sentence how likely it is to answer, and how likely the question is answered at all; 0 to 1, rounded.

    Args:
        decision: whose trees.
        rows: as `features` gives them.
    """
    if not len(rows):
        return [], 0.0
    odds = decision.trees.odds(rows)
    chance = decision.answers.odds(summary(rows, odds)[None])[0]
    return [round(float(p), DIGITS) for p in 1 / (1 + np.exp(-odds))], round(float(1 / (1 + np.exp(-chance))), DIGITS)
