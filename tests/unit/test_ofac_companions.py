"""Treasury's files are joined by what they hold, whatever they are called; what is missing is said, and told by an answer."""

import re
import shutil
from pathlib import Path

import pytest

from assistant.ask import ask
from index.build import add
from index.search import Index
from sources.formats import ofac
from sources.formats.parsed import Given
from sources.load import find_files, read_file
from tests.hash_encoder import HashEncoder
from tests.unit.lists import assert_fields_slice_back, values

FOLDER = Path(__file__).parent.parent / "fixtures/lists/ofac"
NAMES = {
    "as published": {"sdn.csv": "sdn.csv", "alt.csv": "alt.csv", "add.csv": "add.csv", "sdn_comments.csv": "sdn_comments.csv"},
    "a date in front": {
        "sdn.csv": "2026-08-01_sdn.csv", "alt.csv": "2026-08-01_alt.csv", "add.csv": "2026-08-01_add.csv",
        "sdn_comments.csv": "2026-08-01_sdn_comments.csv",
    },
    "downloaded twice": {"sdn.csv": "SDN (1).CSV", "alt.csv": "ALT (2).CSV", "add.csv": "ADD.CSV", "sdn_comments.csv": "SDN_COMMENTS (1).csv"},
    "with the office in front": {
        "sdn.csv": "ofac_sdn.csv", "alt.csv": "ofac_alt.csv", "add.csv": "ofac_add.csv", "sdn_comments.csv": "ofac_sdn_comments.csv",
    },
    "called something else": {"sdn.csv": "blocked.csv", "alt.csv": "names.csv", "add.csv": "places.csv", "sdn_comments.csv": "comments.csv"},
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_joined_by_content(case, tmp_path):
    for name, other in NAMES[case].items():
        shutil.copy(FOLDER / name, tmp_path / other)
    for name in ("cons_prim.csv", "cons_alt.csv", "cons_add.csv"):
        shutil.copy(FOLDER / name, tmp_path / name)
    main = NAMES[case]["sdn.csv"]
    assert sorted(found.path.name for found in find_files([tmp_path])) == sorted([main, "cons_prim.csv"])
    (parsed,) = read_file(tmp_path / main, main)
    company, person, _ = parsed.records
    assert values(company)["alias"] == ["AMBER LINES", "AMBER BOATS, S.A."] and len(company.all("address")) == 2
    assert values(person)["remark"][-1] == "Gender Male"
    assert parsed.warnings == ()


def test_a_companion_that_leads_elsewhere_is_not_read(tmp_path):
    folder, store = tmp_path / "docs", tmp_path / "store"
    folder.mkdir()
    store.mkdir()
    for name in ("alt.csv", "add.csv", "sdn_comments.csv"):
        shutil.copy(FOLDER / name, store / name)
        (folder / name).symlink_to(store / name)
    shutil.copy(FOLDER / "sdn.csv", folder / "sdn.csv")
    (parsed,) = read_file(folder / "sdn.csv", "sdn.csv")
    assert "alias" not in values(parsed.records[0])
    shutil.copy(FOLDER / "sdn.csv", store / "sdn.csv")
    (folder / "sdn.csv").unlink()
    (folder / "sdn.csv").symlink_to(store / "sdn.csv")  # where the main file itself leads, its companions are
    (parsed,) = read_file(folder / "sdn.csv", "sdn.csv")
    assert len(values(parsed.records[0])["alias"]) == 2


def row(number, name, remarks="-0-", programme="LANTERN"):
    cells = [
        number,
        f'"{name}"',
        "-0-",
        f'"{programme}"',
        *["-0-"] * 7,
        f'"{remarks}"' if remarks != "-0-" else remarks,
    ]
    return ",".join(map(str, cells)) + "\r\n"


LONG = ("Linked To: EXAMPLA SHIPPING CO., LTD.; " * 30)[:1000]
GAPS = {
    "alone": ({}, ["ALT.CSV", "ADD.CSV", "1 remarks are cut at 1,000 characters"]),
    "of another day": (
        {"alt.csv": '9,1,"aka","EXAMPLA LINES",-0- \r\n77,2,"aka","OTHERS",-0- \r\n', "add.csv": '9,1,"1 Road","Klow","Syldavia",-0- \r\n'},
        ["alt.csv.*another day.*1 of its entries", "cut at 1,000"],
    ),
    "of another day by its name": (
        {"2024-05-06_alt.csv": '9,1,"aka","EXAMPLA LINES",-0- \r\n', "add.csv": '9,1,"1 Road","Klow","Syldavia",-0- \r\n'},
        ["2024-05-06_alt.csv.*another day", "cut at 1,000"],
    ),
    "whole": (
        {"alt.csv": '9,1,"aka","EXAMPLA LINES",-0- \r\n', "add.csv": '9,1,"1 Road","Klow","Syldavia",-0- \r\n',
         "sdn_comments.csv": '9,"nd more."\r\n'},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GAPS)
def test_what_is_missing_is_said(case, tmp_path):
    files, says = GAPS[case]
    main = "2024-05-03_sdn.csv" if "name" in case else "sdn.csv"
    (tmp_path / main).write_text(row(9, "EXAMPLA SHIPPING", LONG), encoding="utf-8")
    for name, words in files.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    (parsed,) = ofac.read(tmp_path / main, main, Given())
    assert_fields_slice_back(parsed)
    assert len(parsed.warnings) == len(says)
    for pattern in says:
        assert any(re.search(pattern, warning) for warning in parsed.warnings), parsed.warnings
    assert bool(parsed.records[0].all("missing_remarks")) == (case != "whole")


def test_an_answer_on_such_a_row_says_so(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "sdn.csv").write_text(
        row(9, "EXAMPLA SHIPPING", LONG) + row(10, "EXAMPLA OPTICS"), encoding="utf-8"
    )
    add([tmp_path / "in"], tmp_path / "index", encoder=HashEncoder())
    index = Index.open(tmp_path / "index", HashEncoder())
    said = ask(index, "Is Exampla Shipping on the SDN List?")
    assert said.answered and "cut off here" in said.text
    assert "cut off" not in ask(index, "Is Exampla Optics on the SDN List?").text
    names = ask(index, "What are the other names of Exampla Optics?")
    assert names.missing == ("names",) and "was not added" in names.text


ROWS = [
    ("UKRAINE-EO13662] [RUSSIA-EO14024", "Executive Order 13662 Directive Determination - Subject to Directive 2; "
     "Listing Date (EO 14024 Directive 2): 24 Feb 2022; Listing Date (EO 14024 Directive 3): 25 Feb 2022",
     {"ssi": [], "capta": ["2022-02-24"], "ns-mbs": ["2022-02-25"]}),
    ("UKRAINE-EO13662] [RUSSIA-EO14024", "alt. Secondary sanctions risk: See Section 11 of Executive Order 14024", {"ssi": []}),
    ("CMIC-EO13959", "Listing Date (CMIC) 03 Jun 2021", {"ns-cmic": ["2021-06-03"]}),
    ("RUSSIA-EO14024", "Executive Order 14024 Directive Information Subject to Directive 3 - All transactions", {"ns-mbs": []}),
    ("SDGT] [NS-PLC", "DOB 1962", {"ns-plc": []}),
    ("BURMA-EO14014", "Listing Date (EO 14014 Directive 1): 31 Oct 2023", {"ns-mbs": ["2023-10-31"]}),
    ("561-Related", "-0-", {"capta": []}),
]  # fmt: skip


@pytest.mark.parametrize(("programme", "remarks", "lists"), ROWS)
def test_a_row_is_on_each_list_that_it_stands_for(programme, remarks, lists, tmp_path):
    (tmp_path / "cons_prim.csv").write_text(row(7, "CITRINE OIL", remarks, programme), encoding="utf-8")
    (parsed,) = read_file(tmp_path / "cons_prim.csv", "cons_prim.csv")
    assert_fields_slice_back(parsed)
    assert {r.list_id: [e.date.isoformat() for e in r.events] for r in parsed.records} == lists
