"""The EU's entries and the annexes that carry their reasons, asked for together; what being on a list of another authority means."""

import re
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.question.keepers import UNITED_STATES, keeps
from index.build import add
from index.search import Index
from sources.agencies import agency
from sources.lists import WORLD, list_info
from tests.hash_encoder import HashEncoder

FOLDER = Path(__file__).parents[1] / "fixtures/lists/world"
FILES = ("uk.xml", "eu.csv", "32026R0999.csv", "seco.xml", "meti.txt", "compiled.csv")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    place = tmp_path_factory.mktemp("annexes") / "index"
    summary = add([FOLDER / name for name in FILES], place, encoder=HashEncoder())
    assert not summary.refused
    return Index.open(place, HashEncoder())


ANSWERED = {
    "Why did the EU list Exampla Optics?": ["23 July 2026", "“Exampla Optics makes gun sights for the army of Borduria"],
    "Why is Ada Berta Kalman sanctioned by the EU?": ["Ada Kalman heads Exampla Optics"],
    "When did the EU list Exampla Optics?": ["2 March 2022", "23 July 2026"],
    "Is Exampla Optics sanctioned by Japan?": ["^Yes: .*export ban"],
    "Is Exampla Optics sanctioned by China?": ["^Yes: .*Unreliable Entity List, since 2 January 2025"],
    "What does being on the UK Sanctions List mean?": [
        "assets of the party are frozen", "Foreign, Commonwealth and Development Office", "Sanctions and Anti-Money Laundering Act 2018",
        "https://www.gov.uk/government/publications/the-uk-sanctions-list",
    ],
    "What does being on the Swiss Sanctions List mean?": ["measures of the ordinance", "Embargo Act", r"seco\.admin\.ch"],
    "What does it mean for Exampla Optics to be on the UK Sanctions List?": ["frozen", "“Asset freeze”"],
}  # fmt: skip


@pytest.mark.parametrize("question", ANSWERED)
def test_answer(index, question):
    answer = ask(index, question)
    assert answer.answered, answer.text
    assert [p for p in ANSWERED[question] if not re.search(p, answer.text)] == [], answer.text
    assert all(sentence.citations for sentence in answer.sentences)
    for citation in answer.citations:
        assert index.document(citation.document.id).text[citation.start : citation.end] == citation.quote


DECLINED = {
    "What does being on the Australian Sanctions List mean?": "indexed|say|here",  # no file of it is here
    "Is Pelican Freight sanctioned by China?": "No source here shows Pelican Freight",
}


@pytest.mark.parametrize("question", DECLINED)
def test_declined(index, question):
    answer = ask(index, question)
    assert not answer.answered and re.search(DECLINED[question], answer.text), answer.text


KEPT_BY_THE_UNITED_STATES = {
    "entity-list": True, "OFAC list - OFAC": True, "US SAM Procurement Exclusions": True, "us_sam_exclusions": True,
    "china-export-control": False, "japan-end-user": False, "Rope Office list - Rope Office": False, "ua_war_sanctions": False,
}  # fmt: skip


@pytest.mark.parametrize("list_id", KEPT_BY_THE_UNITED_STATES)
def test_a_list_of_an_authority_that_is_not_known_is_no_list_of_the_united_states(list_id):
    assert keeps(UNITED_STATES, list_info(list_id)) is KEPT_BY_THE_UNITED_STATES[list_id]


@pytest.mark.parametrize("info", WORLD, ids=[info.id for info in WORLD])
def test_each_list_knows_its_keeper_its_law_its_effect_and_its_page(info):
    assert agency(info.agency).name and info.legal_basis and info.effect_section and info.published_in
    assert info.effect.endswith(".") and len(info.effect.split()) >= 6
    assert re.fullmatch(r"https://[\w.-]+\.[a-z]{2,}/\S*", info.page)
