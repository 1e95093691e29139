"""No regular expression of the program takes more than linear time, on any text.

One that does holds the interpreter, and with it everybody in the chat, for as long as somebody's upload wants.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from sources.load import read_file
from tests.every_pattern import PACKAGES, Found, every_pattern
from tests.pumps import pumps
from tests.slow import wrong_with
from tests.texts import KINDS

SAMPLES = Path(__file__).parents[2] / "sources" / "samples"
QUICK, LONG = 40, 600  # pieces tried on one pattern
READ = (
    "prose",
    "turns",
    "a heading, then list rows",
    "quotations",
    "share bars",
    "bylines",
    "pronouns",
    "groups",
    "links in Markdown",
)


@cache
def found(folder: Path) -> list[Found]:
    """All patterns, with those that are compiled while a few texts are read."""

    def read() -> None:
        for number, name in enumerate(READ):
            file = folder / f"{number}.txt"
            file.write_text(KINDS[name](3_000), encoding="utf-8")
            read_file(file, file.name)
        for file in sorted(SAMPLES.glob("*.md"))[::6]:
            read_file(file, file.name)

    return every_pattern(read)


@pytest.fixture(scope="module")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> list[Found]:
    return found(tmp_path_factory.getbasetemp())


def test_all_are_found(patterns: list[Found]) -> None:
    places = {one.place for one in patterns}
    for known in (
        "sources.metadata._CLOCK",  # an attribute of a module
        "sources.leftovers._patterns",  # in a tuple that a cached function gives
        "sources.reading.clause.verbs.measure_pattern",  # from a table
        "sources.reading.names.questions._FRAMES",  # in a tuple
    ):
        assert known in places
    assert any(one.place.startswith("sources.reading.sentence.scene:") for one in patterns), (
        "none of those inside of functions"
    )
    assert len(patterns) > 900


def test_uses_are_known(patterns: list[Found]) -> None:
    metadata = next(one for one in patterns if one.place == "sources.metadata._CLOCK")
    assert metadata.calls == {"fullmatch"}
    assert sum(len(one.calls) == 1 for one in patterns) > 0.7 * len(patterns)


SLOW = (
    (r"(?:a|a)*$", "match"),
    (r"(?:[&A][^ ]*|&)(?:[ &]+|$)+x", "match"),
    (r"\s*x", "search"),
    (r"[\s,;]+$", "finditer"),
    (r"\bword\b[^.;]*$", "search"),
    (r"[\s,]*\d?[\s,()]*z?[\s)]*y", "fullmatch"),
    (r"(?: (?:also|\w+so))* on", "match"),
)
QUICKER = (
    (r"(?>a|a)*$", "match"),
    (r"(?<!\s)\s*+x", "search"),
    (r"(?<![\s,;])[\s,;]+$", "finditer"),
    (r"\bword\b[^.;]{0,200}$", "search"),
    (r"(?: (?>(?:also|\w+so)\b))* on", "match"),
)


@pytest.mark.parametrize(("pattern", "call"), SLOW)
def test_slow_ones_are_known(pattern: str, call: str) -> None:
    assert wrong_with(Found(re.compile(pattern), "here", frozenset({call})), QUICK)


@pytest.mark.parametrize(("pattern", "call"), QUICKER)
def test_quick_ones_are_known(pattern: str, call: str) -> None:
    assert wrong_with(Found(re.compile(pattern), "here", frozenset({call})), QUICK) is None


def test_pieces_are_the_patterns_own() -> None:
    made = {pump.piece for pump in pumps(re.compile(r"(?:share|tweet)(?: on (?:one|two))* end"), LONG)}
    assert {" on one", " on two", "share"} <= made


@pytest.mark.parametrize("package", PACKAGES)
def test_time_is_linear(patterns: list[Found], package: str) -> None:
    _all_linear(patterns, package, QUICK)


@pytest.mark.long
@pytest.mark.parametrize("package", PACKAGES)
def test_time_is_linear_on_more_texts(patterns: list[Found], package: str) -> None:
    _all_linear(patterns, package, LONG)


def _all_linear(patterns: list[Found], package: str, pieces: int) -> None:
    ours = [one for one in patterns if one.place.split(".")[0] == package]
    wrong = [why for one in ours if (why := wrong_with(one, pieces))]
    assert not wrong, "\n" + "\n".join(wrong)
