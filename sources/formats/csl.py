"""The Consolidated Screening List of the International Trade Administration: CSV in its layouts over the years, and JSON.

Its `source` column names the list that each row comes from, and the record belongs to that list. In the oldest layout an
entry takes a row for each of its addresses and aliases; such rows are one record.
"""

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from sources.document import Document, FieldName, Record, RecordEvent, Span, document_id
from sources.formats import denied
from sources.formats.delimited import read_rows, title_key
from sources.formats.ofac_remarks import put_remarks
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, decode, fold, read_bytes, refuse, refuse_web_page, us_date
from sources.lists import list_by_source

PUBLISHER = "International Trade Administration"
_URL = "https://www.trade.gov/consolidated-screening-list"
_WANTED = "the Consolidated Screening List (source, name, addresses, federal_register_notice, …)"
_SAME = {"source_list": "source", "sdn_type": "type", "address": "addresses", "effective_date": "start_date",
         "date_lifted_waived_expired": "end_date", "remarks_notes": "remarks", "alternate_name": "alt_names",
         "gross_register_tonnage": "gross_registered_tonnage", "web_link": "source_list_url"}  # fmt: skip
_ORDER = (
    "name", "alt_names", "type", "programs", "title", "addresses", "license_requirement", "license_policy",
    "federal_register_notice", "start_date", "end_date", "standard_order", "call_sign", "vessel_type", "gross_tonnage",
    "gross_registered_tonnage", "vessel_flag", "vessel_owner", "citizenships", "dates_of_birth", "nationalities",
    "places_of_birth", "ids", "remarks", "entity_number", "source", "source_list_url", "source_information_url",
)  # fmt: skip
_PARTS = ("city", "state_province", "postal_code", "country")
_COLUMNS = {key: key for key in (*_ORDER, *_PARTS)} | _SAME
_FIELDS: dict[str, FieldName] = {
    "alt_names": "alias", "type": "type", "programs": "programme", "addresses": "address", "license_requirement": "requirement",
    "license_policy": "policy", "ids": "identifier", "entity_number": "identifier", "standard_order": "order", "title": "remark",
    "citizenships": "remark", "dates_of_birth": "remark", "nationalities": "remark", "places_of_birth": "remark",
    "call_sign": "identifier", "vessel_type": "remark", "vessel_flag": "remark", "vessel_owner": "remark",
}  # fmt: skip
_SEVERAL = frozenset(
    {"alt_names", "addresses", "programs", "ids", "citizenships", "dates_of_birth", "nationalities", "places_of_birth"}
)

Entry = dict[str, list[str]]
"""One entry: the values of each column, in the words of the file."""


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list, or a table that no other reader knows (which is then refused with the cause)."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".json":
        return b'"source_list_url"' in head or (
            b'"results"' in head and b'"source"' in head and b'"document_number"' not in head
        )
    return suffix in {".csv", ".tsv"} and not denied.sniff(name, head)


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, its records each under the list that they come from. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    is_json = PurePosixPath(name.lower()).suffix == ".json"
    entries = _from_json(raw, name) if is_json else _from_table(raw, name)
    key = document_id(name)
    sheet = Sheet()
    records: list[Record] = []
    warnings: list[str] = []
    for entry in entries:
        source = entry["source"][0]
        info = list_by_source(source)
        if info is None:
            warnings.append(
                f"{name}: {source!r} is no list that is known; its entry {entry['name'][0]!r} keeps that name"
            )
        records.append(_record(sheet, entry, key, info.id if info else title_key(source)))
    if not records:
        raise refuse(name, "no entry in it", "download the list again")
    document = Document(
        id=key,
        path=name,
        kind="list",
        title="Consolidated Screening List",
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or _URL,
        snapshot=date_in_name(name) or _performed(raw[:4096]),
        sha256=sha256,
        text=sheet.text,
    )
    return [Parsed(document, tuple(records), prose=False, warnings=tuple(warnings))]


def _performed(head: bytes) -> datetime.date | None:
    """The day on which the bulk file was made, which its JSON states at the top."""
    found = re.search(rb'"search_performed_at"\s*:\s*"(\d{4}-\d\d-\d\d)', head)
    try:
        return datetime.date.fromisoformat(found.group(1).decode()) if found else None
    except ValueError:
        return None


def _from_table(raw: bytes, name: str) -> Iterator[Entry]:
    """Entries of a CSV file; rows of one entry that follow each other are joined."""
    delimiter = "\t" if PurePosixPath(name.lower()).suffix == ".tsv" else ","
    entry: Entry = {}
    before: tuple[str, ...] = ()
    for row in read_rows(raw, name, _COLUMNS, ("source", "name"), _WANTED, delimiter):
        cells = row.cells
        if "source" not in cells or "name" not in cells:
            raise refuse(name, "a row without a source or a name", "the file is damaged: download it again", row.line)
        if parts := [
            cells[p] for p in ("addresses", *_PARTS) if p in cells and ("city" in cells or "country" in cells)
        ]:
            cells = {**cells, "addresses": "\0".join(parts)}
        keys = ("source", "entity_number", "name", "title", "federal_register_notice", "start_date")
        same = tuple(cells.get(k, "") for k in keys)
        values = {key: _split(key, cells[key]) for key in _ORDER if key in cells}
        if same == before:
            for key in ("alt_names", "addresses"):
                entry[key] = [*entry.get(key, []), *(v for v in values.get(key, []) if v not in entry.get(key, []))]
            continue
        if entry:
            yield entry
        entry, before = values, same
    if entry:
        yield entry


def _split(key: str, words: str) -> list[str]:
    return [w.strip() for w in words.split(";") if w.strip()] if key in _SEVERAL else [words]


def _from_json(raw: bytes, name: str) -> Iterator[Entry]:
    """Entries of the interface's answer: `{"results": […]}` or a plain list."""
    refuse_web_page(raw, name, "JSON of the Consolidated Screening List")
    try:
        data: Any = json.loads(decode(raw))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise refuse(
            name,
            f"broken JSON ({getattr(error, 'msg', 'nested too deeply')})",
            "the file is cut off: download it again",
            line,
        ) from None
    rows = data.get("results") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise refuse(name, "no list of results in it", f"expected {_WANTED}")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not row.get("source") or not row.get("name"):
            raise refuse(name, f"result {number} has no source or no name", f"expected {_WANTED}")
        yield {key: values for key in _ORDER if (values := _strings(row.get(key)))}


def _strings(value: Any) -> list[str]:
    """The words of a JSON value: a list's items each, an object's values together."""
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return [words for item in value for words in _strings(item)]
    if isinstance(value, dict):
        return ["\0".join(str(v).strip() for v in value.values() if v not in (None, ""))]
    return [str(value).strip()]


def _record(sheet: Sheet, entry: Entry, key: str, list_id: str) -> Record:
    """Write an entry, a line for each value, and read its fields."""
    draft = Draft()
    start = sheet.add("", "\n\n").start
    name = entry["name"][0]
    draft.put("name", name, sheet.add(name, "").start)
    for column in _ORDER[1:]:
        for value in entry.get(column, []):
            spans = [sheet.add(part, "  " if n else "\n") for n, part in enumerate(value.split("\0"))]
            words = sheet.tail(spans[0].start)
            draft.put_fact(column, words, spans[0].start)
            if column == "remarks":
                put_remarks(draft, words, spans[0].start, list_id)
            elif column == "federal_register_notice":
                draft.cite(words, spans[0].start, chronological=True)
                if not draft.fields["citation"]:
                    draft.put("citation", words, spans[0].start)
            elif column in {"start_date", "end_date"}:
                _dated(draft, column, words, spans[0].start)
            elif column in _FIELDS:
                draft.put(_FIELDS[column], words, spans[0].start)
                if column == "license_requirement":
                    draft.put_sections(words, spans[0].start)
    return draft.record(key, list_id, Span(start, len(sheet)), fold(name))


def _dated(draft: Draft, column: str, words: str, start: int) -> None:
    """A date column; the start adds the entry where no citation with a date does."""
    day = us_date(words)
    draft.put("effective" if column == "start_date" else "expires", words, start, day.isoformat() if day else None)
    if day and column == "start_date" and not draft.events:
        cited = [f.value for f in draft.fields["citation"]]
        draft.events.append(
            RecordEvent(
                action="added",
                date=day,
                citation=cited[0] if len(cited) == 1 else None,
                start=start,
                end=start + len(words),
            )
        )
