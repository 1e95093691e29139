"""Where search indexes stand: a folder is written aside, made durable, and put in place by replacing a small pointer file, so a
reader always finds a whole one, whenever a writer or the power stops.
"""

import json
import os
import shutil
import tempfile
from pathlib import Path

from index.private import make_private, private_file, private_folder

POINTER = "derived.json"
FOLDER = "derived"
ASIDE = "aside-"


def place(directory: Path, name: str) -> Path:
    """The folder of that name in the index in `directory`."""
    return directory / FOLDER / name


def pointed(directory: Path) -> str | None:
    """Name of the folder that is in use."""
    try:
        return str(json.loads((directory / POINTER).read_text(encoding="utf-8"))["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def aside(directory: Path) -> Path:
    """A new empty folder for indexes that are being made."""
    private_folder(directory / FOLDER)
    return Path(tempfile.mkdtemp(prefix=ASIDE, dir=directory / FOLDER))


def put_in_place(directory: Path, made: Path, generation: int) -> None:
    """See that what was made aside is on the disk, and only then point at it."""
    target = place(directory, f"{generation:08d}-{made.name.removeprefix(ASIDE)}")
    make_private(made)
    for item in sorted(made.rglob("*")):
        _sync(item)
    _sync(made)
    made.rename(target)
    _write_pointer(directory, target.name)


def link(source: Path, target: Path) -> None:
    """A copy of a tantivy folder. Its segments never change, so they are linked where the file system can; the two
    lists of segments are replaced by tantivy as whole files, so linking them would do, but copying is plainly right."""
    target.mkdir()
    for item in source.iterdir():
        if item.name.endswith(".lock"):
            continue
        if item.suffix != ".json":
            try:
                os.link(item, target / item.name)
                continue
            except OSError:
                pass
        shutil.copy2(item, target / item.name)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_pointer(directory: Path, name: str) -> None:
    aside = directory / f"{POINTER}.aside"
    private_file(aside)
    aside.write_text(json.dumps({"folder": name}), encoding="utf-8")
    _sync(aside)
    aside.replace(directory / POINTER)
    _sync(directory)


def tidy(directory: Path) -> None:
    """Take away folders that are not in use. Who still reads one keeps its open files."""
    used = pointed(directory)
    folder = directory / FOLDER
    for item in folder.iterdir() if folder.is_dir() else ():
        if item.name != used:
            shutil.rmtree(item, ignore_errors=True)
