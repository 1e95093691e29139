"""The process that works: it takes one job after the other from its standard input until that ends.

A job is (task, arguments, seconds, megabytes, environment); a task is a function by name (`module:function`) that gives
plain values one after the other. What comes back are frames: ("piece", value) for each of them, then one of

    ("done", most megabytes held so far)    ("refused", name of the error's class, message)    ("unreadable", cause)
    ("mistake", what it is, where it was)   ("memory",)

A job that takes more processor time than it may is ended by the system, and this process with it.
"""

import contextlib
import importlib
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import IO, Any

from sources.apart.frames import packed, receive, send, unpacked
from sources.errors import WhylistedError
from sources.fence import stumble

try:
    import resource
except ImportError:  # Windows: time is limited by whoever waits, memory is not
    resource = None  # type: ignore[assignment]

VARIABLES = "WHYLISTED_"
"""How the environment variables begin that follow the process that asks."""
_NICE = 5
_LOOKS_EVERY = 1.0  # seconds
_MEGABYTE = 1_000_000


def main() -> None:
    """Work until nobody asks any more."""
    jobs, answers = _streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is for the one who asks, who ends this process
    if hasattr(os, "nice"):
        os.nice(_NICE)
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    while (frame := receive(jobs)) is not None:
        if not _one(unpacked(frame), answers):
            return


def _end_with(parent: int) -> None:
    """End this process soon after the one that asks, however that ended: nobody waits for what is being read."""
    while os.getppid() == parent:
        time.sleep(_LOOKS_EVERY)
    os._exit(1)


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """What jobs come from and answers go to. Whatever a library prints goes to standard error instead."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return jobs, answers


def _one(job: tuple[str, tuple[Any, ...], int, int, dict[str, str]], answers: IO[bytes]) -> bool:
    """Do one job; whether the next can be done here."""
    task, arguments, seconds, megabytes, environment = job
    for name in [name for name in os.environ if name.startswith(VARIABLES)]:
        del os.environ[name]
    os.environ.update(environment)
    try:
        module, _, function = task.partition(":")
        work = getattr(importlib.import_module(module), function)
        _limit(seconds, megabytes)
        for piece in work(*arguments):
            send(answers, packed(("piece", piece)))
        _unlimit()
        send(answers, packed(("done", _most_held())))
    except WhylistedError as error:
        _unlimit()
        send(answers, packed(("refused", type(error).__name__, str(error))))
    except MemoryError:
        _unlimit()
        send(answers, packed(("memory",)))
        return False
    except BrokenPipeError:
        return False
    except OSError as error:
        _unlimit()
        send(answers, packed(("unreadable", f"{error.strerror or error}")))
    except Exception as error:
        _unlimit()
        send(answers, packed(("mistake", stumble(error), traceback.format_exc())))
    return True


def _limit(seconds: int, megabytes: int) -> None:
    """Let the system end this process after so much more processor time, and refuse it more memory than that."""
    if resource is None:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + seconds + 1)
    # what is written to, and not what is only mapped (libraries, addresses kept free): Linux alone counts so
    _set("RLIMIT_DATA" if sys.platform == "linux" else "RLIMIT_AS", megabytes * _MEGABYTE)


def _unlimit() -> None:
    if resource is None:
        return
    for name in ("RLIMIT_CPU", "RLIMIT_DATA", "RLIMIT_AS"):
        _set(name, resource.RLIM_INFINITY)


def _set(name: str, value: int) -> None:
    """Set a limit as far as the system lets us: below a limit that was set for the whole program, which stays."""
    which = getattr(resource, name, None)
    if which is None:
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY and (value == resource.RLIM_INFINITY or value > hard):
            value = hard
        resource.setrlimit(which, (value, hard))


def _most_held() -> int:
    """Megabytes of memory that this process has held at most. Linux counts into `ru_maxrss` what the program held that
    started the process, so there the system's own table is read."""
    if resource is None:
        return 0
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) // 1_000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (_MEGABYTE if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()
