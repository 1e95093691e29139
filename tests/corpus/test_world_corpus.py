"""The lists of other authorities as they publish them, when ../shared is there: counts taken from the files by other means."""

import functools
import json
from pathlib import Path

import pytest

from sources.formats import reader_for
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back

CORPUS = Path(__file__).parents[3] / "shared/corpus/world"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus/world is not there: the real files are not in the repository"
)


@functools.cache
def read(name):
    file = CORPUS / name
    with file.open("rb") as opened:
        reader = reader_for(name, opened.read(65536))
    (parsed,) = reader.read(file, name, Given())
    return parsed


COUNTS = {  # records, records with a reason, day of the list
    "uk-fcdo/uk_sample.xml": (3, 2, "2026-10-02"),
    "uk-fcdo/uk-sanctions-list.xml": (8, 6, "2026-09-07"),
    "uk-fcdo/UK-Sanctions-List.csv": (1, 1, "2026-10-08"),
    "un/UN_consolidated.xml": (730 + 273, 0, "2026-02-27"),
    "un/un.xml": (736 + 275, 0, "2026-08-01"),
    "eu/eu_sample.xml": (3, 0, "2026-09-22"),
    "eu/fsf.xml": (5, 0, "2026-08-05"),
    "opensanctions/zala_entities.ftm.json": (41, None, "2026-04-29"),
    "opensanctions/targets.nested.fixture.jsonl": (1, 0, "None"),
    "opensanctions/ua_war_sanctions_targets.simple.csv": (1800, 0, "2026-03-13"),
    "switzerland/ch_sample.xml": (5, 4, "2026-08-15"),
    "switzerland/seco.xml": (3, 0, "2024-01-17"),
    "canada/cannada.xml": (4759, 0, "None"),
    "canada/sema.xml": (16, 0, "None"),
    "australia/dfat.xlsx": (3846, 0, "2026-07-21"),
    "uk-ofsi/UK_Sanctions_List.xlsx": (4686, 3813, "2025-04-10"),
    "uk-ofsi/InvBan.csv": (11, 1, "2022-04-06"),  # 14 rows
}


@pytest.mark.parametrize("name", COUNTS)
def test_counts(name):
    parsed = read(name)
    many, reasons, day = COUNTS[name]
    assert_fields_slice_back(parsed)
    assert len(parsed.records) == many
    assert reasons is None or sum(bool(r.all("reason")) for r in parsed.records) == reasons
    assert str(parsed.document.snapshot) == day
    assert [w for w in parsed.warnings if "closed on 28 January 2026" not in w] == []


def test_every_reason_of_a_sanction_is_kept():
    rows = [
        json.loads(line) for line in (CORPUS / "opensanctions/zala_entities.ftm.json").read_text("utf-8").splitlines()
    ]
    printed = sum(bool(r["properties"].get("reason")) for r in rows if r["schema"] == "Sanction")
    records = read("opensanctions/zala_entities.ftm.json").records
    assert printed == 27
    assert sum(bool(r.all("reason") or r.all("basis")) for r in records) == printed
