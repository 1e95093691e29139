"""The UFLPA Entity List as the Department of Homeland Security serves it: a web page with one table for each clause of the
act. An entity that stands in several tables has a record in each, with the clause as its basis."""

import datetime
import re
from pathlib import Path
from typing import cast

import lxml.html
from lxml.etree import ParserError

from sources.document import Document, Record, RecordEvent, Span, document_id
from sources.formats.alias_lists import NUMBER_WORD
from sources.formats.entity_cell import acronyms
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, decode, fold, read_bytes, refuse
from sources.lists import list_info
from sources.us_dates import us_date

PUBLISHER = "Department of Homeland Security"
_URL = "https://www.dhs.gov/uflpa-entity-list"
_PAGE = re.compile(rb"<title>\s*UFLPA Entity List|rel=\"canonical\"\s+href=\"[^\"]*/uflpa-entity-list\"", re.I)
_CLAUSE = re.compile(r"Section\s+2\(d\)\(2\)\(B\)\([ivx]+\)", re.I)
_OPENING = re.compile(
    rf"(?<!\s)\s*+\(\s*+(?:(?:and|including|with)\s+(?:{NUMBER_WORD}|the following)\s+alias(?:es)?:?|also known as|formerly known as|"
    r"formerly|a\.?k\.?a\.?|f\.?k\.?a\.?)[,:]?\s+",
    re.I,
)
_BETWEEN = re.compile(
    r"(?<!\s)\s*+;\s*+(?:and\s+)?(?:(?:also|formerly)\s+known\s+as\s+)?|(?<!\s)\s+and\s+(?:also|formerly)\s+known\s+as\s+|"
    r"(?:(?<=Co\.)|(?<=Ltd\.)|(?<=Inc\.)|(?<=LLC))\s+and\s+",
    re.I,
)
_TAIL = re.compile(r"(?:,\s++|(?<!\s)\s++)and\s+(?:its\s+)?(?:subsidiaries|subordinate)\b.*$", re.I)
_BLOCKS = "self::h1 or self::h2 or self::h3 or self::p or self::table or self::li"


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list's own page: HTML with the list's name as its title or its address as its own."""
    return _PAGE.search(head) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each row of its tables. Raises UnreadableFile if there is no such table."""
    raw, sha256 = read_bytes(path, name)
    try:
        page = lxml.html.document_fromstring(decode(raw), parser=lxml.html.HTMLParser(huge_tree=True))
    except (ParserError, ValueError):
        raise refuse(name, "no HTML that could be read", "save the page of the list again") from None
    areas = _find(page, "//main|//*[@role='main']|//article")
    for brk in _find(page, "//br"):
        brk.tail = "\n" + (brk.tail or "")
    area = min((a for a in areas if _find(a, ".//table")), key=lambda a: len(a.text_content()), default=page)
    key = document_id(name)
    sheet = Sheet()
    for heading in _find(page, "//h1")[:1]:
        sheet.add(fold(heading.text_content()))
    records: list[Record] = []
    warnings: list[str] = []
    clause: list[tuple[str, int]] = []
    for block in _find(area, f".//*[{_BLOCKS}][not(ancestor::table)]"):
        if block.tag == "table":
            records += _table(block, sheet, key, clause, warnings, name)
            clause = []
        elif block.tag != "h1" and (words := fold(block.text_content())):
            span = sheet.add(words, "\n\n")
            if section := _CLAUSE.search(words):
                before = words[: section.start()].strip()
                clause = [(section.group(), span.start + section.start()), *([(before, span.start)] if before else [])]
    if not records:
        raise refuse(
            name, "no table of entities in it", "save the page of the UFLPA Entity List again, whole", _line(raw)
        )
    document = Document(
        id=key,
        path=name,
        kind="list",
        title=list_info("uflpa").name,
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or next((link.get("href") for link in _find(page, "//link[@rel='canonical']")), None) or _URL,
        snapshot=date_in_name(name) or _last_published(page),
        list_id="uflpa",
        sha256=sha256,
        text=sheet.text,
    )
    return [Parsed(document, tuple(records), prose=False, warnings=tuple(warnings))]


def _line(raw: bytes) -> int:
    """The last line, where a page without tables ended."""
    return raw.count(b"\n") + 1


def _find(node: lxml.html.HtmlElement, path: str) -> list[lxml.html.HtmlElement]:
    """The elements on an XPath."""
    return cast(list[lxml.html.HtmlElement], node.xpath(path))


def _last_published(page: lxml.html.HtmlElement) -> datetime.date | None:
    found = re.search(
        r"Last (?:Published|Updated)(?: Date)?:?\s*(\w+ \d{1,2}, \d{4}|\d{1,2}/\d{1,2}/\d{4})", page.text_content()
    )
    return us_date(found.group(1)) if found else None


def _table(
    table: lxml.html.HtmlElement, sheet: Sheet, key: str, clause: list[tuple[str, int]], warnings: list[str], name: str
) -> list[Record]:
    records = []
    for tr in table.iter("tr"):
        cells = [fold(c.text_content()) for c in tr.iterchildren("td", "th")]
        if not any(cells):
            continue
        if tr.find("th") is not None or re.match(r"(?:name of entity|entity name)$", cells[0], re.I):
            for number, cell in enumerate(cells):
                sheet.add(cell, "\n" if number else "\n\n")
            continue
        entity = sheet.add(cells[0], "\n\n")
        draft = Draft()
        record_name = _entity(draft, cells[0], entity.start)
        for words, at in clause:
            draft.put("basis", words, at)
        end = entity.end
        if len(cells) > 1 and cells[1]:
            when = sheet.add(cells[1], "\n")
            end = when.end
            day = us_date(cells[1])
            draft.put("effective", cells[1], when.start, day.isoformat() if day else None)
            if day:
                draft.events.append(
                    RecordEvent(action="added", date=day, citation=None, start=when.start, end=when.end)
                )
            else:
                warnings.append(f"{name}: {cells[1]!r} ({record_name}) is no date")
        records.append(draft.record(key, "uflpa", Span(entity.start, end), record_name))
    return records


def _entity(draft: Draft, words: str, start: int) -> str:
    """The name, the aliases in brackets behind it, and a remark on subsidiaries; returns the name."""
    opening = _OPENING.search(words)
    tail = _TAIL.search(words, _closing(words, opening.end()) if opening else 0)
    end = opening.start() if opening else tail.start() if tail else len(words)
    name = words[:end].rstrip(" ,")
    draft.put("name", name, start)
    for s in acronyms(words, Span(0, len(name))):
        draft.put("alias", words[s.start : s.end], start + s.start)
    if opening:
        close = _closing(words, opening.end()) - 1
        at = opening.end()
        for mark in [*_BETWEEN.finditer(words, at, close), None]:
            stop = mark.start() if mark else close
            draft.put("alias", words[at:stop].strip(), start + at + len(words[at:stop]) - len(words[at:stop].lstrip()))
            at = mark.end() if mark else close
    if tail:
        draft.put(
            "remark",
            tail.group().strip(" ,"),
            start + tail.start() + len(tail.group()) - len(tail.group().lstrip(" ,")),
        )
    return fold(name)


def _closing(words: str, at: int) -> int:
    """The offset behind the bracket that closes what was opened before `at`."""
    depth = 1
    while at < len(words) and depth:
        depth += {"(": 1, ")": -1}.get(words[at], 0)
        at += 1
    return at
