"""Screening for programs: over HTTP as typed counterparties and as a file, and as a tool; with limits, logins, plain errors."""

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from index.search import Index
from sources.errors import QuestionError
from tests.hash_encoder import HashEncoder
from tests.unit.screening_index import make
from ui.gate import Gate
from ui.limits import BodyLimit
from ui.screening import requests
from ui.screening.requests import MOST_PARTIES, Busy, Turns
from ui.tools import tools
from ui.web.rest import RestRoute, rest_service
from ui.workspace import Workspace

BOOK = b"Company,Land\nExampla Optics,CN\n=1+1,PE\n,PE\nSunny Valley Toys,PE\n"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("web"))
    made = Workspace(folder)
    made._index = Index.open(folder, HashEncoder())
    return made


def serve(workspace, auth=None, largest=1_000_000):
    app = Starlette(routes=[RestRoute(rest_service(workspace, auth))])
    return TestClient(Gate(BodyLimit(app, largest), frozenset({"testserver"})))


@pytest.fixture(scope="module")
def client(workspace):
    return serve(workspace)


def test_typed_counterparties_are_decided_with_citations(client, workspace):
    parties = [
        {"name": "Exampla Optics Company Limited", "country": "China", "id": "A-1"},
        {"name": "Nobody", "aliases": ["Examplopt"], "identifiers": ["7700000012"]},
        {"name": "Ivan Petrovich Specimenov", "birth": "1988-07-01"},
        {"name": "Sunny Valley Toys"},
        {"name": " "},
    ]
    made = client.post("/v1/screen", json={"parties": parties, "hits": 1}).json()
    assert [row["decision"] for row in made["rows"]] == ["match", "match", "possible", "none", None]
    assert [row["id"] for row in made["rows"]] == ["A-1", "2", "3", "4", "5"]
    assert made["rows"][4]["problems"] == ["it has no name"] and "it has no name" in made["problems"][0]
    for cited in made["rows"][0]["hits"][0]["citations"]:
        text = workspace.index().document(cited["document"]["id"]).text
        assert text[cited["start"] : cited["end"]] == cited["quote"]
    strict = client.post("/v1/screen", json={"parties": parties[:1], "match": 1, "possible": 1}).json()
    assert strict["rows"][0]["decision"] in ("match", "none")
    since = client.post("/v1/screen", json={"parties": parties[:1], "since": "2020-01-01"}).json()
    assert since["rows"][0]["decision"] == "none" and "2020-01-01" in " ".join(since["about"])


BAD = {
    "nobody": ({"parties": []}, "at least 1 item"),
    "too many": ({"parties": [{"name": "x"}] * (MOST_PARTIES + 1)}, "at most 2000 items"),
    "an unknown key": ({"parties": [{"nme": "x"}]}, "nme"),
    "no thresholds": ({"parties": [{"name": "x"}], "match": 0.2, "possible": 0.8}, "possible <= match"),
    "no day": ({"parties": [{"name": "x"}], "since": "soon"}, "write the day as"),
    "no hits": ({"parties": [{"name": "x"}], "hits": 0}, "hits"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_requests(client, case):
    given, said = BAD[case]
    answer = client.post("/v1/screen", json=given)
    assert answer.status_code == 422 and said in json.dumps(answer.json()), answer.text


@pytest.mark.parametrize(("form", "begins"), [
    ("jsonl", b'{"id"'), ("csv", b"\xef\xbb\xbfid,row"), ("xlsx", b"PK"), ("html", b"<!doctype html>"), ("table", b"     2  match"),
])  # fmt: skip
def test_a_file_gives_a_report_file(client, form, begins):
    answer = client.post("/v1/screen/upload", params={"format": form}, files={"file": ("../my bo\u00f6k;.csv", BOOK)})
    assert answer.status_code == 200 and answer.content.startswith(begins), answer.content[:80]
    named = answer.headers["content-disposition"]
    assert named.startswith("attachment; filename=") and ".." not in named and named.isascii()


def test_a_file_with_its_columns_said(client):
    form = {"column": ["name=Company", "country=Land"], "hits": "1"}
    answer = client.post("/v1/screen/upload", data=form, files={"file": ("book.csv", BOOK)})
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [row["decision"] for row in rows] == ["match", None, None, "none"]
    for bad in ({"column": "name"}, {"column": "name=Nothing"}, {"encoding": "no-such"}, {"match": "2"}):
        answer = client.post("/v1/screen/upload", data=bad, files={"file": ("book.csv", BOOK)})
        assert answer.status_code == 422 and len(answer.json()["detail"].splitlines()) == 1, bad
    assert client.post("/v1/screen/upload", files={"file": ("book.csv", b"")}).status_code == 422


def test_gates_limits_and_logins_hold(workspace, client):
    parties = {"parties": [{"name": "Beryl Works"}]}
    assert client.post("/v1/screen", json=parties, headers={"origin": "https://there.example"}).status_code == 403
    assert client.post("/v1/screen", content=b"x" * 1_000_001).status_code == 413
    assert serve(workspace, largest=0).post("/v1/screen/upload", files={"file": ("b.csv", BOOK)}).status_code == 403
    closed = serve(workspace, {"anna": "secret"})
    assert closed.post("/v1/screen", json=parties).status_code == 401
    assert closed.get("/openapi.json").status_code == 401
    assert closed.post("/v1/screen", json=parties, auth=("anna", "secret")).json()["rows"][0]["decision"] == "match"


def test_it_is_described_and_asks_no_other_host(client):
    described = client.get("/openapi.json").json()
    assert {"/v1/screen", "/v1/screen/upload"} <= set(described["paths"])
    assert {"Party", "Screened", "ScreeningHit", "Citation"} <= set(described["components"]["schemas"])
    assert client.get("/v1/openapi.json").status_code == 404


def test_no_more_than_a_few_are_under_way(workspace, client, monkeypatch):
    turns = Turns(at_once=1, wait=0.01)
    monkeypatch.setattr(requests, "TURNS", turns)
    with turns.turn():
        with pytest.raises(Busy), turns.turn():
            pass
        answer = client.post("/v1/screen", json={"parties": [{"name": "x"}]})
        assert answer.status_code == 503 and answer.headers["retry-after"]
    assert client.post("/v1/screen", json={"parties": [{"name": "x"}]}).status_code == 200


def test_the_tool_takes_objects_and_types(workspace):
    tool = {tool.__name__: tool for tool in tools(workspace)}["screen"]
    found = tool([{"name": "Beryl Works"}, requests.Party(name="Sunny Valley Toys")])
    assert [row.decision for row in found] == ["match", "none"] and found[0].hits[0].citations
    for bad in ([], [{"nme": "x"}], ["Beryl Works"]):
        with pytest.raises(QuestionError):
            tool(bad)
