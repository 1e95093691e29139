"""Tables of listings of the United States that OpenSanctions keeps by hand, from the agencies' notices and reports: the
measures that Congress names, the history of the list of Chinese military companies, military-intelligence end users.

None says in its cells which list it is; the titles of its columns do, or else the programme of each row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast

from sources.document import document_id
from sources.formats.delimited import Nameless, read_rows, title_key, which_delimiter
from sources.formats.listing import as_list
from sources.formats.name_lines import names_in_row
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, fold, read_bytes
from sources.formats.us_entry import UsEntry
from sources.lists import list_by_source, list_info, source_id

PUBLISHER = "OpenSanctions"


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: which columns it is known by, what its rows are called, which listings stand in rows that belong together,
    and which column has a name that is to be there."""

    columns: frozenset[str]
    title: str
    name: str
    entries: Callable[[Sheet, list[dict[str, str]]], Iterator[tuple[UsEntry, str]]]


def sniff(name: str, head: bytes) -> bool:
    """Whether the titles of the columns are those of one of the tables."""
    return _layout(name, head) is not None


def _layout(name: str, head: bytes) -> Layout | None:
    if PurePosixPath(name.lower()).suffix not in {".csv", ".tsv"}:
        return None
    titles = _titles(head)
    return next((layout for layout in LAYOUTS if layout.columns <= titles), None)


def _titles(head: bytes) -> set[str]:
    line = head.split(b"\n")[0].decode("utf-8-sig", "replace")
    return {title_key(t.strip('" \r')) for t in line.split(which_delimiter(head))}


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The table as one document, a record for each listing. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    layout = cast(Layout, _layout(name, raw[:65536]))  # this reader was chosen by it
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    columns = {title: title for title in _titles(raw[:65536])}
    rows: list[dict[str, str]] = []
    for row in read_rows(raw, name, columns, (), layout.title, which_delimiter(raw[:4096])):
        if row.cells.get(layout.name):
            rows.append(row.cells)
        else:
            nameless.add(row.line)
    records = [entry.record(key, list_id) for entry, list_id in layout.entries(sheet, rows)]
    lists = {record.list_id for record in records}
    of = f" ({list_info(lists.pop()).name})" if len(lists) == 1 else ""
    title = f"{layout.title}{of}"
    return [as_list(sheet, records, name, sha256, given, None, None, nameless, title=title, publisher=PUBLISHER)]


def _measures(sheet: Sheet, rows: list[dict[str, str]]) -> Iterator[tuple[UsEntry, str]]:
    """Parties that reports to Congress and notices of the Department of State name, a row each."""
    for cells in rows:
        entry = UsEntry(sheet)
        entry.named(cells["name"])
        for alias in cells.get("aliases", "").split(";"):
            entry.named(alias)
        entry.put("type", cells.get("schema", ""))
        entry.place((), cells.get("country", ""))
        programme = fold(cells.get("program", ""))
        entry.put("basis", programme)
        entry.put("reason", cells.get("reason", ""))
        entry.put("remark", cells.get("notes", ""))
        if not entry.happened("added", cells.get("start_date")) and (report := cells.get("report_date")):
            entry.put("remark", "report-date:", report)
        _ended(entry, cells)
        entry.write(cells.get("source_url", ""))
        yield entry, _list_of(programme, cells.get("authority", ""))


def _list_of(programme: str, authority: str) -> str:
    """The list that a programme is: by its name, else under its own words."""
    known = list_by_source(programme)
    if known:
        return known.id
    section = next((id_ for words, id_ in _SECTIONS.items() if words in programme), None)
    return section or source_id(f"{programme} - {authority}" if authority else programme)


_SECTIONS = {"Section 1286": "section-1286", "Section 353": "section-353", "Section 1260H": "1260h"}


def _companies(sheet: Sheet, rows: list[dict[str, str]]) -> Iterator[tuple[UsEntry, str]]:
    """Chinese military companies: a row for each list of the Department of Defense that names one. They are one listing, from
    the first of these on; it is over where the last of them has an end."""
    together: dict[str, list[dict[str, str]]] = {}
    for cells in rows:
        together.setdefault(fold(cells["clean_name"]).casefold(), []).append(cells)
    for party in together.values():
        party.sort(key=lambda cells: cells.get("start_date", ""))
        yield _company(sheet, party), "1260h"


def _company(sheet: Sheet, rows: list[dict[str, str]]) -> UsEntry:
    """A company of some rows, the earliest first."""
    entry = UsEntry(sheet)
    for cells in rows:
        entry.named(cells["clean_name"])
    for names in (cells.get(column, "") for cells in rows for column in ("alias", "previous_name")):
        for start, stop in names_in_row(names, 0, len(names)):
            entry.named(names[start:stop])
    for cells in rows:
        entry.put("remark", cells.get("note", ""))
        if parent := cells.get("parent_name"):
            entry.put("remark", "Parent Name:", parent)
    entry.happened("added", rows[0].get("start_date"))
    for cells in rows[1:]:
        entry.put("remark", "Start date:", cells.get("start_date", ""))
    _ended(entry, rows[-1])
    for cells in rows:
        entry.write(cells.get("source_url", ""))
    return entry


def _end_users(sheet: Sheet, rows: list[dict[str, str]]) -> Iterator[tuple[UsEntry, str]]:
    """Military-intelligence end users, a row each."""
    for cells in rows:
        entry = UsEntry(sheet)
        entry.named(cells["name"])
        for alias in cells.get("alias", "").split(";"):
            entry.named(alias)
        entry.put("type", cells.get("type", ""))
        entry.place((), cells.get("country", ""))
        entry.happened("added", cells.get("date"))
        _ended(entry, cells)
        entry.write(cells.get("source_url", ""))
        yield entry, "mieu"


def _ended(entry: UsEntry, cells: dict[str, str]) -> None:
    words = cells.get("end_date", "")
    if words and not entry.was_listed_until("end-date", words):
        entry.put("remark", "end-date:", words)


LAYOUTS = (
    Layout(
        frozenset({"name", "program", "authority", "reason", "report_date", "start_date", "end_date"}),
        "Measures under special legislation of the United States", "name", _measures,
    ),
    Layout(
        frozenset({"clean_name", "parent_name", "previous_name", "start_date", "end_date"}),
        "Companies listed by the Department of Defense", "clean_name", _companies,
    ),
    Layout(
        frozenset({"type", "name", "alias", "country", "program", "date", "end_date", "source_url"}),
        "End users named in the Export Administration Regulations", "name", _end_users,
    ),
)  # fmt: skip
