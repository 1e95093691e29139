"""Records of the real lists beside the raw files, field by field on ten rows each, when ../shared is there: every value of the raw
row stands in its record, and every word of the record stands in the raw row. The raw rows are taken apart here by other code than
the readers'."""

import csv
import functools
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sources.formats import reader_for
from sources.formats.parsed import Given

CORPUS = Path(__file__).parents[3] / "shared/corpus/world"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus/world is not there: the real files are not in the repository"
)
ROWS = 10


def fold(words):
    return " ".join(str(words).split())


@functools.cache
def text_of(name):
    """The texts of the records of a file by their names and identifiers, white space folded; several may bear one."""
    file = CORPUS / name
    with file.open("rb") as opened:
        reader = reader_for(name, opened.read(65536))
    found = {}
    for parsed in reader.read(file, name, Given()):
        for record in parsed.records:
            words = fold(parsed.document.text[record.start : record.end])
            for key in (record.name, *(f.value for f in record.all("identifier"))):
                found.setdefault(key, []).append(words)
    return found


def leaves(node, ignored):
    """Tag and text of the elements below one that have no elements themselves."""
    for child in node.iter():
        tag = child.tag.rpartition("}")[2]
        if len(child) == 0 and tag not in ignored and (words := fold(child.text or "")):
            yield tag, words


def tree(name):
    return ET.parse(CORPUS / name).getroot()


def uk(name):
    ignored = {"NameType", "AliasStrength", "NonLatinScriptType", "NonLatinScriptLanguage"}
    for node in tree(name).iter("Designation"):
        indicators = {child.tag for box in node.iter("SanctionsImposedIndicators") for child in box}
        rows = [(tag, part) for tag, words in leaves(node, ignored | indicators) for part in re.split(r"\s*\|\s*", words)
                if tag != "DesignationSource"]  # fmt: skip
        yield node.findtext("UniqueID"), rows


def un(name):
    ignored = {
        "VERSIONNUM",
        "SORT_KEY",
        "SORT_KEY_LAST_MOD",
        "QUALITY",
        "TYPE_OF_DATE",
        "HAS_INTERPOL_LINK",
        "INTERPOL_LINK",
        "CALENDAR",
    }
    for node in (n for n in tree(name).iter() if n.tag in ("INDIVIDUAL", "ENTITY")):
        rows = [(tag, words) for tag, words in leaves(node, ignored) if words != "UN List"]
        yield (
            node.findtext("DATAID"),
            [(tag, words.partition("T")[0] if re.match(r"\d{4}-\d\d-\d\dT", words) else words) for tag, words in rows],
        )


def eu(name):
    ignored = {
        "logicalId", "regulationType", "organisationType", "publicationDate", "entryIntoForceDate", "nameLanguage", "strong", "regulationLanguage",
        "countryIso2Code", "asAtListingTime", "classificationCode", "circa", "calendarType", "dayOfMonth", "monthOfYear", "diplomatic",
        "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer", "identificationTypeCode", "key", "issueDate", "validFrom", "validTo",
    }  # fmt: skip
    for node in (n for n in tree(name).iter() if n.tag.endswith("}sanctionEntity")):
        rows = []
        for child in node.iter():
            if child.tag.endswith("}regulationSummary"):
                continue
            whole = child.get("wholeName") or child.get("birthdate")
            rows += [
                (key, fold(words)) for key, words in child.attrib.items()
                if words and key not in ignored and words != "UNKNOWN" and not (whole and key in ("firstName", "middleName", "lastName", "year"))
            ]  # fmt: skip
            if child.tag.endswith("}remark") and child.text:
                rows.append(("remark", fold(child.text)))
        yield node.get("euReferenceNumber"), rows


def seco(name):
    for node in tree(name).findall("target"):
        party = next(child for child in node if child.tag in ("individual", "entity", "object"))
        rows = list(leaves(party, {"lang"}))
        newest = node.find("modification")
        if newest is not None and newest.get("modification-type") == "de-listed":
            rows.append(("ended", newest.get("effective-date")))
        yield node.get("ssid"), rows


def canada(name):
    for node in tree(name).iter("record"):
        cells = {child.tag.partition("-")[0]: fold(child.text or "") for child in node}
        aliases = re.split(r"[;,]| and ", cells.pop("Aliases", ""))
        rows = [(tag, words) for tag, words in cells.items() if words]
        yield (
            f"{cells.get('Schedule')} {cells.get('Item')}",
            [*rows, *(("Aliases", fold(a)) for a in aliases if a.strip())],
        )


def australia(name):
    rows = CalamineWorkbook.from_path(CORPUS / name).get_sheet_by_index(0).to_python()
    titles = next(row for row in rows if "Reference" in row)
    for row in rows[rows.index(titles) + 1 :]:
        cells = dict(zip(titles, row, strict=False))
        values = [
            (t, fold(int(v) if isinstance(v, float) else v))
            for t, v in cells.items()
            if v not in ("", None) and not isinstance(v, bool)
        ]
        values = [
            (t, v.partition(" ")[0] if t == "Control Date" else v)
            for t, v in values
            if t not in ("Name Type", "Alias Strength")
        ]
        yield fold(int(row[0]) if isinstance(row[0], float) else row[0]), values


def transcription(name):
    for row in csv.DictReader(io.StringIO((CORPUS / name).read_text("utf-8"))):
        values = []
        for title, cell in row.items():
            scalar = title in ("reason", "name")
            parts = [cell] if scalar else next(csv.reader([cell], delimiter=";", skipinitialspace=True), [])
            values += [(title, fold(part)) for part in parts if part.strip()]
        yield row["name"], values


def ftm(name):
    rows = [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]
    parties = {row["id"]: row for row in rows}
    for row in rows:
        if row["schema"] != "Sanction" or row["properties"]["entity"][0] not in parties:
            continue
        keys = ("reason", "authority", "program", "authorityId", "startDate", "endDate", "provisions", "status")
        values = [(key, fold(w)) for key in keys for w in row["properties"].get(key, ())]
        yield (row["properties"].get("authorityId") or [None])[0], values


FILES = {
    "uk-fcdo/uk_sample.xml": uk, "uk-fcdo/uk-sanctions-list.xml": uk, "un/un.xml": un, "eu/fsf.xml": eu, "eu/eu_sample.xml": eu,
    "switzerland/ch_sample.xml": seco, "canada/cannada.xml": canada, "canada/sema.xml": canada, "australia/dfat.xlsx": australia,
    "eu/opensanctions-transcribed/32026R1843.csv": transcription, "eu/opensanctions-transcribed/32026R1848.csv": transcription,
    "eu/opensanctions-transcribed/32019R0796.csv": transcription, "opensanctions/zala_entities.ftm.json": ftm,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_value_of_ten_raw_rows_stands_in_their_records(name):
    rows = [(key, values) for key, values in FILES[name](name) if key in text_of(name)]
    assert len(rows) >= 3
    chosen = rows[:: max(1, len(rows) // ROWS)]
    lost = []
    for key, values in chosen:
        left = ([(key, tag, words) for tag, words in values if words not in text] for text in text_of(name)[key])
        lost += min(left, key=len)
    assert lost == []
