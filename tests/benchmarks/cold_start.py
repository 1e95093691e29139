"""From the start of a process to an answer.

    python -m tests.benchmarks.cold_start
    python -m tests.benchmarks.cold_start --index INDEX --records "Is … on the Entity List?" --prose "Why was … listed?"

Two questions, each asked in new processes: one that records answer, for which no model is loaded, and one that asks for prose
and loads it. Beside them Python itself and the bare import of sentence_transformers, in turn, so that all of them meet the
same machine. Without --index an index is made of the samples and of a small list. Medians; the files are in the system's
cache.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import say_command

ROOT = Path(__file__).parents[2]
ADDED = (ROOT / "sources" / "samples", ROOT / "tests" / "fixtures" / "lists" / "ecfr_part-744_2026-01-15.xml")
RECORDS = "Is Beryl Optics on the Entity List?"
PROSE = "What does the military end use rule require?"
LOADS = "loading embedding model"
MOST_SECONDS, MOST_RATIO = 1.5, 1.3


def ask(index: Path, question: str, *options: str) -> list[str]:
    """The call that answers one question."""
    return [sys.executable, "-m", "ui.cli", *options, "ask", question, "--index", str(index)]


def seconds(call: list[str]) -> float:
    """How long the process took."""
    started = time.perf_counter()
    subprocess.run(call, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - started


def check(index: Path, question: str, model: bool) -> None:
    """See that the question loads the model, or does not, as it is supposed to."""
    done = subprocess.run(ask(index, question, "-v"), check=True, capture_output=True, text=True, cwd=ROOT)
    if (LOADS in done.stderr) != model:
        sys.exit(f"«{question}» {'does not load' if model else 'loads'} the model: ask another question")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--records", default=RECORDS)
    parser.add_argument("--prose", default=PROSE)
    parser.add_argument("--times", type=int, default=7)
    given = parser.parse_args()
    say_command()
    with tempfile.TemporaryDirectory(prefix="whylisted-cold-") as folder:
        index = given.index or Path(folder) / "index"
        if not given.index:
            call = [sys.executable, "-m", "ui.cli", "add", *map(str, ADDED), "--index", str(index)]
            subprocess.run(call, check=True, capture_output=True, cwd=ROOT)
        check(index, given.records, False)
        check(index, given.prose, True)
        calls = {
            "python": [sys.executable, "-c", "pass"],
            "ask, records answer": ask(index, given.records),
            "import sentence_transformers": [sys.executable, "-c", "import sentence_transformers"],
            "ask, with the model": ask(index, given.prose),
        }
        taken: dict[str, list[float]] = {name: [] for name in calls}
        for _ in range(given.times):
            for name, call in calls.items():
                taken[name].append(seconds(call))
    middle = {name: statistics.median(found) for name, found in taken.items()}
    print(f"{'':<30}{'median s':>10}{'least s':>10}")
    for name, found in taken.items():
        print(f"{name:<30}{middle[name]:>10.2f}{min(found):>10.2f}")
    share = middle["ask, with the model"] / middle["import sentence_transformers"]
    print(f"records: {middle['ask, records answer'] / MOST_SECONDS:.2f} of {MOST_SECONDS} s")
    print(f"with the model: {share:.2f} times the import (to be at most {MOST_RATIO})")


if __name__ == "__main__":
    main()
