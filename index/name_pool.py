"""All listed names in memory, to be met by many at once: which of them may be meant by a name, and how much a word says.

Screening asks for thousands of names; going to the tables for each would cost milliseconds a name. Here the forms are read once
(they are stored parsed), and candidates come from runs of letters (`name_grams`) and from rare words.
"""

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from index.name_forms import CORPORATE, GENERIC, LEGAL, PLACES, STOP, Name, normal, stem
from index.name_grams import Grams
from index.name_query import select
from index.name_sound import sound
from index.name_store import NameType, Role

NEAREST = 16
"""Names with most letters in common that are looked at."""
LEAST = 0.3
"""The least cosine of runs of letters that makes a candidate."""
ALIKE = 50
"""The least likeness of all letters (0 to 100, `fuzz.ratio`) of two names that have no telling word in common."""
RARE = 30
"""A word that more names have leads to none of them."""
_RARE_WORDS = 2
_OF_FORMS = frozenset(stem(word) for form in LEGAL for word in form.split())
"""Words that legal forms are made of: where one is written in an unusual way they are taken for words of the name."""


@dataclass(frozen=True, slots=True)
class Use:
    """Who bears a form on a list: the record, the name as written, the record's main name, and what the name is to it."""

    form: int
    record: str
    name: str
    main: str
    role: Role
    type: NameType | None


class NamePool:
    """The listed forms. A form is known by its position in `names`; `ids` are those of the tables."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.ids: list[int] = []
        self.names: list[Name] = []
        word: dict[str, str] = {}
        for number, key, words, legal, surname in conn.execute(
            "SELECT id, key, words, legal, surname FROM name_forms f WHERE EXISTS "
            "(SELECT 1 FROM name_uses u WHERE u.form = f.id AND u.kind = 'record') ORDER BY id"
        ):
            self.ids.append(number)
            kept = tuple(word.setdefault(w, w) for w in words.split())
            self.names.append(Name(key, kept, tuple(word.setdefault(w, w) for w in legal.split()), surname))
        self._counts = Counter(w for name in self.names for w in set(name.words))
        self._having: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(self.names):
            for w in set(name.words):
                if self._counts[w] <= RARE:
                    self._having[w].append(at)
        self._weights: dict[str, float] = {}
        self._letters = [letters(name) for name in self.names]
        self._grams = Grams(self._letters)

    def candidates(self, names: Sequence[Name]) -> Iterator[list[int]]:
        """For each name the positions of the forms that may be it: those with most letters in common, and those that have
        its rarest words; of these the ones that have a telling word of it, or are like it as a whole."""
        run = [letters(name) for name in names]
        for name, mine, near in zip(names, run, self._grams.nearest(run, NEAREST, LEAST), strict=True):
            known = sorted((self._counts[w], w) for w in set(name.words) if w in self._having and w not in CORPORATE)
            rare = [at for _, w in known[:_RARE_WORDS] for at in self._having[w]]
            telling = {w for w in name.words if w not in GENERIC} or set(name.words)
            yield [
                at
                for at in dict.fromkeys([*near.tolist(), *rare])
                if not telling.isdisjoint(self.names[at].words) or fuzz.ratio(mine, self._letters[at]) >= ALIKE
            ]

    def count(self, word: str) -> int:
        """In how many listed forms a word stands."""
        return self._counts.get(word, 0)

    def weight(self, word: str) -> float:
        """How much a word says of whose name it is, 0 to 1: nothing for company words, little for common ones, the more the
        rarer (see `name_match.Query.weight`)."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = self._weigh(word)
        return known

    def _weigh(self, word: str) -> float:
        if word in CORPORATE:
            return 0.0
        if word in STOP:
            return 0.02
        if word in _OF_FORMS:
            return 0.05
        most = 0.3 if word.isdigit() or word in PLACES else 0.2 if word in GENERIC or len(word) == 1 else 1.0
        return most / (1 + math.log10(max(1, self.count(word))) / 2)


def letters(name: Name) -> str:
    """What is compared by runs of letters: the telling words run together, in one spelling for each sound."""
    telling = [w for w in name.words if w not in CORPORATE] or list(name.words)
    return "".join(map(sound, telling))


def uses(conn: sqlite3.Connection, forms: Sequence[int]) -> list[Use]:
    """Who bears these forms on lists, in the order in which they were added."""
    rows = select(
        conn,
        "SELECT id, form, owner, name, main, role, type FROM name_uses WHERE form IN ({}) AND kind = 'record'",
        sorted(set(forms)),
    )
    return [Use(*row[1:]) for row in sorted(rows)]


def beginning(conn: sqlite3.Connection, prefix: str, limit: int, skip: int) -> list[Use]:
    """Who bears a listed name whose folded form begins like this one; by that form, then as they were added."""
    key = normal(prefix)
    if not key:
        return []
    rows = conn.execute(
        "SELECT u.form, u.owner, u.name, u.main, u.role, u.type FROM name_forms f JOIN name_uses u ON u.form = f.id "
        "WHERE f.key >= ? AND f.key < ? AND u.kind = 'record' ORDER BY f.key, u.id LIMIT ? OFFSET ?",
        (key, f"{key}\U0010ffff", limit, skip),
    )
    return [Use(*row) for row in rows]
