"""The forms of a screening report: what makes each, its suffix, and its type on the web."""

import importlib
from typing import Literal, NamedTuple

from sources.errors import QuestionError
from ui.screening.report import Report

FormName = Literal["table", "csv", "xlsx", "html", "jsonl"]


class Form(NamedTuple):
    """A form: the suffix of its files and their media type."""

    suffix: str
    media: str


FORMS: dict[FormName, Form] = {
    "table": Form("txt", "text/plain; charset=utf-8"),
    "csv": Form("csv", "text/csv; charset=utf-8"),
    "xlsx": Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "html": Form("html", "text/html; charset=utf-8"),
    "jsonl": Form("jsonl", "application/x-ndjson"),
}


def written(report: Report, form: str) -> bytes:
    """The report in a form. Raises QuestionError for a form that there is not."""
    if form not in FORMS:
        raise QuestionError(f"no form {form!r}: reports are {', '.join(FORMS)}")
    made: bytes = importlib.import_module(f"ui.screening.{form}_form").write(report)
    return made


def file_name(report: Report, form: FormName) -> str:
    """A name for the report's file: the day, and the letters and figures of the screened file's name."""
    stem = report.file.rpartition(".")[0] or report.file
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in stem).strip("-")[:60] or "file"
    return f"{report.made.isoformat()}-screening-{plain}.{FORMS[form].suffix}"
