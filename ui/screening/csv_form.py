"""A screening report as CSV that a spreadsheet opens without running anything in it.

A cell that begins with = + - @, or with a tab or line break before one, would be taken for a formula: it gets an apostrophe in
front, as OWASP advises (CSV Injection). UTF-8 with a mark, so that spreadsheets know the encoding.
"""

import csv
import datetime
import io
import re
from typing import Any

from ui.safe import CONTROLS, visible
from ui.screening.report import COLUMNS, Report, cells

_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r\n]")


def write(report: Report) -> bytes:
    """The report as the bytes of a CSV file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in report.rows:
        for line in cells(row):
            writer.writerow({key: as_text(value) for key, value in line.items()})
    for problem in report.notes:
        writer.writerow({"problems": as_text(problem)})
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", errors="backslashreplace")


def as_text(value: Any) -> Any:
    """A cell that is text and nothing else; numbers stay numbers."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    shown = CONTROLS.sub(lambda m: visible(m[0]), value)
    return f"'{shown}" if _FORMULA.match(shown) else shown
