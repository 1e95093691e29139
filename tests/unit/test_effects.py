"""What a listing means: from the row, and from the section of the regulation that the row names, quoted where it is indexed."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answer import Answer
from assistant.ask import ask
from assistant.say.wording import clipped
from assistant.sections import regulation
from index.build import add
from index.search import Index
from sources.lists import list_info
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
LISTS = ROOT / "fixtures" / "lists"
RULES = "ecfr_rules_2026-01-15.xml"
FILES = ("ecfr_part-744_2026-01-15.xml", "ofac", "uflpa_2026-02-02.html")
CASES = yaml.safe_load((ROOT / "golden" / "effects.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("effects") / "index"
    assert not add([LISTS / name for name in (*FILES, RULES)], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The lists that come without any regulation."""
    place = tmp_path_factory.mktemp("without") / "index"
    assert not add([LISTS / "ofac", LISTS / "csl_2025.csv"], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


def parts_cited(index: Index, answer: Answer) -> set[str]:
    return {index.document(c.document.id).part for c in answer.citations}


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_answer(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"])
    text = answer.text
    assert answer.answered is case.get("answered", True), text
    assert [p for p in case.get("say", ()) if not re.search(p, text)] == [], text
    assert [p for p in case.get("never", ()) if re.search(p, text)] == [], text
    assert set(case.get("cite", ())) <= parts_cited(index, answer), parts_cited(index, answer)
    assert not answer.answered or all(s.citations for s in answer.sentences)
    assert len(text.split()) <= 120, text


def test_a_quotation_of_the_regulation_stands_in_the_sentence_cited(index: Index) -> None:
    answer = ask(index, "What is the legal basis for the listing of Amber Lantern Works?")
    quoted = {q for s in answer.sentences for q in re.findall(r"reads: “([^”]+)”", s.text)}
    assert quoted == {"A license is required for lanterns."}
    assert any(q in c.quote for q in quoted for c in answer.citations)


def test_nothing_is_said_of_a_section_that_is_not_indexed(without: Index) -> None:
    answer = ask(without, "What does the listing mean for Amber Shipping?")
    assert not answer.answered and "effect" in answer.missing, answer.text
    assert "CFR" not in answer.text


RULINGS = [
    ("§ 744.11", "requirement", "entity-list", "15 CFR § 744.11(a)"),
    (
        "§ 744.21",
        "requirement",
        "meu-list",
        "15 CFR § 744.21(b)(1)(ii)",
    ),  # the sentence that names the list, not the first
    ("§ 744.21(a)", "requirement", "meu-list", "15 CFR § 744.21(a)"),  # the paragraph cited before any other
    ("§ 744.16(b)", "requirement", "entity-list", None),
    ("§ 744.16(b)", "exceptions", "entity-list", "15 CFR § 744.16(b)"),
    ("§ 744.3(d)", "policy", "entity-list", "15 CFR § 744.3(d)"),
    ("§ 744.15(d)", "removal", "unverified-list", "15 CFR § 744.15(d)"),
    ("§ 746.8(a)(3)", "requirement", "entity-list", None),
    ("Executive Order 13959", "requirement", "ns-cmic", None),
]


@pytest.mark.parametrize(("cite", "what", "on", "expected"), RULINGS)
def test_the_sentence_of_a_section_that_states_a_rule(
    index: Index, cite: str, what: regulation.Rule, on: str, expected: str | None
) -> None:
    with index.reading():
        found = regulation.rule(index, cite, what, list_info(on))
    assert (found.cite if found else None) == expected


CLIPPED = [
    ("one two three", 5, "one two three"),
    ("one two, three four, five six seven", 5, "one two, three four …"),
    ("one two three four of the five six", 6, "one two three four …"),
]


@pytest.mark.parametrize(("text", "most", "expected"), CLIPPED)
def test_a_long_sentence_is_cut_where_a_clause_ends(text: str, most: int, expected: str) -> None:
    assert clipped(text, most) == expected
