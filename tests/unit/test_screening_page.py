"""What the page Screen calls: a file is screened as a job, its rows sorted and narrowed, exported, cleared; each user's own."""

import base64
import time
from types import SimpleNamespace

import pytest

from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.screening_index import make
from ui.pages.screen import screen_calls
from ui.screening.desk import MOST, Desk, Held
from ui.uploads import uploads_folder
from ui.workspace import Workspace

BOOK = "id,name,country\nb,Sunny Valley Toys,PE\na,Exampla Optics,CN\nc,Ivan Specimenov,\nd,,PE\n=e,=Beryl Works,CU\n"
ANNA, BERT = (SimpleNamespace(username=name) for name in ("anna", "bert"))


@pytest.fixture
def desk(tmp_path):
    folder = make(tmp_path)
    workspace = Workspace(folder)
    workspace._index = Index.open(folder, HashEncoder())
    made = {call.__name__: call for call in screen_calls(workspace, uploads_folder(folder))}
    return SimpleNamespace(folder=folder, workspace=workspace, **made)


def start(desk, text=BOOK, user=ANNA, **options):
    content = base64.b64encode(text.encode()).decode()
    made = desk.screen_start({"name": "book.csv", "content": content, **options}, user)
    if "error" in made:
        return made
    for _ in range(600):
        now = desk.screen_job({"id": made["job"]}, user)
        if now.get("done") or "error" in now:
            return {**made, **now}
        time.sleep(0.02)
    raise AssertionError("not done")


def rows(desk, job, user=ANNA, **asked):
    return desk.screen_rows({"id": job, **asked}, user)


def test_rows_are_sorted_narrowed_and_given_in_parts(desk):
    made = start(desk)
    assert made["summary"] == "5 rows: 2 match, 1 possible, 1 none, 1 not screened" and (made["at"], made["of"]) == (
        5,
        5,
    )
    for asked, names in (
        ({}, "bacd="), ({"sort": "name"}, "d=acb"), ({"sort": "id"}, "=abcd"), ({"sort": "id", "down": True}, "dcba="),
        ({"decision": "none"}, "b"), ({"words": "EXAMPLA optics"}, "a"), ({"start": 1, "many": 2}, "ac"),
    ):  # fmt: skip
        found = [row["id"] for row in rows(desk, made["job"], **asked)["rows"]]
        assert "".join(one[0] for one in found) == names, asked
    best = rows(desk, made["job"], sort="decision")["rows"]
    assert [row["decision"] for row in best] == ["match", "match", "possible", "not screened", "none"]
    assert rows(desk, made["job"], decision="match")["fitting"] == 2 and rows(desk, made["job"])["all"] == 5
    assert any("no name" in line for line in rows(desk, made["job"])["problems"])


def test_a_row_is_shown_with_citations_that_open(desk):
    made = start(desk)
    found = desk.screen_row({"id": made["job"], "n": 1}, ANNA)["found"]
    assert found[0]["entity"] == "EXAMPLA OPTICS CO., LTD." and "country agrees" in found[0]["facts"]
    for cited in found[0]["citations"]:
        text = desk.workspace.document(cited["doc"]).text
        assert " ".join(text[cited["start"] : cited["end"]].split())[:600] == cited["quote"]
    assert "error" in desk.screen_row({"id": made["job"], "n": 99}, ANNA)


@pytest.mark.parametrize("form", ["csv", "xlsx", "html", "jsonl", "table"])
def test_exports_are_files(desk, form):
    made = desk.screen_export({"id": start(desk)["job"], "format": form}, ANNA)
    assert made["name"].endswith("screening-book." + ("txt" if form == "table" else form))
    raw = base64.b64decode(made["content"])
    assert len(raw) > 200 and (form == "xlsx" or b"Exampla Optics" in raw)


def test_clearing_is_kept_for_later_and_opens_again(desk):
    made = start(desk)
    asked = {"id": made["job"], "n": 1, "hit": 0}
    assert "note" in desk.screen_clear({**asked, "note": " "}, ANNA)["error"]
    after = desk.screen_clear({**asked, "note": "another firm,\nin Peru"}, ANNA)
    assert (
        after["decision"] == "none"
        and after["cleared"]
        and after["found"][0]["clearing"].startswith("cleared: another firm, in Peru – anna")
    )
    assert rows(desk, made["job"], decision="match")["fitting"] == 1
    again = start(desk, user=BERT)
    assert desk.screen_row({"id": again["job"], "n": 1}, BERT)["cleared"]
    assert (desk.folder / "cleared.jsonl").stat().st_mode & 0o077 == 0


def test_a_report_is_its_users_alone(desk):
    job = start(desk)["job"]
    calls = (desk.screen_job, desk.screen_rows, desk.screen_row, desk.screen_export, desk.screen_clear)
    for call in calls:
        given = {"id": job, "n": 0, "hit": 0, "format": "csv", "note": "x"}
        assert "not kept" in call(given, BERT)["error"] and "not kept" in call({**given, "id": "none"}, ANNA)["error"]


BAD = {
    "no file": ({}, "a file has a path"),
    "another file of this machine": ({"file": {"path": "/etc/hostname", "name": "x.csv"}}, "only files that were uploaded"),
    "no base64": ({"name": "x.csv", "content": "?"}, "base64"),
    "no name": ({"name": "..", "content": "eA=="}, "name"),
    "thresholds": ({"name": "x.csv", "content": "eA==", "match": 0.1}, "thresholds"),
    "no number": ({"name": "x.csv", "content": "eA==", "match": "high"}, "a number"),
    "no day": ({"name": "x.csv", "content": "eA==", "since": "soon"}, "not a date"),
    "columns": ({"name": "x.csv", "content": "eA==", "columns": ["name"]}, "name=HEADER"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_calls_are_told_in_a_line(desk, case):
    given, said = BAD[case]
    assert said in desk.screen_start(given, ANNA)["error"]


def test_a_file_that_cannot_be_read_is_said_so_and_nothing_stays_behind(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    for text, said in (("", "no row"), ("PK\x03\x04broken", "book.csv")):
        assert said in start(desk, text)["problem"]
    assert start(desk)["done"]
    assert list((tmp_path / "temporary").iterdir()) == [] and list((desk.folder / "uploads").iterdir()) == []


def test_a_read_only_chat_screens_and_keeps_nothing(desk):
    desk.workspace.read_only = True
    job = start(desk)["job"]
    assert "only reads" in desk.screen_clear({"id": job, "n": 1, "hit": 0, "note": "x"}, ANNA)["error"]


def test_the_desk_lets_go_of_the_oldest():
    desk = Desk()
    for n in range(MOST + 2):
        desk.put(str(n), Held("anna"))
    assert desk.get(str(MOST + 1), "anna") and len(desk._held) == MOST
