"""The lists of the UK's Office of Financial Sanctions Implementation, as CSV and XLSX in the layout of 2022: the consolidated list
(closed on 28 January 2026, the UK Sanctions List is the only one since) and the list of investment bans, in the same columns.

A row is one name and one address of a party; rows of one `Group ID` are one party. The reason and much else is packed into `Other
Information` behind labels: `(UK Statement of Reasons):… (Gender):…`.
"""

import re
from pathlib import Path, PurePosixPath

from sources.document import document_id
from sources.formats.delimited import Nameless, first_row, read_rows, title_key
from sources.formats.listing import as_list, full_date
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, decode, read_bytes
from sources.formats.uk_entry import Designation, write

LIST, BANS = "ofsi-consolidated", "ofsi-investment-ban"
URL = "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets"
CLOSED = "the OFSI Consolidated List closed on 28 January 2026; for today add the UK Sanctions List of the FCDO"
WANTED = "a list of OFSI (Last Updated in line 1; Name 6, …, Other Information, …, Group ID in line 2)"
_ONE = {
    "group_id": "ofsi_id", "group_type": "type", "regime": "regime", "title": "titles", "name_non_latin_script": "scripts", "dob": "born",
    "nationality": "nationalities", "position": "positions", "listed_on": "designated", "last_updated": "updated",
}  # fmt: skip
_SEVERAL = {
    "names": (*(f"name_{n}" for n in range(1, 7)), "alias_type", "alias_quality"),
    "addresses": (*(f"address_{n}" for n in range(1, 7)), "post_zip_code", "country"),
    "passports": ("passport_number", "passport_details"),
    "national_ids": ("national_identification_number", "national_identification_details"),
    "birth_places": ("town_of_birth", "country_of_birth"),
}
_COLUMNS = {c: c for c in (*_ONE, "other_information", *(c for several in _SEVERAL.values() for c in several))}
_LABEL = re.compile(r"\(([A-Z][^():]{2,60})\):")
_GROUPS = {
    "uk statement of reasons": "reasons",
    "uk sanctions list ref": "unique_id",
    "un ref": "un_number",
    "gender": "genders",
    "imo number": "imos",
}
_BAN = re.compile(r"\bListed under Schedule \d")

Table = list[tuple[int, dict[str, str]]]


def is_heading(titles: list[str]) -> bool:
    """Whether these are the titles of its columns."""
    return {"name_6", "group_id", "other_information", "regime"} <= set(titles)


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is one of the lists as CSV."""
    lines = head.split(b"\n")[:2]
    return PurePosixPath(name.lower()).suffix == ".csv" and any(is_heading(_titles(line)) for line in lines)


def _titles(line: bytes) -> list[str]:
    return [title_key(t) for t in first_row(decode(line).strip())]


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each party. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    first, second, rest = (*raw.split(b"\n", 2), b"", b"")[:3]
    if is_heading(_titles(first)):
        above, titles, body = [], _titles(first), b"\n" + second + b"\n" + rest
    else:
        above, titles, body = [first_row(decode(first).strip())], _titles(second), b"\n\n" + rest
    rows = [
        (row.line, row.cells) for row in read_rows(body, name, _COLUMNS, ("name_6", "group_id"), WANTED, heading=titles)
    ]
    return [from_rows(rows, above, name, sha256, given)]


def from_rows(rows: Table, above: list[list[str]], name: str, sha256: str, given: Given) -> Parsed:
    """The list as a document, a record for each group. `above` are the rows over the titles. Raises UnreadableFile."""
    groups: dict[str, tuple[int, Designation]] = {}
    for line, row in rows:
        _, found = groups.setdefault(row.get("group_id") or f"line {line}", (line, Designation()))
        for column, group in _ONE.items():
            found.add(group, (row.get(column, ""),))
        for group, columns in _SEVERAL.items():
            found.add(group, tuple(row.get(c, "") for c in columns))
        unpack(found, row.get("other_information", ""))
    bans = bool(rows) and all(_BAN.search(row.get("other_information", "")) for _, row in rows)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records = []
    for line, found in groups.values():
        if found.primary:
            records.append(write(sheet, found).record(key, BANS if bans else LIST))
        else:
            nameless.add(line)
    day = next((d for row in above for cell in row if (d := full_date(cell))), None)
    said = [] if bans else [f"{name}: {CLOSED}"]
    return as_list(sheet, records, name, sha256, given, BANS if bans else LIST, day, nameless, said, url=URL)


def unpack(found: Designation, words: str) -> None:
    """What is packed into one cell: the text before the first label, and that behind each label up to the next one."""
    labels = list(_LABEL.finditer(words))
    ends = [*(label.start() for label in labels), len(words)]
    found.add("other", (words[: ends[0]],))
    for label, end in zip(labels, ends[1:], strict=True):
        text = words[label.end() : end].strip()
        group = _GROUPS.get(label[1].casefold())
        if group is None:
            found.add("other", (words[label.start() : end],))
        elif group == "reasons":
            found.add(group, (text,))
        else:  # a number or word, and whatever is said behind its full stop
            value, _, rest = text.partition(". ")
            found.add(group, (value.rstrip(" ."),))
            found.add("other", (rest,))
