"""The lists of other authorities than those of the United States, on small invented files in their layouts."""

import csv
import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import listing, reader_for
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back, values
from tests.unit.workbooks import xlsx

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
    assert ("national-id", "SY7000001") in facts(person)  # it stands in the note alone
    assert {("birth-date", "1962-05-25"), ("birth-place", "Szohod")} <= facts(person)
    assert "used in Klow" in said["remark"]
    assert "K12345 Passport Syldavia 2017-01-10" in said["identifier"]
    assert "1948" not in {value for kind, value in facts(person) if kind == "birth-date"}
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
    assert "UN designation (no longer valid)" in values(person)["remark"] and "ended" not in values(person)


@pytest.mark.parametrize("name", ["entities.ftm.json", "targets.nested.json"])
def test_the_reason_stands_on_the_sanction_of_each_authority(name):
    parsed = read(name)
    assert (parsed.document.list_id, parsed.document.snapshot) == (None, datetime.date(2026, 9, 21))
    british, rope = parsed.records
    assert british.name == rope.name == "Exampla Optics"
    assert (british.list_id, rope.list_id) == ("uk-sanctions-list", "Rope Office list - Rope Office")
    assert values(british)["reason"] == ["Exampla Optics makes gun sights for the army of Borduria."]
    assert values(british)["weak_alias"] == ["The Lens Office"] and events(british) == [("added", "2022-03-02")]
    assert "reason" not in values(rope) and values(rope)["basis"] == ["2023/9999 (OJ L1)"]
    assert events(rope) == [] and values(rope)["expires"] == ["2024-05-06"]
    assert [w for w in parsed.warnings if "1 sanctions are against parties" in w] or name != "entities.ftm.json"


def test_ftm_table():
    parsed = read("targets.simple.csv")
    assert [r.list_id for r in parsed.records] == ["Rope List", "Lantern List"]
    assert values(parsed.records[0])["alias"] == ["EXAMPLA WORKS", "Lens Office"]
    assert "1 entry has no name" in parsed.warnings[0]


@pytest.mark.parametrize("name", ["canada_old.xml", "canada.xml"])
def test_canada_by_old_and_new_element_names(name):
    parsed = read(name)
    person, optics, ship = parsed.records
    assert "left out (record 4)" in parsed.warnings[0]
    assert person.name == "Ada Kalman" and ("birth-date", "1972") in facts(person)
    assert "country" not in values(person) and values(person)["programme"] == ["Borduria / Bordurie"]
    assert values(optics)["alias"] == ["Exampla Works, Ltd.", "Lens Office", "The Sight Makers", "Optik Exampla"]
    assert events(optics) == [("added", "2022-03-02")] and events(ship) == [] and ("imo", "9000003") in facts(ship)


def test_seco_keeps_what_is_de_listed():
    parsed = read("seco.xml")
    optics, person = parsed.records
    said = values(optics)
    assert (said["alias"], said["weak_alias"]) == (["Экземпла Оптика"], ["The Lens Office"])
    assert said["reason"] == ["Exampla Optics makes gun sights.", "It sells them to the army of Borduria."]
    assert said["programme"] == ["Ordinance on Borduria"] and said["country"] == ["Borduria"]
    assert events(optics) == [("added", "2022-03-03"), ("changed", "2024-05-06")] and "expires" not in said
    assert person.name == "Ada Kalman" and values(person)["expires"] == ["2023-12-20"] and events(person) == []
    assert "Quiet Harbour is de-listed, on a day that the file does not say: left out" in parsed.warnings[0]


def test_ofsi_rows_of_a_group_are_one_party_and_the_list_is_closed(tmp_path):
    file = tmp_path / "ConList.xlsx"
    with (FOLDER / "ofsi.csv").open(newline="", encoding="utf-8") as opened:
        file.write_bytes(xlsx(list(csv.reader(opened))))
    for parsed in (read("ofsi.csv"), read("ConList.xlsx", file)):
        assert (parsed.document.list_id, parsed.document.snapshot) == ("ofsi-consolidated", datetime.date(2025, 4, 10))
        assert "closed on 28 January 2026" in parsed.warnings[0]
        optics, person = parsed.records
        said = values(optics)
        assert optics.name == "EXAMPLA OPTICS" and said["weak_alias"] == ["EXAMPLA WORKS"]
        assert said["reason"] == ["Exampla Optics makes gun sights (1) for the army of Borduria."]
        assert said["identifier"] == ["BOR0001", "99001"] and len(said["address"]) == 2
        assert {"Sanctions imposed: asset freeze.", "(Phone number):+99 1 23"} <= set(said["remark"])
        assert events(optics) == [("added", "2022-03-02"), ("changed", "2022-06-04")]
        assert person.name == "Ada KALMAN" and values(person)["identifier"] == ["99002", "SYi.001"]


def test_investment_bans_are_another_list():
    parsed = read("investment_bans.csv")
    assert (parsed.document.list_id, parsed.warnings) == ("ofsi-investment-ban", ())
    assert parsed.document.snapshot == datetime.date(2022, 4, 6)


DFAT = [
    ["Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength", "Date of Birth", "Citizenship", "Additional Information",
     "Listing Information", "IMO Number", "Committees", "Control Date", "Instrument of Designation", "Targeted Financial Sanction"],
    ["2a", "The Lens Office", "Entity", "Alias", "Weak", "", "", "", "Listed on 25 Jan. 2001 (amended)", "", "Borduria", "2026-04-14", "Act", True],
    [2, "Exampla Optics", "Entity", "Primary Name", "", "", "", "It makes gun sights.", "Listed on 25 Jan. 2001 (amended)", "", "Borduria", "2026-04-14",
     "Act", True],
    [3, "Pelican 4", "Vessel", "Primary Name", "", "", "", "", "Autonomous", 9000003, "Syldavia", "2026-04-15", "Act", False],
    [4, "", "Entity", "Primary Name", "", "", "", "", "", "", "", "2026-04-15", "", False],
]  # fmt: skip


def test_australian_rows_of_one_number_are_one_party(tmp_path):
    file = tmp_path / "dfat.xlsx"
    file.write_bytes(xlsx(DFAT))
    parsed = read("dfat.xlsx", file)
    assert (parsed.document.list_id, parsed.document.snapshot) == ("australia-consolidated", datetime.date(2026, 4, 15))
    assert "left out (line 5)" in parsed.warnings[0]
    optics, ship = parsed.records
    assert optics.name == "Exampla Optics" and values(optics)["weak_alias"] == ["The Lens Office"]
    assert events(optics) == [("added", "2001-01-25"), ("changed", "2026-04-14")] and "reason" not in values(optics)
    assert ("imo", "9000003") in facts(ship) and events(ship) == []


LISTED = [
    ("Listed on: 3 Aug. 2010 (Relisted on 9 Aug. 2013)", "2010-08-03"),
    ("Listed by the 1518 Committee on 7 June 2004", "2004-06-07"),
    ("First listed on 9 Nov. 2019. Instrument of first designation", "2019-11-09"),
    ("Designated under the Autonomous Sanctions Regulations 2011 on 9 March 2022. It stands.", "2022-03-09"),
    ("The Minister for Foreign Affairs listed this entity on 9 December 2023 under section 15", "2023-12-09"),
    ("Previously known. Re-listed on 9 June 2016", None),
    ("Relisted on 9 June 2016", None),
    ("Instrument of first designation: Autonomous Sanctions (Borduria) List 2022", None),
]


@pytest.mark.parametrize(("words", "day"), LISTED)
def test_the_day_of_an_australian_listing_is_read_in_its_words(words, day, tmp_path):
    row = [
        2,
        "Exampla Optics",
        "Entity",
        "Primary Name",
        "",
        "",
        "",
        "",
        words,
        "",
        "Borduria",
        "2026-04-14",
        "Act",
        True,
    ]
    file = tmp_path / "dfat.xlsx"
    file.write_bytes(xlsx([DFAT[0], row]))
    [optics] = read("dfat.xlsx", file).records
    assert [d for what, d in events(optics) if what == "added"] == ([day] if day else [])


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", xlsx([["colour", "size"], ["red", 5]]), xlsx([])])
def test_other_spreadsheets_are_refused_in_a_sentence(content, tmp_path):
    file = tmp_path / "other.xlsx"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"other\.xlsx: .*spreadsheet"):
        read("other.xlsx", file)


BROKEN = {
    "ftm cut off": ("x.json", '{"id": "a", "caption": "b", "schema": "Company", "properties": {}}\n{"id": ', "line 2: no entity"),
    "ftm parties only": ("x.json", '{"id": "a", "caption": "b", "schema": "Company", "properties": {}}', "no sanction"),
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
