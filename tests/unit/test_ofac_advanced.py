"""Treasury's lists in the advanced XML: parts that point to one another come together in one record each."""

import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import ofac_advanced, reader_for
from sources.formats.parsed import Given, Parsed
from tests.unit.lists import assert_fields_slice_back, values

FILE = Path(__file__).parent.parent / "fixtures/lists/sdn_advanced.xml"


def read(path: Path = FILE) -> Parsed:
    (parsed,) = ofac_advanced.read(path, f"ofac/{path.name}", Given())
    assert_fields_slice_back(parsed)
    return parsed


def test_a_party_with_all_that_it_points_to() -> None:
    company = read().records[0]
    assert company.name == "AMBER SHIPPING CO., LTD."
    assert values(company) == {
        "identifier": ["101", "Tax ID No. 77-1 (Borduria)"],
        "name": ["AMBER SHIPPING CO., LTD."],
        "programme": ["LANTERN"],
        "remark": ["Linked To: BERYL BANK"],
        "alias": ["AMBER LINES"],
        "weak_alias": ["ASC"],
        "address": ["29 Harbour Street Klow Syldavia"],
        "country": ["Syldavia"],
    }
    (event,) = company.events
    assert (event.action, event.date) == ("added", datetime.date(2014, 12, 17))


def test_persons_vessels_and_other_lists() -> None:
    parsed = read()
    _, person, ship = parsed.records
    assert person.name == "Djordje KALMAN" and values(person)["programme"] == ["ROPE", "LANTERN"]
    assert person.events == (), "a year alone is no day"
    assert (ship.name, ship.list_id, values(ship)["type"]) == ("QUIET GULL", "ns-cmic", ["Vessel"])
    assert {r.list_id for r in parsed.records} == {"sdn", "ns-cmic"}
    assert parsed.document.snapshot == datetime.date(2026, 2, 9)


def test_it_is_known_by_its_content(tmp_path: Path) -> None:
    raw = FILE.read_bytes()
    assert reader_for("download.xml", raw[:65536]) is ofac_advanced
    assert reader_for("sdn.xml", (FILE.parent / "ofac/sdn.xml").read_bytes()[:65536]) is not ofac_advanced


BROKEN = {
    "cut": (lambda raw: raw[: len(raw) // 2], r"line \d+: broken XML"),
    "no entries": (lambda raw: raw.replace(b"ProfileID=", b"OtherID="), "no party with an entry"),
    "no names": (
        lambda raw: raw.replace(b"DocumentedNamePart>", b"Part>").replace(b"NamePartValue", b"X"),
        "a row without a name",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_refused(case: str, tmp_path: Path) -> None:
    change, cause = BROKEN[case]
    (tmp_path / "sdn_advanced.xml").write_bytes(change(FILE.read_bytes()))
    with pytest.raises(UnreadableFile, match=cause) as refused:
        ofac_advanced.read(tmp_path / "sdn_advanced.xml", "lists/sdn_advanced.xml", Given())
    assert str(refused.value).startswith("lists/sdn_advanced.xml")
