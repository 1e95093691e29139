"""A screening report as a workbook: the rows, what is wrong with rows, and by what was screened.

Every text is written as text, days and numbers as such; the only links are http(s) addresses of sources.
"""

import datetime
import io
from typing import Any

import xlsxwriter

from ui.safe import printable
from ui.screening.report import COLUMNS, Report, cells

_LONGEST = 32_000
"""Characters of a cell; the format allows 32,767."""
_MOST_LINKS, _LONGEST_LINK = 60_000, 2_000
"""Links of a sheet, and characters of one; the format allows 65,530 and 2,079."""
_HEIGHT = 51
"""Points of a row, four lines: citations are long, and a reviewer wants to see more than one row."""
_WIDTH = {"id": 12, "name": 32, "decision": 12, "row decision": 12, "entity": 32, "matched name": 30, "why it matched": 44, "other facts": 36,
          "list": 28, "authority": 28, "programme": 22, "reason": 48, "in one line": 60, "citations": 60, "problems": 40, "row": 7,
          "score": 8, "source": 40, "cleared": 30}  # fmt: skip
_FILL = {"match": "#f6c9c4", "possible": "#fbe8b6", "none": "#e3efe3"}


def write(report: Report) -> bytes:
    """The report as the bytes of a workbook; the same for the same report."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        made = datetime.datetime.combine(report.made, datetime.time())
        book.set_properties({"title": f"Screening of {printable(report.file)}", "created": made})
        _rows(book, report)
        _lines(book, "Problems", report.problems() or ["nothing is wrong with any row"])
        signed = "Reviewed by: ______________________    Date: ______________"
        _lines(book, "About", [report.summary(), *report.about(), "", signed])
    return out.getvalue()


class _Styles:
    """The formats of cells: by decision, for days, scores, links, and for the rest."""

    def __init__(self, book: Any) -> None:
        plain = {"text_wrap": True, "valign": "top", "font_size": 9}
        self.head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#eeeeee"}
        )
        self.plain = book.add_format(plain)
        self.day = book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"})
        self.score = book.add_format({**plain, "num_format": "0.000"})
        self.link = book.add_format({**plain, "font_color": "#1d4f7c", "underline": 1})
        self.of = {said: book.add_format({**plain, "bg_color": color}) for said, color in _FILL.items()}


def _rows(book: Any, report: Report) -> None:
    sheet, styles = book.add_worksheet("Screening"), _Styles(book)
    for at, title in enumerate(COLUMNS):
        sheet.write_string(0, at, title, styles.head)
        sheet.set_column(at, at, _WIDTH.get(title, 11))
    at_row = 0
    for row in report.rows:
        for line in cells(row):
            at_row += 1
            sheet.set_row(at_row, _HEIGHT)
            for at, title in enumerate(COLUMNS):
                _cell(sheet, styles, at_row, at, title, line.get(title, ""))
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(at_row, 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&F&RPage &P of &N")


def _cell(sheet: Any, styles: _Styles, row: int, column: int, title: str, value: Any) -> None:
    match value:
        case "":
            sheet.write_blank(row, column, None, styles.plain)
        case datetime.date():
            sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), styles.day)
        case str() if title == "source" and value and row < _MOST_LINKS and len(value) < _LONGEST_LINK:
            sheet.write_url(row, column, value, styles.link, value)
        case str():
            style = styles.of.get(value, styles.plain) if title in ("decision", "row decision") else styles.plain
            sheet.write_string(row, column, printable(value)[:_LONGEST], style)
        case _:
            sheet.write_number(row, column, value, styles.score if title == "score" else styles.plain)


def _lines(book: Any, title: str, lines: list[str]) -> None:
    sheet = book.add_worksheet(title)
    sheet.set_column(0, 0, 140)
    style = book.add_format({"text_wrap": True, "valign": "top"})
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, printable(line)[:_LONGEST], style)
