"""Finding who bears a name: exact, by alias or acronym, in another legal form or word order, misspelt, or in part.

Everything stands in SQLite tables (`name_store`) and nothing is loaded: a search takes a few candidates by key and by
word from the tables, compares those (`name_match`), and groups who bears them (`name_groups`).
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from index.name_brackets import variants
from index.name_close import close_forms
from index.name_forms import PLACES, STOP, Name, normal, parse, stem, tokens
from index.name_groups import NameMatch, bearers
from index.name_held import Held, held
from index.name_match import Found, How, Query, QueryWord, compare
from index.name_query import Vocabulary, read_query, select
from index.name_store import (
    BAG,
    INITIALS,
    SQUASH,
    NameEntry,
    NameType,
    create_tables,
    delete_document,
    insert_entries,
)  # fmt: skip

if TYPE_CHECKING:
    from index.name_pool import NamePool, Use

__all__ = [
    "Held", "How", "NameEntry", "NameIndex", "NameMatch", "create_tables", "delete_document", "insert_entries", "normal", "tokens",
]  # fmt: skip

_MOST_FORMS = 1500
_MOST_BEARERS = 400
_MOST_NEAR = 60
_SURE = 0.85
_MOST_CUTS = 4
_MOST_READINGS = 12
_EXPLAINED = 0.9
_INITIALS_SCORE = {3: 0.45, 4: 0.7}
_BRACKETED = re.compile(r"(?<!\s)\s*+\(([^\s()]{2,12})\)")

_ALSO = re.compile(
    r"(?<![\s,;(])[\s,;(]++(?:a\.?\s?k\.?\s?a\.?|f\.?\s?k\.?\s?a\.?|also known as|formerly known as)[\s,:]+",
    re.IGNORECASE,
)


class NameIndex:
    """Names in the tables behind a connection. Opening costs nothing; what others commit is seen at once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._vocabulary = Vocabulary(conn)

    @classmethod
    def build(cls, entries: Iterable[NameEntry]) -> Self:
        """An index in memory of these names (each owner's id stands for its document's)."""
        conn = sqlite3.connect(":memory:", check_same_thread=False)
        create_tables(conn)
        by_document: dict[str, list[NameEntry]] = {}
        for entry in entries:
            by_document.setdefault(entry.owner if entry.kind == "prose" else "", []).append(entry)
        for document, part in by_document.items():
            insert_entries(conn, document, part)
        return cls(conn)

    def countries(self) -> dict[str, int]:
        """The countries of the records, as their lists write them, with the number of records, most first."""
        rows = self._conn.execute(
            "SELECT country, COUNT(DISTINCT owner) FROM name_uses WHERE kind = 'record' AND country IS NOT NULL "
            "GROUP BY country ORDER BY 2 DESC, 1"
        )
        return dict(rows.fetchall())

    def find(self, text: str, limit: int = 10, *, types: Collection[NameType] | None = None) -> list[NameMatch]:
        """Who bears a name that fits `text`, the surest first, then by name; at most `limit`.

        `text` is a name, not a question. Nobody is chosen where several fit equally well. `types` leaves out those who
        are known to be of another type.
        """
        found: list[NameMatch] = []
        for reading in readings(text):
            found = self._find(reading, limit, types) or found
            if found and found[0].score >= _SURE:
                return found
        for head in _before_address(text):
            matches = self._find(head, limit, types)
            if matches and matches[0].score >= _SURE:
                return matches
        return found

    def closest(self, text: str, limit: int = 3) -> list[NameMatch]:
        """Who bears a name that is near `text` and not the same, the nearest first; at most `limit`. For a name that nobody
        bears: `find` comes first."""
        self._vocabulary.refresh()
        scored: dict[int, Found] = {}
        for piece in readings(text):
            for number, found in close_forms(self._conn, self._vocabulary, piece).items():
                if number not in scored or scored[number].score < found.score:
                    scored[number] = found
        best = sorted(scored, key=lambda n: (-scored[n].score, n))[:_MOST_NEAR]
        return bearers(self._conn, {number: scored[number] for number in best}, limit, None)

    def held(self, text: str) -> list[Held]:
        """The listed names that hold `text` in brackets, or are `text` but for their brackets (`name_held`)."""
        return held(self._conn, text)

    def namesakes(self, record: str) -> list[str]:
        """The ids of the records of the same document whose main name is written with the same words as that of this one, itself
        among them."""
        rows = self._conn.execute(
            "SELECT DISTINCT other.owner FROM name_uses AS mine JOIN name_uses AS other ON other.form = mine.form "
            "AND other.document_id = mine.document_id WHERE mine.owner = ? AND mine.kind = 'record' AND mine.name = mine.main "
            "AND other.kind = 'record' AND other.name = other.main",
            (record,),
        )
        return sorted(row[0] for row in rows)

    def pool(self) -> "NamePool":
        """All listed names in memory, to be met by many at once; taken from this connection's moment."""
        from index.name_pool import NamePool  # loads scipy, which a question never needs

        return NamePool(self._conn)

    def uses(self, forms: Sequence[int]) -> "list[Use]":
        """Who bears these forms (ids of a pool) on lists, in the order in which they were added."""
        from index.name_pool import uses

        return uses(self._conn, forms)

    def beginning(self, prefix: str, limit: int, skip: int = 0) -> "list[Use]":
        """Who bears, on lists, a name that begins so, upper and lower case, marks and accents apart; by name."""
        from index.name_pool import beginning

        return beginning(self._conn, prefix, limit, skip)

    def _find(self, text: str, limit: int, types: Collection[NameType] | None) -> list[NameMatch]:
        self._vocabulary.refresh()
        scored = self._by_acronym(text)
        query = read_query(text, self._vocabulary)
        if query is not None:
            for number, found in self._compared(query, text).items():
                if number not in scored or scored[number].score < found.score:
                    scored[number] = found
        best = sorted(scored, key=lambda n: (-scored[n].score, n))[:_MOST_BEARERS]
        return bearers(self._conn, {number: scored[number] for number in best}, limit, types)

    def _compared(self, query: Query, text: str) -> dict[int, Found]:
        forms = self._candidates(query, text)
        words = {word for form in forms.values() for word in form.words} - set(query.counts)
        query = replace(query, counts={**query.counts, **self._vocabulary.counts(words)})
        countries = self._countries(forms) if any(item.optional for item in query.asked) else {}
        compared = ((number, compare(query, form, countries.get(number, ()))) for number, form in forms.items())
        return {number: found for number, found in compared if found}

    def _candidates(self, query: Query, text: str) -> dict[int, Name]:
        """Forms that share a key with the question, or all its needed words."""
        person = parse(text, person=True)
        numbers: set[int] = set()
        for kind, keys in ((BAG, {query.name.bag, person.bag}), (SQUASH, {query.name.squash, person.squash})):
            rows = select(self._conn, "SELECT form FROM name_keys WHERE key IN ({}) AND kind = ?", sorted(keys), kind)
            numbers.update(row[0] for row in rows)
        numbers.update(self._by_words(query))
        rows = select(
            self._conn, "SELECT id, key, words, legal, surname FROM name_forms WHERE id IN ({})", sorted(numbers)
        )
        return {n: Name(key, tuple(w.split()), tuple(legal.split()), s) for n, key, w, legal, s in rows}

    def _by_words(self, query: Query) -> set[int]:
        needed = [item for item in query.asked if not item.optional] or [
            item for item in query.asked if item.readings and item.word not in STOP
        ]
        if not any(query.distinctive(word) for item in needed for word in item.readings) and len(needed) < 2:
            return set()
        needed.sort(key=lambda item: (sum(query.known(w).forms for w in item.readings), item.word))
        if not needed:
            return set()
        sql = f"SELECT DISTINCT form FROM name_words w WHERE word IN ({_marks(needed[0])})"
        for item in needed[1:4]:
            sql += f" AND EXISTS (SELECT 1 FROM name_words x WHERE x.form = w.form AND x.word IN ({_marks(item)}))"
        values = [word for item in needed[:4] for word in item.readings]
        return {row[0] for row in self._conn.execute(f"{sql} ORDER BY form LIMIT {_MOST_FORMS}", values)}

    def _countries(self, forms: Collection[int]) -> dict[int, tuple[str, ...]]:
        out: dict[int, tuple[str, ...]] = {}
        for form, country in select(
            self._conn,
            "SELECT DISTINCT form, country FROM name_uses WHERE form IN ({}) AND country IS NOT NULL",
            sorted(forms),
        ):
            out[form] = out.get(form, ()) + tuple(map(stem, tokens(country)))
        return out

    def _by_acronym(self, text: str) -> dict[int, Found]:
        """Forms for which the question is the acronym: some name says so in brackets, or, if it is in capitals, it is
        their initials."""
        letters = text.strip().replace(".", "")
        if not (letters.isalpha() and len(letters) <= 12):
            return {}
        key = letters.casefold()
        bags = [
            row[0] for row in self._conn.execute("SELECT DISTINCT bag FROM name_acronyms WHERE acronym = ?", (key,))
        ]
        sql = "SELECT form FROM name_keys WHERE key IN ({}) AND kind = ?"
        found = {row[0]: Found("acronym", _EXPLAINED) for row in select(self._conn, sql, bags, BAG)}
        if letters.isupper() and 3 <= len(letters) <= 8:
            guessed = Found("acronym", _INITIALS_SCORE.get(len(letters), 0.75))
            found = {row[0]: guessed for row in select(self._conn, sql, [key], INITIALS)} | found
        return found


def readings(text: str) -> list[str]:
    """The text as it is; what stands before an `a.k.a.`, and each name after it; without acronyms in brackets."""
    names = [part.strip(" ,;()") for part in _ALSO.split(text)]
    pieces = [text] if len(names) == 1 else [names[0], *(piece for part in names[1:] for piece in part.split(";"))]
    pieces += [_BRACKETED.sub(_without_acronym, piece) for piece in pieces]
    pieces += [bare for piece in pieces for bare in variants(piece).bare]
    return [piece for piece in dict.fromkeys(pieces) if piece.strip()][:_MOST_READINGS]


def _before_address(text: str) -> list[str]:
    """What stands before an address (a comma or full stop, and a number somewhere behind it), the longest first."""
    cuts = [found.start() for found in re.finditer(r"[.,] ", text) if any(c.isdigit() for c in text[found.end() :])]
    return [text[:cut] for cut in cuts[:_MOST_CUTS]][::-1]


def _without_acronym(found: re.Match[str]) -> str:
    """Nothing in place of an acronym in brackets; anything else in brackets stays."""
    inner = found.group(1)
    return "" if sum(c.isupper() for c in inner) > 1 and stem(normal(inner)) not in PLACES else found.group()


def _marks(item: QueryWord) -> str:
    return ",".join("?" * len(item.readings))
