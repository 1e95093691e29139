"""The consolidated list of financial sanctions of the European Union (Financial Sanctions Files, XML 1.1).

It states no reasons: they stand in the Official Journal only. `function` and `remark` are descriptions. An entity's
`regulation` is the latest act that touched it, not the one that listed it, so no event is said to be by it.
"""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

from sources.document import document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.markup import parse_xml
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, fold, read_bytes

LIST = "eu-consolidated"
URL = "https://webgate.ec.europa.eu/fsd/fsf"
_LOW = re.compile(r"\blow[- ]quality\b", re.I)
_UNKNOWN = "00"  # the code of a country that is not known
_PAPERS = {
    "passport": "passport", "diplomatic_passport": "passport", "taxid": "tax-id", "fiscalcode": "tax-id", "regnumber": "registration",
    "tradelic": "registration", "imo": "imo", "swiftbic": "swift", "id": "national-id", "ssn": "national-id", "driver_license": "driver-license",
}  # fmt: skip
_ADDRESS = ("poBox", "number", "street", "place", "zipCode", "city", "region")  # `number` in the CSV of 1.0 only
_CONTACTS = {"PHONE": "phone", "EMAIL": "email", "WEB": "website", "FAX": "fax"}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list."""
    return name.lower().endswith(".xml") and b"/fpi/fsd/export" in head[:2048]


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each entity. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    root = parse_xml(raw, name)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else node.tag
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records = []
    for number, node in enumerate(root.iter("sanctionEntity"), 1):
        entry = Entry(sheet) if is_named(node) else None
        if entry is None:
            nameless.add(node.get("euReferenceNumber") or f"entity {number}")
            continue
        write(entry, node)
        records.append(entry.record(key, LIST))
    day = full_date(root.get("generationDate"))
    return [as_list(sheet, records, name, sha256, given, LIST, day, nameless, url=URL)]


def is_named(node: Element) -> bool:
    """Whether a `sanctionEntity` has a name."""
    return any(_name(alias) for alias in node.findall("nameAlias"))


def _name(alias: Element) -> tuple[str, ...]:
    whole = fold(alias.get("wholeName", ""))
    return (
        (whole,)
        if whole
        else tuple(w for k in ("firstName", "middleName", "lastName") if (w := fold(alias.get(k, ""))))
    )


def _remarks(node: Element) -> list[str]:
    return [words for child in node.findall("remark") if (words := fold(child.text or ""))]


def write(entry: Entry, node: Element) -> None:
    """A `sanctionEntity` as an entry: the names (the first is the party's; the grade of an alias stands in its remark), then the rest."""
    aliases = sorted(node.findall("nameAlias"), key=_weak)
    for alias in aliases:
        entry.named(*_name(alias), weak=_weak(alias))
    for number in ("euReferenceNumber", "unitedNationId"):
        entry.put("identifier", node.get(number, ""))
    for act in node.findall("regulation"):
        entry.put("programme", act.get("programme", ""))
        entry.put("basis", act.get("numberTitle", ""))
    for kind in node.findall("subjectType"):
        entry.put("type", kind.get("code", ""))
    person = any(kind.get("code") in ("person", "P") for kind in node.findall("subjectType"))
    details = fold(node.get("designationDetails", ""))
    entry.put("remark", details, value=details)  # of another's designation, which may be over while this one stands
    for words in _remarks(node):
        entry.put("remark", words)
    for alias in aliases:
        for words in (alias.get("function", ""), alias.get("title", "")):
            entry.fact("position", "remark", words) if person else entry.put("remark", words)
        entry.fact("gender", "remark", alias.get("gender", ""))
        for words in _remarks(alias):
            entry.put("remark", words)
    _put_places(entry, node)
    _put_identities(entry, node)
    entry.happened("added", node.get("designationDate"))


def _weak(alias: Element) -> bool:
    return alias.get("strong") == "false" or any(_LOW.search(words) for words in _remarks(alias))


def _land(node: Element) -> str:
    return "" if node.get("countryIso2Code", _UNKNOWN) == _UNKNOWN else fold(node.get("countryDescription", ""))


def _put_places(entry: Entry, node: Element) -> None:
    for place in node.findall("address"):
        entry.place((place.get(k, "") for k in _ADDRESS), _land(place))
        for words in _remarks(place):
            entry.put("remark", words)
        for contact in place.findall("contactInfo"):
            kind = _CONTACTS.get(contact.get("key", "").upper(), "")
            entry.fact(kind, "remark", contact.get("value", "")) if kind else entry.put(
                "remark", contact.get("value", "")
            )
    for land in node.findall("citizenship"):
        entry.nationality(_land(land))


def _put_identities(entry: Entry, node: Element) -> None:
    """Birth (a day, or a year, or a span of years, with its calendar where that is another one) and numbers."""
    for born in node.findall("birthdate"):
        calendar = born.get("calendarType", "GREGORIAN")
        said = born.get("birthdate", "") or born.get("year", "") or born.get("yearRangeFrom", "")
        until = "" if born.get("birthdate") or born.get("year") else born.get("yearRangeTo", "")
        entry.fact("birth-date", "remark", said, until, "" if calendar == "GREGORIAN" else calendar)
        parts = [p for p in (fold(born.get("city", "")), fold(born.get("place", "")), _land(born)) if p]
        if parts:
            entry.fact("birth-place", "remark", *parts)
    for paper in node.findall("identification"):
        kind = _PAPERS.get(paper.get("identificationTypeCode", ""), "")
        label, number = (
            paper.get("identificationTypeDescription", ""),
            paper.get("number", "") or paper.get("latinNumber", ""),
        )
        if kind:
            entry.fact(kind, "identifier", number, label, _land(paper), label=label, place=_land(paper))
        else:
            entry.put("identifier", number, label, _land(paper), joint="  ")
        for words in _remarks(paper):
            entry.put("remark", words)
