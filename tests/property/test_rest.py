"""What is sent to the REST service, fit or unfit, never ends in a mistake of ours, and every answer has the shape that is described.

Requests are generated from the service's own OpenAPI document: values that fit their schemas, and such values with a piece put wrong.
"""

import json
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.query.records.party_ids import party_id
from tests.unit.rest_index import make
from ui.web.rest import rest_service
from ui.workspace import Workspace

WORDS = ("Exampla", "Optics", "Beryl Works", "listed", "Why was", "Entity List", "sdn", "CUBA", "84 FR 54002", "§ 744.21", "2019", "?", "Ω漢",
         "'", "%", "\n", "x" * 90)  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rest")
    workspace = Workspace(folder)
    workspace._index = make(folder)
    client = TestClient(rest_service(workspace, None), raise_server_exceptions=False)
    return client, client.get("/openapi.json").json(), known(workspace)


def known(workspace: Workspace) -> dict[str, list[str]]:
    """Ids and names that are in the index, by what they are called in schemas."""
    index = workspace.index()
    records = [r for d in index.documents() if d.records for r in index.records_of(d.id)]
    return {"document": [d.id for d in index.documents()], "party": [party_id(index, r) for r in records[:20]],
            "list": ["sdn", "entity-list"], "country": ["China", "Cuba", "RU"]}  # fmt: skip


class Made:
    """Strategies for values of the schemas of a document; `ids` are taken now and then where a text is asked for."""

    def __init__(self, described: dict[str, Any], ids: dict[str, list[str]]) -> None:
        self.schemas = described["components"]["schemas"]
        self.texts = st.sampled_from([one for found in ids.values() for one in found])

    def value(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        if "$ref" in schema:
            return self.value(self.schemas[schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            return st.one_of(*map(self.value, schema["anyOf"]))
        if "enum" in schema or "const" in schema:
            return st.sampled_from(schema.get("enum", [schema.get("const")]))
        return getattr(self, f"_{schema.get('type', 'string')}")(schema)

    def _null(self, _: dict[str, Any]) -> st.SearchStrategy[Any]:
        return st.none()

    def _boolean(self, _: dict[str, Any]) -> st.SearchStrategy[Any]:
        return st.booleans()

    def _integer(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        return st.integers(schema.get("minimum", 0), min(schema.get("maximum", 50), 50))

    def _number(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        return st.floats(0.01, schema.get("maximum", 1.0))

    def _string(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        if schema.get("format") == "date":
            return st.dates().map(str)
        if str(schema.get("pattern", "")).startswith("^"):
            return st.from_regex(schema["pattern"], fullmatch=True)
        words = st.lists(st.sampled_from(WORDS) | self.texts, min_size=1, max_size=6).map(" ".join)
        most = schema.get("maxLength", 300)
        return (words | st.text(max_size=30).map(lambda t: f"a{t}") | self.texts).map(lambda t: t[:most])

    def _array(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        most = min(schema.get("maxItems", 3), 3)
        return st.lists(self.value(schema["items"]), min_size=schema.get("minItems", 0), max_size=most)

    def _object(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        fields = {name: self.value(field) for name, field in schema.get("properties", {}).items()}
        wanted = {n: s for n, s in fields.items() if n in schema.get("required", ())}
        return st.fixed_dictionaries(wanted, optional={n: s for n, s in fields.items() if n not in wanted})


def spoilt(draw: st.DrawFn, value: Any) -> Any:
    """The value with one piece of it put wrong."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: spoilt(draw, value[key])}
    if isinstance(value, dict):
        return {**value, draw(st.text(max_size=8)): draw(ANYTHING)}
    if isinstance(value, list) and value and draw(st.booleans()):
        return [spoilt(draw, value[0]), *value[1:]]
    return draw(ANYTHING)


OPERATIONS = [
    ("post", "/v1/ask"), ("get", "/v1/search"), ("get", "/v1/match"), ("get", "/v1/entities"), ("get", "/v1/entities/{id}"),
    ("post", "/v1/records"), ("get", "/v1/documents/{id}"), ("get", "/v1/changes"), ("post", "/v1/screen"), ("get", "/healthz"),
    ("get", "/readyz"), ("get", "/metrics"), ("post", "/v1/screen/upload"),
]  # fmt: skip


def test_these_are_all_operations(service):
    described = service[1]["paths"]
    assert sorted(OPERATIONS) == sorted((method, path) for path in described for method in described[path])


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_never_a_mistake_and_always_the_shape(service, method, path):
    client, described, ids = service
    operation, made = described["paths"][path][method], Made(described, ids)
    parameters = operation.get("parameters", [])
    body = operation.get("requestBody", {}).get("content", {})

    @settings(
        max_examples=8 if path.endswith("upload") else 25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )
    @given(st.data())
    def check(data):
        wrong = data.draw(st.booleans())
        values = {
            p["name"]: data.draw(made.value(p["schema"]))
            for p in parameters
            if p.get("required") or data.draw(st.booleans())
        }
        if wrong and values:
            name = data.draw(st.sampled_from(sorted(values)))
            values[name] = data.draw(st.text(max_size=20) | st.integers().map(str))
        target = path.replace("{id}", quoted(str(values.pop("id", ""))))
        given_: dict[str, Any] = {"params": {k: v for k, v in values.items() if v is not None}}
        if schema := body.get("application/json", {}).get("schema"):
            sent = data.draw(made.value(schema))
            given_["json"] = spoilt(data.draw, sent) if wrong else sent
        elif body:
            given_["files"] = {"file": ("book.csv", data.draw(st.binary(max_size=200)))}
        look(client.request(method, target, **given_), operation, described, wrong)

    check()


def quoted(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="") or "x"


def look(answer: Any, operation: dict[str, Any], described: dict[str, Any], wrong: bool) -> None:
    assert answer.status_code < 500, answer.text
    said = operation["responses"].get(str(answer.status_code))
    assert said is not None or answer.status_code == 404, (
        answer.status_code,
        answer.text,
    )  # 404: the path has no such form
    kind = answer.headers["content-type"].partition(";")[0]
    if said is None or not kind.endswith(("/json", "+json")):
        return
    assert kind in said["content"], kind
    schema = {**said["content"][kind].get("schema", {}), "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(json.loads(answer.content))
    if answer.status_code == 422:  # of thresholds and files no schema says what is right
        assert wrong or operation["tags"] == ["screening"], answer.text


def test_the_look_sees_what_is_wrong(service):
    client, described, _ = service
    answer = client.get("/healthz")
    with pytest.raises(jsonschema.ValidationError):
        look(answer, described["paths"]["/readyz"]["get"], described, False)
