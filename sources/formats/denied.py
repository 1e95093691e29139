"""The Denied Persons List of the Bureau of Industry and Security, one row an address: tab-separated text, or CSV, in
the spellings of its columns over the years.

An order begins on its effective date; the Federal Register prints it days later, and corrects or renews it in further
notices. So the effective date is when the person was denied export privileges, and the notices are what says so.
"""

import re
from pathlib import Path

from sources.document import Document, FieldName, Record, Span, document_id
from sources.formats.alias_lists import AKA
from sources.formats.delimited import Nameless, Row, read_rows, title_key, which_delimiter
from sources.formats.names_in_cells import name_end
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, read_bytes, refuse
from sources.lists import list_info
from sources.us_dates import us_date

PUBLISHER = "Bureau of Industry and Security"
WANTED = "the Denied Persons List (name, street address, effective date, expiration date, FR citation)"
_URL = "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl"
_ORDER = (
    "name", "street_address", "city", "state", "country", "postal_code", "effective_date", "expiration_date",
    "standard_order", "last_update", "action", "fr_citation",
)  # fmt: skip
_SAME = {
    "name": "denied_person denied_persons party_name",
    "name_and_address": "names_and_addresses name_address",
    "street_address": "address street address_1 street_address_1",
    "state": "state_province province",
    "postal_code": "zip zip_code postal zip_postal_code",
    "effective_date": "effective begin_date beginning_date start_date order_date effective_date_of_order",
    "expiration_date": "expiration expires end_date expiry_date expiration_date_of_order",
    "standard_order": "type_of_denial denial_type order_type",
    "last_update": "last_updated update_date",
    "action": "actions remarks",
    "fr_citation": "fr_citations federal_register_citation federal_register_citations "
    "appropriate_federal_register_citation appropriate_federal_register_citations fr_notice federal_register_notice",
}
_COLUMNS = {key: key for key in (*_ORDER, "name_and_address")} | {
    other: key for key, others in _SAME.items() for other in others.split()
}
_NAMED = frozenset({"name", "name_and_address"})


def sniff(name: str, head: bytes) -> bool:
    """Whether the heading is that of the list: names, effective dates and citations, and no column that says which list
    a row is of; or the first row is one of it, where a file has no heading."""
    if not name.lower().endswith((".txt", ".csv", ".tsv")):
        return False
    return _headed(head) or _ROW.match(head.split(b"\n")[0].decode("utf-8-sig", "replace")) is not None


def _headed(head: bytes) -> bool:
    line = head.split(b"\n")[0].decode("utf-8-sig", "replace")
    titles = {title_key(t.strip('" \r')) for t in line.split(which_delimiter(head))}
    meant = {_COLUMNS.get(t) for t in titles}
    placed = bool(meant & {"street_address", "name_and_address"})
    dated = "effective_date" in meant and (placed or {"expiration_date", "fr_citation"} <= meant)
    return bool(_NAMED & meant) and dated and not {"source", "source_list", "programs"} & titles


_DAY = r'"?\s*\d{1,2}/\d{1,2}/\d{4}\s*"?'
_ROW = re.compile(rf'[^\t]+\t(?:[^\t]*\t){{5}}{_DAY}\t(?:{_DAY}|"?\s*"?)\t"?\s*[YN]\s*"?\t')
"""A row without a heading above it: six cells of name and address, one or two days, a Y or N."""


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each row. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records: list[Record] = []
    warnings: list[str] = []
    heading = None if _headed(raw[:4096]) else _ORDER
    needed = ("effective_date", "fr_citation")
    for row in read_rows(raw, name, _COLUMNS, needed, WANTED, which_delimiter(raw[:4096]), heading):
        if _NAMED & set(row.cells):
            records.append(_record(sheet, row, key, name, warnings))
        else:
            nameless.add(row.line)
    if not records:
        raise nameless.error or refuse(name, "no rows in it", "download the list again")
    document = Document(
        id=key,
        path=name,
        kind="list",
        title=list_info("denied-persons").name,
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or _URL,
        snapshot=date_in_name(name),
        list_id="denied-persons",
        sha256=sha256,
        text=sheet.text,
    )
    return [Parsed(document, tuple(records), prose=False, warnings=(*nameless.warnings, *warnings))]


def _record(sheet: Sheet, row: Row, key: str, name: str, warnings: list[str]) -> Record:
    draft = Draft()
    start = sheet.add("", "\n\n").start
    first = _put_name(draft, sheet, row)
    effective: Span | None = None
    columns: tuple[tuple[str, FieldName, str], ...] = (
        ("effective_date", "effective", "\n"), ("expiration_date", "expires", "  "), ("standard_order", "order", "  "),
        ("last_update", "remark", "  "), ("action", "action", "\n"),
    )  # fmt: skip
    for column, field, before in columns:
        words = row.cells.get(column)
        if not words:
            continue
        span = sheet.add(words, before)
        day = us_date(words) if field in ("effective", "expires") else None
        draft.put(field, words, span.start, day.isoformat() if day else None)
        if field in ("effective", "expires") and day is None:
            warnings.append(f"{name}, line {row.line}: {words!r} is no date")
        effective = span if column == "effective_date" else effective
    if words := row.cells.get("fr_citation"):
        unread = draft.cite(words, sheet.add(words, "\n").start, chronological=True)
        warnings += [f"{name}, line {row.line}: {w!r} is no citation with a date" for w in unread if w.lower() != "and"]
    if effective and (day := us_date(row.cells["effective_date"])):
        draft.took_effect(day, effective)
    return draft.record(key, "denied-persons", Span(start, len(sheet)), fold(first))


def _put_name(draft: Draft, sheet: Sheet, row: Row) -> str:
    """Name, alias, address and country of a row; returns the name."""
    cells = row.cells
    whole = cells.get("name") or cells["name_and_address"]
    end = len(whole) if "name" in cells else _name_end(whole)
    aka = AKA.search(whole, 0, end)
    first = whole[: aka.start()].rstrip(" ,(") if aka and aka.start() else whole[:end]
    at = sheet.add(whole, "").start
    draft.put("name", first, at)
    if aka and aka.start():
        draft.put("alias", whole[aka.end() : end].rstrip(" )"), at + aka.end())
    if "name" not in cells:
        _put_rest(draft, whole, end, at)
        return first
    parts = [cells[c] for c in ("street_address", "city", "state", "postal_code", "country") if c in cells]
    spans = [sheet.add(part, "  " if n else "\n") for n, part in enumerate(parts)]
    if spans:
        draft.put("address", sheet.tail(spans[0].start), spans[0].start)
    if "country" in cells:
        draft.put("country", cells["country"], spans[-1].start)
    return first


_SUFFIX = re.compile(r",\s*(?:JR|SR|II|III|IV|ESQ)\b\.?(?=,|$)", re.I)


def _name_end(whole: str) -> int:
    """Where the name ends in a cell of name and address (`NAME, JR., STREET, CITY, STATE, COUNTRY, POSTAL CODE`)."""
    end = name_end(whole)
    suffix = _SUFFIX.match(whole, end)
    return suffix.end() if suffix else end


def _put_rest(draft: Draft, whole: str, end: int, at: int) -> None:
    """The address behind a name in one cell, and the country in its last place but one."""
    begin = end + len(whole[end:]) - len(whole[end:].lstrip(" ,"))
    stop = len(whole.rstrip(" ,"))
    if begin < stop:
        draft.put("address", whole[begin:stop], at + begin)
    pieces = whole[end:].split(",")
    if len(pieces) >= 4 and re.fullmatch(r"\s*[A-Z]{2}\s*", pieces[-2]):
        words = pieces[-2].strip()
        place = len(whole) - len(pieces[-1]) - 1 - len(pieces[-2]) + pieces[-2].index(words)
        draft.put("country", words, at + place)
