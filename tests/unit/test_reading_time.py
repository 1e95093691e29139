"""Reading takes time in proportion to a document's length, whatever stands in it.

Small sizes only: `python -m tests.benchmarks.reading` goes up to 10 MB.
"""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from sources import leftovers
from sources.load import read_file
from sources.sentences import LONGEST, sentences
from tests.benchmarks.reading import exponent, seconds
from tests.every_text import EVERY
from tests.texts import KINDS

SMALL, LARGE, LARGER = 5_000, 16_000, 72_000  # characters: longer than the longest sentence
FLOOR = 0.1  # seconds at LARGE below which growth is not looked at
STEEPEST = 1.3


@pytest.fixture(scope="module", autouse=True)
def imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    seconds("prose", 5_000, tmp_path_factory.mktemp("first"))  # imports and tables


@pytest.mark.parametrize("kind", EVERY)
def test_time_is_linear(kind: str, tmp_path: Path) -> None:
    large = seconds(kind, LARGE, tmp_path)
    assert large < 20, f"{large:.1f} s for {LARGE} characters"
    if large < FLOOR or exponent((SMALL, seconds(kind, SMALL, tmp_path, 2)), (LARGE, large)) < STEEPEST:
        return
    # measured again, and further out, before it is called steep
    large = seconds(kind, LARGE, tmp_path, 3)
    growth = exponent((LARGE, large), (LARGER, seconds(kind, LARGER, tmp_path, 2)))
    assert growth < STEEPEST, f"{large:.2f} s at {LARGE}, exponent {growth:.2f}"


def test_kinds_have_their_size() -> None:
    assert len(EVERY) >= 170
    for name, (_suffix, make) in EVERY.items():
        for size in (2_000, 20_000):
            assert 0.5 * size <= len(make(size)) <= 1.5 * size, name


@pytest.mark.parametrize("kind", KINDS)
def test_sentences_have_a_longest_length(kind: str) -> None:
    text = KINDS[kind](20_000).strip()
    found = sentences(text)
    assert all(0 < span.end - span.start <= LONGEST for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in found)


def test_a_long_sentence_is_cut_at_its_semicolons() -> None:
    names = [f"Exampla Optics Number {number} Co., Ltd." for number in range(200)]
    text = "The department added these to the list: " + "; ".join(names) + "."
    found = sentences(text)
    assert len(found) > 1
    assert all(text[span.end - 1] == ";" for span in found[:-1])
    covered = " ".join(text[span.start : span.end] for span in found)
    assert covered == text


def test_the_quote_is_the_text(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text(KINDS["a long list of those added"](20_000), encoding="utf-8")
    (read,) = read_file(file, file.name)
    text = read.document.text
    assert all(s.end - s.start <= LONGEST for s in read.statements)
    for one in read.statements:
        for subject in one.subjects:
            assert text[subject.start : subject.end].strip() == text[subject.start : subject.end] != ""


BARS = (
    "Share Tweet Share on Facebook Share on Twitter Share on LinkedIn Email Print ",
    "Share on Facebook | Share on Twitter | Share on LinkedIn | Email this article | Print | ",
)


@pytest.mark.parametrize("bar", BARS)
def test_a_share_bar_twice_before_a_name(bar: str) -> None:
    leftovers.find(bar)  # the tables
    start = time.process_time()
    assert leftovers.find(bar * 2 + "John Sample") == [], "a line with a name in it stays"
    assert time.process_time() - start < 0.5
    shown = (bar * 2).strip()
    assert leftovers.find(shown) == [(0, len(shown))]
