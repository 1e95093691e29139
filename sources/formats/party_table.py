"""Tables of one list alone, a party a row: the Unverified List as CSV, and the debarred parties of the Directorate of
Defense Trade Controls (statutory and administrative).

Neither says in its cells which list it is; the titles of its columns do, or else the name of the file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sources.citations import read_citation
from sources.document import Document, Record, RecordEvent, Span, document_id
from sources.formats.alias_lists import AKA
from sources.formats.delimited import Nameless, Row, read_rows, title_key, which_delimiter
from sources.formats.names_in_cells import name_end
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, read_bytes, refuse
from sources.lists import list_info
from sources.us_dates import us_date


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: its list, who publishes it, what its columns are called (by what they mean), which of these columns only
    it has, and what its files are called."""

    list_id: str
    publisher: str
    url: str
    wanted: str
    columns: dict[str, str]
    own: frozenset[str]
    file_name: re.Pattern[str]


def _columns(**meant: str) -> dict[str, str]:
    """The meaning of each title, from the titles of each meaning."""
    return {title: meaning for meaning, titles in meant.items() for title in titles.split()}


UNVERIFIED = Layout(
    list_id="unverified-list",
    publisher="Bureau of Industry and Security",
    url="https://www.bis.gov/licensing/end-user-guidance/unverified-list-uvl",
    wanted="the Unverified List (country, name, address)",
    columns=_columns(
        name="name listed_person party_name entity_name",
        name_and_address="listed_person_and_address name_and_address",
        country="country",
        address="address addresses street_address",
        notice="federal_register_citation_and_date_of_publication federal_register_citation fr_citation "
        "federal_register_notice federal_register_citation_s",
        date="date_of_publication effective_date date_added",
        remark="remark remarks notes comments status",
    ),
    own=frozenset({"listed_person", "listed_person_and_address"}),
    file_name=re.compile(r"uvl|unverified", re.I),
)
DEBARRED = Layout(
    list_id="aeca-debarred",
    publisher="Directorate of Defense Trade Controls",
    url="https://www.pmddtc.state.gov/ddtc_public/ddtc_public?id=ddtc_kb_article_page&sys_id=c22d1833dbb8d300d0a370131f9619f0",
    wanted="the debarred parties of the Directorate of Defense Trade Controls (party name, Federal Register notice, notice date)",
    columns=_columns(
        name="party_name debarred_party_full_name_and_alias debarred_party debarred_party_name full_name name",
        born="date_of_birth dob",
        notice="federal_register_notice notice fr_notice",
        date="notice_date federal_register_notice_date date",
        corrected="corrected_notice",
        corrected_date="corrected_notice_date",
        remark="remark remarks notes comments status",
    ),
    own=frozenset({"corrected_notice", "debarment_order", "debarred_party_full_name_and_alias", "debarred_party_name"}),
    file_name=re.compile(r"debar", re.I),
)
LAYOUTS = (UNVERIFIED, DEBARRED)


def sniff(name: str, head: bytes) -> bool:
    """Whether the titles of the columns, or the file's name with them, are those of one of the tables."""
    return _layout(name, head) is not None


def _layout(name: str, head: bytes) -> Layout | None:
    if PurePosixPath(name.lower()).suffix not in {".csv", ".tsv"}:
        return None
    line = head.split(b"\n")[0].decode("utf-8-sig", "replace")
    titles = {title_key(t.strip('" \r')) for t in line.split(which_delimiter(head))}
    if {"source", "source_list"} & titles:
        return None
    for layout in LAYOUTS:
        meant = {layout.columns.get(title) for title in titles}
        named = layout.file_name.search(PurePosixPath(name).name) is not None
        if meant & {"name", "name_and_address"} and (layout.own & titles or (named and len(meant) > 2)):
            return layout
    return None


_ADMINISTRATIVE = re.compile(r"debarment.order|charging.letter", re.I)


def _part(layout: Layout, name: str, titles: str) -> str:
    """Which of the two tables of debarred parties a file is, by its titles and name: each is a list of its own, and the newer of
    them says nothing against the other."""
    if layout is not DEBARRED:
        return ""
    administrative = _ADMINISTRATIVE.search(titles) or re.search(r"admin", PurePosixPath(name).name, re.I)
    return "administrative debarment" if administrative else "statutory debarment"


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each party under its country. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    layout = _layout(name, raw[:65536])
    assert layout is not None  # this reader was chosen by it
    table = read_rows(raw, name, layout.columns, (), layout.wanted, which_delimiter(raw[:4096]))
    part = _part(layout, name, raw[:4096].split(b"\n")[0].decode("utf-8-sig", "replace"))
    return [_table(table, layout, part, name, sha256, given)]


def is_heading(titles: Sequence[str]) -> bool:
    """Whether a row of a spreadsheet holds titles that only one of the tables has."""
    return _of_titles(titles) is not None


def _of_titles(titles: Iterable[str]) -> Layout | None:
    found = set(titles)
    return next((layout for layout in LAYOUTS if layout.own & found), None)


def from_rows(
    rows: Sequence[tuple[int, dict[str, str]]], above: Sequence[list[str]], name: str, sha256: str, given: Given
) -> Parsed:
    """The list from the rows of a spreadsheet, each with its number and its cells by the titles of the columns. Raises
    UnreadableFile."""
    layout = _of_titles(rows[0][1]) if rows else None
    if layout is None:
        raise refuse(name, "no rows in it", "download the list again")
    table = (
        Row(number, {layout.columns[t]: cell for t, cell in cells.items() if t in layout.columns and cell})
        for number, cells in rows
    )
    return _table(table, layout, _part(layout, name, " ".join(rows[0][1])), name, sha256, given)


def _table(table: Iterator[Row], layout: Layout, part: str, name: str, sha256: str, given: Given) -> Parsed:
    key, sheet, nameless = document_id(name, part), Sheet(), Nameless(name)
    records: list[Record] = []
    warnings: list[str] = []
    for rows in _parties(table, nameless):
        records.append(_record(sheet, rows, layout, key, name, warnings))
    if not records:
        raise nameless.error or refuse(name, "no rows in it", "download the list again")
    document = Document(
        id=key,
        path=name,
        part=part,
        kind="list",
        title=list_info(layout.list_id).name,
        publisher=given.publisher or layout.publisher,
        published=given.published,
        url=given.url or layout.url,
        snapshot=date_in_name(name),
        list_id=layout.list_id,
        sha256=sha256,
        text=sheet.text,
    )
    return Parsed(document, tuple(records), prose=False, warnings=(*nameless.warnings, *warnings))


def _parties(table: Iterator[Row], nameless: Nameless) -> Iterator[list[Row]]:
    """The rows of each party: those that follow each other with one name, country and notice. A country stands for the
    rows below it, too, where their own cell is empty."""
    group: list[Row] = []
    country = ""
    for row in table:
        country = row.cells.get("country", country)
        if not row.cells.get("name") and not row.cells.get("name_and_address"):
            nameless.add(row.line)
            continue
        row = row._replace(cells={**row.cells, **({"country": country} if country else {})})
        if group and _party(group[0]) != _party(row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _party(row: Row) -> tuple[str | None, ...]:
    return tuple(row.cells.get(key) for key in ("name", "name_and_address", "country", "notice", "date"))


def _record(sheet: Sheet, rows: list[Row], layout: Layout, key: str, name: str, warnings: list[str]) -> Record:
    draft = Draft()
    start = sheet.add("", "\n\n").start
    first = rows[0]
    words = _put_names(draft, sheet, first.cells)
    if country := first.cells.get("country"):
        draft.put("country", country, sheet.add(country, "\n").start)
    for row in rows:
        if address := row.cells.get("address"):
            draft.put("address", address, sheet.add(address, "\n").start)
        if remark := row.cells.get("remark"):
            draft.put("remark", remark, sheet.add(remark, "\n").start)
    if born := first.cells.get("born"):
        at = sheet.add(born, "\n").start
        draft.put("remark", born, at)
        draft.put_kind("birth-date", born, at)
    for notice, date in (("notice", "date"), ("corrected", "corrected_date")):
        _put_notice(draft, sheet, first, notice, date, name, warnings)
    return draft.record(key, layout.list_id, Span(start, len(sheet)), words)


def _put_names(draft: Draft, sheet: Sheet, cells: dict[str, str]) -> str:
    """The name and its aliases behind `a.k.a.`, and, in one cell with them, the address; returns the name."""
    whole = cells.get("name") or cells["name_and_address"]
    end = len(whole) if "name" in cells else name_end(whole)
    at = sheet.add(whole, "").start
    aka = AKA.search(whole, 0, end)
    main = whole[: aka.start()].rstrip(" ,;(") if aka and aka.start() else whole[:end]
    draft.put("name", main, at)
    if aka and aka.start():
        stop = aka.end() + len(whole[aka.end() : end].split(")")[0])
        place = aka.end()
        for part in re.split(r"(;|,\s*(?=a\.?k\.?a)|\band a\.?k\.?a\.?)", whole[place:stop]):
            name = AKA.sub("", part).strip(" ,;")
            if name and name.lower() not in ("and", "aka"):
                draft.put("alias", name, at + place + part.index(name))
            place += len(part)
    rest = whole[end:].lstrip(" ,\n")
    if rest:
        draft.put("address", rest, at + len(whole) - len(rest))
    return fold(main)


def _put_notice(draft: Draft, sheet: Sheet, row: Row, notice: str, date: str, name: str, warnings: list[str]) -> None:
    """A Federal Register notice and the day of it, in one cell or in two."""
    cited, day = row.cells.get(notice), us_date(row.cells.get(date))
    words = read_citation(cited) if cited else None
    if cited:
        at = sheet.add(cited, "\n").start
        if words is None or words.date or not row.cells.get(date):
            unread = draft.cite(cited, at)
            if unread and not draft.fields["citation"]:
                draft.put("citation", cited, at)
        else:
            draft.put("citation", cited, at)
    if not (said := row.cells.get(date)):
        return
    span = sheet.add(said, "  ")
    if day is None:
        warnings.append(f"{name}, line {row.line}: {said!r} is no date")
    elif not any(e.date == day for e in draft.events):
        what = "changed" if draft.events else "added"
        citation = words.words if words else (cited or None)
        draft.events.append(
            RecordEvent(action=what, date=day, citation=citation, start=span.start, end=span.end)  # type: ignore[arg-type]
        )
