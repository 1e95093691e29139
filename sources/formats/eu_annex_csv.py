"""Annexes of the European Union's sanctions acts as OpenSanctions transcribes them from the Official Journal (`32026R1843.csv`):
a row for each entry, in the words of the annex, with the reason and the date printed there.

One kind of file holds what an amending act added or changed (`amendedCelex`, `amendmentCelex`), the other all annexes of one act
as they stand (`celex`). Neither says which act put an entry on the list: one that an amending act only changes keeps its date, so
no event is said to be by the act; it is the legal basis of the entry.
"""

import csv
from pathlib import Path, PurePosixPath

from sources.document import FieldName, Record, document_id
from sources.formats.delimited import Nameless, Row, read_rows, title_key
from sources.formats.eu_acts import TEXT, act_of, list_of_measure
from sources.formats.listing import Entry, as_list
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, decode, read_bytes, refuse

PUBLISHER = "OpenSanctions (transcribed from the Official Journal)"
WANTED = (
    "OpenSanctions' transcription of an annex (celex or amendmentCelex, annex, measure, startDate, reason, …, name, …)"
)
_ACTS = ("amendmentcelex", "celex", "amendedcelex")
_WHOLE = ("recordid", "programkey", "annex", "measure", "startdate", "reason", "schema", "name")
_SEVERAL: tuple[tuple[str, str, FieldName], ...] = (
    ("country", "", "country"), ("jurisdiction", "", "country"), ("address", "", "address"), ("position", "position", "remark"),
    ("birthdate", "birth-date", "remark"), ("birthplace", "birth-place", "remark"), ("gender", "gender", "remark"),
    ("passportnumber", "passport", "identifier"), ("idnumber", "national-id", "identifier"), ("taxnumber", "tax-id", "identifier"),
    ("inncode", "tax-id", "identifier"), ("registrationnumber", "registration", "identifier"), ("ogrncode", "registration", "identifier"),
    ("kppcode", "registration", "identifier"), ("okpocode", "registration", "identifier"), ("leicode", "lei", "identifier"),
    ("swiftbic", "swift", "identifier"), ("ticker", "ticker", "identifier"), ("imonumber", "imo", "identifier"), ("mmsi", "mmsi", "identifier"),
    ("flag", "flag", "remark"), ("phone", "phone", "remark"), ("email", "email", "remark"), ("website", "website", "remark"),
    ("incorporationdate", "established", "remark"), ("legalform", "organization-type", "remark"), ("sector", "", "remark"),
    ("appearance", "", "remark"), ("ethnicity", "", "remark"), ("fathername", "", "remark"), ("mothername", "", "remark"),
    ("notes", "", "remark"),
)  # fmt: skip
"""Columns of several values, the kind of fact that each states (none: it is only written), and the field that shows it."""
_ALIASES = ("alias", "weakalias", "previousname")
_COLUMNS = {c: c for c in (*_ACTS, *_WHOLE, *_ALIASES, "nationality", *(column for column, *_ in _SEVERAL))}


def sniff(name: str, head: bytes) -> bool:
    """Whether the titles of the columns are those of a transcription."""
    if PurePosixPath(name.lower()).suffix != ".csv":
        return False
    titles = {title_key(t) for t in decode(head.split(b"\n", 1)[0]).strip("\r").split(",")}
    return {"programkey", "annex", "measure", "startdate", "reason"} <= titles and not titles.isdisjoint(_ACTS)


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """A document for each list that the annexes are (a freeze of assets; other measures), a record for each row. Raises
    UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    lists: dict[str, list[Row]] = {}
    for row in read_rows(raw, name, _COLUMNS, ("name", "measure"), WANTED):
        lists.setdefault(list_of_measure(row.cells.get("measure", "")), []).append(row)
    if not lists:
        raise refuse(name, "no entry in it", "download the transcription again")
    return [_document(rows, list_id, name, sha256, given) for list_id, rows in lists.items()]


def _document(rows: list[Row], list_id: str, name: str, sha256: str, given: Given) -> Parsed:
    celex = next((rows[0].cells[c] for c in _ACTS if c in rows[0].cells), "")
    amended = rows[0].cells.get("amendedcelex", "")
    part = f"{celex} {list_id}".strip()
    key, sheet, nameless = document_id(name, part), Sheet(), Nameless(name)
    records: list[Record] = []
    for row in rows:
        if row.cells.get("name"):
            records.append(_entry(sheet, row).record(key, list_id))
        else:
            nameless.add(row.line)
    title = f"Annexes to {act_of(amended)} as {act_of(celex)} amends them" if amended else f"Annexes to {act_of(celex)}"
    url = f"{TEXT}{celex}" if celex else None
    return as_list(
        sheet, records, name, sha256, given, list_id, None, nameless, url=url, title=title, publisher=PUBLISHER, part=part
    )  # fmt: skip


def values(cell: str) -> list[str]:
    """The values of a cell, parted by semicolons; one that holds a semicolon stands in quotation marks."""
    try:
        return [w.strip() for w in next(csv.reader([cell], delimiter=";", skipinitialspace=True), []) if w.strip()]
    except csv.Error:
        return [cell]


def _entry(sheet: Sheet, row: Row) -> Entry:
    """An entry: names, reason, date, acts and annex, then what is known of the party."""
    entry, cells = Entry(sheet), row.cells
    entry.named(cells["name"])
    for column in _ALIASES:
        for words in values(cells.get(column, "")):
            entry.named(words, weak=column == "weakalias")
    entry.put("type", cells.get("schema", ""))
    entry.put("reason", cells.get("reason", ""))
    for column in _ACTS:
        entry.put("basis", cells.get(column, ""), value=act_of(cells.get(column, "")))
    entry.put("programme", cells.get("programkey", ""))
    entry.put("identifier", cells.get("annex", ""), cells.get("recordid", ""), joint="  ")
    entry.put("remark", cells.get("measure", ""))
    for words in values(cells.get("nationality", "")):
        entry.nationality(words)
    for column, kind, field in _SEVERAL:
        for words in values(cells.get(column, "")):
            entry.fact(kind, field, words) if kind else entry.put(field, words)
    if not entry.happened("added", cells.get("startdate")):
        entry.put("remark", cells.get("startdate", ""))
    return entry
