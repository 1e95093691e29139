"""One file made ready to be stored: read, named, marked for near duplicates, and what is to be embedded."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.names import NameEntry
from index.naming import entries
from index.reading_version import reading_version
from index.store import Parts
from index.text import digest, embedded_text
from sources.duplicates import signature
from sources.errors import UnreadableFile
from sources.fence import counted, fenced, strict
from sources.formats.ofac import is_companion
from sources.load import Found, Given, Read, read_file
from sources.reading.mentions import mentions
from sources.reading.statements import Mention


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one file gives. `texts` are to be embedded, by their SHA-256; `parts` still lack the vectors; `called` is the name
    that the file came under, where its documents carry another one as their path."""

    file: Found
    fingerprint: str
    parts: tuple[Parts, ...]
    texts: Mapping[bytes, str]
    warnings: tuple[str, ...]
    failures: tuple[str, ...] = ()
    called: str = ""

    @property
    def passages(self) -> int:
        """Number of passages in all documents of the file."""
        return sum(len(part.passages) for part in self.parts)

    @property
    def records(self) -> int:
        """Number of records in all documents of the file."""
        return sum(len(part.records) for part in self.parts)

    @property
    def statements(self) -> int:
        """Number of statements in all documents of the file."""
        return sum(len(part.statements) for part in self.parts)

    def with_vectors(self, rows: Mapping[bytes, int]) -> list[Parts]:
        """The parts, complete.

        Args:
            rows: row of the vector of every text, by the text's SHA-256.
        """
        return [
            part._replace(vectors=[rows[digest(embedded_text(part.document, passage))] for passage in part.passages])
            for part in self.parts
        ]


def prepare(file: Found, fingerprint: str, given: Given) -> Prepared:
    """Read one file.

    Raises:
        NotFound, UnreadableFile: as `sources.load.read_file` does.
    """
    reads = read_file(file.path, file.name, given)
    texts = {}
    for read in reads:
        for passage in read.passages:
            text = embedded_text(read.document, passage)
            texts[digest(text)] = text
    with counted() as failures:
        parts = tuple(part for read in reads for part in _fenced_parts(read))
    if failures and not parts:
        raise UnreadableFile(failures[0])
    return Prepared(
        file,
        fingerprint,
        parts,
        texts,
        tuple(warning for read in reads for warning in read.warnings),
        (*(failure for read in reads for failure in read.failures), *failures),
    )


def _spoken(read: Read) -> list[Mention]:
    """The names that a document's prose uses; where a rule stumbles over them, sentence by sentence."""
    document = read.document
    try:
        return mentions(document.text) if read.passages else []
    except Exception:
        if strict():
            raise
    found: list[Mention] = []
    for start, end in read.sentences:
        with fenced(f"{document.path}, the names in the sentence at character {start}"):
            found += mentions(document.text[start:end], start)
    return found


def _fenced_parts(read: Read) -> Iterator[Parts]:
    """What one document gives, or nothing where it cannot be made ready."""
    with fenced(f"{read.document.path}{', ' if read.document.part else ''}{read.document.part}"):
        yield _parts(read)


def _names(read: Read) -> list[NameEntry]:
    """The names that a document brings; where a rule stumbles over them, record by record."""
    document, spoken = read.document, _spoken(read)
    try:
        return entries(document, read.records, read.statements, spoken)
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


def _parts(read: Read) -> Parts:
    document = read.document
    return Parts(
        document=document,
        sentences=read.sentences,
        passages=read.passages,
        records=read.records,
        statements=read.statements,
        names=_names(read),
        signature=signature(document.text) if read.passages else None,
    )


def fingerprint(file: Found, given: Given) -> str:
    """What decides whether a file has to be read again: its bytes and those of the files read with it, the facts given
    with it, and the readers' version.

    Raises:
        OSError: it cannot be read.
    """
    facts = [given.published.isoformat() if given.published else None, given.publisher, given.url]
    together: list[Path] = []
    if file.path.suffix.lower() == ".csv":
        beside = sorted(item for item in file.path.parent.iterdir() if item.suffix.lower() == ".csv")
        together = [item for item in beside if item != file.path and is_companion(item)]
    return json.dumps([reading_version(), *facts, *(_sha256(path) for path in (file.path, *together))])


def same_but_for_the_code(one: str, other: str) -> bool:
    """Whether two fingerprints differ in nothing but the version of the reading code."""
    return one != other and json.loads(one)[1:] == json.loads(other)[1:]


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
