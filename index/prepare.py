"""One file made ready to be stored: read in a process of its own, and marked so that it is known again."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index import pieces
from index.parts import Parts
from index.pieces import Piece
from index.reading_version import reading_version
from index.spool import Spool
from sources.apart import apart, limits_for
from sources.formats.ofac import is_companion
from sources.load import Found, Given


@dataclass(slots=True)
class Prepared:
    """What one file gives: its pieces, and how much is in them. `called` is the name that the file came under, where its
    documents carry another one as their path."""

    file: Found
    fingerprint: str
    called: str = ""
    bytes: int = 0
    documents: int = 0
    passages: int = 0
    records: int = 0
    statements: int = 0
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _spool: Spool = field(default_factory=Spool)

    def take(self, values: tuple[Any, ...]) -> None:
        """Take in a piece as it came from the other process. Raises OSError where there is no room for it."""
        piece = Piece.of_plain(values)
        self.warnings += piece.warnings
        self.failures += piece.failures
        if piece.parts is not None:
            self.bytes += self._spool.put(values)
            self.documents += 1
            self.passages += len(piece.parts.passages)
            self.records += len(piece.parts.records)
            self.statements += piece.parts.statement_count

    def pieces(self) -> Iterator[tuple[Parts, Sequence[str]]]:
        """The documents, one at a time, each with what is embedded of its passages."""
        for values in self._spool:
            piece = Piece.of_plain(values)
            if piece.parts is not None:
                yield piece.parts, piece.texts


def prepare(file: Found, fingerprint: str, given: Given) -> Prepared:
    """Read one file.

    Raises:
        NotFound, UnreadableFile: as `sources.load.read_each` does, and where reading takes more than its limits allow.
        Mistake: a mistake of the program over this file.
    """
    prepared = Prepared(file, fingerprint)
    published = given.published.isoformat() if given.published else None
    asked = (str(file.path.absolute()), file.name, published, given.publisher, given.url)
    for values in apart(pieces.TASK, file.name, asked, limits_for(file.path.stat().st_size)):
        prepared.take(values)
    return prepared


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
