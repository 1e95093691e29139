"""The lists of the United States in layouts of their own, when ../shared is there: counts taken from the files by other means."""

import csv
import functools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from sources.formats import ecfr
from sources.formats.listed_in_text import with_lists
from sources.formats.parsed import Given
from sources.load import read_file
from tests.unit.lists import assert_fields_slice_back

CORPUS = Path(__file__).parents[3] / "shared/corpus/world"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus/world is not there: the real files are not in the repository"
)
MILITARY = "us-defense/ENTITIES-IDENTIFIED-AS-CHINESE-MILITARY-COMPANIES-OPERATING-IN-THE-UNITED-STATES.pdf"


@functools.cache
def read(name):
    (found,) = read_file(CORPUS / name, name)
    return found


COUNTS = {  # records by list; entities, or rows, by the README
    MILITARY: {"1260h": 133 + 1 + 6},
    "us-defense/dow_1286.json": {"section-1286": 134},
    "us-defense/section_1286.csv": {"section-1286": 443},
    "us-other/cbp_wro.json": {"wro": 67},
    "us-other/dhs_uflpa.json": {"uflpa": 148},
    "us-other/fcc_covered.json": {"fcc-covered": 15},
    "us-other/fcc_covered_table.csv": {"fcc-covered": 17},  # 16 rows, one of which names two companies
    "us-state/state_debarred_statutory.json": {"aeca-debarred": 779},
    "us-state/state_debarred_admin.json": {"aeca-debarred": 8},
    "us-state/inksna.csv": {"isn": 28},
    "us-state/section_353.csv": {"section-353": 167},
    "us-commerce/mieu.csv": {"mieu": 13},
}


@pytest.mark.parametrize("name", COUNTS)
def test_counts(name):
    found = read(name)
    assert_fields_slice_back(found) if name != MILITARY else None  # its footnote is read where it stands
    assert Counter(r.list_id for r in found.records) == COUNTS[name]


def test_who_was_taken_off_stands_at_the_end_and_one_in_a_footnote():
    found = read(MILITARY)
    assert (found.document.kind, str(found.document.snapshot)) == ("list", "2025-01-07")
    assert sum(bool(r.all("ended")) for r in found.records) == 6
    (noted,) = [r for r in found.records if r.events]
    assert noted.events[0].citation == "89 FR 86230"
    assert not any(re.search(r"Public Law|1260H|Thornberry|\*", r.name) for r in found.records)


def entities(name):
    return json.loads((CORPUS / name).read_text("utf-8"))["entities"]


def test_the_ground_of_each_determination():
    found, printed = read("us-defense/dow_1260h.json"), entities("us-defense/dow_1260h.json")
    assert len(printed) == 80 and all(r.all("reason") and r.all("citation") for r in found.records)
    assert {" ".join(e["name"].split()) for e in printed} <= {r.name for r in found.records}
    assert len({r.first("reason").value for r in found.records}) == 80
    assert "cut short" in " ".join(found.warnings)
    history = {r.name for r in read("us-defense/sanctions.csv").records}
    assert len(history) > 200


def test_the_history_of_military_companies():
    with (CORPUS / "us-defense/sanctions.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == 397
    parties = {" ".join(row["Clean Name"].split()).casefold() for row in rows}
    records = read("us-defense/sanctions.csv").records
    assert len(records) == len(parties)
    first = {}
    for row in rows:
        name = " ".join(row["Clean Name"].split()).casefold()
        first[name] = min(first.get(name, "9999"), row["Start date"])
    assert all(str(r.events[0].date) == first[r.name.casefold()] for r in records)


def test_each_nonproliferation_action():
    actions = sum(e["notes"].count("Authority: ") for e in entities("us-state/state_nonproliferation.json"))
    records = read("us-state/state_nonproliferation.json").records
    assert len(records) == actions and len({r.name for r in records}) <= 528
    over = sum(
        len(re.findall(r"status: Expired", e["notes"])) for e in entities("us-state/state_nonproliferation.json")
    )
    assert sum(bool(r.all("ended")) for r in records) >= 0.97 * over


def test_the_page_of_restricted_entities():
    page = (CORPUS / "us-state/restricted-list.html").read_text("utf-8")
    body = page[page.index("<strong>Ministries") : page.index("</article>")]
    lines = [" ".join(re.sub(r"<[^>]+>", "", p).split()) for p in re.findall(r"<p>(?!<strong>)(.*?)</p>", body, re.S)]
    found = read("us-state/restricted-list.html")
    assert_fields_slice_back(found)
    others = [line for line in lines if re.match(r"(?:also|alias) ", line)]
    assert len(found.records) == len(lines) - len(others) and len(lines) > 240
    own = [line for line in lines if "Effective" in line and line not in others]
    assert sum(str(r.events[0].date) != "2025-02-06" for r in found.records) == len(own)
    assert str(found.document.snapshot) == "2025-07-14"


def test_the_end_users_of_the_section_are_those_of_the_table():
    section = CORPUS.parent / "ecfr/title-15_part-744_2026-07-23.xml"
    parsed = next(p for p in ecfr.read(section, section.name, Given()) if p.document.part == "§ 744.22")
    found = with_lists(parsed, lambda: None)
    names = {r.name for r in read("us-commerce/mieu.csv").records}
    assert {r.name for r in found.records} == names
