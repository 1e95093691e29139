"""Questions about records as a set: what is counted is what the rows show, and a condition that no row states is not left out."""

import datetime
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
CASES = yaml.safe_load((ROOT / "golden" / "queries.yaml").read_text(encoding="utf-8"))
TODAY = datetime.date(2026, 3, 1)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("queries") / "index"
    assert not add([ROOT / "fixtures" / "lists" / "query"], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_answer(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"], today=TODAY)
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    if answer.answered:
        assert answer.citations and all(s.citations for s in answer.sentences)
    if "rows" in case:
        shown = {r.name for c in answer.citations for r in index.records([c.passage.id])}
        assert shown == set(case["rows"]), answer.text
