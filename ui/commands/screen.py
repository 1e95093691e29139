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
    from assistant.screening import Screened, Thresholds
    from index.search import Index

_MOST_SAID = 20
SUFFIXES = {".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".txt": "table"}


def screen(options: argparse.Namespace) -> int:
    """Screens a file of counterparties; status 1 when a row could not be screened as it stands."""
    form = _form(options)
    from assistant.screening import read_cleared, read_customers
    from assistant.screening import screen as screen_all
    from index.search import Index
    from ui.screening.report import Report

    limits, today = _limits(options), day(options.today, "--today") or datetime.date.today()
    since = day(options.since, "--since")
    cleared = read_cleared(Path(options.cleared)) if options.cleared else {}
    customers = read_customers(Path(options.file), _columns(options.column), options.encoding)
    index = Index.open(index_directory(options.index))
    with index.reading() as generation:
        parties = [row for row in customers.rows if not options.clear or row.id in options.clear]
        rows = list(screen_all(index, parties, limits, today, since, cleared))
        report = Report(
            file=Path(options.file).name, rows=rows, notes=customers.notes, limits=limits, generation=generation, made=today,
            lists=_lists(index), since=since, version=version(),
        )  # fmt: skip
    if options.clear:
        return _clear(options, rows, today)
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


def _form(options: argparse.Namespace) -> str:
    """The form of the report; raises QuestionError for options that do not go together."""
    form: str = options.format or SUFFIXES.get(Path(options.out or "").suffix.lower(), "table")
    if form == "xlsx" and not options.out:
        raise QuestionError("--format xlsx is a file: give --out PATH")
    if options.out and Path(options.out).resolve() == Path(options.file).resolve():
        raise QuestionError(f"--out {options.out} is the file that is screened: write the report to another one")
    if options.clear and not (options.cleared and (options.note or "").strip()):
        raise QuestionError("--clear ID needs --cleared FILE, where it is kept, and --note TEXT, which says why")
    return form


def _limits(options: argparse.Namespace) -> "Thresholds":
    from assistant.screening import Thresholds

    given = {"match": options.match, "possible": options.possible, "hits": options.hits}
    limits = Thresholds(**{name: value for name, value in given.items() if value is not None})
    if not 0 < limits.possible <= limits.match <= 1 or limits.hits < 1:
        raise QuestionError("thresholds: 0 < --possible <= --match <= 1, and --hits from 1 on")
    return limits


def _clear(options: argparse.Namespace, rows: "Sequence[Screened]", today: datetime.date) -> int:
    """Keeps that what was found for some rows is cleared, and says what that is."""
    from assistant.screening import clear

    if missing := sorted(set(options.clear) - {row.id for row in rows}):
        raise QuestionError(f"no row {', '.join(missing)} in {options.file}: --clear takes the ids of the report")
    for row in rows:
        for hit in row.hits:
            print(f"{one_line(row.id)}  {one_line(row.name)}: {one_line(hit.entity)}, {hit.list}")
    many = clear(Path(options.cleared), rows, options.note.strip(), today)
    print(f"{many} listed rows cleared in {options.cleared}")
    return 0


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
