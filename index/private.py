"""Folders and files for their owner alone: what an index, its history and its cases hold is nobody else's business.

Where the system has no such rights (Windows) or the files are somebody else's, they stay as they are.
"""

import contextlib
import os
import stat
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
OURS = (
    "truth.sqlite",
    "derived",
    "writer.lock",
    "history.sqlite",
    "cases",
    "uploads",
    "downloads",
    "calibration",
    "cleared",
)
"""How the names of what lies in an index's folder begin."""


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, or make one that is there such a one.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    _narrow(folder)


def private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, or make one that is there such a one, with the logs that
    SQLite keeps beside it.

    Raises:
        OSError: it cannot be made.
    """
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, FILE))
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        _narrow(path.with_name(name))


def make_private(folder: Path) -> None:
    """Take from everybody but the owner the rights to a folder and to all in it. Links are not followed."""
    _narrow(folder)
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _narrow(Path(root, name))


def make_index_private(directory: Path) -> None:
    """Take from everybody but the owner the rights to what an index keeps in its folder, and to the folder itself unless other
    things than the index's lie in it."""
    alone = True
    for entry in list(directory.iterdir()):
        if not entry.name.startswith(OURS):
            alone = False
        elif entry.is_dir() and not entry.is_symlink():
            make_private(entry)
        else:
            _narrow(entry)
    if alone:
        _narrow(directory)


def _narrow(path: Path) -> None:
    with contextlib.suppress(OSError):
        mode = path.lstat().st_mode
        if os.name == "posix" and not stat.S_ISLNK(mode) and mode & 0o077:
            path.chmod(stat.S_IMODE(mode) & 0o700)
