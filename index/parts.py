"""All that was read of one document as it is stored: rows of plain values, packed where it was read.

So that what goes from the process that reads to the one that stores is small, and nothing of it is made again there.
"""

import json
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from index.name_store import NameEntry
from index.packing import deflate, pack
from index.text import digest, embedded_text
from sources.document import Document, Passage, Record, Span
from sources.reading.statements import Statement

STATEMENTS = TypeAdapter(tuple[Statement, ...])


class PassageParts(NamedTuple):
    """A passage: where it stands, what it stands under, the SHA-256 of its text and that of what is embedded of it."""

    start: int
    end: int
    heading: str | None
    text_sha256: bytes
    embedded_sha256: bytes


class Parts(NamedTuple):
    """One document. `data` is the document as JSON without text and segments, which are compressed as are the sentences
    and the statements; `records` are (id, JSON)."""

    id: str
    data: str
    text: bytes
    text_sha256: bytes
    segments: bytes
    sentences: bytes
    statements: bytes
    length: int
    statement_count: int
    passages: Sequence[PassageParts]
    records: Sequence[tuple[str, str]]
    names: Sequence[NameEntry]
    signature: bytes | None

    def plain(self) -> tuple[Any, ...]:
        """The same in tuples and values of plain types."""
        rows = [tuple(passage) for passage in self.passages]
        return (*self[:9], rows, self.records, [entry.row() for entry in self.names], self.signature)

    @classmethod
    def of_plain(cls, values: tuple[Any, ...]) -> "Parts":
        """What `plain` was made of."""
        *before, passages, records, names, signature = values
        rows = [PassageParts(*row) for row in passages]
        return cls._make((*before, rows, records, [NameEntry(*row) for row in names], signature))


def parts(
    document: Document,
    sentences: Sequence[Span] = (),
    passages: Sequence[Passage] = (),
    records: Sequence[Record] = (),
    statements: Sequence[Statement] = (),
    names: Sequence[NameEntry] = (),
    signature: bytes | None = None,
) -> Parts:
    """A document with all that was read of it, packed."""
    text = document.text
    return Parts(
        id=document.id,
        data=json.dumps(document.model_dump(mode="json", exclude={"text", "segments"}, exclude_none=True)),
        text=deflate(text),
        text_sha256=digest(text),
        segments=pack(document.segments),
        sentences=pack(sentences),
        statements=zlib.compress(STATEMENTS.dump_json(tuple(statements), exclude_defaults=True)),
        length=len(text),
        statement_count=len(statements),
        passages=[
            PassageParts(p.start, p.end, p.heading, digest(text[p.start : p.end]), digest(embedded_text(document, p)))
            for p in passages
        ],
        records=[(record.id, record.model_dump_json(exclude_defaults=True)) for record in records],
        names=names,
        signature=signature,
    )
