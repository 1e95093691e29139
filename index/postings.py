"""Passages as the index of words gets them, and the proof that it has them: that every word of every passage leads to that
passage, and no word anywhere else.

For each term the passages that ought to have it and those that the index of words gives are compared by their number and by a
sum over them, so that what is held in memory follows the number of different words, not of passages.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex, Words, indexed, stems
from index.text import title_text
from index.truth import Truth
from sources.document import Document, Passage
from sources.errors import IndexDamaged

PORTION = 4000
"""Passages that are held in memory together."""


class Postings(NamedTuple):
    """How many passages have a term, and the sum of their marks modulo 2**64."""

    passages: int
    sum: int


class Difference(NamedTuple):
    """A term with the number of passages that have it by the truth and by the index; equal numbers are of other passages."""

    term: str
    wanted: int
    found: int


def compare(truth: Truth, words: LexicalIndex) -> tuple[int, list[Difference]]:
    """The number of postings looked at, and the terms that lead to other passages than they should, ascending.

    Args:
        truth: the truth; the caller holds a snapshot of it.
        words: the index of words that was made from that snapshot.
    """
    wanted = _wanted(truth)
    looked, wrong = 0, []
    for term, rows in words.postings():
        looked += len(rows)
        found = Postings(len(rows), int(_marks(np.array(rows, np.uint64)).sum(dtype=np.uint64)))
        right = wanted.pop(term, Postings(0, 0))
        if found != right:
            wrong.append(Difference(term, right.passages, found.passages))
    wrong += [Difference(term, right.passages, 0) for term, right in wanted.items()]
    return looked, sorted(wrong)


def _wanted(truth: Truth) -> dict[str, Postings]:
    sums: dict[str, list[int]] = {}
    for words in passages_from(truth, 0):
        mark = int(_marks(np.array([words.row], np.uint64))[0])
        for term in {stem for stem, _, _ in stems(indexed(words))}:
            kept = sums.setdefault(term, [0, 0])
            kept[0] += 1
            kept[1] += mark
    return {term: Postings(passages, total % 2**64) for term, (passages, total) in sums.items()}


def passages_from(truth: Truth, after: int) -> Iterator[Words]:
    """Every passage with a row above `after`, in the order of rows, as it goes into the index of words.

    Raises:
        IndexDamaged: a passage's document is missing.
    """
    document: Document | None = None
    at = -1
    for portion in truth.passages_from(after, PORTION):
        for row in portion:
            if row.document != at:
                document, at = truth.document(row.document), row.document
            if document is None:
                raise IndexDamaged(
                    f"index {truth.directory}: passage row {row.row} has no document: run `whylisted verify`"
                )
            passage = Passage(id="", document_id="", start=row.start, end=row.end, heading=row.heading)
            yield Words(row.row, row.document, title_text(document, passage), document.text[row.start : row.end])


def _marks(rows: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A number for each row that looks random (the finaliser of SplitMix64, Steele, Lea and Flood, OOPSLA 2014), so that
    sums over different passages differ."""
    mixed = rows * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
