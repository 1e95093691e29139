"""Tables that others have made of official lists, a party a row (CSV, or a JSON array of flat objects): such as there are of
Chinese and Japanese lists, whose authorities publish announcements and PDF files.

Which list a row is on, its own column says. The words beside a name may be the compiler's and not the authority's, so none of
them is a reason: they are remarks.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sources.document import FieldName, Record, document_id
from sources.formats.delimited import Nameless, read_rows, title_key
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, decode, fold, read_bytes, refuse
from sources.lists import list_by_words, source_id

Cells = dict[str, tuple[str, ...]]
"""The values of a row by what they mean."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: what it is called, the meaning of its columns by their titles, those of them that only it has, and what parts
    several values in a cell."""

    title: str
    publisher: str
    columns: dict[str, str]
    own: frozenset[str]
    between: str = ""


LAYOUTS = (
    Layout(
        title="Compilation of export-control and countermeasure lists",
        publisher="compiled by others from the official announcements",
        columns={
            "name_en": "name", "name": "name", "name_zh": "alias", "local_name": "alias", "aliases": "aliases", "type": "type",
            "programs": "list", "programs_en": "list", "country_en": "country", "listed_on": "listed", "remarks": "remark",
            "address": "address", "registration_number": "registration", "website": "website",
        },
        own=frozenset({"programs", "programs_en", "listed_on"}),
        between=";",
    ),
    Layout(
        title="Chinese sanctions and countermeasures",
        publisher="OpenSanctions (compiled by hand)",
        columns={
            "type": "type", "name": "name", "alias": "aliases", "chinese_name": "aliases", "country": "country", "summary": "remark",
            "chinese_summary": "remark", "body": "body", "list": "list", "date": "listed", "end_date": "ended", "source_url": "source",
            "address": "address",
        },
        own=frozenset({"chinese_name", "chinese_summary", "body", "list"}),
        between=";",
    ),
    Layout(
        title="Registry of export-control lists",
        publisher="compiled by others from the official lists",
        columns={
            "entity_name": "name", "aliases": "aliases", "addresses": "address", "source_list_name": "list", "entity_type": "type",
            "date_added": "listed", "reason": "remark", "source_url": "source", "last_verified": "seen", "id": "number",
        },
        own=frozenset({"entity_name", "source_list_name", "date_added"}),
    ),
)  # fmt: skip
"""The tables that are known, a row each."""
LISTS = {
    "不可靠实体清单": "china-unreliable-entities", "unreliable entity list": "china-unreliable-entities", "uel": "china-unreliable-entities",
    "出口管制管控名单": "china-export-control", "list of export controls": "china-export-control", "export control list": "china-export-control",
    "关注名单": "china-watch-list", "export control watch list": "china-watch-list", "反外国制裁反制清单": "china-countermeasures",
    "list of targets of countermeasures": "china-countermeasures", "afsl": "china-countermeasures",
    "anti-foreign-sanctions countermeasure list": "china-countermeasures", "外国ユーザーリスト": "japan-end-user",
    "export control · military end-user (annex iv)": "eu-sectoral",
}  # fmt: skip
"""The lists by what these tables call them, the authority's own words before a translation of them."""
_FIELDS: tuple[tuple[str, str, FieldName], ...] = (
    ("number", "", "identifier"), ("body", "", "remark"), ("list", "", "programme"), ("remark", "", "remark"), ("country", "", "country"),
    ("address", "", "address"), ("registration", "registration", "identifier"), ("website", "website", "remark"), ("source", "", "remark"),
)  # fmt: skip
_WANTED = "a table with the columns of one of the known compilations"


def sniff(name: str, head: bytes) -> bool:
    """Whether the titles of the columns, or the keys of the first object, are those of one of the tables."""
    return _layout(name, head) is not None


def _layout(name: str, head: bytes) -> Layout | None:
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".csv":
        titles = {title_key(t) for t in decode(head.split(b"\n", 1)[0]).strip("\r").split(",")}
    elif suffix == ".json" and head.lstrip().startswith(b"["):
        titles = {key for layout in LAYOUTS for key in layout.columns if f'"{key}"'.encode() in head[:4096]}
    else:
        return None
    return next((layout for layout in LAYOUTS if layout.own <= titles), None)


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The table as one document, a record for each row. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    layout = _layout(name, raw[:65536])
    assert layout is not None  # this reader was chosen by it
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records: list[Record] = []
    days = []
    rows = list(_rows(raw, name, layout))
    places = {cells["address"][0] for _, cells in rows if cells.get("name") and len(cells.get("address", ())) == 1}
    for place, read_off in rows:
        cells = read_off if read_off.get("name") else _mended(read_off, places)
        if not cells.get("name"):
            nameless.add(place)
            continue
        days += [day for words in cells.get("seen", ()) if (day := full_date(words))]
        records.append(_entry(sheet, cells).record(key, _list(cells)))
    return [
        as_list(
            sheet, records, name, sha256, given, None, max(days, default=None), nameless, title=layout.title, publisher=layout.publisher
        )
    ]  # fmt: skip


def _rows(raw: bytes, name: str, layout: Layout) -> Iterator[tuple[int | str, Cells]]:
    """The rows with their place in the file."""
    if PurePosixPath(name.lower()).suffix == ".csv":
        titles = {title: title for title in layout.columns}
        for row in read_rows(raw, name, titles, ("name",), _WANTED):
            yield row.line, _cells(row.cells, layout)
        return
    try:
        rows = json.loads(decode(raw))
    except (ValueError, RecursionError):
        raise refuse(name, "broken JSON", "the file is cut off: download it again") from None
    for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
        yield f"object {number}", _cells(row if isinstance(row, dict) else {}, layout)


def _mended(cells: Cells, places: set[str]) -> Cells:
    """A row whose name slipped behind its country (`Borduria Exampla Optics`), where other rows have that country alone."""
    first = cells.get("address", ("",))[0]
    place = max((p for p in places if first.startswith(f"{p} ")), key=len, default="")
    if place:
        return {**cells, "name": (first[len(place) :].strip(),), "address": (place, *cells["address"][1:])}
    return {**cells, "name": cells.get("aliases", ())[:1]}


def _cells(row: Mapping[str, object], layout: Layout) -> Cells:
    """The values of a row by what they mean: a list as it is, a cell of several aliases parted."""
    found: dict[str, list[str]] = {}
    for title, meaning in layout.columns.items():
        value = row.get(title)
        words = (
            [w for w in value if isinstance(w, str)]
            if isinstance(value, list)
            else [value]
            if isinstance(value, str)
            else []
        )
        if meaning == "aliases" and layout.between:
            words = [part for each in words for part in each.split(layout.between)]
        found.setdefault(meaning, []).extend(w for each in words if (w := fold(each)))
    return {meaning: tuple(dict.fromkeys(words)) for meaning, words in found.items() if words}


def _list(cells: Cells) -> str:
    """The list of a row: a known one by the words before the brackets or in them, or else named as the row names it."""
    said = cells.get("list") or cells.get("body") or ("list",)
    for words in said:
        own, _, rest = words.partition("(")
        for each in (words, own, own.partition("·")[0], rest.rstrip(") ")):
            if found := LISTS.get(each.strip().casefold()):
                return found
    known = next((info for words in said if (info := list_by_words(words)) and words.casefold() not in _LOOSE), None)
    return known.id if known else source_id(" - ".join(dict.fromkeys((said[0], *cells.get("body", ())[:1]))))


_LOOSE = frozenset({"list", "sanctions list", "export control list"})


def _entry(sheet: Sheet, cells: Cells) -> Entry:
    entry = Entry(sheet)
    for meaning in ("name", "alias", "aliases"):
        for words in cells.get(meaning, ()):
            entry.named(words)
    entry.put("type", *cells.get("type", ())[:1])
    for meaning, kind, field in _FIELDS:
        for words in cells.get(meaning, ()):
            entry.fact(kind, field, words) if kind else entry.put(field, words)
    for words in cells.get("listed", ()):
        if not entry.happened("added", words):
            entry.put("remark", words)
    for words in cells.get("ended", ()):
        entry.ends(words)
    return entry
