"""Which documents speak for today: of several snapshots of one list or regulation, the newest."""

import datetime
import functools

from index.search import Index
from index.types import DocumentInfo


@functools.lru_cache(maxsize=8)
def superseded(index: Index, generation: int) -> frozenset[str]:
    """The documents of which a newer snapshot is indexed: the same list, part and publisher, on an earlier day."""
    newest_of: dict[tuple[str | None, str, str | None], DocumentInfo] = {}
    old: set[str] = set()
    for info in sorted(index.documents(), key=lambda i: (i.snapshot or datetime.date.min, i.id)):
        if info.snapshot is None or (info.list_id is None and not info.part):
            continue
        key = (info.list_id, info.part, info.publisher)
        if key in newest_of and newest_of[key].snapshot != info.snapshot:
            old.add(newest_of[key].id)
        newest_of[key] = info
    return frozenset(old)


@functools.lru_cache(maxsize=8)
def newest_days(index: Index, generation: int) -> dict[str, datetime.date]:
    """For each list that its own dated publication shows as a whole, the day of the newest one."""
    days: dict[str, datetime.date] = {}
    for info in index.documents():
        if info.list_id and info.snapshot and info.records:
            days[info.list_id] = max(info.snapshot, days.get(info.list_id, info.snapshot))
    return days


def outdated(index: Index, generation: int, document_id: str, list_id: str) -> bool:
    """Whether a newer source shows the list of this row: a newer snapshot of it or, of a row in a compilation of several
    lists that is older or has no date, the list itself."""
    if document_id in superseded(index, generation):
        return True
    info = index.info(document_id)
    newest = newest_days(index, generation).get(list_id)
    return newest is not None and info.list_id != list_id and (info.snapshot is None or info.snapshot < newest)
