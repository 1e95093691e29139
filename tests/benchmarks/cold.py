"""From the start of a process to an answer, and the reader's time in a warm process; in NumPy, beside torch in the same run.

    python -m tests.benchmarks.cold
    python -m tests.benchmarks.cold --index INDEX --records "Is … on the Entity List?" --prose "Why was … listed?"

Two questions, each asked in new processes: one that records answer, for which no model is loaded, and one that asks for prose and loads
it. Beside them Python itself, the bare import of sentence_transformers, and the question for prose in torch, in turn, so that all of
them meet the same machine. Then six and eight tiles of about 190 word pieces are read, met for the first time and met again. Without
--index an index is made of the samples and of a small list. Medians; the files are in the system's cache.
"""

import argparse
import functools
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant.question.understand import Question
from assistant.reader.look import Look
from assistant.reader.model import OwnReader
from assistant.reader.pieces import text_tokens
from assistant.reader.tiles import Tile
from tests.benchmarks import say_command
from tests.benchmarks.in_torch import TorchReader

Name = TypeVar("Name")
ROOT = Path(__file__).parents[2]
ADDED = (ROOT / "sources" / "samples", ROOT / "tests" / "fixtures" / "lists" / "ecfr_part-744_2026-01-15.xml")
RECORDS = "Is Beryl Optics on the Entity List?"
PROSE = "What does the military end use rule require?"
LOADS = "loading embedding model"
MOST_SECONDS, MOST_COLD, MOST_WARM = 1.5, 0.25, 1.3
"""Of a question for records; of NumPy's time beside torch's, cold and warm."""
TILES, PIECES = (6, 8), 190
WORDS = (
    "the agency",
    "added",
    "Exampla Optics",
    "of Hefei",
    "to its list",
    "on 4 May",
    "for radar parts",
    "without a licence",
)


def ask(index: Path, question: str, *options: str, program: str = "ui.cli") -> list[str]:
    """The call that answers one question."""
    return [sys.executable, "-m", program, *options, "ask", question, "--index", str(index)]


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


def looks(count: int) -> list[Look]:
    """Tiles of invented sentences."""
    chance = random.Random(count)
    made = []
    for _ in range(count):
        sentences: list[str] = []
        while len((tokens := text_tokens("A title", "Before that.", sentences, ["Exampla Optics"])[0]).ids) < PIECES:
            sentences.append(" ".join(chance.choices(WORDS, k=10)) + ".")
        made.append(Look(Tile("d", 0, len(sentences), tokens, (), "", ()), tokens, (), np.zeros((1, 1)), 0.0))
    return made


def in_turn(work: Mapping[Name, Callable[[], float]], times: int) -> dict[Name, list[float]]:
    """How long each took, one after the other so many times."""
    taken: dict[Name, list[float]] = {name: [] for name in work}
    for _ in range(times):
        for name, run in work.items():
            taken[name].append(run())
    return taken


def cold(index: Path, records: str, prose: str, times: int) -> None:
    """Print the table of processes."""
    check(index, records, False)
    check(index, prose, True)
    calls = {
        "python": [sys.executable, "-c", "pass"],
        "ask, records answer": ask(index, records),
        "import sentence_transformers": [sys.executable, "-c", "import sentence_transformers"],
        "ask for prose": ask(index, prose),
        "ask for prose, in torch": ask(index, prose, program="tests.benchmarks.in_torch"),
    }
    taken = in_turn({name: functools.partial(seconds, call) for name, call in calls.items()}, times)
    middle = {name: statistics.median(found) for name, found in taken.items()}
    print(f"{'':<30}{'median s':>10}{'least s':>10}")
    for name, found in taken.items():
        print(f"{name:<30}{middle[name]:>10.2f}{min(found):>10.2f}")
    share = middle["ask for prose"] / middle["ask for prose, in torch"]
    print(f"records: {middle['ask, records answer'] / MOST_SECONDS:.2f} of {MOST_SECONDS} s")
    print(f"prose: {share:.2f} of torch's time (to be at most {MOST_COLD})", flush=True)


def warm(times: int) -> None:
    """Print the table of tiles read."""
    torch = TorchReader()
    numpy = OwnReader.of(torch.network)
    print(f"\n{'tiles of ' + str(PIECES) + ' pieces':<30}{'NumPy ms':>10}{'torch ms':>10}{'ratio':>8}")
    for count in TILES:
        work = {
            (when, reader): functools.partial(reading, reader, looks(count), when == "first")
            for when in ("first", "again")
            for reader in (numpy, torch)
        }
        taken = in_turn(work, times)
        for when in ("first", "again"):
            ours, theirs = (1e3 * statistics.median(taken[when, reader]) for reader in (numpy, torch))
            print(f"{count} met {when:<24}{ours:>10.0f}{theirs:>10.0f}{ours / theirs:>8.2f}")
    print(f"(to be at most {MOST_WARM})")


def reading(reader: OwnReader | TorchReader, read: list[Look], anew: bool) -> float:
    """Seconds of reading tiles that the reader has not met, or has met just before."""
    question = Question("Why was Exampla Optics listed in May?", "event", "reason")
    if anew:
        reader._states.clear()
    else:
        reader.scores(question, read)
    started = time.perf_counter()
    reader.scores(question, read)
    return time.perf_counter() - started


def main() -> None:
    """Print the tables."""
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
        cold(index, given.records, given.prose, given.times)
    warm(given.times)


if __name__ == "__main__":
    main()
