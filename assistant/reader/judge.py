"""Who judges sentences in this process: a reader, what is decided on its scores, and from which probability on an answer is given."""

import json
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.question.understand import Question
from assistant.reader.decide import DIGITS, Decision, features, package_decision, weigh
from assistant.reader.look import Look
from assistant.reader.model import OWN, Reader, reader
from assistant.reader.package import CALIBRATIONS
from sources.errors import ModelError

STRICT = 0.15
"""How much higher the threshold lies under `--strict`: about a third as many unanswerable questions are answered."""


@dataclass(frozen=True, slots=True)
class Line:
    """Probability from one score alone, 1 / (1 + exp(-(slope * score + shift))) (Platt 1999): for readers that the trees were not fitted on."""

    slope: float
    shift: float

    def chance(self, score: float) -> float:
        """The probability for a score."""
        return 1 / (1 + math.exp(-max(min(self.slope * score + self.shift, 50.0), -50.0)))


@dataclass(frozen=True, slots=True)
class Judge:
    """`line` stands in place of the decision's trees where it is set; `threshold` and `second` are probabilities (0 to 1) from which on
    the best sentence is an answer, and a second one is quoted."""

    reader: Reader
    decision: Decision
    threshold: float
    second: float
    line: Line | None = None

    def weigh(self, question: Question, names: int, looks: Sequence[Look]) -> tuple[list[float], float]:
        """For each sentence of the tiles how likely it is to answer, and how likely the question is answered at all.

        Raises:
            ModelError: the reader cannot be loaded.
        """
        scores = self.reader.scores(question, looks)
        if self.line is None:
            return weigh(self.decision, features(question, names, looks, scores)) if looks else ([], 0.0)
        likely = [round(self.line.chance(s), DIGITS) for own in scores for s in own]
        return likely, max(likely, default=0.0)


def make_judge(
    name: str | None = None, threshold: float | None = None, strict: bool = False, folder: Path | None = None
) -> Judge:
    """A judge with the reader of that name.

    Args:
        name: None for the program's own reader, else a cross-encoder that was calibrated.
        threshold: the probability (0 to 1) from which on an answer is given; None for the fitted one.
        strict: decline more.
        folder: the index's, which may keep a calibration.

    Raises:
        ModelError: the reader is not the program's own and was not calibrated on this index.
    """
    found = reader(name)
    decision = package_decision()
    judge = Judge(found, decision, decision.threshold, decision.second)
    kept = calibrations(folder).get(found.name) if folder else None
    if kept is not None:
        line = Line(kept["slope"], kept["shift"]) if "slope" in kept else None
        judge = replace(judge, line=line, threshold=kept["threshold"], second=kept["second"])
    elif found.name != OWN:
        raise ModelError(
            f"reader {found.name} was not calibrated on this index: run `whylisted calibrate GOLD --reader {found.name}`"
        )
    at = judge.threshold if threshold is None else threshold
    return replace(judge, threshold=min(at + STRICT, 0.98) if strict else at)


def calibrations(folder: Path) -> dict[str, dict[str, float]]:
    """What was found by calibrating on an index, by the reader's name; empty when it was not."""
    try:
        kept = json.loads((folder / CALIBRATIONS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{folder / CALIBRATIONS} cannot be read ({error}): run `whylisted calibrate` again"
        ) from error
    return dict(kept)


_lock = threading.Lock()
_current: Judge | None = None


def judge() -> Judge:
    """The judge of this process."""
    global _current
    with _lock:
        if _current is None:
            _current = make_judge()
        return _current


def use(chosen: Judge | None) -> None:
    """Have this judge from now on in this process; None for the program's own."""
    global _current
    with _lock:
        _current = chosen
