"""Rows of each layout asked for what they state, in other phrasings than those that the reading was written for, and records as
they stand on the day of the question."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.ask import ask
from assistant.timeline.entity import entity
from index.build import add
from index.search import Index
from sources.errors import QuestionError
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 28)
SETS = {"rows": "rows_asked.yaml", "standing": "records_standing.yaml", "brackets": "brackets.yaml"}
"""Folders of lists, and the questions on them."""
CASES = [
    (folder, case)
    for folder, name in SETS.items()
    for case in yaml.safe_load((ROOT / "golden" / name).read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Index]:
    made = {}
    for folder in SETS:
        place = tmp_path_factory.mktemp(folder) / "index"
        assert not add([ROOT / "fixtures" / "lists" / folder], place, encoder=HashEncoder()).refused
        made[folder] = Index.open(place, HashEncoder())
    return made


@pytest.mark.parametrize(("folder", "case"), CASES, ids=[f"{f}: {c['ask']} {c.get('today', '')}" for f, c in CASES])
def test_answer(indexes: dict[str, Index], folder: str, case: dict[str, Any]) -> None:
    index = indexes[folder]
    answer = ask(index, case["ask"], today=case.get("today", TODAY))
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    assert not answer.answered or (answer.citations and all(s.citations for s in answer.sentences))
    for citation in answer.citations:
        assert index.document(citation.document.id).text[citation.start : citation.end] == citation.quote


def test_an_entity_that_nobody_is_called_is_named_with_the_nearest_and_how_they_differ(
    indexes: dict[str, Index],
) -> None:
    with pytest.raises(QuestionError, match=r"no 'Teasel Precision Pumps' .*; near: .*\(it has .*“Pumps”\)"):
        entity(indexes["rows"], "Teasel Precision Pumps")
    with pytest.raises(QuestionError, match=r"index$"):
        entity(indexes["rows"], "Zzyzx Quuxmore")


def test_an_entity_has_its_weak_aliases_apart(indexes: dict[str, Index]) -> None:
    found = entity(indexes["rows"], "Oskar Ruben Veldmann")
    assert (found.names, found.weak_names) == (("RIGMASTER",), ("RIGMASTER",))
    assert entity(indexes["rows"], "Teasel Precision Co. Ltd").weak_names == ()


def test_the_sets_ask_for_much_and_for_what_is_not_there() -> None:
    for folder, least in (("rows", 95), ("standing", 75), ("brackets", 15)):
        cases = [case for f, case in CASES if f == folder]
        assert len(cases) >= least and len({(c["ask"], c.get("today")) for c in cases}) == len(cases)
        assert any(not case.get("answered", True) for case in cases)
