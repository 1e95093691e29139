"""A screening report for a terminal: a line a row, and under it the listed parties that it may be, with their citations."""

from collections.abc import Iterator

from assistant.screening import Screened
from ui.safe import one_line
from ui.screening.report import Report, clearing, decision, facts, reference

_NAME = 48


def write(report: Report) -> bytes:
    """The report as plain text in UTF-8."""
    return "".join(f"{line}\n" for line in lines(report)).encode("utf-8", errors="backslashreplace")


def lines(report: Report) -> Iterator[str]:
    """The lines of the report: rows with something to say, then what is wrong, then the counts."""
    for row in report.rows:
        yield from _row(row)
    for problem in report.problems():
        yield f"note: {one_line(problem)}"
    yield from report.about()
    yield report.summary()


def _row(row: Screened) -> Iterator[str]:
    name = one_line(row.name)
    shown = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    yield f"{one_line(row.id)[:20]:>6}  {decision(row):12} {row.score:5.3f}  {shown}"
    for hit in row.hits:
        yield f"          {hit.decision} {hit.score:.3f}  {one_line(hit.entity)}"
        yield f"            by “{one_line(hit.matched)}”: {one_line(hit.how)}"
        if hit.facts:
            yield f"            {one_line(facts(hit))}"
        yield f"            {one_line(hit.line)}"
        if clearing(hit):
            yield f"            {one_line(clearing(hit))}"
        for citation in hit.citations:
            yield f"            {one_line(reference(citation))}"
    if row.more:
        yield f"          and {row.more} more listed rows"
