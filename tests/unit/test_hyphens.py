"""A word of a company's name that the end of a line parts, in a document that says nothing else of it."""

import pytest

from sources.layout.hyphens import Vocabulary

CASES = [
    (["added Larch Manufac-", "turing to the list"], "added Larch Manufacturing to the list"),
    (["added Larch Electron-", "ics to the list"], "added Larch Electronics to the list"),
    (["added Larch Semicon-", "ductor to the list"], "added Larch Semiconductor to the list"),
    (["goods of a Norland-", "based firm"], "goods of a Norland-based firm"),
    (["the Larch-", "Fir group"], "the Larch-Fir group"),
    (["a co-", "operation agreement"], "a co-operation agreement"),
]


@pytest.mark.parametrize(("lines", "text"), CASES, ids=[case[1] for case in CASES])
def test_a_parted_word(lines: list[str], text: str) -> None:
    words = Vocabulary()
    words.add(lines)
    words.settle()
    assert words.glue(lines) == text
