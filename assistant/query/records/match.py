"""Whether a record meets a condition, and whether its list states at all what the condition is about."""

import functools
import re
from collections.abc import Callable, Sequence

from assistant.query.records.table import Table
from assistant.query.terms import countries
from assistant.query.terms.model import Condition
from sources.document import FieldName, Record, RecordEvent

_CELL: dict[str, FieldName] = {
    "footnote": "footnote", "section": "basis", "policy": "policy", "exception": "requirement", "programme": "programme",
    "address": "address", "type": "type",
}  # fmt: skip
_TYPES = {
    "individual": frozenset({"individual", "person", "natural person", "p"}),
    "vessel": frozenset({"vessel", "ship"}),
    "aircraft": frozenset({"aircraft"}),
    "entity": frozenset({"entity", "organisation", "organization", "company", "enterprise", "legalentity", "e", ""}),
}
"""The words of lists for each kind of party; a row of a list that tells kinds and gives none is an entity (Treasury's files)."""
_EXCEPT = re.compile(r"\bexcept(?:ion|ions|ing)?\b|\bexempt\w*\b", re.I)


def states(table: Table, condition: Condition) -> bool:
    """Whether any row of a list has the cell that a condition looks at: if none has, the list says nothing of it."""
    if condition.of in ("added", "changed", "cited"):
        return any(r.events for r in table.records)
    if condition.of == "country":
        return any(countries.of_record(r) for r in table.records)
    if condition.of == "name":
        return True
    return any(r.all(_CELL[condition.of]) for r in table.records)


def loose(condition: Condition) -> bool:
    """Whether a condition is only what people call all rows of a list: companies and entities, on a list that tells no kinds."""
    return condition.of == "type" and condition.values == ("entity",)


def meets(record: Record, conditions: Sequence[Condition]) -> bool:
    """Whether a record meets all conditions."""
    return all(_TESTS[c.of](record, c) != c.negated and not _mute(record, c) for c in conditions)


def _mute(record: Record, condition: Condition) -> bool:
    """Whether a record says nothing of what it is not to be: one without a country is not outside of any."""
    return condition.negated and condition.of == "country" and not countries.of_record(record)


def events_of(record: Record, condition: Condition) -> tuple[RecordEvent, ...]:
    """The events of a record that a condition means: the one that added it, those that changed it, or any."""
    match condition.of:
        case "added":
            events = record.events[:1]
        case "changed":
            events = tuple(e for e in record.events[1:] if e.date >= record.events[0].date)
        case _:
            events = record.events
    if condition.days:
        events = tuple(e for e in events if any(d.holds(e.date) for d in condition.days))
    if condition.values:
        events = tuple(e for e in events if e.citation in condition.values)
    return events


def _by_event(record: Record, condition: Condition) -> bool:
    return bool(events_of(record, condition))


def _country(record: Record, condition: Condition) -> bool:
    return bool(countries.of_record(record) & set(condition.values))


def _footnote(record: Record, condition: Condition) -> bool:
    return any(f.value in condition.values for f in record.all("footnote"))


def _section(record: Record, condition: Condition) -> bool:
    """A section covers its paragraphs; `§ 744.2` is not the beginning of `§ 744.21`."""
    basis = (f.value for f in record.all("basis"))
    return any(value == asked or value.startswith(f"{asked}(") for value in basis for asked in condition.values)


def _policy(record: Record, condition: Condition) -> bool:
    said = " ".join(re.sub(r"[-\s]+", "-", f.value.casefold()) for f in record.all("policy"))
    return any(re.sub(r"[-\s]+", "-", value) in said for value in condition.values)


def _exception(record: Record, condition: Condition) -> bool:
    return any(_EXCEPT.search(f.value) for f in record.all("requirement"))


def _programme(record: Record, condition: Condition) -> bool:
    """A programme is met by its whole tag, an executive order by its number in one (`RUSSIA-EO14024`)."""
    tags = {f.value.casefold() for f in record.all("programme")}
    for value in condition.values:
        asked = value.casefold()
        if asked in tags or (condition.shown and any(asked in re.split(r"[-\s]", t.replace(".", "")) for t in tags)):
            return True
    return False


@functools.lru_cache(maxsize=512)
def _words(value: str) -> re.Pattern[str]:
    """The words of a value as they may stand in a cell, in any case and with any marks between them."""
    return re.compile(r"(?<!\w)" + r"\W{1,3}".join(map(re.escape, re.findall(r"\w+", value))) + r"(?!\w)", re.I)


def _address(record: Record, condition: Condition) -> bool:
    cells = [f.value for f in record.all("address")]
    return any(_words(v).search(cell) for v in condition.values for cell in cells)


def _name(record: Record, condition: Condition) -> bool:
    names = (record.name, *(f.value for f in (*record.all("alias"), *record.all("weak_alias"))))
    return any(_words(v).search(name) for v in condition.values for name in names)


def _type(record: Record, condition: Condition) -> bool:
    given = {f.value.casefold() for f in record.all("type")} or {""}
    return any(given & _TYPES[value] for value in condition.values)


_TESTS: dict[str, Callable[[Record, Condition], bool]] = {
    "added": _by_event, "changed": _by_event, "cited": _by_event, "country": _country, "footnote": _footnote, "section": _section,
    "policy": _policy, "exception": _exception, "programme": _programme, "address": _address, "name": _name, "type": _type,
}  # fmt: skip
