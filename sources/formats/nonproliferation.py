"""Nonproliferation sanctions as the Department of State publishes them: pages of one statute each, and one PDF of all, with
tables of entity, location, the day on which sanctions were imposed, their status, and the notice in the Federal Register.

Read off the rows of a document's text, in whatever form it came; a row is a record for each party that its entity cell names,
under the statute of its row or, on a page of one statute, the one that the title names.
"""

import re
from collections.abc import Iterator

from sources.citations import read_citation
from sources.document import Document, Record, RecordEvent, Span
from sources.formats.delimited import title_key
from sources.formats.name_lines import names_of_line
from sources.formats.names_in_cells import trim
from sources.formats.sheet import Draft, fold
from sources.us_dates import us_date

LIST_ID = "isn"
PUBLISHER = "Department of State"
URL = "https://www.state.gov/nonproliferation-sanctions/"
_COLUMNS = (
    ("statute", re.compile(r"sanctions?(?:_name)?|statute|authority|law|sanction_type")),
    ("entity", re.compile(r"(?:foreign_)?(?:entity|entities|person|persons)(?:_sanctioned)?|sanctioned_entit\w+|name_of_entity")),
    ("location", re.compile(r"(?:location|country)\w*")),
    ("date", re.compile(r"date(?:_sanctions?)?_imposed|effective_date|date_of_imposition")),
    ("status", re.compile(r"status\w*|(?:date_of_)?expiration\w*")),
    ("notice", re.compile(r"federal_register\w*")),
)  # fmt: skip
_NEEDED = frozenset({"entity", "date", "notice"})
_SUCCESSOR = re.compile(
    r"(?:[;,]|(?<!\s))\s++(?:and\s+)?any\s+successors?,\s+sub-?\s?units?,?\s+or\s+subsidiar\w+\s+thereof[.;]?\s*$", re.I
)
_KNOWN_AS = re.compile(r"\[(?P<names>[^\[\]]{1,2000}+)\]")
_ALIAS = re.compile(r"(?:and\s+)?(?:[afn]\.?k\.?a\.?:?|also known as|formerly)\s+", re.I)
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}")


def is_list(document: Document) -> bool:
    """Whether a document is one of these tables: what has their columns is nothing else."""
    return document.kind not in ("notice", "rule", "regulation")


def records(document: Document) -> list[Record]:
    """A record for each party in a row of the tables. None for a document without such a table."""
    if "\t" not in document.text or not is_list(document):
        return []
    found: list[Record] = []
    columns: list[str] = []
    for line in re.finditer(r"[^\n]+", document.text):
        cells = _cells(document.text, Span(*line.span()))
        if titles := _titles(document.text, cells):
            columns = titles
        elif columns and len(cells) == len(columns):
            row = dict(zip(columns, cells, strict=True))
            found += _parties(document, row, Span(*line.span()))
        elif len(cells) > 1:
            columns = columns if columns and len(cells) <= len(columns) else []
    return found


def _cells(text: str, line: Span) -> list[Span]:
    edges = [line.start]
    for mark in re.finditer(r"\t", text[line.start : line.end]):
        edges += [line.start + mark.start(), line.start + mark.end()]
    edges.append(line.end)
    return [Span(*trim(text, a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _titles(text: str, cells: list[Span]) -> list[str]:
    """What each column means, if the cells are titles of the tables; nothing if they are not."""
    keys = [title_key(text[cell.start : cell.end]) for cell in cells]
    meant = [next((name for name, pattern in _COLUMNS if pattern.fullmatch(key)), "") for key in keys]
    return meant if set(meant) >= _NEEDED else []


def _parties(document: Document, row: dict[str, Span], line: Span) -> Iterator[Record]:
    """The records of a row; none where its entity cell is empty."""
    text = document.text
    spans = list(_names(text, row["entity"]))
    for number, (name, aliases) in enumerate(spans):
        draft = Draft()
        named = names_of_line(text, *name)
        _put(draft, "name", text, named.name)
        for alias in (*named.others, *aliases):
            _put(draft, "alias", text, alias)
        _put(draft, "country", text, row.get("location"))
        _put(draft, "programme", text, row.get("statute") or document.title_span)
        _put(draft, "remark", text, row.get("status"))
        _listed(draft, text, row["date"], row["notice"])
        start = line.start if number == 0 else name.start
        end = line.end if number + 1 == len(spans) else spans[number + 1][0].start
        yield draft.record(document.id, LIST_ID, Span(start, end), fold(text[named.name.start : named.name.end]))


def _put(draft: Draft, name: str, text: str, span: Span | None) -> None:
    if span is not None and span.end > span.start:
        draft.put(name, text[span.start : span.end], span.start)  # type: ignore[arg-type]


def _listed(draft: Draft, text: str, day: Span, notice: Span) -> None:
    cited = text[notice.start : notice.end]
    said = read_citation(cited)
    _put(draft, "citation", text, notice)
    if (found := _DAY.search(text, *day)) and (date := us_date(found.group())):
        event = RecordEvent(
            action="added",
            date=date,
            citation=said.words if said else fold(cited) or None,
            start=found.start(),
            end=found.end(),
        )
        draft.events.append(event)


def _names(text: str, cell: Span) -> Iterator[tuple[Span, list[Span]]]:
    """The parties of a cell, each with its other names: `A [aka B; C] D [aka E]`, and what is said of successors left out."""
    successor = _SUCCESSOR.search(text, *cell)
    end = successor.start() if successor else cell.end
    at = cell.start
    while at < end:
        bracket = _KNOWN_AS.search(text, at, end)
        name = Span(*trim(text, at, bracket.start() if bracket else end, ";,"))
        if name.end > name.start:
            yield name, _aliases(text, bracket) if bracket else []
        at = bracket.end() if bracket else end


def _aliases(text: str, bracket: re.Match[str]) -> list[Span]:
    edges = [bracket.start("names")]
    for mark in re.finditer(r";", bracket["names"]):
        edges += [bracket.start("names") + mark.start(), bracket.start("names") + mark.end()]
    edges.append(bracket.end("names"))
    found = []
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        start, stop = trim(text, start, stop, ",")
        known = _ALIAS.match(text, start, stop)
        found.append(Span(known.end() if known else start, stop))
    return [span for span in found if span.end > span.start]
