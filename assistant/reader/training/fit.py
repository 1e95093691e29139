"""Fitting what is decided beside the network: which tiles are read, the trees, the threshold. Uses scikit-learn, which
sentence-transformers brings."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from assistant.reader.decide import Decision, Numbers, Trees, features, summary, weigh
from assistant.reader.look import MOST
from assistant.reader.training.written import Case, look_rows

FALSE = 0.05
"""The share of unanswerable questions that may be answered, one set out."""
SECOND = 0.3
"""The probability from which on a second sentence is quoted."""

Scores = Sequence[Sequence[float]]
"""The reader's scores of the tiles that are read for a question, for each one for each sentence."""


def fit_look(found: Sequence[Case]) -> Numbers:
    """The weights by which tiles are chosen: a logistic regression on whether a tile holds an answer."""
    rows, labels = look_rows(found)
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=0.3, max_iter=500).fit((rows - middle) / spread, labels)
    return np.asarray(np.round(fitted.coef_[0] / spread, 5))


def rows_of(case: Case, scores: Scores) -> tuple[Numbers, NDArray[np.bool_]]:
    """The features of the sentences read for a question, and whether each answers."""
    read = case.looks[: min(case.read, MOST)]
    labels = np.concatenate(case.labels[: len(read)]) if read else np.zeros(0, bool)
    return features(case.question, case.names, read, scores), labels


def fit_decision(
    found: Sequence[tuple[Case, Scores]], look: Numbers, threshold: float = 0.5, seed: int = 0
) -> Decision:
    """Both kinds of trees, on questions whose scores come from a network that was not trained on them. Whether a question is answered
    is learnt from sentences' odds by trees that had not seen the question: four parts take turns."""
    usable = [(case, *rows_of(case, scores)) for case, scores in found if scores and not case.absent]
    parts = np.random.default_rng(seed).integers(0, TURNS, len(usable))
    questions, answerable = [], []
    for part in range(TURNS):
        trees = _sentences([u for u, k in zip(usable, parts, strict=True) if k != part], seed)
        for (case, rows, _), k in zip(usable, parts, strict=True):
            if k == part and not (case.gold.answerable and case.by_list):
                questions.append(summary(rows, trees.odds(rows)))
                answerable.append(case.gold.answerable)
    answers = _answers(np.array(questions), np.array(answerable), seed)
    return Decision(look, _sentences(usable, seed), answers, threshold, SECOND)


TURNS = 4
"""Parts into which questions are dealt to learn whether they are answered."""


BAGGED = 8
"""Learners whose mean tells whether a question is answered."""


def _answers(rows: Numbers, answerable: NDArray[np.bool_], seed: int) -> Trees:
    """Few questions and many features that say nearly the same: each learner sees a fifth of them at a split."""
    fitted = [
        HistGradientBoostingClassifier(
            learning_rate=0.04,
            max_iter=120,
            max_leaf_nodes=6,
            min_samples_leaf=20,
            l2_regularization=10,
            max_features=0.2,
            random_state=seed + number,
        ).fit(rows, answerable)
        for number in range(BAGGED)
    ]
    return trees_of(*fitted)


def _sentences(usable: Sequence[tuple[Case, Numbers, NDArray[np.bool_]]], seed: int) -> Trees:
    rows, labels = np.concatenate([r for _, r, _ in usable]), np.concatenate([y for _, _, y in usable])
    return trees_of(
        HistGradientBoostingClassifier(
            learning_rate=0.05,
            max_iter=150,
            max_leaf_nodes=12,
            min_samples_leaf=30,
            l2_regularization=5,
            random_state=seed,
        ).fit(rows, labels)
    )


def trees_of(*fitted: HistGradientBoostingClassifier) -> Trees:
    """Scikit-learn's trees as arrays; of several learners their mean."""
    parts: dict[str, list[Any]] = {n: [] for n in ("feature", "threshold", "left", "right", "value")}
    roots = []
    for (tree,) in (trees for one in fitted for trees in one._predictors):
        begins = len(parts["feature"])
        roots.append(begins)
        for node in tree.nodes:
            leaf = bool(node["is_leaf"])
            parts["feature"].append(-1 if leaf else int(node["feature_idx"]))
            parts["threshold"].append(0.0 if leaf else float(node["num_threshold"]))
            parts["left"].append(begins if leaf else begins + int(node["left"]))
            parts["right"].append(begins if leaf else begins + int(node["right"]))
            parts["value"].append(float(node["value"]) / len(fitted) if leaf else 0.0)
    base = float(np.mean([np.ravel(one._baseline_prediction)[0] for one in fitted]))
    return Trees.from_data({**parts, "roots": roots, "base": base})


def best_of(decision: Decision, case: Case, scores: Scores) -> tuple[float, list[bool]]:
    """How likely the question is answered, and whether the likeliest and the second sentence are right; 0 where nothing is read."""
    if not scores or case.absent:
        return 0.0, [False, False]
    rows, labels = rows_of(case, scores)
    likely, chance = weigh(decision, rows)
    order = np.argsort(-np.array(likely), kind="stable")[:2]
    return chance, [bool(labels[n]) for n in order]


def threshold_at(chances: Sequence[float], false: float = FALSE) -> float:
    """The least probability at which no more than this share of unanswerable questions, with these best probabilities, is answered."""
    ordered = sorted(chances, reverse=True)
    allowed = int(false * len(ordered))
    return round(min(ordered[allowed] + 0.001, 0.999), 3) if allowed < len(ordered) else 0.0
