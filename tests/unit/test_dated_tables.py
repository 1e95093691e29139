"""Tables that give the day from which each party is on a list: which rows say something, and which say nothing."""

import datetime
from pathlib import Path

import pytest

from sources.load import read_file

FCC = "List of Equipment and Services Covered By Section 2 of The Secure Networks Act"
ROWS = "Exampla Radio Company\tMarch 12, 2021\trouters\nSpecimen Video (formerly Sampla Video)\tMarch 25, 2022\tcameras"
TOLD = [
    (f"{FCC}\n\nEntity\tDate of inclusion\tReason\n{ROWS}", "fcc-covered"),
    (f"The parties below are on the Entity List.\n\nName\tDate added\tGoods\n{ROWS}", "entity-list"),
    (f"Annex\n\nCompany\tDate of Inclusion on Covered List\tGoods\n{ROWS}", "fcc-covered"),
    (f"Parties on the Unverified List\n\nParty\tListed on\tGoods\n{ROWS}", "unverified-list"),
]
SILENT = [
    f"Entity\tDate of inclusion\tReason\n{ROWS}",  # no list is named
    f"Parties removed from the Entity List\n\nName\tDate of listing\tGoods\n{ROWS}",
    f"Parties on the Entity List\n\nName\tDate of birth\tGoods\n{ROWS}",
    f"The Entity List and the Covered List\n\nName\tDate added\tGoods\n{ROWS}",
    f"Parties on the Entity List\n\nName\tDate added\tDate of designation\n{ROWS}",
    "Parties on the Entity List\n\nName\tDate added\nExampla Radio Company\tnot yet",
]


def statements(tmp_path: Path, text: str) -> list[tuple[str, datetime.date | None, str | None]]:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    (read,) = read_file(path, path.name)
    for one in read.statements:
        assert one.date is None or read.document.text[one.date.start : one.date.end]
    return [(s.subjects[0].value or "", s.date and s.date.date, s.list and s.list.value) for s in read.statements]


@pytest.mark.parametrize(("text", "about"), TOLD)
def test_each_row_says_when_its_party_was_listed(text: str, about: str, tmp_path: Path) -> None:
    assert statements(tmp_path, text) == [
        ("Exampla Radio Company", datetime.date(2021, 3, 12), about),
        ("Specimen Video", datetime.date(2022, 3, 25), about),
    ]


@pytest.mark.parametrize("text", SILENT)
def test_a_table_that_leaves_something_open_says_nothing(text: str, tmp_path: Path) -> None:
    assert [date for _, date, _ in statements(tmp_path, text) if date] == []
