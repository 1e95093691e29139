"""Requests that were damaged on purpose, sent to a running chat: calls of the page, the web API, MCP, uploads, bare HTTP.

Each gets an answer within PATIENCE seconds that is no server error, nothing in the chat's output is a traceback, and the chat goes on.
"""

import json
import random
import re
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.faults.mutated_questions import ODD
from tests.faults.mutations import DAMAGES
from tests.serving import ROOT, Chat, start, stop

PATIENCE = 30.0
"""Seconds that one request may take, on a machine that has other things to do."""
QUESTION = "Why was Brightforge listed?"
TEXT = (
    "---\ntitle: Brightforge put on the Entity List\npublisher: The Example\ndate: 2022-04-02\n---\n"
    "The Commerce Department on 1 April 2022 added Brightforge Ltd to the Entity List for acquiring parts for missiles.\n"
)
SENT = ("page", "page", "page", "api", "mcp", "upload", "http")
"""The sorts of requests, by how often each comes."""
CALLS: dict[str, dict[str, Any]] = {
    "hello": {},
    "ask": {"turns": [QUESTION], "conversation": "c", "filters": {"lists": ["entity-list"], "from": "2020-01-01", "until": "2024-01-01"}},
    "suggest": {"turns": [QUESTION], "filters": {"kinds": ["news"]}},
    "document": {"id": "DOCUMENT", "start": 0, "end": 30},
    "block": {"id": "DOCUMENT", "n": 0, "marks": [[0, 5, "strong", 1], [3, 9, "light", 2]]},
    "search_in": {"id": "DOCUMENT", "query": "entity list"},
    "find_entities": {"query": "Brightforge"},
    "entity": {"name": "Brightforge", "exact": False},
    "snapshots": {},
    "changes": {"list": "entity-list", "from": "2024-01-01", "to": "2024-02-01", "reformatted": True},
    "documents": {},
    "job": {"id": "none"},
    "add_files": {"files": [{"path": "UPLOAD", "name": "a.txt"}], "published": "2024-01-01", "publisher": "Example"},
    "add_url": {"url": "http://127.0.0.1:1/page.html", "published": ""},
    "fetch": {"what": "no such list"},
    "remove": {"path": "no such path"},
    "history": {"search": "listed"},
    "conversation": {"id": "c"},
    "judge": {"id": "none", "verdict": "up", "note": "good"},
    "forget": {},
    "export": {"format": "markdown", "ids": ["none"], "conversation": "c"},
    "gold": {},
}  # fmt: skip
TOOLS: dict[str, dict[str, Any]] = {
    "ask": {"question": QUESTION, "earlier": ["Who listed it?"]},
    "find_entity": {"name": "Brightforge", "limit": 10},
    "get_entity": {"name": "Brightforge", "exact": True},
    "read_passage": {"document": "DOCUMENT", "start": 0, "end": 20, "around": 5},
    "search_passages": {"query": "missiles", "limit": 3},
    "list_changes": {"list_id": "entity-list", "since": "2024-01-01"},
}  # fmt: skip
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**70), 1.5, 1e308, float("nan"), float("inf"), "", "x" * 30_000, [], {}, [[]], [None],
    {"a": {}}, ["x"] * 600, "2024-02-31", "9999-12-31", "0000-00-00", "../../etc/passwd", "/etc/passwd", "C:\\x", "file:///etc/passwd",
    "http://[::1", "http://127.0.0.1:1/", "javascript:1", "%00", "{}", "' OR 1=1 --", "<script>", "DOCUMENT", *ODD,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """One request: what it is, and its parts; `raw` bytes go over the wire as they are."""

    what: str
    method: str = "POST"
    path: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = b""
    raw: bytes = b""


def strange(chance: random.Random, value: Any, depth: int = 0) -> Any:
    """A JSON value with something in it changed."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(sorted(value))
        match chance.randrange(6):
            case 0:
                return {k: v for k, v in value.items() if k != key}
            case 1:
                return {**value, str(chance.choice(STRANGE))[:50]: chance.choice(STRANGE)}
            case _:
                return {**value, key: strange(chance, value[key], depth + 1)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        changed = [strange(chance, value[at], depth + 1)]
        return [*value[:at], *chance.choice([changed, changed * 3, []]), *value[at + 1 :]]
    if isinstance(value, str) and chance.random() < 0.5:
        at = chance.randrange(len(value) + 1)
        return value[:at] + chance.choice(ODD) + value[at:]
    if chance.random() < 0.05:
        made: Any = value
        for _ in range(chance.choice([3, 100, 5000])):
            made = [made] if chance.random() < 0.5 else {"a": made}
        return made
    return chance.choice(STRANGE)


def written(chance: random.Random, value: Any) -> bytes:
    """A JSON value as bytes, now and then damaged."""
    try:
        raw = json.dumps(value).encode()
    except RecursionError:
        raw = b"[" * 20_000
    if chance.random() < 0.15:
        raw = chance.choice(DAMAGES)(raw, chance, b'{"data": [1]}')
    return raw


class Requests:
    """Damaged requests for one running chat, by number."""

    def __init__(self, url: str, seed: int) -> None:
        self._url = url
        self._seed = seed
        config = httpx.get(url + "config", timeout=60).json()
        self.component = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "whylisted")
        with httpx.Client(base_url=url, timeout=60) as client:
            self.document = str(self.call(client, "documents", {})["documents"][0]["id"])
            self.upload = str(
                client.post("gradio_api/upload", files={"files": ("a.txt", b"nothing of weight\n")}).json()[0]
            )

    def call(self, client: httpx.Client, name: str, given: dict[str, Any]) -> dict[str, Any]:
        """One call as the page makes it."""
        body = {"data": given, "component_id": self.component, "fn_name": name, "session_hash": "fuzz"}
        made: dict[str, Any] = client.post("gradio_api/component_server/", json=body).json()
        return made

    def one(self, number: int) -> Sent:
        """The damaged request of that number."""
        chance = random.Random(f"{self._seed} request {number}")
        return getattr(self, f"_{chance.choice(SENT)}")(chance)  # type: ignore[no-any-return]

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        known = {"DOCUMENT": self.document, "UPLOAD": self.upload}
        return known.get(value, value) if isinstance(value, str) else value

    def _page(self, chance: random.Random) -> Sent:
        name = chance.choice(sorted(CALLS))
        data = strange(chance, self._filled(CALLS[name]))
        body = {
            "data": data,
            "component_id": self.component,
            "fn_name": name,
            "session_hash": f"s{chance.randrange(5)}",
        }
        if chance.random() < 0.1:
            body = strange(chance, body)
        return Sent(f"page {name}", path="gradio_api/component_server/", headers=(("content-type", "application/json"),),
                    content=written(chance, body))  # fmt: skip

    def _api(self, chance: random.Random) -> Sent:
        name = chance.choice(sorted(TOOLS))
        body = {"data": strange(chance, list(self._filled(TOOLS[name]).values()))}
        path = chance.choice(
            [f"gradio_api/call/{name}", f"gradio_api/call/{name}", f"gradio_api/run/{name}", "gradio_api/queue/join"]
        )
        return Sent(
            f"api {name}", path=path, headers=(("content-type", "application/json"),), content=written(chance, body)
        )

    def _mcp(self, chance: random.Random) -> Sent:
        name = chance.choice(sorted(TOOLS))
        given = {"name": name, "arguments": strange(chance, self._filled(TOOLS[name]))}
        body: Any = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": given}
        if chance.random() < 0.2:
            body = strange(chance, body)
        accept = chance.choice(["application/json, text/event-stream"] * 5 + ["*/*", "text/html"])
        headers = (("content-type", "application/json"), ("accept", accept), ("mcp-protocol-version", "2025-06-18"))
        return Sent(f"mcp {name}", path="mcp/", headers=headers, content=written(chance, body))

    def _upload(self, chance: random.Random) -> Sent:
        name = chance.choice([str(item)[:300] for item in STRANGE if isinstance(item, str)]) + chance.choice(
            [".txt", ".PDF", ""]
        )
        name = name.encode("utf-8", "replace").decode().replace("\r", "").replace("\n", "")
        raw = (
            f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n'
        ).encode()
        if chance.random() < 0.5:
            raw = chance.choice(DAMAGES)(raw, chance, b"--b\r\n")
        kind = chance.choice(
            ["multipart/form-data; boundary=b"] * 4 + ["multipart/form-data", "text/plain", "application/json"]
        )
        return Sent("upload", path="gradio_api/upload", headers=(("content-type", kind),), content=raw)

    def _http(self, chance: random.Random) -> Sent:
        path = chance.choice(
            [
                "/",
                "/config",
                "/gradio_api/info",
                "/gradio_api/file=/etc/passwd",
                "/mcp",
                "/theme.css",
                "/%00",
                "/..%2f..%2fetc",
            ]
        )
        method = chance.choice(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "X" * 40])
        host = chance.choice(["127.0.0.1", "localhost:1", "evil.example", "[::1", "", "127.0.0.1, evil.example"])
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {host}",
            "Content-Type: application/json",
            "Content-Length: 2",
            "Connection: close",
        ]
        lines += chance.sample(["Origin: null", "Origin: http://[", "Sec-Fetch-Site: cross-site", "Cookie: access-token=x; ;=", "Range: bytes=9-1",
                                "Authorization: Basic ////", "Transfer-Encoding: chunked", "Expect: 100-continue", "Accept: " + "a," * 900], 2)  # fmt: skip
        raw = ("\r\n".join(lines) + "\r\n\r\n{}").encode()
        if chance.random() < 0.6:
            raw = chance.choice(DAMAGES)(raw, chance, b"GET / HTTP/1.0\r\n\r\n")
        return Sent("http", raw=raw)


def send(client: httpx.Client, sent: Sent) -> tuple[int, str]:
    """The status of the answer (0 where the connection was closed without one) and its text.

    Raises:
        httpx.HTTPError, OSError: no answer in time, or none at all to a request that was whole.
    """
    if not sent.raw:
        made = client.request(sent.method, sent.path, headers=dict(sent.headers), content=sent.content)
        found = made.json() if sent.path.startswith("gradio_api/call/") and made.status_code == 200 else None
        if isinstance(found, dict) and "event_id" in found:
            made = client.get(f"{sent.path}/{found['event_id']}")
        return made.status_code, made.text
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=PATIENCE) as wire:
        wire.settimeout(PATIENCE)
        try:
            wire.sendall(sent.raw)
            wire.shutdown(socket.SHUT_WR)
            raw = b""
            while piece := wire.recv(65536):
                raw += piece
        except ConnectionError:  # it hung up on us, as it may
            raw = b""
    status = raw[9:12]
    return int(status) if status.isdigit() else 0, raw.decode("latin-1")


_OURS = re.compile(rf"File \"{re.escape(str(ROOT))}/(?:ui|assistant|index|sources)/")


def _is_ours(printed: str) -> bool:
    """Whether a traceback passes through our code: what the web server says of a connection that breaks HTTP is its own."""
    return _OURS.search(printed) is not None


class Talk:
    """A chat that damaged requests are sent to, and what it says to an ordinary question all the while."""

    def __init__(self, chat: Chat, seed: int) -> None:
        self.chat = chat
        self.client = httpx.Client(base_url=chat.url, timeout=PATIENCE)
        self.requests = Requests(chat.url, seed)
        self.expected = self._answer()

    def _answer(self) -> str:
        answer = self.requests.call(self.client, "ask", {"turns": [QUESTION]})["answer"]
        return json.dumps({key: value for key, value in answer.items() if key not in {"ms", "generation"}})

    def wrong_with(self, sent: Sent) -> str:
        """What is wrong with how a damaged request is answered; empty when all is well."""
        before, begun = len(self.chat.lines), time.monotonic()
        try:
            status, said = send(self.client, sent)
        except (httpx.HTTPError, OSError) as error:
            return f"no answer after {time.monotonic() - begun:.0f} s: {error!r}"
        printed = "".join(self.chat.lines[before:])
        if self.chat.process.poll() is not None:
            return f"the chat ended with {self.chat.process.returncode}\n{printed}"
        told = sent.path.startswith("gradio_api/run/") and said.startswith(
            '{"error":"'
        )  # so Gradio says an error there
        traced = "Traceback" in printed and (not sent.raw or _is_ours(printed))
        if (status >= 500 and not told) or traced or "Traceback" in said or "went wrong inside" in said:
            return f"status {status}: {said[:300]}\n{printed[-3000:]}"
        return ""

    def still_right(self) -> str:
        """What is wrong with the answer to the ordinary question; empty when it is what it was."""
        found = self._answer()
        return "" if found == self.expected else f"another answer to {QUESTION}: {found}"


@contextmanager
def talking(seed: int = 1) -> Iterator[Talk]:
    """A chat over an index of one document, to which damaged requests can be sent."""
    from index.build import add

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "one.md").write_text(TEXT, encoding="utf-8")
        add([folder / "one.md"], folder / "index")
        chat = start(folder / "index", "--mcp", timeout=1200)
        try:
            yield Talk(chat, seed)
        finally:
            stop(chat)
