"""Answers from the lists of several authorities: each speaks for itself, with its own reason and its own day."""

import re
from pathlib import Path

import pytest
import yaml

from assistant.ask import ask
from assistant.question.keepers import keepers_in_scope
from assistant.question.understand import understand
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
FILES = ("uk.xml", "un.xml", "eu.xml", "seco.xml", "canada.xml", "investment_bans.csv", "ofsi_closed.csv")
CASES = yaml.safe_load((ROOT / "golden" / "world_records.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    place = tmp_path_factory.mktemp("world") / "index"
    summary = add([ROOT / "fixtures/lists/world" / name for name in FILES], place, encoder=HashEncoder())
    assert not summary.refused
    return Index.open(place, HashEncoder())


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_answer(index, case):
    answer = ask(index, case["ask"])
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    if answer.answered:
        assert list(answer.missing) == case.get("missing", [])
    for citation in answer.citations:
        assert index.document(citation.document.id).text[citation.start : citation.end] == citation.quote


MEANT = {
    "Is Exampla Optics sanctioned by the EU?": ["the European Union"],
    "Did the UK designate Exampla Optics?": ["the United Kingdom"],
    "Was Exampla Optics sanctioned by the UK in 2022?": ["the United Kingdom"],
    "Is Exampla Optics subject to Swiss sanctions?": ["Switzerland"],
    "Is Exampla Optics on an Australian sanctions list?": ["Australia"],
    "Is Exampla Optics sanctioned by the US?": ["the United States"],
    "Is Exampla UK Ltd on the Entity List?": [],
    "Does Exampla Optics have an office in Canada?": [],
    "Was Exampla Optics bought by firms in Canada?": [],
    "Tell us why Exampla Optics was listed": [],
    "Is Exampla Optics in Switzerland on the Unverified List?": [],
}


@pytest.mark.parametrize("question", MEANT)
def test_who_lists_is_told_from_the_words_around(question):
    assert [k.said for k in keepers_in_scope(understand(question))] == MEANT[question]
