"""Stable ids of listed parties: the same for every snapshot of a list, as long as the list calls a party by that name.

The id of a record says where its row stands and changes with the file. That of a party is a hash of its list, its name without case
and marks, what kind of party it is, and the country under which the list puts it; of several rows of one list that these do not tell apart, each is told by the
numbers and birth dates that it states, and by its place among those that are alike even in that.
"""

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.query.records.table import here, table
from index.name_forms import normal
from index.naming import type_of
from index.search import Index
from index.types import DocumentInfo
from sources.document import Record
from sources.lists import list_info

PREFIX, DIGITS = "wl-", 20


def party_id(index: Index, record: Record) -> str:
    """The id of the party of a record: `wl-` and 20 hexadecimal digits."""
    others = index.names.namesakes(record.id)
    same = index.records(others) if len(others) > 1 else [record]
    return dict(_made(r for r in same if _name(r) == _name(record)))[record.id]


def party_ids(index: Index, records: Sequence[Record]) -> dict[str, str]:
    """The ids of the parties of many records by the ids of these."""
    many = Counter(record.document_id for record in records)
    return {
        r.id: _ids(index, r.document_id)[r.id] if many[r.document_id] > _MANY else party_id(index, r) for r in records
    }


_MANY = 200
"""Records of one document from which on all of its ids are made at once."""


def record_of(index: Index, party: str) -> Record | None:
    """The record of the party with that id: that of the newest state of its list, or else of the newest file that has it; None where
    there is none."""
    with index.reading():
        for list_id in here(index):
            shown = table(index, list_id, None)
            if found := _first(index, party, (d.id for d in shown.documents) if shown else ()):
                return found
        infos = sorted((i for i in index.documents() if i.records), key=lambda i: (_day(i), i.id), reverse=True)
        return _first(index, party, (info.id for info in infos))


def _day(info: DocumentInfo) -> datetime.date:
    return info.snapshot or info.published or datetime.date.min


def _first(index: Index, party: str, documents: Iterable[str]) -> Record | None:
    for document in documents:
        found = index.derived("records by party", document, lambda d=document: _records(index, d), len).get(party)  # type: ignore[misc]
        if found is not None:
            return next(iter(index.records([found])), None)
    return None


def _records(index: Index, document: str) -> dict[str, str]:
    return {party: record for record, party in _ids(index, document).items()}


def _ids(index: Index, document: str) -> dict[str, str]:
    """The ids of the parties of a document by the ids of their records."""
    return index.derived(
        "party ids", document, lambda: dict(_made(index.records_of(document))), lambda f: _SIZE * len(f)
    )


_SIZE = 200
"""What an id counts for in memory, in characters."""


def _made(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    records = sorted(records, key=lambda r: (r.start, r.id))
    several = Counter(map(_name, records))
    seen: Counter[tuple[str, ...]] = Counter()
    for record in records:
        key = _name(record)
        if several[key] > 1:
            key = (*key, *_numbers(record))
        seen[key] += 1
        if seen[key] > 1:
            key = (*key, str(seen[key]))
        said = "\n".join(key).encode("utf-8", "surrogatepass")
        yield record.id, PREFIX + hashlib.sha256(said).hexdigest()[:DIGITS]


def _name(record: Record) -> tuple[str, ...]:
    heading = record.first("country") if list_info(record.list_id).by_country else None
    name = normal(record.name) or record.name.casefold()
    return record.list_id, name, normal(heading.value) if heading else "", type_of(record) or ""


def _numbers(record: Record) -> list[str]:
    births = (f.value for f in record.facts if f.kind == "birth-date")
    return sorted(
        {"".join(filter(str.isalnum, v.casefold())) for v in (*(f.value for f in record.all("identifier")), *births)}
    )
