"""Whose list is meant: a country before the name of its own list, or before the word, says whose; elsewhere where a party sits."""

import pytest

from assistant.question.whose_lists import lists_called, owners_named
from assistant.records.cells import said_value

OWNERS = [
    ("Is Exampla on China's Unreliable Entity List?", {"China"}),
    ("Is Exampla on the Chinese Unreliable Entity List?", {"China"}),
    ("Is Exampla on Japan's end-user list?", {"Japan"}),
    ("Which companies in China are on the Entity List?", set()),
    ("Is Exampla on the Chinese Entity List?", set()),  # China keeps none of that name
]
CALLED = [
    ("What changed on the UN list?", ["the United Nations"]),
    ("How many entries are on Switzerland's sanctions list?", ["Switzerland"]),
    ("Is Exampla on the UN list and the Canadian list?", ["the United Nations", "Canada"]),
    ("Is Exampla on the UK Sanctions List?", []),  # a name of a list, not a list without one
    ("Is Swiss Listing Works on a list?", []),
]


@pytest.mark.parametrize(("question", "owners"), OWNERS)
def test_owners(question: str, owners: set[str]) -> None:
    assert {keeper.said for keeper in owners_named(question)} == owners


@pytest.mark.parametrize(("question", "keepers"), CALLED)
def test_lists_without_a_name(question: str, keepers: list[str]) -> None:
    assert [keeper.said for _, _, keeper in lists_called(question)] == keepers


@pytest.mark.parametrize(("value", "said"), [("19820215", "19820215"), ("1982-02-15", "15 February 1982"), ("x", "x")])
def test_eight_figures_are_a_number(value: str, said: str) -> None:
    assert said_value(value) == said
