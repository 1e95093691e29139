"""What is watched, what was found for it, and what changed."""

import datetime
from typing import Literal

from assistant.screening.customers.given import Party
from assistant.screening.customers.party import ScreeningHit
from sources.document import Frozen

What = Literal["new hit", "hit gone", "record changed"]


class Found(Frozen):
    """What a screening found for a party: the listed rows that it may be, as they were then."""

    hits: tuple[ScreeningHit, ...] = ()


class WatchedParty(Frozen):
    """One party of a watch list; `found` is None until it was screened for the first time."""

    id: str
    party: Party
    found: Found | None = None


class Change(Frozen):
    """One listed row that came, went, or says something else than the time before. `before` and `after` are the row as it was found
    then and now, each with its citations; a quotation of `before` may be of a list that is not indexed any more."""

    what: What
    id: str
    name: str
    before: ScreeningHit | None = None
    after: ScreeningHit | None = None

    @property
    def hit(self) -> ScreeningHit:
        """The row as it is now, or as it was before it went."""
        found = self.after or self.before
        assert found is not None
        return found


class Run(Frozen):
    """One screening of a watch list: when, of which state of the index, how many parties, and what changed since the one before."""

    number: int = 0
    at: datetime.datetime
    generation: int
    parties: int
    changes: tuple[Change, ...] = ()
