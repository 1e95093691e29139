"""The UK Sanctions List of the Foreign, Commonwealth and Development Office as XML (its layout since 28 January 2026)."""

from pathlib import Path
from xml.etree.ElementTree import Element

from sources.document import document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import as_list, full_date
from sources.formats.markup import parse_xml
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, read_bytes
from sources.formats.uk_entry import LIST, URL, Designation, write

_ADDRESS = (*(f"AddressLine{n}" for n in range(1, 7)), "AddressPostalCode", "AddressCountry")
_NAME = (*(f"Name{n}" for n in range(1, 7)), "NameType", "AliasStrength")
_CELLS: dict[str, str] = {
    "UniqueID": "unique_id", "OFSIGroupID": "ofsi_id", "UNReferenceNumber": "un_number", "RegimeName": "regime",
    "IndividualEntityShip": "type", "DesignationSource": "source", "SanctionsImposed": "measures", "OtherInformation": "other",
    "UKStatementofReasons": "reasons", "DateDesignated": "designated", "LastUpdated": "updated", "NameNonLatinScript": "scripts",
    "Title": "titles", "PhoneNumber": "phones", "Website": "websites", "EmailAddress": "emails", "DOB": "born", "Nationality": "nationalities",
    "Position": "positions", "Gender": "genders", "TypeOfEntity": "entity_types", "Subsidiary": "subsidiaries", "ParentCompany": "parents", "BusinessRegistrationNumber": "registrations",
    "IMONumber": "imos", "CurrentOwnerOperator": "owners", "PreviousOwnerOperator": "former_owners", "CurrentBelievedFlagOfShip": "flags",
    "PreviousFlag": "former_flags", "TypeOfShip": "ship_types", "TonnageOfShip": "tonnages", "LengthOfShip": "lengths", "YearBuilt": "years",
    "HullIdentificationNumber": "hulls", "HullIdentificationNumberHIN": "hulls",
}  # fmt: skip
"""Elements without children, by what they mean."""
_PAIRS = {
    "Passport": ("passports", ("PassportNumber", "PassportAdditionalInformation")),
    "Location": ("birth_places", ("TownOfBirth", "CountryOfBirth")),
    "NationalIdentifier": ("national_ids", ("NationalIdentifierNumber", "NationalIdentifierAdditionalInformation")),
}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list as XML."""
    return name.lower().endswith(".xml") and b"<Designations" in head[:2048]


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each designation. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    root = parse_xml(raw, name)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else node.tag
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records = []
    for number, node in enumerate(root.iter("Designation"), 1):
        designation = _designation(node)
        if not designation.primary:
            nameless.add(designation.first("unique_id") or f"designation {number}")
            continue
        records.append(write(sheet, designation).record(key, LIST))
    day = full_date(root.findtext("DateGenerated"))
    return [as_list(sheet, records, name, sha256, given, LIST, day, nameless, url=f"{URL}.xml")]


def _designation(node: Element) -> Designation:
    found = Designation()
    for child in node.iter():
        if child.tag == "Name":
            found.add("names", tuple(child.findtext(tag) or "" for tag in _NAME))
        elif child.tag == "Address":
            found.add("addresses", tuple(child.findtext(tag) or "" for tag in _ADDRESS))
        elif child.tag in _PAIRS and len(child):
            meaning, tags = _PAIRS[child.tag]
            found.add(meaning, tuple(child.findtext(tag) or "" for tag in tags))
        elif child.tag in _CELLS and len(child) == 0:
            found.add(_CELLS[child.tag], (child.text or "",))
    return found
