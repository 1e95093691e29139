"""The UK Sanctions List of the Foreign, Commonwealth and Development Office as CSV (its layout since 28 January 2026): the date
of the report in the first line, the titles of the columns in the second.

A designation takes a row for each combination of its names, addresses, passports and so on: rows of one `Unique ID` are one
designation.
"""

import re
from pathlib import Path, PurePosixPath

from sources.document import document_id
from sources.formats.delimited import Nameless, first_row, read_rows, title_key
from sources.formats.listing import as_list, full_date
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, decode, read_bytes
from sources.formats.uk_entry import LIST, URL, Designation, write

WANTED = "the UK Sanctions List (Report Date in line 1; Unique ID, Name 6, Regime Name, … in line 2)"
_ONE: dict[str, str] = {
    "Unique ID": "unique_id", "OFSI Group ID": "ofsi_id", "UN Reference Number": "un_number", "Name non-latin script": "scripts",
    "Title": "titles", "Regime Name": "regime", "Designation Type": "type", "Designation source": "source",
    "Sanctions Imposed": "measures", "Other Information": "other", "UK Statement of Reasons": "reasons", "Phone number": "phones",
    "Website": "websites", "Email address": "emails", "Date Designated": "designated", "Last Updated": "updated", "D.O.B": "born",
    "Nationality(/ies)": "nationalities", "Position": "positions", "Gender": "genders", "Type of entity": "entity_types",
    "Subsidiaries": "subsidiaries", "Parent company": "parents", "Business registration number (s)": "registrations", "IMO number": "imos",
    "Current owner/operator (s)": "owners", "Previous owner/operator (s)": "former_owners", "Current believed flag of ship": "flags",
    "Previous flags": "former_flags", "Type of ship": "ship_types", "Tonnage of ship": "tonnages", "Length of ship": "lengths",
    "Year Built": "years", "Hull identification number (HIN)": "hulls",
}  # fmt: skip
"""Columns that are a group of their own, by what they mean."""
_SEVERAL: dict[str, tuple[str, ...]] = {
    "names": (*(f"Name {n}" for n in range(1, 7)), "Name type", "Alias strength"),
    "addresses": (*(f"Address Line {n}" for n in range(1, 7)), "Address Postal Code", "Address Country"),
    "passports": ("Passport number", "Passport additional information"),
    "national_ids": ("National Identifier number", "National Identifier additional information"),
    "birth_places": ("Town of birth", "Country of birth"),
}
"""Groups of several columns."""
_KEYS = {title_key(t): title_key(t) for t in (*_ONE, *(t for several in _SEVERAL.values() for t in several))}
Table = list[tuple[int, dict[str, str]]]
_REPORT = re.compile(r"\ufeff?\"?Report Date:\s*([^\",\r\n]+)", re.I)


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list as CSV: the titles of its columns stand in the first or second line."""
    if PurePosixPath(name.lower()).suffix != ".csv":
        return False
    return any(is_heading(_titles(line)) for line in head.split(b"\n")[:2])


def is_heading(titles: list[str]) -> bool:
    """Whether these are the titles of its columns."""
    return {"unique_id", "name_6", "regime_name"} <= set(titles)


def _titles(line: bytes) -> list[str]:
    return [title_key(t.strip('" \r')) for t in line.decode("utf-8-sig", "replace").split(",")]


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each designation. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    report = _REPORT.match(decode(raw[:400]))
    first, second, rest = (*raw.split(b"\n", 2), b"", b"")[:3]
    title, body = (first, b"\n" + second + b"\n" + rest) if is_heading(_titles(first)) else (second, b"\n\n" + rest)
    titles = first_row(decode(title))
    rows = [(r.line, r.cells) for r in read_rows(body, name, _KEYS, ("unique_id", "name_6"), WANTED, heading=titles)]
    return [from_rows(rows, [[report[0]]] if report else [], name, sha256, given)]


def from_rows(rows: Table, above: list[list[str]], name: str, sha256: str, given: Given) -> Parsed:
    """The list as a document, a record for each designation. `above` are the rows over the titles. Raises UnreadableFile."""
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    found: dict[str, tuple[int, Designation]] = {}
    for line, cells in rows:
        _, designation = found.setdefault(cells.get("unique_id") or f"line {line}", (line, Designation()))
        for column, group in _ONE.items():
            designation.add(group, (cells.get(title_key(column), ""),))
        for group, columns in _SEVERAL.items():
            designation.add(group, tuple(cells.get(title_key(t), "") for t in columns))
    records = []
    for line, designation in found.values():
        if designation.primary:
            records.append(write(sheet, designation).record(key, LIST))
        else:
            nameless.add(line)
    report = next((m for row in above for cell in row if (m := _REPORT.match(cell))), None)
    day = full_date(report[1]) if report else next((d for row in above for c in row if (d := full_date(c))), None)
    form = "ods" if name.lower().endswith(".ods") else "csv"
    return as_list(sheet, records, name, sha256, given, LIST, day, nameless, url=f"{URL}.{form}")
