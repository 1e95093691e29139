"""Treasury's lists (SDN, and the consolidated list of all others) in their three-file CSV layout and in XML.

The main file has one row a person without a header; aliases, addresses and what did not fit into the remarks stand in
companion files beside it, joined by the number in the first column. `-0-` stands for an empty cell. The layout is
described by the Office of Foreign Assets Control in `dat_spec.txt`.
"""

import csv
import io
import re
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from sources.document import Document, FieldName, Record, Span, document_id
from sources.facts import of_column
from sources.formats.markup import parse_xml
from sources.formats.ofac_remarks import is_consolidated, list_of, put_remarks
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, decode, fold, read_bytes, refuse, refuse_web_page, us_date
from sources.lists import list_info

PUBLISHER = "Office of Foreign Assets Control"
_URL = "https://sanctionslist.ofac.treas.gov/Home/"
_MAIN = re.compile(r"^(?P<kind>sdn|cons_prim|cons)(?P<rest>[-_.]?\d*[-_\d]*)$", re.I)
_EMPTY = "-0-"
_COLUMNS = (
    12  # number, name, type, programme, title, call sign, vessel type, tonnage, gross tonnage, flag, owner, remarks
)
_CELLS = ("title", "callSign", "vesselType", "tonnage", "grossRegisteredTonnage", "vesselFlag", "vesselOwner")
"""What the fifth to eleventh column hold, as the elements of the XML are called."""
_ROW = re.compile(rb'^\s*\d+,"(?:[^"]|"")*",')


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is one of Treasury's: a main or companion file by name and layout, or XML with `sdnEntry`."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".xml":
        return b"<sdnList" in head or b"<sdnEntry" in head
    if suffix != ".csv":
        return False
    stem = PurePosixPath(name).stem
    layout = _ROW.match(head.removeprefix(BOM_UTF8)) is not None and _EMPTY.encode() in head
    return layout or bool(_MAIN.match(stem) or _companion_of(stem))


def is_companion(path: Path) -> bool:
    """Whether this file is read together with a main file that stands beside it."""
    return path.suffix.lower() == ".csv" and any((path.parent / name).exists() for name in _companion_of(path.stem))


def _companion_of(stem: str) -> list[str]:
    """The names of the main files that a companion of this name belongs to; empty for other files."""
    found = re.match(r"^(?P<cons>cons_)?(?P<kind>sdn_comments|comments|add|alt)(?P<rest>[-_.]?\d*[-_\d]*)$", stem, re.I)
    if not found:
        return []
    main = ("cons_prim", "cons") if found["cons"] else ("sdn",)
    return [f"{m}{found['rest']}{suffix}" for m in main for suffix in (".csv", ".CSV")]


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document. Raises UnreadableFile with the line for rows of another layout."""
    raw, sha256 = read_bytes(path, name)
    if PurePosixPath(name.lower()).suffix == ".xml":
        return [_read_xml(raw, name, sha256, given)]
    refuse_web_page(raw, name, "one of Treasury's lists in CSV")
    if mains := _companion_of(path.stem):
        if is_companion(path):
            return []
        raise refuse(
            name, f"aliases, addresses or remarks that belong to {mains[0]}", f"put {mains[0]} beside it and add that"
        )
    return [_read_csv(path, raw, name, sha256, given)]


def _read_csv(path: Path, raw: bytes, name: str, sha256: str, given: Given) -> Parsed:
    main = list(_rows(raw, name, _COLUMNS))
    if not main:
        raise refuse(name, "no rows in it", "download the file again")
    add, alt, comments = (_companion(path, name, kind) for kind in ("add", "alt", "comments"))
    consolidated = is_consolidated(path.stem, {row[3] for row in main})
    key = document_id(name)
    sheet = Sheet()
    records = []
    for row in main:
        records.append(
            _record(sheet, row, alt.get(row[0], []), add.get(row[0], []), comments.get(row[0], []), key, consolidated)
        )
    return _parsed(sheet, records, name, sha256, given, consolidated, path.stem)


def _rows(raw: bytes, name: str, width: int) -> Iterator[list[str]]:
    """Rows with `-0-` cells empty. Raises UnreadableFile with the line where the number of columns is another one."""
    reader = csv.reader(io.StringIO(decode(raw), newline=""))
    try:
        for row in reader:
            if not row or (
                len(row) == 1 and row[0].strip("\x1a \r\n") == ""
            ):  # the old end-of-file mark closes these files
                continue
            if len(row) != width or not row[0].strip().isdigit():
                raise refuse(
                    name, f"{len(row)} columns beginning with {row[0][:20]!r} where {width} beginning with a number are expected",
                    "the file is cut off or of another layout: download it again", reader.line_num,
                )  # fmt: skip
            yield ["" if cell.strip() == _EMPTY else cell for cell in row]
    except csv.Error as error:
        raise refuse(name, f"broken CSV ({error})", "download it again", reader.line_num) from None


def _companion(path: Path, name: str, kind: str) -> dict[str, list[list[str]]]:
    """The rows of a companion file by the number of the entry; empty if there is none."""
    found = _MAIN.match(path.stem)
    rest, cons = (found["rest"], found["kind"].lower().startswith("cons")) if found else ("", False)
    stem = f"cons_{kind}" if cons else ("sdn_comments" if kind == "comments" else kind)
    width = {"add": 6, "alt": 5, "comments": 2}[kind]
    table: dict[str, list[list[str]]] = defaultdict(list)
    for suffix in (".csv", ".CSV"):
        file = path.with_name(f"{stem}{rest}{suffix}")
        if file.exists():
            folder = name.rpartition("/")[0]
            for row in _rows(file.read_bytes(), f"{folder}/{file.name}" if folder else file.name, width):
                table[row[0]].append(row)
            break
    return table


def _record(
    sheet: Sheet,
    row: list[str],
    alt: list[list[str]],
    add: list[list[str]],
    comments: list[list[str]],
    key: str,
    consolidated: bool,
) -> Record:
    """One entry: its name, what is said of it, aliases and addresses, a line each."""
    draft = Draft()
    start = sheet.add("", "\n\n").start
    number = sheet.add(row[0], "")
    draft.put("identifier", row[0], number.start)
    name = sheet.add(row[1].strip(), "  ")
    draft.put("name", row[1].strip(), name.start)
    if row[2]:
        draft.put("type", row[2].strip(), sheet.add(row[2].strip(), "\n").start)
    programmes = []
    if row[3]:
        at = sheet.add(row[3].strip(), "  ").start
        for part in re.finditer(r"[^\][]+(?=\] \[|$)|(?<=\[)[^\][]+", row[3].strip()):
            if part.group().strip():
                programmes.append(part.group().strip())
                draft.put("programme", part.group(), at + part.start())
    for column, cell in zip(_CELLS, row[4:11], strict=True):
        if cell.strip():
            at = sheet.add(cell.strip(), "  ").start
            draft.put("remark", cell.strip(), at)
            draft.put_fact(column, cell.strip(), at)
    remarks = row[11].strip() + "".join(c[1] for c in comments)
    list_id = list_of(programmes, remarks) if consolidated else "sdn"
    if remarks:
        put_remarks(draft, remarks, sheet.add(remarks, "\n").start, list_id)
    for cell_row in alt:
        sheet.add(cell_row[2].strip(), "\n")
        alias = sheet.add(cell_row[3].strip(), "  ")
        weak = "weak" in cell_row[4].lower()
        draft.put("weak_alias" if weak else "alias", cell_row[3].strip(), alias.start)
    _put_addresses(draft, sheet, [[c.strip() for c in a[2:]] for a in add])
    return draft.record(key, list_id, Span(start, len(sheet)), fold(row[1]))


def _put_addresses(draft: Draft, sheet: Sheet, rows: list[list[str]]) -> None:
    """Addresses a line each, the last but one cell being the country."""
    for cells in rows:
        spans = [sheet.add(cell, "  " if n else "\n") for n, cell in enumerate(c for c in cells if c)]
        if not spans:
            continue
        words = sheet.tail(spans[0].start)
        draft.put("address", words, spans[0].start)
        country = cells[2] if len(cells) > 2 else ""
        if country and not any(f.value == fold(country) for f in draft.fields["country"]):
            before = sum(1 for c in cells[:2] if c)
            draft.put("country", country, spans[before].start)


def _read_xml(raw: bytes, name: str, sha256: str, given: Given) -> Parsed:
    root = parse_xml(raw, name)
    for node in root.iter():  # the namespace says nothing that the names do not
        node.tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else node.tag
    published = us_date(root.findtext(".//Publish_Date"))
    programmes = {p.text or "" for p in root.iter("program")}
    consolidated = is_consolidated(PurePosixPath(name).stem, programmes)
    key = document_id(name)
    sheet = Sheet()
    records = [_xml_record(sheet, entry, key, consolidated) for entry in root.iter("sdnEntry")]
    if not records:
        raise refuse(name, "no entry in it", "download the list again")
    return _parsed(sheet, records, name, sha256, given, consolidated, name, published)


def _xml_record(sheet: Sheet, entry: Element, key: str, consolidated: bool) -> Record:
    draft = Draft()
    start = sheet.add("", "\n\n").start
    name = _xml_name(sheet, entry)
    draft.put("name", sheet.tail(name.start), name.start)
    record_name = fold(sheet.tail(name.start))
    for tag, field in (("uid", "identifier"), ("sdnType", "type"), ("title", "remark")):
        if words := (entry.findtext(tag) or "").strip():
            at = sheet.add(words, "\n").start
            draft.put(field, words, at)  # type: ignore[arg-type]
            draft.put_fact(tag, words, at)
    programmes = [(p.text or "").strip() for p in entry.iter("program")]
    for words in programmes:
        draft.put("programme", words, sheet.add(words, "\n").start)
    remarks = (entry.findtext("remarks") or "").strip()
    list_id = list_of(programmes, remarks + " ".join(_words(entry))) if consolidated else "sdn"
    if remarks:
        put_remarks(draft, remarks, sheet.add(remarks, "\n").start, list_id)
    for path in ("idList/id", "dateOfBirthList/dateOfBirthItem", "placeOfBirthList/placeOfBirthItem",
                 "nationalityList/nationality", "citizenshipList/citizenship", "vesselInfo"):  # fmt: skip
        for item in entry.findall(path):
            _put_cells(draft, sheet, item, "identifier" if path.startswith("idList") else "remark")
    for aka in entry.findall("akaList/aka"):
        sheet.add((aka.findtext("type") or "").strip(), "\n")
        span = _xml_name(sheet, aka, "  ")
        weak = (aka.findtext("category") or "").strip().lower() == "weak"
        draft.put("weak_alias" if weak else "alias", sheet.tail(span.start), span.start)
    for address in entry.findall("addressList/address"):
        country = (address.findtext("country") or "").strip()
        others = [c for c in _words(address) if c != country]
        _put_addresses(draft, sheet, [["  ".join(others), "", country]])
    return draft.record(key, list_id, Span(start, len(sheet)), record_name)


def _put_cells(draft: Draft, sheet: Sheet, item: Element, field: FieldName) -> None:
    """The cells below an element in one line, as one field; each as the fact that its element (or the one around) names."""
    start = None
    for tag, words in _cells(item):
        at = sheet.add(words, "\n" if start is None else "  ").start
        start = at if start is None else start
        if tag not in {"idType", "idNumber"}:
            draft.put_fact(tag if of_column(tag) else item.tag, words, at)
    if start is not None:
        draft.put(field, sheet.tail(start), start)


def _xml_name(sheet: Sheet, node: Element, before: str = "") -> Span:
    words = [w for tag in ("firstName", "lastName") if (w := fold(node.findtext(tag) or ""))]
    spans = [sheet.add(w, " " if n else before) for n, w in enumerate(words)] or [sheet.add("", "")]
    return Span(spans[0].start, spans[-1].end)


def _cells(node: Element) -> Iterator[tuple[str, str]]:
    """All cells below a node but its numbers and flags: what each is called, and its words."""
    for child in node.iter():
        words = fold(child.text or "") if len(child) == 0 and child.tag not in {"uid", "mainEntry"} else ""
        if words:
            yield child.tag, words


def _words(node: Element) -> list[str]:
    """The words of these cells."""
    return [words for _, words in _cells(node)]


def _parsed(
    sheet: Sheet,
    records: list[Record],
    name: str,
    sha256: str,
    given: Given,
    consolidated: bool,
    stem: str,
    published: object = None,
) -> Parsed:
    day = date_in_name(name) or (us_date(str(published)) if published else None)
    title = "Consolidated Sanctions List (non-SDN)" if consolidated else list_info("sdn").name
    document = Document(
        id=document_id(name),
        path=name,
        kind="list",
        title=title,
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or _URL + ("ConsolidatedList" if consolidated else "SdnList"),
        snapshot=day,
        list_id=None if consolidated else "sdn",
        sha256=sha256,
        text=sheet.text,
    )
    return Parsed(document, tuple(records), prose=False)
