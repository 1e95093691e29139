"""Rows as CSV, the same for every command that prints rows."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = re.compile(r"[=+\-@\t\r]")
"""A cell of a table that begins so is run as a formula by spreadsheets."""


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as CSV with a line of names (RFC 4180), which stands alone where there are none; a cell that a spreadsheet would run as
    a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        cells = {name: "" if row.get(name) is None else str(row[name]) for name in columns}
        writer.writerow({k: f"'{v}" if _FORMULA.match(v) else v for k, v in cells.items()})
    return out.getvalue()
