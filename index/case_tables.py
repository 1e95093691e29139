"""The tables of cases and watch lists: what people decided and look out for, beside what was read.

A case and the entries of its history are only ever added. Triggers refuse whatever would change or delete one, so that not even a mistake
of ours can; each row carries the seal of the row before it (see `index.cases`), so that what another program changed is found.
"""

import sqlite3

_KEPT = ("cases", "case_entries", "case_bases")
"""Tables whose rows stay as they are."""

TABLES = (
    # `user` is whose case it is: empty where nobody has to log in. `data` is small JSON, `case_bases` holds what a decision stood on:
    # number 0 what the case was opened with, n what entry n brought.
    """CREATE TABLE IF NOT EXISTS cases (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, data TEXT NOT NULL, seal TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS cases_by_user ON cases(user)",
    """CREATE TABLE IF NOT EXISTS case_entries (
    case_row INTEGER NOT NULL REFERENCES cases(row), number INTEGER NOT NULL, data TEXT NOT NULL, seal TEXT NOT NULL,
    PRIMARY KEY (case_row, number)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS case_bases (
    case_row INTEGER NOT NULL REFERENCES cases(row), number INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (case_row, number))""",
    # Other users who may see a case: those who were asked for a second review.
    """CREATE TABLE IF NOT EXISTS case_readers (
    case_row INTEGER NOT NULL REFERENCES cases(row), user TEXT NOT NULL, PRIMARY KEY (case_row, user)) WITHOUT ROWID""",
    # `state` is what was found for the party when it was screened last, NULL before the first time.
    """CREATE TABLE IF NOT EXISTS watched (
    row INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, state TEXT, UNIQUE (user, id))""",
    # One row for each time that a watch list was screened. `told` says whether `watch run` has reported it.
    """CREATE TABLE IF NOT EXISTS watch_runs (
    row INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, changes INTEGER NOT NULL, told INTEGER NOT NULL, data TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS watch_runs_by_user ON watch_runs(user, row)",
    *(
        f"CREATE TRIGGER IF NOT EXISTS {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'a row of {table} stays as it is'); END"
        for table in _KEPT
        for verb in ("UPDATE", "DELETE")
    ),
)


def create_case_tables(connection: sqlite3.Connection) -> None:
    """Lay out the tables where they are not there yet. Inside a transaction."""
    for statement in TABLES:
        connection.execute(statement)
