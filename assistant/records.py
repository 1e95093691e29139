"""Answers from the official lists: what a record says, in sentences that each cite its row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.dates import said_date
from assistant.parts import Evidence, Findings, Part, of_record
from assistant.question import Question
from assistant.snapshots import superseded
from assistant.targets import Target
from index.name_forms import parse
from index.search import Index
from sources.agencies import agency, department
from sources.document import Document, Field, Record, RecordEvent, Span
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
        field = self.record.first("country")
        return _title(field.value) if field else None

    def cite(self, *fields: Field | RecordEvent | None) -> tuple[Evidence, ...]:
        """Evidence that shows the row and these cells of it."""
        return of_record(self.document, self.record, *(Span(f.start, f.end) for f in fields if f is not None))


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


def _title(country: str) -> str:
    """A country heading as a person writes it: `CHINA, PEOPLE'S REPUBLIC OF` is China, `BURMA` is Burma."""
    name = country.split(",")[0].strip()
    return " ".join(
        w.lower() if i and w in ("OF", "AND", "THE") else w.capitalize() if w.isupper() and len(w) > 3 else w
        for i, w in enumerate(name.split())
    )


def newest(index: Index, rows: Iterable[Row]) -> list[Row]:
    """The rows of the newest snapshot of each list: an older snapshot of the same list does not speak for today."""
    old = superseded(index, index.generation)
    return [row for row in rows if row.document.id not in old]


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
    rows = [Row(r, index.document(r.document_id), list_info(r.list_id)) for r in index.records(ids)]
    return sorted(newest(index, rows), key=lambda r: (r.info.id, r.record.name, r.record.start))


def _event(row: Row, question: Question) -> tuple[RecordEvent | None, str]:
    """The event that a question about a date means, and the word for it."""
    events = list(row.record.events)
    if question.when and (fitting := [e for e in events if any(w.admits(e.date) for w in question.when)]):
        return fitting[0], "added" if fitting[0] is events[0] else "changed"
    if question.action == "changed" or question.ordinal == "last":
        return (events[-1], "last changed") if len(events) > 1 else (None, "")
    return (events[0], "added") if events else (None, "")


def _snapshot(row: Row) -> str:
    return f", as of {said_date(row.document.snapshot)}" if row.document.snapshot else ""


def _by(event: RecordEvent) -> str:
    return f" by {event.citation.split(',')[0]}" if event.citation else ""


def dates(rows: Sequence[Row], question: Question) -> Findings:
    """When an entry was added, or last changed, by which Federal Register citation."""
    parts, missing = [], []
    for row in rows:
        event, verb = _event(row, question)
        where = f" under {row.country}" if row.country and len(rows) > 1 else ""
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


def standing(rows: Sequence[Row], question: Question, target: Target) -> Findings:
    """On which lists, under which countries and names an entity stands, since when."""
    parts = []
    whose = (
        re.match(r"(?:so |and |but )?(?:on )?(?:which|what)\b", question.text, re.I) is not None
    )  # lists are asked for
    matched = {m.name: m for m in target.listed}
    yes = (
        "Yes: "
        if question.text.lower().startswith(("is ", "are ", "was ", "were ", "has ", "have ", "so is", "and is"))
        else ""
    )
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
        event = first.record.events[0] if first.record.events else None
        since = f", since {said_date(event.date)}{_by(event)}" if event else ""
        other = alias is not None and parse(alias).words != parse(name).words
        alone = _ONLY_ADDRESS.match(name)
        who = f"{alias} is an alias of {name}, which is" if other and match and match.how != "part" else f"{name} is"
        who = f"{alias} is listed as {name}, which is" if other and alone else who
        by = f" of {said_agency(first.info.bureau or first.info.agency)}" if whose else ""
        text = f"{yes}{who} on the {first.info.name}{by}{f' under {countries}' if countries else ''}{since}."
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


def names(rows: Sequence[Row], question: Question) -> Findings:
    """The other names under which an entity is listed."""
    parts = []
    for row in rows:
        aliases = (*row.record.all("alias"), *row.record.all("weak_alias"))
        if aliases:
            text = f"The {row.info.name} gives {row.record.name} the other names {join(a.value for a in aliases[:12])}."
            parts.append(Part(text, row.cite(aliases[0], aliases[min(len(aliases), 12) - 1])))
        else:
            parts.append(Part(f"The {row.info.name} gives no other name for {row.record.name}.", row.cite()))
    return Findings(tuple(parts))


def addresses(rows: Sequence[Row], question: Question) -> Findings:
    """The addresses under which an entity is listed."""
    parts, missing = [], []
    for row in rows:
        found = row.record.all("address")
        if found:
            parts.append(Part(f"The {row.info.name} gives as address of {row.record.name}: “{found[0].value}”"
                              + (f" and {len(found) - 1} more." if len(found) > 1 else ""), row.cite(found[0])))  # fmt: skip
        else:
            missing = ["address"]
            parts.append(
                Part(f"{row.record.name} is on the {row.info.name}; its record states no address.", row.cite())
            )
    return Findings(tuple(parts), tuple(missing))


def reasons(rows: Sequence[Row]) -> Findings:
    """The table does not state a reason: that is said, with when an entry was added and by which rule, which is where to
    look for it."""
    parts = []
    for row in rows:
        event = row.record.events[0] if row.record.events else None
        standing = (
            f"was added to the {row.info.name} on {said_date(event.date)}{_by(event)}"
            if event
            else f"is on the {row.info.name}"
        )
        parts.append(Part(f"{row.record.name} {standing}; the list does not state the reason.", row.cite(event)))
    return Findings(tuple(parts), ("reason",))
