"""The truth's tables, their format version, and how an older file is brought up to it."""

import sqlite3
from collections.abc import Callable

from index.case_tables import create_case_tables
from index.names import create_tables
from sources.errors import IndexFormat

FORMAT = 4
"""Version of the tables below, kept in the file's `user_version`."""

APPLICATION_ID = 0x57484C44
"""Marks the file as ours ("WHLD"), so that another program's database is never taken for an index."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row per batch that brought or took passages. The stamp is random: two histories that parted, as after a copy was put
-- back, have the same numbers but not the same stamps, so indexes derived from one are never taken for the other's.
CREATE TABLE generations (number INTEGER PRIMARY KEY, stamp TEXT NOT NULL, took INTEGER NOT NULL);

-- One row per file that was added: what it was like then, to see whether it has changed since. `path` is what its documents
-- carry, `called` the name it came under, which several files may share, and `origin` where it came from (see identity.py).
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    added_generation INTEGER NOT NULL,
    called TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT ''
);
CREATE INDEX files_by_name ON files(called);

-- `data` is the Document as JSON without text and segments: both of these are compressed on their own.
CREATE TABLE documents (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    file INTEGER NOT NULL REFERENCES files(id) ON DELETE CASCADE,
    data TEXT NOT NULL,
    text BLOB NOT NULL,
    text_sha256 BLOB NOT NULL,
    segments BLOB NOT NULL,
    sentences BLOB NOT NULL,
    statements BLOB NOT NULL,
    length INTEGER NOT NULL,
    passage_count INTEGER NOT NULL,
    record_count INTEGER NOT NULL,
    statement_count INTEGER NOT NULL
);
CREATE INDEX documents_by_file ON documents(file);

-- Vectors outlive the passages they were made for (see Store.forget_vectors): the same model does not embed a text twice.
CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dimensions INTEGER NOT NULL);
CREATE TABLE vectors (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL REFERENCES models(id),
    text_sha256 BLOB NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (model, text_sha256)
);

-- Row numbers are never used again (AUTOINCREMENT): derived indexes know a passage by its row.
CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents(row) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    heading TEXT,
    text_sha256 BLOB NOT NULL,
    vector INTEGER NOT NULL REFERENCES vectors(id)
);
CREATE INDEX passages_by_document ON passages(document, start);
CREATE INDEX passages_by_vector ON passages(vector);

CREATE TABLE records (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents(row) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    data TEXT NOT NULL
);
CREATE INDEX records_by_document ON records(document);

-- What a document says in short, to find other copies of the same report.
CREATE TABLE signatures (
    document INTEGER PRIMARY KEY REFERENCES documents(row) ON DELETE CASCADE,
    signature BLOB NOT NULL
);
"""


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty truth of the present format, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    for statement in TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    create_tables(connection)
    create_case_tables(connection)
    connection.execute("INSERT INTO meta VALUES ('generation', '0')")
    connection.execute("COMMIT")


def _stamped(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE generations (number INTEGER PRIMARY KEY, stamp TEXT NOT NULL, took INTEGER NOT NULL)"
    )


def _placed(connection: sqlite3.Connection) -> None:
    known = {row[1] for row in connection.execute("PRAGMA table_info(files)")}
    for column in ("called", "origin"):
        if column not in known:
            connection.execute(f"ALTER TABLE files ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    connection.execute("UPDATE files SET called = path WHERE called = ''")
    connection.execute("CREATE INDEX IF NOT EXISTS files_by_name ON files(called)")


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _stamped, 2: _placed, 3: create_case_tables}
"""What brings the tables of a version to the next one. Versions before the first one here are refused."""


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring an older file up to the present format, in one transaction; any other file is left alone."""
    version = _version(connection)
    if not _is_ours(connection) or version >= FORMAT or any(step not in STEPS for step in range(version, FORMAT)):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, FORMAT):
            STEPS[step](connection)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether the file is an index of a version that `upgrade` knows."""
    return _is_ours(connection) and min(STEPS) <= _version(connection) < FORMAT


def check(connection: sqlite3.Connection, name: str) -> None:
    """See that the file is an index of the present format.

    Raises:
        IndexFormat: another program's file, or one of a newer or older version of this one.
    """
    version = _version(connection)
    if not _is_ours(connection):
        raise IndexFormat(f"{name} is a database, but not a whylisted index: choose another folder with --index")
    if version > FORMAT:
        raise IndexFormat(
            f"index {name} has format {version}, newer than format {FORMAT} of this program: update whylisted"
        )
    if version < FORMAT:
        raise IndexFormat(
            f"index {name} has format {version}, older than format {FORMAT} of this program: "
            "run `whylisted add` on it, or add the documents to a new index"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_ours(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
