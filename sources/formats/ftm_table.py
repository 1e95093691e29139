"""The flat table of OpenSanctions, `targets.simple.csv`: a row for each party, under the datasets that name it.

It has no authority and no reason; what it says of sanctions is one joined text, which is kept as a remark.
"""

from pathlib import Path, PurePosixPath

from sources.document import document_id
from sources.formats.delimited import Nameless, Row, read_rows, title_key
from sources.formats.ftm import PUBLISHER
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, read_bytes
from sources.lists import source_id

WANTED = "the table of OpenSanctions (id, schema, name, aliases, …, dataset)"
_COLUMNS = {
    c: c
    for c in ("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions", "phones", "emails",
              "program_ids", "dataset", "last_seen")
}  # fmt: skip


def sniff(name: str, head: bytes) -> bool:
    """Whether the titles of the columns are those of the table."""
    if PurePosixPath(name.lower()).suffix != ".csv":
        return False
    titles = {title_key(t.strip('" \r')) for t in head.split(b"\n", 1)[0].decode("utf-8-sig", "replace").split(",")}
    return {"id", "schema", "name", "aliases", "dataset"} <= titles


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The table as one document, a record for each party on each dataset. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records, days = [], [""]
    for row in read_rows(raw, name, _COLUMNS, ("name", "dataset"), WANTED):
        if not row.cells.get("name"):
            nameless.add(row.line)
            continue
        days.append(row.cells.get("last_seen", ""))
        for dataset in (row.cells.get("dataset") or "sanctions list").split(";"):
            records.append(_entry(sheet, row).record(key, source_id(dataset)))
    title = "Table of targets of OpenSanctions"
    day = full_date(max(days))
    return [as_list(sheet, records, name, sha256, given, None, day, nameless, title=title, publisher=PUBLISHER)]


def _entry(sheet: Sheet, row: Row) -> Entry:
    entry = Entry(sheet)
    cells = {column: [w.strip(' "') for w in words.split(";")] for column, words in row.cells.items()}
    entry.named(row.cells["name"])
    for alias in cells.get("aliases", ()):
        entry.named(alias)
    entry.put("type", row.cells.get("schema", ""))
    for words in cells.get("program_ids", ()):
        entry.put("programme", words)
    entry.put("remark", row.cells.get("sanctions", "").strip(' "'))
    for words in cells.get("identifiers", ()):
        entry.put("identifier", words)
    for words in cells.get("addresses", ()):
        entry.put("address", words)
    for words in cells.get("countries", ()):
        entry.put("country", words)
    for column, kind in (("birth_date", "birth-date"), ("phones", "phone"), ("emails", "email")):
        for words in cells.get(column, ()):
            entry.fact(kind, "remark", words)
    return entry
