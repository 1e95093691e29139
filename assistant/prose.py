"""Answers from prose: the sentences that say it, chosen for the slot asked for, or none."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate, gather
from assistant.cues import strength
from assistant.features import NAMES, Features, measure
from assistant.gates import UNDONE, UNSAID, Gates
from assistant.question import Question
from assistant.speaking import says
from assistant.targets import Target
from assistant.told import premises, told
from index.search import Index
from index.types import Filters


@dataclass(frozen=True, slots=True)
class Model:
    """Two fitted decisions, as weights of named features: how well a sentence answers, and whether the best one does.

    Fitted by `tests/benchmarks/fit_evidence.py`; the threshold is on the probability of `answers`.
    """

    choose: NDArray[np.float64]
    answers: NDArray[np.float64]
    threshold: float


@functools.cache
def model() -> Model:
    """The weights in `data/weights.json`, in the order of the features."""
    data = json.loads(resources.files("assistant").joinpath("data/weights.json").read_text(encoding="utf-8"))
    return Model(
        np.array([data["choose"].get(n, 0.0) for n in NAMES]),
        np.array([data["answers"].get(n, 0.0) for n in SUMMARY]),
        data["threshold"],
    )


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features, its score, the probability (0 to 1) that it is the evidence among them all, and
    the condition that it fails, if any."""

    candidate: Candidate
    features: Features
    score: float
    probability: float
    failed: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates that may answer, best first, the probability (0 to 1) that the best of them does, and those that may
    not, best first."""

    ranked: tuple[Scored, ...]
    confidence: float
    kept_out: tuple[Scored, ...] = ()


def rank(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None = None) -> list[Scored]:
    """All candidates of a question with their probabilities, best first; ties by place."""
    documents = [d for t in targets for d in t.documents if filters is None or filters.admits(index.info(d))]
    names = " ".join(
        t.matches[0].name for t in targets if t.matches and t.asked.casefold() != t.matches[0].name.casefold()
    )
    candidates = gather(index, f"{question.query} {names}".strip(), documents, filters)
    if not candidates:
        return []
    said = told(index, targets, [*documents, *(c.document.id for c in candidates)])
    shared = premises(question, targets, said)
    gates = Gates(index, question, targets, said)
    speaking = question.kind in ("statement", "response")
    features = [
        measure(index, question, targets, c, shared, says(index, question, targets, c) if speaking else 0.5)
        for c in candidates
    ]
    scores = np.array([f.vector() for f in features]) @ model().choose
    odds = np.exp(scores - scores.max())
    shares = odds / odds.sum()
    failed = [gates.failed(c) for c in candidates]
    scored = [Scored(*row) for row in zip(candidates, features, scores.tolist(), shares.tolist(), failed, strict=True)]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.key))


SUMMARY = (*NAMES, "best", "margin", "share")
"""The features on which it is decided whether to answer, in order."""


def summary(features: NDArray[np.float64], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The features of the best sentence, its score, its lead over the second, and its share of the probability.

    Args:
        features: one row a candidate, best first, columns as in `NAMES`.
        scores: their scores, best first.
    """
    odds = np.exp(scores - scores[0])
    lead = min(float(scores[0] - scores[1]), 5.0) if len(scores) > 1 else 5.0
    return np.concatenate([features[0], [scores[0] / 10, lead / 5, 1 / odds.sum()]])


def unsaid(ranked: Sequence[Scored]) -> bool:
    """Whether what fits best, or nearly best and names whom it is about, says itself that the sources do not say it."""
    return any(
        s.failed in (UNSAID, UNDONE)
        and s.probability >= CLEARLY
        and (s is ranked[0] or (s.failed == UNDONE and s.features.name_own >= 0.9))
        and s.features.name_own >= 0.5  # which it is, too, when no name is asked about
        and (s.features.name_own > 0.5 or s.features.own >= 0.8)
        for s in ranked
    )


def _silence(best: Scored, kept_out: Sequence[Scored]) -> Scored | None:
    """The sentence near the best one that says that no reason was given, when the best one has no plain ground itself."""
    if strength("reason", best.candidate.text) > WEAK:
        return None
    return next(
        (
            s
            for s in kept_out
            if s.failed == UNSAID
            and s.candidate.document.id == best.candidate.document.id
            and abs(s.candidate.number - best.candidate.number) <= NEAR
        ),
        None,
    )


WEAK, NEAR = 0.6, 3
"""The strength of words up to which a ground is not plain, and the sentences within which a source takes it back."""

CLEARLY = 0.3
"""Share of the probability from which a sentence is taken at its word that nothing is said."""


def choose(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None = None) -> Choice:
    """Rank the candidates and weigh whether the best of them answers."""
    ranked = rank(index, question, targets, filters)
    passing = [s for s in ranked if s.failed is None]
    kept_out = tuple(s for s in ranked if s.failed is not None)
    if passing and question.kind == "reason" and (silent := _silence(passing[0], kept_out)) is not None:
        return Choice((), 0.0, (silent, *(s for s in kept_out if s is not silent)))
    if unsaid(ranked) or not passing:
        return Choice((), 0.0, kept_out)
    features = np.array([s.features.vector() for s in passing])
    odds = float(model().answers @ summary(features, np.array([s.score for s in passing])))
    return Choice(tuple(passing), float(1 / (1 + np.exp(-odds))), kept_out)
