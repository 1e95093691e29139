"""Pairs of names that are one party's, and pairs that are not, made from lists: what the names benchmarks are measured on.

The parties are halved: the weights of the score are fitted to one half, everything that is printed is measured on the other. Pairs
that are right: a listed name and what becomes of it by `name_changes`. Pairs that are wrong: a name and that of the party whose name is
most like it by letters and who shares no name with it, and a name with one word exchanged for a like one.
"""

import random
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from index.name_forms import parse
from index.names import create_tables, insert_entries
from index.naming import entries
from sources.errors import SourceError
from sources.formats import HEAD, reader_for
from sources.formats.parsed import Given
from tests.benchmarks.name_changes import CHANGES, changed, replaced


class Pair(NamedTuple):
    """Two names, whether they are one party's, of what kind the pair is, and whether a person's."""

    asked: str
    listed: str
    right: bool
    kind: str
    person: bool


def fill(conn: sqlite3.Connection, corpus: Path) -> int:
    """Adds the names of every list file in a folder; how many records. What is no list is left out."""
    create_tables(conn)
    records = 0
    for path in sorted(p for p in corpus.rglob("*") if p.is_file()):
        name = str(path.relative_to(corpus))
        try:
            with path.open("rb") as file:
                reader = reader_for(name, file.read(HEAD))
            parsed = reader.read(path, name, Given()) if reader else []
        except SourceError:
            continue
        for one in (p for p in parsed if p.records):
            records += len(one.records)
            insert_entries(conn, one.document.id, entries(one.document, one.records, (), ()))
    conn.commit()
    return records


def half(main: str) -> int:
    """0 for the parties that the weights are fitted to, 1 for those that are measured."""
    return zlib.crc32(main.casefold().encode()) % 2


class Party(NamedTuple):
    """A party of a list: its main name, whether a person, the folded words of all its names, and the list's document."""

    main: str
    person: bool
    bags: frozenset[str]
    document: str


def parties(conn: sqlite3.Connection, which: int) -> list[Party]:
    """The parties of one half."""
    found: dict[tuple[str, str], tuple[bool, set[str]]] = {}
    rows = conn.execute("SELECT document_id, main, name, type FROM name_uses WHERE kind = 'record' ORDER BY id")
    for document, main, name, kind in rows:
        if half(main) == which and main.isascii() and len(main) > 3:
            person = kind == "person"
            found.setdefault((document, main), (person, set()))[1].add(parse(name, person=person).bag)
    return [Party(main, person, frozenset(bags), document) for (document, main), (person, bags) in found.items()]


def look_alikes(everyone: Sequence[Party]) -> dict[str, list[str]]:
    """The words of names by their first three letters."""
    out: dict[str, list[str]] = defaultdict(list)
    for word in sorted({w.casefold() for p in everyone for w in p.main.split() if w.isalpha() and len(w) >= 5}):
        out[word[:3]].append(word)
    return out


def pairs_of(conn: sqlite3.Connection, which: int, many: int) -> list[Pair]:
    """Right and wrong pairs of one half of the parties. The like name is of the same list: there, two rows are two parties, while
    one party may stand on two lists under two spellings."""
    rng = random.Random(7 + which)
    everyone = parties(conn, which)
    by_start = look_alikes(everyone)
    listed: dict[str, list[Party]] = defaultdict(list)
    for party in everyone:
        listed[party.document].append(party)
    folded = {document: [p.main.casefold() for p in row] for document, row in listed.items()}
    out: list[Pair] = []
    kinds = list(CHANGES)
    for n, party in enumerate(rng.sample(everyone, min(many, len(everyone)))):
        kind, main = kinds[n % len(kinds)], party.main
        made = changed(main, kind, rng, party.person)
        if made != main:
            out.append(Pair(made, main, True, kind, party.person))
        if n % 2:
            if other := replaced(main, by_start, rng, party.person):
                out.append(Pair(other, main, False, "a word exchanged", party.person))
            continue
        near = process.extract(main.casefold(), folded[party.document], scorer=fuzz.token_sort_ratio, limit=4)
        others = [o for _, _, at in near if not party.bags & (o := listed[party.document][at]).bags]
        if others:
            out.append(
                Pair(
                    changed(main, rng.choice(kinds), rng, party.person),
                    others[0].main,
                    False,
                    "like name",
                    party.person,
                )
            )
    return out
