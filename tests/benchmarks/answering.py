"""How long an answer takes in a warm process, and which step takes it.

    python -m tests.benchmarks.answering INDEX GOLD [--rounds 3]

Asks every question of GOLD, after one round that is not counted, and prints the median and 95th percentile in
milliseconds, whole and by step, beside the floor: the encoding of the question alone, in the same run.
"""

import argparse
import statistics
import time
from collections import defaultdict
from pathlib import Path

from assistant.ask import ask_turns
from assistant.evaluate import read_gold
from index.search import Index
from tests.benchmarks import say_command


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def main() -> None:
    """Ask, time, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    say_command()
    index = Index.open(args.index)
    golds = read_gold(args.gold)
    whole: list[float] = []
    floor: list[float] = []
    steps: dict[str, list[float]] = defaultdict(list)
    for number in range(args.rounds + 1):
        for gold in golds:
            start = time.perf_counter()
            with index.reading():
                answer = ask_turns(index, gold.turns)
            taken = (time.perf_counter() - start) * 1000
            start = time.perf_counter()
            index.encoder.encode([gold.turns[-1]])
            encoded = (time.perf_counter() - start) * 1000
            if number:
                whole.append(taken / len(gold.turns))
                floor.append(encoded)
                for step, milliseconds in answer.timings.items():
                    steps[step].append(milliseconds)
    print(f"{len(golds)} questions, {args.rounds} rounds")
    print(f"{'step':24} {'asked':>6} {'median':>8} {'95th':>8}")
    rows = [("a whole turn", whole), *sorted(steps.items()), ("encoding the question", floor)]
    for name, values in rows:
        print(f"{name:24} {len(values):6} {statistics.median(values):8.1f} {percentile(values, 0.95):8.1f}")
    print(f"a whole turn against encoding the question: {statistics.median(whole) / statistics.median(floor):.2f}")


if __name__ == "__main__":
    main()
