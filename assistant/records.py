"""Answers from the official lists: what a record says, in sentences that each cite its row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.dates import said_date
from assistant.parts import Evidence, Findings, Part, of_record, room
from assistant.question import Question
from assistant.snapshots import outdated
from assistant.targets import Target
from assistant.wording import clipped, country_title
from index.name_forms import parse
from index.search import Index
from sources.agencies import agency, department
from sources.document import Document, Fact, Field, Record, RecordEvent, Span
from sources.lists import ListInfo, list_info


@dataclass(frozen=True, slots=True)
class Row:
    """A record with its document and the list that it is on."""

    record: Record
    document: Document
    info: ListInfo

    @property
    def country(self) -> str | None:
        """The country under which it stands, as a person writes it."""
        return place_of(self.record) or None

    @property
    def place(self) -> str:
        """The country of a row behind the name of its list: ` under China`; nothing for lists without such headings."""
        return f" under {self.country}" if self.country and self.info.by_country else ""

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


def place_of(record: Record) -> str:
    """The country of a record as a person writes it; nothing for one that states none."""
    field = record.first("country")
    return country_title(field.value) if field else ""


def said_agency(agency_id: str, short: bool = False) -> str:
    """An agency as an answer writes it, with its article and department: `the Department of Commerce (BIS)`."""
    row = agency(agency_id)
    top = department(agency_id)
    if row is top:
        return f"the {row.name}" if not short else row.name
    label = row.abbreviations[0] if row.abbreviations else row.name
    return f"the {top.name} ({label})"


def join(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(dict.fromkeys(words))
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def newest(index: Index, rows: Iterable[Row]) -> list[Row]:
    """The rows of the newest snapshot of each list: an older one, or a copy older than it, does not speak for today."""
    return [row for row in rows if not outdated(index, index.generation, row.document.id, row.info.id)]


def dated(parts: Sequence[Part], rows: Sequence[Row]) -> tuple[Part, ...]:
    """The parts, with the day of the snapshot said once for each list whose day is known: a list changes."""
    said: set[str] = set()
    several = {
        r.info.id for r in rows for o in rows if r.info.id == o.info.id and r.document.snapshot != o.document.snapshot
    }
    days = {r.record.id: r for r in rows if r.document.snapshot and r.info.id not in several}
    out = []
    for part in parts:
        row = next((days[e.passage_id] for e in part.evidence if e.passage_id in days), None)
        if row is not None and row.info.id not in said and row.document.snapshot:
            said.add(row.info.id)
            day = said_date(row.document.snapshot)
            part = Part(f"{part.text.removesuffix('.')} ({row.info.short} of {day}).", part.evidence)
        out.append(part)
    return tuple(out)


def rows_of(index: Index, target: Target) -> list[Row]:
    """The records of a target on the newest snapshots, the listed name first, in the order of the lists."""
    rows = rows_by_id(index, target.records)
    lines = {m.matched for m in target.listed if m.matched != m.name}
    if not lines:
        return rows
    named = {id(r) for r in rows if lines & {f.value for f in r.record.all("alias")}}
    return [r for r in rows if not _ONLY_ADDRESS.match(r.record.name) or id(r) in named]


_ONLY_ADDRESS = re.compile(r"^Address \d+$")
"""An entry that is an address alone: every country counts its own from 1, so what is asked for by its lines is not the other
one of that number."""


def rows_by_id(index: Index, ids: Iterable[str]) -> list[Row]:
    """These records, those of superseded snapshots left out, in the order of the lists."""
    return newest(index, every_row(index, ids))


def every_row(index: Index, ids: Iterable[str]) -> list[Row]:
    """These records, also those of older snapshots, in the order of the lists."""
    rows = [Row(r, index.document(r.document_id), list_info(r.list_id)) for r in index.records(ids)]
    return sorted(rows, key=lambda r: (r.info.id, r.record.name, r.record.start))


def _event(row: Row, question: Question) -> tuple[RecordEvent | None, str]:
    """The event that a question about a date means, and the word for it."""
    events = list(row.record.events)
    if question.when and (fitting := [e for e in events if any(w.admits(e.date) for w in question.when)]):
        return fitting[0], "added" if fitting[0] is events[0] else "changed"
    if question.action == "changed" or question.ordinal == "last":
        return (events[-1], "last changed") if len(events) > 1 else (None, "")
    return (events[0], "added") if events else (None, "")


def _by(event: RecordEvent) -> str:
    return f" by {event.citation.split(',')[0]}" if event.citation else ""


def dates(rows: Sequence[Row], question: Question) -> Findings:
    """When an entry was added, or last changed, by which Federal Register citation."""
    parts, missing = [], []
    for row in rows:
        event, verb = _event(row, question)
        where = row.place if len(rows) > 1 else ""
        if event is None:
            if row.record.events:
                only = row.record.events[0]
                parts.append(Part(f"The record of {row.record.name} on the {row.info.name} shows no change after it was "
                                  f"added on {said_date(only.date)}{_by(only)}.", row.cite(only)))  # fmt: skip
            else:
                missing.append("date")
                parts.append(
                    Part(f"{row.record.name} is on the {row.info.name}{where}; its record gives no date.", row.cite())
                )
            continue
        if verb == "added":
            text = f"{row.record.name} was added to the {row.info.name}{where} on {said_date(event.date)}{_by(event)}."
        else:
            text = f"The {row.info.name} entry for {row.record.name}{where} was {verb} on {said_date(event.date)}{_by(event)}."
        parts.append(Part(text, row.cite(event)))
    return Findings(tuple(parts), tuple(dict.fromkeys(missing)))


def agencies(rows: Sequence[Row], question: Question) -> Findings:
    """Which agency put an entity on its list."""
    parts = []
    for row in rows:
        event = row.record.events[0] if row.record.events else None
        day = f" on {said_date(event.date)}{_by(event)}" if event else ""
        who = said_agency(row.info.bureau or row.info.agency)
        parts.append(
            Part(f"{who[0].upper()}{who[1:]} put {row.record.name} on the {row.info.name}{day}.", row.cite(event))
        )
    return Findings(tuple(parts))


_CLOSED = re.compile(r"(?:so |and |but )?(?:is|are|was|were|has|have|do|does|did)\b", re.I)


def closed(question: Question) -> bool:
    """Whether a question wants a yes or no."""
    return _CLOSED.match(question.text) is not None


def standing(rows: Sequence[Row], question: Question, target: Target) -> Findings:
    """On which lists, under which countries and names an entity stands, since when."""
    parts = []
    whose = (
        re.match(r"(?:so |and |but )?(?:on )?(?:which|what)\b", question.text, re.I) is not None
    )  # lists are asked for
    matched = {m.name: m for m in target.listed}
    yes = "Yes: " if closed(question) else ""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.info.id, row.record.name), []).append(row)
    for (_, name), group in groups.items():
        first = group[0]
        match = matched.get(name)
        alias = None
        if match is not None and match.matched.casefold() != name.casefold():
            alias = match.matched
        countries = join(c for r in group if (c := r.country))
        under = f" under {countries}" if countries and first.info.by_country else ""
        placed = f" ({countries})" if countries and not first.info.by_country else ""
        event = first.record.events[0] if first.record.events else None
        since = f", since {said_date(event.date)}{_by(event)}" if event else ""
        other = alias is not None and parse(alias).words != parse(name).words
        alone = _ONLY_ADDRESS.match(name)
        who = (
            f"{alias} is an alias of {name}{placed}, which is"
            if other and match and match.how != "part"
            else f"{name}{placed} is"
        )
        who = f"{alias} is listed as {name}{placed}, which is" if other and alone else who
        by = f" of {said_agency(first.info.bureau or first.info.agency)}" if whose else ""
        text = f"{yes}{who} on the {first.info.name}{by}{under}{since}."
        cells: list[Field | RecordEvent | None] = [event]
        if alias:
            cells.append(
                next(
                    (f for f in (*first.record.all("alias"), *first.record.all("weak_alias")) if f.value == alias), None
                )
            )
        evidence = [e for r in group for e in (r.cite(*cells) if r is first else r.cite())]
        parts.append(Part(text, tuple(evidence)))
        yes = ""
    return Findings(tuple(parts))


def reasons(rows: Sequence[Row]) -> Findings:
    """The table does not state a reason: that is said, with when an entry was added and by which rule, which is where to
    look for it. What it states instead is said: a programme, or the clause of the law that a row stands under, which for lists
    that are ordered by clauses is the ground."""
    parts: list[Part] = []
    silent = False
    for row in rows:
        event = row.record.events[0] if row.record.events else None
        standing = (
            f"was added to the {row.info.name} on {said_date(event.date)}{_by(event)}"
            if event
            else f"is on the {row.info.name}"
        )
        clause = [f for f in row.record.all("basis") if _SAID.match(f.value)]
        if clause:
            named = join(f.value for f in row.record.all("basis") if f not in clause)
            text = f"{row.record.name} {standing}{f', under {named}' if named else ''}: “{clipped(clause[0].value, CLAUSE)}”"
            parts.append(Part(text, row.cite(event, *row.record.all("basis"))))
            continue
        silent = True
        programme = row.record.all("programme")
        under = f", under the {plural('programme', programme)} {join(f.value for f in programme)}" if programme else ""
        text = f"{row.record.name} {standing}{under}; the list does not state the reason."
        parts.append(Part(text, row.cite(event, *programme)))
    return Findings(tuple(room(parts[:1], parts[1:])), ("reason",) if silent else ())


CLAUSE = 30
"""Words of a clause that are quoted."""

_SAID = re.compile(r"(?!.*(?:§|\bsection \d))\w+(?: \S+){2}", re.I)
"""A legal basis in words, not the number of a section: what the law takes those for who stand under it."""
