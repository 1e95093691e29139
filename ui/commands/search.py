"""`whylisted search`."""

import argparse
import sys

from sources.errors import QuestionError
from ui.settings import index_directory

MOST = 100
COLUMNS = ("document", "title", "start", "end", "score", "text")


def search(options: argparse.Namespace) -> int:
    """Passages that fit the words, best first; status 1 where none does."""
    if not options.query.strip():
        raise QuestionError('the query is empty: whylisted search "military modernization"')
    if not 1 <= options.limit <= MOST:
        raise QuestionError(f"--limit {options.limit}: expected 1 to {MOST}")
    from index.search import Index
    from ui.describe import source_line
    from ui.safe import one_line
    from ui.tables import as_csv
    from ui.tools import found_passages
    from ui.web.given import Passages

    index = Index.open(index_directory(options.index))
    with index.reading() as generation:
        found = found_passages(index, options.query, options.limit)
        if options.format == "json":
            made = Passages(query=options.query, generation=generation, passages=tuple(found))
            print(made.model_dump_json(indent=2))
        elif options.format == "csv":
            sys.stdout.write(as_csv(COLUMNS, (passage.model_dump() for passage in found)))
        else:
            for passage in found:
                print(f"{passage.score:.3f}  {source_line(index.info(passage.document))}")
                print(f"       characters {passage.start}–{passage.end}: {one_line(passage.text)[:300]}")
            if not found:
                print("no passage here has these words or their meaning")
    return 0 if found else 1
