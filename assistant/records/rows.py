"""The rows of the official lists that an answer speaks of: each a record with its document and list, which of them
speak for today, and how their cells are said."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.question.targets import Target
from assistant.records.snapshots import NEWS, lacking, outdated
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Part, of_record
from index.search import Index
from sources.agencies import AGENCIES, agency, department
from sources.citations import doubt, own_citation, read_citation
from sources.document import Document, Fact, Field, Record, RecordEvent, Span
from sources.formats.ofac_remarks import list_of_directive
from sources.lists import ListInfo, list_info
from sources.territories import country_title

KNOWN_AGENCIES = frozenset(row.id for row in AGENCIES)


@dataclass(frozen=True, slots=True)
class Row:
    """A record with its document and the list that it is on."""

    record: Record
    document: Document
    info: ListInfo

    @property
    def country(self) -> str | None:
        """The country under which it stands, or those of the party, as a person writes them."""
        return place_of(self.record) or None

    @property
    def order(self) -> str:
        """What puts the party on the list, in a word: an order, or the listing itself."""
        return "order" if self.info.id == "denied-persons" else "listing"

    @property
    def headed(self) -> bool:
        """Whether it stands under the heading of a country: in the list's own table, not in a copy of its rows."""
        return self.info.by_country and self.document.list_id is not None

    @property
    def place(self) -> str:
        """The country of a row behind the name of its list: ` under China`; nothing for rows without such headings."""
        return f" under {self.country}" if self.country and self.headed else ""

    def unmarked(self, field: Field) -> str:
        """A cell without the marks of footnotes at its end: they are said in words."""
        value = field.value
        for mark in self.record.all("footnote"):
            value = re.sub(rf"(?<=[.)\]\w])\s*{re.escape(mark.value)}$", "", value)
        return value

    def cite(self, *fields: Field | RecordEvent | Fact | None) -> tuple[Evidence, ...]:
        """Evidence that shows the row and these cells of it."""
        return of_record(self.document, self.record, *(Span(f.start, f.end) for f in fields if f is not None))


def plural(word: str, items: Sequence[object]) -> str:
    """A word for one thing or for several."""
    return word if len(items) == 1 else f"{word}s"


MOST_COUNTRIES = 4
"""Countries of one party that are named; of more, so many less one, and how many are left."""


def countries_of(record: Record) -> tuple[str, ...]:
    """The countries of a party as a person writes them: that under which its row stands; for a list without such
    headings its nationality, or else those of all its addresses, for an office abroad does not make a bank foreign."""
    fields = record.all("country")
    if list_info(record.list_id).by_country and fields and not record.start <= fields[0].start < record.end:
        fields = fields[:1]  # the heading above the row
    elif record.all("nationality"):
        fields = record.all("nationality")
    return tuple(dict.fromkeys(country_title(field.value) for field in fields))


def place_of(record: Record) -> str:
    """The countries of a record as a sentence names them; nothing for one that states none."""
    found = countries_of(record)
    if len(found) > MOST_COUNTRIES:
        shown = found[: MOST_COUNTRIES - 1]
        return f"{', '.join(shown)} and {len(found) - len(shown)} more countries"
    return join(found)


_DIRECTIVE = re.compile(r"\bExecutive Order (?P<order>\d{5}) Directive \w+[ -]+Subject to Directive (?P<which>\w+)")


def directives_of(rows: Sequence[Row]) -> str:
    """The directives under which rows of one list stand, as their remarks name them: ` (Directives 2 and 4)`."""
    found: dict[str, None] = {}
    for row in rows:
        for match in (m for f in row.record.all("remark") for m in _DIRECTIVE.finditer(f.value)):
            if list_of_directive(match["order"], match["which"]) == row.info.id:
                found[match["which"].upper()] = None
    return f" ({plural('Directive', list(found))} {join(found)})" if found else ""


def by(row: Row, event: RecordEvent) -> str:
    """By which citation an event of a row is."""
    return cited(row.document.text, event)


def cited(text: str, event: RecordEvent) -> str:
    """By which citation an event of a list with this text is, and what is odd about its date, where the row prints one
    that cannot be right."""
    if not event.citation:
        return ""
    printed = read_citation(text[event.start : event.end])
    odd = doubt(event.citation, event.date) if printed and printed.date == event.date else ""
    return f" by {event.citation}{f' (as the row prints it, though {odd})' if odd else ''}"


@dataclass(frozen=True, slots=True)
class Restated:
    """A notice that names a party as listed without telling since when: its citation, its day, and where it is cited."""

    words: str
    day: datetime.date
    cell: Field


def restated(row: Row) -> Restated | None:
    """The notice by which a row is known to be listed: the one that it cites, with its date, or the one that it stands in. None
    for a row that does tell since when."""
    if row.record.events:
        return None
    cited = row.record.first("citation")
    said = read_citation(cited.value) if cited else None
    if cited and said and said.date:
        return Restated(said.words, said.date, cited)
    own = own_citation(row.document.text) if row.document.kind in NEWS else None
    day = row.document.published
    return Restated(own[0], day, Field(value=own[0], start=own[1], end=own[2])) if own and day else None


def said_agency(agency_id: str, short: bool = False) -> str:
    """An agency as an answer writes it, with its article and department: `the Department of Commerce (BIS)`; one that
    the table does not have as a list calls it."""
    if agency_id not in KNOWN_AGENCIES:
        return f"the {agency_id}" if agency_id else "an agency that its source does not name"
    row = agency(agency_id)
    top = department(agency_id)
    if row is top:
        return f"{row.article}{row.name}" if not short else row.name
    label = row.abbreviations[0] if row.abbreviations else row.name
    return f"the {top.name} ({label})"


def join(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(dict.fromkeys(words))
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def newest(index: Index, rows: Iterable[Row]) -> list[Row]:
    """The rows of the newest snapshot of each list: an older one, or a copy older than it, does not speak for today; nor does
    one of a party that a later notice takes off the list."""
    current = [row for row in rows if not outdated(index, index.generation, row.document.id, row.info.id)]
    current = _without_repeats(index, current)
    removals = [row for row in current if row.document.kind in NEWS and _removes(row)]
    return [row for row in current if not any(_overtaken(row, by) for by in removals)]


def _without_repeats(index: Index, rows: Sequence[Row]) -> list[Row]:
    """The rows without those whose party a newer file, which is only a part of the list, has as well."""
    known: dict[tuple[str, str], datetime.date] = {}
    for row in rows:
        if row.document.snapshot is not None:
            for name in _known_by(row):
                at = row.info.id, name
                known[at] = max(known.get(at, row.document.snapshot), row.document.snapshot)
    return [row for row in rows if not _is_repeated(index, row, known)]


def _is_repeated(index: Index, row: Row, known: Mapping[tuple[str, str], datetime.date]) -> bool:
    day = row.document.snapshot
    newest = max((known[row.info.id, name] for name in _known_by(row)), default=day) if day else None
    if day is None or newest is None or newest <= day:
        return False
    part = lacking(index, index.generation, row.document.id, row.info.id)
    return part is not None and part[0] >= newest


def _removes(row: Row) -> bool:
    """Whether a row of a notice says that its party is no longer listed."""
    return bool(row.record.all("ended") or row.record.all("expires"))


def _overtaken(row: Row, by: Row) -> bool:
    """Whether a later notice took the party of a row off the list that the row shows."""
    day = row.document.snapshot or row.document.published
    later = by.document.published
    if (
        row.info.id != by.info.id
        or row.record.id == by.record.id
        or later is None
        or (day is not None and day >= later)
    ):
        return False
    return bool(_known_by(row) & _known_by(by))


def _known_by(row: Row) -> set[str]:
    """The number by which its list knows a party, and its name without marks."""
    numbers = (field.value for field in row.record.all("identifier")[:1])
    return {*numbers, "".join(filter(str.isalnum, row.record.name.casefold()))}


def dated(
    parts: Sequence[Part], rows: Sequence[Row], index: Index, today: datetime.date | None = None
) -> tuple[Part, ...]:
    """The parts, with the day of the snapshot said once for each list: a list changes. A copy without a date is called that, and
    one that is older than a year on the day for which is asked. Where a newer file has no row of that list at all, its day is
    said, too."""
    said: set[str] = set()
    several = {r.info.id for r in rows for o in rows if r.info.id == o.info.id and _shown_on(r) != _shown_on(o)}
    days = {r.record.id: r for r in rows if r.info.id not in several}
    out = []
    for part in parts:
        row = next((days[e.passage_id] for e in part.evidence if e.passage_id in days), None)
        if row is not None and row.info.id not in said:
            said.add(row.info.id)
            part = replace(part, text=f"{part.text.removesuffix('.')} ({_copy(row, index, today)}).")
        out.append(part)
    return tuple(out)


def _shown_on(row: Row) -> datetime.date | None:
    """The day on which a row is known to hold: that of its list, or of the notice that it stands in."""
    return row.document.snapshot or (row.document.published if row.document.kind in NEWS else None)


def _copy(row: Row, index: Index, today: datetime.date | None) -> str:
    """Which copy of a list, or which notice, a row stands in, and what has to be known of it."""
    day, in_notice = _shown_on(row), row.document.kind in NEWS
    closed = f"; its keeper closed it on {said_date(row.info.closed)}" if row.info.closed else ""
    if day is None:
        return f"{'a notice' if in_notice else f'a copy of the {row.info.short}'} without a date{closed}"
    newer = lacking(index, index.generation, row.document.id, row.info.id)
    but = f"; the newer file, of {said_date(newer[0])}, has {_few(newer[1])} of that list" if newer else ""
    old = "; a copy older than a year" if today and not closed and not in_notice and (today - day).days > YEAR else ""
    return f"{'notice' if in_notice else row.info.short} of {said_date(day)}{but}{old}{closed}"


def _few(rows: int) -> str:
    return f"only {rows} {'row' if rows == 1 else 'rows'}" if rows else "no row"


YEAR = 366
"""Days after which a copy of a list is called old."""


def rows_of(index: Index, target: Target) -> list[Row]:
    """The records of a target on the newest snapshots, the listed name first, in the order of the lists."""
    rows = rows_by_id(index, target.records)
    lines = {m.matched for m in target.listed if m.matched != m.name}
    if not lines:
        return rows
    named = {id(r) for r in rows if lines & {f.value for f in r.record.all("alias")}}
    return [r for r in rows if not ONLY_ADDRESS.match(r.record.name) or id(r) in named]


ONLY_ADDRESS = re.compile(r"^Address \d+$")
"""An entry that is an address alone: every country counts its own from 1, so what is asked for by its lines is not the
other one of that number."""


def rows_by_id(index: Index, ids: Iterable[str]) -> list[Row]:
    """These records, those of superseded snapshots left out, in the order of the lists."""
    return newest(index, every_row(index, ids))


def every_row(index: Index, ids: Iterable[str]) -> list[Row]:
    """These records, also those of older snapshots, in the order of the lists."""
    rows = [Row(r, index.document(r.document_id), list_info(r.list_id)) for r in index.records(ids)]
    return sorted(rows, key=lambda r: (r.info.id, r.record.name, r.record.start))
