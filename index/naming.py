"""Which names a document brings to the index of names: those of its records, and those its prose speaks of."""

from collections.abc import Iterable, Iterator, Sequence

from index.name_store import NameType, Role
from index.names import NameEntry
from sources.document import Document, FieldName, Record
from sources.reading.statements import Mention, Statement

_ROLES: tuple[tuple[FieldName, Role], ...] = (("name", "name"), ("alias", "alias"), ("weak_alias", "weak_alias"))
_TYPES: tuple[tuple[str, NameType], ...] = (
    ("individual", "person"), ("person", "person"), ("vessel", "vessel"), ("aircraft", "aircraft"), ("entity", "entity"),
)  # fmt: skip


def entries(
    document: Document, records: Sequence[Record], statements: Sequence[Statement], mentions: Iterable[Mention]
) -> list[NameEntry]:
    """The names of one document: each record's names and aliases once, and each name that the prose uses once."""
    found = [entry for record in records for entry in _of_record(record)]
    named = [*mentions, *(subject for statement in statements for subject in statement.subjects)]
    prose: dict[str, NameEntry] = {}
    for mention in named:
        if mention.kind not in ("entity", "person") or mention.resolved != "name":
            continue
        name = mention.value or document.text[mention.start : mention.end]
        name = " ".join(name.split())
        kind: NameType = "person" if mention.kind == "person" else "entity"
        prose.setdefault(name, NameEntry(name, document.id, name, "mention", "prose", kind))
    return found + list(prose.values())


def _of_record(record: Record) -> Iterator[NameEntry]:
    country = record.first("country")
    kind = type_of(record)
    seen: set[str] = set()
    for field, role in _ROLES:
        for item in record.all(field) or ():
            if item.value not in seen:
                seen.add(item.value)
                yield NameEntry(
                    item.value, record.id, record.name, role, "record", kind, country.value if country else None
                )
    if record.name not in seen:
        yield NameEntry(record.name, record.id, record.name, "name", "record", kind, country.value if country else None)


def type_of(record: Record) -> NameType | None:
    """What bears the record's name, where its list says so."""
    field = record.first("type")
    said = field.value.casefold() if field else ""
    return next((kind for word, kind in _TYPES if word in said), None)
