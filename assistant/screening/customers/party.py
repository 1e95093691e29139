"""What is screened, and what comes out of it: a row of a customer file, and the listed parties that it may be."""

import datetime
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Citation
from sources.document import Frozen

Decision = Literal["match", "possible", "none"]

MATCH, POSSIBLE = 0.9, 0.6
"""From which score on a row matches, and possibly matches, where nothing else is asked for."""
MOST_HITS = 10
"""Listed rows that are told of for one row."""


@dataclass(frozen=True, slots=True)
class Counterparty:
    """A row of a customer file. `id` is what the file calls it, else its number; `number` where it stands (a line of a table
    with its heading counted, as a spreadsheet shows it). `problems` are what is wrong with the row, one sentence each."""

    id: str
    number: int
    names: tuple[str, ...] = ()
    country: str = ""
    identifiers: tuple[str, ...] = ()
    born: str = ""
    address: str = ""
    problems: tuple[str, ...] = ()


class Thresholds(Frozen):
    """From which scores on a row is a match, or a possible one, and how many listed rows are told of."""

    match: float = MATCH
    possible: float = POSSIBLE
    hits: int = MOST_HITS

    def decide(self, score: float) -> Decision:
        """What a score means."""
        return "match" if score >= self.match else "possible" if score >= self.possible else "none"


class Compared(Frozen):
    """Another fact than the name: what the row has, what the list states, and whether they agree; `citations` are the numbers of
    those that show the listed value."""

    fact: str
    verdict: Literal["agrees", "clashes"]
    asked: str
    listed: str
    citations: tuple[int, ...] = ()


class Dates(Frozen):
    """When a listing began, last changed and ended, as far as its row says so."""

    added: datetime.date | None = None
    changed: datetime.date | None = None
    ended: datetime.date | None = None


class ScreeningHit(Frozen):
    """One listed row that may be the counterparty.

    `matched` is the listed name that fits, `how` what it is and how it differs, `facts` what else agrees or clashes. `line` tells
    the list with date, programme and reason in one line; `reason` is the list's own words, cut, or None where its row gives none.
    `citations` show the row, numbered from 1 within this hit. `state` is a hash of what the listed row says; `cleared` is the note
    by which somebody cleared it, `reopened` that of a clearing that no longer holds, for the listed row has changed.
    """

    entity: str
    list_id: str
    list: str
    authority: str
    record: str
    decision: Decision
    score: float
    matched: str
    how: str
    facts: tuple[Compared, ...] = ()
    dates: Dates = Dates()
    programmes: tuple[str, ...] = ()
    reason: str | None = None
    line: str = ""
    state: str = ""
    cleared: str | None = None
    reopened: str | None = None
    citations: tuple[Citation, ...] = ()


class Screened(Frozen):
    """What became of one row. `decision` is None for a row that could not be screened, which is not the same as `none`: nobody
    was looked for. It and `score` are those of the surest hit that was not cleared. `more` counts listed rows beyond those told of."""

    id: str
    row: int
    name: str
    decision: Decision | None
    score: float = 0.0
    hits: tuple[ScreeningHit, ...] = ()
    more: int = 0
    problems: tuple[str, ...] = ()

    def only(self, hit: int) -> "Screened":
        """The row with one of its hits alone."""
        return self.model_copy(update={"hits": (self.hits[hit],)})
