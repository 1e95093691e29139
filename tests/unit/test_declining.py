"""What is said of the nearest passage when none is sure enough: that it may answer, or that it does not."""

from dataclasses import replace

import pytest

from assistant.ask import ask
from assistant.prose import prose_answer
from assistant.prose.declining import PERHAPS
from assistant.prose.selection import choose
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

NOTE = (
    "---\ntitle: A note on Exampla Lasers\ndate: 2024-05-03\npublisher: The Example\n---\n"
    "Exampla Lasers makes lamps in Klow. Its managers walked to the harbour on a Sunday.\n"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("declining")
    (place / "note.md").write_text(NOTE, encoding="utf-8")
    assert not add([place / "note.md"], place / "index", encoder=HashEncoder()).refused
    return Index.open(place / "index", HashEncoder())


@pytest.mark.parametrize(
    ("confidence", "said", "never"),
    [
        (PERHAPS, ("but none surely says", "which may answer it"), "may not answer"),
        (PERHAPS - 0.01, ("but do not say", "which may not answer it"), "may answer it"),
    ],
)
def test_the_nearest_passage_is_told_of_as_what_it_is(
    index: Index, monkeypatch: pytest.MonkeyPatch, confidence: float, said: tuple[str, ...], never: str
) -> None:
    monkeypatch.setattr(
        prose_answer, "choose", lambda *given: replace(choose(*given), confidence=confidence, answers=False)
    )
    answer = ask(index, "Where did the managers of Exampla Lasers walk to?")
    assert not answer.answered and answer.citations
    assert all(words in answer.text for words in said) and never not in answer.text


def test_a_name_that_nobody_has_is_never_perhaps_answered(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose_answer, "choose", lambda *given: replace(choose(*given), confidence=0.8, answers=False))
    answer = ask(index, "Where did the managers of Quorble Valves walk to?")
    assert answer.text.startswith("No source here speaks of Quorble Valves.") and "nearest passage" not in answer.text
