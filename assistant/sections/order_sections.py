"""The section of an executive order that a question asks for, in the order's own sentences."""

import re
from collections.abc import Iterator

from assistant.question.words import stem
from assistant.sections.section_choice import stems, topic_of
from assistant.statements.candidates import layout
from index.search import Index
from sources.document import Document, Span

_ASKED = re.compile(r"(?:\b(?:section|sec\.?)\s?|§\s?)(?P<number>\d{1,2})(?!\d)(?:\((?P<letter>[a-z])\))?", re.I)
_HEAD = re.compile(r"(?m)^[ \t]*(?:\*\*)?(?:Section|Sec\.)\s(?P<number>\d{1,2})(?:\*\*)?\.")
_LETTER = re.compile(r"[^\w(]*(?:(?:Section|Sec\.)\s\d{1,2}\.\s*)?\((?P<letter>[a-z])\)\s")
MOST = 3
"""Sentences of a section that are quoted."""


def section_number(words: str) -> str | None:
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


_ASPECTS = (
    (re.compile(r"\b(?:prohibit|forbid|ban|bar|block)\w*", re.I), re.compile(r"\b(?:prohibit(?:ed|s)|may not|shall not|banned|barred|(?:is|are) (?:hereby )?blocked)\b", re.I)),
    (re.compile(r"\bdefin\w+|\bmeans?\b|\bmeaning\b", re.I), re.compile(r"\bterms?\b.{1,160}\bmeans?\b", re.I | re.S)),
    (re.compile(r"\b(?:take|takes|took) effect\b|\beffective\b|\bin force\b", re.I), re.compile(r"\b(?:takes? effect|(?:is|are|be|becomes?) effective|effective (?:date|on|at|immediately))\b", re.I)),
    (re.compile(r"\b(?:revok|repeal|supersed|rescind)\w*", re.I), re.compile(r"\b(?:revok|repeal|supersed|rescind)(?:ed|es)\b", re.I)),
    (re.compile(r"\brequir\w+|\bdirects?\b|\binstructs?\b", re.I), re.compile(r"\b(?:shall|must|(?:is|are) (?:required|directed))\b", re.I)),
)  # fmt: skip
"""What is asked of an order, and the sentences that say it."""


def named_section(index: Index, document: Document, words: str) -> list[Span] | None:
    """The sentences of an order that say what is asked of it (what it prohibits, requires, defines), those on the other
    things that are asked about; None if no such thing is asked, empty where the order does not say it."""
    aspect = next(((asked, told) for asked, told in _ASPECTS if asked.search(words)), None)
    if aspect is None:
        return None
    asked, told = aspect
    topic = topic_of(asked.sub(" ", words)) - _ORDER
    inside = layout(index, document.id).sentences
    fitting = [s for s in inside if told.search(document.text, s.start, s.end)]
    return [s for s in fitting if topic <= stems(document.text[s.start : s.end])][:MOST]


_ORDER = frozenset(map(stem, ("executive", "order", "president", "presidential", "term", "word")))


def _lettered(document: Document, inside: list[Span], letter: str) -> Iterator[Span]:
    """The sentences from the one that begins with `(letter)` to the next lettered one."""
    open_ = False
    for span in inside:
        found = _LETTER.match(document.text, span.start, span.end)
        if found:
            open_ = found["letter"] == letter
        if open_:
            yield span
