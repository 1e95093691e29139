"""Dated snapshots of a feed on disk: made in a hidden folder, shown when complete, never overwritten.

    DIR/ecfr/2026-07-23/title-15_part-744_2026-07-23.xml
    DIR/ecfr/2026-07-23/.snapshot.json      where each file came from, when, SHA-256, ETag
    DIR/ecfr/.unfinished/                   what a broken download has so far

Files and folders whose names begin with a dot are left alone by `whylisted add`, so half a list is never indexed.
"""

import datetime
import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sources.errors import FetchError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


NOTE = ".snapshot.json"
UNFINISHED = ".unfinished"
_FOLDER = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d+))?$")


@dataclass(frozen=True, slots=True)
class Kept:
    """A complete snapshot: its folder, day, and what its note says."""

    folder: Path
    day: datetime.date
    note: dict[str, Any]

    def file(self, url: str) -> dict[str, Any] | None:
        """What is noted of the file from that address, if the file is still there as it was noted."""
        found = next((entry for entry in self.note.get("files", ()) if entry.get("url") == url), None)
        return found if found and (self.folder / str(found.get("name"))).is_file() else None


def kept(root: Path) -> list[Kept]:
    """The complete snapshots of a feed, oldest first."""
    found = []
    for folder in root.iterdir() if root.is_dir() else ():
        shape = _FOLDER.fullmatch(folder.name)
        note = read_json(folder / NOTE)
        if shape and note is not None:
            found.append((shape[1], int(shape[2] or 1), folder, note))
    return [Kept(folder, datetime.date.fromisoformat(day), note) for day, _, folder, note in sorted(found, key=_order)]


def _order(found: tuple[str, int, Path, dict[str, Any]]) -> tuple[str, int]:
    return found[0], found[1]


def unfinished(root: Path, wanted: dict[str, Any]) -> tuple[Path, dict[str, Any]]:
    """The folder that a broken download left, with its note, if it was for the same thing (`wanted`); else an empty one."""
    work = root / UNFINISHED
    note = read_json(work / NOTE)
    if note is None or any(note.get(key) != value for key, value in wanted.items()):
        shutil.rmtree(work, ignore_errors=True)
        note = dict(wanted)
        work.mkdir(parents=True)
    return work, note


def publish(root: Path, day: datetime.date, note: dict[str, Any]) -> Path:
    """Gives the finished folder its day as name (`-2`, … if that day has one already), in one step."""
    work = root / UNFINISHED
    for leftover in work.glob(".*"):
        if leftover.name != NOTE:
            leftover.unlink()
    write_json(work / NOTE, note)
    number = 1
    while True:
        folder = root / (day.isoformat() if number == 1 else f"{day.isoformat()}-{number}")
        if not folder.exists():
            return work.rename(folder)
        number += 1


def discard(root: Path) -> None:
    """Takes the unfinished folder away."""
    shutil.rmtree(root / UNFINISHED, ignore_errors=True)


def read_json(path: Path) -> dict[str, Any] | None:
    """An object from a JSON file; None if there is none, or a damaged one."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write_json(path: Path, value: Any) -> None:
    """Writes JSON in one step: a kill leaves the old file or the new one."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
    beside.replace(path)


@contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Keeps a second download of the same feed out while the block runs. Raises FetchError when there is one."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as handle:
        if not _try_lock(handle.fileno()):
            raise FetchError(f"{root} is being downloaded into by another process: wait until it has finished")
        yield
