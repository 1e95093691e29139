"""`whylisted screen`."""

import argparse
import datetime
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import QuestionError
from ui.dates import day
from ui.safe import one_line
from ui.settings import index_directory, version

if TYPE_CHECKING:
    from index.search import Index

_MOST_SAID = 20
SUFFIXES = {".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".txt": "table"}


def screen(options: argparse.Namespace) -> int:
    """Screens a file of counterparties; status 1 when a row could not be screened as it stands."""
    form = options.format or SUFFIXES.get(Path(options.out or "").suffix.lower(), "table")
    if form == "xlsx" and not options.out:
        raise QuestionError("--format xlsx is a file: give --out PATH")
    if options.out and Path(options.out).resolve() == Path(options.file).resolve():
        raise QuestionError(f"--out {options.out} is the file that is screened: write the report to another one")
    from assistant.screening import Thresholds, read_customers
    from assistant.screening import screen as screen_all
    from index.search import Index
    from ui.screening.report import Report

    given = {"match": options.match, "possible": options.possible, "hits": options.hits}
    limits = Thresholds(**{name: value for name, value in given.items() if value is not None})
    if not 0 < limits.possible <= limits.match <= 1 or limits.hits < 1:
        raise QuestionError("thresholds: 0 < --possible <= --match <= 1, and --hits from 1 on")
    today = day(options.today, "--today") or datetime.date.today()
    since = day(options.since, "--since")
    customers = read_customers(Path(options.file), _columns(options.column), options.encoding)
    index = Index.open(index_directory(options.index))
    with index.reading() as generation:
        rows = list(screen_all(index, customers.rows, limits, today, since))
        report = Report(
            file=Path(options.file).name, rows=rows, notes=customers.notes, limits=limits, generation=generation, made=today,
            lists=_lists(index), since=since, version=version(),
        )  # fmt: skip
    made: bytes = importlib.import_module(f"ui.screening.{form}_form").write(report)
    if options.out:
        _keep(Path(options.out), made)
        print(f"{report.summary()}; written to {options.out}")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
    if options.out or form != "table":
        _say(report.problems())
    return 1 if any(row.problems for row in rows) else 0


def _say(problems: Sequence[str]) -> None:
    """The first problems on standard error; the report has them all."""
    for problem in problems[:_MOST_SAID]:
        print(f"note: {one_line(problem)}", file=sys.stderr)
    if len(problems) > _MOST_SAID:
        print(f"note: and {len(problems) - _MOST_SAID} more, in the report", file=sys.stderr)


def _columns(given: list[str]) -> dict[str, str]:
    """The columns as they were said, title by meaning."""
    out: dict[str, str] = {}
    for words in given:
        meaning, equals, title = words.partition("=")
        if not equals or not title.strip():
            raise QuestionError(f"--column {words!r}: write it as name=HEADER")
        out[meaning] = title
    return out


def _lists(index: "Index") -> list[str]:
    """The lists that are screened against, each with the day of its newest state."""
    from assistant.snapshots import outdated
    from sources.lists import list_info

    shown: dict[str, datetime.date | None] = {}
    for info in index.documents():
        for list_id in index.lists_of(info.id) if info.records else ():
            if not outdated(index, index.generation, info.id, list_id):
                shown[list_id] = max(filter(None, (shown.get(list_id), info.snapshot)), default=None)
    named = ((list_info(list_id).name, day) for list_id, day in shown.items())
    return sorted(f"{name} ({day.isoformat() if day else 'no date'})" for name, day in named)


def _keep(path: Path, made: bytes) -> None:
    """Writes the file whole or not at all: an earlier report stays until the new one is there."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(made)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
