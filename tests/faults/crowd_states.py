"""What the crowd asks, which files come and go meanwhile, and what has to be answered in each state of the index."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.build import add
from ui.pages.ask import drawn
from ui.places import uploaded
from ui.workspace import Workspace

State = frozenset[str]
"""The uploaded files that are in the index, each as its name and version: `{"amber.md 2"}`."""

_NOTICE = (
    "---\ntitle: {name} put on the Entity List\npublisher: The Example\ndate: {published}\n---\n"
    "The Commerce Department on {day} added {name} to the Entity List for {reason}.\n"
)


def notice(name: str, day: str, published: str, reason: str) -> str:
    """A short report on one listing."""
    return _NOTICE.format(name=name, day=day, published=published, reason=reason)


STAYING = {
    "brightforge.md": notice("Brightforge Ltd", "1 April 2022", "2022-04-02", "acquiring parts for missiles"),
    "harrowgate.md": notice("Harrowgate Optics", "9 May 2021", "2021-05-10", "selling lenses to a navy"),
    "quillmere.md": notice("Quillmere Works", "3 March 2020", "2020-03-04", "supporting a programme for rockets"),
}
COMING = {
    "amber.md 1": notice("Amberline Marine", "6 June 2023", "2023-06-07", "building boats for a blockade"),
    "amber.md 2": notice("Amberline Marine", "8 August 2023", "2023-08-09", "hiding the owners of tankers"),
    "basalt.md 1": notice("Basalt Telemetry", "5 July 2023", "2023-07-06", "tracking shipments for an army"),
}
STEPS: tuple[tuple[str, str], ...] = (
    ("add", "amber.md 1"), ("add", "basalt.md 1"), ("remove", "amber.md 1"), ("add", "amber.md 2"),
    ("remove", "basalt.md 1"), ("add", "basalt.md 1"), ("remove", "amber.md 2"), ("remove", "basalt.md 1"),
)  # fmt: skip
"""What the writer does, over and over: every file is added, removed and added again, one of them changed."""
ASKED: tuple[tuple[str, ...], ...] = (
    ("Why was Brightforge listed?",),
    ("When was Harrowgate Optics added to the Entity List?",),
    ("Why was Quillmere Works listed?", "When was that?"),
    ("Why was Amberline Marine listed?",),
    ("When was Amberline Marine added to the Entity List?", "Why?"),
    ("Why was Basalt Telemetry put on the Entity List?",),
    ("Which agency listed Basalt Telemetry?",),
    ("Which companies were added to the Entity List in 2023?",),
    ("Why was Nobody At All listed?",),
)


def after(state: State, step: tuple[str, str]) -> State:
    """The state that a step leads to."""
    what, file = step
    return state | {file} if what == "add" else state - {file}


def states() -> list[State]:
    """All states that the steps lead through, the empty one first."""
    found: list[State] = [frozenset()]
    for step in STEPS:
        found.append(after(found[-1], step))
    return list(dict.fromkeys(found))


def upload_name(file: str) -> str:
    """What a file of COMING is called when it is uploaded."""
    return file.split(" ")[0]


def staying(folder: Path, index: Path) -> None:
    """Index the files that stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in STAYING.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = add([folder / name for name in STAYING], index)
    assert done.new == len(STAYING), done


def bare(turn: Mapping[str, Any]) -> str:
    """An answer as the page gets it, without what is another one each time: ids, times, the generation."""
    answer = {key: value for key, value in turn["answer"].items() if key not in {"ms", "generation"}}
    return json.dumps({"turns": turn["turns"], "answer": answer}, sort_keys=True)


def expected(place: Path) -> dict[State, list[str]]:
    """What has to be answered to each of ASKED in each state: each state's index is made for itself, and only it is asked.

    Args:
        place: a folder for the files that stay, which has to be the crowd's own: a document's origin is part of it.
    """
    found: dict[State, list[str]] = {}
    for state in states():
        with tempfile.TemporaryDirectory() as name:
            index = Path(name) / "index"
            staying(place, index)
            coming = Path(name) / "uploads"
            coming.mkdir()
            for file in sorted(state):
                (coming / upload_name(file)).write_text(COMING[file], encoding="utf-8")
            if state:
                add(uploaded(coming), index)
            workspace = Workspace(index)
            found[state] = [bare(_answered(workspace, turns)) for turns in ASKED]
    return found


def _answered(workspace: Workspace, turns: tuple[str, ...]) -> dict[str, Any]:
    from ui.history import KeptAnswer

    return json.loads(json.dumps(drawn(KeptAnswer.now("", "", turns, {}, workspace.ask(turns)), workspace)))  # type: ignore[no-any-return]
