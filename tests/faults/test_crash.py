"""The short form of `python -m tests.faults.crash`, and a full disk."""

import resource
import signal
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from index.build import add
from index.search import Index
from index.verify import verify
from sources.errors import IndexProblem
from tests.faults.crash import copies, kills, run
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write


def test_killed_at_random_moments() -> None:
    assert kills(10, seed=7) == []


def test_copied_at_random_moments() -> None:
    assert copies(5, seed=7) == []


def _add_with_room(docs: Path, place: Path, room: int, result: Path) -> None:
    """Add with so many bytes that a file may grow to, as on a disk that is nearly full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        add([docs], place, encoder=HashEncoder())
    except IndexProblem as error:
        message = f"problem: {error}"
    except BaseException as error:
        message = f"{type(error).__name__}: {error}"
    else:
        message = "done"
    result.write_text(message[:1000], encoding="utf-8")


@pytest.mark.parametrize("room", [2_000, 40_000, 120_000, 250_000, 400_000])
def test_a_full_disk_loses_nothing_that_was_committed(tmp_path: Path, room: int) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=HashEncoder())
    before = {info.path for info in Index.open(place).documents()}
    for number in range(400):
        text = f"Report {number}\n\n" + f"Company {number} was listed on day {number}. " * 20
        (docs / f"{number}.txt").write_text(text, encoding="utf-8")
    process: ForkServerProcess = run(_add_with_room, docs, place, room, tmp_path / "result")
    process.join()
    message = (tmp_path / "result").read_text(encoding="utf-8")
    assert message.startswith("problem: ") and "kept" in message and "\n" not in message, message
    report = verify(place)
    assert report.sound, report.problems
    assert before <= {info.path for info in Index.open(place).documents()}
    summary = add([docs], place, encoder=HashEncoder())
    assert summary.new + summary.skipped == 403
    assert len(Index.open(place).documents()) == 403
    assert verify(place).sound
