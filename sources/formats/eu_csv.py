"""The consolidated list of financial sanctions of the European Union as CSV: version 1.1 (the columns are the XML's attributes,
`NameAlias_WholeName`) and version 1.0 of before (`Naal_wholename`).

A row is one name, or address, birth, document or citizenship of a party, or a product of several: rows of one logical id are
one party. They are gathered as the element that the XML has for it, and written as that one is.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, SubElement

from sources.document import document_id
from sources.formats.delimited import Nameless, Row, read_rows, title_key
from sources.formats.eu_xml import LIST, URL, is_named, write
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, decode, read_bytes

WANTED = "the EU's list as CSV (Entity_LogicalId, …, NameAlias_WholeName, … with semicolons between)"
_ENTITY = {
    "entity_eu_referencenumber": "euReferenceNumber", "entity_unitednationid": "unitedNationId", "entity_designationdate": "designationDate",
    "entity_designationdetails": "designationDetails", "eu_ref_num": "euReferenceNumber",
}  # fmt: skip
_GROUPS: dict[str, dict[str, str]] = {
    "regulation": {
        "entity_regulation_numbertitle": "numberTitle", "entity_regulation_programme": "programme",
        "leba_numtitle": "numberTitle", "programme": "programme",
    },
    "nameAlias": {
        "namealias_lastname": "lastName", "namealias_firstname": "firstName", "namealias_middlename": "middleName",
        "namealias_wholename": "wholeName", "namealias_gender": "gender", "namealias_title": "title", "namealias_function": "function",
        "namealias_remark": "remark", "naal_lastname": "lastName", "naal_firstname": "firstName", "naal_middlename": "middleName",
        "naal_wholename": "wholeName", "naal_gender": "gender", "naal_title": "title", "naal_function": "function",
    },
    "address": {
        "address_city": "city", "address_street": "street", "address_pobox": "poBox", "address_zipcode": "zipCode", "address_region": "region",
        "address_place": "place", "address_contactinfo": "contacts", "address_countryiso2code": "countryIso2Code",
        "address_countrydescription": "countryDescription", "address_remark": "remark", "addr_number": "number", "addr_street": "street",
        "addr_zipcode": "zipCode", "addr_city": "city", "addr_country": "country", "addr_other": "remark",
    },
    "birthdate": {
        "birthdate_birthdate": "birthdate", "birthdate_year": "year", "birthdate_yearrangefrom": "yearRangeFrom",
        "birthdate_yearrangeto": "yearRangeTo", "birthdate_calendartype": "calendarType", "birthdate_place": "place",
        "birthdate_city": "city", "birthdate_countryiso2code": "countryIso2Code", "birthdate_countrydescription": "countryDescription",
        "birthdate_remark": "remark", "birt_date": "birthdate", "birt_place": "place", "birt_country": "country",
    },
    "identification": {
        "identification_number": "number", "identification_latinnumber": "latinNumber", "identification_typecode": "identificationTypeCode",
        "identification_typedescription": "identificationTypeDescription", "identification_countryiso2code": "countryIso2Code",
        "identification_countrydescription": "countryDescription", "identification_remark": "remark", "iden_number": "numbered",
        "iden_country": "country",
    },
    "citizenship": {
        "citizenship_countryiso2code": "countryIso2Code", "citizenship_countrydescription": "countryDescription", "citi_country": "country",
    },
}  # fmt: skip
"""Elements of the XML, by the columns that hold their attributes."""
_OTHERS = ("entity_logicalid", "entity_logical_id", "entity_remark", "entity_subjecttype", "entity_subjecttype_classificationcode",
           "subject_type", "filegenerationdate", "date_file")  # fmt: skip
_COLUMNS = {c: c for c in (*_OTHERS, *_ENTITY, *(c for columns in _GROUPS.values() for c in columns))}
_KEYS = ("entity_logicalid", "entity_logical_id")
_NUMBERED = re.compile(r"(?P<number>[^()]*[^()\s])\s*\((?P<code>\w+)-(?P<label>[^()]+)\)\s*(?P<rest>.*)", re.S)
"""A number as version 1.0 has it: `K12345 (passport-National passport) (a remark)`."""
_NOTHING = frozenset({"n/a", "unknown"})


def sniff(name: str, head: bytes) -> bool:
    """Whether the titles of the columns are those of the list, in one version or the other."""
    if PurePosixPath(name.lower()).suffix not in {".csv", ".txt"}:
        return False
    titles = {title_key(t) for t in decode(head.split(b"\n", 1)[0]).strip('"\t\r ').split(";")}
    return {"entity_logicalid", "namealias_wholename"} <= titles or {"entity_logical_id", "naal_wholename"} <= titles


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each party. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    rows = list(_rows(raw, name))
    parties: dict[str, list[Row]] = {}
    for row in rows:
        number = next((row.cells[key] for key in _KEYS if key in row.cells), f"line {row.line}")
        parties.setdefault(number, []).append(row)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records = []
    for party in parties.values():
        node = _element(party)
        if not is_named(node):
            nameless.add(party[0].line)
            continue
        entry = Entry(sheet)
        write(entry, node)
        records.append(entry.record(key, LIST))
    said = (row.cells.get(column) for row in rows[:1] for column in ("filegenerationdate", "date_file"))
    day = full_date(next(filter(None, said), None))
    return [as_list(sheet, records, name, sha256, given, LIST, day, nameless, url=URL)]


def _rows(raw: bytes, name: str) -> Iterator[Row]:
    """The rows; of a file that a spreadsheet has saved again, with each line as one quoted cell, the lines as they were."""
    text = decode(raw)
    if text.lstrip("\ufeff").startswith('"') and ";" in text.split("\n", 1)[0].strip('"').split('"')[0]:
        lines = (cells[0].rstrip("\t") if cells else "" for cells in csv.reader(io.StringIO(text, newline="")))
        text = "\n".join(lines)
    first, _, rest = text.partition("\n")
    titles = ["date_file" if t.lower().startswith("date_file") else t for t in first.strip("\ufeff\r").split(";")]
    yield from read_rows(f"\n{rest}".encode(), name, _COLUMNS, (), WANTED, delimiter=";", heading=titles)


def _element(rows: list[Row]) -> Element:
    """The party of these rows as the XML has it, each part of it once."""
    node = Element("sanctionEntity")
    known: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for row in rows:
        for column, attribute in _ENTITY.items():
            if column in row.cells:
                node.set(attribute, row.cells[column])
        for tag, columns in _GROUPS.items():
            found = {a: w for c, a in columns.items() if (w := row.cells.get(c, "")) and w.casefold() not in _NOTHING}
            if found and (tag, part := tuple(found.items())) not in known:
                known.add((tag, part))
                _add(node, tag, found)
    cells = rows[0].cells
    codes = [cells.get(c, "") for c in ("subject_type", "entity_subjecttype", "entity_subjecttype_classificationcode")]
    SubElement(node, "subjectType", code=max(codes, key=len))  # `P` in the one column, `person` in the other
    for remark in dict.fromkeys(row.cells["entity_remark"] for row in rows if "entity_remark" in row.cells):
        SubElement(node, "remark").text = remark
    return node


def _add(node: Element, tag: str, found: dict[str, str]) -> None:
    """A part of the party as an element, its remarks below it."""
    notes = [found.pop(attribute, "") for attribute in ("remark", "contacts")]
    if "country" in found:  # version 1.0: a code of three letters alone
        found["countryDescription"] = found["countryIso2Code"] = found.pop("country")
    if numbered := found.pop("numbered", ""):
        split = _NUMBERED.fullmatch(numbered)
        found["number"] = split["number"] if split else numbered
        if split:
            found["identificationTypeCode"], found["identificationTypeDescription"] = split["code"], split["label"]
            notes.append(split["rest"].strip("( )"))
    child = SubElement(node, tag, found)
    for words in filter(None, notes):
        SubElement(child, "remark").text = words
