"""Fit the two decisions of `assistant/prose.py` and show how well they part right from wrong.

    python -m tests.benchmarks.fit_evidence INDEX:GOLD[,GOLD…] [INDEX:GOLD …] [--write]

INDEX is a folder made by `whylisted add`, GOLD a file of gold questions on it. Prints cross-validated figures (folds by
question, so that no question is in both halves), the weights, and the curve of the declining decision: for each
threshold, the share of answerable questions that are attempted with the right sentence first, and the share of the
unanswerable that are answered. `--write` saves the weights into `assistant/data/weights.json`.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant import prose
from assistant.ask import named
from assistant.candidates import Candidate
from assistant.conversation import Conversation, Turn, read
from assistant.evaluate import Gold, read_gold
from assistant.features import NAMES
from assistant.question import Question
from index.search import Index
from tests.benchmarks import say_command

ABSENT = "absent"


@dataclass(slots=True)
class Case:
    """One gold question with the features of its candidates; `labels` says which of them are evidence. `listed` and
    `filled`: records, or statements about the name, answer it before any sentence is chosen."""

    gold: Gold
    question: Question
    absent: bool
    listed: bool
    filled: bool
    features: NDArray[np.float64]
    labels: NDArray[np.bool_]
    passing: NDArray[np.bool_]
    texts: list[str]


def question_of(turns: Sequence[str]) -> Question:
    """The last of several turns as understood in its conversation."""
    talk = Conversation()
    for turn in turns:
        question = read(turn, talk)
        talk = Conversation((*talk.turns, Turn(question, None)))  # type: ignore[arg-type]
    return question


def is_evidence(candidate: Candidate, gold: Gold) -> bool:
    """Whether a candidate shares most of its words with gold evidence."""
    from assistant.evaluate import _fold, _longest_shared

    for file, quote in gold.evidence:
        if Path(candidate.document.path).name != Path(file).name:
            continue
        text, wanted = _fold(candidate.text), _fold(quote)
        if wanted in text or (len(text) >= 20 and text in wanted):
            return True
        if _longest_shared(wanted, text) >= min(60, 0.6 * len(wanted)):
            return True
    return False


def cases(index: Index, golds: Sequence[Gold]) -> list[Case]:
    """The features and labels of every gold question whose evidence is prose, or that has none."""
    from assistant import listed, spoken

    out = []
    with index.reading():
        for gold in golds:
            question = question_of(gold.turns)
            question, targets = named(index, question)
            ranked = prose.rank(index, question, targets)
            found = listed.answer(index, question, targets, None)
            if not ranked:
                continue
            out.append(Case(
                gold, question, any(t.status == ABSENT for t in targets), found is not None,
                spoken.fill(index, question, targets, None) is not None,
                np.array([s.features.vector() for s in ranked]),
                np.array([gold.answerable and is_evidence(s.candidate, gold) for s in ranked]),
                np.array([s.failed is None and not prose.unsaid(ranked) for s in ranked]),
                [s.candidate.text for s in ranked],
            ))  # fmt: skip
    return out


def fit_choose(train: Sequence[Case], ridge: float = 0.003) -> NDArray[np.float64]:
    """Weights of the chooser: the probability of the evidence among a question's candidates is made as large as may be
    (a softmax over the list, as in ListNet: Cao et al. 2007), with a ridge on the weights."""
    lists = [(c.features, c.labels) for c in train if c.labels.any()]

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.0, np.zeros_like(w)
        for features, labels in lists:
            s = features @ w
            e = np.exp(s - s.max())
            p = e / e.sum()
            q = np.where(labels, e, 0.0)
            share = q.sum() / e.sum()
            total -= np.log(share)
            gradient += features.T @ p - features.T @ (q / q.sum())
        return float(total / len(lists) + ridge * (w @ w)), gradient / len(lists) + 2 * ridge * w

    start = np.zeros(lists[0][0].shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x)


def best(case: Case, weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], bool]:
    """The summary features of a case under these weights, and whether its best sentence is evidence."""
    scores = np.where(case.passing, case.features @ weights, -np.inf)
    order = np.argsort(-scores, kind="stable")[: int(case.passing.sum())]
    return prose.summary(case.features[order], scores[order]), bool(case.labels[order[0]])


def top(case: Case, weights: NDArray[np.float64], n: int) -> bool:
    """Whether evidence is among the first n of those that may answer."""
    scores = np.where(case.passing, case.features @ weights, -np.inf)
    order = np.argsort(-scores, kind="stable")[: min(n, int(case.passing.sum()))]
    return bool(case.labels[order].any())


DOWN = frozenset({
    "gap", "gap_own", "core_gap", "agency_clash", "list_clash", "action_clash", "when_clash", "title", "is_question", "short",
})  # fmt: skip
"""What can only speak against answering."""

APART = frozenset({"name_title", "leans", "place", "wanted_near", "long", "authority", "bias"})
"""What says nothing about whether the sources answer: it helps to choose between sentences only."""


def fit_answers(train: Sequence[Case], weights: NDArray[np.float64], strength: float = 0.1) -> NDArray[np.float64]:
    """Weights of the decision to answer: positive where the question can be answered from the sources.

    A logistic regression with a ridge in which no weight may have the wrong sign: a question that is met better is never
    declined for it. Fitted on standardised features, both classes weighing the same, and given back for the features as
    they are; the constant feature takes up the intercept. Questions that records or filled slots answer take no part.
    """
    usable = [c for c in train if not c.absent and not c.filled and c.passing.any()]
    x = np.array([best(c, weights)[0] for c in usable])
    y = np.array([c.gold.answerable for c in usable])
    middle, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread == 0] = 1.0
    z = (x - middle) / spread
    share = np.where(y, len(y) / 2 / y.sum(), len(y) / 2 / (~y).sum()) * strength

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = z @ w[:-1] + w[-1]
        slope = share * (1 / (1 + np.exp(-odds)) - y)
        total = float((share * (np.logaddexp(0, odds) - y * odds)).sum() + w[:-1] @ w[:-1] / 2)
        return total, np.append(z.T @ slope + w[:-1], slope.sum())

    limits = [(0, 0) if n in APART else (None, 0) if n in DOWN else (0, None) for n in prose.SUMMARY]
    start = np.zeros(x.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*limits, (None, None)]).x
    raw = np.asarray(found[:-1]) / spread
    raw[prose.SUMMARY.index("bias")] = float(found[-1]) - float(raw @ middle)
    return raw


def main() -> None:
    """Fit, show, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    say_command()
    everything: list[Case] = []
    for item in args.sets:
        folder, _, files = item.partition(":")
        index = Index.open(folder)
        for file in files.split(","):
            found = cases(index, read_gold(Path(file)))
            print(f"{file}: {len(found)} questions")
            everything += found
    prosaic = [c for c in everything if not c.listed and (c.labels.any() or not c.gold.answerable)]
    print(f"filled from statements: {sum(c.filled for c in prosaic)}, of which unanswerable "
          f"{sum(c.filled and not c.gold.answerable for c in prosaic)}")  # fmt: skip
    lost = [c for c in everything if c.gold.answerable and not c.labels.any() and not c.listed]
    print(f"{len(prosaic)} for prose; evidence not among the candidates: {[c.gold.id for c in lost]}")
    rng = np.random.default_rng(0)
    fold = rng.permutation(len(prosaic)) % args.folds
    hits: dict[str, list[float]] = {"top1": [], "top2": [], "top5": []}
    decided: list[tuple[float, bool, Case]] = []
    for k in range(args.folds):
        train = [c for c, f in zip(prosaic, fold, strict=True) if f != k]
        test = [c for c, f in zip(prosaic, fold, strict=True) if f == k]
        weights = fit_choose(train)
        answers = fit_answers(train, weights)
        for case in test:
            if case.filled:
                continue
            if case.absent or not case.passing.any():
                decided.append((0.0, False, case))
                continue
            summary, right = best(case, weights)
            decided.append((float(1 / (1 + np.exp(-(answers @ summary)))), right, case))
            if case.gold.answerable:
                for n in (1, 2, 5):
                    hits[f"top{n}"].append(top(case, weights, n))
    print("cross-validated: " + ", ".join(f"{k} {np.mean(v):.3f}" for k, v in hits.items()))
    yes = [d for d in decided if d[2].gold.answerable]
    no = [d for d in decided if not d[2].gold.answerable]
    print("threshold  right-first-and-answered  wrong-first-and-answered  unanswerable-answered")
    for threshold in np.arange(0.1, 0.95, 0.05):
        a = np.mean([p >= threshold and r for p, r, _ in yes])
        w = np.mean([p >= threshold and not r for p, r, _ in yes])
        f = np.mean([p >= threshold for p, _, _ in no])
        print(f"{threshold:9.2f}  {a:24.3f}  {w:24.3f}  {f:21.3f}")
    if args.show:
        for p, right, case in sorted(decided, key=lambda d: (d[2].gold.answerable, -d[0])):
            mark = "" if case.gold.answerable and right else "WRONG" if case.gold.answerable else "unanswerable"
            print(f"{p:.2f} {mark:12} {case.gold.id}: {case.gold.turns[-1]}")
    choose = fit_choose(prosaic)
    answers = fit_answers(prosaic, choose)
    data: dict[str, Any] = {
        "threshold": 0.5,
        "choose": {n: round(float(w), 4) for n, w in zip(NAMES, choose, strict=True)},
        "answers": {n: round(float(w), 4) for n, w in zip(prose.SUMMARY, answers, strict=True)},
    }
    print(json.dumps(data, indent=1))
    if args.write:
        prose_file = Path(prose.__file__).parent / "data" / "weights.json"
        old = json.loads(prose_file.read_text(encoding="utf-8"))
        data["threshold"] = old["threshold"]
        prose_file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
