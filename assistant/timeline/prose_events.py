"""What documents say was done to an entity, and what it said itself, as events of its timeline."""

import datetime
import re
from collections.abc import Iterator
from typing import Literal

from assistant.answer import CitedDocument
from assistant.say.compose import cited_document
from assistant.statements.speaking import utterances
from index.name_forms import normal
from index.search import Index
from sources.document import Document, Frozen
from sources.reading.statements import Statement

SURE = 0.85
"""A match of this score or more is taken for the entity itself."""

What = Literal["added", "changed", "removed", "renewed", "charged", "fined", "considered", "said", "denied", "expired"]


class Event(Frozen):
    """Something that happened to an entity, or was said of it, with its place.

    `date` is the day of the event (the first one of a month or year that is all the text says: `precision`), or of the document
    when `dated_by` says so; `lane` is the list, or whose word it is.
    """

    what: What
    date: datetime.date | None
    precision: Literal["day", "week", "month", "year", "weekday"] = "day"
    dated_by: Literal["record", "text", "document", "snapshot"]
    text: str
    lane: str
    document: CitedDocument
    start: int
    end: int
    quote: str

    @property
    def when(self) -> str:
        """The day, or the month or year, as far as it is known: `2021-11-04`, `2021-11`; nothing without a date."""
        day = self.date.isoformat() if self.date else ""
        return day[:7] if self.precision == "month" else day[:4] if self.precision == "year" else day


def prose_events(index: Index, document_id: str, name: str, known: set[str]) -> Iterator[Event]:
    """What one document says was done to the entity, and what it said or denied. `known` are its names, folded."""
    document = index.document(document_id)
    best: dict[tuple[What, datetime.date | None], Statement] = {}
    for statement in index.statements(document_id):
        if any(_is(index, m.value, name, known) for m in statement.subjects if m.value):
            event = (_what(statement), _date(statement) or document.published)
            # What a document says twice (in its headline, to give the reason) is one event: the fullest sentence stands for it.
            if event not in best or _fullness(statement) > _fullness(best[event]):
                best[event] = statement
    for (what, date), statement in best.items():
        own = _date(statement)
        precision = statement.date.precision if statement.date and own else "day"
        yield _event(document, what, date, precision, "text" if own else "document", statement.start, statement.end)
    for said in utterances(index, document_id):
        speaker = said.speaker
        if said.how == "turn" or speaker is None or not speaker.value or not _is(index, speaker.value, name, known):
            continue
        what = "denied" if said.how == "denied" or _DENIES.search(said.verb) else "said"
        yield _event(document, what, document.published, "day", "document", said.start, said.end)


_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|reject|refut|dismiss)", re.I)


def _event(
    document: Document,
    what: What,
    date: datetime.date | None,
    precision: Literal["day", "week", "month", "year", "weekday"],
    dated_by: Literal["text", "document"],
    start: int,
    end: int,
) -> Event:
    quote = document.text[start:end]
    return Event(
        what=what, date=date, precision=precision, dated_by=dated_by, text=" ".join(quote.split()),
        lane=document.publisher or "Documents", document=cited_document(document), start=start, end=end, quote=quote,
    )  # fmt: skip


def _date(statement: Statement) -> datetime.date | None:
    return statement.date.date if statement.date else None


def _fullness(statement: Statement) -> int:
    slots = (statement.agency, statement.list, statement.date, statement.reasons, statement.effects)
    return sum(bool(slot) for slot in slots)


def _what(statement: Statement) -> What:
    if statement.polarity in ("denied", "negated"):
        return "denied"
    return statement.action


def _is(index: Index, mention: str, name: str, known: set[str]) -> bool:
    """Whether a mention names the entity: under one of its names, or as the name index matches it."""
    if normal(mention) in known:
        return True
    found = index.names.find(mention, limit=3)
    return any(m.score >= SURE and m.name == name for m in found)
