"""How well names of a customer file are matched to the lists, beside plain rapidfuzz and nomenklatura.

Run `python -m tests.benchmarks.screening CORPUS` from the root of the repository; CORPUS is a folder of list files as agencies
publish them, or the `truth.sqlite` of an index. What the pairs are: `name_pairs`. `--fit` prints weights fitted to the other half of the
parties as JSON. `--nomenklatura PYTHON` names the Python of an environment of its own that has nomenklatura (`other_matchers`).
"""

import argparse
import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.screening.names.features import Features, measure, side
from assistant.screening.names.match import Matcher
from assistant.screening.names.score import score
from index.name_forms import Name, parse
from index.name_pool import NamePool
from tests.benchmarks import say_command
from tests.benchmarks.name_pairs import Pair, fill, pairs_of
from tests.benchmarks.other_matchers import PLAIN, best_f1, nomenklatura_pairs


def mine(pool: NamePool) -> Callable[[Pair], float]:
    """The score of the program for a pair."""
    return lambda pair: max(score(way, listed, found) for way, listed, found in compared(pool, pair))


def compared(pool: NamePool, pair: Pair) -> list[tuple[Name, Name, Features]]:
    """The readings of the name asked for, the listed name, and what was measured of them."""
    listed = parse(pair.listed, person=pair.person)
    its = side(listed, pool.weight)
    ways = Matcher(pool).ways(pair.asked)
    return [(way, listed, measure(side(way, pool.weight), its, pool.count)[0]) for way in ways]


def compare_all(pool: NamePool, pairs: Sequence[Pair], others: Path | None) -> None:
    """Prints precision and recall at the best F1 of each way, and by kind of change what is said to be one party."""
    right = [p.right for p in pairs]
    print(
        f"{len(pairs)} pairs, {sum(right)} right\n{'':30} {'F1':>6} {'prec.':>6} {'recall':>6} {'at':>7} {'pairs/s':>9}"
    )
    ways = {"ours": mine(pool), **PLAIN}
    told: dict[str, tuple[list[float], float]] = {}
    for name, way in ways.items():
        begun = time.perf_counter()
        told[name] = [way(pair) for pair in pairs], time.perf_counter() - begun
    told |= nomenklatura_pairs(others, pairs)
    said: dict[str, list[bool]] = {}
    for name, (scores, took) in told.items():
        at, precision, recall, f1 = best_f1(scores, right)
        said[name] = [score >= at for score in scores]
        print(f"{name:30} {f1:6.3f} {precision:6.3f} {recall:6.3f} {at:7.3f} {len(pairs) / took:9.0f}")
    shown = ["ours", "rapidfuzz WRatio", *(name for name in told if name.startswith("nomenklatura"))]
    print("\nsaid to be one party, each at its best F1: " + ", ".join(shown))
    for kind in dict.fromkeys(p.kind for p in pairs):
        of = [n for n, p in enumerate(pairs) if p.kind == kind]
        shares = " ".join(f"{sum(said[name][n] for n in of) / len(of):6.3f}" for name in shown)
        print(f"    {kind:26} {shares}  of {len(of)}")


FOR = frozenset({"share", "exact", "letters", "written", "evidence", "cut", "first"})
"""What may only speak for one party; everything else only against it. Without this the fit learns the habits of the changes."""


def fit(pool: NamePool, pairs: Sequence[Pair]) -> str:
    """Weights fitted to pairs by logistic regression, each with the sign that it must have, as the JSON that the program reads."""
    out = {}
    for kind in ("body", "person"):
        chosen = [p for p in pairs if p.person == (kind == "person")]
        rows = np.array([measured(pool, pair) for pair in chosen])
        signs = np.array([1.0 if p.right else -1.0 for p in chosen])

        def loss(
            weights: NDArray[np.float64], rows: NDArray[np.float64] = rows, signs: NDArray[np.float64] = signs
        ) -> float:
            margins = signs * (weights[0] + rows @ weights[1:])
            return float(np.logaddexp(0, -margins).sum() + 0.05 * (weights[1:] ** 2).sum())

        bounds = [(None, None), *((0, None) if name in FOR else (None, 0) for name in Features._fields)]
        best = minimize(loss, np.zeros(len(bounds)), bounds=bounds, method="L-BFGS-B").x
        weights = {name: round(float(w), 3) for name, w in zip(Features._fields, best[1:], strict=True)}
        out[kind] = {"constant": round(float(best[0]), 3), "weights": weights}
    return json.dumps(out, indent=1)


def measured(pool: NamePool, pair: Pair) -> Features:
    """The features of the reading of a pair that fits best."""
    return max((found for _, _, found in compared(pool, pair)), key=lambda f: f.share + f.letters)


def main() -> None:
    """Reads the lists and prints what was measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "corpus", type=Path, help="a folder of list files, or a file of names that an earlier run kept"
    )
    options.add_argument("--keep", type=Path, help="keep the names in this file, for the next run")
    options.add_argument("--pairs", type=int, default=4000, help="parties of which pairs are made (%(default)s)")
    options.add_argument(
        "--nomenklatura", type=Path, metavar="PYTHON", help="the Python of an environment that has nomenklatura"
    )
    options.add_argument("--fit", action="store_true", help="print weights fitted to the other half of the parties")
    given = options.parse_args()
    say_command()
    conn = sqlite3.connect(given.corpus if given.corpus.is_file() else given.keep or ":memory:")
    if given.corpus.is_dir():
        print(f"{fill(conn, given.corpus)} records")
    begun = time.perf_counter()
    pool = NamePool(conn)
    print(f"{len(pool.names)} listed names taken in in {time.perf_counter() - begun:.1f} s")
    if given.fit:
        print(fit(pool, pairs_of(conn, 0, given.pairs)))
        return
    compare_all(pool, pairs_of(conn, 1, given.pairs), given.nomenklatura)


if __name__ == "__main__":
    main()
