"""Candidates: the sentences that might answer, each with what stands around it.

A sentence leans on its neighbours ("the companies", "it"), a transcript's answer on the reporter's question, and all
of them on the document's title and date: so a candidate carries these beside its own words.
"""

import bisect
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.question.concepts import keys
from assistant.records.snapshots import superseded
from index.search import Index
from index.types import Filters
from sources.document import Document, Passage, Span
from sources.reading.statements import Statement
from sources.turns import Turn, turns

BEFORE, AFTER = 2, 1
"""How many neighbouring sentences belong to a candidate's surroundings."""

PASSAGES = 24
"""How many passages are looked into."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence as evidence. `before` and `after` are the neighbouring sentences, `asked` the reporter's question
    that it answers, `under` the heading in the form of a question that it stands under, `speaker` the label of who says it. `cosine` (-1 to 1) and `score` (0 to 1) are its passage's."""

    document: Document
    start: int
    end: int
    number: int
    passage: Passage
    before: str
    after: str
    asked: str
    under: str
    speaker: str
    is_question: bool
    cosine: float
    score: float
    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        """Its own words, letter for letter."""
        return self.document.text[self.start : self.end]

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands."""
        return self.document.id, self.start


def neighbouring_keys(candidate: Candidate) -> frozenset[str]:
    """The concepts of a sentence, of its neighbours, of the question that it answers, and of who says it."""
    texts = (candidate.text, candidate.before, candidate.after, candidate.asked, candidate.under, candidate.speaker)
    return frozenset().union(*map(keys, texts))


@dataclass(frozen=True, slots=True)
class _Layout:
    """A document cut up once: sentence starts, the turn of each sentence, its statements."""

    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    turns: tuple[Turn | None, ...]
    statements: dict[int, tuple[Statement, ...]]


@functools.lru_cache(maxsize=256)
def _layout(index: Index, generation: int, document_id: str) -> _Layout:
    sentences = index.sentences(document_id)
    text = index.document(document_id).text
    spoken = turns(text, sentences)
    by_sentence: list[Turn | None] = []
    position = 0
    for sentence in sentences:
        while position < len(spoken) and spoken[position].end <= sentence.start:
            position += 1
        inside = position < len(spoken) and spoken[position].start <= sentence.start
        by_sentence.append(spoken[position] if inside else None)
    statements: dict[int, list[Statement]] = {}
    starts = tuple(s.start for s in sentences)
    for statement in index.statements(document_id):
        at = bisect.bisect_right(starts, statement.start) - 1
        statements.setdefault(max(at, 0), []).append(statement)
    return _Layout(sentences, starts, tuple(by_sentence), {k: tuple(v) for k, v in statements.items()})


def layout(index: Index, document_id: str) -> _Layout:
    """The sentences, turns and statements of a document, cut up once per generation of the index."""
    return _layout(index, index.generation, document_id)


def question_before(document: Document, plan: _Layout, number: int) -> str:
    """The question, if any, that the turn of this sentence answers."""
    turn = plan.turns[number]
    if turn is None or turn.question:
        return ""
    at = bisect.bisect_left(plan.starts, turn.start) - 1
    previous = plan.turns[at] if at >= 0 else None
    if previous is None or not previous.question:
        return ""
    return document.text[previous.start : previous.end][-600:]


_UNDER = 3
"""How many sentences behind a heading that asks something answer it."""


def _under(document: Document, plan: _Layout, number: int) -> str:
    """The heading right above, if it is a question, as in a list of questions and answers."""
    for at in range(number - 1, max(number - 1 - _UNDER, -1), -1):
        span = plan.sentences[at]
        text = document.text[span.start : span.end]
        if _is_heading(document.text, span):
            return text if text.rstrip(" *_#\n").endswith("?") and plan.turns[at] is None else ""
    return ""


def _is_heading(text: str, span: Span) -> bool:
    """Whether a sentence is a line of its own, set off by blank lines, marked as a heading or in bold, or a question."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    alone = line.strip(" *_#>-0123456789.") == text[span.start : span.end].strip(" *_#>-0123456789.\n")
    return alone and (line[:1] in "#*" or line.endswith("?"))


def candidate(
    index: Index, document: Document, number: int, passage: Passage, cosine: float = 0.0, score: float = 0.0
) -> Candidate:
    """The candidate for one sentence of a document, by its number."""
    plan = layout(index, document.id)
    sentence = plan.sentences[number]
    turn = plan.turns[number]

    def around(numbers: Iterable[int]) -> str:
        near = [n for n in numbers if 0 <= n < len(plan.sentences) and plan.turns[n] == turn]
        return " ".join(document.text[plan.sentences[n].start : plan.sentences[n].end] for n in near)

    return Candidate(
        document, sentence.start, sentence.end, number, passage,
        around(range(number - BEFORE, number)), around(range(number + 1, number + 1 + AFTER)),
        question_before(document, plan, number), _under(document, plan, number),
        document.text[turn.speaker.start : turn.speaker.end] if turn and turn.speaker else "",
        bool(turn and turn.question), cosine, score, plan.statements.get(number, ()),
    )  # fmt: skip


def passage_at(index: Index, document_id: str, offset: int) -> Passage:
    """The passage of a document that holds this offset, or the last before it."""
    passages = index.passages(document_id)
    at = bisect.bisect_right(passages, offset, key=lambda p: p.start) - 1
    return passages[max(at, 0)]


def gather(
    index: Index, query: str, documents: Sequence[str] = (), filters: Filters | None = None, limit: int = PASSAGES
) -> list[Candidate]:
    """The sentences of the best passages for a query, and of the statements in the named documents, in document order.

    `documents` are those in which the names asked about are spoken of (at most as many as passages are looked into).
    """
    found: dict[tuple[str, int], Candidate] = {}
    old = superseded(index, index.generation)
    for hit in index.search(query, limit, filters=filters):
        if hit.passage.document_id in old:
            continue
        document = index.document(hit.passage.document_id)
        plan = layout(index, document.id)
        first = max(bisect.bisect_right(plan.starts, hit.passage.start) - 1, 0)
        for number in range(first, len(plan.sentences)):
            sentence = plan.sentences[number]
            if sentence.start >= hit.passage.end:
                break
            if sentence.end <= hit.passage.start:
                continue
            known = found.get((document.id, sentence.start))
            if known is None or hit.score > known.score:
                found[document.id, sentence.start] = candidate(
                    index, document, number, hit.passage, hit.cosine or 0.0, hit.score
                )
    for document_id in documents[:limit]:
        plan = layout(index, document_id)
        document = index.document(document_id)
        for number in plan.statements:
            key = (document_id, plan.sentences[number].start)
            if key not in found:
                found[key] = candidate(index, document, number, passage_at(index, document_id, key[1]))
    return [found[key] for key in sorted(found)]
