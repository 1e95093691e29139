"""The military-intelligence end users that § 744.22(f)(2) of the Export Administration Regulations names: a paragraph for
each country, `(iii) Cuba. Directorate of Military Intelligence (DIM) and Directorate of … (CIM).`"""

import re

from sources.document import Document, Record, Span
from sources.formats.name_lines import names_of_line, without_stop
from sources.formats.names_in_cells import trim
from sources.formats.sheet import Draft, fold

LIST_ID = "mieu"
PART = "§ 744.22"
_OPENS = re.compile(r"\(2\)\s+['‘“]?Military-intelligence end user['’”]? means\b", re.I)
_COUNTRY = re.compile(
    r"^\((?P<number>[ivx]+)\)\s+(?P<country>[A-Z][^.\n]{2,60})\.\s+(?P<names>[A-Z][^\n]{3,600})$", re.M
)
_NO_NAMES = re.compile(r"\bidentif\w+|\bparagraph\b", re.I)
_BETWEEN = re.compile(
    r"(?<=\)),?\s+and\s+(?:the\s+)?(?=[A-Z])|(?<=\)),\s+(?:the\s+)?(?=[A-Z])|(?:,|(?<!\s))\s++and\s+the\s+(?=[A-Z])"
)


def records(document: Document) -> list[Record]:
    """A record for each end user that the section names, under its country. None for any other document."""
    opens = _OPENS.search(document.text) if document.part == PART else None
    if opens is None:
        return []
    found: list[Record] = []
    for row in _COUNTRY.finditer(document.text, opens.end()):
        if not _NO_NAMES.search(row["names"]):
            found += [
                _record(document, row, span) for span in _spans(document.text, row.start("names"), row.end("names"))
            ]
    return found


def _spans(text: str, start: int, stop: int) -> list[Span]:
    """The names of a row, without `the` before them."""
    edges = [start]
    for mark in _BETWEEN.finditer(text, start, stop):
        edges += [mark.start(), mark.end()]
    edges.append(stop)
    spans = [Span(*trim(text, a, b, ",;")) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [without_stop(text, _bare(text, span)) for span in spans if span.end > span.start]


def _bare(text: str, span: Span) -> Span:
    the = re.compile(r"[Tt]he\s+(?=[A-Z])").match(text, span.start, span.end)
    return Span(the.end(), span.end) if the else span


def _record(document: Document, row: re.Match[str], span: Span) -> Record:
    text, draft = document.text, Draft()
    names = names_of_line(text, *span)
    draft.put("name", text[names.name.start : names.name.end], names.name.start)
    for other in names.others:
        draft.put("alias", text[other.start : other.end], other.start)
    draft.put("country", row["country"], row.start("country"))
    draft.put("basis", row[0][: row.end("number") + 1 - row.start()], row.start(), f"{PART}(f)(2)({row['number']})")
    return draft.record(document.id, LIST_ID, span, fold(text[names.name.start : names.name.end]))
