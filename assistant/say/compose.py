"""From parts to an answer: citations numbered in the order in which they are met, and every one checked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, CitedDocument, CitedPassage, Disagreement, Position, Sentence
from assistant.question.understand import Question
from assistant.say.claims import claims_of, consistent
from assistant.say.parts import Evidence, Findings, Part
from index.search import Index
from sources.document import Document


class Uncited(AssertionError):
    """A sentence or citation that breaks the promise; never shown to a user, always a defect of ours."""


def cited_document(document: Document) -> CitedDocument:
    """As much of a document as a reader needs to know whose word it is."""
    return CitedDocument(
        id=document.id, title=document.title, publisher=document.publisher, published=document.published,
        url=document.url, path=document.path, part=document.part, kind=document.kind, official=document.official,
        snapshot=document.snapshot, sha256=document.sha256,
    )  # fmt: skip


def _cite(index: Index, number: int, evidence: Evidence) -> Citation:
    return Citation(
        number=number, quote=evidence.quote, start=evidence.start, end=evidence.end,
        passage=CitedPassage(id=evidence.passage_id, start=evidence.passage_start, end=evidence.passage_end),
        document=cited_document(evidence.document),
        also=tuple(cited_document(index.document(d)) for d in index.twins(evidence.document.id)),
    )  # fmt: skip


def number(index: Index, parts: Iterable[Part]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Sentences with citation numbers; the same span keeps its number."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    for part in parts:
        mine = []
        for evidence in part.evidence:
            key = (evidence.document.id, evidence.start, evidence.end)
            if key not in numbers:
                numbers[key] = len(citations) + 1
                citations.append(_cite(index, numbers[key], evidence))
            if numbers[key] not in mine:
                mine.append(numbers[key])
        sentences.append(Sentence(text=_one_stop(part.text), citations=tuple(mine)))
    return tuple(sentences), tuple(citations)


def _one_stop(text: str) -> str:
    """A sentence that ends in a name with a full stop of its own ("Co., Ltd..") ends once."""
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text


def marked(sentences: Sequence[Sentence]) -> str:
    """The text of an answer, each sentence followed by the marks of its citations."""
    said = []
    for sentence in sentences:
        marks = "".join(f" [{n}]" for n in sentence.citations)
        said.append(f"{sentence.text}{marks}")
    return " ".join(said)


def check(index: Index, answer: Answer) -> Answer:
    """The promises, checked on the answer as it will be shown: every quotation is its span, every sentence is cited.

    Raises Uncited: a defect of ours, not of the user's sources.
    """
    known = {c.number for c in answer.citations}
    for citation in answer.citations:
        if index.document(citation.document.id).text[citation.start : citation.end] != citation.quote:
            raise Uncited(f"citation {citation.number} of {answer.question!r} is not its span")
    for sentence in answer.sentences:
        if answer.answered and not sentence.citations:
            raise Uncited(f"a sentence without citation: {sentence.text!r}")
        if not set(sentence.citations) <= known:
            raise Uncited(f"a citation that does not exist: {sentence.text!r}")
    return answer


def both(index: Index, asked: str, first: Answer, second: Answer) -> Answer:
    """The answers to two questions asked in one: their sentences one after the other, their citations numbered anew."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    said = [a for a in (first, second) if a.answered] or [first, second]
    for part in said:
        mine = {}
        for c in part.citations:
            key = (c.document.id, c.start, c.end)
            if key not in numbers:
                numbers[key] = len(citations) + 1
                citations.append(c.model_copy(update={"number": numbers[key]}))
            mine[c.number] = numbers[key]
        for s in part.sentences:
            renumbered = Sentence(text=s.text, citations=tuple(dict.fromkeys(mine[n] for n in s.citations)))
            if renumbered not in sentences:
                sentences.append(renumbered)
    open_slots = [a.kind for a in (first, second) if not a.answered]
    missing = tuple(dict.fromkeys((*first.missing, *second.missing, *open_slots)))
    return check(index, first.model_copy(update={
        "question": asked, "understood": f"{first.understood} {second.understood}", "answered": first.answered or second.answered,
        "missing": missing, "text": marked(sentences), "sentences": tuple(sentences), "citations": tuple(citations),
        "matches": tuple(dict.fromkeys((*first.matches, *second.matches))),
        "candidates": (*first.candidates, *second.candidates), "claims": tuple(c for a in said for c in a.claims),
        "timings": {
            step: round(first.timings.get(step, 0.0) + second.timings.get(step, 0.0), 2)
            for step in dict.fromkeys((*first.timings, *second.timings))
        },
    }))  # fmt: skip


def each(index: Index, asked: str, answers: Sequence[Answer]) -> Answer:
    """The answers to one question on several names, one after the other, each with what is said before its sentences; answered
    where any is."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    texts: list[str] = []
    for a in answers:
        mine = {}
        for c in a.citations:
            key = (c.document.id, c.start, c.end)
            if key not in numbers:
                numbers[key] = len(citations) + 1
                citations.append(c.model_copy(update={"number": numbers[key]}))
            mine[c.number] = numbers[key]
        said = tuple(
            Sentence(text=s.text, citations=tuple(dict.fromkeys(mine[n] for n in s.citations))) for s in a.sentences
        )
        lead = a.text.removesuffix(marked(a.sentences)).strip()
        texts.append(" ".join(t for t in (lead, marked(said)) if t))
        sentences += said
    first = answers[0]
    return check(index, first.model_copy(update={
        "question": asked, "understood": " ".join(a.understood for a in answers), "answered": any(a.answered for a in answers),
        "missing": tuple(dict.fromkeys(m for a in answers for m in a.missing)), "text": " ".join(texts),
        "sentences": tuple(sentences), "citations": tuple(citations),
        "candidates": tuple(c for a in answers for c in a.candidates), "suggestions": tuple(s for a in answers for s in a.suggestions),
        "disagreements": (), "claims": tuple(dict.fromkeys(c for a in answers for c in a.claims)),
        "matches": tuple(dict.fromkeys(m for a in answers for m in a.matches)), "timings": {},
    }))  # fmt: skip


def _once(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with each sentence once: what two files say in the same words is one sentence that cites both."""
    merged: dict[str, Part] = {}
    for part in parts:
        before = merged.get(part.text)
        evidence = part.evidence if before is None else tuple(dict.fromkeys((*before.evidence, *part.evidence)))
        merged[part.text] = replace(before or part, evidence=evidence)
    return tuple(merged.values())


def answer(index: Index, question: Question, asked: str, found: Findings) -> Answer:
    """An answer from what was found; `found.lead` is said first. Raises Contradiction as `consistent` does."""
    found = consistent(found, question)
    sentences, citations = number(index, _once(found.parts))
    text = " ".join(t for t in (_one_stop(found.lead), marked(sentences)) if t)
    where = {(c.document.id, c.start, c.end): c.number for c in citations}
    disagreements: tuple[Disagreement, ...] = ()
    if found.differing is not None:
        slot, values = found.differing
        positions = tuple(
            Position(value=value, citation=where[e.document.id, e.start, e.end], official=official)
            for value, e, official in values
        )
        disagreements = (Disagreement(slot=slot, positions=positions),)
    return check(index, Answer(
        question=asked, understood=question.text, kind=question.kind, answered=found.answered, missing=found.missing,
        text=text, sentences=sentences, citations=citations, candidates=found.candidates,
        disagreements=disagreements, claims=claims_of(found), generation=index.generation,
    ))  # fmt: skip
