"""`whylisted records`: all records that a question about the lists asks for, as a table."""

import argparse
import csv
import io
import json
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.dates import day
from ui.safe import one_line
from ui.settings import index_directory

if TYPE_CHECKING:
    from assistant.query.export import RecordRow


def records(options: argparse.Namespace) -> int:
    """The records of one question in full; the exit status is 1 where it cannot be read as a query, with the reason."""
    from assistant.query.export import records_of
    from assistant.records_asked import asked
    from index.search import Index

    index = Index.open(index_directory(options.index))
    with index.reading():
        found = asked(index, options.question, day(options.today, "--today"))
        if isinstance(found, str):
            print(f"whylisted: {one_line(found)}", file=sys.stderr)
            if options.format == "json":
                print(json.dumps({"question": options.question, "declined": found, "records": []}, ensure_ascii=False))
            return 1
        rows = records_of(index, found)
        if options.format == "json":
            queries = [result.query.model_dump(mode="json", exclude_defaults=True) for result in found]
            groups = [{"list_id": r.table.info.id, "counts": dict(r.groups)} for r in found if r.groups]
            given = {
                "question": options.question,
                "queries": queries,
                "groups": groups,
                "records": [r.model_dump() for r in rows],
            }
            print(json.dumps(given, ensure_ascii=False, indent=2))
        else:
            sys.stdout.write(as_csv(rows))
    return 0


_FORMULA = re.compile(r"[=+\-@\t\r]")
"""A cell of a table that begins so is run as a formula by spreadsheets."""


def as_csv(rows: Sequence["RecordRow"]) -> str:
    """The rows as CSV with a line of names (RFC 4180); a cell that a spreadsheet would run as a formula begins with an
    apostrophe."""
    if not rows:
        return ""
    out = io.StringIO()
    lines = [row.flat() for row in rows]
    writer = csv.DictWriter(out, list(lines[0]), lineterminator="\r\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({k: f"'{v}" if _FORMULA.match(v) else v for k, v in line.items()})
    return out.getvalue()
