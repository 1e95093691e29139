"""Lists that agencies serve as web pages: the supplements of the eCFR as a browser saves them, and the Covered List."""

import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import covered_list, ecfr_page, html, reader_for
from sources.formats.parsed import Given, Parsed
from tests.unit.lists import assert_fields_slice_back, values

ECFR = """<!DOCTYPE html><html><head><title>eCFR :: {heading}</title>
<link rel="canonical" href="https://www.ecfr.gov/current/title-15/subtitle-B/part-744/appendix-x"></head><body><nav><a href="/">Home</a></nav>
<main><p>Displaying title 15, up to date as of 7/23/2026.</p><div class="appendix" id="a"><h4>{heading}</h4><p>This Supplement lists persons.</p>
<div class="table_wrapper"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div><p class="citation">[<a href="#">88 FR 1</a>, Jan. 3, 2023]</p></div>
<div class="section" id="744.90"><h4>&sect; 744.90 Sample section.</h4><div id="p-a"><p><span class="paren">(</span>a<span class="paren">)</span> <em>General.</em> See
<sup>1</sup> the list.</p><div><p>(1) First.</p></div></div><table><tr><th>Item</th><th>Rule</th></tr><tr><td>Lamps</td><td>None</td></tr></table></div></main></body></html>"""
ENTITY = "<th>Country</th><th>Entity</th><th>License<br>requirement</th><th>License review policy</th><th>Federal Register citation</th>"
UNVERIFIED = (
    "<th>Country</th><th>Listed person and address</th><th>Federal Register citation and date of publication</th>"
)
PAGES = [
    (
        "Supplement No. 4 to Part 744—Entity List",
        ENTITY,
        "<tr><td rowspan='2'>NORLAND</td><td>Fixture Chips Co., Ltd., a.k.a., the following two aliases:<br>—Fixture Semi; and<br>—FC.<br>1 Sample Road, Sampleton, Norland."
        "</td><td>For all items subject to the EAR<sup>1</sup></td><td>Presumption of denial</td><td>88 FR 13673, 3/6/23. 89 FR 5, 1/2/24.</td></tr>"
        "<tr><td><p>Mock Optics Institute, 2 Sample Road, Sampleton, Norland.</p></td><td>For all items</td><td>Case-by-case</td><td>85 FR 83416, 12/22/20.</td></tr>"
        "<tr><td colspan='5'>SOUTHLAND</td></tr><tr><td></td><td>Sample Marine FZE</td><td>For all items</td><td>Case-by-case</td><td>85 FR 83416, 12/22/20.</td></tr>",
        "entity-list",
        [("Fixture Chips Co., Ltd.", "NORLAND", "2023-03-06"), ("Mock Optics Institute", "NORLAND", "2020-12-22"), ("Sample Marine FZE", "SOUTHLAND", "2020-12-22")],
    ),
    (
        "Supplement No. 6 to Part 744—Unverified List",
        UNVERIFIED,
        "<tr><td>NORLAND</td><td>Mock Traders, 3 Sample Road, Sampleton, Norland.</td><td>84 FR 14610, 04/11/2019.</td></tr>",
        "unverified-list",
        [("Mock Traders", "NORLAND", "2019-04-11")],
    ),
    (
        "Supplement No. 7 to Part 744—‘Military End-User’ (MEU) List",
        "<th>Country</th><th>Entity</th><th>Federal Register citation</th>",
        "<tr><td>NORLAND</td><td>Fixture Aero Engine Works</td><td>85 FR 83799, 12/23/20.</td></tr>",
        "meu-list",
        [("Fixture Aero Engine Works", "NORLAND", "2020-12-23")],
    ),
]  # fmt: skip


def read(reader: object, name: str, page: str, folder: Path) -> list[Parsed]:
    path = folder / name
    path.write_text(page, encoding="utf-8")
    assert reader_for(name, page.encode()[:65536]) is reader
    found: list[Parsed] = reader.read(path, name, Given())  # type: ignore[attr-defined]
    for parsed in found:
        assert_fields_slice_back(parsed)
    return found


@pytest.mark.parametrize(("heading", "head", "rows", "list_id", "records"), PAGES, ids=lambda each: str(each)[:16])
def test_a_supplement_saved_from_a_browser_is_read_as_the_list(
    heading: str, head: str, rows: str, list_id: str, records: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    page = ECFR.format(heading=heading, head=head, rows=rows)
    the_list, notes, section = read(ecfr_page, "page.html", page, tmp_path)
    assert (the_list.document.list_id, the_list.document.snapshot) == (list_id, datetime.date(2026, 7, 23))
    assert [(r.name, values(r)["country"][0], r.events[0].date.isoformat()) for r in the_list.records] == records
    assert not the_list.warnings
    assert "This Supplement lists persons." in notes.document.text and records[0][0] not in notes.document.text
    assert notes.document.part == heading.split(" to Part")[0] + ", notes"
    assert (section.document.part, section.document.kind) == ("§ 744.90", "regulation")
    assert [heading for _, heading in section.headings] == ["§ 744.90", "§ 744.90(a)", "§ 744.90(a)(1)"]
    assert "Item Rule" in section.document.text and "Lamps None" in section.document.text


def test_the_fields_of_a_saved_page_are_those_of_the_xml(tmp_path: Path) -> None:
    heading, head, rows = PAGES[0][:3]
    first = read(ecfr_page, "page.html", ECFR.format(heading=heading, head=head, rows=rows), tmp_path)[0].records[0]
    assert values(first) == {
        "country": ["NORLAND"],
        "name": ["Fixture Chips Co., Ltd."],
        "alias": ["Fixture Semi", "FC"],
        "address": ["1 Sample Road, Sampleton, Norland"],
        "requirement": ["For all items subject to the EAR 1"],
        "footnote": ["1"],
        "policy": ["Presumption of denial"],
        "citation": ["88 FR 13673, 3/6/23", "89 FR 5, 1/2/24"],
    }
    assert [event.action for event in first.events] == ["added", "changed"]


def test_a_row_that_does_not_fit_is_named(tmp_path: Path) -> None:
    rows = "<tr><td>NORLAND</td><td>Mock Traders</td><td>84 FR 14610, 04/11/2019.</td></tr><tr><td>Lost Works</td></tr>"
    the_list, *_ = read(ecfr_page, "p.htm", ECFR.format(heading=PAGES[1][0], head=UNVERIFIED, rows=rows), tmp_path)
    assert [record.name for record in the_list.records] == ["Mock Traders"]
    assert "Lost Works" in the_list.warnings[0] and "1 of 3 cells" in the_list.warnings[0]


def test_a_page_of_the_ecfr_without_sections_is_a_web_page(tmp_path: Path) -> None:
    page = "<html><head><title>eCFR :: Search</title></head><body><main><p>Nothing was found for lamps in this title, the page says.</p></main></body></html>"
    (parsed,) = read(ecfr_page, "search.html", page, tmp_path)
    assert parsed.prose and not parsed.records


COVERED = """<!DOCTYPE html><html><head><title>List of Equipment and Services Covered By Section 2 of The Secure Networks Act | Federal Communications Commission
</title><link rel="canonical" href="https://www.fcc.gov/supplychain/coveredlist"></head><body><nav><a href="/">Home</a></nav><main>
<h1>List of Equipment and Services Covered By Section 2 of The Secure Networks Act</h1><p>Last Updated: July 28, 2026</p><p>Each poses a risk, the Commission found.</p>
<table><tr><th>Covered Equipment or Services*</th><th>Date of Inclusion on Covered List</th></tr>{rows}</table><p>* New models are not authorized.</p></main></body></html>"""
COVERED_ROWS = [
    ("Telecommunications equipment produced by <b>Fixture Radio Company</b>, including services provided by such entity.", "March 12, 2021",
     [("Fixture Radio Company", ["added 2021-03-12"])]),
    ("Software produced or provided by Mock Antivirus, Inc. or any of its successors.", "July 23, 2024", [("Mock Antivirus, Inc.", ["added 2024-07-23"])]),
    ("Services provided by Sample Telecom (Norland) Corp. subject to section 214.", "3/25/2022", [("Sample Telecom (Norland) Corp.", ["added 2022-03-25"])]),
    ("Services provided by Pacifica Mock Corp and its wholly-owned subsidiary MockNet (USA) LLC subject to section 214.", "March 25, 2022",
     [("Pacifica Mock Corp", ["added 2022-03-25"]), ("MockNet (USA) LLC", ["added 2022-03-25"])]),
    ("Lamps ^ <span class='sr-only'>Visit - </span>produced in a foreign country, except those approved.", "March 23, 2026<br>Updated:<br>June 15, 2026",
     [("Lamps", ["added 2026-03-23", "changed 2026-06-15"])]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "date", "expected"), COVERED_ROWS, ids=lambda each: str(each)[:20])
def test_covered_list(cell: str, date: str, expected: list[tuple[str, list[str]]], tmp_path: Path) -> None:
    page = COVERED.format(rows=f"<tr><td>{cell}</td><td>{date}</td></tr>")
    the_list, notes = read(covered_list, "covered.html", page, tmp_path)
    found = [(r.name, [f"{event.action} {event.date}" for event in r.events]) for r in the_list.records]
    assert found == expected
    document = the_list.document
    assert (document.list_id, document.snapshot) == ("fcc-covered", datetime.date(2026, 7, 28))
    assert "Visit" not in document.text
    assert "Each poses a risk" in notes.document.text and "New models" in notes.document.text
    assert "navigation 1" in the_list.warnings[0]


def test_a_date_that_spans_rows_holds_for_each_and_a_row_without_one_is_named(tmp_path: Path) -> None:
    rows = "<tr><td>Services of one kind</td><td></td></tr><tr><td>Lamps provided by Mock One</td><td rowspan=2>May 1, 2024</td></tr><tr><td>Lamps provided by Mock Two</td></tr>"
    the_list, _ = read(covered_list, "covered.html", COVERED.format(rows=rows), tmp_path)
    days = {record.name: [event.date.isoformat() for event in record.events] for record in the_list.records}
    assert days["Mock One"] == days["Mock Two"] == ["2024-05-01"]
    assert any("no date of inclusion" in warning for warning in the_list.warnings)


def test_a_covered_list_without_its_table_is_refused_and_news_about_it_is_news(tmp_path: Path) -> None:
    path = tmp_path / "covered.html"
    path.write_text(COVERED.replace("<table>", "<ul>").format(rows=""))
    with pytest.raises(UnreadableFile, match="no table"):
        covered_list.read(path, "covered.html", Given())
    news = b"<html><head><title>FCC adds Mock Radio to its Covered List</title></head><body>Covered List</body></html>"
    assert reader_for("news.html", news) is html
