"""A screening from its counterparties to the report: the same for the command, the page, and programs."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import QuestionError
from ui.screening.report import Report
from ui.settings import version

if TYPE_CHECKING:
    from assistant.screening import Counterparty, Customers, Thresholds
    from assistant.screening.cleared import Clearing, Key
    from index.search import Index

MOST_COLUMNS = 50
MOST_ROWS = 25_000
"""Rows of one file that a server screens; the command has no such limit."""
CLEARED = "cleared.jsonl"
"""The file of the index's folder in which the page keeps what was cleared."""


def run(
    index: "Index", customers: "Customers", file: str, limits: "Thresholds", today: datetime.date,
    since: datetime.date | None = None, cleared: "Mapping[Key, Clearing] | None" = None,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Report:  # fmt: skip
    """Screens counterparties against an index, all of one generation.

    Args:
        file: what the counterparties came from, as the report calls it.
        since: only against rows that came or changed on that day or later.
        cleared: pairs that somebody cleared.
        tell: is told how many rows of how many are done.
    """
    from assistant.screening import screen

    rows = []
    with index.reading() as generation:
        for row in screen(index, customers.rows, limits, today, since, cleared):
            rows.append(row)
            tell(len(rows), len(customers.rows))
        return Report(
            file=file, rows=rows, notes=customers.notes, limits=limits, generation=generation, made=today,
            lists=lists_of(index), since=since, version=version(),
        )  # fmt: skip


def thresholds(match: float | None = None, possible: float | None = None, hits: int | None = None) -> "Thresholds":
    """Thresholds with what was given in place of the defaults. Raises QuestionError where they make no sense."""
    from assistant.screening import Thresholds

    given = {"match": match, "possible": possible, "hits": hits}
    limits = Thresholds(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    if not 0 < limits.possible <= limits.match <= 1 or limits.hits < 1:
        raise QuestionError("thresholds: 0 < possible <= match <= 1, and hits from 1 on")
    return limits


def lists_of(index: "Index") -> list[str]:
    """The lists that are screened against, each with the day of its newest state."""
    from assistant.records.snapshots import outdated
    from sources.lists import list_info

    shown: dict[str, datetime.date | None] = {}
    for info in index.documents():
        for list_id in index.lists_of(info.id) if info.records else ():
            if not outdated(index, index.generation, info.id, list_id):
                shown[list_id] = max(filter(None, (shown.get(list_id), info.snapshot)), default=None)
    named = ((list_info(list_id).name, day) for list_id, day in shown.items())
    return sorted(f"{name} ({day.isoformat() if day else 'no date'})" for name, day in named)


def bounded(customers: "Customers") -> "Customers":
    """The rows of a file that a server screens. Raises QuestionError for more than it takes."""
    if len(customers.rows) > MOST_ROWS:
        raise QuestionError(
            f"{len(customers.rows):,} rows: this server screens up to {MOST_ROWS:,} at once; use `whylisted screen`"
        )
    return customers


def cleared_file(directory: Path) -> Path:
    """Where the chat over this index keeps what was cleared."""
    return directory / CLEARED


def some(customers: "Customers", ids: Sequence[str]) -> "list[Counterparty]":
    """The rows with these ids. Raises QuestionError for an id that no row has."""
    if missing := sorted(set(ids) - {row.id for row in customers.rows}):
        raise QuestionError(f"no row {', '.join(missing)} in the file: take the ids of the report")
    return [row for row in customers.rows if row.id in set(ids)]


def columns(given: Sequence[str]) -> dict[str, str]:
    """Which column holds what, as it was said. Raises QuestionError for what is no `MEANING=HEADER`."""
    out: dict[str, str] = {}
    for words in given[:MOST_COLUMNS]:
        meaning, equals, title = words.partition("=")
        if not equals or not title.strip():
            raise QuestionError(f"column {words!r}: write it as name=HEADER")
        out[meaning] = title
    return out
