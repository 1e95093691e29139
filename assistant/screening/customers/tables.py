"""A customer file as rows of cells: CSV in any common encoding, XLSX, JSON lines. A broken row is named and the others are read.

What comes out is the row's number as a spreadsheet shows it, its cells, and what is wrong with it.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from charset_normalizer import from_bytes

from sources.apart import apart, limits_for
from sources.errors import NotFound, QuestionError, UnreadableFile
from sources.formats.delimited import which_delimiter
from sources.formats.workbook import rows_of_first_sheet

_TASK = "assistant.screening.customers.tables:portions"
_PORTION = 5_000
"""Rows that come from the other process together."""
_MOST_LINES = 20
"""Lines that one quoted cell may run over; a quotation mark that is not closed by then is a mark of the name."""


_ENCODINGS = ("cp1252", "cp1250", "cp1251", "cp1254", "cp1256", "gb18030", "big5", "shift_jis", "euc_kr")
"""What a file may be in that is not in UTF-8: what spreadsheets save, not every code page there ever was."""
_UNCLOSED = "a quotation mark is not closed: the line was read as it stands"


class TableRow(NamedTuple):
    """One row: its number, its cells, what is wrong with it; of JSON lines the cells by their keys."""

    number: int
    cells: list[str]
    problems: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


class Table(NamedTuple):
    """The rows of a file, the first as it stands, and what is to be said of the file as a whole."""

    rows: list[TableRow]
    notes: tuple[str, ...] = ()
    keyed: bool = False


def read_table(path: Path, encoding: str | None = None) -> Table:
    """Reads a file by its name, in a process of its own: `.xlsx`, `.jsonl` (also `.ndjson`, `.json`), anything else as delimited
    text.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is no table, or reading it takes more than its limits allow.
        QuestionError: there is no such encoding.
        Mistake: a mistake of the program over this file.
    """
    if not path.is_file():
        raise NotFound(f"no file {path}: screen takes a table of names (.csv, .xlsx, .jsonl)")
    rows: list[TableRow] = []
    for portion in apart(_TASK, path.name, (str(path.absolute()), encoding), limits_for(path.stat().st_size)):
        if isinstance(portion, tuple):
            return Table(rows, *portion)
        rows += [TableRow(*row) for row in portion]
    return Table(rows)


def portions(path: str, encoding: str | None) -> Iterator[list[tuple[Any, ...]] | tuple[Any, ...]]:
    """What `read_table` has another process do: the rows of a file, a portion of them at a time, then what else a Table holds."""
    table = _read(Path(path), encoding)
    for start in range(0, len(table.rows), _PORTION):
        yield [tuple(row) for row in table.rows[start : start + _PORTION]]
    yield table.notes, table.keyed


def _read(path: Path, encoding: str | None) -> Table:
    raw = path.read_bytes()
    suffix = path.suffix.lower()
    if raw.startswith(b"PK\x03\x04"):
        return Table(_ended([TableRow(n, cells) for n, cells in rows_of_first_sheet(path, path.name)]))
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(f"{path.name}: a spreadsheet in the old format (.xls): save it as .xlsx or .csv")
    text, notes = _decoded(raw, path.name, encoding)
    if suffix in (".jsonl", ".ndjson", ".json"):
        return Table(list(_json_lines(text)), notes, keyed=True)
    return Table(_ended(list(_delimited(text)), blank=True), notes)


def _ended(rows: list[TableRow], blank: bool = False) -> list[TableRow]:
    """The rows without the empty ones at the end, which spreadsheets keep by the thousand; with `blank` only without lines that
    have nothing in them, not even a comma."""
    while rows and not rows[-1].problems and not (rows[-1].cells if blank else any(map(str.strip, rows[-1].cells))):
        rows.pop()
    return rows


def _decoded(raw: bytes, name: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """The text, and in which encoding it was read where that is a guess."""
    if encoding:
        try:
            return raw.decode(encoding, errors="replace"), ()
        except LookupError:
            raise QuestionError(
                f"--encoding {encoding}: there is no such encoding; try utf-8, cp1252 or gb18030"
            ) from None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), ()
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        at = raw.count(b"\n", 0, error.start) + 1
    best = from_bytes(raw, cp_isolation=list(_ENCODINGS)).best()
    guess = best.encoding if best else "cp1252"
    note = f"{name} is not in UTF-8 (line {at}): read as {guess}; if names look wrong, give --encoding"
    return raw.decode(guess, errors="replace").removeprefix("\ufeff"), (note,)


def _delimited(text: str) -> Iterator[TableRow]:
    """Rows of delimited text, blank lines but the last as empty rows; a row whose quotation mark is never closed is read as it
    stands, and the line below it is a row of its own."""
    lines = re.split(r"\r\n|\r|\n", text)
    declared = re.fullmatch(r"sep=(.)", lines[0].strip())
    first = next((line for line in lines[1 if declared else 0 :] if line.strip()), "")
    delimiter = declared[1] if declared else which_delimiter(first.encode("utf-8", "replace"))
    at = 1 if declared else 0
    while at < len(lines):
        if not lines[at].strip():
            if at + 1 < len(lines):
                yield TableRow(at + 1, [])
            at += 1
            continue
        cells, used = _cells(lines, at, delimiter)
        yield TableRow(at + 1, cells, (_UNCLOSED,) if used == 0 else ())
        at += used or 1


def _cells(lines: list[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """The cells of the row that begins on a line, and how many lines it has; 0 for a line that is read without regard to its
    quotation marks, since one of them is not closed."""
    used = 0

    def feed(most: int) -> Iterator[str]:
        nonlocal used
        used = 0
        for line in lines[at : at + most]:
            used += 1
            yield f"{line}\n"

    as_is = [cell.strip().strip('"') for cell in lines[at].split(delimiter)]
    try:
        cells = next(csv.reader(feed(_MOST_LINES), delimiter=delimiter), [])
        if used > 1:  # a cell over several lines: its mark must be closed, and nothing but a delimiter stand behind
            cells = next(csv.reader(feed(used), delimiter=delimiter, strict=True), [])
        return cells, used
    except csv.Error:
        return as_is, 0


def _json_lines(text: str) -> Iterator[TableRow]:
    """Objects, one a line, or all of them in one array."""
    if text.lstrip().startswith("["):
        try:
            yield from (_object(number, value) for number, value in enumerate(json.loads(text), 1))
            return
        except (ValueError, RecursionError):
            pass  # an array that is cut off: its lines may still be objects
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.strip() or line.strip() in ("[", "]"):
            continue
        try:
            found = json.loads(line.strip().removesuffix(","))
        except (ValueError, RecursionError) as error:
            yield TableRow(number, [], (f"not a line of JSON ({str(error)[:80]})",))
            continue
        yield _object(number, found)


def _object(number: int, found: Any) -> TableRow:
    if not isinstance(found, dict):
        return TableRow(number, [], ('not an object: expected {"id": …, "name": …}',))
    return TableRow(number, [_words(value) for value in found.values()], (), tuple(map(str, found)))


def _words(value: Any) -> str:
    """A JSON value as the words of a cell; of a list its values behind one another."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)
