"""Listed parties as the entities of the service: their identifiers, types, properties, and the values of these."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.records.rows import Row, countries_of, rows_by_id, said_agency
from assistant.say.wording import plain
from assistant.screening.cleared import state_of
from assistant.screening.hits import dates_of
from index.name_store import NameType
from index.naming import type_of
from index.search import Index
from sources.document import FieldName
from sources.facts import fact_kinds
from ui.reconcile.models import Named
from ui.safe import printable

Value = dict[str, str]

PARTY = Named(id="party", name="Listed party")
TYPES: dict[NameType, Named] = {
    "entity": Named(id="organization", name="Organization", broader=(PARTY,)),
    "person": Named(id="person", name="Person", broader=(PARTY,)),
    "vessel": Named(id="vessel", name="Vessel", broader=(PARTY,)),
    "aircraft": Named(id="aircraft", name="Aircraft", broader=(PARTY,)),
}
ALL_TYPES = (PARTY, *TYPES.values())
_HASH = 8


@dataclass(frozen=True, slots=True)
class Property:
    """A property of listed parties: how it is called, and how its values are taken from a row. `asked` says whether a query may
    give it, to make candidates surer or less sure."""

    id: str
    name: str
    values: Callable[[Row], Iterable[Value]]
    description: str = ""
    asked: bool = False

    @property
    def named(self) -> Named:
        """The property as the service shows it."""
        return Named(id=self.id, name=self.name, description=self.description or None)


def _texts(values: Iterable[str]) -> list[Value]:
    return [{"str": printable(value)} for value in dict.fromkeys(values) if value.strip()]


def _fields(*names: FieldName) -> Callable[[Row], list[Value]]:
    return lambda row: _texts(field.value for name in names for field in row.record.all(name))


def _day(which: str) -> Callable[[Row], list[Value]]:
    def values(row: Row) -> list[Value]:
        day: datetime.date | None = getattr(dates_of(row)[0], which)
        return [{"date": f"{day.isoformat()}T00:00:00Z"}] if day else []

    return values


def _numbers(row: Row) -> list[Value]:
    stated = [fact.value for fact in row.record.facts if fact_kinds()[fact.kind].form in ("number", "ship")]
    return _texts([*stated, *(field.value for field in row.record.all("identifier"))])


PROPERTIES: tuple[Property, ...] = (
    Property("country", "Country", lambda row: _texts(countries_of(row.record)), "by name or ISO code", True),
    Property("identifier", "Identifier", _numbers, "tax, registration, LEI, IMO, passport", True),
    Property("birth", "Birth date", lambda row: _texts(f.value for f in row.record.facts if f.kind == "birth-date"),
             "as exact as it is known", True),
    Property("alias", "Other name", _fields("alias", "weak_alias"), "a further name of the party", True),
    Property("list", "List", lambda row: _texts([row.info.name])),
    Property("authority", "Authority", lambda row: _texts([said_agency(row.info.bureau or row.info.agency)])),
    Property("added", "Listed on", _day("added")),
    Property("changed", "Last changed on", _day("changed")),
    Property("ended", "Ended on", _day("ended")),
    Property("programme", "Programme", _fields("programme")),
    Property("basis", "Legal basis", _fields("basis")),
    Property("reason", "Reason", lambda row: _texts(plain(f.value) for f in row.record.all("reason")),
             "the list's own words"),
    Property("address", "Address", _fields("address")),
    Property("row", "The row, letter for letter",
             lambda row: _texts([row.document.text[row.record.start : row.record.end]])),
    Property("source", "Source", lambda row: _texts([
        f"{row.document.path}, characters {row.record.start}–{row.record.end}, SHA-256 {row.document.sha256}"]),
        "file, place and hash of the row"),
)  # fmt: skip
BY_ID = {each.id: each for each in PROPERTIES}


def type_named(row: Row) -> Named:
    """What kind of party a row is of."""
    return TYPES.get(type_of(row.record) or "entity", TYPES["entity"])


def id_of(row: Row) -> str:
    """The identifier of a listed party: where its row stands, and a hash of what it says, so that it never comes to mean another
    row when its file is replaced."""
    return f"{row.record.id}.{state_of(row)[:_HASH]}"


def rows_of(index: Index, ids: Iterable[str]) -> dict[str, Row]:
    """The rows of these identifiers; one that is not known (any more) has none."""
    wanted = {one.rpartition(".")[0]: one for one in ids}
    found = {id_of(row): row for row in rows_by_id(index, wanted)}
    return {one: found[one] for one in wanted.values() if one in found}


def described(row: Row) -> str:
    """What tells a party from its namesakes, in a line: list, since when, country."""
    added = dates_of(row)[0].added
    parts = (row.info.name, f"listed on {added.isoformat()}" if added else "", ", ".join(countries_of(row.record)[:3]))
    return "; ".join(filter(None, parts))
