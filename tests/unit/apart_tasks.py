"""What the process that works on files is told to do in tests: all that goes wrong. Imports nothing that takes time, for many of
these end their process, and the next one begins with them."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sources.errors import UnreadableFile


def echo(*values: Any) -> Iterator[object]:
    """The values themselves."""
    yield from values


def where() -> Iterator[object]:
    """The number of the process, and its environment."""
    yield os.getpid()
    yield {name: value for name, value in os.environ.items() if name.startswith("WHYLISTED_")}


def busy() -> Iterator[object]:
    """Say who does it, and use the processor for ever."""
    yield os.getpid()
    while True:
        pass


def busy_in_c() -> Iterator[object]:
    """The same inside of one call, where no signal handler of Python runs."""
    yield sum(range(10**12))


def idle() -> Iterator[object]:
    """Wait for ever, without using the processor."""
    time.sleep(10_000)
    yield


def hungry(megabytes: str = "4000") -> Iterator[object]:
    """Ask for much memory at once."""
    yield len(bytearray(int(megabytes) * 1_000_000))


def hungry_in_c() -> Iterator[object]:
    """Fill memory until there is none, and do as libraries in C do then."""
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    while place := library.malloc(10_000_000):
        ctypes.memset(place, 1, 10_000_000)
    library.abort()
    yield


def crash() -> Iterator[object]:
    """Read where nothing is."""
    ctypes.string_at(0)
    yield


def killed() -> Iterator[object]:
    """End as the kernel ends a process."""
    os.kill(os.getpid(), signal.SIGKILL)
    yield


def leaves() -> Iterator[object]:
    """End without a word."""
    os._exit(3)
    yield


def prints() -> Iterator[object]:
    """Write where the answers go."""
    print("words of a library")
    os.write(1, b"more words\n")
    sys.stdout.flush()
    yield sys.stdin.read()


def an_object() -> Iterator[object]:
    """Give what is no plain value."""
    yield Path("here")


def refused() -> Iterator[object]:
    """Refuse the file, as readers do."""
    raise UnreadableFile("x.txt is broken: mend it")
    yield


def vanished() -> Iterator[object]:
    """Ask for a file that is not there any more."""
    yield Path("/nowhere/at/all").read_bytes()


def mistaken() -> Iterator[object]:
    """Make a mistake."""
    yield {}["lost"]
