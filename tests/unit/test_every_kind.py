"""Pages on which every kind of text occurs: each visible word is read once and in reading order, no invisible one is, and what
is left out is counted and named."""

import re
from pathlib import Path

import pytest

from sources.load import Read, read_file

PAGES = Path(__file__).parent.parent / "fixtures/pages"
FILES = {"every_kind.html": "cp1251", "every_kind.md": "utf-8"}


def load(name: str, folder: Path) -> tuple[str, Read]:
    source = (PAGES / name).read_text(encoding="utf-8")
    path = folder / name
    path.write_bytes(source.encode(FILES[name], "xmlcharrefreplace"))
    (read,) = read_file(path, name)
    return source, read


@pytest.mark.parametrize("name", FILES)
def test_every_visible_word_once_in_reading_order_and_no_invisible_one(name: str, tmp_path: Path) -> None:
    source, read = load(name, tmp_path)
    every = [f"seen{number:02}" for number in range(1, len(set(re.findall(r"seen\d\d", source))) + 1)]
    assert re.findall(r"seen\d\d", read.document.text) == every
    assert re.findall(r"gone\d\d\S*", read.document.text) == []
    sentences = " ".join(read.document.quote(span) for span in read.sentences)
    assert re.findall(r"seen\d\d", sentences) == every, "a word that no sentence holds cannot be cited"


@pytest.mark.parametrize("name", FILES)
def test_what_is_left_out_is_counted_and_named(name: str, tmp_path: Path) -> None:
    _, read = load(name, tmp_path)
    told = " ".join(read.warnings)
    assert re.search(r"not shown on the page: \d+ words", told)
    for reason in (
        ("hidden", "struck out")
        if name.endswith(".md")
        else ("hidden", "struck out", "controls", "navigation", "cookie notice", "related links")
    ):
        assert re.search(rf"{reason} \d+", told), reason


def test_words_are_kept_apart_and_together_as_they_are_seen(tmp_path: Path) -> None:
    _, read = load("every_kind.html", tmp_path)
    text = read.document.text
    assert (
        "parties 1 to its list on May 2, 2024, each for the reason given below; seen05 Пример seen06glued seen07bolditalic."
        in text
    )
    assert "\n\nseen14 Sample Avionics\n\nseen15 Sample Rockets\n\n" in text
    assert read.document.url == "https://agency.example.gov/notices/2024-17"
