"""Killing whoever keeps cases and watch lists at random moments, alone and beside an `add`: what was reported is there, whole."""

import random
import signal
import time
from pathlib import Path

import pytest

from index.build import add
from tests.faults.crash import context, run
from tests.faults.kept_worker import adding, done, work, wrong
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write


@pytest.mark.parametrize("beside", [False, True])
def test_killed_at_random_moments(tmp_path: Path, beside: bool) -> None:
    add([write(tmp_path)], tmp_path / "index", encoder=HashEncoder())
    chance = random.Random(11)
    for number in range(5):
        started = [context.Event() for _ in range(2 if beside else 1)]
        workers = [run(target, tmp_path, event) for target, event in zip((work, adding), started, strict=False)]
        for event in started:
            event.wait(60)
        deadline, before = time.monotonic() + 60, done(tmp_path)
        while done(tmp_path) <= before and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.3)
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.join()
            assert worker.exitcode == -signal.SIGKILL, (
                f"kill {number + 1}: a worker ended by itself with {worker.exitcode}"
            )
        assert done(tmp_path) > before and wrong(tmp_path) == [], f"kill {number + 1}"
