"""`whylisted export`: all listed parties as a file that other programs read."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from sources.errors import QuestionError
from ui.settings import index_directory

FORMS = {".ftm.json": "ftm", ".jsonl": "ftm", ".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite"}
"""The form by the end of the file's name."""


def export(options: argparse.Namespace) -> int:
    """Writes the file whole or leaves what was there; status 1 where no row of a list is indexed."""
    form = next((form for end, form in FORMS.items() if options.file.lower().endswith(end)), None)
    if form is None and options.file != "-":
        raise QuestionError(
            f"{options.file}: the name says the form: it ends in {', '.join(FORMS)}, or is `-` for FollowTheMoney"
        )
    from index.search import Index
    from ui.listed import database, ftm

    index = Index.open(index_directory(options.index))
    with index.reading():
        if options.file == "-":
            count = _print(ftm.lines(index, options.list))
        elif form == "ftm":
            count = _write(Path(options.file), ftm.lines(index, options.list))
        else:
            count = database.write(index, Path(options.file), options.list)
    print(f"{count:,} listed parties", file=sys.stderr)
    return 0 if count else 1


def _print(lines: Iterable[str]) -> int:
    count = 0
    for line in lines:
        print(line)
        count += 1
    return count // 2


def _write(path: Path, lines: Iterable[str]) -> int:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    count = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(f"{line}\n")
                count += 1
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count // 2
