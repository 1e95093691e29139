"""Changes between two snapshots of a list."""

from collections.abc import Mapping
from typing import Any

from assistant.records.changes import Change, Comparison, Place, Snapshot, compare, snapshots
from sources.document import FieldName
from sources.errors import QuestionError
from ui.calls import Call, guarded, text
from ui.pages.read import FIELD_NAMES
from ui.safe import one_line, printable
from ui.workspace import Workspace


def changes_calls(workspace: Workspace) -> list[Call]:
    """The calls of the changes view."""

    def snapshots_(given: Mapping[str, Any]) -> dict[str, Any]:
        """The indexed lists with the days of their snapshots."""
        index = workspace.index_or_none()
        found = snapshots(index) if index else {}
        return {
            "snapshots": [
                {
                    "id": list_id,
                    "name": days[0].name,
                    "days": [{"day": s.day.isoformat() if s.day else None, "records": s.records} for s in days],
                }
                for list_id, days in found.items()
            ]
        }

    def changes(given: Mapping[str, Any]) -> dict[str, Any]:
        """What changed on `list` from the snapshot of the day `from` to that of the day `to`."""
        index = workspace.index()
        days = snapshots(index).get(text(given, "list", longest=100), [])
        before, after = (_of_day(days, text(given, side, longest=20)) for side in ("from", "to"))
        if before.day and after.day and before.day >= after.day:
            raise QuestionError("the first day has to be before the second")
        return drawn(compare(index, before, after, reformatted=given.get("reformatted") is True))

    snapshots_.__name__ = "snapshots"
    return [guarded(snapshots_), guarded(changes)]


def _of_day(days: list[Snapshot], wanted: str) -> Snapshot:
    for snapshot in days:
        if snapshot.day and snapshot.day.isoformat() == wanted:
            return snapshot
    raise QuestionError(f"no snapshot of that list of {wanted or 'no day'}")


def drawn(found: Comparison) -> dict[str, Any]:
    """A comparison as the page draws it."""
    return {
        "list": found.list_id,
        "name": found.name,
        "from": found.before.isoformat(),
        "to": found.after.isoformat(),
        "counts": found.counts(),
        "rows": [_row(change) for change in found.changes],
    }


def _row(change: Change) -> dict[str, Any]:
    return {
        "what": change.what,
        "name": one_line(change.name),
        "country": one_line(change.country or ""),
        "detail": "; ".join(label(field.name) for field in change.fields),
        "fields": [
            {"name": label(f.name), "before": printable("; ".join(f.before)), "after": printable("; ".join(f.after))}
            for f in change.fields
        ],
        "before": _place(change.before),
        "after": _place(change.after),
    }


def label(name: FieldName | str) -> str:
    """The name of a field as a person reads it."""
    return FIELD_NAMES.get(name, name)


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"doc": place.document, "start": place.start, "end": place.end} if place else None
