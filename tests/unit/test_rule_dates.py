"""A Federal Register rule that gives its day once, in its DATES line: what it does is done on that day."""

import pytest

from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

RULE = """[Federal Register Volume 92, Number 20 (Tuesday, February 2, 2027)]
[Rules and Regulations]
[Pages 4001-4010]
From the Federal Register Online via the Government Publishing Office [www.gpo.gov]
[FR Doc No: 2027-01234]

DEPARTMENT OF COMMERCE

Bureau of Industry and Security

15 CFR Part 744

Additions to the Entity List

AGENCY: Bureau of Industry and Security, Department of Commerce.

ACTION: Final rule.

SUMMARY: In this rule, the Bureau of Industry and Security (BIS) adds
two entities to the Entity List.

DATES: This rule is effective February 3, 2027.

Additions to the Entity List

    The ERC determined to add Northwind Test Optics Co., Ltd., under the
destination of China, to the Entity List for acquiring U.S.-origin items in
support of military modernization.
    BIS adds Mockup Trading (Pvt.) Ltd. under the destination of Pakistan
to the Entity List for its contributions to a ballistic missile program.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("rule")
    (folder / "2027-01234.txt").write_text(RULE, encoding="utf-8")
    add([folder / "2027-01234.txt"], folder / "index", encoder=HashEncoder())
    return Index.open(folder / "index", HashEncoder())


@pytest.mark.parametrize("name", ["Northwind Test Optics", "Mockup Trading"])
def test_the_day_is_that_of_the_dates_line(index: Index, name: str) -> None:
    answer = ask(index, f"When was {name} added to the Entity List?")
    assert answer.answered and "3 February 2027" in answer.text, answer.text
    assert any("effective February 3, 2027" in c.quote for c in answer.citations)


def test_no_source_shows_is_not_said_of_a_list_that_a_document_names(index: Index) -> None:
    answer = ask(index, "On which page was Mockup Trading added to the Entity List?")
    assert "No source here shows" not in answer.text, answer.text
