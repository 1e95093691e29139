"""What is known exactly about a sentence before it is read: names and words met or not, where it stands, how it was found."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.question.concepts import keys
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.question.units import is_given, weight
from assistant.statements.candidates import Candidate, neighbouring_keys
from index.search import Index
from sources.document import AUTHORITY

KNOWN = (
    "name own", "name near", "name far", "name title", "words own", "words near", "words far", "gap", "asked own", "asked near",
    "title", "place", "cosine", "hit", "authority", "short", "long", "asks", "found",
)  # fmt: skip
"""The features in order, each between 0 and 1 but for the cosine. `name own` is the share of the asked name that is least said in the
sentence itself, `near` with its neighbours, `far` with title and heading too; a half where no name is asked about. `words`: the same for
what the question speaks of, by weight; `gap` is the heaviest of it that is not met at all; `asked`: only what it does not start from.
`title`: it is the document's title; `place` falls from 1 at its top; `cosine` and `hit` are those of its passage; `found`: the search
found its passage."""

Row = NDArray[np.float64]


class QuestionUnits:
    """A question with the weights of what it speaks of, looked up once."""

    def __init__(self, index: Index, question: Question, targets: Sequence[Target]) -> None:
        self.targets = targets
        self.units = [(unit.keys, weight(index, unit), is_given(unit)) for unit in question.units]

    def shares(self, met: frozenset[str], asked_only: bool = False) -> float:
        """The share of the weight of what is spoken of that a text with these concepts says; 1 where nothing is."""
        units = [(keys, w) for keys, w, given in self.units if not (asked_only and given)]
        total = sum(w for _, w in units)
        return sum(w for keys, w in units if keys & met) / total if total else 1.0

    def name(self, met: frozenset[str]) -> float:
        """The share of the name that is least said."""
        return min((t.share(met) for t in self.targets), default=0.5)


def known(asked: QuestionUnits, candidate: Candidate, found: bool) -> Row:
    """The features of one sentence, shape (len(KNOWN),)."""
    document, text = candidate.document, candidate.text
    about = f"{document.title or ''} {candidate.passage.heading or ''} {document.publisher or ''}"
    if document.published:
        about += f" {document.published:%B %d %Y}"
    own = keys(text) | keys(candidate.under)
    near = neighbouring_keys(candidate)
    far = near | keys(about)
    words = len(text.split())
    span = document.title_span
    is_title = (span is not None and span.start <= candidate.start < span.end) or text.strip("# \n") == document.title
    asks = candidate.is_question or text.rstrip().endswith("?")
    return np.array([
        asked.name(own), asked.name(near), asked.name(far), asked.name(keys(document.title or "")),
        asked.shares(own), asked.shares(near), asked.shares(far),
        max((w for keys_, w, _ in asked.units if not keys_ & far), default=0.0),
        asked.shares(own, asked_only=True), asked.shares(near, asked_only=True),
        is_title, 1 / (1 + candidate.number / 5), max(candidate.cosine, 0.0), candidate.score,
        AUTHORITY[document.kind] / 7, words < 6, min(max(words - 40, 0) / 60, 1.0), asks, found,
    ], dtype=np.float64)  # fmt: skip
