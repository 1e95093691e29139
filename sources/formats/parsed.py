"""What a reader of one file format hands back: documents, with their records and headings."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from sources.document import Document, Record, Span, document_id, passage_id


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who adds a file says of it; it goes before what the file says of itself."""

    published: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None


Table = tuple[tuple[Span | None, ...], ...]
"""A table as its format marks it: rows of as many columns each, with where the cell stands in the text, which may be
one of a row above that reaches down; None for an empty cell."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document as read from a file. `headings` are (offset in the text, heading) in order; `prose` says whether
    the text is to be split into sentences, passages and statements (lists are not: their records stand for
    themselves); `warnings` name what could not be read. From the offset `remarks` on stands what others remarked on
    the document (comments in a Word file): it can be read there, but it is not what the document says, so no sentence
    of it is ever evidence. `tables` are those whose cells the format marks; others are read off the text."""

    document: Document
    records: tuple[Record, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    prose: bool = True
    warnings: tuple[str, ...] = ()
    remarks: int | None = None
    tables: tuple[Table, ...] = ()


def distinct(parsed: Iterable[Parsed], again: list[str]) -> Iterator[Parsed]:
    """The documents of one file, each with an id of its own; what is to be said of those left out is put to `again`.

    A document that stands in the file twice, word for word, is kept once. Others that go by the same part (`Supplement No. 1`)
    are told apart by a number behind it.
    """
    texts: dict[str, set[bytes]] = {}
    for each in parsed:
        document = each.document
        text = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).digest()
        known = texts.setdefault(document_id(document.path, document.part), set())
        if text in known:
            again.append(f"{document.path}: {_called(document)} stands in it twice, word for word: kept once")
            continue
        known.add(text)
        if len(known) > 1:
            each = _parted(
                each, next(p for n in count(2) if document_id(document.path, p := _nth(document, n)) not in texts)
            )
            texts[each.document.id] = {text}
        yield each


def _nth(document: Document, number: int) -> str:
    return f"{document.part} ({number})".strip()


def _called(document: Document) -> str:
    return document.part or document.title or "a document"


def _parted(parsed: Parsed, part: str) -> Parsed:
    """The same under another part, and so under another id."""
    key = document_id(parsed.document.path, part)
    document = parsed.document.model_copy(update={"id": key, "part": part})
    records = tuple(
        r.model_copy(update={"id": passage_id(key, r.start, r.end), "document_id": key}) for r in parsed.records
    )
    return replace(parsed, document=document, records=records)
