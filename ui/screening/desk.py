"""The screenings of a chat's users: under way, or done and kept in memory for a while, each for the user alone who asked for it."""

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.screening import Counterparty
from sources.errors import QuestionError
from ui.screening.report import Report

KEPT, MOST, MOST_ROWS = 4 * 3600.0, 8, 50_000
"""Seconds that a report is kept, how many are, and rows of all of them; the oldest go first. They hold customers' names: nothing is
written down."""


@dataclass(slots=True)
class Held:
    """One screening: whose it is, how many of its rows are done, the parties of its rows, and its report at the end."""

    user: str
    done: int = 0
    of: int = 0
    report: Report | None = None
    parties: Sequence[Counterparty] = ()
    made: float = field(default_factory=time.monotonic)

    def tell(self, done: int, of: int) -> None:
        """Takes note of how far it is."""
        self.done, self.of = done, of


class Desk:
    """Screenings by the id of their job."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, identifier: str, held: Held) -> None:
        """Keeps a screening, and lets go of what is too old or too much."""
        with self._lock:
            self._held[identifier] = held
            for key in [key for key, one in self._held.items() if time.monotonic() - one.made > KEPT]:
                del self._held[key]
            while len(self._held) > 1 and (
                len(self._held) > MOST or sum(one.of for one in self._held.values()) > MOST_ROWS
            ):
                self._held.popitem(last=False)

    def get(self, identifier: str, user: str) -> Held:
        """A user's screening. Raises QuestionError when there is none (any more), or it is another's."""
        with self._lock:
            held = self._held.get(identifier)
        if held is None or held.user != user:
            raise QuestionError("this report is not kept any more: screen the file again")
        return held

    def report(self, identifier: str, user: str) -> Report:
        """The report of a user's screening that is done. Raises QuestionError as above, and while it is under way."""
        made = self.get(identifier, user).report
        if made is None:
            raise QuestionError("this screening is not done yet")
        return made
