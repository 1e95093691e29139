"""`whylisted screen`."""

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import QuestionError
from ui.dates import day
from ui.files import keep
from ui.safe import one_line
from ui.settings import index_directory

if TYPE_CHECKING:
    from assistant.screening import Screened

_MOST_SAID = 20
SUFFIXES = {".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".txt": "table"}


def screen(options: argparse.Namespace) -> int:
    """Screens a file of counterparties; status 1 when a row could not be screened as it stands."""
    form = _form(options)
    from assistant.screening import Customers, read_cleared, read_customers
    from index.search import Index
    from ui.screening.forms import written
    from ui.screening.run import columns, run, some, thresholds

    limits = thresholds(options.match, options.possible, options.hits)
    today = day(options.today, "--today") or datetime.date.today()
    since = day(options.since, "--since")
    cleared = read_cleared(Path(options.cleared)) if options.cleared else {}
    customers = read_customers(Path(options.file), columns(options.column), options.encoding)
    if options.clear:
        customers = Customers(some(customers, options.clear), customers.notes)
    index = Index.open(index_directory(options.index))
    report = run(index, customers, Path(options.file).name, limits, today, since, cleared)
    if options.clear:
        return _clear(options, report.rows, today)
    made = written(report, form)
    if options.out:
        keep(Path(options.out), made)
        print(f"{report.summary()}; written to {options.out}")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
    if options.out or form != "table":
        _say(report.problems())
    return 1 if any(row.problems for row in report.rows) else 0


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


def _clear(options: argparse.Namespace, rows: "Sequence[Screened]", today: datetime.date) -> int:
    """Keeps that what was found for some rows is cleared, and says what that is."""
    from assistant.screening import clear

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
