"""The Covered List as the Federal Communications Commission serves it: a web page with a table of equipment and
services, each with the day on which it was put on the list. Two documents: the list with a record for each company
that a row names (or for what it covers, where it names none), and what the page says around the table."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from sources.document import Document, Record, RecordEvent, Span, document_id
from sources.formats.entity_cell import acronyms
from sources.formats.page import Page, visible
from sources.formats.page_bytes import read_tree
from sources.formats.page_choice import choose
from sources.formats.page_metadata import page_metadata
from sources.formats.page_notes import Outline, left_out
from sources.formats.page_seen import Seen
from sources.formats.page_table import grid
from sources.formats.page_tree import Node
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, refuse
from sources.lists import list_info
from sources.us_dates import us_date

PUBLISHER = "Federal Communications Commission"
_URL = "https://www.fcc.gov/supplychain/coveredlist"
_ID = "fcc-covered"
_PAGE = re.compile(
    rb"rel=[\"']canonical[\"']\s+href=[\"'][^\"']{0,100}fcc\.gov/supplychain/coveredlist|"
    rb"<title>\s*List of Equipment and Services Covered By Section 2", re.I
)  # fmt: skip
_COVERED, _DATE = re.compile(r"\b(?:equipment|services)\b", re.I), re.compile(r"\bdate\b", re.I)
_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2}/\d{1,2}/\d{4}")
_BY = re.compile(
    r"\b(?:produced|provided|supplied|offered|manufactured|sold)(?: (?:or|and) (?:produced|provided|supplied|offered))?"
    r"(?:,? directly or indirectly,?)? by (?=[A-Z])"
)
_GOES_ON = "including|to the extent|subject to|except|that|which|when|if|for|in|under"
_NAME_ENDS = re.compile(
    rf",? (?:{_GOES_ON}|or (?:any|its|their)|and (?:any|all|its|their))\b|"
    r"[;:^†‡#£§*]|\.?(?:(?<!\s)\s++)?$"
)
_ABBREVIATED = re.compile(r"\b(?:Inc|Corp|Co|Ltd|S\.A|B\.V|N\.V|L\.P)$")
_SUBSIDIARY = re.compile(
    r"\band (?:its|their) (?:wholly[- ]owned )?(?:subsidiary|subsidiaries|affiliate|affiliates),? (?=[A-Z])"
)
_LONGEST_NAME = 300  # characters
_WHAT_ENDS = re.compile(r"(?:(?<!\s)\s++)?(?:[,;:^†‡#£§*³—–]|\bexcept\b|\.?(?:(?<!\s)\s++)?$)")


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list's own page: HTML with the list's name as its title or its address as its own."""
    return not name.lower().endswith(".xml") and _PAGE.search(head) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list and its notes. Raises UnreadableFile if there is no such table."""
    raw = path.read_bytes()
    tree = read_tree(raw, name)
    stated = page_metadata(tree)
    page = visible(tree)
    shown, left = choose(page.blocks, stated.title)
    key = document_id(name)
    sheet = Sheet()
    sheet.add(stated.title or list_info(_ID).name)
    warnings: list[str] = []
    records = [record for table in tree.iter("table") for record in _table(table, Seen(tree), sheet, key, warnings)]
    if not records:
        raise refuse(
            name, "no table of covered equipment with its dates in it", "save the page of the Covered List again"
        )
    notes = Page([block for block in shown if block.tag not in ("tr", "group", "caption")])
    text = " ".join(block.text for block in page.blocks)
    said = re.search(
        r"Last (?:Updated|Published)(?: Date)?(?: on)?:?\s*(\w+ \d{1,2}, \d{4}|\d{1,2}/\d{1,2}/\d{4})", text
    )
    document = Document(
        id=key,
        path=name,
        kind="list",
        title=list_info(_ID).name,
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or stated.url or _URL,
        snapshot=date_in_name(name) or (us_date(said[1]) if said else None),
        list_id=_ID,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=sheet.text,
    )
    told_of = (*left_out("the page around the text is left out", left), *left_out("not shown on the page", page.unseen))
    found = [Parsed(document, tuple(records), prose=False, warnings=(*(f"{name}, {w}" for w in warnings), *told_of))]
    return [*found, _notes(document, notes)] if any(block.tag[0] != "h" for block in notes.blocks) else found


def _notes(the_list: Document, page: Page) -> Parsed:
    """What stands around the table, as prose."""
    sheet, outline = Sheet(), Outline(the_list.title)
    for block in page.blocks:
        outline.step(block, sheet.add(block.text, "\n\n").start)
    update = {
        "id": document_id(the_list.path, "notes"), "part": "notes", "kind": "notice", "list_id": None, "text": sheet.text,
        "title": f"{the_list.title} (notes)",
    }  # fmt: skip
    return Parsed(the_list.model_copy(update=update), headings=tuple(outline.found))


def _table(table: Node, seen: Seen, sheet: Sheet, key: str, warnings: list[str]) -> Iterator[Record]:
    """The records of a table whose first row names what is covered and a date."""
    rows = [
        [fold(_words(cell, seen)) if isinstance(cell, Node) else fold(cell or "") for cell in row]
        for row in grid(table, lambda node: seen.why_not(node) is None)
    ]
    head = rows[0] if rows else []
    covered = next((n for n, words in enumerate(head) if _COVERED.search(words) and not _DATE.search(words)), None)
    dated = next((n for n, words in enumerate(head) if _DATE.search(words)), None)
    if covered is None or dated is None:
        return
    last: Span | None = None  # the date's cell, which may hold for several rows
    for number, row in enumerate(rows):
        spans: dict[int, Span] = {}
        for column, words in enumerate(row):
            if words:
                spans[column] = sheet.add(words, "\n" if spans else "\n\n")
        last = spans.get(dated, last)
        if number == 0 or covered not in spans:
            continue
        begin, end = min(spans.values()).start, max(span.end for span in spans.values())
        named = names_of(row[covered])
        # each company of a row has a record of its own, which reaches to where the next is named
        starts = [begin, *(spans[covered].start + span.start for span in named[1:]), end]
        for place, span in enumerate(named):
            draft = draft_of(row[covered], spans[covered].start, span)
            what = draft.fields["name"][0].value
            if not last or not put_dates(draft, sheet, last):
                warnings.append(f"row {number} ({what}): no date of inclusion")
            row_span = Span(starts[place], starts[place + 1] if place + 1 < len(named) else end)
            yield draft.record(key, _ID, row_span, what)


def draft_of(words: str, start: int, span: Span) -> Draft:
    """A company of a row that stands at `start`: its name, its short name, and all that the row covers."""
    draft = Draft()
    draft.put("name", words[span.start : span.end], start + span.start)
    for short in acronyms(words, span):
        draft.put("alias", words[short.start : short.end], start + short.start)
    draft.put("remark", words, start)
    return draft


def _words(cell: Node, seen: Seen) -> str:
    """The visible words of a cell, with a blank where a line ends."""
    found: list[str] = []
    stack: list[Node | str] = [cell]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            found.append(part)
        elif seen.why_not(part) is None:
            stack += (
                [" ", *reversed(part.children)] if part.tag in ("br", "p", "div", "li") else reversed(part.children)
            )
            found += [" "] if part.tag in ("br", "p", "div", "li", "sup") else []
    return "".join(found)


def names_of(words: str) -> list[Span]:
    """Where the companies that a row names stand in it; what is covered where it names none."""
    found: list[Span] = []
    openings = sorted((*_BY.finditer(words), *_SUBSIDIARY.finditer(words)), key=lambda opening: opening.end())
    for opening in openings:
        end = _NAME_ENDS.search(words, opening.end(), opening.end() + _LONGEST_NAME)
        stop = end.start() if end else min(opening.end() + _LONGEST_NAME, len(words))
        if words[stop : stop + 1] == "." and _ABBREVIATED.search(words, opening.end(), stop):
            stop += 1
        if stop > opening.end():
            found.append(Span(opening.end(), stop))
    if not found:
        end = _WHAT_ENDS.search(words)
        found = [Span(0, (end.start() if end else 0) or len(words))]
    return found


def put_dates(draft: Draft, sheet: Sheet, cell: Span) -> bool:
    """The days of a cell as events: the first put it on the list, later ones changed the row."""
    words = sheet.tail(cell.start)[: cell.end - cell.start]
    for found in _DAY.finditer(words):
        if day := us_date(found.group()):
            at = cell.start + found.start()
            if not draft.events:
                draft.put("effective", found.group(), at, day.isoformat())
            draft.events.append(
                RecordEvent(
                    action="changed" if draft.events else "added",
                    date=day,
                    citation=None,
                    start=at,
                    end=at + len(found.group()),
                )
            )
    return bool(draft.events)
