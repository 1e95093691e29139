"""What was typed -> a `Query`: its words, with what each of them may be a slip for.

A word that stands in the index is taken as it is; only an unknown word is read as a misspelt one, so a company that
exists is never turned into another.
"""

import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index import name_words as tables
from index.name_forms import CORPORATE, GENERIC, PLACES, STOP, Name, legal_places, parse, stem, tokens
from index.name_match import Counts, Query, QueryWord, described

_LEGAL_WORDS = frozenset(w for form in tables.LEGAL for w in form.split()) | tables.INNER_LEGAL | {"co", "company"}
_MENDED = _LEGAL_WORDS | {word for pair in tables.JOINED for word in pair}
_RARE = 2
LONG = 8
"""Letters of a word of which a swap of two neighbours leaves no doubt."""
_MOST_WORDS = 80
_MOST_LETTERS = 60


def select(conn: sqlite3.Connection, sql: str, values: Sequence[object], *more: object) -> list[Any]:
    """Rows of a query with one list of values in it (`IN ({})`), in parts that SQLite takes."""
    out: list[Any] = []
    for start in range(0, len(values), 500):
        part = values[start : start + 500]
        out += conn.execute(sql.format(",".join("?" * len(part))), (*part, *more)).fetchall()
    return out


class Vocabulary:
    """The words of the index, looked up as they are needed; those of one length are kept once they were."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._state: tuple[int, int] | None = None
        self._lengths: dict[int, list[str]] = {}
        self.total = 0

    def refresh(self) -> None:
        """Forgets what was kept when anyone has written since."""
        state = (self._conn.execute("PRAGMA data_version").fetchone()[0], self._conn.total_changes)
        if state != self._state:
            self._state = state
            self._lengths = {}
            self.total = self._conn.execute("SELECT count(*) FROM name_forms").fetchone()[0]

    def of_length(self, length: int) -> list[str]:
        """All words of that many letters, sorted."""
        if length not in self._lengths:
            rows = self._conn.execute("SELECT word FROM name_vocab WHERE length = ? ORDER BY word", (length,))
            self._lengths[length] = [row[0] for row in rows]
        return self._lengths[length]

    def beginning(self, start: str, most: int) -> list[str]:
        """Words that begin so and go on, those of most names first; at most `most`."""
        sql = "SELECT word FROM name_vocab WHERE word > ? AND word < ? ORDER BY forms DESC, word LIMIT ?"
        return [row[0] for row in self._conn.execute(sql, (start, f"{start}\U0010ffff", most))]

    def counts(self, words: Collection[str]) -> dict[str, Counts]:
        """What is known of those of the words that stand in the index."""
        sql = "SELECT word, forms, given, family FROM name_vocab WHERE word IN ({})"
        return {word: Counts(*counts) for word, *counts in select(self._conn, sql, sorted(words))}


def read_query(text: str, vocabulary: Vocabulary) -> Query | None:
    """Takes apart what was typed; None when it is no name or a needed word of it stands in no name of the index."""
    words = tokens(text)
    if not words or len(words) > _MOST_WORDS or max(map(len, words)) > _MOST_LETTERS:
        return None
    known = vocabulary.counts({stem(word) for word in words})
    legal = legal_places(words)
    mended = [word if i in legal else _mend_legal(word, known, vocabulary) for i, word in enumerate(words)]
    repairs = sum(OSA.distance(a, b) for a, b in zip(words, mended, strict=True))
    name = parse(" ".join(mended))
    flipped = parse(text, person=True) if text.count(",") == 1 else None
    known |= vocabulary.counts(set(name.words) - set(known))
    asked = _asked(name, text, known, vocabulary)
    if asked is None:
        return None
    known |= vocabulary.counts({reading for item in asked for reading in item.readings} - set(known))
    keys = frozenset({name.key} | ({flipped.key} if flipped else set()))
    return Query(name, keys, asked, repairs, vocabulary.total, known)


def _mend_legal(word: str, known: dict[str, Counts], vocabulary: Vocabulary) -> str:
    """`Limtied` -> `limited`: a word that nobody bears and that is a letter or two from a legal form; a long one that is a swap
    of a word of the names is that word, which may be part of a legal form (`Insittution`)."""
    if stem(word) in known or word in _MENDED or word in STOP or not word.isalpha():
        meant = tables.SPELLINGS.get(word, word)
        return meant if len(word) >= LONG and meant in _LEGAL_WORDS else word
    if len(word) >= LONG:
        swaps = {made for made in _swapped(word) if vocabulary.counts({stem(made)})}
        if len(swaps) == 1:
            return swaps.pop()
    if len(word) <= 4:
        return next((made for made in _swapped(word) if made in _MENDED or made in STOP), word)
    near = sorted((OSA.distance(word, form), form) for form in _LEGAL_WORDS if len(form) >= 5)
    (cost, form), (next_cost, _) = near[:2]
    if cost > _allowed(word) or cost == next_cost or (len(form) < 7 and sorted(form) != sorted(word)):
        return word
    return form


def _asked(name: Name, text: str, known: dict[str, Counts], vocabulary: Vocabulary) -> tuple[QueryWord, ...] | None:
    """The words of the question with their readings; None if a needed word stands in no name."""
    raw = _as_written(name, text)
    before = described(name.words, [part for _, part in raw])
    out: list[QueryWord] = []
    for i, word in enumerate(name.words):
        rest = sum(len(w) for n, w in enumerate(name.words) if n != i and w in known and w not in STOP)
        if word not in known:
            readings = _misspelt(word, raw[i], rest, vocabulary)
        else:
            readings = {word: 0} | (_common_slips(raw[i][0]) if known[word].forms <= _RARE else {})
        if word in tables.DEMONYMS:  # "the Russian ministry" for the ministry of Russia
            readings = readings | {tables.DEMONYMS[word]: 0}
        item = QueryWord(word, readings, i < before, leading=i == 0 and word in STOP and len(name.words) > 1)
        if not readings and not item.optional:
            return _resplit(name, known, vocabulary)
        out.append(item)
    return tuple(out)


def _resplit(name: Name, known: dict[str, Counts], vocabulary: Vocabulary) -> tuple[QueryWord, ...] | None:
    """The words with two of them joined or one of them parted, if that makes words that stand in names."""
    words = name.words
    for i, word in enumerate(words):
        if word in known:
            continue
        ways = [(*words[:i], word[:c], word[c:], *words[i + 1 :]) for c in range(3, len(word) - 2)]
        ways += [(*words[: i - 1], words[i - 1] + word, *words[i + 1 :])] if i else []
        ways += [(*words[:i], word + words[i + 1], *words[i + 2 :])] if i + 1 < len(words) else []
        there = vocabulary.counts({w for way in ways for w in way})
        for way in ways:
            if all(w in there or w in CORPORATE for w in way) and any(w not in GENERIC for w in way):
                return tuple(QueryWord(w, {w: 0}) for w in way)
    return None


def _misspelt(word: str, typed: tuple[str, str], rest: int, vocabulary: Vocabulary) -> dict[str, int]:
    """Words of the index that this one, which stands in no name, may be a slip for, and how many letters apart.

    One letter in words of five to eight, two in longer ones (OSA distance: a swap of neighbours is one); not the
    first letter. Shorter words only by a swap, and only if the other words that are known have four letters at least
    (`rest`), six where the word has but two. `typed` is the word before stemming, which may hide a swap in its
    ending, and the part of the question it stands in: in an acronym in capitals every letter counts, in initials (`E.I.`) their
    order, too.
    """
    raw, part = typed
    if not word.isalpha():
        return {}
    initials = part.isupper() and "." in part.rstrip(".")
    swaps = (
        {stem(made) for made in _swapped(raw)}
        if len(raw) > 4 or (not initials and rest >= (4 if len(raw) > 2 else 6))
        else set()
    )
    found = dict.fromkeys(vocabulary.counts(swaps), 1)
    if len(word) <= 4 or (len(word) <= 6 and part.isupper()):
        return found
    allowed = _allowed(word)
    pool = [w for n in range(len(word) - allowed, len(word) + allowed + 1) for w in vocabulary.of_length(n)]
    for near, cost, _ in process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=12):
        if near.isalpha() and (near[0] == word[0] or near[:2] == word[1::-1]):
            found.setdefault(near, int(cost))
    return found


def _common_slips(raw: str) -> dict[str, int]:
    """Common words that a rare one becomes by a swap: a list may itself have `Chian` for `China`."""
    made = {stem(swapped) for swapped in _swapped(raw)} if len(raw) >= 4 else set()
    return {word: 1 for word in made if word in GENERIC or word in PLACES}


def _as_written(name: Name, text: str) -> list[tuple[str, str]]:
    """For each word of a name the folded word that it comes from, and the part of the text in which that stands (the
    word itself for both where that cannot be told)."""
    raw = [(word, part) for part in text.split() for word in tokens(part)]
    out: list[tuple[str, str]] = []
    at = 0
    for word in name.words:
        found = next((i for i in range(at, len(raw)) if stem(raw[i][0]) == word), None)
        out.append((word, word) if found is None else raw[found])
        at = at if found is None else found + 1
    return out


def _allowed(word: str) -> int:
    return 1 if len(word) <= 8 else 2


def _swapped(word: str) -> list[str]:
    """The word with each pair of neighbours swapped."""
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1) if word[i] != word[i + 1]]
