"""The reconciliation service: every answer has the shape that the specification asks for, and says what the lists say."""

import json
from pathlib import Path

import pytest
import yaml
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.screening_index import make
from ui.gate import Gate
from ui.limits import BodyLimit
from ui.reconcile.routes import reconcile_service
from ui.settings import RECONCILE_PATH
from ui.web.service import AtRoot
from ui.workspace import Workspace

jsonschema = pytest.importorskip("jsonschema", reason="the package jsonschema is not installed")
SHAPES = yaml.safe_load((Path(__file__).parents[1] / "fixtures/reconciliation_0.2.yaml").read_text(encoding="utf-8"))
ELSEWHERE = {"origin": "https://refine.example"}


def serve(index: Path, auth=None):
    workspace = Workspace(index)
    workspace._index = Index.open(index, HashEncoder())
    made = reconcile_service(workspace, auth)
    app = Starlette(
        routes=[Route(RECONCILE_PATH, endpoint=AtRoot(made, RECONCILE_PATH)), Mount(RECONCILE_PATH, app=made)]
    )
    guarded = Gate(BodyLimit(app, 0), frozenset({"testserver"}), open_path=RECONCILE_PATH)
    return TestClient(guarded, headers=ELSEWHERE, follow_redirects=False)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return make(tmp_path_factory.mktemp("reconcile"))


@pytest.fixture(scope="module")
def client(index):
    return serve(index)


def checked(shape, answer, status=200):
    assert answer.status_code == status, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    made = answer.json()
    jsonschema.Draft7Validator(SHAPES[shape]).validate(made)
    return made


def ask(client, **queries):
    return checked("results", client.post("/reconcile", data={"queries": json.dumps(queries)}))


def test_the_shapes_refuse_what_is_wrong():
    wrong = {
        "manifest": {"versions": ["0.1"], "name": "x", "identifierSpace": "http://x/", "schemaSpace": "http://x/"},
        "results": {"q": {"result": [{"id": "a", "name": "b"}]}}, "suggestions": {"result": [{"id": "a"}]},
        "proposal": {}, "extension": {"meta": [], "rows": {"a": {"b": [{"text": "c"}]}}},
    }  # fmt: skip
    for shape, value in wrong.items():
        assert list(jsonschema.Draft7Validator(SHAPES[shape]).iter_errors(value)), shape


@pytest.mark.parametrize("address", ["/reconcile", "/reconcile/"])
def test_the_manifest_leads_to_every_part(client, address):
    made = checked("manifest", client.get(address))
    assert made["identifierSpace"].startswith("http://testserver/reconcile/") and "authentication" not in made
    for what, prefix in (("entity", "exampla"), ("type", "per"), ("property", "birth")):
        part = made["suggest"][what]
        answer = client.get(part["service_url"] + part["service_path"], params={"prefix": prefix})
        assert checked("suggestions", answer)["result"]
    part = made["extend"]["propose_properties"]
    proposed = checked(
        "proposal", client.get(part["service_url"] + part["service_path"], params={"type": "person", "limit": 3})
    )
    assert len(proposed["properties"]) == 3 and proposed["type"] == "person"


def test_queries_find_listed_parties_by_name_type_and_properties(client):
    found = ask(
        client,
        name={"query": "Exampla Optics Company Limited"},
        country={"query": "Exampla Optics", "properties": [{"pid": "country", "v": ["Peru", {"id": "x", "name": "Brazil"}]}]},
        number={"properties": [{"pid": "identifier", "v": "7700000012"}, {"pid": "colour", "v": "red"}]},
        person={"query": "Ivan Specimenov", "type": ["person"], "properties": [{"pid": "birth", "v": "12 March 1970"}]},
        other_type={"query": "Ivan Petrovich Specimenov", "type": "vessel"},
        any_type={"query": "Ivan Petrovich Specimenov", "type": "party", "limit": 1, "type_strict": "should"},
        nobody={"query": "Sunny Valley Toys"},
    )  # fmt: skip
    best = {key: result["result"][0] if result["result"] else None for key, result in found.items()}
    assert best["name"]["name"] == "EXAMPLA OPTICS CO., LTD." and best["name"]["match"] and best["name"]["score"] > 90
    assert {"id": "country", "value": False} in best["country"]["features"]
    assert best["country"]["score"] < best["name"]["score"]
    assert best["number"]["name"] == "EXAMPLA OPTICS CO., LTD." and not best["number"]["match"]
    assert (
        best["person"]["type"][0]["id"] == "person"
        and {"id": "birth_date", "value": True} in best["person"]["features"]
    )
    assert best["other_type"] is None and best["nobody"] is None and best["any_type"]
    for result in found.values():
        scores = [one["score"] for one in result["result"]]
        assert scores == sorted(scores, reverse=True)


def test_get_answers_as_post_does_and_an_identifier_finds_itself(client):
    queries = json.dumps({"q0": {"query": "Beryl Works"}})
    made = checked("results", client.get("/reconcile", params={"queries": queries}))
    assert made == ask(client, q0={"query": "Beryl Works"})
    mine = made["q0"]["result"][0]["id"]
    again = ask(client, q={"query": mine})["q"]["result"][0]
    assert (again["id"], again["score"], again["match"]) == (mine, 100, True)
    suggested = checked("suggestions", client.get("/reconcile/suggest/entity", params={"prefix": mine}))
    assert [one["id"] for one in suggested["result"]] == [mine]


def test_suggestions_go_on_behind_a_cursor(client):
    every = checked("suggestions", client.get("/reconcile/suggest/property", params={"prefix": ""}))["result"]
    rest = checked("suggestions", client.get("/reconcile/suggest/property", params={"prefix": "", "cursor": 2}))[
        "result"
    ]
    assert rest == every[2:] and len(rest) > 5
    for prefix in ("BERYL", "béryl w", "beryl works"):
        found = checked("suggestions", client.get("/reconcile/suggest/entity", params={"prefix": prefix}))["result"]
        assert [one["name"] for one in found] == ["BERYL WORKS"], prefix
    assert not checked("suggestions", client.get("/reconcile/suggest/entity", params={"prefix": "works"}))["result"]


def test_properties_of_parties_are_what_their_rows_say(client, index):
    mine = ask(client, q={"query": "Exampla Optics"})["q"]["result"][0]["id"]
    asked = {
        "ids": [mine, "nobody.00000000"],
        "properties": [{"id": p} for p in ("list", "programme", "country", "identifier", "alias", "row", "source")],
    }
    made = checked("extension", client.post("/reconcile", data={"extend": json.dumps(asked)}))
    row = made["rows"][mine]
    assert (
        row["list"] == [{"str": "Specially Designated Nationals and Blocked Persons List"}]
        and row["programme"] == [{"str": "NPWMD"}]
        and row["alias"] == [{"str": "EXAMPLOPT"}]
    )
    assert {"str": "7700000012"} in row["identifier"] and "China" in str(row["country"])
    text = Index.open(index, HashEncoder()).documents()
    assert any(info.sha256 in row["source"][0]["str"] for info in text) and "EXAMPLA OPTICS" in row["row"][0]["str"]
    assert all(values == [] for values in made["rows"]["nobody.00000000"].values())
    assert [each["id"] for each in made["meta"]] == [each["id"] for each in asked["properties"]]


def test_preview_can_be_framed_by_any_program_and_runs_nothing(client):
    mine = ask(client, q={"query": "Exampla Optics"})["q"]["result"][0]["id"]
    shown = client.get("/reconcile/preview", params={"id": mine})
    policy = shown.headers["content-security-policy"]
    assert "frame-ancestors *" in policy and "default-src 'none'" in policy and "<script" not in shown.text
    assert "EXAMPLA OPTICS CO., LTD." in shown.text and "NPWMD" in shown.text
    led = client.get("/reconcile/view", params={"id": mine})
    assert led.status_code == 303 and led.headers["location"].startswith("http://testserver/?doc=")
    assert client.get("/reconcile/preview", params={"id": "nobody"}).status_code == 404


def test_a_row_that_changed_has_another_identifier(tmp_path):
    from tests.unit.screening_index import SDN

    before = ask(serve(make(tmp_path)), q={"query": "Beryl Works"})["q"]["result"][0]["id"]
    client = serve(make(tmp_path, SDN.replace('"CUBA"', '"IRAN"')))
    after = ask(client, q={"query": "Beryl Works"})["q"]["result"][0]["id"]
    assert before != after and client.get("/reconcile/preview", params={"id": before}).status_code == 404


BAD = {
    "no JSON": ({"queries": "{"}, 422, "not JSON"),
    "a list": ({"queries": "[]"}, 422, "queries"),
    "nothing asked": ({"queries": '{"q": {}}'}, 422, "query"),
    "no limit": ({"queries": '{"q": {"query": "x", "limit": 0}}'}, 422, "limit"),
    "too many": ({"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, 413, "at most 100"),
    "deep": ({"queries": '{"q":' * 2000}, 422, "queries"),
    "no ids": ({"extend": "{}"}, 422, "ids"),
    "no such property": ({"extend": '{"ids": [], "properties": [{"id": "colour"}]}'}, 422, "colour"),
    "too many ids": ({"extend": json.dumps({"ids": ["x"] * 501, "properties": []})}, 422, "at most 500"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_requests_are_told_in_a_line(client, case):
    form, status, said = BAD[case]
    answer = client.post("/reconcile", data=form)
    assert answer.status_code == status and said in answer.json()["detail"] and "\n" not in answer.json()["detail"]


def test_with_logins_all_but_the_manifest_asks_for_one(index):
    client = serve(index, {"anna": "secret"})
    made = checked("manifest", client.get("/reconcile"))
    assert made["authentication"] == {"type": "http", "scheme": "basic"}
    queries = {"queries": '{"q": {"query": "Beryl Works"}}'}
    for address in ("/reconcile?queries={}", "/reconcile/suggest/entity?prefix=b", "/reconcile/preview?id=x"):
        refused = client.get(address)
        assert refused.status_code == 401 and refused.headers["www-authenticate"].startswith("Basic"), address
    assert client.post("/reconcile", data=queries).status_code == 401
    assert client.post("/reconcile", data=queries, auth=("anna", "wrong")).status_code == 401
    assert client.post("/reconcile", data=queries, auth=("anna", "secret")).json()["q"]["result"]


def test_only_this_service_is_open_to_pages_of_other_sites():
    from ui.gate import refusal

    def asked(path, method="POST"):
        headers = [(b"host", b"here"), (b"origin", b"https://there.example")]
        return refusal(
            {"headers": headers, "method": method, "path": path}, frozenset({"here"}), open_path="/reconcile"
        )

    assert asked("/reconcile") == asked("/reconcile/suggest/entity") == ""
    assert asked("/reconciled") and asked("/v1/screen") and asked("/") and asked("/v1/reconcile/")
    other = {"headers": [(b"host", b"evil.example")], "method": "POST", "path": "/reconcile"}
    assert refusal(other, frozenset({"here"}), open_path="/reconcile")
