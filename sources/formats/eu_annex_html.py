"""The annex of a sanctions act in the Official Journal of the European Union, as EUR-Lex serves it (HTML): a table with name,
identifying information, reasons and date of listing, a row for each entry.

Two documents: the annex as a list, with the reason in the words of the act, and the act around it as prose. An act without
such a table is read as any other page.
"""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from sources.document import Record, Span, document_id
from sources.errors import UnreadableFile
from sources.formats import html
from sources.formats.annex_names import names_in
from sources.formats.delimited import Nameless
from sources.formats.eu_acts import FREEZE, SECTORAL
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.page_bytes import read_tree
from sources.formats.page_metadata import page_metadata
from sources.formats.page_seen import Seen
from sources.formats.page_table import Part, grid
from sources.formats.page_tree import Node
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, fold, read_bytes

_PAGE = re.compile(rb"class=[\"'](?:oj-|doc-ti|title-doc|eli-)|eur-lex\.europa\.eu", re.I)
_MEASURES = re.compile(rb"restrictive measures|\(CFSP\)|/CFSP", re.I)
_ACT = re.compile(
    r"(?:(?:Council|COUNCIL|Commission|COMMISSION)\s+)?(?:(?:Implementing|IMPLEMENTING|Delegated|DELEGATED)\s+)?"
    r"(?:Regulation|REGULATION|Decision|DECISION)\s+(?:\((?:EU|EC|CFSP)\)\s+(?:No\s+)?)?\d{1,4}/\d{1,4}(?:/CFSP)?"
)  # fmt: skip
"""An act by its number; `implementing` in small letters is a verb."""
_OF = re.compile(r"\bof\s+(\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4})")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)")
_SECTORAL_ACTS = re.compile(r"(?<!\d)(?:833/2014|2014/512|692/2014|2014/386|2022/263|2022/266)(?!\d)")
"""Acts whose annexes are for other measures than a freeze: trade, finance and transport with Russia and occupied regions."""
_COLUMNS = {
    "number": re.compile(r"^(?:no\.?|nr\.?|#|)$", re.I),
    "date": re.compile(r"date of (?:listing|designation|inclusion|application)|listing date|date listed", re.I),
    "reason": re.compile(r"\breasons?\b|\bgrounds?\b", re.I),
    "info": re.compile(r"identif|background|information", re.I),
    "imo": re.compile(r"\bIMO\b"),
    "name": re.compile(r"\bnames?\b|^(?:persons?|entit(?:y|ies)|bod(?:y|ies)|vessels?|ships?)\b", re.I),
}
"""Columns by their titles: the first of these that fits."""
_LABELS: dict[str, str] = {
    "dob": "birth-date", "date of birth": "birth-date", "pob": "birth-place", "place of birth": "birth-place", "nationality": "nationality",
    "citizenship": "nationality", "gender": "gender", "function": "position", "position": "position", "functions": "position",
    "passport": "passport", "passport number": "passport", "passport no": "passport", "national id": "national-id", "id number": "national-id",
    "personal id": "national-id", "tax id": "tax-id", "tax id no": "tax-id", "tin": "tax-id", "inn": "tax-id", "tax identification number": "tax-id",
    "taxpayer identification number": "tax-id", "registration number": "registration", "ogrn": "registration", "imo": "imo", "imo number": "imo",
    "email": "email", "e-mail": "email", "website": "website", "phone": "phone", "telephone": "phone", "tel": "phone", "flag": "flag",
    "type of entity": "organization-type", "date of registration": "established", "address": "address",
}  # fmt: skip
"""Labels of the identifying information, by the kind of fact (or the field) that stands behind them."""
_LABELLED = re.compile(r"(?P<label>[A-Z][A-Za-z /()-]{1,48}?)\s*:\s*(?=\S)")
_IDENTIFIERS = frozenset({"passport", "national-id", "tax-id", "registration", "imo"})
_LINES = frozenset({"p", "br", "div", "li", "tr", "dd", "dt"})
_NEAR = 7
"""Days around the act within which an entry's date shows that this act put it on the list."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of an annex: its element, what its columns hold, its rows below the titles."""

    node: Node
    columns: tuple[str, ...]
    rows: tuple[tuple[list[str], ...], ...]


@dataclass(frozen=True, slots=True)
class _Act:
    """The act: its title as lines, the acts that it names (its own number first) with the line and offset of each, its day."""

    title: tuple[str, ...]
    acts: tuple[tuple[str, int, int, int], ...]
    day: datetime.date | None

    @property
    def own(self) -> str:
        """The act's own number in the standard form."""
        return self.acts[0][0] if self.acts else ""


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a page of EUR-Lex about restrictive measures."""
    return html.sniff(name, head) and _PAGE.search(head) is not None and _MEASURES.search(head) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The annex, if there is one, and the act. Raises UnreadableFile."""
    data, sha256 = read_bytes(path, name)
    tree = read_tree(data, name)
    seen = Seen(tree)
    tables = [table for node in tree.iter("table") if (table := _table(node, seen))]
    if not tables:
        return html.read(path, name, given)
    act = _act(tree, seen)
    annex = _annex(tables, act, page_metadata(tree).url, name, sha256, given)
    for table in tables:
        if table.node.parent is not None:
            table.node.parent.children.remove(table.node)
    try:
        prose = html.from_tree(tree, data, name, given)
    except UnreadableFile:  # an annex alone
        prose = []
    return [annex, *prose]


def _lines(part: Part | None, seen: Seen) -> list[str]:
    """The lines of a cell as they are seen, white space folded, empty ones left out."""
    if not isinstance(part, Node):
        return [fold(part)] if part and part.strip() else []
    words: list[str] = []
    stack: list[Part] = list(reversed(part.children))
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            words.append(piece.replace("\n", " "))
        elif seen.why_not(piece) is None:
            mark = "\n" if piece.tag in _LINES else " " if piece.tag in ("td", "th") else ""
            words.append(mark)
            stack += [mark, *reversed(piece.children)] if mark else reversed(piece.children)
    return [line for each in "".join(words).split("\n") if (line := fold(each))]


def _table(node: Node, seen: Seen) -> _Table | None:
    """The table if its titles are those of an annex: a name, a date of listing, and what is known or why."""
    rows = [tuple(_lines(part, seen) for part in row) for row in grid(node, lambda n: seen.why_not(n) is None)]
    for at, row in enumerate(rows[:2]):
        titles = [" ".join(lines) for lines in row]
        columns = tuple(next((c for c, p in _COLUMNS.items() if p.search(t)), "") for t in titles)
        if {"name", "date"} <= set(columns) and {"info", "reason", "imo"} & set(columns):
            return _Table(node, columns, tuple(rows[at + 1 :]))
    return None


def _act(tree: Node, seen: Seen) -> _Act:
    """What the title says."""
    marked = [
        n for n in tree.iter("p", "h1", "div") if re.search(r"\b(?:oj-)?doc-ti\b|title-doc", n.get("class") or "")
    ]
    nodes = marked or list(tree.iter("h1"))[:1] or list(tree.iter("title"))[:1]
    title = tuple(fold(n.text()) for n in nodes if not any(n in each.above() for each in nodes) and n.text().strip())
    acts = []
    for number, line in enumerate(title):
        acts += [(_standard(m.group()), number, m.start(), m.end()) for m in _ACT.finditer(line)]
    of = next((m for line in title if (m := _OF.search(line))), None)
    return _Act(title, tuple(acts), full_date(of[1]) if of else None)


def _standard(words: str) -> str:
    """An act as it is cited in a sentence: no word all in capitals but those of its number."""
    return " ".join(w.capitalize() if w.isupper() and w.isalpha() and len(w) > 2 else w for w in words.split())


def _annex(tables: list[_Table], act: _Act, url: str | None, name: str, sha256: str, given: Given) -> Parsed:
    part = f"annex {act.own}".strip()
    key, sheet, nameless = document_id(name, part), Sheet(), Nameless(name)
    lines = [sheet.add(line, "\n") for line in act.title]
    cited = [(words, Span(lines[n].start + start, lines[n].start + end)) for words, n, start, end in act.acts]
    other = any(_SECTORAL_ACTS.search(line) for line in act.title)
    records: list[Record] = []
    for table in tables:
        list_id = SECTORAL if other or "imo" in table.columns else FREEZE
        for number, row in enumerate(table.rows, 1):
            cells = _cells(table, row)
            if not cells.get("date") or len(row) < len(table.columns):
                continue  # a heading of the rows below
            if not cells.get("name"):
                nameless.add(f"row {number}")
                continue
            records.append(_entry(sheet, cells, cited, act).record(key, list_id))
    lists = {record.list_id for record in records}
    title = f"Annex to {act.own}" if act.own else "Annex of an act of the European Union"
    return as_list(
        sheet, records, name, sha256, given, lists.pop() if len(lists) == 1 else None, None, nameless,
        url=url, title=title, publisher="Official Journal of the European Union", part=part,
    )  # fmt: skip


def _cells(table: _Table, row: tuple[list[str], ...]) -> dict[str, list[str]]:
    """The lines of each kind of column; several columns of one kind read on."""
    cells: dict[str, list[str]] = {}
    for column, lines in zip(table.columns, row, strict=False):
        if column and lines:
            cells.setdefault(column, []).extend(lines)
    return cells


def _entry(sheet: Sheet, cells: dict[str, list[str]], cited: list[tuple[str, Span]], act: _Act) -> Entry:
    """An entry: its names, acts, reason, date, then what the identifying information says line by line."""
    entry = Entry(sheet)
    for number, line in enumerate(cells["name"]):
        at = sheet.add(line, "\n" if number else "").start
        for found in names_in(line):
            _put_name(entry, line[found.start : found.end], at + found.start, found.weak)
    if not entry.name:
        _put_name(entry, cells["name"][0], entry.start, False)
    for words, span in cited:
        entry.draft.put("basis", words, span.start, words)
    entry.put("reason", *cells.get("reason", ()))
    entry.fact("imo", "identifier", *cells.get("imo", ())[:1])
    for line in cells.get("info", ()):
        _put_info(entry, line)
    _put_date(entry, " ".join(cells["date"]), act)
    return entry


def _put_name(entry: Entry, words: str, start: int, weak: bool) -> None:
    if entry.name:
        entry.draft.put("weak_alias" if weak else "alias", words, start)
        return
    entry.name = fold(words)
    entry.draft.put("name", words, start)


def _put_info(entry: Entry, line: str) -> None:
    """A line of the identifying information: what its label says, or a remark."""
    label = _LABELLED.match(line)
    kind = _LABELS.get(re.sub(r"\(s\)|[.()]", "", label["label"]).strip().casefold(), "") if label else ""
    if not label or not kind:
        entry.put("remark", line)
        return
    span = entry.write(line)
    start, words = span.start + label.end(), line[label.end() :].rstrip(" .;")
    if kind == "address":
        entry.draft.put("address", words, start)
        return
    field = "nationality" if kind == "nationality" else "identifier" if kind in _IDENTIFIERS else "remark"
    entry.draft.put(cast(Literal["nationality", "identifier", "remark"], field), words, start)
    entry.draft.put_kind(kind, words, start)


def _put_date(entry: Entry, words: str, act: _Act) -> None:
    """The day of listing; by this act where the act is of that day, or of one close by. Later days in the cell are changes."""
    days = [day for m in _DAY.finditer(words) if (day := full_date(m.group()))]
    if len(days) != 1 or fold(words) != _DAY.search(words)[0]:  # type: ignore[index]
        entry.put("remark", words)
    for number, found in enumerate(_DAY.findall(words)):
        day = full_date(found)
        near = act.day is not None and day is not None and abs((day - act.day).days) <= _NEAR
        entry.happened("changed" if number else "added", found, act.own if near and act.own else None)
