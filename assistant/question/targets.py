"""Whom a question is about: each name asked about, and under which names the sources know it."""

import functools
import math
import re
from dataclasses import dataclass
from typing import Literal

from assistant.question.concepts import concepts, keys
from index.name_forms import CORPORATE, GENERIC, PLACES, parse
from index.names import NameMatch
from index.search import Index


@dataclass(frozen=True, slots=True)
class Target:
    """One name of a question as the sources know it.

    `matches` are those that are the name itself, equally good; `parts` are listed names that it is a part of, when no
    listed name is surely the name itself; `weak` are others that a list gives the name as a weak alias. `weights` holds, for each name under which it may be met in prose, its words with
    how much each tells.
    """

    asked: str
    person: bool
    status: Literal["known", "mentioned", "absent"]
    matches: tuple[NameMatch, ...]
    parts: tuple[NameMatch, ...]
    weights: tuple[dict[str, float], ...]
    documents: tuple[str, ...]
    weak: tuple[NameMatch, ...] = ()

    @property
    def listed(self) -> tuple[NameMatch, ...]:
        """The matches that stand on a list: the name itself, or the names that it is a part of, or, of a short name that
        may mean either, both."""
        return (*(m for m in self.matches if m.records), *self.parts)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records of the listed matches, without repetition."""
        return tuple(dict.fromkeys(r for m in self.listed for r in m.records))

    @property
    def weak_records(self) -> tuple[str, ...]:
        """The ids of the records that have the name as a weak alias, when others bear it surely."""
        return tuple(dict.fromkeys(r for m in self.weak for r in m.records))

    def share(self, keys: frozenset[str]) -> float:
        """How much of the name (0 to 1) a text with these concepts says; the best of its names counts."""
        best = 0.0
        for weights in self.weights:
            total = sum(weights.values())
            if total:
                best = max(best, sum(w for key, w in weights.items() if key in keys) / total)
        return best

    def named(self, keys: frozenset[str], least: float) -> bool:
        """Whether a text with these concepts says at least so much of one of its names, the word that tells most and
        its numbers among it."""
        for weights in self.weights:
            total = sum(weights.values())
            if not total or sum(w for k, w in weights.items() if k in keys) < least * total:
                continue
            heaviest = max(weights.values())
            if all(k in keys for k, w in weights.items() if w >= 0.95 * heaviest or k.startswith("n:")):
                return True
        return False

    def spelled(self, text: str) -> bool:
        """Whether one of the words that tell most of a name stands in a text as a name does, with a capital ("Quantum" for
        "Origin Quantum", not "quantum computing"); always so for a name without a capital."""
        return not self._telling() or bool(self.occurrences(text))

    def occurrences(self, text: str) -> list[tuple[int, int]]:
        """Where the words that tell most of a name stand in a text as a name does: starts and ends, in order."""
        found = set()
        for word in self._telling():
            for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I):
                begins = match.group()[0].isupper() or match.group()[0].isdigit()
                if begins and not self._of_another(text, match.start(), match.end()):
                    found.add(match.span())
        return sorted(found)

    def _of_another(self, text: str, start: int, end: int) -> bool:
        """Whether a word of the name goes on there to another name ("NAME Quantum" for "NAME Optics"): a word with a capital
        follows that no name of the target has, and the whole name asked for does not end there."""
        behind = _NEXT_NAME.match(text, end)
        if behind is None or text[:end].casefold().endswith(self.asked.casefold()) or len(self.asked.split()) < 2:
            return False
        known = frozenset().union(*self.weights)
        mine = frozenset(c.key for c in concepts(behind.group(1)) if c.weight is None)
        words = text.split()
        headline = sum(w[:1].isupper() for w in words) > 0.7 * len(words)
        return bool(mine) and not mine & known and not headline

    def _telling(self) -> frozenset[str]:
        """The words of the name's spellings that tell most, of those with a capital."""
        words: set[str] = set()
        best = max(self.weights[0].values(), default=0.0)
        for name in (self.asked, *(n for m in self.matches for n in (m.matched, m.name))):
            capital = [m.group() for m in _WORD.finditer(name) if m.group()[0].isupper() or m.group()[0].isdigit()]
            telling = [w for w in capital if max((self._tells(k) for k in keys(w)), default=0.0) >= 0.6 * best]
            words.update(telling or capital)
        return frozenset(words)

    def _tells(self, key: str) -> float:
        """How much a concept tells of the name as asked."""
        return max((weights.get(key, 0.0) for weights in self.weights), default=0.0)


_NEXT_NAME = re.compile(r" ([A-Z][\w-]+)")
_WORD = re.compile(r"[^\W_][\w’'&.-]*[^\W_]|[^\W_]")


def rare(index: Index, term: str) -> float:
    """How rare a stem is in the indexed prose: 0 (everywhere) to 1 (nowhere)."""
    return _rare(index, index.generation, term)


@functools.lru_cache(maxsize=65536)
def _rare(index: Index, generation: int, term: str) -> float:
    return index.rarity(term) / math.log(1 + (index.counts().passages + 0.5) / 0.5)


def weights_of(index: Index, name: str, person: bool = False) -> dict[str, float]:
    """The words of a name with how much each tells; of a person's, the family name says most."""
    words = concepts(name)
    if person and len(words) > 1:
        return {**{c.key: 0.3 / (len(words) - 1) for c in words[:-1]}, words[-1].key: 0.7}
    return {c.key: max(rare(index, c.key), 0.3) if c.weight is None else c.weight * 0.5 for c in words}


def telling(name: str) -> int:
    """How many words of a name tell it from others of its group: the parent of a group has the fewest."""
    return sum(word not in CORPORATE and word not in GENERIC and word not in PLACES for word in parse(name).words)
