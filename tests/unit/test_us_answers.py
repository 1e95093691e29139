"""Answers from the lists of the United States that have layouts of their own (tests/fixtures/lists/us)."""

import re
from pathlib import Path

import pytest
import yaml

from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
CASES = yaml.safe_load((ROOT / "golden" / "us_records.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    place = tmp_path_factory.mktemp("us") / "index"
    left = {"companies_1260h.json", "military_companies.csv"}  # the notice says the same of the same companies
    files = [path for path in sorted((ROOT / "fixtures/lists/us").iterdir()) if path.name not in left]
    summary = add(files, place, encoder=HashEncoder())
    assert not summary.refused
    return Index.open(place, HashEncoder())


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_answer(index, case):
    answer = ask(index, case["ask"])
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    for citation in answer.citations:
        assert index.document(citation.document.id).text[citation.start : citation.end] == citation.quote
