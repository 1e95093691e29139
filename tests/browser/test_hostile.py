"""Documents full of markup, scripts and direction marks show as text, everywhere."""

import json
import os
from urllib.parse import quote

import httpx
import pytest

from tests.browser.conftest import HOSTILE, ask
from tests.serving import free_port, start, stop


def page_of(visit, chat, index, path):
    (info,) = [i for i in index.documents() if i.path == path]
    page = visit(f"{chat.url}?doc={info.id}&start=0&end=60")
    page.locator(".mark.strong").first.wait_for()
    return page, index.document(info.id)


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_document_is_read_as_text(visit, chat, index, path):
    page, document = page_of(visit, chat, index, path)
    shown = page.locator(".reader-body").evaluate("e => e.textContent")
    for char in "\u202e\u202c\u2066\u2069\u200f\x1b":
        assert char not in shown
        document_text = document.text.replace(char, f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")
        document = document.model_copy(update={"text": document_text})
    assert shown == document.text
    assert (
        page.locator(
            ".reader script, .reader img, .reader iframe, .reader svg:not(.icon), .reader-body a, .reader-body b"
        ).count()
        == 0
    )
    assert page.locator("a[href^='javascript' i]").count() == 0


def test_hostile_titles_and_names_are_text_in_every_view(visit, chat, index):
    page = visit(chat.url)
    ask(page, "Why was Hostileworks listed?")
    ask(page, "Why was Leftturn Ltd listed?")
    ask(page, "<img src=x onerror=window.pwned=10>")
    for view in ("Entities", "Screen", "Cases", "Watch", "Changes", "Sources", "History"):
        page.locator(".nav").get_by_role("button", name=view, exact=True).click()
        page.wait_for_timeout(400)
        assert page.locator(".main img, .main script, .main b[onclick], .main a[href^='javascript' i]").count() == 0
    page.locator(".nav").get_by_role("button", name="Sources", exact=True).click()
    assert page.get_by_text("<script>window.pwned=1</script>").count() >= 1


def test_hostile_links_do_nothing(visit, chat):
    for query in ("?doc=%3Cscript%3E&start=1&end=2", "?doc=nothing&start=-5&end=x", "?view=__proto__", "?view=constructor",
                  "?view=entities&name=" + quote("<img src=x onerror=window.pwned=11>"), "?conversation=../../etc"):  # fmt: skip
        page = visit(chat.url + query)
        page.wait_for_timeout(300)
        assert page.locator(".nav").is_visible()
        assert page.locator(".main img").count() == 0


def call(chat, function: str, data: object, client: httpx.Client | None = None) -> httpx.Response:
    client = client or httpx.Client(timeout=60)
    config = client.get(chat.url + "config").json()
    component = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "whylisted")
    return client.post(
        chat.url + "gradio_api/component_server/",
        json={"data": data, "component_id": component, "fn_name": function, "session_hash": "test"},
    )


@pytest.mark.parametrize(
    "files",
    [
        [{"path": "/etc/passwd", "name": "a.txt"}],
        [{"path": "../../etc/passwd", "name": "a.txt"}],
        [{"path": __file__, "name": "a.txt"}],
        [{"path": 5, "name": "a.txt"}],
        ["/etc/passwd"],
        "x",
        [],
        None,
    ],
)
def test_only_uploaded_files_can_be_added(chat, files):
    assert call(chat, "add_files", {"files": files}).json()["error"]


@pytest.mark.parametrize(
    "function", ["document", "block", "search_in", "ask", "entity", "changes", "job", "export", "judge", "conversation"]
)
@pytest.mark.parametrize(
    "data",
    [None, [], "x", {}, {"id": {"$ne": 1}}, {"id": "x" * 100_000}, {"turns": [1]}, {"filters": 3, "turns": ["x"]}],
)
def test_nonsense_calls_get_one_line(chat, function, data):
    answer = call(chat, function, data)
    assert answer.status_code == 200
    made = answer.json()
    assert "Traceback" not in json.dumps(made) and "inside" not in made.get("error", "")


def test_files_of_the_machine_are_not_served(chat, index_folder):
    for path in (
        "/etc/passwd",
        str(index_folder / "truth.sqlite"),
        str(index_folder / "history.sqlite"),
        "pyproject.toml",
    ):
        for route in ("gradio_api/file=", "file=", "gradio_api/file/"):
            assert httpx.get(chat.url + route + path).status_code in {403, 404}


def test_a_login_is_asked_for_everywhere(index_folder, browser, visit):
    running = start(index_folder, "--auth", "anna:a secret", "--mcp")
    try:
        for route in ("gradio_api/component_server/", "gradio_api/call/ask"):
            assert (
                httpx.post(
                    running.url + route, json={"data": [], "fn_name": "documents", "component_id": 1}
                ).status_code
                == 401
            )
        assert httpx.get(running.url + "config").status_code == 401
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        head = {"accept": "application/json, text/event-stream"}
        assert httpx.post(running.url + "mcp/", json=body, headers=head).status_code == 401
        assert httpx.post(running.url + "mcp/", json=body, headers=head, auth=("anna", "a secret")).status_code == 200
        context = browser.new_context()
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(running.url)
        page.get_by_label("username", exact=False).fill("anna")
        page.get_by_label("password", exact=False).fill("a secret")
        page.get_by_role("button", name="Login").click()
        page.wait_for_selector(".wl.ready", timeout=30_000)
        assert all(url.startswith(("http://127.0.0.1:", "data:", "blob:")) for url in asked)
        context.close()
    finally:
        stop(running)


def test_read_only_takes_nothing(index_folder, browser):
    running = start(index_folder, "--read-only")
    try:
        assert httpx.post(running.url + "gradio_api/upload", files={"files": ("a.txt", b"text")}).status_code == 403
        for function, data in (
            ("add_url", {"url": "https://example.org/"}),
            ("remove", {"path": "samples"}),
            ("add_samples", {}),
            ("fetch", {"what": "ecfr"}),
        ):
            assert "--read-only" in call(running, function, data).json()["error"]
    finally:
        stop(running)


def test_it_does_not_listen_beyond_this_machine_without_a_login(tmp_path):
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "chat", "--index", str(tmp_path), "--host", "0.0.0.0", "--port", str(free_port())],
        capture_output=True, text=True, timeout=120, env={**os.environ, "WHYLISTED_AUTH": ""},
    )  # fmt: skip
    assert done.returncode == 2 and "beyond this machine" in done.stderr and "Traceback" not in done.stderr


def test_everybody_has_a_history_of_their_own(index_folder, tmp_path):
    logins = tmp_path / "logins"
    logins.write_text("anna:first secret\n", encoding="utf-8")
    running = start(index_folder, "--auth-file", str(logins), WHYLISTED_AUTH="ben:second secret")
    try:
        clients = {}
        for user, password in (("anna", "first secret"), ("ben", "second secret")):
            clients[user] = httpx.Client(base_url=running.url, timeout=60)
            assert clients[user].post("login", data={"username": user, "password": password}).status_code == 200
            assert call(running, "hello", {}, clients[user]).json()["user"] == user
        question = "Why was Inspur put on the Entity List?"
        asked = call(running, "ask", {"turns": [question]}, clients["anna"]).json()
        assert asked["answer"]["answered"] and "unkept" not in asked
        assert len(call(running, "history", {}, clients["anna"]).json()["asked"]) == 1
        assert call(running, "history", {}, clients["ben"]).json()["asked"] == []
        assert "error" in call(running, "export", {"ids": [asked["id"]], "format": "json"}, clients["ben"]).json()
        assert call(running, "forget", {}, clients["ben"]).json()["deleted"] == 0
        assert len(call(running, "history", {}, clients["anna"]).json()["asked"]) == 1
        wrong = [
            httpx.post(running.url + "login", data={"username": "anna", "password": f"guess {n}"}).status_code
            for n in range(8)
        ]
        assert wrong == [400] * 5 + [429] * 3
    finally:
        stop(running)


def test_what_is_too_long_is_refused_and_pages_are_not_framed(chat):
    answer = httpx.post(chat.url + "gradio_api/component_server/", content=b"x" * 5_000_000, timeout=60)
    assert answer.status_code == 413
    page = httpx.get(chat.url)
    assert page.headers["x-frame-options"] == "SAMEORIGIN" and page.headers["x-content-type-options"] == "nosniff"


def test_an_answer_is_given_though_the_history_cannot_be_written(documents, tmp_path):
    from index.build import add

    add([documents / "samples"], tmp_path / "index")
    (tmp_path / "index" / "history.sqlite").mkdir()
    running = start(tmp_path / "index")
    try:
        asked = call(running, "ask", {"turns": ["Why was Inspur put on the Entity List?"]}).json()
        assert asked["answer"]["answered"] and "history" in asked["unkept"]
        assert "history" in call(running, "history", {}).json()["error"]
    finally:
        stop(running)
