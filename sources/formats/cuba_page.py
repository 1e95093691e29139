"""The Cuba Restricted List as the Department of State serves it: a web page of headings and lines, no table.

One day holds for all lines (`All entities and subentities were listed effective …, unless otherwise indicated`); a line
that has one of its own says so behind its name. A line that begins with `also` or `alias` is another name of the line
above it; one with a day of its own is that name's, and no day of the entity.
"""

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sources.document import Document, Record, RecordEvent, Span, document_id
from sources.formats.name_lines import names_of_line
from sources.formats.page import PageBlock, visible
from sources.formats.page_bytes import read_tree
from sources.formats.page_choice import choose
from sources.formats.page_metadata import page_metadata
from sources.formats.page_notes import left_out
from sources.formats.page_tree import Node
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, refuse
from sources.lists import list_info
from sources.us_dates import us_date

PUBLISHER = "Department of State"
_URL = "https://www.state.gov/division-for-counter-threat-finance-and-sanctions/cuba-restricted-list"
_ID = "cuba-restricted"
_PAGE = re.compile(
    rb"rel=[\"']canonical[\"']\s+href=[\"'][^\"']{0,200}state\.gov/[^\"']{0,150}cuba-restricted-list|<title>\s*Cuba Restricted List", re.I
)  # fmt: skip
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
_AS_OF = re.compile(rf"\bAs of ({_DAY})")
_ALL = re.compile(rf"\ball entities and subentities were listed effective ({_DAY})", re.I)
_OWN = re.compile(rf"[\s(–—-]{{0,6}}\bEffective ({_DAY})\)?\s*$", re.I)
_OTHER = re.compile(r"(?:also(?: known as)?|alias|a\.?k\.?a\.?|f\.?k\.?a\.?|formerly)[:,]?\s+(?=[\w“\"])", re.I)
_SHORT = re.compile(r"(?<!\s)\s++[—–]\s++")
_ADDED = re.compile(r"(?<!\s)\s++[–—-]\s++(?=(?:additional )?(?:locations?|branches)\b)", re.I)
_ABBREVIATED = re.compile(r"[A-Z][A-Z0-9./ -]{1,19}")
_EMPHASIS = frozenset({"strong", "b", "em", "i", "h1", "h2", "h3", "h4", "h5", "h6", "u"})
_LINE = 200  # characters that a name has at most


@dataclass(slots=True)
class _Reading:
    """What is known while lines are read: the sheet, the records, the headings that lines stand under, the day that
    holds for all, and the sentence that says on what ground they are listed."""

    sheet: Sheet
    key: str
    records: list[Record] = field(default_factory=list)
    section: Span | None = None
    part: Span | None = None
    general: Span | None = None
    day: datetime.date | None = None
    ground: Span | None = None


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list's own page: HTML with the list's name as its title or its address as its own."""
    return not name.lower().endswith(".xml") and _PAGE.search(head) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each line that names an entity. Raises UnreadableFile if there is none."""
    raw = path.read_bytes()
    tree = read_tree(raw, name)
    stated = page_metadata(tree)
    page = visible(tree)
    shown, left = choose(page.blocks, stated.title)
    headings = _emphasised(tree)
    reading = _Reading(Sheet(), document_id(name))
    as_of = None
    for block in shown:
        as_of = as_of or _AS_OF.search(block.text)
        _block(reading, block, headings)
    if not reading.records:
        raise refuse(
            name, "no line that names an entity in it", "save the page of the Cuba Restricted List again, whole"
        )
    document = Document(
        id=reading.key,
        path=name,
        kind="list",
        title=list_info(_ID).name,
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or stated.url or _URL,
        snapshot=date_in_name(name) or (us_date(as_of[1]) if as_of else None),
        list_id=_ID,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=reading.sheet.text,
    )
    warnings = (
        *(() if reading.day else (f"{name}: it does not say since when its entities are listed",)),
        *left_out("the page around the text is left out", left),
        *left_out("not shown on the page", page.unseen),
    )
    return [Parsed(document, tuple(reading.records), prose=False, warnings=warnings)]


def _emphasised(tree: Node) -> frozenset[str]:
    """The texts of blocks that are set in bold as a whole: headings over lines, whatever the page marks them with."""
    found: set[str] = set()
    for node in tree.iter("p", "h2", "h3", "h4", "h5", "h6", "li", "div"):
        words = fold(node.text())
        if words and len(words) <= _LINE and _all_bold(node):
            found.add(words)
    return frozenset(found)


def _all_bold(node: Node) -> bool:
    if re.fullmatch(r"h[1-6]", node.tag):
        return True
    parts = [part for part in node.children if not isinstance(part, str) or part.strip()]
    return bool(parts) and all(isinstance(part, Node) and part.tag in _EMPHASIS for part in parts)


def _block(reading: _Reading, block: PageBlock, headings: frozenset[str]) -> None:
    """A block of the page: the introduction, a heading, or lines that each name an entity."""
    for line in block.text.split("\n"):
        words = fold(line)
        if not words:
            continue
        if words in headings and not _OWN.search(words):
            span = reading.sheet.add(words, "\n\n")
            if words.endswith(":"):
                reading.part = span
            else:
                reading.section, reading.part = span, None
        elif reading.section is None or len(words) > _LINE or words.startswith("***"):
            _introduce(reading, words)
        else:
            _line(reading, words)


def _introduce(reading: _Reading, words: str) -> None:
    """A paragraph that is about all lines."""
    at = reading.sheet.add(words, "\n\n").start
    if general := _ALL.search(words):
        reading.general = Span(at + general.start(1), at + general.end(1))
        reading.day = us_date(general[1])
    if ground := re.search(r"These entities are under the control of[^.]{20,600}\.", words):
        reading.ground = Span(at + ground.start(), at + ground.end())


def _line(reading: _Reading, words: str) -> None:
    """A line that names an entity, or one more name of the entity above it."""
    span = reading.sheet.add(words, "\n")
    own = _OWN.search(words)
    end = own.start() if own else len(words)
    other = _OTHER.match(words, 0, end)
    if other and reading.records:
        before = reading.records.pop()
        reading.records.append(_with_alias(before, words, span, other.end(), end))
        return
    draft = Draft()
    name = _names(draft, words, span.start, end)
    for heading in (reading.section, reading.part):
        if heading:
            _put(draft, "remark", reading.sheet, heading)
    _put(draft, "reason", reading.sheet, reading.ground)
    day, at = (us_date(own[1]), Span(*own.span(1))) if own else (None, None)
    if day and at:
        _listed(draft, words[at.start : at.end], day, Span(span.start + at.start, span.start + at.end))
    elif reading.general and reading.day:
        _listed(draft, reading.sheet.tail(reading.general.start)[: len(_said(reading))], reading.day, reading.general)
    reading.records.append(draft.record(reading.key, _ID, span, name))


def _said(reading: _Reading) -> str:
    assert reading.general is not None
    return reading.sheet.tail(reading.general.start)[: reading.general.end - reading.general.start]


def _put(draft: Draft, name: str, sheet: Sheet, span: Span | None) -> None:
    if span:
        draft.put(name, sheet.tail(span.start)[: span.end - span.start], span.start)  # type: ignore[arg-type]


def _listed(draft: Draft, words: str, day: datetime.date, span: Span) -> None:
    draft.put("effective", words, span.start, day.isoformat())
    draft.events.append(RecordEvent(action="added", date=day, citation=None, start=span.start, end=span.end))


def _names(draft: Draft, words: str, at: int, end: int) -> str:
    """The name of a line, with what stands before or behind a dash as its short name, and what it does in brackets."""
    if added := _ADDED.search(words, 0, end):
        draft.put("remark", words[added.end() : end], at + added.end())
        end = added.start()
    spans = list(_parts(words, end))
    first, *others = spans
    name = names_of_line(words, *first)
    draft.put("name", words[name.name.start : name.name.end], at + name.name.start)
    for span in others:
        draft.put("alias", words[span.start : span.end], at + span.start)
    for span in name.others:
        short = _ABBREVIATED.fullmatch(words, span.start, span.end) or re.search(r"\bS\.A\.?$", words[: span.end])
        draft.put("alias" if short else "remark", words[span.start : span.end], at + span.start)
    return fold(words[name.name.start : name.name.end])


def _parts(words: str, end: int) -> Iterator[Span]:
    """The names on both sides of a dash, the longer one first, where an abbreviation stands before its name."""
    dash = _SHORT.search(words, 0, end)
    if dash is None or not _ABBREVIATED.fullmatch(words, 0, dash.start()):
        yield Span(0, end)
        return
    yield Span(dash.end(), end)
    yield Span(0, dash.start())


def _with_alias(record: Record, words: str, line: Span, start: int, end: int) -> Record:
    """A record with one more name, which stands in the line below it."""
    draft = Draft()
    name = names_of_line(words, start, end).name
    begin, stop = name.start, name.end
    while begin < stop and words[begin] in "“\"'":
        begin += 1
    while stop > begin and words[stop - 1] in "”\"'":
        stop -= 1
    draft.put("alias", words[begin:stop], line.start + begin)
    aliases = (*record.all("alias"), *draft.fields["alias"])
    fields = {**record.fields, "alias": aliases}
    return record.model_copy(
        update={"fields": fields, "end": line.end, "id": f"{record.document_id}:{record.start}-{line.end}"}
    )
