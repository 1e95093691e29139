"""The tables of 15 CFR part 744: the Entity List, the Unverified List and the Military End-User List.

Rows of a group (an entity with its institutes and affiliates over several rows) leave the cells that they share empty; a
record takes them from the row that opened the group, with the spans where they stand there.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from sources.citations import CITATION
from sources.document import Field, FieldName, Record, Span
from sources.formats.alias_lists import Cell
from sources.formats.entity_cell import acronyms, parse_cell
from sources.formats.markup import Inline, inline
from sources.formats.sheet import Draft, Sheet, fold

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("country", r"^countr"),
    ("entity", r"entit|listed person|name"),
    ("requirement", r"requirement"),
    ("policy", r"polic"),
    ("citation", r"federal register|citation"),
)
_GROUP = re.compile(r"^(?:the following \w+ )?subordinate institu\w+\b[^:]*:?$|^the following .*:$", re.I)
_ONLY_ADDRESS = re.compile(r"^Address \d+$")
_RESERVED = re.compile(r"^\[reserved\]$", re.I)
_REMARK = re.compile(r"(?:This|The) license requirement\w*\b.*", re.S)


@dataclass(slots=True)
class _Row:
    """One row as written to the sheet: a span and the inline text for each column that has words."""

    span: Span
    cells: dict[str, tuple[Span, Inline]] = field(default_factory=dict)


@dataclass(slots=True)
class ReadTable:
    """The records of a table, and what in it could not be read."""

    records: list[Record] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Above:
    """What the rows above say of those below: their country, the row whose cells a group shares, and the group's heading."""

    country: tuple[Span, Inline] | None = None
    group: _Row | None = None
    heading: tuple[Span, Inline] | None = None

    def take(self, row: _Row) -> bool:
        """Keep what a row says of those below it; whether it is of an entity itself, and no heading."""
        if "country" in row.cells:
            self.country, self.group, self.heading = row.cells["country"], None, None
        words = row.cells["entity"][1].text if "entity" in row.cells else ""
        if not words or _RESERVED.match(words):
            return False
        if _GROUP.match(words) and "\n" not in words:
            if not re.match(r"subordinate", words, re.I):
                self.heading, self.group = row.cells["entity"], row
            return False
        if any(name in row.cells for name in ("requirement", "policy", "citation")):
            self.group, self.heading = row, None
        return True

    def draft(self) -> Draft:
        """A record with the country and the heading that it stands under."""
        draft = Draft()
        for name, said in (("country", self.country), ("remark", self.heading)):
            if said:
                draft.put(name, said[1].text, said[0].start)  # type: ignore[arg-type]
        return draft


def is_list_table(table: Element) -> bool:
    """Whether a table has the columns of a list: a country, an entity and a Federal Register citation."""
    head = [fold("".join(cell.itertext())) for cell in table.iter("TH")]
    return {"country", "entity", "citation"} <= set(_columns(head))


def read_table(table: Element, sheet: Sheet, document: str, list_id: str) -> ReadTable:
    """Write a table to the sheet, cells on lines and rows with an empty line between them, and read its records."""
    head = [inline(cell) for cell in table.iter("TH")]
    columns = _columns([cell.text for cell in head])
    for number, cell in enumerate(head):
        sheet.add(fold(cell.text), "\n" if number else "\n\n")
    out, above = ReadTable(), _Above()
    notes = {tr for foot in table.iter("TFOOT") for tr in foot.iter("TR")}  # read with what stands around the table
    for number, tr in enumerate(table.iter("TR"), 1):
        if tr in notes:
            continue
        tds = tr.findall("TD")
        if len(tds) != len(columns):
            if words := fold(" ".join(inline(td).text for td in tds)):
                out.warnings.append(
                    f"row {number} has {len(tds)} of {len(columns)} cells and is left out: {words[:80]!r}"
                )
            continue
        row = _write(tds, columns, sheet)
        if row is None or not above.take(row):
            continue
        draft = above.draft()
        name, unread = _fill(draft, row, above.group or row, out.records)
        record = draft.record(document, list_id, row.span, name).model_copy(update={"form": _form(tr)})
        out.records.append(record)
        out.warnings += [f"row {number} ({record.name}): {words!r} is no citation with a date" for words in unread]
    return out


def _form(row: Element) -> str:
    """A mark of a row as it is written in the file (SHA-256 of its markup, cut to 16 digits)."""
    return hashlib.sha256(tostring(row).strip()).hexdigest()[:16]


def _columns(head: Sequence[str]) -> list[str]:
    """The meaning of each column, by its title."""
    return [next((key for key, words in _COLUMNS if re.search(words, title, re.I)), "") for title in head]


def _write(tds: Sequence[Element], columns: Sequence[str], sheet: Sheet) -> _Row | None:
    cells: dict[str, tuple[Span, Inline]] = {}
    for column, td in zip(columns, tds, strict=True):
        found = inline(td)
        if found.text:
            cells[column] = (sheet.add(found.text, "\n" if cells else "\n\n"), found)
    if not cells:
        return None
    spans = [span for span, _ in cells.values()]
    return _Row(Span(spans[0].start, spans[-1].end), cells)


def _fill(draft: Draft, row: _Row, shared: _Row, before: Sequence[Record]) -> tuple[str, list[str]]:
    """Put the fields of a row into the draft; returns the record's name and what could not be read."""
    span, cell = row.cells["entity"]
    parsed = parse_cell(cell.text)
    name = fold(cell.text[parsed.name.start : parsed.name.end])
    if name:
        draft.put("name", cell.text[parsed.name.start : parsed.name.end], span.start + parsed.name.start)
    elif before and (head := before[-1].first("name")):  # a row of addresses for the entity of the rows above
        first = next(
            (r for r in reversed(before) if r.events == before[-1].events and r.start == shared.span.start), before[-1]
        )
        head = first.first("name") or head
        draft.fields["name"].append(head)
        name = head.value
    _names(draft, cell.text, span.start, parsed)
    for column in ("requirement", "policy", "citation"):
        source = row if column in row.cells else shared
        if column not in source.cells:
            continue
        at, words = source.cells[column]
        if column == "citation":
            return name, draft.cite(words.text, at.start)
        _terms(draft, column, words, at.start)
    return name, []


def _names(draft: Draft, text: str, offset: int, cell: Cell) -> None:
    """Aliases, addresses and remarks of a cell and of the entities inside of it."""
    spans: list[tuple[FieldName, Span]] = [("alias", s) for s in acronyms(text, cell.name)]
    for alias in cell.aliases:
        spans += [("alias", alias), *(("alias", s) for s in acronyms(text, alias))]
    for below in cell.subordinates:
        if below.name.end > below.name.start:
            spans += [("alias", below.name), *(("alias", s) for s in acronyms(text, below.name))]
        for alias in below.aliases:
            spans += [("alias", alias), *(("alias", s) for s in acronyms(text, alias))]
    for each in (cell, *cell.subordinates):
        spans += [("address", s) for s in each.addresses]
        if _ONLY_ADDRESS.match(
            text[each.name.start : each.name.end]
        ):  # what is listed is the address: it is asked for by it
            spans += [("alias", s) for s in each.addresses]
        spans += [("remark", s) for s in each.remarks]
    for name, s in spans:
        draft.put(name, text[s.start : s.end], offset + s.start)


def _terms(draft: Draft, column: str, cell: Inline, offset: int) -> None:
    """The license requirement or the review policy: the words, footnote marks, sections named, and a remark behind."""
    text = cell.text
    if column == "policy" and (glued := CITATION.search(text)):  # a citation that slipped into the policy's cell
        text = text[: glued.start()].rstrip()
    draft.put("requirement" if column == "requirement" else "policy", text, offset)
    for start, end in cell.notes:
        if not any(f.value == text[start:end] for f in draft.fields["footnote"]):
            draft.fields["footnote"].append(Field(value=text[start:end], start=offset + start, end=offset + end))
    if column == "requirement":
        draft.put_sections(text, offset)
        if remark := _REMARK.search(text):
            draft.put("remark", remark.group(), offset + remark.start())
