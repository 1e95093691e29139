"""Where uploaded files wait to be added: a folder of the index that nobody else can read, emptied of what was never added."""

import os
import shutil
import time
from pathlib import Path

from index.private import private_folder

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
