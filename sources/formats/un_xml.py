"""The consolidated list of the UN Security Council as XML.

It has no element for the reason: `COMMENTS1` holds notes, sometimes the reason among them, sometimes housekeeping alone; the
reasons proper are the narrative summaries, web pages of their own. So a comment is kept as a remark, never as a reason.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from sources.document import document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.markup import parse_xml
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, fold, read_bytes

LIST = "un-consolidated"
URL = "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
_NAME = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ADDRESS = ("NOTE", "STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list."""
    return name.lower().endswith(".xml") and b"<CONSOLIDATED_LIST" in head[:2048]


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each individual and entity. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    root = parse_xml(raw, name)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records = []
    for node in (n for n in root.iter() if n.tag in ("INDIVIDUAL", "ENTITY")):
        if not any(_said(node, tag) for tag in _NAME):
            nameless.add(_said(node, "REFERENCE_NUMBER") or _said(node, "DATAID") or "an entry")
            continue
        records.append(_entry(sheet, node).record(key, LIST))
    day = full_date(root.get("dateGenerated"))
    return [as_list(sheet, records, name, sha256, given, LIST, day, nameless, url=URL)]


def _said(node: Element, tag: str) -> str:
    return fold(node.findtext(tag) or "")


def _values(node: Element, tag: str) -> Iterator[str]:
    """The values below an element: a bare one, or those of its `VALUE` elements."""
    for child in node.findall(tag):
        yield from (fold(v.text or "") for v in (child.findall("VALUE") or [child]))


def _entry(sheet: Sheet, node: Element) -> Entry:
    """A party: names, numbers, regime, notes, what is known of it, dates."""
    entry = Entry(sheet)
    entry.named(*(_said(node, tag) for tag in _NAME))
    entry.named(_said(node, "NAME_ORIGINAL_SCRIPT"))
    for alias in (*node.findall("INDIVIDUAL_ALIAS"), *node.findall("ENTITY_ALIAS")):
        entry.named(_said(alias, "ALIAS_NAME"), weak=_said(alias, "QUALITY").casefold() == "low")
        entry.plain("remark", _said(alias, "NOTE"))
    for tag in ("REFERENCE_NUMBER", "DATAID"):
        entry.put("identifier", _said(node, tag))
    regime = _said(node, "UN_LIST_TYPE")
    entry.put("programme", regime)
    entry.put("remark", _said(node, "COMMENTS1"))
    for value in _values(node, "DESIGNATION"):
        entry.fact("position", "remark", value)
    for value in _values(node, "TITLE"):
        entry.fact("position", "remark", value)
    for value in _values(node, "NATIONALITY"):
        entry.nationality(value)
    entry.fact("gender", "remark", _said(node, "GENDER"))
    for place in (*node.findall("INDIVIDUAL_ADDRESS"), *node.findall("ENTITY_ADDRESS")):
        entry.place((_said(place, tag) for tag in _ADDRESS), _said(place, "COUNTRY"))
    _put_birth(entry, node)
    for paper in node.findall("INDIVIDUAL_DOCUMENT"):
        _put_paper(entry, paper)
    entry.happened("added", _said(node, "LISTED_ON"))
    for value in sorted(_values(node, "LAST_DAY_UPDATED")):
        if entry.draft.events:
            entry.happened("changed", value)
    return entry


def _put_paper(entry: Entry, paper: Element) -> None:
    """A document: its number, kinds, notes, places and days. A number that stands in the note alone is read there."""
    number, note = _said(paper, "NUMBER"), _said(paper, "NOTE")
    kinds = [kind for tag in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2") if (kind := _said(paper, tag))]
    fact = "passport" if any("passport" in kind.casefold() for kind in kinds) else "national-id"
    label = kinds[0] if kinds else ""
    rest = [_said(paper, tag) for tag in _PAPER]
    if number:
        entry.fact(fact, "identifier", number, *kinds, note, *rest, label=label)
    elif (span := entry.plain("identifier", note, *kinds, *rest)) and (found := _NUMBER.search(note)):
        entry.draft.put_kind(fact, found[0], span.start + found.start(), label)


_PAPER = ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE", "DATE_OF_ISSUE", "DATE_OF_EXPIRY")
_NUMBER = re.compile(r"(?<![\w/.-])[A-Z]{0,3}\d{5,}[A-Z]?(?![\w/.-])")
"""A number of a document inside of a sentence: at least five figures, with letters around them at most."""


def _put_birth(entry: Entry, node: Element) -> None:
    """Dates of birth as they are stated (a day, a year, from year to year), and places."""
    for alias in node.findall("INDIVIDUAL_ALIAS"):
        entry.fact("birth-date", "remark", _said(alias, "DATE_OF_BIRTH"))
        if parts := [p for tag in ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH") if (p := _said(alias, tag))]:
            entry.fact("birth-place", "remark", *parts)
    for born in node.findall("INDIVIDUAL_DATE_OF_BIRTH"):
        entry.plain("remark", _said(born, "NOTE"))
        whole = _said(born, "DATE") or _said(born, "YEAR")
        span = (_said(born, "FROM_YEAR"), _said(born, "TO_YEAR"))
        if whole or any(span):
            entry.fact("birth-date", "remark", whole or next(filter(None, span)), *([] if whole else span[1:]))
    for place in node.findall("INDIVIDUAL_PLACE_OF_BIRTH"):
        parts = [p for tag in ("CITY", "STATE_PROVINCE", "COUNTRY") if (p := _said(place, tag))]
        if parts:
            entry.fact("birth-place", "remark", *parts)
