"""What programs ask to be screened: counterparties as typed values, and a bound on how many are under way at once."""

import datetime
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.screening.customers.given import Party as Party
from assistant.screening.customers.given import row_of
from sources.errors import QuestionError
from ui.screening.run import run, thresholds

if TYPE_CHECKING:
    from assistant.screening import Customers
    from index.search import Index
    from ui.screening.report import Report

MOST_PARTIES = 2_000
"""Counterparties of one request; a file may have more."""
AT_ONCE, WAIT = 2, 60.0
"""Screenings of programs under way at once, and seconds that one waits for its turn."""


class Busy(QuestionError):
    """More is asked for than this server does at once."""


def typed(values: Sequence[object]) -> list[Party]:
    """Counterparties of JSON objects. Raises QuestionError where one is none."""
    try:
        return [Party.model_validate(value) for value in values]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "it"
        raise QuestionError(f"a counterparty has a name and maybe more: {where}: {first['msg']}") from None


def customers(parties: Sequence[Party]) -> "Customers":
    """Typed counterparties as rows. Raises QuestionError for none, or too many."""
    from assistant.screening import Customers

    if not 0 < len(parties) <= MOST_PARTIES:
        raise QuestionError(f"{len(parties)} counterparties: expected 1 to {MOST_PARTIES:,}; screen more as a file")
    return Customers([row_of(number, party) for number, party in enumerate(parties, 1)])


class Turns:
    """Lets a few pieces of work (`what` they are called) run at once; others wait, and are refused when it takes too long."""

    def __init__(self, at_once: int = AT_ONCE, wait: float = WAIT, what: str = "screenings") -> None:
        self._told = f"{at_once} {what} are under way: try again in a while"
        self._free = threading.BoundedSemaphore(at_once)
        self._wait = wait

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Holds one of the places while the block runs. Raises Busy when none becomes free."""
        if not self._free.acquire(timeout=self._wait):
            raise Busy(self._told)
        try:
            yield
        finally:
            self._free.release()


TURNS = Turns()
"""Those of this process, whichever way programs come."""


def screened(
    index: "Index", rows: "Customers", file: str, match: float | None, possible: float | None, hits: int | None,
    since: datetime.date | None,
) -> "Report":  # fmt: skip
    """The report of a screening that a program asked for, when it is its turn."""
    limits = thresholds(match, possible, hits)
    with TURNS.turn():
        return run(index, rows, file, limits, datetime.date.today(), since)
