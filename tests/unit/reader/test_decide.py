"""The trees give what the library that fitted them gives, and what is relative is so."""

import json

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from assistant.reader.decide import DIGITS, Trees, package_decision, relative, weigh
from assistant.reader.training.fit import trees_of


def test_trees_as_scikit_learn_has_them() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(600, 5))
    y = (x[:, 0] + x[:, 1] * x[:, 2] + rng.normal(size=600) * 0.3) > 0
    fitted = HistGradientBoostingClassifier(max_iter=30, max_leaf_nodes=8, random_state=0).fit(x, y)
    ours = Trees.from_data(json.loads(json.dumps(trees_of(fitted).to_data())))
    assert np.allclose(ours.odds(x), fitted.decision_function(x))
    assert len(set(np.round(ours.odds(x), 3))) > 50


def test_probabilities_are_rounded_and_none_for_nothing() -> None:
    decision = package_decision()
    width = int(decision.trees.feature.max()) + 1
    found, chance = weigh(decision, np.zeros((3, max(width, 60))))
    assert all(0 <= p <= 1 and p == round(p, DIGITS) for p in (*found, chance))
    assert weigh(decision, np.zeros((0, width))) == ([], 0.0)


@pytest.mark.parametrize(
    ("values", "lead"), [([1.0], [5.0]), ([3.0, 1.0, 2.0], [1.0, -2.0, -1.0]), ([2.0, 2.0], [0.0, 0.0])]
)
def test_relative_leads(values: list[float], lead: list[float]) -> None:
    assert relative(np.array(values))[:, 2].tolist() == lead
