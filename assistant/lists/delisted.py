"""Entries that the newest list shows no more: an older snapshot, or an older copy of the list, has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lists import list_scope
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records import record_sentences
from assistant.records.changes import Change, changes
from assistant.records.record_sentences import Row
from assistant.records.snapshots import newest, published, successor, top_of
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from index.search import Index
from index.types import DocumentInfo

KINDS = frozenset({"date", "list", "status", "reason", "agency", "licence", "effect"})


@dataclass(frozen=True, slots=True)
class DelistedRow:
    """A row of an older snapshot or copy, and what became of it, where two snapshots can be compared."""

    row: Row
    change: Change | None


def delisted_rows(index: Index, question: Question, targets: Sequence[Target]) -> list[DelistedRow]:
    """The entries of the names asked about, on the lists meant, that the newest snapshot of their list has not; one a list."""
    found: dict[str, DelistedRow] = {}
    for target in targets:
        rows = record_sentences.every_row(index, target.records)
        now = {r.info.id for r in record_sentences.newest(index, rows)}
        old = [r for r in rows if r.info.id not in now and list_scope.admits(question, r)]
        for row in sorted(old, key=lambda r: str(r.document.snapshot or "")):
            found[row.info.id] = DelistedRow(row, _became(index, row))
    return list(found.values())


def _became(index: Index, row: Row) -> Change | None:
    """What the comparison of its snapshot with the newest one says of a row."""
    mine = (info.id for info in published(index, index.generation).get(row.info.id, ()))
    if row.document.snapshot is None or row.document.id not in mine:
        return None
    for comparison in changes(index, row.info.id, row.document.snapshot):
        for change in comparison.changes:
            if change.before and (change.before.document, change.before.start) == (row.document.id, row.record.start):
                return change
    return None


def answer(index: Index, question: Question, targets: Sequence[Target]) -> Findings | None:
    """That the newest list does not show the names asked about while an older one does; None when that is not so.

    It answers whether, and between which days, somebody was removed; any other question it declines, with what is known.
    """
    if question.kind not in KINDS or question.action not in (None, "added", "removed", "changed"):
        return None
    found = delisted_rows(index, question, targets)
    parts = [part for gone in found if (part := _said(index, gone)) is not None]
    if not parts:
        return None
    removed = all(g.change is not None and g.change.what == "removed" for g in found)
    dated = question.kind == "date" and all(g.row.record.events for g in found)
    if removed and (dated or (question.action == "removed" and question.kind in ("list", "status", "date"))):
        return Findings(tuple(parts))
    shown_on = ((g.row.info.name, shown_by(index, g.row)) for g in found)
    lists = record_sentences.join(f"the {name} of {said_date(i.snapshot)}" for name, i in shown_on if i and i.snapshot)
    shown = "does" if len(found) == 1 else "do"
    who = record_sentences.join((t.asked for t in targets), "or")
    return Findings(tuple(parts), answered=False, lead=f"{lists[0].upper()}{lists[1:]} {shown} not show {who}.")


def shown_by(index: Index, row: Row) -> DocumentInfo | None:
    """The newest document that shows the list of a row: its own publication, else the newest copy of the kind of the row's."""
    return newest(index, row.info.id) or successor(index, index.generation, row.document.id, row.info.id)


def _said(index: Index, gone: DelistedRow) -> Part | None:
    row, info = gone.row, gone.row.info
    shows = shown_by(index, row)
    if shows is None or shows.snapshot is None:
        return None
    day, top = shows.snapshot, top_of(index, shows.id)
    event = row.record.events[0] if row.record.events else None
    by = record_sentences.by(row, event) if event else ""
    added = f", where it had been added on {said_date(event.date)}{by}" if event else ""
    before = row.document.snapshot
    evidence = (*row.cite(event), top)
    if before is None:
        copy = f"an undated copy of that list ({row.document.title or row.document.path})"
        return Part(f"{row.record.name} is on {copy}{added}.".replace("where it had been", "since it was"), evidence)
    shown = f"the {info.name} of {said_date(before)}"
    change = gone.change
    if change is not None and change.what == "renamed":
        text = (
            f"{row.record.name} was on {shown}{added}; on that of {said_date(day)} the entry is called {change.name}."
        )
        return Part(text, (*evidence, *_after(index, change)))
    return Part(f"{row.record.name} was on {shown}{added}, and is not on that of {said_date(day)}.", evidence)


def _after(index: Index, change: Change) -> tuple[Evidence, ...]:
    place = change.after
    if place is None:
        return ()
    document = index.document(place.document)
    return (
        Evidence(
            document, place.start, place.end, f"{place.document}:{place.start}-{place.end}", place.start, place.end
        ),
    )
