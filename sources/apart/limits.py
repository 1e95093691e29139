"""How much a file may take to be read: processor time, memory, pages. More for a larger file, and settable."""

import os
from dataclasses import dataclass

from sources.errors import QuestionError

SECONDS, MEMORY, PAGES = "WHYLISTED_MOST_SECONDS", "WHYLISTED_MOST_MEMORY", "WHYLISTED_MOST_PAGES"
"""Environment variables: seconds of processor time for one file, megabytes of memory, pages of a PDF."""

_SECONDS, _SECONDS_EACH = 120, 120
"""For a file, and for each of its megabytes. The slowest prose takes 25 seconds a megabyte (tests/benchmarks/reading.py)."""
_MEMORY, _MEMORY_EACH = 1_000, 30
"""Megabytes for a file, and for each of its own: the tree of an XML list takes about 20 times its size."""
_PAGES = 5_000
_WAITS, _WAITS_EACH = 60, 10
"""Seconds by the clock in which a reader may stand still, and for each second of processor time that it may use: for a
disk that does not answer, for a machine with other things to do, and for systems that know no limit of processor time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: seconds of processor time, megabytes of memory."""

    seconds: int
    megabytes: int

    @property
    def wait(self) -> int:
        """Seconds by the clock after which it is given up."""
        return _WAITS + _WAITS_EACH * self.seconds


def limits_for(size: int) -> Limits:
    """The limits for a file of so many bytes.

    Raises:
        QuestionError: an environment variable that is set holds no number.
    """
    millions = size / 1_000_000
    return Limits(
        _set(SECONDS) or round(_SECONDS + _SECONDS_EACH * millions),
        _set(MEMORY) or round(_MEMORY + _MEMORY_EACH * millions),
    )


def most_pages() -> int:
    """The pages that a PDF may have.

    Raises:
        QuestionError: the environment variable is set and holds no number.
    """
    return _set(PAGES) or _PAGES


def _set(name: str) -> int:
    said = os.environ.get(name, "").strip()
    if said and not (said.isdecimal() and 0 < int(said) < 10**9):
        raise QuestionError(f"{name}={said[:40]!r} is not a whole number above 0: set one, or unset it")
    return int(said) if said else 0
