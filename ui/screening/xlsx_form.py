"""A screening report as a workbook: the rows, what is wrong with rows, and by what was screened. Every text is written as text."""

import io
from typing import Any

import xlsxwriter

from ui.safe import printable
from ui.screening.report import COLUMNS, Report, cells

_LONGEST = 32_000
"""Characters of a cell; the format allows 32,767."""
_WIDTH = {"name": 32, "entity": 32, "matched name": 30, "why it matched": 44, "other facts": 36, "list": 28, "authority": 28,
          "programme": 22, "reason": 48, "in one line": 60, "citations": 60, "problems": 40, "row": 6, "score": 7}  # fmt: skip
_FILL = {"match": "#f6c9c4", "possible": "#fbe8b6", "none": "#e3efe3"}


def write(report: Report) -> bytes:
    """The report as the bytes of a workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        _rows(book, report)
        _lines(book, "Problems", report.problems() or ["nothing is wrong with any row"])
        _lines(book, "About", [report.summary(), *report.about()])
    return out.getvalue()


def _rows(book: Any, report: Report) -> None:
    sheet = book.add_worksheet("Screening")
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain = {"text_wrap": True, "valign": "top", "font_size": 9}
    formats = {said: book.add_format({**plain, "bg_color": color}) for said, color in _FILL.items()}
    usual = book.add_format(plain)
    for at, title in enumerate(COLUMNS):
        sheet.write_string(0, at, title, head)
        sheet.set_column(at, at, _WIDTH.get(title, 11))
    at_row = 0
    for row in report.rows:
        for line in cells(row):
            at_row += 1
            for at, title in enumerate(COLUMNS):
                style = formats.get(line["decision"], usual) if title == "decision" else usual
                _cell(sheet, at_row, at, line.get(title, ""), style)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(at_row, 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cell(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, printable(value)[:_LONGEST], style)
    else:
        sheet.write_number(row, column, value, style)


def _lines(book: Any, title: str, lines: list[str]) -> None:
    sheet = book.add_worksheet(title)
    sheet.set_column(0, 0, 140)
    style = book.add_format({"text_wrap": True, "valign": "top"})
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, printable(line)[:_LONGEST], style)
