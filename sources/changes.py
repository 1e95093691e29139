"""What changed between two snapshots of one list: records added, removed, changed field by field, or only reformatted.

Two records are the same entry if their names agree (letters and digits, whatever stands between them) under the same
country and, for lists ordered by clauses, the same clause. Entries that are left over on both sides are paired when one
continues the other: the same row under another name or country. A row whose letters and digits are the same in order has
not changed in substance: spaces, line breaks and punctuation are form.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from sources.document import Document, Field, FieldName, Frozen, Record

_DERIVED: frozenset[FieldName] = frozenset(
    {"basis", "nationality", "ended", "held", "eased", "missing_aliases", "missing_addresses", "missing_remarks"}
)  # read off another cell, and changed with it; or no cell at all


class Side(Frozen):
    """A value on one side, and where it stands there."""

    value: str
    document_id: str
    start: int
    end: int


class FieldChange(Frozen):
    """The values of one field that only one side has."""

    field: FieldName
    before: tuple[Side, ...] = ()
    after: tuple[Side, ...] = ()


class RecordChange(Frozen):
    """One entry that differs. `before` is missing for an added entry, `after` for a removed one."""

    kind: Literal["added", "removed", "changed", "reformatted"]
    list_id: str
    name: str
    before: Record | None = None
    after: Record | None = None
    fields: tuple[FieldChange, ...] = ()


class Changes(Frozen):
    """All differences between two snapshots, in the order of the newer one (removed entries in that of the older)."""

    before: str
    after: str
    added: tuple[RecordChange, ...] = ()
    removed: tuple[RecordChange, ...] = ()
    changed: tuple[RecordChange, ...] = ()
    reformatted: tuple[RecordChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(
    before: Document, old: Sequence[Record], after: Document, new: Sequence[Record], list_id: str | None = None
) -> Changes:
    """The changes from `before` (with its records `old`) to `after` (with `new`); only records of `list_id`, if given.

    Pure: the same input gives the same output, and nothing is read from anywhere else. Comparing a document with itself
    gives nothing.
    """
    old = [r for r in old if list_id in (None, r.list_id)]
    new = [r for r in new if list_id in (None, r.list_id)]
    pairs, gone, come = _pair(before, old, after, new)
    changed, reformatted = [], []
    for first, second in pairs:
        was, now = before.text[first.start : first.end], after.text[second.start : second.end]
        fields = () if _letters(was) == _letters(now) else _differences(first, second)
        if country := _country_change(first, second):
            fields = (country, *(f for f in fields if f.field != "country"))
        if fields:
            changed.append(_change("changed", first, second, fields))
        elif was != now or (first.form and second.form and first.form != second.form):
            reformatted.append(_change("reformatted", first, second))
    return Changes(
        before=before.id,
        after=after.id,
        added=tuple(_change("added", None, r) for r in come),
        removed=tuple(_change("removed", r, None) for r in gone),
        changed=tuple(changed),
        reformatted=tuple(reformatted),
    )


def _change(
    kind: Literal["added", "removed", "changed", "reformatted"],
    before: Record | None,
    after: Record | None,
    fields: tuple[FieldChange, ...] = (),
) -> RecordChange:
    shown = after or before
    assert shown is not None
    return RecordChange(kind=kind, list_id=shown.list_id, name=shown.name, before=before, after=after, fields=fields)


def _pair(
    before: Document, old: Sequence[Record], after: Document, new: Sequence[Record]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Entries of both sides in pairs, and what is left on either side.

    In passes, the surest first: the same row; the same name; the same row under another country; a new name.
    """
    was = {r.id: _letters(before.text[r.start : r.end]) for r in old}
    now = {r.id: _letters(after.text[r.start : r.end]) for r in new}
    partner: dict[str, Record] = {}
    left, right = list(old), list(new)
    for key_old, key_new in (
        (lambda r: (_entry(r), was[r.id]), lambda r: (_entry(r), now[r.id])),
        (_entry, _entry),
        (lambda r: was[r.id], lambda r: now[r.id]),
    ):
        waiting: dict[object, list[Record]] = defaultdict(list)
        for record in right:
            waiting[key_new(record)].append(record)
        for record in left:
            if same := waiting.get(key_old(record)):
                partner[record.id] = same.pop(0)
        taken = {r.id for r in partner.values()}
        left = [r for r in left if r.id not in partner]
        right = [r for r in right if r.id not in taken]
    for record in list(left):
        likely = [(score, r) for r in right if (score := _continues(record, r)) >= 0.5]
        if likely:
            best = max(likely, key=lambda pair: pair[0])[1]
            partner[record.id] = best
            left.remove(record)
            right.remove(best)
    order = {r.id: n for n, r in enumerate(new)}
    pairs = sorted(((r, partner[r.id]) for r in old if r.id in partner), key=lambda pair: order[pair[1].id])
    return pairs, left, right


def _entry(record: Record) -> tuple[str, str, str]:
    """What an entry is known by: name, country heading, and the clause if the list has no license requirements."""
    country = record.first("country")
    clause = record.first("basis") if not record.all("requirement") else None
    own = country if country and not record.start <= country.start < record.end else None
    return _letters(record.name), _letters(own.value if own else ""), _letters(clause.value if clause else "")


def _continues(old: Record, new: Record) -> float:
    """How surely a row goes on under a new name, 0 to 1: no citation was lost, and aliases and addresses are shared."""
    cited_old, cited_new = ({_letters(f.value) for f in r.all("citation")} for r in (old, new))
    if not cited_old <= cited_new or (not cited_old and old.events != new.events):
        return 0.0
    places_old, places_new = (
        {_letters(f.value) for n in ("address", "alias", "identifier") for f in r.all(n)} for r in (old, new)
    )
    if not places_old or not places_new:
        return 0.0
    return len(places_old & places_new) / min(len(places_old), len(places_new))


def _country_change(old: Record, new: Record) -> FieldChange | None:
    """A country heading that another one took the place of."""
    was, now = old.all("country"), new.all("country")
    if Counter(_letters(f.value) for f in was) == Counter(_letters(f.value) for f in now):
        return None
    return FieldChange(field="country", before=_sides(was, old), after=_sides(now, new))


def _differences(old: Record, new: Record) -> tuple[FieldChange, ...]:
    """The fields whose values differ; parts of other fields (a short name inside of a name) are not told twice."""
    found = []
    names = [n for n in dict.fromkeys((*old.fields, *new.fields)) if n not in _DERIVED and n != "country"]
    for name in names:
        was, now = _outer(old, name), _outer(new, name)
        lost = Counter(_letters(f.value) for f in was) - Counter(_letters(f.value) for f in now)
        gained = Counter(_letters(f.value) for f in now) - Counter(_letters(f.value) for f in was)
        if lost or gained:
            found.append(
                FieldChange(field=name, before=_sides(_only(was, lost), old), after=_sides(_only(now, gained), new))
            )
    return tuple(found)


def _outer(record: Record, name: FieldName) -> list[Field]:
    """The fields of that name that do not lie inside of a longer field of the record."""
    every = [f for fields in record.fields.values() for f in fields]
    return [
        f
        for f in record.all(name)
        if not any(o.start <= f.start and f.end <= o.end and o.end - o.start > f.end - f.start for o in every)
    ]


def _only(fields: Iterable[Field], wanted: Counter[str]) -> list[Field]:
    left = Counter(wanted)
    found = []
    for field in fields:
        if left[_letters(field.value)] > 0:
            left[_letters(field.value)] -= 1
            found.append(field)
    return found


def _sides(fields: Iterable[Field], record: Record) -> tuple[Side, ...]:
    return tuple(Side(value=f.value, document_id=record.document_id, start=f.start, end=f.end) for f in fields)


def _letters(words: str) -> str:
    """The letters and digits alone, compatibility forms and case folded: what is left is substance."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", words).casefold())
