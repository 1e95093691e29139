"""Answers made by hand, for tests of what shows them."""

import datetime
from typing import Any

from assistant.answer import Answer, Candidate, Citation, CitedDocument, CitedPassage, Disagreement, Position, Sentence
from sources.document import Document

TEXT = (
    "Northwind Test Works added to the list\n\n"
    "The Commerce Department on 4 May 2021 added Northwind Test Works to the Entity List. It said that the firm "
    "“acquired parts for a rocket programme”. The firm denied it.\n"
)


def document(text: str = TEXT, **changes: Any) -> Document:
    given = {
        "id": "d1", "path": "press/northwind.md", "kind": "report", "title": "Northwind Test Works added to the list",
        "publisher": "The Example", "published": datetime.date(2021, 5, 5), "url": "https://example.org/northwind",
        "sha256": "ab" * 32, "text": text,
    }  # fmt: skip
    return Document(**{**given, **changes})


def citation(number: int, source: Document, quote: str, passage: str | None = None) -> Citation:
    start = source.text.index(quote)
    around = passage or source.text
    at = source.text.index(around)
    return Citation(
        number=number,
        quote=quote,
        start=start,
        end=start + len(quote),
        passage=CitedPassage(id=f"{source.id}:{at}-{at + len(around)}", start=at, end=at + len(around)),
        document=cited(source),
    )


def cited(source: Document) -> CitedDocument:
    keys = ("id", "title", "publisher", "published", "url", "path", "part", "kind", "official", "snapshot", "sha256")
    return CitedDocument(**{key: getattr(source, key) for key in keys})


def answer(source: Document | None = None, **changes: Any) -> Answer:
    source = source or document()
    given_citations = "citations" in changes
    first = "added Northwind Test Works to the Entity List"
    second = "acquired parts for a rocket programme"
    given = {
        "question": "Why was Northwind listed?",
        "understood": "Why was Northwind Test Works listed?",
        "kind": "reason",
        "answered": True,
        "missing": ("authority",),
        "text": "Commerce listed it [1] because it “acquired parts for a rocket programme” [2].",
        "sentences": (Sentence(text="Commerce listed it because it “acquired parts for a rocket programme”.", citations=(1, 2)),),
        "citations": () if given_citations else (citation(1, source, first), citation(2, source, second)),
        "disagreements": (
            Disagreement(
                slot="date",
                positions=(
                    Position(value="4 May 2021", citation=1, official=False),
                    Position(value="5 May 2021", citation=2, official=True),
                ),
            ),
        ),
        "candidates": (Candidate(name="Northwind Test Works", detail="Commerce, Entity List", how="exact"),),
        "suggestions": ("When was it listed?",),
        "generation": 3,
        "timings": {"all": 1.5},
    }  # fmt: skip
    return Answer(**{**given, **changes})
