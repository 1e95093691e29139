"""From names to the listed names that they may be: candidates by block, each compared word by word."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.screening.names.align import Aligned
from assistant.screening.names.features import Side, measure, side
from assistant.screening.names.mended import mended
from assistant.screening.names.score import score
from index.name_forms import Name, parse, tokens
from index.name_pool import NamePool
from index.names import readings

LEAST = 0.3
"""A pair with less is not told of at all."""
MOST_LETTERS = 300
"""Letters of a name that are compared; no listed name is longer."""


class FormHit(NamedTuple):
    """A listed form that a name may be (its id), how surely, what was compared, and how the words stand for each other."""

    form: int
    score: float
    asked: Name
    listed: Name
    aligned: Aligned


class Matcher:
    """Compares names with all those of a pool."""

    def __init__(self, pool: NamePool) -> None:
        self._pool = pool
        self._sides: dict[int, Side] = {}

    def match(self, names: Sequence[str], least: float = LEAST) -> Iterator[list[FormHit]]:
        """For each name the listed forms that it may be, the surest first, equal ones by form."""
        read = [list(self.ways(name)) for name in names]
        found = self._pool.candidates([way for ways in read for way in ways])
        for ways in read:
            best: dict[int, FormHit] = {}
            for way in ways:
                asked = side(way, self._pool.weight)
                for at in next(found):
                    hit = self._compare(asked, at)
                    if hit.score >= least and (hit.form not in best or best[hit.form].score < hit.score):
                        best[hit.form] = hit
            yield sorted(best.values(), key=lambda hit: (-hit.score, hit.form))

    def _compare(self, asked: Side, at: int) -> FormHit:
        listed = self._sides.get(at)
        if listed is None:
            listed = self._sides[at] = side(self._pool.names[at], self._pool.weight)
        measured, aligned = measure(asked, listed, self._pool.count)
        sure = round(score(asked.name, listed.name, measured), 4)
        return FormHit(self._pool.ids[at], sure, asked.name, listed.name, aligned)

    def ways(self, text: str) -> Iterator[Name]:
        """A name as it may be read: with and without what stands in brackets, each name of an a.k.a., a family name in front."""
        seen: set[tuple[tuple[str, ...], int]] = set()
        for reading in readings(text[:MOST_LETTERS]):
            ways = [parse(" ".join(mended(tokens(reading), self._pool.count)))]
            if reading.count(",") == 1:
                ways.append(parse(reading, person=True))
            for way in ways:
                if way.words and (way.words, way.surname) not in seen:
                    seen.add((way.words, way.surname))
                    yield way
