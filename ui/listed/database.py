"""Listed parties as a database of SQLite: tables with stable keys that refer to each other, and names that can be searched, so that
Datasette shows, filters and joins them as it is."""

import datetime
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from assistant.records.rows import countries_of, said_agency
from assistant.screening.hits import dates_of
from index.naming import type_of
from index.search import Index
from sources.document import FieldName, Record
from sources.facts import fact_kinds
from sources.lists import list_info
from ui.listed.rows import Listed, listed

VERSION = "1.0"
_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE lists (id TEXT PRIMARY KEY, name TEXT NOT NULL, authority TEXT, legal_basis TEXT, effect TEXT, page TEXT);
CREATE TABLE documents (id TEXT PRIMARY KEY, path TEXT NOT NULL, part TEXT, kind TEXT NOT NULL, title TEXT, publisher TEXT,
  published TEXT, snapshot TEXT, url TEXT, sha256 TEXT NOT NULL);
CREATE TABLE parties (id TEXT PRIMARY KEY, name TEXT NOT NULL, list TEXT NOT NULL REFERENCES lists (id), type TEXT, countries TEXT,
  added TEXT, changed TEXT, ended TEXT, programmes TEXT, reason TEXT, license_requirement TEXT, license_policy TEXT,
  document TEXT NOT NULL REFERENCES documents (id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL);
CREATE TABLE names (id INTEGER PRIMARY KEY, party TEXT NOT NULL REFERENCES parties (id), name TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE addresses (id INTEGER PRIMARY KEY, party TEXT NOT NULL REFERENCES parties (id), address TEXT NOT NULL);
CREATE TABLE facts (id INTEGER PRIMARY KEY, party TEXT NOT NULL REFERENCES parties (id), kind TEXT NOT NULL, label TEXT,
  value TEXT NOT NULL, place TEXT);
CREATE TABLE events (id INTEGER PRIMARY KEY, party TEXT NOT NULL REFERENCES parties (id), event TEXT NOT NULL, date TEXT NOT NULL,
  citation TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE INDEX parties_list ON parties (list);
CREATE INDEX names_party ON names (party);
CREATE INDEX addresses_party ON addresses (party);
CREATE INDEX facts_party ON facts (party);
CREATE INDEX facts_value ON facts (value);
CREATE INDEX events_party ON events (party);
CREATE INDEX events_date ON events (date);
CREATE VIRTUAL TABLE names_fts USING fts5 (name, content="names", content_rowid="id");
"""
_KINDS: tuple[tuple[FieldName, str], ...] = (("alias", "alias"), ("weak_alias", "weak alias"))


def write(index: Index, path: Path, lists: Sequence[str] = ()) -> int:
    """Writes the database; how many parties are in it. It is made beside the file and put in its place when it is whole.

    Raises QuestionError for a list that is not indexed, OSError where the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(part)) as made, index.reading() as generation:
            made.executescript(_TABLES)
            made.execute("PRAGMA foreign_keys = ON")
            with made:
                count = _fill(made, index, lists)
                about = {
                    "schema_version": VERSION,
                    "generation": str(generation),
                    "exported": datetime.date.today().isoformat(),
                }
                made.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            made.execute("ANALYZE")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _fill(made: sqlite3.Connection, index: Index, lists: Sequence[str]) -> int:
    count, known = 0, set[str]()
    for one in listed(index, lists):
        record, info = one.row.record, one.row.info
        for key, statement, values in (
            (f"list {info.id}", "INSERT INTO lists VALUES (?, ?, ?, ?, ?, ?)", _list(info.id)),
            (
                f"document {record.document_id}",
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _document(one),
            ),
        ):
            if key not in known:
                known.add(key)
                made.execute(statement, values)
        made.execute(f"INSERT INTO parties VALUES ({', '.join('?' * 16)})", _party(one))
        made.executemany(
            "INSERT INTO names (party, name, kind) VALUES (?, ?, ?)", ((one.id, *n) for n in _names(record))
        )
        made.executemany(
            "INSERT INTO addresses (party, address) VALUES (?, ?)", ((one.id, f.value) for f in record.all("address"))
        )
        made.executemany(
            "INSERT INTO facts (party, kind, label, value, place) VALUES (?, ?, ?, ?, ?)", _facts(one.id, record)
        )
        made.executemany(
            'INSERT INTO events (party, event, date, citation, start, "end") VALUES (?, ?, ?, ?, ?, ?)',
            ((one.id, e.action, e.date.isoformat(), e.citation, e.start, e.end) for e in record.events),
        )
        count += 1
    made.execute("INSERT INTO names_fts (names_fts) VALUES ('rebuild')")
    return count


def _list(list_id: str) -> tuple[str | None, ...]:
    info = list_info(list_id)
    return info.id, info.name, said_agency(info.bureau or info.agency), info.legal_basis, info.effect, info.page or None


def _document(one: Listed) -> tuple[str | None, ...]:
    d = one.row.document
    days = (day.isoformat() if day else None for day in (d.published, d.snapshot))
    return d.id, d.path, d.part or None, d.kind, d.title, d.publisher, *days, d.url, d.sha256


def _party(one: Listed) -> tuple[str | int | None, ...]:
    record = one.row.record
    dates, _ = dates_of(one.row)
    days = (day.isoformat() if day else None for day in (dates.added, dates.changed, dates.ended))
    joint = (
        "; ".join(f.value for f in record.all(n)) or None for n in ("programme", "reason", "requirement", "policy")
    )
    quote = one.row.document.text[record.start : record.end].encode("utf-8", "replace").decode("utf-8")
    return (
        one.id, record.name, record.list_id, type_of(record), "; ".join(countries_of(record)) or None, *days, *joint,
        record.document_id, record.start, record.end, quote,
    )  # fmt: skip


def _names(record: Record) -> Iterator[tuple[str, str]]:
    yield record.name, "name"
    for field, kind in _KINDS:
        yield from ((value, kind) for value in dict.fromkeys(f.value for f in record.all(field)))


def _facts(party: str, record: Record) -> Iterator[tuple[str, ...]]:
    for fact in record.facts:
        yield party, fact.kind, fact.label or fact_kinds()[fact.kind].said[0], fact.value, fact.place
    stated = {fact.value for fact in record.facts}
    yield from ((party, "identifier", "", f.value, "") for f in record.all("identifier") if f.value not in stated)
