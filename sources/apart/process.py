"""The side that asks: it starts the process, hands it jobs, and says in one line why a job did not end well."""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from typing import Any

from sources import errors
from sources.apart.child import VARIABLES
from sources.apart.frames import packed, receive, send, unpacked
from sources.apart.limits import MEMORY, SECONDS, Limits
from sources.errors import UnreadableFile

_START = "import sys; sys.path[:] = sys.argv[1:]; from sources.apart.child import main; main()"
_MOST_KEPT = 300
"""Megabytes that a process may have held at most to be kept for the next job: what it frees it seldom gives back."""
_NEARLY = 0.7
"""Share of the memory allowed from which on a process that broke down has most likely run out of it."""
_STOPPED = 5.0  # seconds that an idle process has to end by itself


class Mistake(Exception):
    """A mistake of the program over one file, made in the other process; a note says where."""


_UNIT = 1_000_000 if sys.platform == "darwin" else 1_000
"""So many of what `ru_maxrss` counts are a megabyte."""


def _held() -> int:
    """What this process has held at most: on Linux a process that it starts is said to have held as much, whatever it does."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class _Process:
    """One process, in the hands of one job at a time."""

    def __init__(self) -> None:
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        self.owner = os.getpid()
        self.expired = False
        self._inherited = _held()
        self._ended: tuple[int, int] | None = None
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **threads},
        )

    def ask(self, job: tuple[Any, ...]) -> None:
        """Hand a job over. Raises OSError where the process has ended meanwhile."""
        assert self._process.stdin is not None
        send(self._process.stdin, packed(job))

    def answer(self) -> tuple[Any, ...] | None:
        """The next answer; None where the process has ended."""
        assert self._process.stdout is not None
        frame = receive(self._process.stdout)
        return None if frame is None else unpacked(frame)

    def expire(self) -> None:
        """End it, for it has taken too long."""
        self.expired = True
        self._kill()

    def end(self) -> tuple[int, int]:
        """End it at once: its exit status (negative: the signal), and the megabytes that it held at most, 0 where
        that is not known."""
        if self._ended is None:
            self._kill()  # where it has ended by itself, its status stands
            held = 0
            if hasattr(os, "wait4"):
                with contextlib.suppress(ChildProcessError):
                    _, status, usage = os.wait4(self._process.pid, 0)
                    self._process.returncode = os.waitstatus_to_exitcode(status)
                    held = usage.ru_maxrss // _UNIT if usage.ru_maxrss > self._inherited else 0
            self._ended = self._process.wait(), held
            self._close()
        return self._ended

    def _kill(self) -> None:
        if not hasattr(os, "wait4"):
            self._process.kill()
        elif self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):  # not Popen.kill, which takes the status of what has ended
                os.kill(self._process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Let an idle process end, which it does when nobody can ask any more."""
        self._close()
        try:
            self._process.wait(_STOPPED)
        except subprocess.TimeoutExpired:
            self.end()

    def _close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


_idle: list[_Process] = []
_lock = threading.Lock()


def _take() -> _Process:
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.owner == os.getpid():  # a fork of this program has no part in it
                return process
    return _Process()


def _give_back(process: _Process) -> None:
    with _lock:
        if not _idle:
            _idle.append(process)
            return
    process.stop()


@atexit.register
def stop_idle() -> None:
    """Let the process that waits for the next job end."""
    with _lock:
        waiting = [process for process in _idle if process.owner == os.getpid()]
        _idle.clear()
    for process in waiting:
        process.stop()


def apart(task: str, name: str, arguments: tuple[Any, ...], limits: Limits) -> Generator[Any, None, None]:
    """What a task gives for these arguments, done in another process, piece by piece.

    Args:
        task: a function as `module:function`, which takes the arguments and gives plain values (see `sources.apart.frames`).
        name: what a person calls the file that it works on.
        arguments: plain values.
        limits: what it may take.

    Raises:
        SourceError: as the task does.
        UnreadableFile: it took more than it may, or its process broke down.
        Mistake: the task raised anything else.
    """
    process = _begun((task, arguments, limits.seconds, limits.megabytes, _environment()))
    watch = threading.Timer(limits.wait, process.expire)
    watch.daemon = True
    healthy = False
    try:
        watch.start()
        while (answer := process.answer()) is not None and answer[0] == "piece":
            yield answer[1]
        healthy = answer is not None and answer[0] != "memory" and (answer[0] != "done" or answer[1] < _MOST_KEPT)
        _raise(answer, name, limits, process)
    finally:
        watch.cancel()
        if healthy and not process.expired:
            _give_back(process)
        else:
            process.end()


def _begun(job: tuple[Any, ...]) -> _Process:
    """A process at work on a job."""
    process = _take()
    try:
        process.ask(job)
    except OSError:  # it had ended while it waited, killed by somebody
        process.end()
        process = _Process()
        process.ask(job)
    return process


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(VARIABLES)}


def _raise(answer: tuple[Any, ...] | None, name: str, limits: Limits, process: _Process) -> None:
    """Raise what the last answer says, unless it says that all is done."""
    if answer is None:
        raise UnreadableFile(f"{name} {_why(*process.end(), limits, process.expired)}")
    if answer[0] == "memory":
        raise UnreadableFile(f"{name} {_too_much(limits)}")
    if answer[0] == "refused":
        known = getattr(errors, answer[1], UnreadableFile)
        raise known(answer[2])
    if answer[0] == "unreadable":
        raise UnreadableFile(f"{name} cannot be read: {answer[1]}")
    if answer[0] == "mistake":
        mistake = Mistake(answer[1])
        mistake.add_note(answer[2])
        raise mistake


def _why(status: int, held: int, limits: Limits, expired: bool) -> str:
    """Why a process ended before its job was done."""
    if expired:
        return f"took longer than {limits.wait} s to read: see that its disk answers, split it, or allow more with {SECONDS}"
    if hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
        return f"takes more than {limits.seconds} s of processor time to read: split it, or allow more with {SECONDS}"
    # what was held is not known of a process that held less than the one that started it; libraries in C abort when they get no memory
    if held > _NEARLY * limits.megabytes or (not held and hasattr(signal, "SIGABRT") and status == -signal.SIGABRT):
        return _too_much(limits)
    return f"brought its reader down ({_called(status)}): save it again, or report it with the file"


def _too_much(limits: Limits) -> str:
    return f"needs more than {limits.megabytes:,} MB of memory to read: split it, or allow more with {MEMORY}"


def _called(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
