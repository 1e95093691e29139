"""A screening report as JSON lines: one object a row, in the order of the file, quotations letter for letter."""

import json
from collections.abc import Iterator

from assistant.screening import Screened
from ui.screening.report import Report


def write(report: Report) -> bytes:
    """The lines as UTF-8."""
    return "".join(f"{line}\n" for line in lines(report)).encode("utf-8", errors="backslashreplace")


def lines(report: Report) -> Iterator[str]:
    """A line for each row."""
    for row in report.rows:
        yield json.dumps(_object(row), ensure_ascii=False)


def _object(row: Screened) -> dict[str, object]:
    made: dict[str, object] = row.model_dump(mode="json")
    made["problems"] = list(row.problems)
    return made
