"""A customer file as rows of cells: CSV in any common encoding, XLSX, JSON lines. A broken row is named and the others are read.

What comes out is the row's number as a spreadsheet shows it, its cells, and what is wrong with it.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from charset_normalizer import from_bytes

from sources.errors import NotFound, QuestionError, UnreadableFile
from sources.formats.delimited import which_delimiter
from sources.formats.workbook import rows_of_first_sheet

_MOST_LINES = 20
"""Lines that one quoted cell may run over; a quotation mark that is not closed by then is a mark of the name."""


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
    """Reads a file by its name: `.xlsx`, `.jsonl` (also `.ndjson`, `.json`), anything else as delimited text.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is no table.
        QuestionError: there is no such encoding.
    """
    if not path.is_file():
        raise NotFound(f"no file {path}: screen takes a table of names (.csv, .xlsx, .jsonl)")
    raw = path.read_bytes()
    suffix = path.suffix.lower()
    if raw.startswith(b"PK\x03\x04"):
        return Table([TableRow(n, cells) for n, cells in rows_of_first_sheet(path, path.name)])
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(f"{path.name}: a spreadsheet in the old format (.xls): save it as .xlsx or .csv")
    text, notes = _decoded(raw, path.name, encoding)
    if suffix in (".jsonl", ".ndjson", ".json"):
        return Table(list(_json_lines(text)), notes, keyed=True)
    return Table(list(_delimited(text)), notes)


def _decoded(raw: bytes, name: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """The text, and in which encoding it was read where that is a guess."""
    if encoding:
        try:
            return raw.decode(encoding, errors="replace"), ()
        except LookupError:
            raise QuestionError(f"--encoding {encoding}: there is no such encoding; try utf-8, cp1252 or gb18030") from None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), ()
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        at = raw.count(b"\n", 0, error.start) + 1
    best = from_bytes(raw).best()
    guess = best.encoding if best else "cp1252"
    note = f"{name} is not in UTF-8 (line {at}): read as {guess}; if names look wrong, give --encoding"
    return raw.decode(guess, errors="replace").removeprefix("\ufeff"), (note,)


def _delimited(text: str) -> Iterator[TableRow]:
    """Rows of delimited text; a row whose quotation mark is never closed is read as it stands."""
    lines = re.split(r"\r\n|\r|\n", text)
    at = 0
    declared = re.fullmatch(r"sep=(.)", lines[0].strip()) if lines else None
    delimiter = declared[1] if declared else which_delimiter(lines[0].encode("utf-8") if lines else b"")
    at = 1 if declared else 0
    while at < len(lines):
        end = _end_of_row(lines, at)
        broken = end is None
        stop = at + 1 if end is None else end
        words = "\n".join(lines[at:stop])
        problems = ("a quotation mark is not closed: the line was read as it stands",) if broken else ()
        if words.strip():
            yield TableRow(at + 1, _cells(words, delimiter, broken), problems)
        elif at + 1 < len(lines):
            yield TableRow(at + 1, [])
        at = stop


def _end_of_row(lines: list[str], at: int) -> int | None:
    """Behind which line a row ends: where its quotation marks are even; None if that never comes."""
    marks = 0
    for end in range(at, min(len(lines), at + _MOST_LINES)):
        marks += lines[end].count('"')
        if marks % 2 == 0:
            return end + 1
    return None


def _cells(words: str, delimiter: str, broken: bool) -> list[str]:
    if broken or len(words) > csv.field_size_limit():
        return [cell.strip().strip('"') for cell in words.split(delimiter)]
    try:
        return next(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return words.split(delimiter)


def _json_lines(text: str) -> Iterator[TableRow]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield TableRow(number, [], (f"not a line of JSON ({str(error)[:80]})",))
            continue
        if not isinstance(found, dict):
            yield TableRow(number, [], ('not an object: expected {"id": …, "name": …}',))
            continue
        yield TableRow(number, [_words(value) for value in found.values()], (), tuple(map(str, found)))


def _words(value: Any) -> str:
    """A JSON value as the words of a cell; of a list its values behind one another."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)
