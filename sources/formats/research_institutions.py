"""The list of institutions and talent programs under section 1286 as the Department of Defense publishes it: a PDF whose
first table names institutions, with further names below some of them (`… a.k.a.` and a dot each), and whose second one
names talent programs.

Read off the paragraphs of a document. The list states no countries, no dates and no grounds for single institutions.
"""

import re

from sources.document import Document, Record, Span
from sources.formats.sheet import Draft, fold

LIST_ID = "section-1286"
PUBLISHER = "Department of Defense"
URL = "https://basicresearch.defense.gov/Programs/Academic-Research-Security/"
_TABLE = re.compile(r"\s*Table \d+\s*[:.]\s*(?:List of )?(?:Institutions|Foreign Talent)\b", re.I)
_BULLET = re.compile(r"\s*[•▪●◦]\s*")
_AKA = re.compile(r"(?:,|(?<!\s))\s*+\(?a\.?k\.?a\.?:?\)?\s*+$", re.I)
_CATCH_ALL = re.compile(r"\s*any program that\b", re.I)
_LEFTOVER = re.compile(r"(?<!\s)\s*+Error! Bookmark not defined\.|(?<=[a-z)])\d$")
_PARAGRAPH = re.compile(r"[^\n]+")
_NUMBER = re.compile(r"(?:page )?\d{1,3}", re.I)
_LONGEST = 40  # words of a name


def is_list(document: Document) -> bool:
    """Whether a document is the list by itself: section 1286 at its beginning, and its tables."""
    begin = document.text[:3000]
    return re.search(r"\bsection 1286\b", begin, re.I) is not None and _tables(document) > 0


def _tables(document: Document) -> int:
    return sum(_TABLE.match(m.group()) is not None for m in _PARAGRAPH.finditer(document.text))


def records(document: Document) -> list[Record]:
    """A record for each institution and program of the tables. None for any other document."""
    if document.kind in ("notice", "rule", "regulation", "transcript") or not is_list(document):
        return []
    found: list[tuple[Span, Draft, int]] = []
    title: Span | None = None
    goes_on = False  # the title of a table may run over lines
    for match in _PARAGRAPH.finditer(document.text):
        words, span = match.group(), Span(*match.span())
        if _TABLE.match(words):
            title, goes_on = span, True
        elif title is None or _NUMBER.fullmatch(words.strip()) or not words.strip():
            continue
        elif _CATCH_ALL.match(words):
            break
        elif (bullet := _BULLET.match(words)) and found:
            draft = found[-1][1]
            _put(draft, "alias", document, Span(span.start + bullet.end(), span.end))
            found[-1] = (found[-1][0], draft, span.end)
        elif len(words.split()) <= _LONGEST and not (goes_on and _of_title(document, title, words)):
            goes_on = False
            draft = Draft()
            _put(draft, "name", document, span)
            _put(draft, "remark", document, title)
            found.append((span, draft, span.end))
    named = [(span, draft, end) for span, draft, end in found if draft.fields["name"]]
    return [
        draft.record(document.id, LIST_ID, Span(span.start, end), draft.fields["name"][0].value)
        for span, draft, end in named
    ]


def _of_title(document: Document, title: Span, words: str) -> bool:
    """Whether a line behind the title of a table goes on with it: it begins small, or ends the sentence of it."""
    return words.strip()[:1].islower() or fold(words) in (
        "Interests",
        "Security Interests",
        "National Security Interests",
    )


def _put(draft: Draft, name: str, document: Document, span: Span) -> None:
    words = document.text[span.start : span.end]
    for leftover in (_AKA, _LEFTOVER):
        cut = leftover.search(words)
        words = words[: cut.start()] if cut else words
    lead = len(words) - len(words.lstrip())
    draft.put(name, words.strip(), span.start + lead)  # type: ignore[arg-type]
