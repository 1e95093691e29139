"""Where uploaded files wait to be added: a folder of the index that nobody else can read, emptied of what was never added."""

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from index.private import private_folder
from sources.errors import QuestionError

FOLDER = "uploads"
KEPT = 3600.0
"""Seconds that an uploaded file waits to be added."""


def uploads_folder(index: Path) -> Path:
    """The folder, made if it is not there, and Gradio told of it; what has been in it for an hour is removed.

    Raises:
        OSError: it cannot be made.
    """
    folder = index / FOLDER
    private_folder(folder)
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    remove_old(folder)
    return folder


def remove_old(folder: Path, kept: float = KEPT) -> int:
    """Remove what has been in the folder for longer than `kept` seconds; returns how many entries went."""
    limit, removed = time.time() - kept, 0
    for entry in list(folder.iterdir()):
        try:
            if entry.lstat().st_mtime > limit:
                continue
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
            removed += 1
        except OSError:
            continue  # another thread takes it up just now, or removed it
    return removed


def own_upload(item: Any, uploads: Path) -> tuple[Path, str]:
    """An uploaded file (`{path, name}`) and its plain name. Raises QuestionError for any other file of this machine."""
    if not isinstance(item, Mapping) or not isinstance(item.get("path"), str) or not isinstance(item.get("name"), str):
        raise QuestionError("a file has a path and a name")
    path = Path(item["path"]).resolve()
    if not path.is_relative_to(uploads.resolve()) or not path.is_file():
        raise QuestionError("only files that were uploaded here can be read")
    return path, plain_name(item["name"])


def plain_name(name: str) -> str:
    """A file's name without folders, as it may be kept and shown. Raises QuestionError for none."""
    plain = PurePosixPath(name.replace("\\", "/")).name.replace("\0", "").lstrip(".")[-150:]
    if not plain:
        raise QuestionError("a file without a name is not of a kind that is read: its name says what it is")
    return plain
