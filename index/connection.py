"""Connections to the truth's one SQLite file, whoever may write to it, and whatever a crash left beside it."""

import contextlib
import sqlite3
from pathlib import Path
from urllib.parse import quote

from index import schema
from index.lock import writer_lock
from sources.errors import IndexBusy

TRUTH = "truth.sqlite"


def exists(directory: Path) -> bool:
    """Whether there is an index in that folder."""
    return (directory / TRUTH).is_file()


def upgrade(directory: Path) -> None:
    """Bring an older truth up to the present format; where that cannot be, leave it, and it will be refused."""
    with contextlib.suppress(IndexBusy, OSError, sqlite3.OperationalError), writer_lock(directory, wait=10):
        db = connect(f"file:{quote(str((directory / TRUTH).absolute()))}?mode=rw")
        try:
            schema.upgrade(db)
        finally:
            db.close()


def connect(uri: str) -> sqlite3.Connection:
    """A connection with what every one of ours needs; it has looked at the file once."""
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA mmap_size = 1073741824")
    db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    return db


def open_to_read(directory: Path) -> sqlite3.Connection:
    """A connection that can change nothing."""
    address = quote(str((directory / TRUTH).absolute()))
    try:
        return connect(f"file:{address}?mode=ro")
    except (
        sqlite3.OperationalError
    ):  # where nothing can be written, SQLite cannot share: nobody else writes there either
        log = directory / f"{TRUTH}-wal"
        if log.is_file() and log.stat().st_size:
            raise
        return connect(f"file:{address}?immutable=1")


def close_unfolded(directory: Path, db: sqlite3.Connection) -> None:
    """Give a connection that may write back, and leave the files as they are.

    The last connection that may write would fold the log into the main file and delete it, at a moment that nobody
    chose; a connection that may only read, closed after it, cannot.
    """
    last = None
    with contextlib.suppress(sqlite3.Error):
        last = open_to_read(directory)
    db.close()
    if last is not None:
        last.close()


def is_laid_out(db: sqlite3.Connection) -> bool:
    """Whether there are tables in it."""
    return db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
