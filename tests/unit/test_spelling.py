"""Slips in the words of asking are put right; names and good words stay as they are."""

import pytest

from assistant.question.spelling import straighten


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("y was northwind blacklistd", "why was northwind blacklisted"),
        ("when was northwind lisetd on the entiy list", "when was northwind listed on the entity list"),
        ("wich agecny sanctoned northwind", "which agency sanctioned northwind"),
        ("what was the repsonse of the goverment", "what was the response of the government"),
    ],
)
def test_slips(typed: str, meant: str) -> None:
    assert straighten(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "why was northwind listed",
        "Agencyy Sanctoned Ltd",
        "what lister said about listing",
        "who placed the removals, and which reviews",
        "was y-chip added",
        "comments on companies and their places",
    ],
)
def test_left_alone(text: str) -> None:
    assert straighten(text) == text
