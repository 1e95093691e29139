"""One running chat with logins: what it gives to whom, under which names, with which headers, and how it takes broken requests."""

import contextlib
import importlib.util
import json
import re
import time
from pathlib import Path

import httpx
import pytest

from tests.faults.mutated_bodies import TEXT
from tests.serving import Chat, start, stop

NAME = "lists.example.org"
QUESTION = "Why was Brightforge listed?"
TOOLS = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"accept": "application/json, text/event-stream"}
OPEN = {
    "/", "/login", "/login/", "/logout", "/login_check", "/login_check/", "/token", "/token/", "/user", "/user/", "/app_id", "/app_id/",
    "/robots.txt", "/manifest.json", "/favicon.ico", "/pwa_icon", "/pwa_icon/{size}", "/theme.css", "/gradio_api/theme.css",
    "/static/{path:path}", "/assets/{path:path}", "/svelte/{path:path}", "/custom_component/{id}/{environment}/{type}/{file_name}",
    "/gradio_api/startup-events",
}  # fmt: skip
"""What the login page needs, and what says nothing of documents, questions or users."""


@pytest.fixture(scope="module")
def chat(tmp_path_factory):
    from index.build import add

    place = tmp_path_factory.mktemp("serving")
    (place / "one.md").write_text(TEXT, encoding="utf-8")
    add([place / "one.md"], place / "index")
    (place / "logins").write_text("anna:first secret\n", encoding="utf-8")
    options = ("--auth-file", str(place / "logins"), "--allow-host", NAME, "--mcp")
    proxy = dict.fromkeys(("HTTP_PROXY", "http_proxy"), "http://127.0.0.1:9")  # one that nobody answers at
    running = start(place / "index", *options, WHYLISTED_AUTH="ben:second secret", NO_PROXY="", no_proxy="", **proxy)
    yield running
    stop(running)


@pytest.fixture(scope="module")
def people(chat) -> dict[str, httpx.Client]:
    """A client for each login."""
    made = {}
    for user, password in (("anna", "first secret"), ("ben", "second secret")):
        made[user] = httpx.Client(base_url=chat.url, timeout=60)
        assert made[user].post("login", data={"username": user, "password": password}).status_code == 200
    return made


@pytest.fixture(scope="module")
def component(people) -> int:
    config = people["anna"].get("config").json()
    return int(next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "whylisted"))


def call(client: httpx.Client, component: int, name: str, data: object) -> dict:
    body = {"data": data, "component_id": component, "fn_name": name, "session_hash": "test"}
    return client.post("gradio_api/component_server/", json=body).json()


def routes() -> list[tuple[str, str]]:
    """Every method and path of Gradio's application, as its source has them (to import it takes seconds)."""
    spec = importlib.util.find_spec("gradio")
    source = (Path(spec.submodule_search_locations[0]) / "routes.py").read_text(encoding="utf-8")
    found = re.findall(r'@(app|router)\.(get|post|head)\(\s*"([^"]+)"', source)
    return sorted({(method.upper(), f"/gradio_api{path}" if on == "router" else path) for on, method, path in found})


def test_nothing_is_given_without_a_login(chat: Chat) -> None:
    found = routes()
    assert len(found) > 30
    given = {}
    with httpx.Client(base_url=chat.url, timeout=60) as stranger:
        for method, path in found:
            if path in OPEN:
                continue
            place = path.replace("{path_or_url:path}", "/etc/passwd").replace("{", "").replace("}", "")
            with stranger.stream(method, place) as got:  # some never end
                if got.status_code not in {401, 403, 404, 405}:
                    given[method, path] = got.status_code
        assert stranger.post("mcp/", json=TOOLS, headers=ACCEPT).status_code == 401
        assert '"auth_required":true' in stranger.get("").text.replace(" ", "")
    assert given == {}


def test_the_rest_service_takes_the_same_logins(chat: Chat) -> None:
    with httpx.Client(base_url=chat.url, timeout=60) as client:
        for path in ("v1/match?name=x", "v1/nothing", "metrics", "docs", "openapi.json"):
            got = client.get(path)
            assert (got.status_code, got.headers["content-type"]) == (401, "application/problem+json"), path
        assert client.get("healthz").status_code == client.get("readyz").status_code == 200
        login = ("anna", "first secret")
        assert client.get("v1/match", params={"name": "x"}, auth=login).json()["matches"] == []
        assert client.post("v1/ask", json={"question": QUESTION}, auth=login).json()["answered"]
        assert client.get("docs", auth=login).headers["content-type"].startswith("text/html")
        refused = client.get("healthz", headers={"host": "evil.example"})
        assert refused.status_code == 403 and refused.json()["remedy"]


def test_two_logins_have_two_histories(people, component) -> None:
    anna, ben = people["anna"], people["ben"]
    for user, client in people.items():
        assert call(client, component, "hello", {})["user"] == user
    asked = call(anna, component, "ask", {"turns": [QUESTION], "conversation": "same"})
    assert asked["answer"]["answered"] and "unkept" not in asked
    assert call(ben, component, "history", {})["asked"] == []
    assert call(ben, component, "conversation", {"id": "same"})["turns"] == []
    for name, data in (("export", {"ids": [asked["id"]], "format": "json"}), ("export", {"conversation": "same", "format": "json"}),
                       ("judge", {"id": asked["id"], "verdict": "down"})):  # fmt: skip
        assert "error" in call(ben, component, name, data), name
    assert call(ben, component, "forget", {})["deleted"] == 0
    mine = call(anna, component, "history", {})["asked"]
    assert [(row["id"], row["verdict"]) for row in mine] == [(asked["id"], None)]
    assert call(anna, component, "forget", {})["deleted"] == 1


HOSTS = [
    ("evil.example", 403),
    (f"{NAME}.evil.example", 403),
    ("", 403),
    (NAME, 200),
    (NAME.upper(), 200),
    ("192.0.2.7", 200),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_names_that_it_answers_to(chat, people, host, status) -> None:
    """MCP behind a proxy too."""
    assert people["anna"].get("config", headers={"host": host}).status_code == status
    headers = {**ACCEPT, "host": host}
    got = httpx.post(chat.url + "mcp/", json=TOOLS, headers=headers, auth=("anna", "first secret"), timeout=60)
    assert got.status_code == status


def test_every_answer_says_that_it_is_not_framed_nor_guessed_at(chat, people) -> None:
    answers = [
        people["anna"].get(""), people["anna"].get("config"), httpx.get(chat.url + "config"), httpx.get(chat.url + "nothing/here"),
        httpx.get(chat.url, headers={"host": "evil.example"}), people["anna"].post("gradio_api/component_server/", content=b"x" * 5_000_000),
        people["anna"].post("gradio_api/component_server/", content=b"{"), httpx.post(chat.url + "mcp/", json=TOOLS),
    ]  # fmt: skip
    for got in answers:
        told = got.headers
        assert told["x-content-type-options"] == "nosniff" and told["referrer-policy"] == "no-referrer", got
        assert (
            told["x-frame-options"] == "SAMEORIGIN" and "frame-ancestors 'self'" in told["content-security-policy"]
        ), got


def body(component: int, name: object = "hello", data: object = None, **more: object) -> bytes:
    return json.dumps(
        {"data": data or {}, "component_id": component, "fn_name": name, "session_hash": "x", **more}
    ).encode()


BROKEN = [
    # path, body (of the component's number)
    ("gradio_api/component_server/", lambda c: b"{"),
    ("gradio_api/component_server/", lambda c: b"[" * 20_000),
    ("gradio_api/component_server/", lambda c: b"\xff\xfe"),
    ("gradio_api/component_server/", lambda c: b""),
    ("gradio_api/component_server/", lambda c: b"[]"),
    ("gradio_api/component_server/", lambda c: body(c + 1000)),
    ("gradio_api/component_server/", lambda c: body(c, name=7)),
    ("gradio_api/component_server/", lambda c: body(c, name="postprocess")),
    ("gradio_api/component_server/", lambda c: body(c, session_hash=["x"])),
    ("gradio_api/component_server/", lambda c: body(c, "judge", {"id": "x", "verdict": [[]]})),
    ("gradio_api/component_server/", lambda c: body(c, "export", {"ids": [], "format": {}})),
    ("gradio_api/run/ask", lambda c: b'{"data": []}'),
    ("gradio_api/run/ask", lambda c: b'{"data": [5]}'),
    ("gradio_api/run/find_entity", lambda c: b'{"data": ["Brightforge", "ten"]}'),
    ("gradio_api/run/read_passage", lambda c: b'{"data": [null, null, null, null]}'),
    ("gradio_api/run/no_such_tool", lambda c: b'{"data": []}'),
]


@pytest.mark.parametrize(("path", "made"), BROKEN)
def test_a_broken_request_is_answered_in_one_line(chat, people, component, path, made) -> None:
    before = len(chat.lines)
    got = people["ben"].post(path, content=made(component), headers={"content-type": "application/json"})
    assert got.status_code >= 400 or got.json()["error"]
    assert "Traceback" not in got.text and "inside" not in got.text and len(got.text) < 1500
    assert not any("Traceback" in line for line in chat.lines[before:])


@pytest.mark.parametrize("content", [b'{"jsonrpc\xa2:0"2.0"}', b"[" * 20_000, b"", b"{", "{}".encode("utf-16")])
def test_a_body_of_the_tools_that_is_no_json_is_answered_as_such(chat, content: bytes) -> None:
    before = len(chat.lines)
    headers = {**ACCEPT, "content-type": "application/json"}
    got = httpx.post(chat.url + "mcp/", content=content, headers=headers, auth=("anna", "first secret"))
    assert got.status_code == 400 and got.json()["error"]["code"] == -32700
    assert not any("Traceback" in line for line in chat.lines[before:])


@pytest.mark.parametrize(("name", "data"), [("document", {"id": "\ud800"}), ("judge", {"id": "\ud800", "verdict": "down"}),
                                            ("remove", {"path": "\ud800"}), ("ask", {"turns": ["Why was \ud800 listed?"]})])  # fmt: skip
def test_half_a_character_is_answered_in_one_line(chat, people, component, name: str, data: dict[str, object]) -> None:
    before = len(chat.lines)
    head = {"content-type": "application/json"}
    said = people["ben"].post("gradio_api/component_server/", content=body(component, name, data), headers=head).json()
    assert "inside" not in said.get("error", "")
    if "job" in said:
        while not (job := call(people["ben"], component, "job", {"id": said["job"]}))["done"]:
            time.sleep(0.1)
        assert "not in index" in job["problem"]
    assert not any("Traceback" in line for line in chat.lines[before:])


def test_values_that_do_not_fit_are_named(people) -> None:
    got = people["ben"].post("gradio_api/run/find_entity", json={"data": ["Brightforge", "ten"]})
    assert "limit" in got.json()["error"] and "\n" not in got.json()["error"]


def test_a_question_of_five_megabytes_is_not_read(people, component) -> None:
    def pieces():
        yield body(component, "ask", {"turns": ["x" * 900_000]})[:-3]
        for _ in range(50):
            yield b"x" * 100_000

    for content in (body(component, "ask", {"turns": ["x" * 5_000_000]}), pieces()):
        with contextlib.suppress(httpx.WriteError, httpx.ReadError):  # it may hang up while we are still sending
            # 400: Gradio says so when it is told, while it reads, that it is too much
            assert people["ben"].post("gradio_api/component_server/", content=content).status_code in {400, 413}
    assert "at most" in call(people["ben"], component, "find_entities", {"query": "x" * 200_000})["error"]


def test_cases_and_the_watch_list_are_each_users_own(chat, people, component) -> None:
    anna, ben = people["anna"], people["ben"]
    with httpx.Client(base_url=chat.url, timeout=60) as stranger:
        assert stranger.get("watch.atom").status_code == 401 and "Brightforge" not in stranger.get("watch.atom").text
        assert stranger.post("watch.atom").status_code in {401, 403, 405}
    assert call(anna, component, "watch_add", {"party": {"name": "Anna's Only Ltd"}})["new"] == 1
    feed = anna.get("watch.atom")
    assert (
        feed.status_code == 200
        and feed.headers["content-type"].startswith("application/atom+xml")
        and "of anna" in feed.text
    )
    with httpx.Client(base_url=chat.url, timeout=60) as reader:  # a feed reader has no session
        assert "of ben" in reader.get("watch.atom", auth=("ben", "second secret")).text
        assert reader.get("watch.atom", auth=("ben", "first secret")).status_code == 401
    assert call(ben, component, "watch", {})["all"] == 0 and call(anna, component, "watch", {})["all"] == 1
    one = call(anna, component, "case_open", {"party": {"name": "Brightforge"}, "by": "ben"})
    assert one["opened_by"] == "anna" and one["users"] == ["ben"]
    for name in ("case", "case_export"):
        assert "no case" in call(ben, component, name, {"id": one["id"]})["error"]
    assert (
        "no case"
        in call(ben, component, "case_decide", {"id": one["id"], "decision": "escalate", "reason": "x"})["error"]
    )
    assert call(ben, component, "cases", {})["all"] == 0
    call(anna, component, "case_decide", {"id": one["id"], "decision": "escalate", "reason": "x", "second": "ben"})
    assert call(ben, component, "case_review", {"id": one["id"], "agrees": True, "of": 1})["standing"] == "confirmed"
