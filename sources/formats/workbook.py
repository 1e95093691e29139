"""Lists that an authority publishes as a spreadsheet (`.xlsx`, `.ods`): the first sheet as rows of words, and which list it is.

Dates are written in their ISO form and whole numbers without a point; formulas are read as the values saved with them.
"""

import datetime
import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from sources.formats import dfat, ofsi, party_table, uk_csv
from sources.formats.delimited import title_key
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import read_bytes, refuse

_LARGEST = 400_000_000  # bytes of all parts, unpacked
_BROKEN = "the file is damaged: download it again"
_WANTED = (
    "expected the UK Sanctions List, the consolidated list of Australia or of the UK's OFSI, or the debarred parties of the Department "
    "of State; save other tables as .csv"
)
_LAYOUTS = (uk_csv, dfat, ofsi, party_table)
"""Layouts of tables, each a module with `is_heading(titles)` and `from_rows(rows, above, …)`."""
_TITLES_WITHIN = 5
"""Rows at the top among which the titles of the columns stand."""

Rows = list[tuple[int, list[str]]]
"""Rows with their number in the sheet."""


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a spreadsheet in the format of 2007, or in the OpenDocument format."""
    return name.lower().endswith((".xlsx", ".ods")) and head.startswith(b"PK\x03\x04")


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list in the first sheet. Raises UnreadableFile for a damaged file and for any other table."""
    _, sha256 = read_bytes(path, name)
    rows = rows_of_first_sheet(path, name)
    for at, (_, cells) in enumerate(rows[:_TITLES_WITHIN]):
        titles = [title_key(cell) for cell in cells]
        for layout in _LAYOUTS:
            if layout.is_heading(titles):
                table = [(n, dict(zip(titles, row, strict=False))) for n, row in rows[at + 1 :] if any(row)]
                return [layout.from_rows(table, [row for _, row in rows[:at]], name, sha256, given)]
    raise refuse(name, "a spreadsheet with no list that is known in its first sheet", _WANTED)


def rows_of_first_sheet(path: Path, name: str) -> Rows:
    """The rows of the first sheet with their numbers, each cell as words. Raises UnreadableFile for a damaged file."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise refuse(name, "a spreadsheet that is too large when unpacked", "save the table as .csv")
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [
            (n, [_words(cell) for cell in row])
            for n, row in enumerate(sheet.iter_rows(), sheet.start[0] + 1 if sheet.start else 1)
        ]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError) as error:
        raise refuse(name, f"not a spreadsheet that can be read ({str(error)[:80]})", _BROKEN) from None


def _words(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell).strip()
