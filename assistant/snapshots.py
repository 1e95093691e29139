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
