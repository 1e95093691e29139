"""What the process that reads files is told to do in tests: to read with a rule that is wrong, or as a file says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.pieces import pieces
from sources.formats import text
from sources.reading import read
from sources.reading.clause.verbs import Event
from sources.reading.sentence.scene import Scene
from tests.unit import apart_tasks

_events = read.events


def stumbling_events(scene: Scene) -> list[Event]:
    """A rule with a mistake in it, made over one name."""
    if "Stumblestone" in scene.view:
        raise KeyError("lost")
    return _events(scene)


def stumbling(*given: Any) -> Iterator[object]:
    """Read a file with that rule."""
    read.events = stumbling_events
    try:
        yield from pieces(*given)
    finally:
        read.events = _events


def twice(path: str, name: str, *given: Any) -> Iterator[object]:
    """Read a file; one that is called so gives each of its documents twice, under one id."""
    for piece in pieces(path, name, *given):
        yield from [piece] * (2 if "twice" in name else 1)


def in_short_parts(*given: Any) -> Iterator[object]:
    """Read a file as if a document had 20,000 characters at most."""
    before = text.cuts
    text.cuts = lambda whole: before(whole, 20_000)
    try:
        yield from pieces(*given)
    finally:
        text.cuts = before


def said(path: str, name: str, *given: Any) -> Iterator[object]:
    """Do what the file says, or read it."""
    words = Path(path).read_text(encoding="utf-8").split()
    if words and words[0].startswith("do-"):
        yield from getattr(apart_tasks, words[0].removeprefix("do-"))(*words[1:])
    yield from pieces(path, name, *given)
