"""Withhold release orders and findings as Customs and Border Protection publishes them: a table (CSV) of entities with the
goods that are detained, the kind of measure, and where it stands today."""

import re
from pathlib import Path, PurePosixPath

from sources.document import Record, document_id
from sources.formats.delimited import Nameless, Row, read_rows, title_key, which_delimiter
from sources.formats.listing import as_list
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, read_bytes
from sources.formats.us_entry import UsEntry

URL = "https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings"
WANTED = "the withhold release orders and findings (entity, merchandise, WRO/finding, status, effective date)"
_LIST = "wro"
_COLUMNS = {
    "entity": "entity", "entity_name": "entity", "country": "country", "industry": "industry", "merchandise": "merchandise",
    "wro_finding": "measure", "wro_or_finding": "measure", "status": "status", "effective_date": "date", "remarks": "remarks",
    "press_release": "source",
}  # fmt: skip
_AKA = re.compile(r"(?:,\s*+|(?<!\s)\s++|\(\s*+)(?:a/k/a|a\.\s?k\.\s?a\.?|aka|f/k/a|f\.\s?k\.\s?a\.?)[.:]?\s+", re.I)


def sniff(name: str, head: bytes) -> bool:
    """Whether the titles of the columns are those of the table."""
    if PurePosixPath(name.lower()).suffix not in {".csv", ".tsv"}:
        return False
    line = head.split(b"\n")[0].decode("utf-8-sig", "replace")
    meant = {_COLUMNS.get(title_key(t.strip('" \r'))) for t in line.split(which_delimiter(head))}
    return {"entity", "measure", "merchandise"} <= meant


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each row. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records: list[Record] = []
    warnings: list[str] = []
    for row in read_rows(raw, name, _COLUMNS, ("entity", "measure"), WANTED, which_delimiter(raw[:4096])):
        if "entity" not in row.cells:
            nameless.add(row.line)
            continue
        records.append(_entry(sheet, row, name, warnings).record(key, _LIST))
    return [as_list(sheet, records, name, sha256, given, _LIST, None, nameless, warnings, url=URL)]


def _entry(sheet: Sheet, row: Row, name: str, warnings: list[str]) -> UsEntry:
    cells = row.cells
    entry = UsEntry(sheet)
    for each in _AKA.split(cells["entity"]):
        entry.named(each.strip(" ,;)") if each.count(")") > each.count("(") else each.strip(" ,;"))
    entry.place((), cells.get("country", ""))
    for column in ("measure", "merchandise", "industry"):
        entry.put("remark", cells.get(column, ""))
    entry.stands(cells.get("status", ""))
    entry.put("remark", cells.get("remarks", ""))
    if not entry.happened("added", cells.get("date")):
        warnings.append(f"{name}, line {row.line}: {cells.get('date', '')!r} is no date")
    entry.write(cells.get("source", ""))
    return entry
