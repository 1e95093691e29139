"""Rows of delimited files by the titles of their columns, with the line of each, or one sentence on why not."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sources.errors import UnreadableFile
from sources.formats.sheet import decode, refuse, refuse_web_page

csv.field_size_limit(10_000_000)


class Row(NamedTuple):
    """One row: its line in the file (where it ends) and its cells by the column's meaning; empty cells are left out."""

    line: int
    cells: dict[str, str]


def read_rows(
    raw: bytes,
    name: str,
    columns: Mapping[str, str],
    needed: tuple[str, ...],
    wanted: str,
    delimiter: str = ",",
    heading: Sequence[str] | None = None,
) -> Iterator[Row]:
    """The rows below the heading. `columns` gives the meaning of a column by its title (lower case, words joined by
    `_`); columns that are not in it are left out; `heading` are the titles of a file that has none. Raises
    UnreadableFile for a web page, for missing columns, and for a row with more cells than the heading, or fewer than
    half of them."""
    refuse_web_page(raw, name, wanted)
    reader = csv.reader(io.StringIO(decode(raw), newline=""), delimiter=delimiter)
    try:
        titles = [title_key(title) for title in (heading or next(reader, []))]
        while len(titles) > 1 and not titles[-1]:  # a spreadsheet's empty columns
            titles.pop()
        meanings = [columns.get(title, "") for title in titles]
        if missing := [each for each in needed if each not in meanings]:
            found = ", ".join(title for title in titles[:6] if title) or "no heading at all"
            raise refuse(name, f"no column for {' and '.join(missing)} (it has {found[:120]})", f"expected {wanted}", 1)
        for cells in reader:
            if not any(cell.strip(" \t\x1a") for cell in cells):
                continue
            if (len(cells) > len(titles) and any(c.strip() for c in cells[len(titles) :])) or len(cells) * 2 < len(
                titles
            ):
                raise refuse(
                    name, f"{len(cells)} columns where the heading has {len(titles)}",
                    "the file is cut off or a quotation mark is missing: download it again", reader.line_num,
                )  # fmt: skip
            pairs = zip(meanings, cells, strict=False)
            yield Row(reader.line_num, {m: cell.strip() for m, cell in pairs if m and cell.strip()})
    except csv.Error as error:
        raise refuse(name, f"broken table ({error})", "download it again", reader.line_num) from None


def first_row(line: str) -> list[str]:
    """The cells of one line; none where the line is no row of a table at all."""
    try:
        return next(csv.reader([line]), [])
    except csv.Error:  # a lone carriage return inside of a cell
        return []


def title_key(title: str) -> str:
    """A column's title as it is looked up: `Federal Register Notice` and `federal_register_notice` are one."""
    return re.sub(r"\W+|_+", "_", title.strip().lower()).strip("_")


def which_delimiter(head: bytes) -> str:
    """What parts the cells of a table: the mark that its first line has most of."""
    line = head.split(b"\n")[0].decode("utf-8-sig", "replace")
    return max("\t,;", key=lambda mark: (line.count(mark), mark == ","))


MOST_LINES = 5
"""Places that one warning names."""


class Nameless:
    """Entries of one file that have no name: they are left out, and one sentence says how many and where."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: list[str] = []

    def add(self, place: int | str) -> None:
        """An entry without a name: the line it ends on, or its number."""
        self.places.append(f"line {place}" if isinstance(place, int) else place)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is said of them; nothing if there are none."""
        if not self.places:
            return ()
        more = ", …" if len(self.places) > MOST_LINES else ""
        where = ", ".join(self.places[:MOST_LINES]) + more
        one = len(self.places) == 1
        said = "1 entry has no name and is" if one else f"{len(self.places)} entries have no name and are"
        return (f"{self.name}: {said} left out ({where})",)

    @property
    def error(self) -> UnreadableFile | None:
        """The refusal of a file in which no entry has a name; None if none was without."""
        if not self.places:
            return None
        return UnreadableFile(
            f"{self.name}, {self.places[0]}: a row without a name; the file is damaged: download it again"
        )
