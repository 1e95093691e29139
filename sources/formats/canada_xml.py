"""The Consolidated Canadian Autonomous Sanctions List as XML, by its element names before and since 24 August 2026 (the new
ones add the French word behind a hyphen: `LastName-NomDeFamille`).

It states no reason. `Country` is the regulation under which a party stands, not its nationality, and may be the name of an act.
"""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

from sources.document import document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import Entry, as_list
from sources.formats.markup import parse_xml
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, date_in_name, fold, read_bytes

LIST = "canada-sema"
URL = "https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml"
_ALIAS = re.compile(r"(?<!\s)\s*+[;,]\s*+(?:and |et )?|(?<!\s)\s++and (?=[A-Z])")
_FORM = re.compile(r"(?:inc|ltd|llc|l\.?l\.?c|co|corp|limited|gmbh|s\.?a|plc|jsc|ojsc|pjsc|llp|fze|bv|jr|sr)\.?", re.I)


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list."""
    start = head[:4096]
    return name.lower().endswith(".xml") and b"<data-set" in start and b"<DateOfListing" in start


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each of its records. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    root = parse_xml(raw, name)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records = []
    for number, node in enumerate(root.iter("record"), 1):
        cells = _cells(node)
        if not any(cells.get(tag) for tag in ("LastName", "GivenName", "EntityOrShip")):
            nameless.add(f"record {number}")
            continue
        records.append(_entry(sheet, cells).record(key, LIST))
    listed = [event.date for record in records for event in record.events]
    day = date_in_name(name) or max(
        listed, default=None
    )  # the file states no day: it shows at least the one last listed
    return [as_list(sheet, records, name, sha256, given, LIST, day, nameless, url=URL)]


def _cells(node: Element) -> dict[str, str]:
    """The cells of a record by their English names."""
    named = ((child.tag.partition("-")[0], fold(child.text or "")) for child in node if isinstance(child.tag, str))
    return {"TitleOrShip" if tag == "TitleOrShipType" else tag: words for tag, words in named if words}


def _entry(sheet: Sheet, cells: dict[str, str]) -> Entry:
    entry = Entry(sheet)
    entity = cells.get("EntityOrShip", "")
    if entity:
        entry.named(entity)
    entry.named(cells.get("GivenName", ""), cells.get("LastName", ""))
    for alias in _aliases(cells.get("Aliases", "")):
        entry.named(alias)
    entry.put("programme", cells.get("Country", ""))
    entry.put("identifier", cells.get("Schedule", ""), cells.get("Item", ""), joint="  ")
    ship = "ShipIMONumber" in cells
    entry.fact("imo", "identifier", cells.get("ShipIMONumber", ""))
    entry.fact("vessel-type" if ship else "position", "remark", cells.get("TitleOrShip", ""))
    entry.fact("built" if ship else "birth-date", "remark", cells.get("DateOfBirthOrShipBuildDate", ""))
    entry.happened("added", cells.get("DateOfListing"))
    return entry


def _aliases(words: str) -> list[str]:
    """The aliases of one cell, parted at semicolons, commas and `and`; a legal form behind a comma belongs to the name before."""
    found: list[str] = []
    for part in _ALIAS.split(words):
        if found and _FORM.fullmatch(part.strip()):
            found[-1] = words[words.index(found[-1]) : words.index(part, words.index(found[-1])) + len(part)]
        elif part.strip():
            found.append(part.strip())
    return found
