"""Treasury's lists: the three-file CSV layout with its remarks, XML, and files of another layout."""

import datetime
import shutil
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import ofac
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back, values

FOLDER = Path(__file__).parent.parent / "fixtures/lists/ofac"


def read(name, folder=FOLDER):
    (parsed,) = ofac.read(folder / name, f"ofac/{name}", Given())
    assert_fields_slice_back(parsed)
    return parsed


def test_sdn():
    parsed = read("sdn.csv")
    document = parsed.document
    assert (document.kind, document.list_id, document.publisher, parsed.prose) == (
        "list",
        "sdn",
        "Office of Foreign Assets Control",
        False,
    )
    company, person, ship = parsed.records
    assert values(company) == {
        "identifier": ["101"],
        "name": ["AMBER SHIPPING CO., LTD."],
        "programme": ["LANTERN"],
        "weak_alias": ["ASC"],
        "remark": ["Linked To: BERYL BANK"],
        "alias": ["AMBER LINES", "AMBER BOATS, S.A."],
        "address": ['Ibex House, The "Minories" Klow K3N 1DY Syldavia', "Borduria"],
        "country": ["Syldavia", "Borduria"],
    }
    assert values(person)["programme"] == ["LANTERN", "ROPE"]
    assert values(person)["type"] == ["individual"]
    assert "Passport K12345 (Syldavia) expires 01 Jan 2030" in values(person)["identifier"]
    # the remarks go on in the comments file, in the middle of a word
    assert values(person)["remark"][-2:] == ["Linked To: AMBER SHIPPING CO., LTD.", "Gender Male"]
    assert "Secondary sanctions risk: rope act, section 2(b)" in values(person)["remark"]
    assert (ship.name, values(ship)["type"]) == ("QUIET GULL", ["vessel"])
    assert "-0-" not in document.text and "\x1a" not in document.text


def test_consolidated_lists_and_dates():
    parsed = read("cons_prim.csv")
    assert [(r.name, r.list_id) for r in parsed.records] == [
        ("BERYL MACHINES CORPORATION", "ns-cmic"), ("KUSTODE, Milo", "ns-plc"), ("CITRINE OIL OAO", "ssi"),
        ("CITRINE OIL OAO", "ns-mbs"), ("DOLOMITE BANK", "capta"), ("EBONY TELECOM", "ns-mbs"),
    ]  # fmt: skip
    machines, _, oil, again, _, telecom = parsed.records
    assert (again.events[0].date, again.events[0].citation) == (datetime.date(2022, 2, 24), "EO 14024 Directive 3")
    found = values(machines)
    assert (found["effective"], found["divest"]) == (["2021-08-02"], ["2022-06-03"])
    assert (found["alias"], found["weak_alias"]) == (["BERYL MACHINES CORP"], ["BMC"])
    assert "ISIN XX000" in found["identifier"]
    (event,) = machines.events
    assert (event.action, event.date) == ("added", datetime.date(2021, 6, 3))
    assert "Listing Date (CMIC)" in parsed.document.text[event.start : event.end]
    assert oil.events == () and "effective" not in oil.fields  # those dates are of another list's directive
    assert telecom.events[0].date == datetime.date(2022, 2, 24)


def test_xml():
    parsed = read("sdn.xml")
    assert parsed.document.snapshot == datetime.date(2014, 12, 17)
    company, person = parsed.records
    assert company.name == "AMBER SHIPPING CO., LTD."
    assert values(company)["alias"] == ["AMBER LINES"] and values(company)["weak_alias"] == ["ASC"]
    assert values(company)["address"] == ["29 Harbour Street Klow 190 Syldavia"]
    assert values(company)["country"] == ["Syldavia"]
    assert "Tax ID No. 77-1 Borduria" in values(company)["identifier"]
    assert person.name == "Djordje KALMAN"
    assert values(person)["remark"] == ["Linked To: AMBER SHIPPING CO., LTD.", "04 May 1961"]
    assert {r.list_id for r in parsed.records} == {"sdn"}


def test_companions_are_read_with_their_main_file(tmp_path):
    assert [p.name for p in sorted(FOLDER.iterdir()) if ofac.is_companion(p)] == [
        "add.csv", "alt.csv", "cons_add.csv", "cons_alt.csv", "sdn_comments.csv",
    ]  # fmt: skip
    assert ofac.read(FOLDER / "alt.csv", "ofac/alt.csv", Given()) == []
    alone = tmp_path / "alt.csv"
    shutil.copy(FOLDER / "alt.csv", alone)
    assert not ofac.is_companion(alone)
    with pytest.raises(UnreadableFile, match=r"alt\.csv.*sdn\.csv"):
        ofac.read(alone, "alt.csv", Given())
    shutil.copy(FOLDER / "sdn.csv", tmp_path / "sdn.csv")
    assert values(read("sdn.csv", tmp_path).records[0])["alias"] == ["AMBER LINES", "AMBER BOATS, S.A."]


BROKEN = {
    "columns": ('101,"A",-0- ,"X"\r\n', r"line 1: 4 columns"),
    "second line": ('101,"A",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n102,"B"\r\n', r"line 2: 2 columns"),
    "no number": ('"name","A",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n', "beginning with 'name'"),
    "web page": ("<!DOCTYPE html><html><body>404</body></html>", "HTML page"),
    "empty": ("\r\n", "no rows"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_refused(case, tmp_path):
    words, cause = BROKEN[case]
    (tmp_path / "sdn.csv").write_text(words, encoding="utf-8")
    assert ofac.sniff("sdn.csv", words.encode())
    with pytest.raises(UnreadableFile, match=cause) as refused:
        ofac.read(tmp_path / "sdn.csv", "lists/sdn.csv", Given())
    assert str(refused.value).startswith("lists/sdn.csv")
