"""The UFLPA Entity List's page."""

import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import reader_for, uflpa
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back, values

FILE = Path(__file__).parent.parent / "fixtures/lists/uflpa_2026-02-02.html"


def test_records():
    (parsed,) = uflpa.read(FILE, "uflpa/uflpa_2026-02-02.html", Given())
    assert_fields_slice_back(parsed)
    document = parsed.document
    assert (document.list_id, document.snapshot, document.url) == (
        "uflpa",
        datetime.date(2026, 2, 2),
        "https://www.dhs.gov/uflpa-entity-list",
    )
    assert document.text.startswith("UFLPA Entity List\n\nThis page was written for tests.")
    assert "Topics" not in document.text and "Last Updated" not in document.text
    found = [
        (r.name, values(r).get("alias", []), values(r).get("remark", []), values(r)["basis"][0]) for r in parsed.records
    ]
    assert found == [
        ("Opal Mills Co. Ltd.", ["Opal Weaving", "Opal Yarn"], [], "Section 2(d)(2)(B)(i)"),
        ("Valley Corps", ["VC Corps"], ["and its subordinate and affiliated entities"], "Section 2(d)(2)(B)(i)"),
        ("Opal Mills Co. Ltd.", ["Opal Weaving", "Old Opal Co., Ltd."], [], "Section 2(d)(2)(B)(ii)"),
        (
            "Pearl Cotton Co., Ltd.",
            ["Pearl Yarn Co., Ltd.", "PY Technology", "Mother of Pearl Co."],
            [],
            "Section 2(d)(2)(B)(ii)",
        ),
        ("Quill School (QSX)", ["QSX"], [], "Section 2(d)(2)(B)(ii)"),
        ("Rope (Group) Co., Ltd.", [], ["and Subsidiaries"], "Section 2(d)(2)(B)(ii)"),
    ]
    assert values(parsed.records[0])["basis"][1] == "A list of mills in the valley"
    assert [(r.events[0].action, r.events[0].date.isoformat()) for r in parsed.records if r.events][3] == (
        "added",
        "2023-12-11",
    )
    assert parsed.records[4].events == () and "'soon'" in parsed.warnings[0]


def test_sniff_takes_the_lists_page_and_no_page_about_it():
    assert reader_for("page.html", FILE.read_bytes()) is uflpa
    about = b"<html><head><title>DHS adds mills to the UFLPA Entity List</title></head><body>uflpa entity list</body></html>"
    assert not uflpa.sniff("news.html", about)


def test_a_page_without_tables_is_refused(tmp_path):
    page = tmp_path / "uflpa.html"
    page.write_text("<html><head><title>UFLPA Entity List</title></head><body><main><p>Sorry.</p></main></body></html>")
    with pytest.raises(UnreadableFile, match="no table"):
        uflpa.read(page, "uflpa.html", Given())
