"""The REST service beside the chat: every route with what it gives and how it refuses; logins, hosts and limits as in the chat."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from assistant.query.records.party_ids import party_id
from sources.errors import IndexDamaged
from tests.unit.rest_index import make
from ui.gate import Gate, of_rest
from ui.limits import MOST_BYTES, Backoff, BodyLimit, Guesses
from ui.web import ask as asking
from ui.web.problems import KINDS
from ui.web.rest import RestRoute, rest_service
from ui.workspace import Workspace

PROBLEM = "application/problem+json"


def serve(workspace, auth=None):
    """The service as the chat has it: behind the same middleware, before the chat's own addresses."""
    guarded = [
        Middleware(Gate, hosts=frozenset({"testserver"})), Middleware(BodyLimit, largest_file=0),
        Middleware(Backoff, guesses=Guesses()),
    ]  # fmt: skip
    app = Starlette(routes=[RestRoute(rest_service(workspace, auth))], middleware=guarded)
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    made = Workspace(tmp_path_factory.mktemp("rest"))
    made._index = make(tmp_path_factory.mktemp("rest-index"))
    return made


@pytest.fixture(scope="module")
def client(workspace):
    return serve(workspace)


def get(client, path, **query):
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def records(client, query, **page):
    answer = client.post("/v1/records", json={"query": query, **page})
    assert answer.status_code == 200, answer.text
    return answer.json()


# ------------------------------------------------------------------ answers


def test_ask_answers_with_citations_and_facts(client, workspace):
    made = client.post("/v1/ask", json={"question": "Is Exampla Optics on the SDN List?"}).json()
    assert made["answered"] and made["facts"][0]["list"] == "sdn" and made["schema_version"]
    for cited in made["citations"]:
        read = get(
            client,
            f"/v1/documents/{cited['document']['id']}",
            start=cited["start"],
            length=cited["end"] - cited["start"],
        )
        assert read["text"] == cited["quote"] and read["document"]["sha256"] == cited["document"]["sha256"]


def test_ask_knows_earlier_turns_and_a_day(client):
    followed = {"question": "and by which agency?", "earlier": ["Why was Acme Circuits listed?"], "today": "2026-03-01"}
    made = client.post("/v1/ask", json=followed).json()
    assert made["answered"] and "Commerce" in made["text"]
    alone = client.post("/v1/ask", json={"question": "and by which agency?"}).json()
    assert not alone["answered"]


def test_a_declined_question_is_an_answer(client):
    made = client.post("/v1/ask", json={"question": "Why was Nobody Whatsoever Inc. listed?"}).json()
    assert not made["answered"] and made["facts"] == [] and made["text"]


def test_search_finds_passages_and_takes_filters(client):
    found = get(client, "/v1/search", q="missile programme", limit=5)["passages"]
    assert any("missile programme" in p["text"] for p in found) and len(found) <= 5
    assert all("missile" not in p["text"] for p in get(client, "/v1/search", q="missile", kind="list")["passages"])
    assert get(client, "/v1/search", q="crude oil", published_from="2030-01-01")["passages"] == []
    assert get(client, "/v1/search", q="crude oil", published_until="2022-05-04", kind=["report", "rule"])["passages"]


def test_no_more_than_a_few_questions_are_under_way(client, monkeypatch):
    turns = asking.Turns(at_once=1, wait=0.01, what="questions")
    monkeypatch.setattr(asking, "TURNS", turns)
    with turns.turn():
        answer = client.post("/v1/ask", json={"question": "Why?"})
    assert answer.status_code == 503 and answer.headers["retry-after"] and "questions are under way" in answer.text


# ------------------------------------------------------------------ parties


def test_a_match_leads_to_the_party_and_its_id_is_stable(client, tmp_path):
    (best, *_) = get(client, "/v1/match", name="Beryl Works")["matches"]
    assert best["name"] == "BERYL WORKS" and best["sure"] and "Nationals" in best["lists"][0]
    (party,) = best["parties"]
    found = get(client, f"/v1/entities/{party}")
    assert found["row"]["party"] == party and found["row"]["list_id"] == "sdn"
    assert found["entity"]["name"] == best["name"] and found["entity"]["lists"][0]["record"]["name"] == best["name"]
    other = Workspace(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    other._index = make(tmp_path / "elsewhere")
    assert get(serve(other), "/v1/match", name="beryl works")["matches"][0]["parties"] == [party]


def test_every_row_of_every_list_has_an_id_of_its_own_that_finds_it(client, workspace):
    made = records(client, {}, limit=1000)
    ids = [row["party"] for row in made["records"]]
    assert len(ids) == made["page"]["total"] > 10 and len(set(ids)) == len(ids)
    for row in made["records"]:
        assert get(client, f"/v1/entities/{row['party']}")["row"] == {**row, "also": ""}


def test_a_party_that_only_an_older_file_has_is_found(client, workspace):
    gone = next(c for c in get(client, "/v1/changes")["changes"] if c["what"] == "removed")
    index = workspace.index()
    record = next(r for r in index.records_of(gone["before"]["document"]) if r.start == gone["before"]["start"])
    found = get(client, f"/v1/entities/{party_id(index, record)}")
    assert found["row"]["name"] == gone["name"] and found["row"]["snapshot"] == "2026-01-15"


def test_an_entity_by_name(client):
    assert get(client, "/v1/entities", name="Acme Circuits", today="2026-03-01")["events"]
    answer = client.get("/v1/entities", params={"name": "Examplo Optik Werke"})
    assert answer.status_code == 404 and "lists or documents of this index" in answer.json()["detail"]


# ------------------------------------------------------------------ lists and documents


def test_records_page_through_all_rows(client):
    whole = records(client, {"lists": ["sdn"]})
    assert whole["page"] == {"total": 3, "offset": 0, "limit": 100, "next": None} and whole["declined"] is None
    pages = [records(client, {"lists": ["sdn"]}, limit=1, offset=n) for n in range(4)]
    assert [row for page in pages for row in page["records"]] == whole["records"]
    assert [page["page"]["next"] for page in pages] == [1, 2, None, None]
    assert records(client, {"lists": ["sdn"]}, limit=1.0)["page"]["limit"] == 1


def test_records_by_conditions_groups_and_questions(client):
    cuban = {"lists": ["sdn"], "conditions": [{"of": "programme", "values": ["CUBA"]}]}
    assert [row["name"] for row in records(client, cuban)["records"]] == ["BERYL WORKS"]
    negated = {"lists": ["sdn"], "conditions": [{"of": "type", "values": ["individual"], "negated": True}]}
    assert len(records(client, negated)["records"]) == 2
    years = records(client, {"lists": ["entity-list"], "operation": "group", "by": "year"})
    assert years["groups"] and all(re.fullmatch(r"\d{4}", g["key"]) for g in years["groups"])
    days = {"of": "added", "days": [{"first": "2019-01-01", "last": "2019-12-31"}]}
    for row in records(client, {"lists": ["entity-list"], "conditions": [days]})["records"]:
        assert row["added"].startswith("2019")
    both = records(client, {"lists": ["sdn"], "beside": {"how": "both", "list": "entity-list"}})
    assert [(row["name"], row["also"].partition(":")[0]) for row in both["records"]] == [
        ("EXAMPLA OPTICS CO., LTD.", "entity-list")
    ]
    without = records(client, {"lists": ["sdn"], "beside": {"how": "without", "list": "entity-list"}})
    assert {row["name"] for row in without["records"]} == {"BERYL WORKS", "SPECIMENOV, Ivan Petrovich"}
    asked = client.post("/v1/records", json={"question": "Which SDN entries have the programme CUBA?"}).json()
    assert [row["name"] for row in asked["records"]] == ["BERYL WORKS"] and asked["queries"][0]["lists"] == ["sdn"]


def test_records_that_lists_do_not_tell_are_declined(client):
    for body in ({"query": {"lists": ["sdn"], "conditions": [{"of": "footnote", "values": ["4"]}]}},
                 {"question": "Why was Acme Circuits listed?"}):  # fmt: skip
        made = client.post("/v1/records", json=body).json()
        assert made["declined"] and made["records"] == [] and made["page"]["total"] == 0


def test_a_document_is_read_in_stretches(client, workspace):
    info = next(d for d in workspace.index().documents() if d.path.endswith("acme.txt"))
    text, start = "", 0
    while start is not None:
        part = get(client, f"/v1/documents/{info.id}", start=start, length=100)
        text, start = text + part["text"], part["next"]
    assert text == workspace.index().document(info.id).text
    assert get(client, f"/v1/documents/{info.id}", start=10_000_000)["text"] == ""


def test_changes_page_through_all_rows(client):
    made = get(client, "/v1/changes")
    assert made["comparisons"][0]["list"] == "entity-list" and made["page"]["total"] == len(made["changes"]) > 1
    assert sum(n for c in made["comparisons"] for n in c["counts"].values()) == made["page"]["total"]
    second = get(client, "/v1/changes", limit=1, offset=1, list="entity-list")
    assert second["changes"] == [c for c in made["changes"] if c["list"] == "entity-list"][1:2]
    assert get(client, "/v1/changes", since="2030-01-01")["changes"] == []


# ------------------------------------------------------------------ refused

WRONG = {
    "no body": ("POST", "/v1/ask", {"headers": {"content-type": "application/json"}}, 422, "body: Invalid JSON"),
    "half a body": ("POST", "/v1/ask", {"content": '{"question":', "headers": {"content-type": "application/json"}}, 422, "Invalid JSON"),
    "no UTF-8": ("POST", "/v1/ask", {"content": b'{"question":"\xff"}', "headers": {"content-type": "application/json"}}, 422, "body"),
    "deep": ("POST", "/v1/ask", {"content": "[" * 20_000, "headers": {"content-type": "application/json"}}, 422, "body"),
    "half a pair": ("POST", "/v1/ask", {"content": '{"question":"\\ud800"}', "headers": {"content-type": "application/json"}}, 422, "body"),
    "a form": ("POST", "/v1/ask", {"data": {"question": "Why?"}}, 415, "application/x-www-form-urlencoded"),
    "no type": ("POST", "/v1/records", {"content": "{}"}, 415, "of no type"),
    "no question": ("POST", "/v1/ask", {"json": {}}, 422, "question: Field required"),
    "another key": ("POST", "/v1/ask", {"json": {"question": "Why?", "colour": "red"}}, 422, "colour"),
    "blank": ("POST", "/v1/ask", {"json": {"question": "  "}}, 422, "no letter"),
    "a number": ("POST", "/v1/ask", {"json": {"question": 7}}, 422, "question"),
    "too long": ("POST", "/v1/ask", {"json": {"question": "why " * 600}}, 422, "at most 2000 characters"),
    "no such day": ("POST", "/v1/ask", {"json": {"question": "Why?", "today": "2023-02-30"}}, 422, "no such day"),
    "a day in words": ("GET", "/v1/entities?name=x&today=soon", {}, 422, "write the day as"),
    "no name": ("GET", "/v1/match", {}, 422, "query.name: Field required"),
    "a blank name": ("GET", "/v1/entities?name=%20", {}, 422, "blanks"),
    "a limit in words": ("GET", "/v1/search?q=x&limit=many", {}, 422, "limit"),
    "too many": ("GET", "/v1/search?q=x&limit=101", {}, 422, "limit"),
    "no kind": ("GET", "/v1/search?q=x&kind=rumour", {}, 422, "kind"),
    "no party": ("GET", "/v1/entities/wl-0", {}, 404, "no listed party has the id wl-0"),
    "a party with a line": ("GET", "/v1/entities/a%0Ab", {}, 404, "no listed party"),
    "no document": ("GET", "/v1/documents/0", {}, 404, "no document 0"),
    "no list": ("GET", "/v1/changes?list=guests", {}, 404, "no list guests is indexed: there are entity-list"),
    "no list either": ("POST", "/v1/records", {"json": {"query": {"lists": ["guests"]}}}, 404, "no list guests"),
    "no key of groups": ("POST", "/v1/records", {"json": {"query": {"operation": "group"}}}, 422, "by"),
    "no such kind of party": ("POST", "/v1/records", {"json": {"query": {"conditions": [{"of": "type", "values": ["cat"]}]}}}, 422, "values"),
    "thresholds": ("POST", "/v1/screen", {"json": {"parties": [{"name": "x"}], "match": 0.2}}, 422, "possible <= match"),
    "a method": ("DELETE", "/v1/ask", {}, 405, "it takes POST"),
    "a method of state": ("POST", "/healthz", {}, 405, "it takes GET"),
    "no path": ("GET", "/v1/nothing", {}, 404, "nothing stands at /v1/nothing"),
    "too large": ("POST", "/v1/ask", {"json": {"question": "x" * MOST_BYTES}}, 413, "more than"),
    "an upload": ("POST", "/v1/screen/upload", {"files": {"file": b"x"}}, 403, "only reads its index"),
    "another host": ("GET", "/v1/search?q=x", {"headers": {"host": "evil.example"}}, 403, "--allow-host"),
    "another site": ("POST", "/v1/ask", {"json": {"question": "Why?"}, "headers": {"origin": "https://evil.example"}}, 403, "another site"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_as_a_problem(client, case):
    method, path, given, status, said = WRONG[case]
    answer = client.request(method, path, **given)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    made = answer.json()
    assert said in made["detail"], made
    assert made["status"] == status and made["title"] == KINDS[status].title and made["remedy"]
    assert made["instance"] == path.partition("?")[0]
    assert (status == 405) == ("allow" in answer.headers)
    leads_to = made["type"].partition("#")[2]
    assert f'id="{leads_to}"' in client.get("/docs").text


def test_a_mistake_of_ours_is_a_problem_too(workspace, monkeypatch, caplog):
    monkeypatch.setattr(workspace, "ask", lambda *given, **named: 1 / 0)
    answer = serve(workspace).post("/v1/ask", json={"question": "Why?"})
    assert answer.status_code == 500 and answer.headers["content-type"] == PROBLEM
    assert "division" not in answer.text and "ZeroDivisionError" in caplog.text


# ------------------------------------------------------------------ state, logins


def test_state(client, workspace, tmp_path):
    assert get(client, "/healthz")["status"] == "ok"
    assert get(client, "/readyz")["documents"] == len(workspace.index().documents())
    empty = serve(Workspace(tmp_path))
    assert empty.get("/healthz").status_code == 200
    answer = empty.get("/readyz")
    assert answer.status_code == 503 and "whylisted add" in answer.text and answer.headers["retry-after"]
    assert empty.post("/v1/ask", json={"question": "Why?"}).status_code == 503
    assert "whylisted_index_ready 0" in empty.get("/metrics").text


def test_an_index_that_cannot_be_read_does_not_stop_the_counts(workspace, monkeypatch):
    def damaged():
        raise IndexDamaged("the index is damaged: verify it")

    monkeypatch.setattr(workspace, "index_or_none", damaged)
    assert "whylisted_index_ready 0" in serve(workspace).get("/metrics").text


_LINE = re.compile(r'[a-z_]+(?:\{(?:[a-z]+="[^"\\\n]*",?)+\})? [0-9.e+-]+')


def test_metrics_count_requests_by_operation(workspace):
    client = serve(workspace)
    for path in ("/v1/entities/wl-0", "/v1/entities/wl-1", "/v1/match?name=Acme", "/v1/what%0A"):
        client.get(path)
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert 'whylisted_requests_total{method="GET",path="/v1/entities/{id}",status="404"} 2' in lines
    assert 'whylisted_requests_total{method="GET",path="/v1/match",status="200"} 1' in lines
    assert 'whylisted_requests_total{method="GET",path="other",status="404"} 1' in lines
    assert 'whylisted_request_seconds_count{path="/v1/entities/{id}"} 2' in lines
    assert [line for line in lines if not line.startswith("# ") and not _LINE.fullmatch(line)] == []
    counts = [int(n) for n in re.findall(r'bucket\{path="/v1/entities/\{id\}",le="[^"]+"\} (\d+)', answer.text)]
    assert counts == sorted(counts) and counts[-1] == 2


def test_with_logins_all_but_health_asks_for_one(workspace):
    closed = serve(workspace, {"anna": "secret"})
    for path in ("/v1/match?name=x", "/openapi.json", "/docs", "/metrics", "/v1/nothing"):
        answer = closed.get(path)
        assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Basic"), path
        assert answer.headers["content-type"] == PROBLEM and answer.json()["remedy"]
    assert closed.get("/healthz").status_code == closed.get("/readyz").status_code == 200
    assert closed.get("/v1/match", params={"name": "Acme"}, auth=("anna", "secret")).status_code == 200
    for _ in range(6):
        answer = closed.get("/metrics", auth=("anna", "wrong"))
    assert answer.status_code == 429 and answer.headers["retry-after"] and answer.headers["content-type"] == PROBLEM


# ------------------------------------------------------------------ described


def test_every_operation_and_field_is_described_with_an_example(client):
    described = get(client, "/openapi.json")
    assert described["openapi"].startswith("3.1") and all(
        of_rest(path.replace("{id}", "x")) for path in described["paths"]
    )
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"] and operation["description"], (method, path)
            for parameter in operation.get("parameters", ()):
                assert parameter["description"] and parameter["schema"]["examples"], (path, parameter["name"])
    for name, schema in described["components"]["schemas"].items():
        for field, said in schema.get("properties", {}).items():
            assert said.get("description") and "examples" in said, f"{name}.{field} is not explained in fields.yaml"


def test_the_page_asks_no_other_host_and_shows_all(client):
    answer = client.get("/docs")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script|<link|<img|<iframe|url\(|@import|(?:src|href)=[\"']?(?:https?:)?//", answer.text)
    described = get(client, "/openapi.json")
    anchors = set(re.findall(r'id="?([^" >]+)', answer.text))
    assert set(re.findall(r'href="?#([^" >]+)', answer.text)) <= anchors
    assert {f"type-{name}" for name in described["components"]["schemas"]} <= anchors
    assert all(path in answer.text for path in described["paths"])
