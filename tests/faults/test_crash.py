"""The short form of `python -m tests.faults.crash`, a full disk, and a log that was torn."""

import json
import random
import resource
import shutil
import signal
import subprocess
import sys
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from index.build import add
from index.connection import TRUTH
from index.search import Index
from index.verify import verify
from sources.errors import IndexProblem, NoIndex
from tests.faults.crash import copies, kills, run
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write


def test_killed_at_random_moments() -> None:
    wrong, moments = kills(10, seed=7)
    assert wrong == [] and moments.total() == 10


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
    for number in range(200):
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
    assert summary.new + summary.skipped == 203
    assert len(Index.open(place).documents()) == 203
    assert verify(place).sound


@pytest.mark.parametrize("kilobytes", [300, 700, 1500])
def test_a_file_system_without_room(tmp_path: Path, kilobytes: int) -> None:
    own = ["unshare", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None or subprocess.run([*own, "true"], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    call = [*own, sys.executable, "-m", "tests.faults.full_disk", str(tmp_path), str(kilobytes)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    found = json.loads(done.stdout)
    assert len(found["problems"]) == 1 and "kept" in found["problems"][0], found
    assert found["lost"] == found["wrong on the full disk"] == found["wrong afterwards"] == []
    assert found["kept"] >= found["reported"] and found["in the end"] == 300
    assert found["added afterwards"] == 300 - found["kept"] > 0


@pytest.mark.parametrize("tear", ["cut", "zeros", "noise"])
@pytest.mark.parametrize("shared_memory", ["kept", "lost"])
def test_a_torn_log_leaves_whole_batches(tmp_path: Path, tear: str, shared_memory: str) -> None:
    docs, place = write(tmp_path, {}), tmp_path / "index"
    for number in range(8):
        (docs / f"{number}.txt").write_text(f"Report {number}\n\nCompany {number} was listed.\n", encoding="utf-8")
        add([docs], place, encoder=HashEncoder())
    log = place / f"{TRUTH}-wal"
    whole = log.read_bytes()
    chance = random.Random(f"{tear} {shared_memory}")
    seen = set()
    for turn, at in enumerate([0, 16, 31, 32, 33, len(whole) - 1, *chance.choices(range(len(whole)), k=14)]):
        copy = tmp_path / f"copy{turn}"
        shutil.copytree(place, copy)
        rest = len(whole) - at
        tail = {"cut": b"", "zeros": bytes(rest), "noise": chance.randbytes(rest)}[tear]
        (copy / log.name).write_bytes(whole[:at] + tail)
        if shared_memory == "lost":
            (copy / f"{TRUTH}-shm").unlink()
        try:
            report = verify(copy)
        except NoIndex:  # the log was torn before the end of the first batch
            held = []
        else:
            assert report.sound, (at, report.problems)
            held = [info.path for info in Index.open(copy).documents()]
        assert held == [f"docs/{number}.txt" for number in range(len(held))], at
        seen.add(len(held))
        summary = add([docs], copy, encoder=HashEncoder())
        assert (summary.new, summary.skipped) == (8 - len(held), len(held))
        assert verify(copy).sound
        shutil.rmtree(copy, ignore_errors=True)  # a reader of it may still be making what is derived
    assert len(seen) > 3, "torn at several batches"
