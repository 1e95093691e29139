"""Answers from the official lists, in the words of their rows; what a row does not say is said to be missing."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
LISTS = ROOT / "fixtures" / "lists"
FILES = ("ecfr_part-744_2026-01-15.xml", "ofac", "uflpa_2026-02-02.html")
CASES = yaml.safe_load((ROOT / "golden" / "records.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("lists") / "index"
    summary = add([LISTS / name for name in FILES], place, encoder=HashEncoder())
    assert not summary.refused
    return Index.open(place, HashEncoder())


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_answer(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"])
    text, answered = answer.text, answer.answered
    assert answered is case.get("answered", True), text
    assert [p for p in case.get("say", ()) if not re.search(p, text)] == [], text
    assert [p for p in case.get("never", ()) if re.search(p, text)] == [], text
    if answered:
        assert list(answer.missing) == case.get("missing", [])
        assert answer.citations and all(s.citations for s in answer.sentences)
    assert ".. " not in text and ".”." not in text, text


@pytest.mark.parametrize("case", [case for case in CASES if case.get("answered", True)], ids=lambda case: case["ask"])
def test_a_citation_shows_whose_row_it_is(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"])
    assert any(index.records([c.passage.id]) for c in answer.citations)
    for citation in answer.citations:
        document = index.document(citation.document.id)
        assert document.text[citation.start : citation.end] == citation.quote
        if document.kind == "regulation" or citation.start == 0:  # what the row refers to; which list of which day
            continue
        record = index.records([citation.passage.id])
        assert record, "not a citation of a record"
        first = next(c for c in answer.citations if c.passage.id == citation.passage.id)
        assert " ".join(record[0].name.split()) in " ".join(first.quote.split())
