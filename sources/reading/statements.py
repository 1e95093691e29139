"""What a document says about a listing: statements, each slot a span of the document."""

import datetime
from typing import Literal

from sources.document import Frozen, Span

Action = Literal["added", "removed", "changed", "renewed", "charged", "fined", "considered"]
"""What was done: put on a list or under restrictions; taken off; an entry amended; a designation extended; charged in
court; fined; or only proposed, asked for or weighed."""

Polarity = Literal["asserted", "alleged", "denied", "negated"]
"""Said plainly; said as an accusation; denied by someone; said not to be so."""


class Slot(Frozen):
    """One part of a statement: the span it stands on and, where there is one, its standard form (`commerce`,
    `entity-list`, `2021-12-16`)."""

    start: int
    end: int
    value: str | None = None


class Mention(Slot):
    """A name in the text. `value` is the name as a person would write it; `resolved` says through what it was found:
    the name itself, or an expression (`the company`, `it`, `the group includes`) that leans on an earlier one.

    `title` is where a person's title stands (`Commerce Secretary`, or after the name, `Treasury's undersecretary for …`);
    `also` the other half of a name defined in brackets (`SMIC` of the full name, the full name of `SMIC`); `antecedent` the
    earlier name that an expression leans on. Of a place, `value` is the country for a demonym (`Turkish`: `Turkey`).
    """

    kind: Literal["entity", "person", "agency", "place", "list", "law", "group", "other"] = "entity"
    resolved: Literal["name", "pronoun", "noun", "group", "headline"] = "name"
    title: Span | None = None
    also: str | None = None
    antecedent: Span | None = None


class DateSlot(Slot):
    """A date of an event. `date` is None when only a weekday is given and the document's own date is not known;
    `resolved_from` holds the words (`on Thursday`) when the date was worked out from the document's date."""

    date: datetime.date | None = None
    precision: Literal["day", "week", "month", "year", "weekday"] = "day"
    resolved_from: str | None = None


class Statement(Frozen):
    """One thing that a document says about a listing.

    `start:end` is the sentence (or clause, or table row) it was read from; `trigger` the words of the action.
    `subjects` are the entities it was done to: never the agency, never companies that are only mentioned.
    A missing slot is None or empty. Slots may stand in neighbouring sentences.
    """

    id: str
    document_id: str
    start: int
    end: int
    action: Action
    polarity: Polarity
    trigger: Slot
    subjects: tuple[Mention, ...] = ()
    agency: Slot | None = None
    list: Slot | None = None
    date: DateSlot | None = None
    reasons: tuple[Slot, ...] = ()
    effects: tuple[Slot, ...] = ()
    authority: Slot | None = None
    count: Slot | None = None
    attribution: Slot | None = None
