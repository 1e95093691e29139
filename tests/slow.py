"""How the time of a pattern grows with its text."""

import math
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.every_pattern import Found
from tests.pumps import Pump, pumps

SMALL, LARGE = 250, 2_500  # characters
LONGEST = 0.05  # seconds at LARGE
STEEPEST = 1.3
_FLOOR = 0.0003  # seconds at LARGE below which growth is not looked at
_PATIENCE = 0.5  # seconds of processor time after which a call on LARGE, or on four times as much, is given up


class _TooSlow(Exception):
    """A call was given up."""


@contextmanager
def _given_up_after(seconds: float) -> Iterator[None]:
    """Break off what uses more processor time than that; `re` looks for signals while it matches."""

    def stop(_number: int, _frame: Any) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def wrong_with(found: Found, pieces: int) -> str | None:
    """What is wrong with a pattern: the text of so many that it is slow on, with the times; None where nothing is."""
    calls = sorted(found.calls - {"search"} if "finditer" in found.calls else found.calls)
    for pump in pumps(found.pattern, pieces):
        for call in calls:
            if wrong := _wrong(found.pattern, call, pump):
                return f"{found.place} {call} on {pump.before!r} + {pump.piece!r} * n + {pump.after!r}: {wrong}"
    return None


def _wrong(pattern: re.Pattern[Any], call: str, pump: Pump) -> str | None:
    large = seconds(pattern, call, pump.text(LARGE))
    if large < _FLOOR:
        return None
    if large > LONGEST:
        large = seconds(pattern, call, pump.text(LARGE), 3)
    if large > LONGEST:
        return f"{large:.3f} s at {LARGE}"
    small = seconds(pattern, call, pump.text(SMALL), 5)
    if math.log(large / small, LARGE / SMALL) < STEEPEST:
        return None
    # what is bounded, but has not reached its bound yet, grows no more from here on
    lengths, times = (LARGE, 4 * LARGE, 16 * LARGE), []
    for length in lengths:
        times.append(seconds(pattern, call, pump.text(length), 3))
        if len(times) > 1 and math.log(times[-1] / times[-2], 4) < STEEPEST:
            return None
    return f"{large:.4f} s at {LARGE}, {times[1]:.4f} s at {lengths[1]}, {times[2]:.4f} s at {lengths[2]}"


def seconds(pattern: re.Pattern[Any], call: str, text: str, times: int = 1) -> float:
    """The least processor time of several runs; infinite if one is given up."""
    shown: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8")
    best = math.inf
    for _ in range(times):
        try:
            with _given_up_after(_PATIENCE * max(len(text) / (4 * LARGE), 1)):
                start = time.thread_time()
                if call == "finditer":
                    for _match in pattern.finditer(shown):
                        pass
                else:
                    getattr(pattern, call)(shown)
                best = min(best, time.thread_time() - start)
        except _TooSlow:
            return math.inf
    return best
