"""Answers from prose: the sentences that the reader takes for an answer, or none."""

from dataclasses import dataclass

from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.reader.judge import judge
from assistant.reader.look import looks
from assistant.statements.candidates import Candidate
from index.search import Index
from index.types import Filters


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with the probability (0 to 1) that it answers."""

    candidate: Candidate
    probability: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences that were read, the likeliest first, ties by place; the probability that the question is answered, and
    whether that is enough."""

    ranked: tuple[Scored, ...] = ()
    confidence: float = 0.0
    answers: bool = False


def choose(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None = None) -> Choice:
    """Read what looks best for the question, and rank its sentences.

    Raises:
        ModelError: the reader cannot be loaded.
    """
    now = judge()
    read = looks(index, question, targets, filters, now.decision.look)
    likely, confidence = now.weigh(question, len(targets), read)
    sentences = [candidate for look in read for candidate in look.candidates]
    ranked = sorted(map(Scored, sentences, likely), key=lambda s: (-s.probability, s.candidate.key))
    return Choice(tuple(ranked), confidence, bool(ranked) and confidence >= now.threshold)
