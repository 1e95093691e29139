"""The layouts in which agencies publish the same list: with and without headings, name spaces, byte order marks, in a title or a
part, as an interface answers and as the bulk file is made."""

import datetime
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from sources.formats import HEAD, reader_for
from sources.formats.parsed import Given, Parsed
from tests.unit.lists import assert_fields_slice_back

LISTS = Path(__file__).parents[1] / "fixtures" / "lists"


def text(name: str) -> str:
    return (LISTS / name).read_text(encoding="utf-8")


def read(folder: Path, name: str, content: str, encoding: str = "utf-8") -> list[Parsed]:
    (folder / name).write_bytes(content.encode(encoding))
    reader = reader_for(name, (folder / name).read_bytes()[:HEAD])
    assert reader is not None
    parsed = list(reader.read(folder / name, name, Given()))
    for each in parsed:
        assert_fields_slice_back(each)
    return parsed


def lists(parsed: list[Parsed]) -> dict[str, int]:
    return dict(Counter(r.list_id for p in parsed for r in p.records))


SPACES = [
    "",
    ' xmlns="http://tempuri.org/sdnList.xsd"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"',
]


@pytest.mark.parametrize("space", SPACES, ids=["none", "old", "new"])
def test_treasurys_xml_in_its_name_spaces(tmp_path: Path, space: str) -> None:
    parsed = read(tmp_path, "sdn.xml", re.sub(r"<sdnList[^>]*>", f"<sdnList{space}>", text("ofac/sdn.xml")))
    assert lists(parsed) == {"sdn": 2}
    assert parsed[0].document.snapshot == datetime.date(2014, 12, 17)


def test_treasurys_csv_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert lists(read(tmp_path, "sdn.csv", text("ofac/sdn.csv") + "\x1a\r\n", "utf-8-sig")) == {"sdn": 3}
    assert lists(read(tmp_path, "list.csv", text("ofac/sdn.csv"), "utf-8-sig")) == {"sdn": 3}


@pytest.mark.parametrize("wrap", ["interface", "bulk", "rows"])
def test_the_screening_list_as_json(tmp_path: Path, wrap: str) -> None:
    rows = json.loads(text("csl.json"))["results"]
    made = {
        "interface": {"total": len(rows), "sources": [{"value": "EL", "count": 1}], "results": rows},
        "bulk": {"search_performed_at": "2025-05-05T01:05:21.000Z", "results": rows},
        "rows": rows,
    }
    parsed = read(tmp_path, "consolidated.json", json.dumps(made[wrap]))
    assert lists(parsed) == {"entity-list": 1, "isn": 1}
    assert parsed[0].document.snapshot == (datetime.date(2025, 5, 5) if wrap == "bulk" else None)


HEADING, ROWS = text("dpl_2024-05-06.txt").split("\n", 1)


@pytest.mark.parametrize("layout", ["headed", "without heading", "without quotes", "windows"])
def test_the_denied_persons_list(tmp_path: Path, layout: str) -> None:
    content = {
        "headed": f"{HEADING}\n{ROWS}",
        "without heading": ROWS,
        "without quotes": f"{HEADING}\n{ROWS}".replace('"', ""),
        "windows": f"\ufeff{HEADING}\n{ROWS}".replace("\n", "\r\n"),
    }[layout]
    parsed = read(tmp_path, "dpl.txt", content)
    whole = read(tmp_path, "dpl_2024-05-06.txt", f"{HEADING}\n{ROWS}")
    assert [(r.name, r.fields.keys()) for r in parsed[0].records] == [
        (r.name, r.fields.keys()) for r in whole[0].records
    ]


def test_a_table_of_something_else_is_no_denied_persons_list(tmp_path: Path) -> None:
    parsed = read(tmp_path, "notes.txt", "one\ttwo\tthree\tfour\tfive\tsix\t1/2/2024\tseven\tY\tmore\n")
    assert [each.document.list_id for each in parsed] == [None]


@pytest.mark.parametrize("wrap", ["title", "bulk"])
def test_a_whole_title_of_the_regulations(tmp_path: Path, wrap: str) -> None:
    source = text("ecfr_part-744_2026-01-15.xml")
    part = source[source.index("<DIV5") :]
    before = '<DIV5 N="734" TYPE="PART"><HEAD>PART 734</HEAD><DIV8 N="734.9" TYPE="SECTION"><HEAD>§ 734.9 Made up.</HEAD><P>(e) Lanterns.</P></DIV8></DIV5>'
    inside = f'<DIV1 N="15" TYPE="TITLE"><HEAD>Title 15</HEAD><DIV3 N="VII" TYPE="CHAPTER"><DIV4 N="C" TYPE="SUBCHAP">{before}{part}</DIV4></DIV3></DIV1>'
    made = {
        "title": f"<?xml version='1.0'?>\n<ECFR>{inside}</ECFR>",
        "bulk": f"<?xml version='1.0'?>\n<DLPSTEXTCLASS><HEADER><FILEDESC/></HEADER><TEXT><BODY><ECFRBRWS><AMDDATE>Jan. 15, 2026</AMDDATE>{inside}</ECFRBRWS></BODY></TEXT></DLPSTEXTCLASS>",
    }
    parsed = read(tmp_path, "title-15_2026-01-15.xml", made[wrap])
    alone = read(tmp_path, "part-744_2026-01-15.xml", source)
    assert lists(parsed) == lists(alone) and len(parsed) == len(alone) + 1
    assert {p.document.part for p in parsed} >= {"§ 734.9", "§ 744.11", "Supplement No. 4"}


def test_the_registers_json_as_a_search_a_list_and_one_document(tmp_path: Path) -> None:
    one = json.loads(text("fr_document.json"))
    for n, made in enumerate((one, [one], {"count": 1, "results": [one]})):
        (parsed,) = read(tmp_path, f"fr{n}.json", json.dumps(made))
        assert parsed.document.kind == "rule" and parsed.document.title == one["title"]
