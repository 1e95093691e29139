"""A mistake in a rule costs the one sentence, document or file that it stumbles over, and is counted; the rest goes on.

    with counted() as failures:              # the one who reads on and reports
        for part in parts:
            with fenced(f"{name}, {part}"):  # what may fail alone
                found.append(read(part))

Errors raised on purpose (`WhylistedError`), a full disk, too little memory and an interrupt go through. Where nobody counts, and wherever STRICT
is set, as it is while tests run, the mistake is raised where it happens: a fence never hides one from those who can mend it.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sources.errors import WhylistedError

log = logging.getLogger(__name__)

STRICT = "WHYLISTED_STRICT"
"""The environment variable that turns all fences off; any value but the empty one does."""

_failures: ContextVar[list[str] | None] = ContextVar("failures", default=None)


def strict() -> bool:
    """Whether mistakes are raised where they happen."""
    return bool(os.environ.get(STRICT))


def stumble(error: Exception) -> str:
    """What a mistake is, in a few words on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


@contextmanager
def counted() -> Iterator[list[str]]:
    """Gives the list of what fails inside of fences while the block runs, one line each."""
    failures: list[str] = []
    before = _failures.set(failures)
    try:
        yield failures
    finally:
        _failures.reset(before)


@contextmanager
def fenced(what: str) -> Iterator[None]:
    """Keeps a mistake that is made in the block to itself: it is logged and counted as `what`, and what follows goes on."""
    failures = _failures.get()
    try:
        yield
    except (WhylistedError, OSError, MemoryError):
        raise
    except Exception as error:
        if failures is None or strict():
            raise
        log.debug("fenced off: %s", what, exc_info=True)
        failures.append(f"{what} could not be read ({stumble(error)}), the rest was: report it with the file")
