"""Questions made from the rows of all lists, in the checks; `python -m tests.faults.contradictions --count 20000` asks many more."""

import json
from pathlib import Path

import pytest

from assistant.answer import Answer, Claim
from index.build import add
from index.search import Index
from sources.fence import STRICT
from tests.faults.contradictions import FIXTURES, Case, cases, faults_of, parties, run
from tests.hash_encoder import HashEncoder

FILES = ("world", "across", "ecfr_part-744_2026-01-15.xml", "ofac", "uflpa_2026-02-02.html")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("lists") / "index"
    add([FIXTURES / name for name in FILES], place, encoder=HashEncoder())
    return Index.open(place, HashEncoder())


def test_no_answer_contradicts_itself(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STRICT, "1")
    log = tmp_path / "faults.jsonl"
    found = run(index, 120, seed=3, log=log)
    assert not found, log.read_text(encoding="utf-8")
    assert json.loads(log.read_text(encoding="utf-8").splitlines()[-1])["asked"] == 120


def test_every_list_has_its_turn_and_the_same_seed_gives_the_same(index: Index) -> None:
    made = list(cases(index, 400, seed=1))
    assert made == list(cases(index, 400, seed=1))
    assert {case.row.info.id for case in made if case.row} == set(parties(index))


def _answer(text: str, *claims: Claim, answered: bool = True) -> Answer:
    return Answer(question="?", understood="?", kind="list", answered=answered, text=text, claims=claims)


YES = Claim(names=("Exampla Optics",), list="entity-list", holds="yes")
NO = Claim(names=("Exampla Optics",), list="entity-list", holds="no")


@pytest.mark.parametrize(
    ("text", "claims", "kinds"),
    [
        ("Yes: Exampla Optics is on the Entity List.", (YES,), []),
        (
            "No source here shows Exampla Optics on the Entity List. Exampla Optics is on it.",
            (NO, YES),
            ["contradiction", "denied"],
        ),
        ("No source here shows Exampla Optics on the Entity List.", (NO,), ["denied"]),
        ("No source here speaks of Exampla Optics.", (), ["absent"]),
        ("No: it is not there.", (), ["denied"]),
    ],
)
def test_what_is_a_fault(index: Index, text: str, claims: tuple[Claim, ...], kinds: list[str]) -> None:
    row = next(row for rows in parties(index).values() for row in rows)
    case = Case("Is Exampla Optics on the Entity List?", "Exampla Optics", row, "entity-list")
    assert [fault.kind for fault in faults_of(case, _answer(text, *claims))] == kinds
