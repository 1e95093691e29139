"""How the time of reading grows with a document, for many kinds of text: from 10 kB to 1 MB, or to 10 MB with --large.

    python -m tests.benchmarks.reading [--large] [--memory MB] [KIND …]

Reading is all but embedding: decoding, cleaning, sentences, passages, statements (`sources.load.read_each`). The exponent is that
between the last two sizes: 1 is linear. With --memory the most that a process of its own holds while it reads so many megabytes of
prose is measured instead.
"""

import argparse
import contextlib
import math
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sources.errors import UnreadableFile
from sources.load import read_each
from tests.benchmarks import say_command
from tests.every_text import EVERY

SIZES = (10_000, 100_000, 1_000_000)
LARGE = 10_000_000
_QUICK = 30.0  # seconds: a kind that takes longer is not read at the next size


def seconds(kind: str, size: int, folder: Path, times: int = 1) -> float:
    """The least processor time of reading a text of a kind and a size."""
    suffix, make = EVERY[kind]
    file = folder / f"text{suffix}"
    file.write_text(make(size), encoding="utf-8")
    best = math.inf
    for _ in range(times):
        start = time.process_time()
        with contextlib.suppress(UnreadableFile):  # that a text is empty must be found out as quickly
            for _read in read_each(file, file.name):
                pass  # of a long text, one part after the other
        best = min(best, time.process_time() - start)
    return best


def exponent(smaller: tuple[int, float], larger: tuple[int, float]) -> float:
    """How the time grows with the size, between two (size, seconds)."""
    return math.log(larger[1] / smaller[1]) / math.log(larger[0] / smaller[0])


def table(names: Sequence[str], sizes: Sequence[int]) -> None:
    """Print the times of each kind."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        seconds("prose", 5_000, folder)  # imports and tables
        print("".join(["kind".ljust(38), *(f"{size:>12,}" for size in sizes), "   exponent"]))
        for name in names:
            taken: list[tuple[int, float]] = []
            for size in sizes:
                if not taken or taken[-1][1] < _QUICK / 5:
                    taken.append((size, seconds(name, size, folder, 3 if size <= SIZES[0] else 1)))
            shown = [f"{s:12.3f}" for _, s in taken] + ["           -"] * (len(sizes) - len(taken))
            grows = exponent(*taken[-2:]) if len(taken) > 1 else math.nan
            print(f"{name:38}{''.join(shown)}   {grows:.2f}", flush=True)


def memory(megabytes: int) -> None:
    """Print the most that this process has held while reading so much prose."""
    with tempfile.TemporaryDirectory() as made:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        taken = seconds("prose", megabytes * 1_000_000, Path(made))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{megabytes} MB of prose: {taken:.0f} s, {most:.0f} MB at most (before: {before:.0f} MB)")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--large", action="store_true", help="10 MB as well")
    parser.add_argument("--memory", type=int, metavar="MB")
    given = parser.parse_args()
    say_command()
    if given.memory:
        memory(given.memory)
    else:
        table(given.kinds or list(EVERY), (*SIZES, LARGE) if given.large else SIZES)


if __name__ == "__main__":
    main()
