"""Fitting what is decided on a reader's scores to somebody's own gold questions: `whylisted calibrate`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.evaluate import Gold, is_evidence
from assistant.reader.decide import package_decision
from assistant.reader.judge import Judge, Line, calibrations
from assistant.reader.look import looks
from assistant.reader.model import OWN, Reader
from assistant.reader.package import CALIBRATIONS
from assistant.reader.training.written import understood
from index.private import private_file
from index.search import Index
from sources.errors import QuestionError

FALSE = 0.05
"""The share of unanswerable questions that may be answered."""
LEAST = 10
"""Answerable and unanswerable questions needed of each, at least."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was found: `line` for a reader that is not the program's own; `threshold` and `second` as in `Judge`; `answered` is the share
    of answerable questions that is answered with a right sentence first at this threshold, `false` that of the unanswerable answered."""

    line: Line | None
    threshold: float
    second: float
    answered: float
    false: float


def calibrate(index: Index, reader: Reader, golds: Sequence[Gold], false: float = FALSE) -> Calibration:
    """Fit a reader's threshold, and its line where it has one, to gold questions.

    Args:
        index: with the documents that the questions are about.
        reader: whose scores.
        golds: the questions; those on which nothing is read take no part.
        false: the share of unanswerable ones that may be answered.

    Raises:
        QuestionError: too few questions of either kind.
        ModelError: the reader cannot be loaded.
    """
    best: list[tuple[float, bool, bool]] = []
    decision = package_decision()
    own = reader.name == OWN
    judge = Judge(reader, decision, 0.0, 1.0)
    with index.reading():
        for gold in golds:
            question, targets = understood(index, gold.turns)
            read = looks(index, question, targets, None, decision.look)
            if not read or any(t.status == "absent" for t in targets):
                continue
            if own:
                likely, score = judge.weigh(question, len(targets), read)
            else:
                likely = [s for tile in reader.scores(question, read) for s in tile]
                score = max(likely)
            first = [c for look in read for c in look.candidates][int(np.argmax(likely))]
            right = gold.answerable and is_evidence(first.text, first.document.path, gold)
            best.append((score, right, gold.answerable))
    yes, no = [b for b in best if b[2]], [b for b in best if not b[2]]
    if len(yes) < LEAST or len(no) < LEAST:
        raise QuestionError(
            f"{len(yes)} answerable and {len(no)} unanswerable gold questions: at least {LEAST} of each are needed"
        )
    line = None if own else _line([b[0] for b in best], [b[1] for b in best])
    chances = [b[0] if line is None else line.chance(b[0]) for b in best]
    unanswerable = sorted((c for c, b in zip(chances, best, strict=True) if not b[2]), reverse=True)
    threshold = min(unanswerable[int(false * len(unanswerable))] + 0.001, 0.999)
    given = [(c >= threshold, b[1], b[2]) for c, b in zip(chances, best, strict=True)]
    return Calibration(
        line, round(threshold, 3), round(max(threshold, decision.second), 3),
        sum(g and right for g, right, _ in given) / len(yes), sum(g and not able for g, _, able in given) / len(no),
    )  # fmt: skip


def _line(scores: Sequence[float], right: Sequence[bool]) -> Line:
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=10.0).fit(np.array(scores)[:, None], np.array(right))
    return Line(float(fitted.coef_[0, 0]), float(fitted.intercept_[0]))


def keep(folder: Path, name: str, found: Calibration) -> None:
    """Write a calibration into an index's folder; the file is replaced as a whole."""
    kept = calibrations(folder)
    row = {"threshold": found.threshold, "second": found.second}
    if found.line is not None:
        row |= {"slope": found.line.slope, "shift": found.line.shift}
    made = folder / f"{CALIBRATIONS}.new"
    private_file(made)
    made.write_text(json.dumps({**kept, name: row}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    made.replace(folder / CALIBRATIONS)
