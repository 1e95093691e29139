"""From what was measured of two names to one score, 0 to 1: how sure it is that one party is meant.

A logistic model, for bodies and for persons apart. Its weights are fitted by `python -m tests.benchmarks.screening --fit` to pairs
made of one half of the parties on the lists (the benchmark measures on the other half) and stand in `weights.json`. What no number
may outweigh is said here as a ceiling or a floor, each with its reason.
"""

import functools
import json
import math
from collections.abc import Sequence
from importlib import resources

from assistant.screening.names.features import Features
from index.name_forms import Name

FLOOR_EQUAL, FLOOR_BODY = 0.99, 0.96
"""The least score of names that are written alike, and of those that have the same words in other legal forms."""
POSSIBLE = 0.7
"""The most that a pair may have about whom a person has to look."""
INITIAL = 0.85
"""The most that a name may have of which one is an initial: it may be another's."""
APART = 0.3
"""The most that two names may have which say that they are two."""


@functools.cache
def _weights() -> dict[str, tuple[float, tuple[float, ...]]]:
    text = resources.files("assistant.screening.names").joinpath("weights.json").read_text(encoding="utf-8")
    return {
        kind: (row["constant"], tuple(row["weights"][name] for name in Features._fields))
        for kind, row in json.loads(text).items()
    }


def score(asked: Name, listed: Name, found: Features) -> float:
    """How surely two names are those of one party."""
    if asked.key == listed.key:
        return 1.0
    if not found.left and not found.more and found.exact >= 0.999 and not found.order:
        return 0.95 if found.legal else FLOOR_EQUAL if asked.legal == listed.legal else FLOOR_BODY
    return min(_modelled(found, "person" if listed.surname else "body"), _ceiling(found, bool(listed.surname)))


def _modelled(found: Sequence[float], kind: str) -> float:
    constant, weights = _weights()[kind]
    return 1 / (1 + math.exp(-(constant + sum(w * v for w, v in zip(weights, found, strict=True)))))


def _ceiling(found: Features, person: bool) -> float:
    """What a pair of names can have at most: figures or places that differ tell bodies apart (the 7th and the 11th institute);
    one word alone, spelt otherwise, may be another name (as short names mostly are)."""
    if found.figures:
        return APART
    if found.places and not person:
        return POSSIBLE
    if found.single:
        return POSSIBLE if found.known == 0 else 0.5
    if found.initials:
        return INITIAL
    return 0.985
