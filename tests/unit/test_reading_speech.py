"""Utterances and roles by the table tests/golden/utterances.yaml, dates by a table here."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from sources.document import Document
from sources.reading import read_roles, read_utterances
from sources.reading.sentence.dates import dates
from sources.reading.words.numbers import number
from sources.sentences import sentences

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "golden" / "utterances.yaml").read_text())


def document(text: str) -> Document:
    return Document(id="d", path="case.txt", sha256="0", text=text)


def folded(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("case", [c for c in CASES if "said" in c], ids=lambda c: c["text"][:50])
def test_utterances(case: dict[str, Any]) -> None:
    text = case["text"]
    found = read_utterances(document(text), sentences(text))
    got = [
        [u.speaker.value if u.speaker else None, u.how, " | ".join(folded(text[a:b]) for a, b in u.spans)]
        for u in found
    ]
    assert got == case["said"]
    if "questions" in case:
        assert [text[u.question.start : u.question.end].strip() for u in found if u.question] == case["questions"]
    for u in found:
        assert 0 <= u.start < u.end <= len(text)
        if u.speaker is not None and u.speaker.resolved == "name" and u.speaker.kind in ("person", "entity"):
            assert folded(text[u.speaker.start : u.speaker.end]).casefold() == (u.speaker.value or "").casefold()


@pytest.mark.parametrize("case", [c for c in CASES if "roles" in c], ids=lambda c: c["text"][:50])
def test_roles(case: dict[str, Any]) -> None:
    text = case["text"]
    found = read_roles(document(text), sentences(text))
    got = [[r.mention.value, folded(text[r.description.start : r.description.end]), r.how] for r in found]
    assert got == case["roles"]


PUBLISHED = datetime.date(2023, 3, 3)  # a Friday


@pytest.mark.parametrize(
    ("words", "value", "precision", "leans"),
    [
        ("on Thursday", "2023-03-02", "day", True),
        ("on Friday", "2023-03-03", "day", True),
        ("last Friday", "2023-02-24", "day", True),
        ("In 2020, the US acted", "2020", "year", False),
        ("on May 16, 2019", "2019-05-16", "day", False),
        ("on 9 October 2019", "2019-10-09", "day", False),
        ("on Oct. 7, 2019", "2019-10-07", "day", False),
        ("2019-10-07", "2019-10-07", "day", False),
        ("in December", "2022-12", "month", True),
        ("in early November", "2022-11", "month", True),
        ("in December 2022", "2022-12", "month", False),
        ("in May 2020", "2020-05", "month", False),
        ("last week", "2023-02-24", "week", True),
        ("two weeks ago", "2023-02-17", "week", True),
        ("a year ago", "2022", "year", True),
        ("yesterday", "2023-03-02", "day", True),
        ("today", "2023-03-03", "day", True),
        ("last month", "2023-02", "month", True),
        ("earlier this year", "2023", "year", True),
        ("on July 12", "2022-07-12", "day", True),
        ("in May", "2022-05", "month", True),
    ],
)
def test_dates(words: str, value: str, precision: str, leans: bool) -> None:
    found = dates(words, PUBLISHED)
    assert [(d.value, d.precision, d.resolved_from is not None) for d in found] == [(value, precision, leans)]
    unknown = dates(words)[0]
    assert (unknown.date is None) == leans
    if leans and "day" in words and words.split()[-1] not in ("today", "yesterday"):
        assert unknown.precision == "weekday"


@pytest.mark.parametrize("words", ["it may be so", "in march order", "Section 2019", "2,020 items", "the 2000 meters"])
def test_what_is_no_date(words: str) -> None:
    assert dates(words, PUBLISHED) == []


@pytest.mark.parametrize(
    ("words", "n"), [("34", 34), ("twenty-six", 26), ("a dozen", 12), ("1,200", 1200), ("seventy-one", 71), ("one hundred and five", 105), ("many", None), ("", None)]
)  # fmt: skip
def test_numbers(words: str, n: int | None) -> None:
    assert number(words) == n
