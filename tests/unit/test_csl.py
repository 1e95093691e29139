"""The Consolidated Screening List in its layouts: records under the list that their source names."""

import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import csl, reader_for
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back, values

FOLDER = Path(__file__).parent.parent / "fixtures/lists"


def read(name):
    (parsed,) = csl.read(FOLDER / name, f"csl/{name}", Given())
    assert_fields_slice_back(parsed)
    return parsed


def test_current_layout():
    parsed = read("csl_2025.csv")
    assert parsed.document.list_id is None and not parsed.prose
    assert [(r.name, r.list_id) for r in parsed.records] == [
        ("Amber Lantern Works", "entity-list"), ("DJORDJE KALMAN", "denied-persons"), ("AMBER SHIPPING CO. LTD.", "sdn"),
        ("Ebony Shipyard", "meu-list"), ("Flint Brigade", "isn"),
    ]  # fmt: skip
    entity, denied, sdn, meu, isn = parsed.records
    assert values(entity)["alias"] == ["Lampwerk Amber GmbH", "Amber Licht"]
    assert values(entity)["address"] == ["No. 4 Mill Road, Szohod, BO", "P.O. Box 12, Szohod, BO"]
    assert values(entity)["basis"] == ["§ 744.11"]
    assert [(e.action, e.date, e.citation) for e in entity.events] == [
        ("added", datetime.date(2015, 1, 5), "80 FR 11112")
    ]
    assert [(e.action, e.date.isoformat()) for e in denied.events] == [
        ("added", "2002-03-04"),
        ("changed", "2003-06-27"),
    ]
    assert (values(denied)["effective"], values(denied)["expires"]) == (["2002-03-04"], ["2056-06-29"])
    assert values(sdn)["programme"] == ["LANTERN", "ROPE"] and sdn.events == ()
    assert meu.events[0].date == datetime.date(2020, 12, 23)
    assert values(isn)["citation"] == ["Vol. 83, No. 91, 05/10/2018"]


def test_oldest_layout_joins_the_rows_of_an_entry():
    first, second = read("csl_oldest.csv").records
    assert values(first)["alias"] == ["Lampwerk Amber GmbH", "Amber Licht"]
    assert values(first)["address"] == ["No. 4 Mill Road Szohod Borduria", "P.O. Box 12 Szohod Borduria"]
    assert first.events[0].date == datetime.date(2015, 1, 5)
    assert (second.list_id, second.name) == ("unverified-list", "Dolomite Trading FZE")


def test_json():
    first, second = read("csl.json").records
    assert values(first)["alias"] == ["Amber Licht"]
    assert values(first)["address"] == ["No. 4 Mill Road Szohod BO"]
    assert first.events[0].citation == "80 FR 11112"
    assert values(second)["identifier"] == ["Tax ID No. 77-1 BO"]


def test_an_unknown_source_is_named():
    row = "source,name\nRope List (RPL) - Rope Office,Amber\n"
    file = FOLDER / "csl_2025.csv"
    assert "Rope List" not in file.read_text()
    parsed = _read_text(row)
    assert parsed.records[0].list_id == "Rope List (RPL) - Rope Office"
    assert "Rope List" in parsed.warnings[0]


BROKEN = {
    "x.csv columns": ("x.csv", "a,b,c\n1,2,3\n", r"x\.csv, line 1: no column for source and name \(it has a, b, c\)"),
    "web page": ("x.csv", "  <!doctype HTML><html>", "HTML page"),
    "web page as json": ("x.json", "<html>", "HTML page"),
    "too many cells": ("x.csv", "source,name\nEL,A,B,C\n", "line 2: 4 columns where the heading has 2"),
    "no name": ("x.csv", "source,name,programs\nEL,,X\n", "line 2: a row without a name"),
    "only a heading": ("x.csv", "source,name\n", "no entry"),
    "cut off": ("x.json", '{"results": [\n{"source": "EL",', "line 2: broken JSON"),
    "no results": ("x.json", '{"rows": 3}', "no list of results"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_refused(case):
    name, words, cause = BROKEN[case]
    with pytest.raises(UnreadableFile, match=cause):
        _read_text(words, name)


@pytest.mark.parametrize("words", ["<html><body>503</body></html>", "colour,size\nred,5\n"])
def test_tables_that_nobody_knows_are_refused_and_not_read_as_text(words):
    assert reader_for("table.csv", words.encode()) is csl


def _read_text(words, name="x.csv"):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_text(words, encoding="utf-8")
        return csl.read(file, name, Given())[0]
