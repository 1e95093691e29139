"""The Covered List as a table of two columns (CSV), copied from the page of the Federal Communications Commission: what is
covered, and the day on which it was put on the list."""

import re
from pathlib import Path, PurePosixPath

from sources.document import Record, Span, document_id
from sources.formats.covered_list import draft_of, names_of, put_dates
from sources.formats.delimited import Nameless, read_rows, title_key, which_delimiter
from sources.formats.listing import as_list
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, read_bytes

_LIST = "fcc-covered"
_COVERED = re.compile(r"covered_(?:equipment|service)")
_DATED = re.compile(r"date_of_inclusion|date_added")


def sniff(name: str, head: bytes) -> bool:
    """Whether the titles of the columns are those of the list's table."""
    return PurePosixPath(name.lower()).suffix in {".csv", ".tsv"} and len(set(_columns(head).values())) == 2


def _columns(head: bytes) -> dict[str, str]:
    line = head.split(b"\n")[0].decode("utf-8-sig", "replace")
    titles = [title_key(t.strip('" \r')) for t in line.split(which_delimiter(head))]
    found: dict[str, str] = {}
    for title in titles:
        meaning = "date" if _DATED.match(title) else "covered" if _COVERED.match(title) else ""
        found.update({title: meaning} if meaning else {})
    return found


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each company that a row names. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records: list[Record] = []
    warnings: list[str] = []
    for row in read_rows(
        raw, name, _columns(raw[:4096]), ("covered", "date"), "the Covered List", which_delimiter(raw[:4096])
    ):
        words = row.cells.get("covered")
        if not words:
            nameless.add(row.line)
            continue
        words = " ".join(words.split())
        covered = sheet.add(words, "\n\n")
        dated = sheet.add(row.cells.get("date", ""), "\n")
        named = names_of(words)
        starts = [covered.start, *(covered.start + span.start for span in named[1:]), dated.end]
        for place, span in enumerate(named):
            draft = draft_of(words, covered.start, span)
            what = draft.fields["name"][0].value
            if not put_dates(draft, sheet, dated):
                warnings.append(f"{name}, line {row.line} ({what}): no date of inclusion")
            records.append(draft.record(key, _LIST, Span(starts[place], starts[place + 1]), what))
    table = as_list(
        sheet,
        records,
        name,
        sha256,
        given,
        None,
        None,
        nameless,
        warnings,
        title="Covered List (table)",
        publisher="a copy",
    )
    return [table]
