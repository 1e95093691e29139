"""Questions about one provision of the regulations as a whole (`What is in Supplement No. 1 to part 736?`): what it is headed, and
how it begins."""

import re
from collections.abc import Iterator

from assistant.parts import Evidence, Findings, Part
from assistant.question import Question
from assistant.snapshots import superseded
from assistant.wording import clipped, plain
from index.search import Index
from index.types import DocumentInfo
from sources.document import Document, Span

_ASKS = re.compile(
    r"(?:so |and |but )?what(?:'s|’s)?\b(?: (?:is|are|does|do|it|in|on|under|the|title|heading|subject|contents?|of))* "
    r"(?:(?P<kind>supplement|appendix) (?:no\.? ?|number )?(?P<mark>\w{1,4})(?: (?:to|of) (?:15 CFR )?(?:part )?(?P<part>\d{3}))?"
    r"|(?:§+ ?|section |sec\. ?)(?P<section>\d{3}\.\d{1,3}[a-z]?))"
    r"(?: (?:say|contain|cover|hold|deal with|about|called|headed))*\W*",
    re.I,
)
_LONG = 45  # words of how it begins


def answer(index: Index, question: Question) -> Findings | None:
    """The heading of the provision that a question names, and its first words; None for any other question, for a provision that
    is not indexed, and for one that several parts of the regulations have where none is named."""
    asked = _ASKS.fullmatch(question.text.strip())
    if asked is None:
        return None
    found = [document for info in _named(index, asked) if (document := index.document(info.id)).title_span]
    if len({document.title for document in found}) != 1:
        return None
    return _told(index, found[0])


def _named(index: Index, asked: re.Match[str]) -> Iterator[DocumentInfo]:
    old = superseded(index, index.generation)
    if asked["section"]:
        wanted = re.compile(rf"§+ {re.escape(asked['section'])}")
    else:
        wanted = re.compile(rf"{asked['kind']} (?:no\. )?{asked['mark']}(?: to part \d+)?(?:, notes)?", re.I)
    for info in index.documents():
        if info.kind == "regulation" and info.id not in old and info.passages and wanted.fullmatch(info.part):
            of = re.match(r"\d+ CFR part (\d+),", info.title or "")
            if not asked["part"] or (of and of.group(1) == asked["part"]):
                yield info


def _told(index: Index, document: Document) -> Findings | None:
    title = document.title_span
    begins = next((s for s in index.sentences(document.id) if title and s.start >= title.end), None)
    heading = _evidence(index, document, title) if title else None
    if heading is None:
        return None
    name = re.sub(r", notes$", "", document.part)
    parts = [Part(f"{name} is headed “{plain(heading.quote).rstrip('.')}”.", (heading,))]
    first = _evidence(index, document, begins) if begins else None
    if first is not None:
        parts.append(Part(f"It begins: “{clipped(plain(first.quote), _LONG)}”", (first,)))
    return Findings(tuple(parts))


def _evidence(index: Index, document: Document, span: Span) -> Evidence | None:
    """The span inside of the passage that holds it."""
    held = next((p for p in index.passages(document.id) if p.start <= span.start and span.end <= p.end), None)
    return Evidence(document, span.start, span.end, held.id, held.start, held.end) if held else None
