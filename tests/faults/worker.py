"""What is killed, and what looks at the remains: a worker that adds, changes and removes, and a check of its index."""

import json
import os
import random
import signal
import sys
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import faiss  # noqa: F401  (imported here so that every process starts with it)
import langchain_text_splitters  # noqa: F401
import tantivy  # noqa: F401

from index import adding, build
from index.search import Index
from index.verify import verify
from sources.errors import NoIndex
from sources.formats import readers
from tests.hash_encoder import HashEncoder

readers()

STEPS = {"os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir"}

WORDS = """the a of in and to for on by with company group list entity commerce treasury agency rule notice export licence
review added removed technology military university research laboratory surveillance semiconductor quantum drone national
security foreign policy interests China Russia Iran Pakistan Germany said Thursday December statement"""


def text_of(name: str, version: int) -> str:
    """What stands in a file: a few paragraphs that depend on its name and version only."""
    chance = random.Random(f"{name} {version}")
    lines = [f"Report {name} number {version}"]
    for _ in range(chance.randint(1, 6)):
        lines.append(" ".join(chance.choices(WORDS.split(), k=chance.randint(20, 90))).capitalize() + ".")
    return "\n\n".join(lines) + "\n"


def operations(seed: int, count: int) -> list[dict[str, Any]]:
    """What the workers do, in order: each operation with the versions of the files that it touches (0: removed)."""
    chance = random.Random(seed)
    state: dict[str, int] = {}
    made: list[dict[str, Any]] = []
    for number in range(count):
        kind = chance.choice(["add", "add", "change", "remove", "again"]) if state else "add"
        names = [f"d{number}-{item}.txt" for item in range(chance.randint(1, 12))]
        if kind != "add":
            names = chance.sample(sorted(state), min(len(state), chance.randint(1, 8)))
        touched = {name: 0 if kind == "remove" else 1 if kind == "add" else state[name] + 1 for name in names}
        if kind == "again":  # removed and added once more, as one step after the other
            made.append({"kind": "remove", "files": dict.fromkeys(names, 0)})
        made.append({"kind": "remove" if kind == "remove" else "add", "files": touched})
        state.update(touched)
        state = {name: version for name, version in state.items() if version}
    return made


def die_at(step: int, index: Path) -> None:
    """Have this process kill itself right before it changes the index's files for that many times: makes, opens for writing,
    links, renames, replaces or deletes one. What SQLite and tantivy do by themselves is not counted."""
    left = step

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event == "open":
            counts = isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        else:
            counts = event in STEPS
        counts = counts and not isinstance(arguments[0], int)  # a pipe to another process is no file of the index
        # A folder that is deleted is emptied by bare names.
        if counts and (str(arguments[0]).startswith(str(index)) or not Path(arguments[0]).is_absolute()):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def work(place: Path, seed: int, count: int, started: Event, step: int = 0) -> None:
    """Go on with the operations after the last one in the journal, until killed (at a step, if it is not 0) or done."""
    adding.BATCH_FILES = 3  # several batches in most operations
    model = HashEncoder()
    docs = place / "docs"
    docs.mkdir(exist_ok=True)
    todo = operations(seed, count)
    if step:
        die_at(step, place / "index")
    started.set()
    journal = os.open(place / "journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number, operation in enumerate(todo):
        if number < done(place):
            continue
        present = [name for name in operation["files"] if (docs / name).exists()]
        for name, version in operation["files"].items():
            if version:
                (docs / name).write_text(text_of(name, version), encoding="utf-8")
        if operation["kind"] == "add":
            build.add([docs], place / "index", encoder=model)
        else:
            known = set(paths(place / "index"))
            build.remove([f"docs/{name}" for name in present if f"docs/{name}" in known] or [], place / "index")
            for name in operation["files"]:
                (docs / name).unlink(missing_ok=True)
        os.write(journal, b"x")


def done(place: Path) -> int:
    """How many operations were reported as done."""
    journal = place / "journal"
    return journal.stat().st_size if journal.exists() else 0


def paths(index: Path) -> list[str]:
    """Names of the files in an index."""
    with Index.open(index).reading():
        pass
    return [info.path for info in Index.open(index).documents()]


def check(index: Path, seed: int, count: int, reported: int, result: Path) -> None:
    """Write what is wrong with the index, given how many operations were reported before it was left; [] if nothing."""
    wrong: list[str] = []
    if not (index / "truth.sqlite").exists():
        wrong = ["no index"] if reported else []
    else:
        try:
            wrong = inspect(index, operations(seed, count), reported)
        except Exception as error:
            wrong = [f"{type(error).__name__}: {error}"]
    result.write_text(json.dumps(wrong), encoding="utf-8")


def inspect(index: Path, todo: list[dict[str, Any]], reported: int) -> list[str]:
    """What is wrong with the index."""
    try:
        report = verify(index)
    except NoIndex:  # killed before the first transaction
        return ["no index"] if reported else []
    wrong = list(report.problems)
    before: dict[str, int] = {}
    for operation in todo[:reported]:
        before.update(operation["files"])
    # One operation may have been under way, and be followed by one that had begun when its line was not yet written.
    after = todo[reported]["files"] if reported < len(todo) else {}
    opened = Index.open(index, HashEncoder())
    texts = {info.path: opened.document(info.id).text for info in opened.documents()}
    for name in {**before, **after}:
        allowed = {before.get(name, 0), after.get(name, before.get(name, 0))}
        text = texts.pop(f"docs/{name}", None)
        fits = [
            version
            for version in allowed
            if (text_of(name, version).split() if version else None) == (text.split() if text else None)
        ]
        if not fits:
            wrong.append(f"{name}: none of versions {sorted(allowed)} after {reported} operations")
    wrong += [f"{path} was never added" for path in texts]
    for query in ("entity list surveillance", "Report number"):
        for hit in opened.search(query, 50):
            document = opened.document(hit.passage.document_id)
            if not document.text[hit.passage.start : hit.passage.end].strip():
                wrong.append(f"empty passage {hit.passage.id}")
    return wrong
