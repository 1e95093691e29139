"""All records that a query found, as rows of one table: every cell with its place in the document that it stands in."""

from collections.abc import Sequence

from assistant.query.evaluate import Result
from assistant.rows import countries_of
from index.search import Index
from sources.document import FieldName, Frozen, Record

_CELLS: dict[str, FieldName] = {
    "aliases": "alias", "weak_aliases": "weak_alias", "addresses": "address", "type": "type", "programmes": "programme",
    "license_requirement": "requirement", "license_policy": "policy", "footnotes": "footnote", "sections": "basis",
    "identifiers": "identifier", "remarks": "remark",
}  # fmt: skip


class RecordRow(Frozen):
    """One record: its list and the day that the list shows, its cells (several values of one cell by `; `), its events, and
    where it stands: `document.text[start:end]` is the row."""

    list: str
    list_id: str
    snapshot: str
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


def records_of(index: Index, results: Sequence[Result]) -> list[RecordRow]:
    """The rows of what was found, in the order of the lists: those that the operation chose, or all that meet the conditions."""
    made = []
    for result in results:
        also = {a.id: b for a, b in zip(result.records, result.also, strict=False)}
        for record in result.chosen or result.records:
            made.append(_row(index, result, record, also.get(record.id)))
    return made


def _row(index: Index, result: Result, record: Record, also: Record | None) -> RecordRow:
    info = index.info(record.document_id)
    first = record.events[0] if record.events else None
    later = [e for e in record.events[1:] if first and e.date >= first.date]
    return RecordRow(
        list=result.table.info.name,
        list_id=record.list_id,
        snapshot=info.snapshot.isoformat() if info.snapshot else "",
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
