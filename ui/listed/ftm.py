"""Listed parties in the FollowTheMoney form (OpenSanctions' data model): a party and its listing as a JSON object a line each.

The ids stay the same from snapshot to snapshot (`party_id`), so that two exports can be compared, and merged with other data. What the
model has no property for is kept as a note. Model: https://followthemoney.tech/explorer/
"""

import json
from collections.abc import Iterator, Sequence

from assistant.question.times import times
from assistant.records.rows import said_agency
from assistant.screening.hits import dates_of
from index.naming import type_of
from index.search import Index
from sources.document import Fact, Record
from sources.facts import fact_kinds
from sources.lists import COMMERCE, TREASURY, WORLD, ListInfo
from sources.territories import territory_code
from ui.listed.rows import Listed, listed

Properties = dict[str, list[str]]

SCHEMAS = {"entity": "Organization", "person": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
OTHER = "LegalEntity"
"""The schema of a party of which its list does not say what it is."""
_LEGAL = frozenset({"Organization", "Person", OTHER})
_VEHICLE = frozenset({"Vessel", "Airplane"})
_FACTS: dict[str, tuple[str, frozenset[str]]] = {
    "imo": ("imoNumber", frozenset({"Vessel"})), "mmsi": ("mmsi", frozenset({"Vessel"})),
    "call-sign": ("callSign", frozenset({"Vessel"})), "flag": ("flag", frozenset({"Vessel"})),
    "former-flag": ("pastFlags", frozenset({"Vessel"})), "vessel-type": ("type", frozenset({"Vessel"})),
    "aircraft-model": ("model", frozenset({"Airplane"})), "aircraft-serial": ("serialNumber", frozenset({"Airplane"})),
    "tail-number": ("registrationNumber", _VEHICLE), "registration": ("registrationNumber", _LEGAL | _VEHICLE),
    "tax-id": ("taxNumber", _LEGAL), "lei": ("leiCode", _LEGAL), "swift": ("swiftBic", _LEGAL),
    "social-credit-code": ("uscCode", frozenset({"Organization"})), "national-id": ("idNumber", _LEGAL),
    "passport": ("passportNumber", frozenset({"Person"})), "birth-date": ("birthDate", frozenset({"Person"})),
    "birth-place": ("birthPlace", frozenset({"Person"})), "position": ("position", frozenset({"Person"})),
    "nationality": ("nationality", frozenset({"Person"})), "citizenship": ("citizenship", frozenset({"Person"})),
    "email": ("email", _LEGAL), "phone": ("phone", _LEGAL), "website": ("website", _LEGAL),
    "established": ("incorporationDate", frozenset({"Organization"})),
}  # fmt: skip
"""The property of each kind of fact, and the schemas that have it."""
_COUNTRIES = frozenset({"nationality", "citizenship", "flag", "pastFlags", "country"})
_DAYS = frozenset({"birthDate", "incorporationDate"})


def lines(index: Index, lists: Sequence[str] = ()) -> Iterator[str]:
    """The lines of the file, without line ends. Raises QuestionError for a list that is not indexed."""
    for one in listed(index, lists):
        for entity in (party(one), listing(one)):
            yield json.dumps(entity, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def party(one: Listed) -> dict[str, object]:
    """A listed party."""
    record = one.row.record
    schema = SCHEMAS.get(type_of(record) or "", OTHER)
    if schema == OTHER and any(fact.kind == "birth-date" for fact in record.facts):
        schema = "Person"
    made: Properties = {}
    _put(made, "name", record.name)
    for field, name in (
        ("alias", "alias"),
        ("weak_alias", "weakAlias"),
        ("address", "address"),
        ("country", "country"),
    ):
        for cell in record.all(field):  # type: ignore[arg-type]
            _put(made, name, cell.value)
    for cell in record.all("nationality"):
        _put(made, "nationality" if schema == "Person" else "country", cell.value)
    for fact in record.facts:
        name, schemas = _FACTS.get(fact.kind, ("", frozenset()))
        if schema not in schemas or not _put(made, name, fact.value):
            _put(made, "notes", _noted(fact))
    for cell in record.all("remark"):
        _put(made, "notes", cell.value)
    for topic in _topics(one.row.info):
        _put(made, "topics", topic)
    return _entity(one.id, schema, record, made)


def listing(one: Listed) -> dict[str, object]:
    """What put a party on its list: the authority, the programme, the days, the reason."""
    record, info = one.row.record, one.row.info
    dates, _ = dates_of(one.row)
    made: Properties = {}
    _put(made, "entity", one.id)
    _put(made, "authority", said_agency(info.bureau or info.agency))
    for programme in (info.name, *(f.value for f in record.all("programme"))):
        _put(made, "program", programme)
    for name, day in (("listingDate", dates.added), ("modifiedAt", dates.changed), ("endDate", dates.ended)):
        _put(made, name, day.isoformat() if day else "")
    for name, field in (("reason", "reason"), ("provisions", "requirement"), ("summary", "policy")):
        for cell in record.all(field):  # type: ignore[arg-type]
            _put(made, name, cell.value)
    for event in record.events:
        _put(made, "recordId", event.citation or "")
    _put(made, "sourceUrl", one.row.document.url or info.page)
    return _entity(f"{one.id}-listing", "Sanction", record, made)


def _entity(identifier: str, schema: str, record: Record, properties: Properties) -> dict[str, object]:
    caption = record.name if schema != "Sanction" else properties["program"][0]
    return {
        "id": identifier,
        "caption": caption,
        "schema": schema,
        "properties": properties,
        "datasets": [_slug(record.list_id)],
    }


def _put(made: Properties, name: str, value: str) -> bool:
    """Adds a value in the form that the property has; False where it has none."""
    value = " ".join(value.split())
    if name in _COUNTRIES:
        value = (territory_code(value) or "").lower()
    elif name in _DAYS:
        value = next((_iso(w.year, w.month, w.day) for w in times(value) if w.year), "")
    if value and value not in made.setdefault(name, []):
        made[name].append(value)
    if not made.get(name):
        made.pop(name, None)
    return bool(value)


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    """A day as exactly as it is known: `1970`, `1970-03`, `1970-03-12`."""
    parts = [f"{year:04}", *(f"{n:02}" for n in (month, day if month else None) if n)]
    return "-".join(parts)


def _noted(fact: Fact) -> str:
    said = fact_kinds()[fact.kind].said[0]
    return f"{fact.label or said}: {fact.value}{f' ({fact.place})' if fact.place else ''}"


def _topics(info: ListInfo) -> tuple[str, ...]:
    """What being on a list is in the words of the model; nothing for lists that are neither."""
    if info in COMMERCE:
        return ("export.control",)
    return ("sanction",) if info in TREASURY or info in WORLD else ()


def _slug(list_id: str) -> str:
    """The name of a dataset: small letters, figures and lines."""
    return "_".join("".join(c if c.isascii() and c.isalnum() else " " for c in list_id.lower()).split()) or "list"
