"""Treasury's lists (SDN, and the consolidated list of all others) in their four-file CSV layout; their XML is in
`ofac_xml`.

The main file has one row a person without a header; aliases, addresses and what did not fit into the remarks stand in
companion files beside it, joined by the number in the first column. `-0-` stands for an empty cell. The layout is
described by the Office of Foreign Assets Control in `dat_spec.txt`.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sources.document import FieldName, Record, Span, document_id
from sources.formats import ofac_xml
from sources.formats.delimited import Nameless
from sources.formats.ofac_companions import (
    EMPTY,
    WIDTH,
    Kind,
    companions,
    kind_by_name,
    kind_by_rows,
    kind_of,
    main_of,
    strangers,
)
from sources.formats.ofac_list import as_document, put_addresses
from sources.formats.ofac_remarks import is_consolidated, lists_of_row, put_remarks
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, decode, fold, read_bytes, refuse, refuse_web_page

CUT = 1000
"""Characters after which a remark is cut off; the rest stands in the file of comments."""
_HOLDS: dict[Kind, tuple[str, FieldName]] = {
    "alt": ("the other names (ALT.CSV)", "missing_aliases"), "add": ("the addresses (ADD.CSV)", "missing_addresses"),
    "comments": ("the rest of the remarks (SDN_COMMENTS.CSV)", "missing_remarks"),
}  # fmt: skip

_CELLS = ("title", "callSign", "vesselType", "tonnage", "grossRegisteredTonnage", "vesselFlag", "vesselOwner")
"""What the fifth to eleventh column hold, as the elements of the XML are called."""

Tables = dict[Kind, dict[str, list[list[str]]]]
"""The rows of each companion file by the number of the entry; a file that is not there has no table."""


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is one of Treasury's: a main or companion file by its rows or its name, or XML with
    `sdnEntry`."""
    if name.lower().endswith(".xml"):
        return ofac_xml.sniff(name, head)
    return name.lower().endswith(".csv") and kind_of(PurePosixPath(name).name, head) is not None


def is_companion(path: Path) -> bool:
    """Whether this file is read together with a main file that stands beside it."""
    return main_of(path) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document. Raises UnreadableFile with the line for rows of another layout, and for a companion
    without its main file."""
    raw, sha256 = read_bytes(path, name)
    if name.lower().endswith(".xml"):
        return [ofac_xml.read_xml(raw, name, sha256, given)]
    refuse_web_page(raw, name, "one of Treasury's lists in CSV")
    if is_companion(path):
        return []
    if (kind_by_rows(path.name, raw) or kind_by_name(path.name)) not in (None, "main"):
        main = "cons_prim.csv" if "cons" in path.name.lower() else "sdn.csv"
        cause = "addresses, other names or remarks of entries that stand in another file"
        raise refuse(name, cause, f"put that file ({main}, or what it is called) beside it and add that")
    return [_read_csv(path, raw, name, sha256, given)]


def _read_csv(path: Path, raw: bytes, name: str, sha256: str, given: Given) -> Parsed:
    main = list(_rows(raw, name, WIDTH["main"]))
    if not main:
        raise refuse(name, "no rows in it", "download the file again")
    beside = companions(path)
    tables = {kind: _table(file, name, kind) for kind, file in beside.items()}
    same_day = "comments" not in beside or not strangers(beside["comments"], path)
    consolidated = is_consolidated(path.stem, {row[3] for row in main})
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records: list[Record] = []
    for row in main:
        if not row[1].strip():
            nameless.add(f"number {row[0]}")
            continue
        rest = tables.get("comments", {}).get(row[0], []) if same_day or len(row[11]) >= CUT else []
        remarks = row[11].strip() + "".join(cell[1] for cell in rest)  # it goes on in the middle of a word
        programmes = [part.group().strip() for part in _PROGRAMME.finditer(row[3].strip())]
        for list_id in lists_of_row(programmes, remarks) if consolidated else ("sdn",):
            records.append(_record(sheet, row, remarks, tables, key, list_id))
    if not records:
        raise nameless.error or refuse(name, "no rows in it", "download the file again")
    warnings = (*nameless.warnings, *_gaps(path, name, beside, records))
    return as_document(sheet, records, name, sha256, given, consolidated, date_in_name(name), warnings)


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
            yield ["" if cell.strip() == EMPTY else cell for cell in row]
    except csv.Error as error:
        raise refuse(name, f"broken CSV ({error})", "download it again", reader.line_num) from None


def _table(file: Path, name: str, kind: Kind) -> dict[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = defaultdict(list)
    folder = name.rpartition("/")[0]
    shown = f"{folder}/{file.name}" if folder else file.name
    raw = file.read_bytes()
    refuse_web_page(raw, shown, "one of Treasury's lists in CSV")
    for row in _rows(raw, shown, WIDTH[kind]):
        table[row[0]].append(row)
    return table


def _gaps(path: Path, name: str, beside: dict[Kind, Path], records: list[Record]) -> Iterator[str]:
    """What a list lacks because a companion file is not there, or is of another day."""
    cut = len({r.first("identifier") and r.all("identifier")[0].value for r in records if r.all("missing_remarks")})
    for kind, (held, _) in _HOLDS.items():
        file = beside.get(kind)
        if file is None:
            if kind != "comments" or cut:
                some = f"; {cut} remarks are cut at {CUT:,} characters" if kind == "comments" else ""
                yield f"{name}: the file with {held} is not beside it, so they are missing here{some}: put it there and add it again"
            continue
        apart = strangers(file, path)
        days = date_in_name(file.name), date_in_name(path.name)
        if apart or (None not in days and days[0] != days[1]):
            odd = f"{apart:,} of its entries are not in {path.name}" if apart else f"{path.name} is of {days[1]}"
            yield f"{name}: {file.name}, with {held}, is of another day ({odd}): some may be missing or wrong here"
        if kind == "comments" and cut:
            yield f"{name}: {cut} remarks are cut at {CUT:,} characters, and {file.name} has not the rest of them"


_PROGRAMME = re.compile(r"(?<![^\][])[^\][]++(?=\] \[|$)|(?<=\[)[^\][]+")


def _record(sheet: Sheet, row: list[str], remarks: str, tables: Tables, key: str, list_id: str) -> Record:
    """One entry on one list: its name, what is said of it, aliases and addresses, a line each."""
    draft = Draft()
    start = sheet.add("", "\n\n").start
    number = sheet.add(row[0], "")
    draft.put("identifier", row[0], number.start)
    name = sheet.add(row[1].strip(), "  ")
    draft.put("name", row[1].strip(), name.start)
    _put_cells(draft, sheet, row)
    if remarks:
        at = sheet.add(remarks, "\n").start
        put_remarks(draft, remarks, at, list_id)
        if len(row[11]) >= CUT and row[0] not in tables.get("comments", {}):
            tail = len(remarks) - len(remarks[-40:].lstrip())
            draft.put("missing_remarks", remarks[tail:], at + tail)
    for cell_row in tables.get("alt", {}).get(row[0], []):
        sheet.add(cell_row[2].strip(), "\n")
        alias = sheet.add(cell_row[3].strip(), "  ")
        weak = "weak" in cell_row[4].lower()
        draft.put("weak_alias" if weak else "alias", cell_row[3].strip(), alias.start)
    put_addresses(draft, sheet, [[c.strip() for c in a[2:]] for a in tables.get("add", {}).get(row[0], [])])
    for kind, (_, field) in _HOLDS.items():
        if kind != "comments" and kind not in tables:
            draft.put(field, row[0], number.start)
    return draft.record(key, list_id, Span(start, len(sheet)), fold(row[1]))


def _put_cells(draft: Draft, sheet: Sheet, row: list[str]) -> None:
    """What stands between an entry's name and its remarks: the type, the programmes, what is known of a person or a vessel."""
    if row[2]:
        draft.put("type", row[2].strip(), sheet.add(row[2].strip(), "\n").start)
    if row[3]:
        at = sheet.add(row[3].strip(), "  ").start
        for part in _PROGRAMME.finditer(row[3].strip()):
            draft.put("programme", part.group(), at + part.start())
    for column, cell in zip(_CELLS, row[4:11], strict=True):
        if cell.strip():
            at = sheet.add(cell.strip(), "  ").start
            draft.put("remark", cell.strip(), at)
            draft.put_fact(column, cell.strip(), at)
