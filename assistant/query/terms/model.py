"""A question about records as a query: which lists, which conditions, and what is done with the records that meet them."""

import datetime
from dataclasses import dataclass
from typing import Literal

from sources.document import Frozen

Of = Literal[
    "added", "changed", "cited", "country", "footnote", "section", "policy", "exception", "programme", "address", "name", "type",
]  # fmt: skip
"""What of a record a condition looks at: its first event (`added`) or a later one (`changed`) by day or citation, any of its
citations (`cited`), or one of its cells."""

Operation = Literal[
    "list", "count", "exists", "group", "rank", "earliest", "latest", "newest", "longest", "most", "shared"
]
"""What is done with the records: named, counted, looked for, counted by a key (`by`), the key with the most of them, those of
the first or last day, the last day on any of their rows, the longest row, the most values of a cell (`by`), those that have an
address in common."""

By = Literal["year", "month", "country", "rule", "programme", "alias", "address"]
Combine = Literal["both", "without"]


class Days(Frozen):
    """A stretch of days, both ends included and either open, and how an answer says it (`in 2024`)."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    said: str

    def holds(self, day: datetime.date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Condition(Frozen):
    """One condition on a record: any of `values`, or any of `days`, agrees; `negated` turns it round. `shown` is how an
    answer says it where the values do not say enough."""

    of: Of
    values: tuple[str, ...] = ()
    days: tuple[Days, ...] = ()
    negated: bool = False
    shown: str = ""


class Query(Frozen):
    """What a question about records asks for.

    `lists` are ids of lists, one after the other; `named` whether the question calls them by name. With `combine`, the records
    of the first list that are also on `other`, or are not. `fewest` turns a rank round; `certain` is false where a report of one event may be what is asked about.
    """

    lists: tuple[str, ...]
    operation: Operation
    conditions: tuple[Condition, ...] = ()
    by: By | None = None
    combine: Combine | None = None
    other: str | None = None
    fewest: bool = False
    named: bool = True
    certain: bool = True

    def only(self, of: Of) -> Condition | None:
        """The first condition of a kind."""
        return next((c for c in self.conditions if c.of == of), None)


@dataclass(frozen=True, slots=True)
class Declined:
    """A question about records with conditions that no query holds: `over` are its words, `why` what is said instead where
    there is more to say. `final` if nobody but a whole list could answer it, so that no report is asked. `removed` are the lists
    of which it asks who was taken off: rows do not tell, two snapshots may."""

    over: tuple[str, ...] = ()
    why: str = ""
    final: bool = True
    removed: tuple[str, ...] = ()
