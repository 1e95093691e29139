"""The chat answers everybody else within a second while it reads the worst file that somebody uploaded."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.build import add
from tests.serving import Chat, start, stop
from tests.texts import KINDS

SECONDS = 8.0
"""How long others go on asking while the file is read."""
MOST = 1.0
NOISE = 3.0
"""Times as long as without an upload that a call may take on a machine that is too busy to answer within a second at all."""
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("documents", {}),
    ("find_entities", {"query": "exampla optics"}),
    ("ask", {"turns": ["Why was Exampla Optics added to the Entity List?"], "conversation": "one"}),
    ("suggest", {"turns": []}),
]

Asked = Callable[[str, dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    folder = tmp_path_factory.mktemp("heavy")
    (folder / "a.txt").write_text(
        "The Commerce Department on 4 May 2021 added Exampla Optics to the Entity List for supplying a navy.\n",
        encoding="utf-8",
    )
    add([folder / "a.txt"], folder / "index")
    running = start(folder / "index")
    yield running
    stop(running)


@pytest.fixture(scope="module")
def ask(chat: Chat) -> Iterator[Asked]:
    """Calls a function of the page."""
    parts = httpx.get(chat.url + "config", timeout=60).json()["components"]
    component = next(part["id"] for part in parts if part["props"].get("elem_id") == "whylisted")
    with httpx.Client(timeout=60) as client:

        def call(name: str, data: dict[str, Any]) -> dict[str, Any]:
            body = {"data": data, "component_id": component, "fn_name": name, "session_hash": "heavy"}
            answer: dict[str, Any] = client.post(chat.url + "gradio_api/component_server/", json=body).json()
            assert "error" not in answer, answer
            return answer

        yield call


def worst(ask: Asked, seconds: float) -> dict[str, float]:
    """The longest that each call took, while they are made in turn for so long."""
    taken: dict[str, float] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for name, data in CALLS:
            begun = time.monotonic()
            ask(name, data)
            taken[name] = max(taken.get(name, 0.0), time.monotonic() - begun)
    return taken


def test_others_are_answered_while_a_heavy_file_is_read(chat: Chat, ask: Asked, tmp_path: Path) -> None:
    worst(ask, 1)  # what is loaded at first
    alone = worst(ask, 2)
    content = KINDS["prose"](4_000_000).encode()
    [path] = httpx.post(chat.url + "gradio_api/upload", files={"files": ("heavy.txt", content)}, timeout=60).json()
    job = ask("add_files", {"files": [{"path": path, "name": "heavy.txt"}]})["job"]
    while ask("job", {"id": job})["step"] != "reading":
        time.sleep(0.05)
    taken = worst(ask, SECONDS)
    told = ask("job", {"id": job})
    assert not told["done"] and told["step"] == "reading", "the file was not heavy enough to show anything"
    slow = {name: value for name, value in taken.items() if value > max(MOST, NOISE * alone[name])}
    assert not slow, f"{slow} seconds, without the upload {alone}"
