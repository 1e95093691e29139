"""What it costs to read files in a process of its own: many small ones, read here and there, in turn.

    python -m tests.benchmarks.apart [--files 1000] [--characters 2000] [--rounds 3]

`added` is a whole run of `add` over as many other files, with a model that costs next to nothing: more shows less.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from index import pieces
from index.build import add
from index.prepare import prepare
from sources.load import Found, Given
from tests.benchmarks import say_command
from tests.hash_encoder import HashEncoder
from tests.texts import KINDS


def main() -> None:
    """Read the command line, measure, print seconds for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    say_command()
    with tempfile.TemporaryDirectory() as made:
        files = written(Path(made), given.files, given.characters)
        prepare(files[0], "", Given())  # the process begins
        list(pieces.pieces(str(files[0].path), "a.txt", None, None, None))
        here, there = [], []
        for _ in range(given.rounds):
            here.append(read_here(files))
            there.append(read_there(files))
        started = time.perf_counter()
        add([Path(made)], Path(made) / ".index", encoder=HashEncoder())
        added = time.perf_counter() - started
    one, other = statistics.median(here), statistics.median(there)
    print(f"{given.files} files of {given.characters} characters, milliseconds each, medians of {given.rounds}:")
    print(f"read here {1000 * one:.2f}, in a process of its own {1000 * other:.2f} ({other / one - 1:+.1%})")
    print(f"added {1000 * added / given.files:.2f}: the process costs {(other - one) * given.files / added:+.1%} of it")


def written(folder: Path, number: int, characters: int) -> list[Found]:
    """So many files, no two alike."""
    found = []
    for n in range(number):
        path = folder / f"{n}.txt"
        path.write_text(f"Report {n}\n\n" + KINDS["prose"](characters), encoding="utf-8")
        found.append(Found(path, path.name))
    return found


def read_here(files: list[Found]) -> float:
    """Seconds for each file when this process reads them."""
    started = time.perf_counter()
    for file in files:
        for _piece in pieces.pieces(str(file.path), file.name, None, None, None):
            pass
    return (time.perf_counter() - started) / len(files)


def read_there(files: list[Found]) -> float:
    """Seconds for each file when another process reads them for this one."""
    started = time.perf_counter()
    for file in files:
        prepare(file, "", Given())
    return (time.perf_counter() - started) / len(files)


if __name__ == "__main__":
    main()
