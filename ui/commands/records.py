"""`whylisted records`: all records that a question about the lists asks for, as a table."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.dates import day
from ui.safe import one_line
from ui.settings import index_directory

if TYPE_CHECKING:
    from assistant.query.export import RecordRow


def records(options: argparse.Namespace) -> int:
    """The records of one question in full; the exit status is 1 where it cannot be read as a query, with the reason, and where no record
    meets it."""
    from assistant.query.export import records_of
    from assistant.record_query import query_records
    from index.search import Index

    index = Index.open(index_directory(options.index))
    with index.reading():
        found = query_records(index, options.question, day(options.today, "--today"))
        if isinstance(found, str):
            print(f"whylisted: {one_line(found)}", file=sys.stderr)
            if options.format == "json":
                print(json.dumps({"question": options.question, "declined": found, "records": []}, ensure_ascii=False))
            else:
                sys.stdout.write(as_csv(()))
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
    return 0 if rows else 1


def as_csv(rows: Sequence["RecordRow"]) -> str:
    """The rows as CSV (`ui.tables`), a column for each cell."""
    from assistant.query.export import COLUMNS
    from ui import tables

    return tables.as_csv(COLUMNS, (row.flat() for row in rows))
