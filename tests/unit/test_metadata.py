"""Titles, dates, authors, publishers, addresses and kinds of texts (cases in metadata.yaml), and dates as they are written."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from sources.dates import find_date, parse_date
from sources.front_matter import front_matter
from sources.kinds import is_us_government, kind_of, publisher_of
from sources.load import Given, read_file

CASES = yaml.safe_load((Path(__file__).parent / "metadata.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(case["file"], encoding="utf-8")
    (read,) = read_file(path, "a.md")
    document = read.document
    for key in ("title", "published", "author", "publisher", "url", "kind", "list_id", "text"):
        if key in case:
            assert getattr(document, key) == case[key], key
    for key, span in (("title_in_text", document.title_span), ("published_in_text", document.published_span)):
        if key in case:
            assert (span is not None) == case[key], key
    if document.title_span:
        assert document.quote(document.title_span) == document.title
    if document.published_span:
        assert parse_date(document.quote(document.published_span)) == document.published


def test_what_is_given_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T t\ndate: 2020-01-01\npublisher: A\nurl: https://a.example\n---\nIt was listed.")
    (read,) = read_file(path, "a.md", Given(datetime.date(2021, 12, 16), "The Example Post", "https://b.example"))
    document = read.document
    assert (document.published, document.publisher, document.url) == (
        datetime.date(2021, 12, 16),
        "The Example Post",
        "https://b.example",
    )


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("December 16, 2021", "2021-12-16"),
        ("Dec. 16, 2021", "2021-12-16"),
        ("16 December 2021", "2021-12-16"),
        ("16th of December 2021", None),
        ("Sept. 3rd, 2022", "2022-09-03"),
        ("JUNE 5, 2020", "2020-06-05"),
        ("2021-12-16", "2021-12-16"),
        ("2021-12-16T23:30:00Z", "2021-12-16"),
        ("2021/12/16", "2021-12-16"),
        ("12/16/2021", "2021-12-16"),
        ("12/16/21", "2021-12-16"),
        ("16/12/2021", "2021-12-16"),
        ("03/04/2021", None),
        ("03/03/2021", "2021-03-03"),
        ("03/04/21 11:21 AM ET", "2021-03-04"),
        ("03/04/21 11:21", None),
        ("20211216", "2021-12-16"),
        ("February 30, 2021", None),
        ("13/13/2021", None),
        ("Dec 16", None),
        ("on Thursday", None),
        ("December 2021", None),
        ("86 FR 71557", None),
        ("", None),
    ],
)
def test_date(words: str, date: str | None) -> None:
    assert parse_date(words) == (datetime.date.fromisoformat(date) if date else None)


def test_a_date_is_found_where_it_stands() -> None:
    found = find_date("It was listed on Dec. 16, 2021, they said.")
    assert found is not None and found.span == (17, 30) and found.date == datetime.date(2021, 12, 16)


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://bidenwhitehouse.archives.gov/briefing-room/1", "The White House"),
        ("https://trumpwhitehouse.archives.gov/1", "The White House"),
        ("https://www.whitehouse.gov/1", "The White House"),
        ("https://home.treasury.gov/news", "U.S. Department of the Treasury"),
        ("https://ofac.treasury.gov/x", "Office of Foreign Assets Control"),
        ("https://www.federalregister.gov/d/1", "Federal Register"),
        ("https://notreuters.com/1", None),
        ("https://example.com", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_publisher(url: str | None, publisher: str | None) -> None:
    assert publisher_of(url) == publisher


@pytest.mark.parametrize(
    ("publisher", "url", "official"),
    [
        ("The White House", None, True),
        ("U.S. Department of the Treasury", None, True),
        ("BIS", None, True),
        ("Department of Commerce", None, True),
        ("The Example Post", None, False),
        (None, "https://www.dhs.gov/x", True),
        ("Ministry of Commerce of China", "http://english.mofcom.gov.cn/x", False),
        ("Chamber of Commerce of Example City", None, False),
        ("White House Black Market", None, False),
        (None, None, False),
    ],
)
def test_us_government(publisher: str | None, url: str | None, official: bool) -> None:
    assert is_us_government(publisher, url) is official


def test_a_report_that_quotes_a_fact_sheet_is_a_report() -> None:
    assert kind_of("Fact sheet in hand, officials defend the list", "", "The Example Post", None) == "report"
    assert kind_of("Remarks by President Roe draw fire", "", "The Example Post", "https://news.example.com") == "report"


@pytest.mark.parametrize(
    "text",
    [
        "---\n- a\n- b\n---\nx",
        "---\n" + "[" * 500 + "\n---\nx",
        "---\ndate: 2021-99-99\n---\nx",
        "---\na: &a [*a]\n---\nx",
        "---\n---\nx",
        "---\n\n---\nx",
    ],
)
def test_odd_front_matter_states_nothing(text: str) -> None:
    found = front_matter(text)
    assert found is None or (found.stated.title is None and found.stated.published is None)
