"""The lists of other authorities than those of the United States, on small invented files in their layouts."""

import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import listing, reader_for
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back, values

FOLDER = Path(__file__).parent.parent / "fixtures/lists/world"


def read(name, path=None):
    path = path or FOLDER / name
    with path.open("rb") as file:
        reader = reader_for(name, file.read(65536))
    (parsed,) = reader.read(path, name, Given())
    assert_fields_slice_back(parsed)
    assert not parsed.prose
    return parsed


def events(record):
    return [(e.action, e.date.isoformat()) for e in record.events]


def facts(record):
    return {(f.kind, f.value) for f in record.facts}


DATES = {
    "02/10/2026": "2026-10-02", "2.10.2026": "2026-10-02", "2026-10-02": "2026-10-02", "08-Oct-2026": "2026-10-08",
    "2026-10-02T08:00:00+02:00": "2026-10-02", "dd/mm/1945": None, "00/00/1975": None, "15/08/19yy": None, "31/02/2020": None,
    "1945": None, "": None, "2020-13-01": None,
}  # fmt: skip


@pytest.mark.parametrize("words", DATES)
def test_only_full_dates_are_dates(words):
    day = listing.full_date(words)
    assert (day.isoformat() if day else None) == DATES[words]


def test_uk_xml():
    parsed = read("uk.xml")
    assert (parsed.document.list_id, parsed.document.snapshot) == ("uk-sanctions-list", datetime.date(2026, 9, 3))
    assert parsed.warnings == ("uk.xml: 1 entry has no name and is left out (SYL0004)",)
    optics, ship, person = parsed.records
    said = values(optics)
    assert said["alias"] == ["Exampla Optical Works", "Экземпла Оптика"] and said["weak_alias"] == ["The Lens Office"]
    assert said["reason"][0].endswith("(1) it makes gun sights for the Government of Borduria.")
    assert said["programme"] == ["The Borduria (Sanctions) Regulations 2019"] and said["country"] == ["Borduria"]
    assert len(said["address"]) == 1
    assert {"Asset freeze", "Trust Services Sanctions", "Correspondent Banking Sanctions"} <= set(said["remark"])
    assert events(optics) == [("added", "2022-03-02"), ("changed", "2026-06-04")]
    assert {("registration", "1000000000001"), ("tax-id", "7000000001")} <= facts(optics)
    assert "reason" not in values(ship) and ("imo", "9000003") in facts(ship)
    assert person.name == "Ada Berta KALMAN" and events(person) == []
    assert {("birth-date", "dd/mm/1945"), ("birth-place", "Klow"), ("passport", "K12345")} <= facts(person)
    assert values(person)["nationality"] == ["Syldavia"]


def test_uk_csv_is_a_product_of_groups():
    parsed = read("uk.csv")
    assert (parsed.document.list_id, parsed.document.snapshot) == ("uk-sanctions-list", datetime.date(2026, 9, 8))
    optics, person = parsed.records
    said = values(optics)
    assert (said["alias"], said["weak_alias"]) == (["Exampla Optical Works"], ["The Lens Office"])
    assert (len(said["address"]), said["country"]) == (2, ["Borduria", "Syldavia"])
    assert said["reason"] == ["EXAMPLA OPTICS makes gun sights for the Government of Borduria."]
    assert events(optics) == [("added", "2022-03-02"), ("changed", "2026-06-04")]
    assert person.name == "Ada KALMAN"


def test_un_xml():
    parsed = read("un.xml")
    assert (parsed.document.list_id, parsed.document.snapshot) == ("un-consolidated", datetime.date(2026, 8, 2))
    assert "left out (BOe.002)" in parsed.warnings[0]
    person, optics = parsed.records
    said = values(person)
    assert (
        person.name == "ADA BERTA KALMAN" and said["alias"] == ["Ада Кальман"] and said["weak_alias"] == ["The Colonel"]
    )
    assert said["country"] == said["nationality"] == ["Syldavia"] and "reason" not in said
    assert events(person) == [("added", "2012-05-18"), ("changed", "2013-02-01"), ("changed", "2016-10-13")]
    assert {("passport", "K12345"), ("position", "Colonel"), ("birth-date", "1961")} <= facts(person)
    assert "reason" not in values(optics) and values(optics)["remark"][0].startswith("Exampla Optics supplied")


def test_eu_xml():
    parsed = read("eu.xml")
    assert (parsed.document.list_id, parsed.document.snapshot) == ("eu-consolidated", datetime.date(2026, 9, 23))
    assert "left out (EU.90003.1)" in parsed.warnings[0]
    optics, person = parsed.records
    said = values(optics)
    assert optics.name == "Exampla Optics"  # a weak alias is nobody's name, even where it stands first
    assert said["alias"] == ["Экземпла Оптика"] and said["weak_alias"] == ["The Lens Office"]
    assert said["basis"] == ["2025/999 (OJ L2025999)"] and said["country"] == ["BORDURIA"] and "reason" not in said
    assert events(optics) == [("added", "2022-03-02")] and optics.events[0].citation is None
    assert ("tax-id", "7000000001") in facts(optics) and "position" not in {kind for kind, _ in facts(optics)}
    assert person.name == "Ada Kalman" and events(person) == [] and values(person)["nationality"] == ["SYLDAVIA"]
    assert "1380 ISLAMIC" in values(person)["remark"]


BROKEN = {
    "uk.xml cut off": ("uk.xml", "<Designations><Designation>", "broken XML"),
    "uk.xml empty": ("uk.xml", "<Designations><DateGenerated>01/01/2026</DateGenerated></Designations>", "no entry in it"),
    "uk.xml nameless": ("uk.xml", "<Designations><Designation><UniqueID>A1</UniqueID></Designation></Designations>", "A1: a row without a name"),
    "uk.csv cut off": ("uk.csv", "Report Date: 1\nUnique ID,Name 6,Regime Name,x,y\nA\n", "line 3: 1 columns"),
    "uk.csv no rows": ("uk.csv", "Report Date: 1\nUnique ID,Name 6,Regime Name\n", "no entry in it"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_refused(case, tmp_path):
    name, words, cause = BROKEN[case]
    file = tmp_path / name
    file.write_text(words, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=cause):
        read(name, file)
