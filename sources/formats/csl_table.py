"""The entries of the Consolidated Screening List, from its CSV layouts over the years and from JSON: the values of each
column in the words of the file."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from sources.endings import endings
from sources.formats.delimited import Nameless, read_rows
from sources.formats.sheet import decode, refuse, refuse_web_page

WANTED = (
    "the Consolidated Screening List (source, name, addresses, federal_register_notice, …); a table of one list alone is told by "
    "the name of its file (unverified-list.csv, debarred-parties.csv)"
)
_SAME = {
    "source_list": "source", "sdn_type": "type", "address": "addresses", "effective_date": "start_date",
    "date_lifted_waived_expired": "end_date", "expiration_date": "end_date", "remarks_notes": "remarks",
    "notes": "remarks", "remark": "remarks", "comments": "remarks", "status": "remarks", "alternate_name": "alt_names",
    "alternate_names": "alt_names", "alternative_names": "alt_names", "aliases": "alt_names",
    "gross_register_tonnage": "gross_registered_tonnage", "web_link": "source_list_url", "program": "programs",
}  # fmt: skip
ORDER = (
    "name", "alt_names", "type", "programs", "title", "addresses", "license_requirement", "license_policy",
    "federal_register_notice", "start_date", "end_date", "standard_order", "call_sign", "vessel_type", "gross_tonnage",
    "gross_registered_tonnage", "vessel_flag", "vessel_owner", "citizenships", "dates_of_birth", "nationalities",
    "places_of_birth", "ids", "remarks", "entity_number", "source", "source_list_url", "source_information_url",
)  # fmt: skip
_PARTS = ("city", "state_province", "postal_code", "country")
_COLUMNS = {key: key for key in (*ORDER, *_PARTS)} | _SAME
_SEVERAL = frozenset(
    {"alt_names", "addresses", "programs", "ids", "citizenships", "dates_of_birth", "nationalities", "places_of_birth"}
)
_JOINED = (*sorted(_SEVERAL), "remarks")
"""Columns whose values are put together where an entry takes several rows."""
PARTS, COUNTRY = "\0", "\1"
"""Inside a value: between its parts; before the part that is a country."""

Entry = dict[str, list[str]]
"""One entry: the values of each column, in the words of the file."""


def from_table(raw: bytes, name: str, nameless: Nameless) -> Iterator[Entry]:
    """Entries of a CSV file; rows of one entry that follow each other are joined. Raises UnreadableFile."""
    delimiter = "\t" if PurePosixPath(name.lower()).suffix == ".tsv" else ","
    entry: Entry = {}
    before: tuple[object, ...] = ()
    for row in read_rows(raw, name, _COLUMNS, ("source", "name"), WANTED, delimiter):
        cells = row.cells
        if "source" not in cells:
            raise refuse(name, "a row without a source or a name", "the file is damaged: download it again", row.line)
        if "name" not in cells:
            nameless.add(row.line)
            continue
        if parts := [
            COUNTRY + cells[p] if p == "country" else cells[p]
            for p in ("addresses", *_PARTS)
            if p in cells and ("city" in cells or "country" in cells)
        ]:
            cells = {**cells, "addresses": PARTS.join(parts)}
        keys = ("source", "entity_number", "name", "title", "federal_register_notice", "start_date", "end_date")
        over = [one.kind for one in endings(cells.get("remarks", ""))]  # under one law, and not under the next
        same = (*(cells.get(k, "") for k in keys), *over)
        values = {key: _split(key, cells[key]) for key in ORDER if key in cells}
        if same == before:
            for key in _JOINED:
                more = [v for v in values.get(key, []) if v not in entry.get(key, [])]
                if more:
                    entry[key] = [*entry.get(key, []), *more]
            continue
        if entry:
            yield entry
        entry, before = values, same
    if entry:
        yield entry


def _split(key: str, words: str) -> list[str]:
    return [w.strip() for w in words.split(";") if w.strip()] if key in _SEVERAL else [words]


def from_json(raw: bytes, name: str, nameless: Nameless) -> Iterator[Entry]:
    """Entries of the interface's answer: `{"results": […]}` or a plain list. Raises UnreadableFile."""
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
        raise refuse(name, "no list of results in it", f"expected {WANTED}")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not row.get("source"):
            raise refuse(name, f"result {number} has no source or no name", f"expected {WANTED}")
        if not str(row.get("name") or "").strip():
            nameless.add(f"result {number}")
            continue
        entry = {key: values for key in ORDER if (values := _strings(row.get(key)))}
        if isinstance(row.get("country"), str) and row["country"].strip() and "addresses" not in entry:
            entry["addresses"] = [COUNTRY + row["country"].strip()]
        yield entry


def _strings(value: Any) -> list[str]:
    """The words of a JSON value: a list's items each, an object's values together, its country last."""
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return [words for item in value for words in _strings(item)]
    if isinstance(value, dict):
        said = {key: str(v).strip() for key, v in value.items() if v not in (None, "")}
        country = [COUNTRY + said.pop("country")] if "country" in said and "city" in value else []
        words = PARTS.join([*said.values(), *country])
        return [words] if words else []
    return [words] if (words := str(value).strip()) else []
