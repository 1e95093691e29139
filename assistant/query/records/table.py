"""The records of one list as it is indexed: those of its newest publication, or of the newest copy where there is no other."""

import datetime
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records.rows import Row
from assistant.records.snapshots import outdated, published, top_of
from assistant.say.parts import Evidence
from index.search import Index
from index.types import DocumentInfo, Filters
from sources.document import Record
from sources.lists import ListInfo, list_info

_ROW = 600
"""What a record counts for in memory beside its text, in characters."""
_COPY = 0.5
"""A second file of one day in which more of the names are those of the first is a copy of it; otherwise it is another part."""


@dataclass(frozen=True, slots=True)
class Table:
    """One list with its records, the documents that show them, and the day that it shows."""

    info: ListInfo
    documents: tuple[DocumentInfo, ...]
    records: tuple[Record, ...]
    whole: bool

    @property
    def day(self) -> datetime.date | None:
        """The day whose state it shows; None for a copy that does not say."""
        return self.documents[0].snapshot

    def row(self, index: Index, record: Record) -> Row:
        """A record with its document."""
        return Row(record, index.document(record.document_id), self.info)

    def top(self, index: Index) -> tuple[Evidence, ...]:
        """The top of the list: it shows which one of which day it is."""
        return tuple(top_of(index, d.id) for d in self.documents)


@functools.lru_cache(maxsize=8)
def _shown(index: Index, generation: int) -> dict[str, tuple[DocumentInfo, ...]]:
    """For each list the documents that show its newest state, the fullest first."""
    own = published(index, generation)
    every: dict[str, list[DocumentInfo]] = {}
    for info in index.documents():
        for list_id in index.lists_of(info.id) if info.records else ():
            if not outdated(index, generation, info.id, list_id):
                every.setdefault(list_id, []).append(info)
    found = {}
    for list_id, infos in every.items():
        mine = [i for i in infos if i in own.get(list_id, ())] or infos
        rows = {i.id: index.lists_of(i.id)[list_id] for i in mine}
        day = _newest_whole([(i.snapshot or datetime.date.min, rows[i.id]) for i in mine])
        since = [i for i in mine if (i.snapshot or datetime.date.min) >= day]
        found[list_id] = tuple(sorted(since, key=lambda i: (-rows[i.id], i.id)))
    return found


def _newest_whole(files: Sequence[tuple[datetime.date, int]]) -> datetime.date:
    """The newest day whose files together have at least half as many rows as those of the day with most: an excerpt of a later day
    stands beside the whole list, not in its place."""
    by_day: dict[datetime.date, int] = {}
    for day, rows in files:
        by_day[day] = by_day.get(day, 0) + rows
    return max(day for day, rows in by_day.items() if 2 * rows >= max(by_day.values()))


def here(index: Index) -> tuple[str, ...]:
    """The ids of the lists that are indexed."""
    return tuple(_shown(index, index.generation))


def table(index: Index, list_id: str, filters: Filters | None) -> Table | None:
    """The records of a list that may be looked at; None where the list is not indexed."""
    infos = _shown(index, index.generation).get(list_id, ())
    infos = tuple(i for i in infos if filters is None or filters.admits(i))
    kept: list[DocumentInfo] = []
    records: list[Record] = []
    names: set[str] = set()
    for info in infos:
        more = [r for r in _records(index, info.id) if r.list_id == list_id]
        if kept and sum(r.name.casefold() in names for r in more) > _COPY * len(more):
            continue
        kept.append(info)
        records += more
        names |= {r.name.casefold() for r in more}
    if not kept:
        return None
    admitted = tuple(r for r in records if filters is None or filters.admits_record(r))
    return Table(list_info(list_id), tuple(kept), admitted, len(admitted) == len(records))


def _records(index: Index, document_id: str) -> tuple[Record, ...]:
    return index.derived(
        "records of a query",
        document_id,
        lambda: tuple(index.records_of(document_id)),
        lambda found: sum(r.end - r.start + _ROW for r in found),
    )
