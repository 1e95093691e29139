"""What the REST service answers, where that is no type of the rooms beneath."""

import datetime
from typing import Literal

from assistant.answer import CitedDocument
from assistant.query.export import RecordRow
from assistant.query.terms.model import Query
from assistant.records.changes import Place, What
from assistant.timeline.entity import Entity
from index.types import DocumentInfo
from sources.document import Frozen
from ui.tools import EntityMatch, Found


class Page(Frozen):
    """Which rows of how many stand in an answer, and where the next ones begin; `next` is None at the end."""

    total: int
    offset: int
    limit: int
    next: int | None

    @classmethod
    def of(cls, total: int, offset: int, limit: int) -> "Page":
        """The page from `offset` on."""
        end = offset + limit
        return cls(total=total, offset=offset, limit=limit, next=end if end < total else None)


class Passages(Frozen):
    """Passages that fit the words of a search, best first."""

    query: str
    generation: int
    passages: tuple[Found, ...]


class PartyMatch(EntityMatch):
    """A name that fits, with the stable ids of the listed parties that bear it; none where only documents speak of it."""

    parties: tuple[str, ...]


class Matches(Frozen):
    """Who bears a name that fits the one asked for, the surest first."""

    asked: str
    generation: int
    matches: tuple[PartyMatch, ...]


class EntityFound(Frozen):
    """A listed party by its stable id: its row as one line, and all that the sources say of the name."""

    id: str
    row: RecordRow
    entity: Entity


class Group(Frozen):
    """How many rows of a list have one key."""

    list: str
    key: str
    count: int


class RecordsFound(Frozen):
    """What a query found: how it was read, list by list, the groups that it counts, and a page of the rows. `declined` says why the
    lists do not tell, in words; then there are no rows."""

    declined: str | None
    queries: tuple[Query, ...]
    groups: tuple[Group, ...]
    page: Page
    records: tuple[RecordRow, ...]
    generation: int


class DocumentText(Frozen):
    """A document with a stretch of its text: `text` is `[start:end]` of the cleaned text, letter for letter; `next` is where the next
    stretch begins, None at the end."""

    document: DocumentInfo
    official: bool
    start: int
    end: int
    next: int | None
    text: str
    twins: tuple[CitedDocument, ...]


class ListCompared(Frozen):
    """Two snapshots of a list that were compared, and how many changes of each sort there are."""

    list: str
    name: str
    before: datetime.date
    after: datetime.date
    counts: dict[str, int]


class ValuesChanged(Frozen):
    """The values of one field that are gone, and those that are new."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class ChangedRow(Frozen):
    """What became of one row of a list between two days, with its places on both."""

    list: str
    what: What
    name: str
    country: str | None
    fields: tuple[ValuesChanged, ...]
    before: Place | None
    after: Place | None


class ChangesFound(Frozen):
    """The lists that were compared, and a page of all changes in the order of the lists."""

    comparisons: tuple[ListCompared, ...]
    page: Page
    changes: tuple[ChangedRow, ...]
    generation: int


class Health(Frozen):
    """That the server answers."""

    status: Literal["ok"]
    version: str


class Ready(Frozen):
    """That the index can be asked, and what is in it."""

    status: Literal["ready"]
    generation: int
    documents: int
    records: int
    passages: int
