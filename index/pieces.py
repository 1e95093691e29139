"""What the process that reads a file gives for it: each of its documents ready to be stored, with the texts to embed."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from index.name_store import NameEntry
from index.naming import entries
from index.parts import Parts, parts
from index.text import embedded_text
from sources.duplicates import signature
from sources.fence import counted, fenced, strict
from sources.load import Given, Late, Read, read_each
from sources.reading.names.mentions import mentions
from sources.reading.statements import Mention

TASK = "index.pieces:pieces"
"""The name of `pieces`, for `sources.apart`."""


class Piece(NamedTuple):
    """One document of a file; `texts` are what is embedded of its passages, in order. What could not be read of it, and
    what a mistake in a rule has cost, in lines. A piece without a document says so of the file."""

    parts: Parts | None
    texts: Sequence[str]
    warnings: Sequence[str]
    failures: Sequence[str]

    @classmethod
    def of_plain(cls, values: tuple[Any, ...]) -> "Piece":
        """The piece that `pieces` gave."""
        return cls(Parts.of_plain(values[0]) if values[0] else None, *values[1:])


def pieces(
    path: str, name: str, published: str | None, publisher: str | None, url: str | None
) -> Iterator[tuple[Any, ...]]:
    """The documents of one file, in order, one at a time, in plain types; the last three are what is given of it.

    Raises:
        NotFound, UnreadableFile: as `sources.load.read_each` does.
    """
    given = Given(date.fromisoformat(published) if published else None, publisher, url)
    late = Late()
    for read in read_each(Path(path), name, given, late):
        with counted() as failures:
            packed = _fenced_parts(read)
        texts = [embedded_text(read.document, passage) for passage in read.passages] if packed else []
        yield packed and packed.plain(), texts, list(read.warnings), [*read.failures, *failures]
    if late.warnings or late.failures:
        yield None, [], late.warnings, late.failures


def _fenced_parts(read: Read) -> Parts | None:
    """What one document gives; None where it cannot be made ready."""
    with fenced(f"{read.document.path}{', ' if read.document.part else ''}{read.document.part}"):
        return _parts(read)
    return None


def _parts(read: Read) -> Parts:
    document = read.document
    return parts(
        document,
        read.sentences,
        read.passages,
        read.records,
        read.statements,
        _names(read),
        signature(document.text) if read.passages else None,
    )


def _spoken(read: Read) -> list[Mention]:
    """The names that a document's prose uses; where a rule stumbles over them, sentence by sentence."""
    document = read.document
    try:
        return mentions(document.text) if read.passages else []
    except MemoryError:
        raise
    except Exception:
        if strict():
            raise
    found: list[Mention] = []
    for start, end in read.sentences:
        with fenced(f"{document.path}, the names in the sentence at character {start}"):
            found += mentions(document.text[start:end], start)
    return found


def _names(read: Read) -> list[NameEntry]:
    """The names that a document brings; where a rule stumbles over them, record by record."""
    document, spoken = read.document, _spoken(read)
    try:
        return entries(document, read.records, read.statements, spoken)
    except MemoryError:
        raise
    except Exception:
        if strict():
            raise
    found: list[NameEntry] = []
    for record in read.records:
        with fenced(f"{document.path}, the names of {record.id}"):
            found += entries(document, [record], (), ())
    with fenced(f"{document.path}, the names in its text"):
        found += entries(document, (), read.statements, spoken)
    return found
