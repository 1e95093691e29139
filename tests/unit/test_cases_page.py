"""What the pages Cases and Watch call: opened, decided, reviewed and exported, each user's own; watched, screened, told."""

import base64
import time
from types import SimpleNamespace

import pytest

from assistant.ask import ask
from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.case_index import CHANGES, GOES, STAYS, first, second
from ui.cases.check import prove
from ui.history import History, KeptAnswer
from ui.pages.cases import cases_calls
from ui.pages.screen import screen_calls
from ui.pages.watch import watch_calls
from ui.screening.desk import Desk
from ui.uploads import uploads_folder
from ui.workspace import Workspace

ANNA, BERT, EVE = (SimpleNamespace(username=name) for name in ("anna", "bert", "eve"))
NOBODY = SimpleNamespace(username="")
BOOK = f"id,name,country\n17,{CHANGES},Syldavia\n18,Sunny Valley Toys,\n"


@pytest.fixture
def desk(tmp_path):
    folder = first(tmp_path)
    workspace = Workspace(folder, users=("anna", "bert", "eve"))
    workspace._index = Index.open(folder, HashEncoder())
    history, held, uploads = History(folder), Desk(), uploads_folder(folder)
    calls = (
        *cases_calls(workspace, history, held),
        *watch_calls(workspace, uploads),
        *screen_calls(workspace, uploads, held),
    )
    return SimpleNamespace(
        folder=folder, workspace=workspace, history=history, **{call.__name__: call for call in calls}
    )


def opened(desk, user=ANNA, **given):
    made = desk.case_open({"party": {"name": CHANGES, "country": "Syldavia"}, "note": "order 17", **given}, user)
    assert "error" not in made, made
    return made


def done(call, given, user):
    for _ in range(600):
        now = call(given, user)
        if now.get("done") or "error" in now:
            return now
        time.sleep(0.02)
    raise AssertionError("not done")


def run(desk):
    job = desk.watch_run({}, ANNA)["job"]
    return done(lambda given, user: desk.watch_job(given), {"id": job}, ANNA)["changes"]


def test_a_case_is_opened_decided_reviewed_and_exported(desk):
    one = opened(desk)
    assert (one["standing"], one["opened_by"], one["users"]) == ("open", "anna", ["bert", "eve"]) and one["hits"][0][
        "entity"
    ].startswith(CHANGES)
    for cited in one["hits"][0]["citations"]:
        text = desk.workspace.document(cited["doc"]).text
        assert " ".join(text[cited["start"] : cited["end"]].split())[:600] == cited["quote"]
    assert "no case" in desk.case({"id": one["id"]}, BERT)["error"]
    asked = {"id": one["id"], "decision": "true match", "reason": "it is", "second": "bert", "by": "somebody else"}
    decided = desk.case_decide(asked, ANNA)
    assert decided["decided_by"] == "anna" and decided["decided_number"] == 1  # the login counts, not what is said
    assert [line["id"] for line in desk.cases({}, BERT)["cases"]] == [one["id"]] and desk.cases({}, EVE)["all"] == 0
    review = {"id": one["id"], "agrees": True, "of": 1}
    assert (
        "another person" in desk.case_review(review, ANNA)["error"]
        and "no case" in desk.case_review(review, EVE)["error"]
    )
    assert desk.case_review(review, BERT)["standing"] == "confirmed"
    made = desk.case_export({"id": one["id"]}, ANNA)
    verdict, found = prove(base64.b64decode(made["content"]))
    assert (
        verdict.whole
        and verdict.sha256 == made["sha256"]
        and found.standing == "confirmed"
        and made["name"].endswith(".html")
    )
    again = desk.case_decide({**asked, "decision": "escalate", "second": "", "again": True}, BERT)
    assert again["decision"] == "escalate" and len(again["history"]) == 4 and again["standing"] == "decided"


def test_from_a_screening_and_from_an_answer(desk):
    content = base64.b64encode(BOOK.encode()).decode()
    job = desk.screen_start({"name": "book.csv", "content": content}, ANNA)["job"]
    assert done(desk.screen_job, {"id": job}, ANNA)["summary"].startswith("2 rows")
    one = desk.case_open({"screening": {"id": job, "n": 0}}, ANNA)
    assert one["party"]["id"] == "17" and one["party"]["country"] == "Syldavia" and one["hits"]
    assert "not kept" in desk.case_open({"screening": {"id": job, "n": 0}}, BERT)["error"]
    assert "no row 9" in desk.case_open({"screening": {"id": job, "n": 9}}, ANNA)["error"]
    question = f"When was {CHANGES} added to the Military End-User List?"
    kept = desk.history.keep(KeptAnswer.now("anna", "", (question,), {}, ask(desk.workspace.index(), question)))
    one = opened(desk, answers=[kept.id])
    assert (
        one["answers"][0]["answered"] and one["answers"][0]["citations"] and one["answers"][0]["question"] == question
    )
    assert "somebody else asked it" in desk.case_open({"party": {"name": "x"}, "answers": [kept.id]}, BERT)["error"]


def test_cases_are_listed_by_standing_and_words(desk):
    first_, other = opened(desk)["id"], opened(desk, party={"name": "Sunny Valley Toys"})["id"]
    desk.case_decide({"id": other, "decision": "false match", "reason": "x"}, ANNA)
    for given, wanted in (({}, [other, first_]), ({"standing": "open"}, [first_]), ({"words": "sunny TOYS"}, [other]), ({"words": first_}, [first_]), ({"standing": "disputed"}, [])):  # fmt: skip
        assert [line["id"] for line in desk.cases(given, ANNA)["cases"]] == wanted
    assert "open, decided" in desk.cases({"standing": "lost"}, ANNA)["error"]


BAD = {
    "no party": ({}, "the party"), "no name": ({"party": {"name": " "}}, "name"), "odd keys": ({"party": {"name": "x", "shoe": 1}}, "shoe"),
    "a long note": ({"party": {"name": "x"}, "note": "x" * 30_000}, "note"), "no answers": ({"party": {"name": "x"}, "answers": "y"}, "answers"),
    "odd screening": ({"screening": 7}, "a screening has"), "no letters": ({"party": {"name": "–"}}, "cannot be screened"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_calls_are_told_in_a_line(desk, case):
    given, words = BAD[case]
    said = desk.case_open(given, ANNA)["error"]
    assert words in said and "\n" not in said


def test_without_logins_people_say_who_they_are(desk):
    desk.workspace.users = ()
    assert "who opens" in desk.case_open({"party": {"name": CHANGES}}, NOBODY)["error"]
    one = opened(desk, NOBODY, by="Anna Meier")
    asked = {"id": one["id"], "decision": "true match", "reason": "x", "by": "Anna Meier", "second": "Bert"}
    assert desk.case_decide(asked, NOBODY)["second"] == "Bert"
    assert (
        "another person"
        in desk.case_review({"id": one["id"], "agrees": True, "of": 1, "by": "anna meier"}, NOBODY)["error"]
    )
    assert "whether" in desk.case_review({"id": one["id"], "agrees": "yes", "of": 1, "by": "Bert"}, NOBODY)["error"]
    assert (
        desk.case_review({"id": one["id"], "agrees": False, "reason": "no", "of": 1, "by": "Bert"}, NOBODY)["standing"]
        == "disputed"
    )


def test_who_does_not_log_in_here_is_asked_for_no_review(desk):
    one = opened(desk)
    said = desk.case_decide({"id": one["id"], "decision": "escalate", "reason": "x", "second": "mallory"}, ANNA)
    assert "nobody logs in here as mallory" in said["error"] and len(desk.case({"id": one["id"]}, ANNA)["history"]) == 1


def test_a_read_only_chat_shows_and_keeps_nothing(desk):
    one = opened(desk)
    desk.watch_add({"party": {"name": STAYS}}, ANNA)
    desk.workspace.read_only = True
    calls = (desk.case_open, desk.case_decide, desk.case_review, desk.watch_add, desk.watch_remove, desk.watch_run)
    for call in calls:
        assert "only reads" in call({"id": one["id"], "party": {"name": "x"}, "ids": [STAYS]}, ANNA)["error"]
    assert desk.case({"id": one["id"]}, ANNA)["standing"] == "open" and desk.watch({}, ANNA)["all"] == 1
    assert desk.case_export({"id": one["id"]}, ANNA)["content"]


def test_parties_are_watched_and_what_changed_is_told(desk, tmp_path):
    content = base64.b64encode(f"id,name\n17,{CHANGES}\n18,{GOES}\n19,\n".encode()).decode()
    made = desk.watch_add({"name": "book.csv", "content": content}, ANNA)
    assert (made["new"], made["changed"], len(made["refused"])) == (2, 0, 1)
    assert desk.watch_add({"party": {"name": STAYS}}, ANNA)["new"] == 1
    assert "name" in desk.watch_add({"party": {"name": ""}}, ANNA)["error"]
    assert run(desk) == "3"
    second(tmp_path)
    assert run(desk) == "2"
    found = desk.watch({}, ANNA)
    assert [change["what"] for change in found["changes"][:2]] == ["record changed", "hit gone"] and found["all"] == 3
    changed = found["changes"][0]
    assert "Quay 3" in changed["was"][0]["quote"] and "Quay 4" in changed["hit"]["citations"][0]["quote"]
    assert [party["id"] for party in desk.watch({"words": "flint"}, ANNA)["parties"]] == [STAYS]
    assert desk.watch({}, BERT)["all"] == 0 and desk.watch({}, BERT)["changes"] == []
    assert (
        desk.watch_remove({"ids": ["17"]}, ANNA) == {"removed": 1}
        and "not watched" in desk.watch_remove({"ids": ["17"]}, BERT)["error"]
    )


def test_before_anything_is_added_the_pages_are_empty(tmp_path):
    workspace = Workspace(tmp_path / "none")
    uploads = uploads_folder(tmp_path)
    calls = {
        call.__name__: call
        for call in (*cases_calls(workspace, History(tmp_path), Desk()), *watch_calls(workspace, uploads))
    }
    assert calls["cases"]({}, NOBODY)["all"] == 0 and calls["watch"]({}, NOBODY)["all"] == 0
    assert "whylisted add" in calls["case_open"]({"party": {"name": "x"}, "by": "y"}, NOBODY)["error"]
