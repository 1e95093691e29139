"""Counts that differ are shown side by side; what only looks like a difference is not called one."""

from pathlib import Path

import pytest

from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

REPORT = """---
title: "{title}"
date: {date}
publisher: "{publisher}"
kind: {kind}
---
The Commerce Department on Thursday added {count} to its Entity List for helping the navy of Freedonia buy sonar parts.

The department said that the action takes effect at once.
"""


def indexed(folder: Path, *rows: dict[str, str]) -> Index:
    documents = folder / "documents"
    documents.mkdir()
    for number, row in enumerate(rows):
        filled = {
            "kind": "report",
            "date": "2022-06-16",
            "title": f"Commerce lists sonar suppliers, report {number}",
            **row,
        }
        (documents / f"{number}.md").write_text(REPORT.format(**filled), encoding="utf-8")
    add([documents], folder / "index", encoder=HashEncoder())
    return Index.open(folder / "index", HashEncoder())


QUESTION = "How many companies did the Commerce Department add to its Entity List for helping the navy of Freedonia?"


def test_two_counts_of_one_event_are_shown_with_the_official_one_named(tmp_path: Path) -> None:
    index = indexed(
        tmp_path,
        {"publisher": "Gazette", "count": "14 companies"},
        {"publisher": "Department of Commerce", "kind": "release", "count": "17 companies"},
    )
    answer = ask(index, QUESTION)
    assert answer.answered
    (difference,) = answer.disagreements
    assert difference.slot == "count"
    assert [(p.value, p.official) for p in difference.positions] == [("17", True), ("14", False)]
    assert "17 (official source), 14" in answer.text
    cited = {c.number: c for c in answer.citations}
    assert all(p.value in cited[p.citation].quote for p in difference.positions)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"publisher": "Gazette", "count": "14 companies"}, {"publisher": "Courier", "count": "17 companies", "date": "2023-06-15"}),
        ({"publisher": "Gazette", "count": "14 companies"}, {"publisher": "Courier", "count": "17 affiliates"}),
        ({"publisher": "Gazette", "count": "14 companies"}, {"publisher": "Courier", "count": "9 Sylvanian and 5 Chinese companies"}),
        ({"publisher": "Gazette", "count": "14 companies"}, {"publisher": "Courier", "count": "14 companies"}),
    ],
    ids=["another year", "affiliates", "by country", "the same"],
)  # fmt: skip
def test_what_only_looks_like_a_difference_is_not_called_one(
    tmp_path: Path, first: dict[str, str], second: dict[str, str]
) -> None:
    assert ask(indexed(tmp_path, first, second), QUESTION).disagreements == ()
