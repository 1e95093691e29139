"""The names as SQLite tables: forms, the words in them, and the keys by which they are found.

    name_forms   one row for each way of writing, however many records and documents write it so
    name_uses    who bears it: one row for each name, alias or mention as written
    name_words   word -> forms (what candidates are taken from)
    name_vocab   word -> in how many forms it stands; as a person's given or family name in how many
    name_keys    sorted words, words run together, initials -> forms
    name_acronyms  an acronym that some name explains in brackets -> the sorted words that it stands for

There is nothing to load: looking up needs the connection alone. The caller commits.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from index.name_brackets import Variants, of_person, variants
from index.name_forms import Name, initials, parse

Role = Literal["name", "alias", "weak_alias", "acronym", "bracket", "mention"]
"""What a name is to its bearer; `bracket`: it stands in a bracket of its name, and may be another's (`Mill (Mill Holding)`)."""
NameType = Literal["entity", "person", "vessel", "aircraft"]

BAG, SQUASH, INITIALS = range(3)
"""Kinds of key in `name_keys`."""

_CHUNK = 500
_T = TypeVar("_T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS name_forms (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, words TEXT NOT NULL, legal TEXT NOT NULL, surname INTEGER NOT NULL,
    UNIQUE (key, surname));
CREATE TABLE IF NOT EXISTS name_uses (
    id INTEGER PRIMARY KEY, form INTEGER NOT NULL, document_id TEXT NOT NULL, owner TEXT NOT NULL, name TEXT NOT NULL,
    main TEXT NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL, type TEXT, country TEXT);
CREATE INDEX IF NOT EXISTS name_uses_by_form ON name_uses (form);
CREATE INDEX IF NOT EXISTS name_uses_by_owner ON name_uses (owner);
CREATE INDEX IF NOT EXISTS name_uses_by_document ON name_uses (document_id);
CREATE TABLE IF NOT EXISTS name_words (word TEXT, form INTEGER, PRIMARY KEY (word, form)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name_vocab (
    word TEXT PRIMARY KEY, length INTEGER NOT NULL, forms INTEGER NOT NULL, given INTEGER NOT NULL,
    family INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_vocab_by_length ON name_vocab (length, word);
CREATE TABLE IF NOT EXISTS name_keys (key TEXT, kind INTEGER, form INTEGER, PRIMARY KEY (key, kind, form)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_keys_by_form ON name_keys (form);
CREATE TABLE IF NOT EXISTS name_acronyms (
    acronym TEXT, bag TEXT, form INTEGER, PRIMARY KEY (acronym, bag, form)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_acronyms_by_form ON name_acronyms (form);
"""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name that someone bears.

    `name` as written; `owner` the record id (`kind="record"`) or the id of the document whose prose speaks of it
    (`kind="prose"`); `main` the record's main name, or the mention itself.
    """

    name: str
    owner: str
    main: str
    role: Role
    kind: Literal["record", "prose"]
    type: NameType | None = None
    country: str | None = None

    def row(self) -> tuple[str | None, ...]:
        """Its values, in order."""
        return self.name, self.owner, self.main, self.role, self.kind, self.type, self.country


def create_tables(conn: sqlite3.Connection) -> None:
    """Makes the tables of names where they are not there yet. Commits nothing that the caller began."""
    for statement in _SCHEMA.split(";"):
        if statement.strip():
            conn.execute(statement)


def insert_entries(conn: sqlite3.Connection, document_id: str, entries: Iterable[NameEntry]) -> int:
    """Adds the names that one document brings; how many rows were written. Names without a letter are left out.

    Names that give an acronym in brackets bear it as well. Add a document's names once: `delete_document` first when it
    is read again.
    """
    rows = [row for entry in _without_partial(list(entries)) for row in _bearing(entry)]
    forms = _form_ids(conn, [(name, text) for name, text, _, _ in rows])
    conn.executemany(
        "INSERT INTO name_uses (form, document_id, owner, name, main, role, kind, type, country) VALUES (?,?,?,?,?,?,?,?,?)",
        (
            (forms[name.key, name.surname], document_id, e.owner, e.name, e.main, role, e.kind, e.type, e.country)
            for name, _, e, role in rows
        ),
    )
    learned = {
        (parse(short).squash, parse(long).bag, forms[name.key, name.surname])
        for name, _, entry, _ in rows
        for short, long in _explained(entry)
    }
    conn.executemany("INSERT OR IGNORE INTO name_acronyms VALUES (?,?,?)", sorted(learned))
    return len(rows)


def _without_partial(entries: Sequence[NameEntry]) -> list[NameEntry]:
    """The entries but those acronyms that stand only for a part of a name of their owner: from `7th Institute of Ship
    Group (SG)` a list's reader may have taken `SG` for an alias of the institute."""
    whole: set[tuple[str, str]] = set()
    partial: set[tuple[str, str]] = set()
    for entry in entries:
        if entry.type != "person":
            found = variants(entry.name)
            whole.update((entry.owner, short) for short in found.made)
            partial.update((entry.owner, short) for short, _ in found.learned)
    partial -= whole
    return [entry for entry in entries if entry.role == "name" or (entry.owner, entry.name) not in partial]


def _bearing(entry: NameEntry) -> Iterator[tuple[Name, str, NameEntry, Role]]:
    """The forms by which an entry is found, each with the text it is made of and the role that this has."""
    person = entry.type == "person"
    found = Variants(entry.name, bare=of_person(entry.name)) if person else variants(entry.name)
    given = entry.role == "alias" and entry.name in variants(entry.main).made
    role: Role = "acronym" if given else entry.role
    texts: list[tuple[str, Role]] = [(text, role) for text in (found.plain, *found.bare)]
    texts += [(short, "acronym") for short in found.made] + [(other, "bracket") for other in found.beside]
    for text, role in texts:
        name = parse(text, person=person)
        if name.words:
            yield name, text, entry, role


def _explained(entry: NameEntry) -> tuple[tuple[str, str], ...]:
    """Acronyms with what they stand for, as far as this name says so."""
    if entry.role == "acronym" and entry.name != entry.main:
        return ((entry.name, variants(entry.main).plain),)
    return () if entry.type == "person" else variants(entry.name).learned


def _form_ids(conn: sqlite3.Connection, named: Sequence[tuple[Name, str]]) -> dict[tuple[str, int], int]:
    """The ids of the forms of these names; those not there yet are added with their words and keys."""
    wanted = {(name.key, name.surname): (name, text) for name, text in named}
    ids: dict[tuple[str, int], int] = {}
    for part in _chunks(list(dict.fromkeys(key for key, _ in wanted))):
        marks = ",".join("?" * len(part))
        for row in conn.execute(f"SELECT key, surname, id FROM name_forms WHERE key IN ({marks})", part):
            ids[row[0], row[1]] = row[2]
    new = [(pair, *wanted[pair]) for pair in wanted if pair not in ids]
    next_id = (conn.execute("SELECT max(id) FROM name_forms").fetchone()[0] or 0) + 1
    for number, (pair, _, _) in enumerate(new, start=next_id):
        ids[pair] = number
    fresh = [(ids[pair], name, text) for pair, name, text in new]
    conn.executemany(
        "INSERT INTO name_forms VALUES (?,?,?,?,?)",
        ((i, n.key, " ".join(n.words), " ".join(n.legal), n.surname) for i, n, _ in fresh),
    )
    words = sorted((word, i) for i, name, _ in fresh for word in set(name.words))
    conn.executemany("INSERT INTO name_words VALUES (?,?)", words)
    conn.executemany("INSERT OR IGNORE INTO name_keys VALUES (?,?,?)", sorted(set(_keys(fresh))))
    _count(conn, [name for _, name, _ in fresh], 1)
    return ids


def _keys(forms: Iterable[tuple[int, Name, str]]) -> Iterator[tuple[str, int, int]]:
    for number, name, text in forms:
        yield name.bag, BAG, number
        yield name.squash, SQUASH, number
        if not name.surname:
            for made in initials(text):
                yield made, INITIALS, number


def _count(conn: sqlite3.Connection, names: Iterable[Name], sign: int) -> None:
    """Adds the words of these forms to the vocabulary's counts, or takes them away."""
    forms: Counter[str] = Counter()
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for name in names:
        forms.update(set(name.words))
        if name.surname:
            given.update(set(name.words[: -name.surname]))
            family.update(set(name.words[-name.surname :]))
    conn.executemany(
        "INSERT INTO name_vocab VALUES (?,?,?,?,?) ON CONFLICT (word) DO UPDATE SET forms = forms + excluded.forms, "
        "given = given + excluded.given, family = family + excluded.family",
        ((w, len(w), sign * n, sign * given[w], sign * family[w]) for w, n in sorted(forms.items())),
    )


def delete_document(conn: sqlite3.Connection, document_id: str) -> int:
    """Takes away the names that a document brought, and the forms that nobody bears any more; how many names."""
    forms = [
        row[0] for row in conn.execute("SELECT DISTINCT form FROM name_uses WHERE document_id = ?", (document_id,))
    ]
    count = conn.execute("DELETE FROM name_uses WHERE document_id = ?", (document_id,)).rowcount
    for part in _chunks(forms):
        marks = ",".join("?" * len(part))
        rows = conn.execute(
            f"SELECT id, key, words, legal, surname FROM name_forms WHERE id IN ({marks}) "
            "AND NOT EXISTS (SELECT 1 FROM name_uses WHERE form = name_forms.id)",
            part,
        ).fetchall()
        _count(conn, [Name(key, tuple(words.split()), (), surname) for _, key, words, _, surname in rows], -1)
        for number, _, words, _, _ in rows:
            conn.executemany(
                "DELETE FROM name_words WHERE word = ? AND form = ?", ((w, number) for w in set(words.split()))
            )
            conn.execute("DELETE FROM name_keys WHERE form = ?", (number,))
            conn.execute("DELETE FROM name_acronyms WHERE form = ?", (number,))
            conn.execute("DELETE FROM name_forms WHERE id = ?", (number,))
    conn.execute("DELETE FROM name_vocab WHERE forms <= 0")
    return count


def _chunks(items: list[_T]) -> Iterator[list[_T]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
