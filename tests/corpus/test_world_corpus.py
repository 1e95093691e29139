"""The lists of other authorities as they publish them, when ../shared is there: counts taken from the files by other means."""

import functools
import json
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
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
    "canada/cannada.xml": (4759, 0, "2025-03-20"),
    "canada/sema.xml": (16, 0, "2026-06-12"),
    "australia/dfat.xlsx": (3846, 0, "2026-07-21"),
    "uk-ofsi/UK_Sanctions_List.xlsx": (4686, 3813, "2025-04-10"),
    "uk-ofsi/InvBan.csv": (11, 1, "2022-04-06"),  # 14 rows
    "uk-ofsi/Cyber.pdf": (
        79,
        79,
        "2025-08-12",
    ),  # 70 and 9 numbered paragraphs; two `Group ID` are torn by a line's end
    "eu/EUSanctionsShort.csv": (93, 0, "2018-07-04"),
    "eu/eu-annex-iv.csv": (921, 0, "None"),
    "eu/opensanctions-transcribed/32019R0796.csv": (38, 38, "None"),
    "eu/opensanctions-transcribed/32020R1998.csv": (177, 177, "None"),
    "eu/opensanctions-transcribed/32024R2642.csv": (100, 100, "None"),
    "eu/opensanctions-transcribed/32026R1843.csv": (216, 216, "None"),
    "eu/opensanctions-transcribed/32026R1848.csv": (157, 49, "None"),
    "eu/opensanctions-transcribed/32026R1895.csv": (10, 10, "None"),
    "eu/opensanctions-transcribed/32026R1960.csv": (7, 0, "None"),
    "japan-meti/250912_list_russia_tokutei.pdf.txt": (561, 0, "2025-09-12"),  # 560 times 所在地, once with blanks in it
    "japan-meti/250912_list_daisangoku_tokutei.pdf.txt": (56, 0, "2025-09-12"),
    "japan-meti/list_belarus_tokutei.pdf.txt": (27, 0, "2022-07-05"),
    "japan-meti/jp.json": (835, 0, "2026-07-20"),
    "china/china-mofcom.csv": (196, 0, "None"),
    "china/cn.json": (240, 0, "2026-07-19"),
    "china/sanctions.csv": (610, 0, "None"),
    "opensanctions/t1_entities.ftm.json": (6, 0, "2024-06-01"),  # 7 entities, one an address
    "opensanctions/t2_20240527194702-wnk_entities.delta.json": (
        13,
        0,
        "2024-05-30",
    ),  # 2 parties on the lists of their datasets
    "opensanctions/t2_20240528014702-pfh_entities.delta.json": (8, 0, "2024-06-01"),  # 2
    "opensanctions/t2_20240528134729-3iv_entities.delta.json": (1, 0, "2024-06-01"),
}
REFUSED = {"eu/Abbreviation FSD extract program (1).xlsx": "a spreadsheet with no list that is known"}
"""Files that are no list, with what is said of them."""
PROSE = {
    "README.md",
    "eu/FSF-CSV-attributes[1384].pdf",
    "eu/opensanctions-transcribed/FORMAT.md",
    "japan-meti/page_content.txt",
}
"""Files that tell about lists and are read as documents."""


def test_every_file_is_read_or_refused_with_a_reason():
    files = {p.relative_to(CORPUS).as_posix() for p in CORPUS.rglob("*") if p.is_file()}
    assert {name for name in files if not name.startswith("us-")} == {*COUNTS, *REFUSED, *PROSE}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused(name):
    with pytest.raises(UnreadableFile, match=REFUSED[name]):
        read(name)


@pytest.mark.parametrize("name", sorted(PROSE))
def test_read_as_documents(name):
    with (CORPUS / name).open("rb") as opened:
        reader = reader_for(name, opened.read(65536))
    assert reader.__name__.rpartition(".")[2] in ("text", "pdf")


@pytest.mark.parametrize("name", COUNTS)
def test_counts(name):
    parsed = read(name)
    many, reasons, day = COUNTS[name]
    assert_fields_slice_back(parsed)
    assert len(parsed.records) == many
    assert reasons is None or sum(bool(r.all("reason")) for r in parsed.records) == reasons
    assert str(parsed.document.snapshot) == day
    told = ("closed on 28 January 2026", "not read: pictures (1, page 1)")
    assert [w for w in parsed.warnings if not any(words in w for words in told)] == []


def test_every_reason_of_a_sanction_is_kept():
    rows = [
        json.loads(line) for line in (CORPUS / "opensanctions/zala_entities.ftm.json").read_text("utf-8").splitlines()
    ]
    printed = sum(bool(r["properties"].get("reason")) for r in rows if r["schema"] == "Sanction")
    records = read("opensanctions/zala_entities.ftm.json").records
    assert printed == 27
    assert sum(bool(r.all("reason") or r.all("basis")) for r in records) == printed
