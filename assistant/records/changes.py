"""What changed on the indexed lists: which snapshots there are, and the differences between two of them, cited on both sides.

The comparison itself is `sources.changes`; here it is applied to what is indexed, list by list.
"""

import datetime
import functools
from collections import Counter, defaultdict
from typing import Literal

from assistant.records.rows import countries_of
from assistant.records.snapshots import published
from index.search import Index
from index.types import DocumentInfo
from sources import changes as of_documents
from sources.document import Frozen, Record
from sources.errors import QuestionError
from sources.lists import list_info

What = Literal["added", "removed", "renamed", "changed", "reformatted"]
ORDER: tuple[What, ...] = ("added", "removed", "renamed", "changed", "reformatted")


class Place(Frozen):
    """Where one side of a change stands."""

    document: str
    start: int
    end: int


class FieldChange(Frozen):
    """The values of one field that are gone, and those that are new."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Change(Frozen):
    """What became of one record. `name` is the newer name; `before` and `after` are its places, None where it was not."""

    what: What
    name: str
    country: str | None
    fields: tuple[FieldChange, ...] = ()
    before: Place | None = None
    after: Place | None = None


class Snapshot(Frozen):
    """One list on one day: the documents that show it."""

    list_id: str
    name: str
    day: datetime.date | None
    documents: tuple[str, ...]
    records: int


class Comparison(Frozen):
    """The changes of one list from one day to another, in the order of `ORDER`, then by name."""

    list_id: str
    name: str
    before: datetime.date
    after: datetime.date
    changes: tuple[Change, ...]

    def counts(self) -> dict[str, int]:
        """How many of each."""
        counted = Counter(change.what for change in self.changes)
        return {what: counted[what] for what in ORDER if counted[what]}


def snapshots(index: Index) -> dict[str, list[Snapshot]]:
    """The indexed lists with their snapshots, oldest first; those without a date come first."""
    grouped: dict[tuple[str, datetime.date | None], list[DocumentInfo]] = defaultdict(list)
    for list_id, shown in published(index, index.generation).items():
        for info in shown:
            grouped[list_id, info.snapshot].append(info)
    found: dict[str, list[Snapshot]] = defaultdict(list)
    for (list_id, day), infos in sorted(
        grouped.items(), key=lambda item: (item[0][0], item[0][1] or datetime.date.min)
    ):
        found[list_id].append(
            Snapshot(
                list_id=list_id,
                name=list_info(list_id).name,
                day=day,
                documents=tuple(sorted(info.id for info in infos)),
                records=sum(index.lists_of(info.id)[list_id] for info in infos),
            )
        )
    return dict(found)


def compare(index: Index, before: Snapshot, after: Snapshot, *, reformatted: bool = False) -> Comparison:
    """What changed from one snapshot of a list to a later one; `reformatted` also names rows that differ in form alone.

    Raises:
        QuestionError: snapshots of different lists, without dates, or not in the order of time.
    """
    if before.list_id != after.list_id or before.day is None or after.day is None:
        raise QuestionError("changes are between two dated snapshots of one list")
    if before.day >= after.day:
        raise QuestionError(f"{before.day} is not before {after.day}")
    with index.reading() as generation:
        found = _compare(index, generation, before, after)
    return Comparison(
        list_id=after.list_id,
        name=after.name,
        before=before.day,
        after=after.day,
        changes=tuple(change for change in found if reformatted or change.what != "reformatted"),
    )


@functools.lru_cache(maxsize=16)
def _compare(index: Index, generation: int, before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """All changes, document by document: of each part of the list the first of one day with the first of the other, and so on."""
    made: list[Change] = []
    olds, news = _in_order(index, before), _in_order(index, after)
    parts = dict.fromkeys(info.part for info in (*olds, *news))
    pairs = [
        pair
        for part in parts
        for pair in zip([i for i in olds if i.part == part], [i for i in news if i.part == part], strict=False)
    ]
    for old, new in pairs:
        sides = (
            (index.document(old.id), index.records_of(old.id)),
            (index.document(new.id), index.records_of(new.id)),
        )
        found = of_documents.compare(*sides[0], *sides[1], after.list_id)
        made += [_change(c) for c in (*found.added, *found.removed, *found.changed, *found.reformatted)]
    return tuple(sorted(made, key=lambda c: (ORDER.index(c.what), c.name.casefold(), c.country or "")))


def _in_order(index: Index, snapshot: Snapshot) -> list[DocumentInfo]:
    """The documents of one day in an order that is the same for every day."""
    infos = [index.info(document) for document in snapshot.documents]
    return sorted(infos, key=lambda info: (info.part, info.publisher or "", -info.records, info.id))


def changes(
    index: Index, list_id: str | None = None, since: datetime.date | None = None, *, reformatted: bool = False
) -> list[Comparison]:
    """For each list with several snapshots, what changed from the last one at or before `since` (without `since`: the last
    but one) to the newest. Lists whose newest snapshot is not after `since` are left out."""
    made: list[Comparison] = []
    for identifier, of_list in snapshots(index).items():
        dated = [(snapshot.day, snapshot) for snapshot in of_list if snapshot.day]
        if len(dated) < 2 or (list_id is not None and identifier != list_id):
            continue
        newest_day, newest = dated.pop()
        if since is None:
            earlier = dated[-1][1]
        elif newest_day <= since:
            continue
        else:
            earlier = next((s for day, s in reversed(dated) if day <= since), dated[0][1])
        made.append(compare(index, earlier, newest, reformatted=reformatted))
    return made


def _change(found: of_documents.RecordChange) -> Change:
    record = found.after or found.before
    assert record is not None
    countries = countries_of(record)
    renamed = found.kind == "changed" and any(field.field == "name" for field in found.fields)
    return Change(
        what="renamed" if renamed else found.kind,
        name=found.name,
        country=" / ".join(countries) or None,
        fields=tuple(
            FieldChange(name=f.field, before=tuple(s.value for s in f.before), after=tuple(s.value for s in f.after))
            for f in found.fields
        ),
        before=_place(found.before),
        after=_place(found.after),
    )


def _place(record: Record | None) -> Place | None:
    return Place(document=record.document_id, start=record.start, end=record.end) if record else None
