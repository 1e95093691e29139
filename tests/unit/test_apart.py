"""Files are read in a process of its own: whatever one does to its reader costs that file, and is said in one line."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index import pieces
from index.build import add
from index.search import Index
from index.types import Summary
from index.verify import verify
from sources.apart import Limits, Mistake, apart, limits_for, most_pages
from sources.apart.limits import MEMORY, PAGES, SECONDS
from sources.apart.process import stop_idle
from sources.errors import QuestionError, UnreadableFile
from sources.fence import STRICT
from tests.hash_encoder import HashEncoder
from tests.texts import KINDS
from tests.unit.test_pdf import built, shown

ROOT = Path(__file__).parents[2]
LIMITS = Limits(seconds=60, megabytes=600)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory that a process writes to")
POSIX = pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="this system knows no limit of processor time")


def done(task: str, *arguments: Any, limits: Any = LIMITS) -> list[Any]:
    """All that a task of apart_tasks gives."""
    return list(apart(f"tests.unit.apart_tasks:{task}", "x.txt", arguments, limits))


def test_plain_values_come_as_they_were() -> None:
    values = [1, 2.5, "Łódź \ud800", b"\x00\xff", None, True, (1, ("a", [2])), {"k": [b""]}, "x" * 300_000]
    assert done("echo", *values) == values
    assert done("echo") == []


def test_one_process_takes_one_file_after_the_other() -> None:
    first = done("where")[0]
    assert first != os.getpid()
    assert [done("where")[0] for _ in range(3)] == [first] * 3
    for task in ("refused", "vanished", "mistaken"):
        with pytest.raises((UnreadableFile, Mistake)):
            done(task)
    assert done("where")[0] == first, "an error is no reason to begin anew"


def test_two_at_once_have_a_process_each() -> None:
    held = apart("tests.unit.apart_tasks:where", "x.txt", (), LIMITS)
    one = next(held)
    other = done("where")[0]
    assert one != other
    held.close()  # given up in the middle: its process ends
    assert done("where")[0] == other


def test_threads_may_ask(tmp_path: Path) -> None:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda n=n: found.append(done("echo", n) == [n])) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 3


def test_the_variables_of_the_program_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PAGES, "7")
    assert done("where")[1][PAGES] == "7"
    monkeypatch.delenv(PAGES)
    assert PAGES not in done("where")[1]


def test_errors_are_the_readers_own() -> None:
    with pytest.raises(UnreadableFile, match=r"^x.txt is broken: mend it$"):
        done("refused")
    with pytest.raises(UnreadableFile, match=r"^x.txt cannot be read: No such file"):
        done("vanished")
    with pytest.raises(Mistake, match="KeyError: 'lost'") as caught:
        done("mistaken")
    assert "apart_tasks.py" in caught.value.__notes__[0], "where it was"


def test_what_a_library_prints_is_no_answer() -> None:
    assert done("prints") == [""]


def test_an_object_of_a_class_is_not_taken() -> None:
    with pytest.raises(pickle.UnpicklingError, match="not a plain value"):
        done("an_object")
    assert done("echo", 1) == [1]


BREAKDOWNS = [
    pytest.param("busy", Limits(1, 600), "takes more than 1 s of processor time to read: split it, or allow more with " + SECONDS, marks=POSIX),
    pytest.param("busy_in_c", Limits(1, 600), "takes more than 1 s of processor time", marks=POSIX),
    pytest.param("hungry", Limits(60, 300), "needs more than 300 MB of memory to read: split it, or allow more with " + MEMORY, marks=LINUX),
    pytest.param("hungry_in_c", Limits(60, 300), "needs more than 300 MB of memory", marks=LINUX),
    ("idle", SimpleNamespace(seconds=60, megabytes=600, wait=0.5), "took longer than 0.5 s to read"),
    pytest.param("crash", LIMITS, "brought its reader down (SIGSEGV): save it again, or report it", marks=POSIX),
    pytest.param("killed", LIMITS, "brought its reader down (SIGKILL)", marks=POSIX),
    ("leaves", LIMITS, "brought its reader down (exit status 3)"),
]  # fmt: skip


@pytest.mark.parametrize(("task", "limits", "words"), BREAKDOWNS)
def test_a_breakdown_is_said_in_one_line_and_the_next_file_is_read(task: str, limits: Any, words: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        done(task, limits=limits)
    assert str(caught.value).startswith(f"x.txt {words}") and "\n" not in str(caught.value)
    assert done("echo", 1) == [1]


@POSIX
def test_a_process_that_was_killed_while_it_waited_is_replaced() -> None:
    os.kill(done("where")[0], signal.SIGKILL)
    time.sleep(0.1)
    assert done("echo", 1) == [1]


@LINUX
def test_a_process_that_held_much_is_not_kept() -> None:
    small = done("where")[0]
    assert done("hungry", "400", limits=Limits(60, 900)) == [400_000_000]
    assert done("where")[0] != small


def test_no_process_stays_behind() -> None:
    process = done("where")[0]
    stop_idle()
    if hasattr(os, "WNOHANG"):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


ASKS = """
from sources.apart import Limits, apart
for number in apart("tests.unit.apart_tasks:busy", "x.txt", (), Limits(60, 600)):
    print(number, flush=True)
"""


@POSIX
def test_the_process_ends_with_a_program_that_was_killed() -> None:
    asking = subprocess.Popen([sys.executable, "-c", ASKS], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert asking.stdout is not None
    process = int(asking.stdout.readline())
    asking.kill()
    asking.wait()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the process reads on for nobody")


def test_limits_grow_with_the_file_and_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = limits_for(1_000), limits_for(50_000_000)
    assert small.seconds < large.seconds and small.megabytes < large.megabytes and small.wait < large.wait
    monkeypatch.setenv(SECONDS, "5")
    monkeypatch.setenv(MEMORY, " 700 ")
    monkeypatch.setenv(PAGES, "9")
    assert limits_for(10**9) == Limits(5, 700) and most_pages() == 9


@pytest.mark.parametrize("name", [SECONDS, MEMORY, PAGES])
@pytest.mark.parametrize("wrong", ["x", "-1", "0", "1.5", "9" * 12, "٣x"])
def test_a_limit_that_is_no_number_is_named(
    name: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, wrong)
    (tmp_path / "a.txt").write_text("It was listed.", encoding="utf-8")
    with pytest.raises(QuestionError, match=f"{name}=.* is not a whole number above 0: set one, or unset it"):
        add([tmp_path / "a.txt"], tmp_path / "index", encoder=HashEncoder())


def added(folder: Path, files: dict[str, str | bytes]) -> Summary:
    """The files added to a new index, which is sound, and has those that are not refused."""
    docs = folder / "docs"
    docs.mkdir()
    for name, content in files.items():
        (docs / name).write_bytes(content.encode() if isinstance(content, str) else content)
    summary = add([docs], folder / "index", encoder=HashEncoder())
    assert verify(folder / "index").sound
    refused = {refusal.path for refusal in summary.refused}
    stored = {info.path for info in Index.open(folder / "index", HashEncoder()).documents()}
    assert stored == {f"docs/{name}" for name in files} - refused
    assert all("\n" not in refusal.reason for refusal in summary.refused)
    return summary


GOOD = {f"{letter}.txt": f"Commerce added {letter} Optics to the Entity List on 4 May 2021." for letter in "bfz"}


@POSIX
def test_what_brings_a_reader_down_costs_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "TASK", "tests.unit.reading_tasks:said")
    monkeypatch.delenv(STRICT)
    bad = {f"{task}.txt": f"do-{task}" for task in ("crash", "killed", "leaves", "refused", "mistaken", "vanished")}
    summary = added(tmp_path, GOOD | bad)
    assert summary.new == len(GOOD) and len(summary.refused) == len(bad)


@POSIX
def test_prose_beyond_its_time_is_refused_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECONDS, "1")
    summary = added(tmp_path, GOOD | {"long.txt": KINDS["prose"](1_000_000)})
    [refusal] = summary.refused
    assert refusal.reason.startswith("docs/long.txt takes more than 1 s of processor time to read: split it")


@LINUX
def test_prose_beyond_its_memory_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MEMORY, "150")
    summary = added(tmp_path, GOOD | {"long.txt": "word " * 12_000_000})
    [refusal] = summary.refused
    assert refusal.reason.startswith("docs/long.txt needs more than 150 MB of memory to read: split it")


def test_a_pdf_of_too_many_pages_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PAGES, "2")
    summary = added(tmp_path, GOOD | {"long.pdf": built(shown(b"One firm.", 1), named=3)})
    [refusal] = summary.refused
    assert refusal.reason == (f"docs/long.pdf has 3 pages, at most 2 are read: split it, or allow more with {PAGES}")


@POSIX
def test_a_page_named_many_times_takes_no_longer_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of drawings alone has no letters that could be counted: the limit of time is what holds it."""
    drawings = b"0 0 m 100 1 l S " * 20_000
    monkeypatch.setenv(SECONDS, "2")
    started = time.perf_counter()
    summary = added(tmp_path, GOOD | {"long.pdf": built(drawings, named=4_000)})
    assert time.perf_counter() - started < 60
    [refusal] = summary.refused
    assert refusal.reason.startswith("docs/long.pdf takes more than 2 s of processor time")
