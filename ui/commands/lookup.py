"""`whylisted entity` and `whylisted changes`."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from sources.errors import Nobody, QuestionError
from ui.dates import day
from ui.safe import one_line
from ui.settings import index_directory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records.changes import Comparison
    from assistant.timeline.entity import Entity
    from index.search import Index


def entity(options: argparse.Namespace) -> int:
    """One entity: names, lists, timeline over all lists and documents, each event with its place; status 1 where nobody has the name."""
    from assistant.timeline.entity import Entity
    from assistant.timeline.entity import entity as look_up
    from index.search import Index

    today = day(options.today, "--today")
    index = Index.open(index_directory(options.index))
    try:
        found = look_up(index, options.name, exact=options.exact, today=today)
    except Nobody as error:
        print(f"whylisted: {one_line(str(error))}", file=sys.stderr)
        if options.format != "text":
            nobody = Entity(asked=options.name, name="", how="none", score=0.0, generation=index.generation)
            sys.stdout.write(_events(nobody) if options.format == "csv" else nobody.model_dump_json(indent=2) + "\n")
        return 1
    if options.format != "text":
        sys.stdout.write(_events(found) if options.format == "csv" else found.model_dump_json(indent=2) + "\n")
        return 0
    _show(found)
    return 0


_EVENT = ("date", "precision", "what", "text", "lane", "dated_by", "document", "path", "start", "end", "sha256")


def _events(found: "Entity") -> str:
    """The timeline as CSV."""
    from ui.tables import as_csv

    rows = (
        {
            **event.model_dump(),
            "date": event.when,
            "document": event.document.id,
            "path": event.document.path,
            "sha256": event.document.sha256,
        }
        for event in found.events
    )
    return as_csv(_EVENT, rows)


def _show(found: "Entity") -> None:
    from ui.describe import source_line

    if found.candidates:
        print(f"{one_line(found.asked)} may be any of these; ask for one with --exact:")
        for candidate in found.candidates:
            print(f"  {one_line(candidate.name)}  ({one_line(candidate.detail)}; {candidate.how})")
        return
    print(one_line(found.name) + (f"  ({', '.join(found.countries)})" if found.countries else ""))
    if found.how != "exact":
        print(f"found by {found.how} from “{one_line(found.asked)}”")
    if found.names:
        print("also known as: " + "; ".join(one_line(_called(found, name)) for name in found.names))
    for on in found.lists:
        state = "" if on.current else " (not on the newest list here)"
        if on.current or not any(o.current and o.list_name == on.list_name for o in found.lists):
            print(f"on the {on.list_name}{state}: {on.agency}; {source_line(on.document)}")
    print()
    for event in found.events:
        about = " (date of the document)" if event.dated_by == "document" and event.date else ""
        print(f"{event.when or 'no date':10}  {event.what:10} {one_line(event.text)}{about}")
        print(f"            {source_line(event.document)}, characters {event.start}–{event.end}")
    if not found.events:
        print("no dated event in these sources")


def _called(found: "Entity", name: str) -> str:
    """Another name, said to be weak where its list says so."""
    return f"{name} (weak alias)" if name in found.weak_names else name


def changes(options: argparse.Namespace) -> int:
    """What changed between the snapshots of the indexed lists, each row with its place before and after; status 1 where there are no
    two to compare."""
    since = day(options.since, "--since")
    from assistant.records.changes import changes as find
    from assistant.records.changes import snapshots
    from index.search import Index

    index = Index.open(index_directory(options.index))
    known = snapshots(index)
    if options.list is not None and options.list not in known:
        raise QuestionError(f"no list {options.list} is indexed: there are {', '.join(known) or 'none'}")
    found = find(index, options.list, since, reformatted=options.reformatted)
    if options.format == "json":
        print(json.dumps([comparison.model_dump(mode="json") for comparison in found], ensure_ascii=False, indent=2))
        return 0 if found else 1
    if options.format == "csv":
        sys.stdout.write(_rows(found))
        return 0 if found else 1
    if not found:
        print("nothing to compare: changes are found between two dated snapshots of one list, and these are indexed:")
        for days in known.values():
            print(f"  {days[0].name}: {', '.join(s.day.isoformat() if s.day else 'no date' for s in days)}")
        return 1
    for comparison in found:
        _tell(comparison, index)
    return 0


_CHANGE = ("list", "from", "to", "what", "name", "country", "field", "old", "new", "document_before", "document_after")


def _rows(found: "Sequence[Comparison]") -> str:
    """The changes as CSV, a line for each field that changed."""
    from ui.pages.changes import label
    from ui.tables import as_csv

    rows = (
        {
            "list": c.list_id, "from": c.before, "to": c.after, "what": change.what, "name": change.name, "country": change.country,
            "field": label(field.name) if field else "", "old": "; ".join(field.before) if field else "",
            "new": "; ".join(field.after) if field else "", "document_before": change.before and change.before.document,
            "document_after": change.after and change.after.document,
        }
        for c in found for change in c.changes for field in (change.fields or (None,))
    )  # fmt: skip
    return as_csv(_CHANGE, rows)


def _tell(comparison: "Comparison", index: "Index") -> None:
    from ui.pages.changes import label

    counts = ", ".join(f"{number:,} {what}" for what, number in comparison.counts().items()) or "no changes"
    print(f"{comparison.name}, {comparison.before} to {comparison.after}: {counts}")
    for change in comparison.changes:
        where = f" ({one_line(change.country)})" if change.country else ""
        print(f"  {change.what:11} {one_line(change.name)}{where}")
        for field in change.fields:
            for sign, values in (("-", field.before), ("+", field.after)):
                for value in values:
                    print(f"      {sign} {label(field.name)}: {one_line(value)}")
        for word, place in (("before", change.before), ("after", change.after)):
            if place:
                info = index.info(place.document)
                part = f" {one_line(info.part)}" if info.part else ""
                print(f"      {word}: {one_line(info.path)}{part}, characters {place.start}–{place.end}")
