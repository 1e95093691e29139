"""The full text of Federal Register documents in the Government Publishing Office's XML (RULE, PREAMB, SUPLINF, …)."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sources.agencies import agency_by_words
from sources.document import Document, DocumentKind, Span, document_id
from sources.fence import fenced
from sources.formats.markup import inline, parse_xml
from sources.formats.parsed import Given, Parsed
from sources.formats.presidential import sections, title_by_tags
from sources.formats.sheet import Sheet, date_in_name, fold, refuse
from sources.us_dates import us_date

_DOCUMENTS: dict[str, DocumentKind] = {"RULE": "rule", "PRORULE": "notice", "NOTICE": "notice", "PRESDOCU": "notice"}
_LEAVES = frozenset(
    ("AGENCY", "SUBAGY", "CFR", "DEPDOC", "RIN", "SUBJECT", "HD", "P", "FP", "AMDPAR", "AUTH", "EXTRACT", "LI", "NAME", "TITLE", "DATED",
     "FRDOC", "DATE", "BILCOD", "SECTNO", "STARS", "ROW", "BOXHD", "TNOTE", "TTITLE", "PSPACE", "TITLE3", "PRES", "PROC", "DETERM", "EXECORD")
)  # fmt: skip
_NOT_READ = {"GPH": "pictures", "MATH": "formulas"}
_SKIPPED = frozenset({"PRTPAGE", "BILCOD", "STARS", *_NOT_READ})


def read_full_text(raw: bytes, name: str, sha256: str, given: Given) -> list[Parsed]:
    """The documents of a full-text file. Raises UnreadableFile."""
    root = parse_xml(raw, name)
    nodes = [node for node in root.iter() if node.tag in _DOCUMENTS]
    if not nodes:
        raise refuse(name, "no rule, notice or proposed rule in it", "download the document's full text in XML again")
    found: list[Parsed] = []
    for number, node in enumerate(nodes, 1):
        with fenced(f"{name}, document {number} of {len(nodes)}"):
            found.append(_read(node, name, sha256, given, len(nodes) > 1))
    return found


def _read(node: Element, name: str, sha256: str, given: Given, several: bool) -> Parsed:
    sheet = Sheet()
    headings: list[tuple[int, str]] = []
    spans: dict[str, Span] = {}
    order: list[tuple[str, Span]] = []
    for block in _blocks(node):
        cells = [inline(c).text for c in block] if block.tag in {"ROW", "BOXHD"} else [inline(block, marks=False).text]
        cells = [fold(cell) for cell in cells if cell.strip()]
        if not cells:
            continue
        first = sheet.add(cells[0], "\n\n")
        for cell in cells[1:]:
            sheet.add(cell, "\n")
        spans.setdefault(str(block.tag), first)
        order.append((str(block.tag), first))
        if block.tag == "HD":
            headings.append((first.start, cells[0].rstrip(":")))
    text = sheet.text

    def said(tag: str) -> str:
        span = spans.get(tag)
        return text[span.start : span.end] if span else ""

    part = _number(said("FRDOC")) if several else ""
    presidential = node.tag == "PRESDOCU"
    title = spans.get("SUBJECT") or (title_by_tags(order) if presidential else None)
    if presidential:
        headings = sorted([*headings, *sections(text)])
    agencies = [agency_by_words(_undress(said(tag))) for tag in ("SUBAGY", "AGENCY", "PRES")]
    known = next((agency for agency in agencies if agency), None)
    document = Document(
        id=document_id(name, part),
        path=name,
        part=part,
        kind=_DOCUMENTS[str(node.tag)],
        title=fold(text[title.start : title.end]) if title else None,
        publisher=given.publisher or (known.name if known else fold(said("SUBAGY") or said("AGENCY")) or None),
        published=given.published or (_published("", name) if presidential else None) or _published(said("DATE"), name),
        url=given.url,
        sha256=sha256,
        text=text,
        title_span=title,
    )
    return Parsed(document, headings=tuple(headings), warnings=_not_read(node, name))


def _not_read(node: Element, name: str) -> tuple[str, ...]:
    """One line on the pictures and formulas of a document."""
    counts = Counter(_NOT_READ[str(one.tag)] for one in node.iter() if one.tag in _NOT_READ)
    kinds = ", ".join(f"{what} ({number})" for what, number in sorted(counts.items()))
    return (f"{name}: not read: {kinds}",) if kinds else ()


def _number(words: str) -> str:
    """The number of a document (`2024-02741`), which some issues print with another dash; empty where none is said."""
    found = re.search(r"\b([A-Z]?\d{1,4}(?:-\d{4})?-\d{3,6})\b", re.sub(r"\s?[\u2010-\u2015\u2212]\s?", "-", words))
    return found.group(1) if found else ""


def _undress(words: str) -> str:
    return re.sub(r"^(?:U\.S\.|United States|The(?= President$))\s+", "", fold(words))


def _published(words: str, name: str) -> datetime.date | None:
    """The day of the issue, from the file or from its address (`…/2023/03/06/2023-04558.xml`)."""
    if day := us_date(re.sub(r"^\w+,\s+|\.$", "", fold(words))):
        return day
    path = re.search(r"/(\d{4})/(\d{2})/(\d{2})/", name)
    return us_date("-".join(path.groups())) if path else date_in_name(name)


def _blocks(node: Element) -> Iterator[Element]:
    """The paragraphs, headings and table rows in order; page marks and billing codes left out."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if _is_paragraph(child):
            yield child
        else:
            yield from _blocks(child)


def _is_paragraph(node: Element) -> bool:
    """Whether an element holds words of its own rather than paragraphs; a tag that is not known loses no words."""
    words = bool((node.text or "").strip())
    holds = any(child.tag in _LEAVES for child in node)
    return (words or not holds) if node.tag in _LEAVES else (words and not holds)
