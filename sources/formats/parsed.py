"""What a reader of one file format hands back: documents, with their records and headings."""

import datetime
from dataclasses import dataclass

from sources.document import Document, Record


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who adds a file says of it; it goes before what the file says of itself."""

    published: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document as read from a file. `headings` are (offset in the text, heading) in order; `prose` says whether the
    text is to be split into sentences, passages and statements (lists are not: their records stand for themselves); `warnings`
    name what could not be read. From the offset `remarks` on stands what others remarked on the document (comments in a Word
    file): it can be read there, but it is not what the document says, so no sentence of it is ever evidence."""

    document: Document
    records: tuple[Record, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    prose: bool = True
    warnings: tuple[str, ...] = ()
    remarks: int | None = None
