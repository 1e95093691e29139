"""Questions made from the rows of all lists, in the checks; `python -m tests.faults.contradictions --questions 20000` asks many more."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Claim
from assistant.records.rows import Row
from index.build import add
from index.search import Index
from sources.fence import STRICT
from tests.faults.contradictions import FIXTURES, Case, cases, faults_of, main, parties, run
from tests.hash_encoder import HashEncoder

FILES = ("world", "across", "ecfr_part-744_2026-01-15.xml", "ofac", "uflpa_2026-02-02.html")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("lists") / "index"
    add([FIXTURES / name for name in FILES], place, encoder=HashEncoder())
    return Index.open(place, HashEncoder())


@pytest.fixture(scope="module")
def known(index: Index) -> dict[str, list[Row]]:
    return parties(index)


def test_no_answer_contradicts_itself(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STRICT, "1")
    log = tmp_path / "faults.jsonl"
    done = run(index, 120, seed=3, log=log)
    assert not done.faults, log.read_text(encoding="utf-8")
    assert (
        done.asked == json.loads(log.read_text(encoding="utf-8").splitlines()[-1])["asked"] == 120
        and done.answered > 60
    )


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STRICT, "1")  # the command sets it for the whole process
    log = tmp_path / "faults.jsonl"
    lists = str(FIXTURES / "across")
    given = ["--questions", "12", "--from", "4", "--lists", lists, "--log", str(log), "--today", "2026-03-01"]
    assert main(given) == 0
    assert json.loads(capsys.readouterr().out) | {"slowest": 0} == {
        "asked": 8, "answered": json.loads(log.read_text(encoding="utf-8"))["answered"], "slowest": 0, "faults": {},
    }  # fmt: skip


def test_a_fault_is_logged_and_counted(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _answer("No source here speaks of it.")

    def ask(index: Index, text: str, today: datetime.date | None) -> Answer:
        return told.model_copy(update={"text": f"No source here speaks of {text}."})

    monkeypatch.setattr("tests.faults.contradictions.ask", ask)
    log = tmp_path / "faults.jsonl"
    done = run(index, 9, seed=3, log=log)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert json.loads(str(done)) == lines[-1] and lines[-1]["faults"]["absent"] == len(lines) - 1 > 3
    first = next(cases(parties(index), 9, 3, lines[0]["number"]))
    assert (lines[0]["kind"], lines[0]["q"]) == ("absent", first.text)


def test_every_list_has_its_turn_and_the_same_seed_gives_the_same(known: dict[str, list[Row]]) -> None:
    made = list(cases(known, 400, seed=1))
    assert made == list(cases(known, 400, seed=1)) and made[300:] == list(cases(known, 400, seed=1, first=300))
    assert {case.row.info.id for case in made} == set(known)
    assert any(case.set for case in made) and any(case.second for case in made) and any(case.weak for case in made)


def _answer(text: str, *claims: Claim, answered: bool = True) -> Answer:
    return Answer(question="?", understood="?", kind="list", answered=answered, text=text, claims=claims)


NAME, ON = "Exampla Optics", "entity-list"
YES = Claim(names=(NAME,), list=ON, holds="yes")
NO = Claim(names=(NAME,), list=ON, holds="no")


@pytest.mark.parametrize(
    ("case", "text", "claims", "kinds"),
    [
        ({}, "Yes: Exampla Optics is on the Entity List.", (YES,), []),
        (
            {},
            "No source here shows Exampla Optics on the Entity List. Exampla Optics is on it.",
            (NO, YES),
            ["contradiction", "denied"],
        ),
        ({}, "No source here shows Exampla Optics on the Entity List.", (NO,), ["denied"]),
        (
            {},
            "No source here shows Exampla Optics on the SDN List.",
            (NO.model_copy(update={"list": "sdn"}),),
            ["denied"],
        ),
        (
            {"on": ""},
            "No source here shows Exampla Optics on the SDN List.",
            (NO.model_copy(update={"list": "sdn"}),),
            [],
        ),
        ({"on": ""}, "No list of the UK here shows it. It is on another.", (NO,), ["denied"]),
        (
            {"on": ""},
            "It was not there on that day.",
            (NO.model_copy(update={"as_of": datetime.date(2020, 1, 1)}),),
            [],
        ),
        ({}, "No source here speaks of Exampla Optics.", (), ["absent"]),
        ({}, "Beryl is on it. No source here speaks of Moon Works and Exampla Optics.", (), ["absent"]),
        ({}, "No list here has the name Exampla Optics alone.", (), ["absent"]),
        ({}, "No source here speaks of Exampla Opticians.", (), []),
        ({"second": "Beryl Works"}, "It is on it. No source here speaks of Beryl Works.", (), ["absent"]),
        ({"second": "Beryl Works"}, "No source here shows Beryl Works on the Entity List.", (), []),
        ({"weak": True}, "No source here speaks of Exampla Optics.", (), []),
        ({}, "No: it is not there.", (), ["denied"]),
        ({"set": True}, "Entity List entries added in 2024: none.", (), ["none"]),
        ({"set": True}, "No row of the Entity List stands under China as it is written here.", (), ["none"]),
        ({"set": True}, "Entity List entries added in 2024: 12, by 3 rules.", (), []),
    ],
)
def test_what_is_a_fault(
    known: dict[str, list[Row]], case: dict[str, Any], text: str, claims: tuple[Claim, ...], kinds: list[str]
) -> None:
    row = next(row for rows in known.values() for row in rows)
    asked = Case(**{"text": "Is Exampla Optics on the Entity List?", "name": NAME, "row": row, "on": ON, **case})
    assert [fault.kind for fault in faults_of(asked, _answer(text, *claims), {"exampla optics": {ON}})] == kinds
