"""Questions on all authorities at once: what is said of each, which parties of one name are told apart, and how a name was met."""

import datetime
import re
from pathlib import Path

import pytest
import yaml

from assistant.across.parties import apart, parties, same, traits
from assistant.ask import ask, named
from assistant.question.understand import understand
from index.build import add
from index.name_sound import sounds_as
from index.search import Index
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
WORLD = ("uk.xml", "un.xml", "eu.xml", "seco.xml", "canada.xml", "ofsi_closed.csv")
CASES = yaml.safe_load((ROOT / "golden" / "across.yaml").read_text(encoding="utf-8"))
TODAY = datetime.date(2026, 11, 1)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    place = tmp_path_factory.mktemp("across") / "index"
    files = [ROOT / "fixtures/lists/world" / name for name in WORLD] + [ROOT / "fixtures/lists/across"]
    summary = add(files, place, encoder=HashEncoder())
    assert not summary.refused
    return Index.open(place, HashEncoder())


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_answer(index, case):
    answer = ask(index, case["ask"], today=TODAY)
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    claimed = {claim.list for claim in answer.claims if claim.holds == "yes"}
    assert set(case.get("lists", ())) <= claimed, answer.claims


def test_how_each_name_was_met_is_in_the_json(index):
    said = ask(index, "Is Victor Karpov-Szohod sanctioned?", today=TODAY).model_dump(mode="json")["matches"]
    assert [(m["how"], m["lists"]) for m in said] == [("near", ["un-consolidated"])]
    assert 0.5 <= said[0]["score"] < 0.98
    several = ask(index, "Are Exampla Optics and Pelican 4 on the UK Sanctions List?", today=TODAY)
    assert {m.asked for m in several.matches} == {"Exampla Optics", "Pelican 4"}


def _parties(index, question):
    _, targets = named(index, understand(question))
    return parties(index, targets[0])


def test_one_party_has_its_rows_of_all_lists(index):
    [party] = _parties(index, "Why is Exampla Optics sanctioned?")
    assert len({row.info.id for row in party.rows}) == 5


def test_parties_of_one_name_are_apart(index):
    one, other = _parties(index, "Is Omar Klowar sanctioned?")
    assert apart(traits(one.rows[0]), traits(other.rows[0]))
    assert same(traits(one.rows[0]), traits(other.rows[0]))  # by the name alone


SOUNDS = [
    ("victor bordur", "viktor bordur", True), ("viktor bordur", "bordur viktor olegovitch", True),
    ("khimprom works", "himprom works", True), ("inspira", "inspur", False), ("inspire", "inspur", False),
    ("victor", "viktor bordur", False), ("yuri bordur", "iurii bordur", True), ("victor bordur", "viktor bordov", False),
    ("jacob stern", "jakob stern", True), ("alpha beta", "alpha gamma beta delta eps", False),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "other", "alike"), SOUNDS)
def test_what_sounds_alike(asked, other, alike):
    assert sounds_as(asked.split(), other.split()) is alike
