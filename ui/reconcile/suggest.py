"""What a prefix leads to: listed parties by the beginning of a name, types and properties by their names."""

from collections.abc import Iterable

from assistant.records.rows import rows_by_id
from index.search import Index
from ui.reconcile.models import Named, Proposed, Suggested, Suggestions
from ui.reconcile.parties import PROPERTIES, described, id_of, rows_of, type_named
from ui.safe import one_line

MOST = 20
"""Suggestions of one answer; `cursor` leads to further ones."""


def entities(index: Index, prefix: str, cursor: int) -> Suggestions:
    """Listed parties with a name that begins so, or the one of this identifier."""
    with index.reading():
        rows = list(rows_of(index, [prefix.strip()]).values())
        if not rows:
            uses = index.names.beginning(prefix, MOST, cursor)
            order = {record: n for n, record in enumerate(dict.fromkeys(use.record for use in uses))}
            rows = sorted(rows_by_id(index, order), key=lambda row: order[row.record.id])
        return Suggestions(result=tuple(
            Suggested(id=id_of(row), name=one_line(row.record.name), description=described(row), notable=(type_named(row),))
            for row in rows
        ))  # fmt: skip


def named(those: Iterable[Named], prefix: str, cursor: int) -> Suggestions:
    """Types or properties whose name, or identifier, has a word that begins so."""
    key = prefix.strip().casefold()
    fitting = [
        one for one in those if any(w.casefold().startswith(key) for w in (one.id, one.name, *one.name.split()))
    ]  # fmt: skip
    return Suggestions(result=tuple(fitting[cursor : cursor + MOST]))


def proposed(kind: str, limit: int | None) -> Proposed:
    """The properties that can be fetched; all types of party have the same."""
    return Proposed(properties=tuple(p.named for p in PROPERTIES[:limit]), type=kind, limit=limit)
