"""Damaged documents of every format, questions and requests for as long as wanted; it can be stopped and goes on where it was.

    python -m tests.faults.fuzz FOLDER --minutes 60 [--seed 1]

FOLDER keeps how far it is (`state.json`) and each case that went wrong, as bytes and in words. What is found is mended, and its
case goes into tests/faults/kept. The three sorts share the time; a line a minute says how far they are.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sources.fence import STRICT
from tests.faults.mutated_bodies import talking
from tests.faults.mutated_questions import ask_damaged, small_index, turns
from tests.faults.mutations import damaged_one, originals, read_damaged

SHARES = {"documents": 0.55, "questions": 0.25, "requests": 0.2}
"""How much of the time each sort gets."""
ROUND = 20
"""Cases of one sort before the next one may take its turn."""

Case = tuple[str, bytes, str]
"""What it is called, its bytes, and what is wrong with it (empty: nothing)."""


class Fuzz:
    """The three sorts of cases by number, and how far each is."""

    def __init__(self, folder: Path, seed: int, stack: ExitStack) -> None:
        self._folder = folder
        self._state = folder / "state.json"
        self._at: dict[str, Any] = {"seed": seed, **{sort: {"done": 0, "wrong": 0, "seconds": 0.0} for sort in SHARES}}
        folder.mkdir(parents=True, exist_ok=True)
        if self._state.exists():
            self._at = json.loads(self._state.read_text(encoding="utf-8"))
        self._seed = int(self._at["seed"])
        self._stack = stack
        self._made: dict[str, Callable[[int], Case]] = {}

    def _sort(self, sort: str) -> Callable[[int], Case]:
        """What runs a case of a sort by its number; made when it is first wanted."""
        if sort not in self._made:
            making = {"documents": self._documents, "questions": self._questions, "requests": self._requests}
            self._made[sort] = making[sort]()
        return self._made[sort]

    def _documents(self) -> Callable[[int], Case]:
        files = originals()
        place = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))

        def one(number: int) -> Case:
            name, done, raw = damaged_one(files, number, self._seed)
            why = read_damaged(place, name, raw)
            return f"{name} ({done})", raw, why

        return one

    def _questions(self) -> Callable[[int], Case]:
        place = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        index, names = small_index(place / "index")

        def one(number: int) -> Case:
            talk = turns(names, random.Random(f"{self._seed} question {number}"))
            return f"{number}", json.dumps(talk).encode(), ask_damaged(index, talk)

        return one

    def _requests(self) -> Callable[[int], Case]:
        talk = self._stack.enter_context(talking(self._seed))

        def one(number: int) -> Case:
            sent = talk.requests.one(number)
            why = talk.wrong_with(sent) or (talk.still_right() if number % ROUND == 0 else "")
            return f"{number} {sent.what}", sent.raw or sent.content, why

        return one

    def run(self, seconds: float, tell: Callable[[str], None]) -> int:
        """Go on for so long; returns how many cases went wrong until now."""
        until, next_line = time.monotonic() + seconds, time.monotonic() + 60
        while time.monotonic() < until:
            sort = min(SHARES, key=lambda s: self._at[s]["seconds"] / SHARES[s])
            self._sort(sort)
            begun = time.monotonic()
            for _ in range(ROUND):
                self._one(sort, tell)
            self._at[sort]["seconds"] += time.monotonic() - begun
            self._save()
            if time.monotonic() > next_line:
                tell(self.line())
                next_line += 60
        return sum(self._at[sort]["wrong"] for sort in SHARES)

    def _one(self, sort: str, tell: Callable[[str], None]) -> None:
        at = self._at[sort]
        number = at["done"]
        name, raw, why = self._sort(sort)(number)
        at["done"] += 1
        if why:
            at["wrong"] += 1
            kept = self._folder / f"{sort}-{number:06}"
            kept.write_bytes(raw)
            kept.with_suffix(".why").write_text(f"{name}\n{why}\n", encoding="utf-8", errors="replace")
            tell(f"WRONG {sort} {name}: {why.strip().splitlines()[-1][:200]}")

    def _save(self) -> None:
        aside = self._state.with_suffix(".aside")
        aside.write_text(json.dumps(self._at), encoding="utf-8")
        aside.replace(self._state)

    def line(self) -> str:
        """How far it is."""
        seconds = sum(self._at[sort]["seconds"] for sort in SHARES)
        counts = ", ".join(f"{self._at[s]['done']:,} {s} ({self._at[s]['wrong']} wrong)" for s in SHARES)
        return f"{seconds / 60:.1f} min: {counts}"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ[STRICT] = "1"

    def tell(line: str) -> None:
        print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)

    with ExitStack() as stack:
        fuzz = Fuzz(options.folder, options.seed, stack)
        wrong = fuzz.run(options.minutes * 60, tell)
        tell(fuzz.line())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
