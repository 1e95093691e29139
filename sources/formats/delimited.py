"""Rows of delimited files by the titles of their columns, with the line of each, or one sentence on why not."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

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
    """The rows below the heading. `columns` gives the meaning of a column by its title (lower case, words joined by `_`);
    columns that are not in it are left out; `heading` are the titles of a file that has none. Raises UnreadableFile for a web page, for missing columns, and for a row
    with more cells than the heading, or fewer than half of them."""
    refuse_web_page(raw, name, wanted)
    reader = csv.reader(io.StringIO(decode(raw), newline=""), delimiter=delimiter)
    try:
        titles = [title_key(title) for title in (heading or next(reader, []))]
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


def title_key(title: str) -> str:
    """A column's title as it is looked up: `Federal Register Notice` and `federal_register_notice` are one."""
    return re.sub(r"\W+|_+", "_", title.strip().lower()).strip("_")
