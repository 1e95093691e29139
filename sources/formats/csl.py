"""The Consolidated Screening List of the International Trade Administration: CSV in its layouts over the years, and
JSON.

Its `source` column names the list that each row comes from, and the record belongs to that list; a source that names
several gives a record on each. In the oldest layout an entry takes a row for each of its addresses and aliases, and in
the Department of State's table of nonproliferation sanctions one for each law; such rows are one record.
"""

import datetime
import re
from pathlib import Path, PurePosixPath

from sources.citations import read_citation
from sources.document import Document, FieldName, Record, RecordEvent, Span, document_id
from sources.formats.csl_table import COUNTRY, ORDER, PARTS, Entry, from_json, from_table
from sources.formats.delimited import Nameless
from sources.formats.names_in_cells import LEGAL
from sources.formats.ofac_remarks import DATED, in_order, put_dated, put_nationality, put_remarks
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, read_bytes, refuse
from sources.lists import list_by_source, source_id
from sources.us_dates import us_date

PUBLISHER = "International Trade Administration"
_URL = "https://www.trade.gov/consolidated-screening-list"
_FIELDS: dict[str, FieldName] = {
    "alt_names": "alias", "type": "type", "programs": "programme", "addresses": "address", "license_requirement": "requirement",
    "license_policy": "policy", "ids": "identifier", "entity_number": "identifier", "standard_order": "order", "title": "remark",
    "citizenships": "remark", "dates_of_birth": "remark", "nationalities": "remark", "places_of_birth": "remark",
    "call_sign": "identifier", "vessel_type": "remark", "vessel_flag": "remark", "vessel_owner": "remark",
}  # fmt: skip
_OF_ORDERS = frozenset({"denied-persons", "isn"})
"""Lists whose start is the day on which an order took effect, not the day of the notice that prints it."""


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list, or a table that no other reader knows (which is then refused with the cause)."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".json":
        return b'"source_list_url"' in head or (
            b'"results"' in head and b'"source"' in head and b'"document_number"' not in head
        )
    return suffix in {".csv", ".tsv"}


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, its records each under the list that they come from. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    is_json = PurePosixPath(name.lower()).suffix == ".json"
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records: list[Record] = []
    unknown: dict[str, str] = {}
    for entry in (from_json if is_json else from_table)(raw, name, nameless):
        for list_id, source in _lists(entry["source"]):
            if list_id == source_id(source):
                unknown.setdefault(source, entry["name"][0])
            records.append(_record(sheet, entry, key, list_id))
    if not records:
        raise nameless.error or refuse(name, "no entry in it", "download the list again")
    warnings = [
        f"{name}: {source!r} is no list that is known; its entries ({first!r} first) keep that name"
        for source, first in unknown.items()
    ]
    document = Document(
        id=key,
        path=name,
        kind="list",
        title="Consolidated Screening List",
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or _URL,
        snapshot=date_in_name(name) or _performed(raw[:4096]) or _performed(raw[-4096:]),
        sha256=sha256,
        text=sheet.text,
    )
    return [Parsed(document, tuple(records), prose=False, warnings=(*nameless.warnings, *warnings))]


def _performed(part: bytes) -> datetime.date | None:
    """The day on which the bulk file was made, which its JSON states at the top or at the end."""
    found = re.search(rb'"search_performed_at"\s*:\s*"(\d{4}-\d\d-\d\d)', part)
    try:
        return datetime.date.fromisoformat(found.group(1).decode()) if found else None
    except ValueError:
        return None


def _lists(sources: list[str]) -> list[tuple[str, str]]:
    """The lists that a source names, each once, with what it calls them: one, or several of which each is known."""
    found: list[tuple[str, str]] = []
    for source in sources:
        pieces = [piece.strip() for piece in re.split(r"[;|]", source) if piece.strip()]
        whole = list_by_source(source)
        several = len(pieces) > 1 and all(list_by_source(piece) for piece in pieces)
        for piece in pieces if several else [source]:
            info = list_by_source(piece) if several else whole
            found.append((info.id if info else source_id(piece), piece))
    return list(dict(found).items())


def _record(sheet: Sheet, entry: Entry, key: str, list_id: str) -> Record:
    """Write an entry, a line for each value, and read its fields."""
    draft = Draft()
    start = sheet.add("", "\n\n").start
    name = _put_name(draft, entry["name"][0], sheet, list_id)
    effective: Span | None = None
    for column in ORDER[1:]:
        for value in entry.get(column, []):
            spans = _add_parts(draft, sheet, value)
            words = sheet.tail(spans[0].start)
            if column == "start_date":
                effective = spans[0]
            draft.put_fact(column, words, spans[0].start)
            _put(draft, column, words, spans[0].start, list_id)
    if effective and list_id in _OF_ORDERS and (day := us_date(entry["start_date"][0])):
        draft.took_effect(day, effective)
    elif list_id not in _OF_ORDERS and any(e.citation is None or e.citation.startswith("EO") for e in draft.events):
        in_order(draft)
    return draft.record(key, list_id, Span(start, len(sheet)), name)


_SUCCESSORS = re.compile(r"[;,]? and (?:any|all|its|their) (?:successors?|sub-?units?|subsidiar(?:y|ies))\b", re.I)


_BRACKETED = re.compile(r"(?<=\w)\s*[\[(](?:also|formerly) known as (?P<alias>[^\[\]()]+)[\])]\s*$", re.I)


def _put_name(draft: Draft, words: str, sheet: Sheet, list_id: str) -> str:
    """The name of an entry, without what stands behind it: an alias in brackets, the parties that belong to it."""
    at = sheet.add(words, "").start
    if list_id == "isn" and (aka := _BRACKETED.search(words)):
        draft.put("alias", aka["alias"], at + aka.start("alias"))
        draft.put("name", words[: aka.start()].rstrip(), at)
        return fold(words[: aka.start()])
    behind = _SUCCESSORS.search(words) if list_id == "isn" else None
    end = len(words[: behind.start()].rstrip(" ;,")) if behind else len(words)
    if behind and end:
        rest = words[end:].lstrip(" ;,")
        draft.put("remark", rest, at + len(words) - len(rest))
    name = words[: end or len(words)]
    draft.put("name", name, at)
    return fold(name)


def _add_parts(draft: Draft, sheet: Sheet, value: str) -> list[Span]:
    """Write the parts of a value in one line, and put the country that one of them is."""
    spans: list[Span] = []
    for part in value.split(PARTS):
        words = part.removeprefix(COUNTRY)
        spans.append(sheet.add(words, "  " if spans else "\n"))
        if part.startswith(COUNTRY):
            _put_country(draft, words, spans[-1].start)
    return spans


def _put_country(draft: Draft, words: str, at: int) -> None:
    if all(f.value != fold(words) for f in draft.fields["country"]):
        draft.put("country", words, at)


def _put(draft: Draft, column: str, words: str, at: int, list_id: str) -> None:
    """A value of a column as the fields that it holds."""
    if column == "remarks":
        put_remarks(draft, words, at, list_id)
    elif column == "federal_register_notice":
        _put_notice(draft, words, at)
    elif column in {"start_date", "end_date"}:
        _put_date(draft, column, words, at)
    elif column == "alt_names" and list_id == "isn":
        _put_aliases(draft, words, at)
    elif column == "ids" and (dated := DATED.search(words)) and put_dated(draft, dated, at, list_id):
        return
    elif column in _FIELDS:
        draft.put(_FIELDS[column], words, at)
        _put_inside(draft, column, words, at)


def _put_notice(draft: Draft, words: str, at: int) -> None:
    """A notice of the Federal Register: the citations in it, or, where none is read, its words as one."""
    draft.cite(words, at, chronological=True)
    if not draft.fields["citation"]:
        draft.put("citation", words, at)


def _put_inside(draft: Draft, column: str, words: str, at: int) -> None:
    """What the value of a column holds besides: sections of a rule, a nationality, the country of an address."""
    if column == "license_requirement":
        draft.put_sections(words, at)
    elif column in {"nationalities", "citizenships"}:
        put_nationality(draft, fold(words), at)
    elif column == "addresses" and (code := _CODE.search(words)):
        _put_country(draft, code.group(1), at + code.start(1))


_CODE = re.compile(r"(?:^|, )([A-Z]{2})$")
"""The country at the end of an address in one cell (`1 Sample Road, Klow, SY`)."""


def _put_date(draft: Draft, column: str, words: str, at: int) -> None:
    """A date column; the start adds the entry where no citation with a date does."""
    day = us_date(words)
    draft.put("effective" if column == "start_date" else "expires", words, at, day.isoformat() if day else None)
    if day and column == "start_date" and not draft.events:
        cited = [f.value for f in draft.fields["citation"]]
        said = read_citation(cited[0]) if len(cited) == 1 else None
        by = said.words if said else cited[0] if len(cited) == 1 else None
        span = Span(at, at + len(words))
        draft.events.append(RecordEvent(action="added", date=day, citation=by, start=span.start, end=span.end))


_PART = re.compile(r"(?:[^,(]|\([^()]*\)|\()+")
_FORM = re.compile(rf"\s*(?:and )?(?:{LEGAL})\.?\s*$")
_KNOWN_AS = re.compile(r"\s*(?:and )?(?:[afn]\.?k\.?a\.?:?\s+|formerly |and )", re.I)


def _put_aliases(draft: Draft, words: str, at: int) -> None:
    """Aliases in one cell, parted at commas: not before a legal form, which ends the name before it."""
    spans: list[Span] = []
    for part in _PART.finditer(words):
        if spans and _FORM.match(part.group()):
            spans[-1] = Span(spans[-1].start, part.end())
        else:
            spans.append(Span(part.start(), part.end()))
    for span in spans:
        known_as = _KNOWN_AS.match(words, span.start)
        start = known_as.end() if known_as else span.start
        name = words[start : span.end]
        if name.strip():
            draft.put("alias", name.strip(), at + start + len(name) - len(name.lstrip()))
