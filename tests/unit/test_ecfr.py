"""The eCFR reader on a small part written for tests (tests/fixtures/lists), and on what must be refused."""

import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import ecfr
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back, values

FILE = Path(__file__).parent.parent / "fixtures/lists/ecfr_part-744_2026-01-15.xml"


@pytest.fixture(scope="module")
def parsed():
    found = ecfr.read(FILE, "rules/ecfr_part-744_2026-01-15.xml", Given())
    return {p.document.part: p for p in found}


def test_parts_kinds_and_titles(parsed):
    assert {part: (p.document.kind, p.document.list_id, p.prose) for part, p in parsed.items()} == {
        "§ 744.11": ("regulation", None, True),
        "Supplement No. 4": ("list", "entity-list", False),
        "Supplement No. 4, notes": ("regulation", None, True),
        "Supplement No. 5": ("regulation", None, True),
        "Supplement No. 6": ("list", "unverified-list", False),
        "Supplement No. 6, notes": ("regulation", None, True),
        "Supplement No. 7": ("list", "meu-list", False),
        "Supplement No. 7, notes": ("regulation", None, True),
    }
    section = parsed["§ 744.11"].document
    assert section.title == "15 CFR § 744.11 Made-up license requirements."
    assert section.snapshot == datetime.date(2026, 1, 15)
    assert section.url == "https://www.ecfr.gov/on/2026-01-15/title-15/section-744.11"
    assert section.quote(section.title_span) == "§ 744.11 Made-up license requirements."
    assert parsed["Supplement No. 4"].document.title == "15 CFR part 744, Supplement No. 4: Entity List"


def test_paragraph_marks(parsed):
    section = parsed["§ 744.11"]
    found = [(heading, section.document.text[at:].split("\n")[0][:24]) for at, heading in section.headings]
    assert found == [
        ("§ 744.11", "§ 744.11 Made-up license"),
        ("§ 744.11(a)", "(a) First paragraph. A l"),
        ("§ 744.11(a)(1)", "(1) Deeper. Lanterns wit"),
        ("§ 744.11(a)(2)", "(2) Deeper again—(i) Low"),
        ("§ 744.11(a)(2)(i)", "(i) Lowest. Lanterns wit"),
        ("§ 744.11(a)(2)(ii)", "(ii) Second lowest. Lant"),
        ("§ 744.11(a)(2)(ii)(A)", "(A) Capital. Thick rope."),
        ("§ 744.11(a)(2)(ii)(A)(1)", "(1) Italic. Rope over on"),
        ("§ 744.11, footnote 1", "1 An inch is 25.4 millim"),
        ("§ 744.11(b)", "(b) Criteria. Three thin"),
        ("§ 744.11(b)(1)", "(1) Light."),
        ("§ 744.11, Note 1 to paragraph (b)", "Note 1 to paragraph (b):"),
        ("§ 744.11, history", "[80 FR 11111, Jan. 5, 20"),
    ]
    assert "over one inch.\n" in section.document.text  # the mark of the footnote is gone
    assert [h for _, h in parsed["Supplement No. 5"].headings] == [
        "Supplement No. 5", "Supplement No. 5(1)", "Supplement No. 5(1)(i)", "Supplement No. 5(2)",
    ]  # fmt: skip


def test_notes_of_a_list(parsed):
    notes = parsed["Supplement No. 4, notes"]
    assert "This table was written for tests." in notes.document.text
    assert (notes.document.text.index("4 For this entity, foreign"), "Supplement No. 4, footnote 4") in notes.headings
    assert "Amber" not in notes.document.text


def test_records(parsed):
    records = parsed["Supplement No. 4"].records
    assert [r.name for r in records] == [
        "Amber Lantern Works (ALW)", "Beryl Optics Co., Ltd.", "Citrine Academy", "Second Citrine Workshop",
        "Citrine Academy", "Djordje Kalman",
    ]  # fmt: skip
    first, second, third, fourth, fifth, last = records
    assert values(first) == {
        "name": ["Amber Lantern Works (ALW)"],
        "alias": ["ALW", "Lampwerk Amber GmbH", "Amber Licht"],
        "address": ["No. 4 Mill Road, Szohod, Borduria", "P.O. Box 12, Szohod, Borduria"],
        "country": ["BORDURIA"],
        "remark": ["(See alternate address under Syldavia)"],
        "requirement": ["For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4"],
        "footnote": ["4"],
        "basis": ["§ 734.9(e)(2)", "§ 744.11"],
        "policy": ["Presumption of denial"],
        "citation": ["80 FR 11112, 1/5/15", "85 FR 22222, 12/13/20"],
    }
    assert [(e.action, e.date.isoformat(), e.citation) for e in first.events] == [
        ("added", "2015-01-05", "80 FR 11112"), ("changed", "2020-12-13", "85 FR 22222"),
    ]  # fmt: skip
    assert values(second)["basis"] == ["§ 734.9(g)", "§ 746.8(a)(3)", "§ 744.21(b)"]
    assert values(second)["address"] == ["Institute of Lenses, 14-2 Harbour Street, Szohod, Borduria"]
    assert values(third)["alias"] == ["CIA Lab", "First Citrine Workshop", "FCW"]
    for below in (fourth, fifth):  # rows of a group share the cells of the row that opened it
        assert values(below)["requirement"] == values(third)["requirement"]
        assert below.events == third.events
        assert below.first("requirement").start < below.start
    assert values(fifth)["address"] == ["8 Quarry Lane, Szohod, Borduria"]
    assert values(last)["address"] == ["Flat 2, 1 1⁄2 Castle Hill, Klow, Syldavia"]
    assert values(last)["policy"] == ["See § 744.3(d) of the EAR"]
    assert last.events == ()
    assert any("Djordje Kalman" in words and "sometime" in words for words in parsed["Supplement No. 4"].warnings)


def test_other_lists(parsed):
    (unverified,) = parsed["Supplement No. 6"].records
    assert values(unverified)["alias"] == ["Dolomite General Trading", "DGT"]
    assert [e.date.isoformat() for e in unverified.events] == ["2020-10-09", "2021-01-29"]
    assert not parsed["Supplement No. 6"].warnings
    military = parsed["Supplement No. 7"].records
    assert [(r.name, [e.citation for e in r.events]) for r in military] == [
        ("Ebony Shipyard", ["85 FR 77777"]), ("Flint Engines Ltd.", ["86 FR 88888"]), ("Granite Yard", ["86 FR 99999"]),
    ]  # fmt: skip
    assert values(military[1])["remark"] == ["The following two subordinate institutions of Flint Corporation:"]


def test_fields_slice_back(parsed):
    for p in parsed.values():
        assert_fields_slice_back(p)


def test_given_goes_before_what_the_file_says():
    given = Given(datetime.date(2026, 1, 16), "Somebody", "https://example.org/x")
    document = ecfr.read(FILE, "x.xml", given)[0].document
    assert (document.published, document.publisher, document.url) == (given.published, "Somebody", given.url)
    assert document.snapshot is None


BROKEN = {
    "cut off": (FILE.read_bytes()[:5000], "line"),
    "entities": (b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><DIV5 N="1" TYPE="PART">&b;</DIV5>', "entities"),
    "a web page": (b"<!DOCTYPE html><html><head><title>503</title></head></html>", "HTML page"),
    "no section": (b'<DIV5 N="744" TYPE="PART"><HEAD>PART 744</HEAD></DIV5>', "no section"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_refused(case, tmp_path):
    raw, words = BROKEN[case]
    file = tmp_path / "part.xml"
    file.write_bytes(raw)
    with pytest.raises(UnreadableFile, match=words) as refused:
        ecfr.read(file, "folder/part.xml", Given())
    assert "folder/part.xml" in str(refused.value)
    assert "\n" not in str(refused.value)
