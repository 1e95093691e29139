"""Killing a writer at random moments, and copying its files at random moments.

    python -m tests.faults.crash --kills 200 --copies 50

One worker adds, changes, removes and re-adds files in a fixed random order and writes a line to a journal after every
operation that was reported as done. It is killed (SIGKILL), every other time at a random moment and every other time right
before a random one of the steps in which it makes, renames and deletes files, of which the swap of search indexes consists.
Then the index has to open and prove sound, and to hold every file as the last reported operation left it, or, for the
operation that was under way, as it was before or as it will be after. Then the next worker goes on.
"""

import argparse
import json
import multiprocessing
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from index import folders
from index.connection import TRUTH
from tests.faults.worker import check, done, work

STEPS = 120
"""Steps within which a worker is killed: about as many as three operations take."""

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["tests.faults.worker"])


def run(target: Callable[..., None], *arguments: object) -> ForkServerProcess:
    """Start a process that has everything imported already."""
    process = context.Process(target=target, args=arguments)
    process.start()
    return process


def checked(index: Path, seed: int, count: int, reported: int) -> list[str]:
    """What is wrong with an index, looked at by a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        process = run(check, index, seed, count, reported, result)
        process.join()
        return json.loads(result.read_text()) if result.exists() else [f"check ended with {process.exitcode}"]


def moment(index: Path) -> str:
    """What a killed worker was doing, by the files that it left."""
    if not (index / TRUTH).exists() or not (index / TRUTH).stat().st_size:
        return "making the index"
    if (index / f"{folders.POINTER}.aside").exists():
        return "swapping search indexes"
    derived = index / folders.FOLDER
    names = {item.name for item in derived.iterdir()} if derived.exists() else set()
    if any(name.startswith(folders.ASIDE) for name in names):
        return "making search indexes"
    return "swapping search indexes" if names - {folders.pointed(index)} else "anything else"


def kills(times: int, seed: int, tell: Callable[[str], None] = lambda line: None) -> tuple[list[str], Counter[str]]:
    """Kill a worker that many times; what was wrong afterwards, over all times, and what it was killed at."""
    wrong: list[str] = []
    moments: Counter[str] = Counter()
    chance = random.Random(seed)
    count = times * 15 + 50
    with tempfile.TemporaryDirectory(prefix="whylisted-kills-") as folder:
        place = Path(folder)
        for number in range(times):
            started = context.Event()
            step = chance.randint(1, STEPS) if number % 2 else 0
            process = run(work, place, seed, count, started, step)
            started.wait(60)
            if step:
                process.join(60)
            else:
                time.sleep(chance.random() * 0.8)
            process.kill()
            process.join()
            reported, at = done(place), moment(place / "index")
            moments[at] += 1
            if process.exitcode != -signal.SIGKILL:
                wrong.append(f"kill {number + 1}: the worker ended by itself with {process.exitcode}")
            found = checked(place / "index", seed, count, reported)
            wrong += [f"kill {number + 1}: {line}" for line in found]
            tell(f"kill {number + 1}/{times} at {at}: {reported} operations reported, {len(found)} problems")
    return wrong, moments


def copies(times: int, seed: int, tell: Callable[[str], None] = lambda line: None) -> list[str]:
    """Copy the files of a running worker's index that many times; what was wrong with the copies."""
    wrong: list[str] = []
    chance = random.Random(seed)
    count = times * 10 + 100
    with tempfile.TemporaryDirectory(prefix="whylisted-copies-") as folder:
        place = Path(folder)
        started = context.Event()
        process = run(work, place, seed, count, started)
        started.wait(60)
        first = 0
        for number in range(times):
            time.sleep(0.05 + chance.random() * 0.3)
            until = time.monotonic() + 60
            while done(place) == first == 0 and time.monotonic() < until:
                time.sleep(0.01)  # nothing is in it yet, which would prove nothing
            reported = done(place)
            first = first or reported
            copy = Path(folder) / f"copy{number}"
            copy_files(place / "index", copy)
            now = done(place)
            # Operations may have been reported while files were copied: the copy may hold any of the states between.
            found = [checked(copy, seed, count, at) for at in range(reported, now + 1)]
            best = min(found, key=len)
            wrong += [f"copy {number + 1}: {line}" for line in best]
            tell(f"copy {number + 1}/{times}: {reported} to {now} operations reported, {len(best)} problems")
            shutil.rmtree(copy)
        working = process.is_alive()
        process.kill()
        process.join()
        if done(place) <= first or not working:
            wrong.append(f"the worker did not work on: {first} operations at the first copy, {done(place)} at the last")
    return wrong


def copy_files(source: Path, target: Path) -> None:
    """Copy a folder that is being written to: what vanishes meanwhile is left out."""
    target.mkdir(parents=True)
    try:
        items = sorted(source.iterdir())
    except FileNotFoundError:
        return
    for item in items:
        try:
            if item.is_dir():
                copy_files(item, target / item.name)
            else:
                shutil.copyfile(item, target / item.name)
        except FileNotFoundError:
            continue


def main() -> None:
    """Kill and copy, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--copies", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()

    def tell(line: str) -> None:
        print(line, flush=True)

    wrong, moments = kills(given.kills, given.seed, tell)
    wrong += copies(given.copies, given.seed, tell)
    print("killed at " + ", ".join(f"{at}: {count}" for at, count in sorted(moments.items())))
    print("\n".join(wrong) or f"{given.kills} kills and {given.copies} copies: sound each time, nothing missing")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
