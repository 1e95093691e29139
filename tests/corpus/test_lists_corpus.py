"""The official lists as their agencies publish them, when ../shared is there: every row is a record, and reads back.

Counts are taken from the files themselves by other means (plain XML and CSV), not from the readers.
"""

import csv
import datetime
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from sources.changes import compare
from sources.errors import UnreadableFile
from sources.formats import reader_for
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back

CORPUS = Path(__file__).parents[3] / "shared/corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus is not there: the real files are not in the repository"
)
NEW, OLD = "ecfr/title-15_part-744_2026-07-23.xml", "ecfr/title-15_part-744_2026-03-25.xml"


def read(name):
    file = CORPUS / name
    with file.open("rb") as opened:
        reader = reader_for(name, opened.read(65536))
    return reader.read(file, name, Given())


@pytest.fixture(scope="module")
def snapshots():
    return {name: {p.document.part: p for p in read(name)} for name in (OLD, NEW)}


def table_rows(name, supplement, columns):
    """(country, name before a.k.a. or None, cells) of a table, read by the standard library alone."""
    for division in ET.parse(CORPUS / name).getroot().iter("DIV9"):
        if supplement in "".join(division.find("HEAD").itertext()):
            for tr in division.iter("TR"):
                cells = [" ".join("".join(td.itertext()).split()) for td in tr.iter("TD")]
                if len(cells) == columns:
                    yield cells


@pytest.mark.parametrize("name", [OLD, NEW])
def test_every_row_of_the_ecfr_lists_is_a_record(snapshots, name):
    parts = snapshots[name]
    entity = [cells for cells in table_rows(name, "Supplement No. 4", 5) if cells[1]]
    assert len(parts["Supplement No. 4"].records) == len(entity) == 3415
    unverified = [cells for cells in table_rows(name, "Supplement No. 6", 3) if cells[1]]
    assert len(parts["Supplement No. 6"].records) == len(unverified)
    military = [
        cells for cells in table_rows(name, "Supplement No. 7", 3)
        if cells[1] and cells[1] != "[Reserved]" and not re.match(r"Subordinate institu\w+:|The following", cells[1])
    ]  # fmt: skip
    assert len(parts["Supplement No. 7"].records) == len(military)
    for parsed in parts.values():
        assert_fields_slice_back(parsed)


def test_every_citation_with_a_date_is_an_event(snapshots):
    records = snapshots[NEW]["Supplement No. 4"].records
    printed = sum(
        len(set(re.findall(r"\d+ FR (?:FR )?\d+", cells[4]))) for cells in table_rows(NEW, "Supplement No. 4", 5)
    )  # one that a cell prints twice is one event
    shared = [r for r in records if r.events and r.first("citation").start < r.start]  # rows of a group
    own = [r for r in records if r not in shared]
    assert sum(len(r.events) for r in own) == printed
    assert all(r.events and r.all("requirement") and r.all("policy") and r.all("country") for r in records)
    assert snapshots[NEW]["Supplement No. 4"].warnings == ()


def test_every_section_and_supplement_is_a_document(snapshots):
    parts = set(snapshots[NEW])
    assert {f"§ 744.{n}" for n in (1, 2, 3, 6, 11, 15, 16, 21, 22, 23)} <= parts
    assert {f"Supplement No. {n}" for n in range(1, 9)} <= parts
    criteria = snapshots[NEW]["§ 744.11"]
    assert {"§ 744.11(b)", "§ 744.11(b)(5)", "§ 744.11(a)(2)(v)(A)(3)(ii)"} <= {h for _, h in criteria.headings}
    assert criteria.document.snapshot == datetime.date(2026, 7, 23)
    notes = snapshots[NEW]["Supplement No. 4, notes"]
    assert {f"Supplement No. 4, footnote {n}" for n in range(1, 6)} <= {h for _, h in notes.headings}


def entity_cells(name):
    """The entity cells of Supplement No. 4 with their line breaks, by the standard library alone."""
    for division in ET.parse(CORPUS / name).getroot().iter("DIV9"):
        if "Supplement No. 4" in "".join(division.find("HEAD").itertext()):
            for tr in division.iter("TR"):
                cells = tr.findall("TD")
                if len(cells) == 5:
                    for br in cells[1].iter("br"):
                        br.tail = "\n" + (br.tail or "")
                    lines = [
                        "".join(line.split()) and " ".join(line.split())
                        for line in "".join(cells[1].itertext()).split("\n")
                    ]
                    yield [line for line in lines if line]


def test_names_and_aliases_agree_with_the_marks_where_the_table_has_them(snapshots):
    """Where `, a.k.a.,` ends the name, the name is what stands before it; lines with a dash are its aliases."""
    records = snapshots[NEW]["Supplement No. 4"].records
    cells = list(entity_cells(NEW))
    assert len(cells) == len(records)
    marked = names = aliases = 0
    for lines, record in zip(cells, records, strict=True):
        head = re.match(r"([^(\n]+(?:\([^()]*\)[^(\n]*)*?)[;,]* a\.k\.a\.?,? the following", lines[0])
        if not head or re.search(r"\([af]\.k\.a", head.group(1)):  # an alias in brackets before the mark
            continue
        marked += 1
        names += record.name.rstrip(".") == head.group(1).rstrip(".,; ")
        listed = {
            re.sub(r"(;\s*and|,?\s+and|[;.,])*$", "", line.lstrip("—- ")) for line in lines[1:] if line.startswith("—")
        }
        aliases += listed <= {field.value.rstrip(".") for field in record.all("alias")}
    assert marked > 1800
    assert names == marked
    assert aliases >= 0.98 * marked


def rows_as_published(name, supplement):
    """The rows of a supplement's table, each as it stands in the XML."""
    root = ET.parse(CORPUS / name).getroot()
    division = next(d for d in root.iter("DIV9") if supplement in "".join(d.find("HEAD").itertext()))
    rows = list(division.iter("TR"))
    return [ET.tostring(tr) for tr in rows]


def test_nothing_changed_in_substance_between_the_snapshots(snapshots):
    """585 rows of the Entity List differ as they are written; all of them are named as reformatted, and none as changed."""
    reformatted = {}
    for part in ("Supplement No. 4", "Supplement No. 6", "Supplement No. 7"):
        old, new = snapshots[OLD][part], snapshots[NEW][part]
        found = compare(old.document, old.records, new.document, new.records)
        assert not found.added and not found.removed and not found.changed
        reformatted[part] = len(found.reformatted)
    was, now = (rows_as_published(name, "Supplement No. 4") for name in (OLD, NEW))
    differing = [n for n, (a, b) in enumerate(zip(was, now, strict=True)) if a != b]
    assert len(differing) == 585
    assert reformatted == {"Supplement No. 4": 585, "Supplement No. 6": 6, "Supplement No. 7": 0}


def test_the_ecfr_part_is_read_quickly():
    """Against parsing the same file and writing the rows of one table out again: 8 to 11 times were measured."""
    start = time.process_time()
    rows_as_published(NEW, "Supplement No. 4")
    floor = time.process_time() - start
    start = time.process_time()
    read(NEW)
    assert time.process_time() - start < 25 * floor


def csv_rows(name, delimiter=","):
    with (CORPUS / name).open(encoding="utf-8", errors="replace", newline="") as file:
        return [row for row in csv.reader(file, delimiter=delimiter) if len(row) > 1]


@pytest.mark.parametrize(("name", "aliases", "addresses"), [("ofac/sdn/sdn.csv", "alt.csv", "add.csv"), ("ofac/consolidated/cons_prim.csv", "cons_alt.csv", "cons_add.csv")])  # fmt: skip
def test_treasurys_lists(name, aliases, addresses):
    (parsed,) = read(name)
    assert_fields_slice_back(parsed)
    assert len({r.first("identifier").value for r in parsed.records}) == len(
        csv_rows(name)
    )  # a row may be on two lists
    first = list({r.first("identifier").value: r for r in reversed(parsed.records)}.values())
    folder = name.rpartition("/")[0]
    alt = csv_rows(f"{folder}/{aliases}")
    joined = sum(len(r.all("alias")) for r in first)
    weak = sum(len(r.all("weak_alias")) for r in first)
    assert joined >= len(alt) and weak > 0
    add = [row for row in csv_rows(f"{folder}/{addresses}") if any(c.strip() != "-0-" for c in row[2:])]
    assert sum(len(r.all("address")) for r in first) == len(add)


def test_the_consolidated_lists_programmes():
    (parsed,) = read("ofac/consolidated/cons_prim.csv")
    counts = Counter(r.list_id for r in parsed.records)
    rows = csv_rows("ofac/consolidated/cons_prim.csv")
    assert counts["ns-cmic"] == sum("CMIC" in row[3] for row in rows)
    assert counts["ns-plc"] == sum("NS-PLC" in row[3] for row in rows)
    machines = [r for r in parsed.records if r.list_id == "ns-cmic"]
    assert all(r.first("effective") and r.events and r.events[0].action == "added" for r in machines)


@pytest.mark.parametrize(
    ("name", "delimiter", "count"),
    [("csl/bis_dpl_2021.txt", "\t", 581), ("csl/csl_sample_2019.csv", ",", 115)],
)
def test_flat_lists(name, delimiter, count):
    (parsed,) = read(name)
    assert_fields_slice_back(parsed)
    assert len(parsed.records) == len(csv_rows(name, delimiter)) - 1 == count


def test_small_samples_of_older_layouts():
    for name in ("csl/govwizely_el.csv", "csl/govwizely_consolidated.xml"):
        (parsed,) = read(name)
        assert_fields_slice_back(parsed)
        assert parsed.records
    entries = ET.parse(CORPUS / "csl/govwizely_consolidated.xml").getroot()
    assert len(parsed.records) == sum(node.tag.endswith("sdnEntry") for node in entries)


def test_uflpa():
    (file,) = (CORPUS / "uflpa").glob("*.html")
    (parsed,) = read(f"uflpa/{file.name}")
    assert_fields_slice_back(parsed)
    page = file.read_text(encoding="utf-8")
    rows = sum(len(re.findall("<tr", table)) - 1 for table in re.findall(r"<table.*?</table>", page, re.S))
    assert len(parsed.records) == rows
    assert all(r.events and r.all("basis") for r in parsed.records)


WORLD = {
    "us-treasury/consolidated.xml": (
        {"ns-plc": 78, "capta": 15, "ssi": 286, "ns-mbs": 15, "fse": 1, "ns-cmic": 68},
        443,
    ),
    "us-treasury/cons_advanced.xml": ({"ns-plc": 78, "sdn": 8, "capta": 1, "ssi": 236, "fse": 5}, 320),
    "us-commerce/consolidated_excerpt.json": ({"sdn": 1, "entity-list": 1, "isn": 1}, 3),
    "us-commerce/csl_consolidated.csv": ({"sdn": 8, "ssi": 1}, 9),
    "us-commerce/uvl.csv": ({"unverified-list": 13}, 13),
    "us-state/itar_debarred_party_list_01242018.csv": ({"aeca-debarred": 515}, 515),
    "us-state/isn.csv": ({"isn": 199}, None),
}
"""Records by list, and how many parties they are (by number, where the file numbers them)."""


@pytest.mark.parametrize("name", WORLD)
def test_lists_of_other_layouts(name):
    counts, parties = WORLD[name]
    (parsed,) = read(f"world/{name}")
    assert_fields_slice_back(parsed)
    assert Counter(r.list_id for r in parsed.records) == counts
    named = {r.first("identifier").value if name.startswith("us-treasury") else r.id for r in parsed.records}
    assert parties is None or len(named) == parties


def test_the_laws_of_a_party_and_its_notices_are_kept():
    (parsed,) = read("world/us-state/isn.csv")
    rows = csv_rows("world/us-state/isn.csv")[1:]
    kept = {(r.name, f.value) for r in parsed.records for f in r.all("programme")}
    laws = {(" ".join(row[2].split()), row[1].strip()) for row in rows}
    lost = {(party, law) for party, law in laws if not any(law == of and party.startswith(name) for name, of in kept)}
    assert not lost
    assert all(
        f.value.startswith(("Vol", "Notice", "Public Notice")) for r in parsed.records for f in r.all("citation")
    )


@pytest.mark.parametrize("name", ["ofac_add.csv", "ofac_alt.csv", "ofac_sdn_comments.csv", "test.xml"])
def test_parts_of_treasurys_lists_are_refused_with_the_remedy(name):
    with pytest.raises(UnreadableFile, match=r"put that file|download the list again"):
        read(f"world/us-treasury/{name}")


def test_an_order_begins_on_its_effective_date():
    (parsed,) = read("csl/bis_dpl_2021.txt")
    rows = csv_rows("csl/bis_dpl_2021.txt", "\t")[1:]
    for record, row in zip(parsed.records, rows, strict=True):
        month, day, year = (int(n) for n in row[6].split("/")) if row[6] else (0, 0, 0)
        assert not year or record.events[0].date == datetime.date(year, month, day), row[0]
