"""Other ways to compare names, on the same pairs: rapidfuzz on plain names, and nomenklatura in an environment of its own.

nomenklatura is no part of the program. To measure beside it, make an environment of its own and name its Python:

    python -m venv /tmp/nk && /tmp/nk/bin/pip install nomenklatura==4.17.4
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, utils
from rapidfuzz.distance import JaroWinkler

from tests.benchmarks.name_pairs import Pair

ALGORITHMS = ("name-based", "logic-v2")
SCRIPT = Path(__file__).with_name("nomenklatura_scores.py")


def plain(scorer: Callable[..., float]) -> Callable[[Pair], float]:
    """A scorer of rapidfuzz on names in small letters without punctuation."""
    return lambda pair: scorer(pair.asked, pair.listed, processor=utils.default_process)


PLAIN: dict[str, Callable[[Pair], float]] = {
    "rapidfuzz ratio": plain(fuzz.ratio),
    "rapidfuzz token_sort_ratio": plain(fuzz.token_sort_ratio),
    "rapidfuzz token_set_ratio": plain(fuzz.token_set_ratio),
    "rapidfuzz WRatio": plain(fuzz.WRatio),
    "rapidfuzz JaroWinkler": plain(JaroWinkler.similarity),
}


def nomenklatura(python: Path, mode: str, given: dict[str, Any]) -> Any:
    """What `nomenklatura_scores.py` gives, run by this Python."""
    told = json.dumps({"algorithms": ALGORITHMS, **given})
    done = subprocess.run([python, SCRIPT, mode], input=told, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{python} {SCRIPT.name} failed: {done.stderr.strip().splitlines()[-1]}")
    return json.loads(done.stdout)


def nomenklatura_pairs(python: Path | None, pairs: Sequence[Pair]) -> dict[str, tuple[list[float], float]]:
    """Scores and seconds of nomenklatura's matchers for the pairs; nothing where no environment is named."""
    if python is None:
        print("no --nomenklatura PYTHON: left out")
        return {}
    found = nomenklatura(python, "pairs", {"pairs": [[p.asked, p.person, p.listed] for p in pairs]})
    return {f"nomenklatura {name}": (one["scores"], one["seconds"]) for name, one in found.items()}


def best_f1(
    scores: Sequence[float], right: Sequence[bool], there: int | None = None
) -> tuple[float, float, float, float]:
    """Threshold, precision, recall and F1 where F1 is best; `there` is how many could have been found, if not all stand here."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    truth = np.asarray(right)[order]
    hits = np.cumsum(truth)
    precision, recall = hits / np.arange(1, len(truth) + 1), hits / max(1, there or truth.sum())
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    values = np.asarray(scores)[order]
    f1[:-1][values[:-1] == values[1:]] = 0  # a threshold stands between two different scores
    at = int(np.argmax(f1))
    return float(values[at]), float(precision[at]), float(recall[at]), float(f1[at])
