"""The words that introduce a ground or a reply, and how strongly."""

import pytest

from assistant.statements.cues import strength

GROUND = 0.6


@pytest.mark.parametrize(
    "text",
    [
        "It was listed because it had supplied radar parts to a navy.",
        "The firms were added for their role in mass surveillance.",
        "The trader was sanctioned for knowingly moving oil.",
        "Officials accused the company of diverting chips.",
        "The department said the four had been dealing in hacking tools.",
        "They pose a significant risk of diversion to a listed party.",
        "The university was taken off the list after an end-use check had been completed.",
        "The step is meant to prevent the army from getting quantum computers.",
        "It was put on the list over what the notice called complicity in abuses.",
    ],
)
def test_a_ground_is_told(text: str) -> None:
    assert strength("reason", text) >= GROUND


@pytest.mark.parametrize(
    "text",
    [
        "The listing takes effect on Monday.",
        "It came three days after Commerce had put the firm on the list.",
        "Its shares fell 4 percent in Shanghai.",
        "The company is based in Hefei.",
    ],
)
def test_no_ground_is_told(text: str) -> None:
    assert strength("reason", text) < GROUND


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("response", "A spokesman declined to comment."),
        ("response", "The firm did not reply to an e-mail."),
    ],
)
def test_other_kinds(kind: str, text: str) -> None:
    assert strength(kind, text) == 1.0
    assert strength(kind, "The river was low that summer.") == 0.0


def test_a_kind_without_cues_has_no_strength() -> None:
    assert strength("count", "Thirty-four entities were added.") == 0.0
