"""The consolidated list of Australia's Department of Foreign Affairs and Trade, in its columns since 1 November 2025.

A party takes a row for each of its names: `2`, `2a`, `2b` are one. The day of its listing stands in words in `Listing
Information`; `Control Date` is the day of the last change. What `Additional Information` says is a note, not a reason as such.
"""

import re

from sources.document import document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet

LIST = "australia-consolidated"
URL = "https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list"
_NAME = "name_of_individual_or_entity"
_LISTED = re.compile(
    r"(?<![\w-])(?:listed|designated)\b[^.;:()\n]{0,80}?\bon:?\s+(\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4})", re.I
)
"""`Listed on 2 Mar. 2010`, `Listed by the 1267 Committee on …`, `Designated under the Autonomous Sanctions Regulations 2011 on …`; not
when a party was listed again, or an entry amended."""
_REFERENCE = re.compile(r"(\d+)\s*[a-z]*", re.I)

Table = list[tuple[int, dict[str, str]]]


def is_heading(titles: list[str]) -> bool:
    """Whether these are the titles of its columns."""
    return {"reference", _NAME, "name_type", "control_date"} <= set(titles)


def from_rows(rows: Table, above: list[list[str]], name: str, sha256: str, given: Given) -> Parsed:
    """The list as a document, a record for each party. Raises UnreadableFile."""
    groups: dict[str, Table] = {}
    for number, row in rows:
        reference = _REFERENCE.fullmatch(row.get("reference", ""))
        groups.setdefault(reference[1] if reference else f"row {number}", []).append((number, row))
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records = []
    for group in groups.values():
        if not any(row.get(_NAME) for _, row in group):
            nameless.add(group[0][0])
            continue
        records.append(_entry(sheet, [row for _, row in group]).record(key, LIST))
    day = max((d for _, row in rows if (d := full_date(row.get("control_date")))), default=None)
    return as_list(sheet, records, name, sha256, given, LIST, day, nameless, url=URL)


def _entry(sheet: Sheet, rows: list[dict[str, str]]) -> Entry:
    """A party: the primary name, its other names, then each different cell of its rows."""
    entry = Entry(sheet)
    for row in sorted(rows, key=lambda r: r.get("name_type", "").casefold() != "primary name"):
        entry.named(row.get(_NAME, ""), weak=row.get("alias_strength", "").casefold() == "weak")
    for row in rows:
        entry.put("identifier", row.get("reference", ""))
        entry.put("type", row.get("type", ""))
        entry.put("programme", row.get("committees", ""))
        entry.put("basis", row.get("instrument_of_designation", ""))
        entry.put("remark", row.get("additional_information", ""))
        entry.put("remark", row.get("listing_information", ""))
        entry.put("address", row.get("address", ""))
        entry.fact("birth-date", "remark", row.get("date_of_birth", ""))
        entry.fact("birth-place", "remark", row.get("place_of_birth", ""))
        entry.fact("imo", "identifier", row.get("imo_number", ""))
        if row.get("citizenship"):
            entry.nationality(row["citizenship"])
    listed = next(
        (
            m
            for row in rows
            for c in ("listing_information", "additional_information")
            if (m := _LISTED.search(row.get(c, "")))
        ),
        None,
    )
    controlled = sorted({words for row in rows if (words := row.get("control_date", ""))})
    if listed and entry.happened("added", listed[1].replace(".", "")):
        for words in controlled:
            entry.happened("changed", words)
    else:  # without the day of the listing, a day of a change would pass for it
        for words in controlled:
            entry.put("remark", "Control Date", words)
    return entry
