"""Names in prose and in questions, by the table tests/golden/mentions.yaml; offsets by property."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reading import mentions, question_mentions
from sources.reading.statements import Mention
from sources.reading.words.view import compact, flat, one_line

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "golden" / "mentions.yaml").read_text()
)
KINDS = ("entity", "person", "place", "agency", "list", "law", "group", "other")
CASES = [(reader, case) for reader in ("prose", "questions") for case in TABLE[reader]]


def values(found: list[Mention], kind: str) -> list[str | None]:
    return [m.value for m in found if m.kind == kind]


@pytest.mark.parametrize(("reader", "case"), CASES, ids=[case["text"][:60] for _, case in CASES])
def test_mentions(reader: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = mentions(text) if reader == "prose" else question_mentions(text)
    for kind in KINDS:
        if kind in ("entity", "person") or kind in case:
            assert values(found, kind) == case.get(kind, []), (kind, [(m.kind, m.value) for m in found])
    for m in found:
        words = text[m.start : m.end]
        assert words == words.strip()
        if m.kind in ("entity", "person") and m.also is None:
            assert " ".join(words.replace("*", " ").split()) == m.value


def test_table_is_large_enough() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Kilda Memory Corporation (KMC) fell. Later KMC rose.", "KMC", "Kilda Memory Corporation"),
        (
            "the Xinjiang Production and Construction Corps (XPCC) and XPCC units",
            "XPCC",
            "Xinjiang Production and Construction Corps",
        ),
    ],
)
def test_short_forms_are_linked(text: str, short: str, full: str) -> None:
    found = [m for m in mentions(text) if text[m.start : m.end] == short]
    assert len(found) == 2
    assert {m.also for m in found} == {full}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Commerce Secretary Gina Raimondo said", "Gina Raimondo", "Commerce Secretary"),
        (
            "said Brian Nelson, Treasury’s undersecretary for terrorism.",
            "Brian Nelson",
            "Treasury’s undersecretary for terrorism",
        ),
        ("said undersecretary for terrorism Brian Nelson.", "Brian Nelson", "undersecretary for terrorism"),
        ("Sen. Ron Wyden (D-Ore.) spoke", "Ron Wyden", "Sen."),
    ],
)
def test_titles(text: str, name: str, title: str) -> None:
    found = next(m for m in mentions(text) if m.value == name)
    assert found.kind == "person"
    assert found.title is not None
    assert text[found.title.start : found.title.end] == title


PIECES = st.sampled_from(
    ["Huawei ", "the ", "U.S. ", "Co., Ltd. ", "(SMIC) ", "and ", "of ", "Entity List ", "Commerce Department ", "’s ", "“", "”", "\n", "\n\n", "  ", "İ", "37 ",
     "companies ", "Chinese ", "Sen. ", "Ron Wyden ", "[a](https://x.org/y) ", "**", "iFLYTEK ", "blacklisted ", "in ", "Xinjiang ", "4Paradigm ", ". ", "— ", "section 744.11 "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 1000))
def test_offsets_hold_anywhere(text: str, offset: int) -> None:
    """Mentions lie in the text, are in order, and move with the offset."""
    found = mentions(text)
    moved = mentions(text, offset)
    assert [(m.start + offset, m.end + offset) for m in found] == [(m.start, m.end) for m in moved]
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    for m in question_mentions(text):
        assert 0 <= m.start < m.end <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab \n“”’*_[](){}İß.x1–—\t\u00a0", max_size=120))
def test_views_keep_positions(text: str) -> None:
    """The views are as long as the text, and the compact one leads back to the same characters."""
    assert len(flat(text)) == len(one_line(text)) == len(text)
    view = one_line(text)
    folded = compact(view)
    assert "  " not in folded.text
    for i, letter in enumerate(folded.text):
        assert view[folded.at(i)] == letter
        assert folded.upto(i + 1) == folded.at(i) + 1
        if letter != " ":
            assert folded.inside(folded.at(i)) == i
