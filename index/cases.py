"""Cases as the index keeps them: JSON texts in a chain of seals, append-only.

What the texts say is the business of `assistant.cases`. A seal is the SHA-256 of the seal before it and of the text (with what the entry stood
on), so that a row that was changed, taken out or put in behind our back breaks the chain from there on.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from index.kept import Kept, storable


class KeptEntry(NamedTuple):
    """One entry of a case's history: its number (from 1 on; 0 is the opening), its text, and its seal."""

    number: int
    data: str
    seal: str


class KeptCase(NamedTuple):
    """A case: its id, whose it is, and its history, the opening first. `bases` are what entries stood on, by number; empty where only the
    history was asked for."""

    id: str
    user: str
    history: tuple[KeptEntry, ...]
    bases: Mapping[int, str] = {}


class Entry(NamedTuple):
    """An entry to be added: its text, what it stands on (if it brings that), and the users who may see the case from now on."""

    data: str
    basis: str | None = None
    readers: tuple[str, ...] = ()


def seal(before: str, data: str, basis: str | None) -> str:
    """The seal of a text: SHA-256 of the seal before it (empty for the opening), the text, and the text of what it stands on."""
    said = "\n".join((before, data, basis or ""))
    return hashlib.sha256(said.encode("ascii", "backslashreplace")).hexdigest()


class Cases(Kept):
    """The cases in one index. `user` narrows to the cases of that user and those that the user was asked to review; None means all."""

    def put(self, identifier: str, user: str, data: str, basis: str) -> None:
        """Keep a new case."""
        with self.writing() as db:
            row = db.execute(
                "INSERT INTO cases (id, user, data, seal) VALUES (?,?,?,?)",
                (identifier, storable(user), data, seal("", data, basis)),
            ).lastrowid
            db.execute("INSERT INTO case_bases VALUES (?, 0, ?)", (row, basis))

    def append(self, identifier: str, user: str | None, make: Callable[[KeptCase], Entry]) -> int | None:
        """Add an entry to a case's history; `make` is given the case as it is then, and may raise.

        Returns:
            The entry's number; None where there is no such case for this user.
        """
        with self.writing() as db:
            found = _read(db, identifier, user, with_bases=False)
            if found is None:
                return None
            row = db.execute("SELECT row FROM cases WHERE id = ?", (found.id,)).fetchone()[0]
            made, last = make(found), found.history[-1]
            number = last.number + 1
            db.execute(
                "INSERT INTO case_entries VALUES (?,?,?,?)",
                (row, number, made.data, seal(last.seal, made.data, made.basis)),
            )
            if made.basis is not None:
                db.execute("INSERT INTO case_bases VALUES (?,?,?)", (row, number, made.basis))
            db.executemany(
                "INSERT OR IGNORE INTO case_readers VALUES (?,?)", [(row, storable(reader)) for reader in made.readers]
            )
            return number

    def one(self, identifier: str, user: str | None = None) -> KeptCase | None:
        """A case with all that it stands on."""
        with self.reading() as db:
            return _read(db, identifier, user, with_bases=True)

    def all(self, user: str | None = None) -> list[KeptCase]:
        """The histories of all cases, the newest first, without what they stand on."""
        with self.reading() as db:
            where, values = _seen_by(user)
            rows = db.execute(f"SELECT id FROM cases c WHERE {where} ORDER BY row DESC", values).fetchall()
            found = (_read(db, identifier, None, with_bases=False) for (identifier,) in rows)
            return [case for case in found if case is not None]


def _seen_by(user: str | None) -> tuple[str, tuple[str, ...]]:
    """Which cases a user sees, as a condition in SQL with its values."""
    if user is None:
        return "1", ()
    return "(c.user = ? OR EXISTS (SELECT 1 FROM case_readers r WHERE r.case_row = c.row AND r.user = ?))", (
        storable(user),
    ) * 2


def _read(db: sqlite3.Connection, identifier: str, user: str | None, with_bases: bool) -> KeptCase | None:
    where, values = _seen_by(user)
    found = db.execute(
        f"SELECT row, user, data, seal FROM cases c WHERE id = ? AND {where}", (storable(identifier), *values)
    ).fetchone()
    if found is None:
        return None
    row, owner, data, opened = found
    entries = db.execute("SELECT number, data, seal FROM case_entries WHERE case_row = ? ORDER BY number", (row,))
    history = (KeptEntry(0, data, opened), *(KeptEntry(*entry) for entry in entries))
    bases = db.execute("SELECT number, data FROM case_bases WHERE case_row = ?", (row,)) if with_bases else ()
    return KeptCase(identifier, owner, history, dict(bases))


def broken(case: KeptCase) -> Iterator[str]:
    """What is wrong with the chain of a case (read with its bases), one line each."""
    before = ""
    for place, entry in enumerate(case.history):
        if entry.number != place:
            yield f"case {case.id}: entry {place} is missing"
            return
        if seal(before, entry.data, case.bases.get(entry.number)) != entry.seal:
            yield f"case {case.id}: {f'entry {place}' if place else 'the opening'} was changed after it was kept"
            return
        before = entry.seal


def prove(db: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Each case's id with what is wrong with its chain."""
    for (identifier,) in db.execute("SELECT id FROM cases ORDER BY row").fetchall():
        found = _read(db, identifier, None, with_bases=True)
        if found is not None:
            yield identifier, list(broken(found))
