"""Documents of the Federal Register: the interface's JSON, the full text in XML, and the text page of the printed issue.

All three give prose: rules and notices whose determination paragraphs state the ground for a listing.
"""

import json
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from sources.agencies import agency_by_words
from sources.document import Document, DocumentKind, Span, document_id
from sources.fence import fenced
from sources.formats.federal_register_page import read_page
from sources.formats.federal_register_xml import read_full_text
from sources.formats.parsed import Given, Parsed
from sources.formats.presidential import is_presidential, sections
from sources.formats.sheet import Sheet, decode, read_bytes, refuse, refuse_web_page
from sources.links import stays_in_its_folder
from sources.us_dates import us_date

_PAGE = re.compile(rb"\[Federal Register(?: Volume|: )|^\s*(?:<html>.{0,400})?\[?Federal Register Volume", re.I | re.S)
_XML = re.compile(rb"<(?:RULE|PRORULE|NOTICE|PRESDOCU|FEDREG)\b[^<>]*>")
_KINDS: dict[str, DocumentKind] = {"rule": "rule", "interim final rule": "rule", "correction": "notice"}
_TEXTS = (".xml", ".txt")  # suffixes of full texts that may have a companion
_TEXT = ("title", "action", "dates", "abstract", "body", "raw_text", "full_text")
_FACTS = (
    "type",
    "subtype",
    "executive_order_number",
    "proclamation_number",
    "presidential_document_number",
    "citation",
    "document_number",
    "publication_date",
    "effective_on",
    "signing_date",
    "docket_ids",
    "regulation_id_numbers",
)


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a Federal Register document in one of the three forms."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".json":
        return b'"document_number"' in head
    if suffix == ".xml":
        return _XML.search(head) is not None
    return _PAGE.search(head[:3000]) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """One document, or one for each result of a search and each document of an issue. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".json":
        return _read_json(raw, name, sha256, given)
    given = _with_facts(path, given)
    if suffix == ".xml":
        refuse_web_page(raw, name, "XML of the Federal Register")
        return read_full_text(raw, name, sha256, given)
    return [read_page(raw, name, sha256, given)]


def is_companion(path: Path) -> bool:
    """Whether this file only says of a document what its full text, which stands beside it, is read with."""
    return path.suffix.lower() == ".json" and any(path.with_suffix(s).exists() for s in _TEXTS) and bool(_facts(path))


def _facts(path: Path) -> dict[str, Any]:
    try:
        row = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) and row.get("document_number") == path.stem else {}


def _with_facts(path: Path, given: Given) -> Given:
    """Day and address of a full text, from what the interface says of it in `NUMBER.json` beside `NUMBER.xml`."""
    facts = path.with_suffix(".json")
    row = _facts(facts) if stays_in_its_folder(facts, path) else {}
    day = us_date(str(row.get("publication_date") or ""))
    url = row.get("html_url")
    return replace(given, published=given.published or day, url=given.url or (url if isinstance(url, str) else None))


def _read_json(raw: bytes, name: str, sha256: str, given: Given) -> list[Parsed]:
    refuse_web_page(raw, name, "JSON of the Federal Register")
    try:
        data: Any = json.loads(decode(raw))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        cause = f"broken JSON ({getattr(error, 'msg', 'nested too deeply')})"
        raise refuse(name, cause, "the file is cut off: download it again", line) from None
    rows = data.get("results", [data]) if isinstance(data, dict) else data
    if not isinstance(rows, list) or not rows:
        raise refuse(name, "no documents in it", "expected a document or results of the Federal Register's interface")
    found: list[Parsed] = []
    untitled: list[int] = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not str(row.get("title") or "").strip():
            untitled.append(number)
            continue
        part = str(row.get("document_number") or number) if len(rows) > 1 else ""
        with fenced(f"{name}, result {number}"):
            found.append(_document(row, name, part, sha256, given))
    if len(untitled) == len(rows):
        raise refuse(
            name, f"result {untitled[0]} has no title", "expected documents of the Federal Register's interface"
        )
    if untitled and found:
        left = tuple(f"{name}: result {number} has no title: left out" for number in untitled)
        found[0] = replace(found[0], warnings=(*found[0].warnings, *left))
    return found


def _document(row: dict[str, Any], name: str, part: str, sha256: str, given: Given) -> Parsed:
    """Title, action, dates, abstract and body as paragraphs, then the facts as `key: value` lines: the file's own words
    with the quotation marks of JSON taken away."""
    sheet = Sheet()
    headings: list[tuple[int, str]] = []
    title_span: Span | None = None
    published_span: Span | None = None
    for key in _TEXT:
        words = row.get(key)
        if isinstance(words, str) and words.strip():
            span = sheet.add(words.strip(), "\n\n")
            if key == "title":
                title_span = span
            headings.append((span.start, key))
    first = True
    for key in _FACTS:
        values = row.get(key)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, (str, int)) and str(value).strip():
                span = sheet.add(f"{key}: {str(value).strip()}", "\n\n" if first else "\n")
                if first:
                    headings.append((span.start, "facts"))
                first = False
                if key == "publication_date":
                    published_span = Span(span.start + len(key) + 2, span.end)
    kind = _KINDS.get(str(row.get("type", "")).strip().lower(), "notice")
    document = Document(
        id=document_id(name, part),
        path=name,
        part=part,
        kind=kind,
        title=str(row["title"]).strip(),
        publisher=given.publisher or _publisher(row),
        published=given.published or us_date(str(row.get("publication_date") or "")),
        url=given.url or (url if isinstance(url := row.get("html_url"), str) else None) or None,
        sha256=sha256,
        text=sheet.text,
        title_span=title_span,
        published_span=published_span,
    )
    parts = sections(sheet.text) if is_presidential(sheet.text) else []
    return Parsed(document, headings=tuple(sorted([*headings, *parts])))


def _publisher(row: dict[str, Any]) -> str | None:
    """The bureau that issued a document, or else the department, in the words of our table where it is known."""
    names = [str(a.get("raw_name") or a.get("name") or "") for a in row.get("agencies") or [] if isinstance(a, dict)]
    known = [agency for name in names if (agency := agency_by_words(name))]
    bureau = next((agency for agency in known if agency.parent), None)
    if bureau or known:
        return (bureau or known[0]).name
    return next((name for name in reversed(names) if name), None)
