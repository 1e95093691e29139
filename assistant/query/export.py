"""All records that a query found, as rows of one table: every cell with its place in the document that it stands in."""

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.query.records.operations import Result
from assistant.query.records.party_ids import party_id, party_ids
from assistant.records.rows import countries_of
from index.search import Index
from sources.document import FieldName, Frozen, Record
from sources.lists import list_info

_CELLS: dict[str, FieldName] = {
    "aliases": "alias", "weak_aliases": "weak_alias", "addresses": "address", "type": "type", "programmes": "programme",
    "license_requirement": "requirement", "license_policy": "policy", "footnotes": "footnote", "sections": "basis",
    "identifiers": "identifier", "remarks": "remark",
}  # fmt: skip


class RecordRow(Frozen):
    """One record: its list and the day that the list shows, the stable id of its party (`party_id`), its cells (several values of one cell by `; `), its events, and
    where it stands: `document.text[start:end]` is the row."""

    list: str
    list_id: str
    snapshot: str
    party: str
    name: str
    countries: str
    cells: dict[str, str]
    added: str
    added_by: str
    last_changed: str
    citations: str
    also: str
    document: str
    path: str
    start: int
    end: int
    sha256: str

    def flat(self) -> dict[str, str]:
        """The row as one line of a table."""
        given = self.model_dump(exclude={"cells"})
        return {key: str(value) for key, value in {**given, **self.cells}.items()}


COLUMNS = (*(name for name in RecordRow.model_fields if name != "cells"), *_CELLS)
"""The columns of a table of rows (`RecordRow.flat`)."""


def records_of(index: Index, results: Sequence[Result], first: int = 0, most: int | None = None) -> list[RecordRow]:
    """The rows of what was found, in the order of the lists: those that the operation chose, or all that meet the conditions; of these
    the ones from `first` on, at most `most`."""
    found = list(islice(_found(results), first, None if most is None else first + most))
    ids = party_ids(index, [record for record, _ in found])
    return [_row(index, record, also, ids[record.id]) for record, also in found]


def count(results: Sequence[Result]) -> int:
    """How many rows were found."""
    return sum(len(result.chosen or result.records) for result in results)


def _found(results: Sequence[Result]) -> Iterator[tuple[Record, Record | None]]:
    for result in results:
        also = {a.id: b for a, b in zip(result.records, result.also, strict=False)}
        for record in result.chosen or result.records:
            yield record, also.get(record.id)


def row_of(index: Index, record: Record) -> RecordRow:
    """One record as a row."""
    return _row(index, record, None, party_id(index, record))


def _row(index: Index, record: Record, also: Record | None, party: str) -> RecordRow:
    info = index.info(record.document_id)
    first = record.events[0] if record.events else None
    later = [e for e in record.events[1:] if first and e.date >= first.date]
    return RecordRow(
        list=list_info(record.list_id).name,
        list_id=record.list_id,
        snapshot=info.snapshot.isoformat() if info.snapshot else "",
        party=party,
        name=record.name,
        countries="; ".join(countries_of(record)),
        cells={name: "; ".join(f.value for f in record.all(field)) for name, field in _CELLS.items()},
        added=first.date.isoformat() if first else "",
        added_by=(first.citation or "") if first else "",
        last_changed=max(e.date for e in later).isoformat() if later else "",
        citations="; ".join(dict.fromkeys(e.citation for e in record.events if e.citation)),
        also=f"{also.list_id}: {also.name}" if also else "",
        document=record.document_id,
        path=info.path,
        start=record.start,
        end=record.end,
        sha256=info.sha256,
    )
