"""The section of an executive order that a question asks for, in the order's own sentences."""

import re
from collections.abc import Iterator

from assistant.candidates import layout
from index.search import Index
from sources.document import Document, Span

_ASKED = re.compile(r"(?:\b(?:section|sec\.?)\s?|§\s?)(?P<number>\d{1,2})(?!\d)(?:\((?P<letter>[a-z])\))?", re.I)
_HEAD = re.compile(r"(?m)^[ \t]*(?:\*\*)?(?:Section|Sec\.)\s(?P<number>\d{1,2})(?:\*\*)?\.")
_LETTER = re.compile(r"[^\w(]*(?:(?:Section|Sec\.)\s\d{1,2}\.\s*)?\((?P<letter>[a-z])\)\s")
MOST = 3
"""Sentences of a section that are quoted."""


def asked_section(words: str) -> str | None:
    """The section that words ask for, as `2` or `2(b)`; None if they ask for none."""
    found = _ASKED.search(words)
    return (found["number"] + (f"({found['letter'].lower()})" if found["letter"] else "")) if found else None


def without_section(words: str) -> str:
    """Words without the section that they ask for."""
    return _ASKED.sub(" ", words)


def section_sentences(index: Index, document: Document, section: str) -> list[Span]:
    """The first sentences of a section of the order; none where the order has no such section."""
    number, _, letter = section.rstrip(")").partition("(")
    heads = list(_HEAD.finditer(document.text))
    place = next((n for n, head in enumerate(heads) if head["number"] == number), None)
    if place is None:
        return []
    end = heads[place + 1].start() if place + 1 < len(heads) else len(document.text)
    inside = [s for s in layout(index, document.id).sentences if heads[place].start() <= s.start < end]
    chosen = list(_lettered(document, inside, letter)) if letter else inside
    return [s for s in chosen if len(document.text[s.start : s.end].split()) > 2][:MOST]


def _lettered(document: Document, inside: list[Span], letter: str) -> Iterator[Span]:
    """The sentences from the one that begins with `(letter)` to the next lettered one."""
    open_ = False
    for span in inside:
        found = _LETTER.match(document.text, span.start, span.end)
        if found:
            open_ = found["letter"] == letter
        if open_:
            yield span
