"""The parts that a question about records is read with: days, countries, words that are left; and the table of what was found."""

import csv
import datetime
import io
from pathlib import Path

import pytest

from assistant.query.export import records_of
from assistant.query.reading import days
from assistant.query.records.table import _newest_whole
from assistant.query.terms import countries
from assistant.query.terms.scan import Scan
from assistant.record_query import query_records
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder
from ui.commands.records import as_csv

LISTS = Path(__file__).parents[1] / "fixtures" / "lists" / "query"
TODAY = datetime.date(2026, 3, 1)


DAYS = {
    "added in 2024": [("2024-01-01", "2024-12-31")],
    "added in February 2024": [("2024-02-01", "2024-02-29")],
    "added on 6 March 2023": [("2023-03-06", "2023-03-06")],
    "added since 2018": [("2018-01-01", None)],
    "added after 2018": [("2019-01-01", None)],
    "added after 5 May 2024": [("2024-05-06", None)],
    "added before 2020": [(None, "2019-12-31")],
    "added until March 2023": [(None, "2023-03-31")],
    "added from 2018 onwards": [("2018-01-01", None)],
    "added from 2018 to 2020": [("2018-01-01", "2020-12-31")],
    "added in 2020 or 2023": [("2020-01-01", "2020-12-31"), ("2023-01-01", "2023-12-31")],
    "added in 2019, 2020 and 2023": [
        ("2019-01-01", "2019-12-31"),
        ("2020-01-01", "2020-12-31"),
        ("2023-01-01", "2023-12-31"),
    ],
    "added in 2020 or in 2023": [("2020-01-01", "2020-12-31"), ("2023-01-01", "2023-12-31")],
    "added this year": [("2026-01-01", "2026-12-31")],
    "added last year": [("2025-01-01", "2025-12-31")],
    # meant in a way that is not held: nothing is read, and the words stay
    "added by 2018": [],
    "added from 2018": [],
    "added on 30 February 2024": [],
    "added in May": [],
    "added between March and May 2024": [],
    "added between 2020 and 2018": [],
    "added in the last year": [],
}


@pytest.mark.parametrize("text", DAYS)
def test_days(text: str) -> None:
    scan = Scan(text)
    found = [
        (d.first and d.first.isoformat(), d.last and d.last.isoformat())
        for group in days.take(scan, TODAY)
        for d in group
    ]
    assert found == DAYS[text]
    assert bool(found) == (scan.left() == ("added",))


def test_times_that_are_not_joined_all_hold() -> None:
    after, before = days.take(Scan("added after 2019 and before 2022"), TODAY)
    assert (after[0].first, before[0].last) == (datetime.date(2020, 1, 1), datetime.date(2021, 12, 31))


COUNTRIES = {
    "Chinese entities": [(("China",), False)],
    "entities under Russia or China": [(("Russia", "China"), False)],
    "entities in Hong Kong": [(("Hong Kong",), False)],
    "entities based in the United Arab Emirates": [(("United Arab Emirates",), False)],
    "China-based entities": [(("China",), False)],
    "entities outside China": [(("China",), True)],
    "non-Chinese entities": [(("China",), True)],
    "entities of Borduria": [(("Borduria",), False)],
    "Turkiye's entities": [(("Turkey",), False)],
    # no countries
    "entities in Beijing": [],
    "European entities": [],
    "tell us of entities": [],
}


@pytest.mark.parametrize("text", COUNTRIES)
def test_countries(text: str) -> None:
    found = countries.take(Scan(text), ["Borduria"])
    assert [(c.values, c.negated) for c in found] == COUNTRIES[text]


def test_what_is_left_is_named() -> None:
    scan = Scan("which of the small entities are owned by the state")
    scan.drop(scan.rest.index("entities"), scan.rest.index("entities") + len("entities"))
    assert scan.left() == ("small", "owned by the state")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("records") / "index"
    assert not add([LISTS], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


def test_all_records_are_exported(index: Index) -> None:
    found = query_records(index, "Which entities were added to the Entity List?", TODAY)
    assert not isinstance(found, str)
    rows = records_of(index, found)
    assert len(rows) == 15
    for row in rows:
        assert row.name in index.document(row.document).text[row.start : row.end].replace("\n", " ")
    lines = list(csv.DictReader(io.StringIO(as_csv(rows), newline="")))
    assert [line["name"] for line in lines] == [row.name for row in rows]
    radar = next(line for line in lines if line["name"] == "Placeholder Radar Institute")
    assert radar["added"] == "2024-12-10" and radar["added_by"] == "89 FR 97836" and radar["aliases"].count("; ") == 3


def test_a_cell_is_no_formula(index: Index) -> None:
    found = query_records(index, "Which entities were added to the Entity List in 2019?", TODAY)
    assert not isinstance(found, str)
    row = records_of(index, found)[0].model_copy(update={"name": "=1+1"})
    assert next(csv.DictReader(io.StringIO(as_csv([row]), newline="")))["name"] == "'=1+1"


@pytest.mark.parametrize(
    "question", ["Which is the most dangerous company on the Entity List?", "Why was Exampla Optics listed?"]
)
def test_what_is_no_query_says_why(index: Index, question: str) -> None:
    assert isinstance(query_records(index, question, TODAY), str)


@pytest.mark.parametrize(
    ("files", "day"),
    [
        ([(2024, 900), (2025, 950)], 2025),
        ([(2024, 900), (2025, 12)], 2024),  # an excerpt of a later day
        ([(1, 900), (2025, 12)], 1),  # beside a copy without a day
        ([(2024, 900), (2025, 300), (2025, 200)], 2025),  # in two files
        ([(2023, 900), (2024, 500), (2025, 12)], 2024),
    ],
)
def test_an_excerpt_of_a_later_day_does_not_stand_for_the_whole_list(files: list[tuple[int, int]], day: int) -> None:
    assert _newest_whole([(datetime.date(year, 1, 1), rows) for year, rows in files]).year == day
