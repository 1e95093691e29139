"""What changed on the lists since a day: screening against that alone is a watch list.

A row counts that states an event of its own on that day or later, or that the comparison of two indexed snapshots shows as added,
renamed or changed (`assistant.records.changes`).
"""

import datetime
from collections.abc import Container

from assistant.records.changes import changes
from assistant.records.rows import Row
from index.search import Index


def changed_records(index: Index, since: datetime.date) -> frozenset[str]:
    """The records of newest snapshots that differ from the last snapshot at or before the day."""
    found = (change.after for comparison in changes(index, None, since) for change in comparison.changes)
    return frozenset(f"{place.document}:{place.start}-{place.end}" for place in found if place is not None)


def is_new(row: Row, since: datetime.date, changed: Container[str]) -> bool:
    """Whether a row came or changed on that day or later."""
    return row.record.id in changed or any(event.date >= since for event in row.record.events)
