"""The truth: one SQLite file that holds everything that was read, and from which everything else can be made again.

This is its reading side: a connection that sees the state of one generation for as long as it holds a snapshot.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index import schema
from index.connection import exists, is_laid_out, open_to_read, upgrade
from index.names import NameIndex
from index.packing import inflate, portions, unpack
from index.parts import STATEMENTS
from index.types import Counts, DocumentInfo
from sources.document import Document, Passage, Record, Segment, Span, passage_id
from sources.errors import IndexDamaged, IndexProblem, NoIndex
from sources.reading.statements import Statement

_INFO = "data, length, passage_count, record_count, statement_count"


class PassageRow(NamedTuple):
    """A passage as the derived indexes know it: its row, the row of its document, and where it stands."""

    row: int
    document: int
    start: int
    end: int
    heading: str | None


class Truth:
    """One connection for reading. Not shared between threads; open one for each."""

    def __init__(self, directory: Path, connection: sqlite3.Connection) -> None:
        self.directory = directory
        self._db = connection

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Open for reading only.

        Raises:
            NoIndex: there is none in that folder.
            IndexFormat: it is of another format version.
            IndexDamaged: the file is not a database any more.
            IndexProblem: it stands where SQLite cannot work with it.
        """
        if not exists(directory):
            raise NoIndex(f"no index in {directory}: make one with `whylisted add PATH --index {directory}`")
        try:
            db = open_to_read(directory)
            laid_out = is_laid_out(db)
        except sqlite3.OperationalError as error:
            raise IndexProblem(
                f"index {directory} cannot be read ({error}): copy the folder to where files can be written"
            ) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"index {directory} cannot be read ({error}): add the documents to a new index"
            ) from error
        if not laid_out:  # killed before its first transaction
            raise NoIndex(f"no index in {directory}: make one with `whylisted add PATH --index {directory}`")
        if schema.is_older(db):
            db.close()
            upgrade(directory)
            db = open_to_read(directory)
        schema.check(db, str(directory))
        return cls(directory, db)

    def close(self) -> None:
        """Give the connection back."""
        self._db.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything that is read inside is of one generation."""
        self._db.execute("BEGIN")
        try:
            self._db.execute("SELECT 1 FROM meta").fetchone()  # SQLite takes the snapshot at the first read
            yield
        finally:
            self._db.execute("ROLLBACK")

    def meta(self, key: str) -> str | None:
        """A value of the index as a whole."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def generation(self) -> int:
        """Number of batches committed so far."""
        return int(self.meta("generation") or 0)

    @property
    def stamp(self) -> str:
        """What tells the present passages from those of any other moment and any other history; empty without any yet."""
        row = self._db.execute("SELECT stamp FROM generations ORDER BY number DESC LIMIT 1").fetchone()
        return "" if row is None else str(row[0])

    def remembers(self, stamp: str) -> bool:
        """Whether the passages were once those of that stamp."""
        return self._db.execute("SELECT 1 FROM generations WHERE stamp = ?", (stamp,)).fetchone() is not None

    def model(self) -> tuple[str, int] | None:
        """Name and dimensions of the model that the passages' vectors come from, if there are any yet."""
        row = self._db.execute(
            "SELECT name, dimensions FROM models WHERE id = (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'model')"
        ).fetchone()
        return None if row is None else (str(row[0]), int(row[1]))

    def counts(self) -> Counts:
        """How much of everything there is."""
        row = self._db.execute(
            "SELECT COUNT(*), TOTAL(passage_count), TOTAL(record_count), TOTAL(statement_count) FROM documents"
        ).fetchone()
        names = self._db.execute("SELECT COUNT(*) FROM name_forms").fetchone()[0]
        return Counts(documents=row[0], passages=int(row[1]), records=int(row[2]), statements=int(row[3]), names=names)

    def names(self) -> NameIndex:
        """Names, looked up through this connection."""
        return NameIndex(self._db)

    def fingerprint(self, path: str) -> str | None:
        """What the file of that name was like when it was added; None when it was not."""
        row = self._db.execute("SELECT fingerprint FROM files WHERE path = ?", (path,)).fetchone()
        return None if row is None else str(row[0])

    def documents(self) -> list[DocumentInfo]:
        """All documents without their texts, ordered by path and part."""
        infos = [_info(*row) for row in self._db.execute(f"SELECT {_INFO} FROM documents")]
        return sorted(infos, key=lambda info: (info.path, info.part))

    def info(self, row: int) -> DocumentInfo:
        """The document of a row that exists, without its text."""
        return _info(*self._db.execute(f"SELECT {_INFO} FROM documents WHERE row = ?", (row,)).fetchone())

    def document_rows(self) -> dict[str, int]:
        """Row of every document by its id."""
        return dict(self._db.execute("SELECT id, row FROM documents"))

    def document_row(self, document_id: str) -> int | None:
        """Row of a document; a replaced document has another one."""
        row = self._db.execute("SELECT row FROM documents WHERE id = ?", (document_id,)).fetchone()
        return None if row is None else int(row[0])

    def document(self, row: int) -> Document | None:
        """A document with its text."""
        found = self._db.execute("SELECT data, text, segments FROM documents WHERE row = ?", (row,)).fetchone()
        if found is None:
            return None
        segments = tuple(Segment(*item) for item in unpack(found[2], 3))
        return Document.model_validate({**json.loads(found[0]), "text": inflate(found[1]), "segments": segments})

    def sentences(self, row: int) -> tuple[Span, ...]:
        """The sentences of a document, in order."""
        found = self._db.execute("SELECT sentences FROM documents WHERE row = ?", (row,)).fetchone()
        return () if found is None else tuple(Span(*item) for item in unpack(found[0], 2))

    def statements(self, row: int) -> tuple[Statement, ...]:
        """The statements read from a document, in order."""
        found = self._db.execute("SELECT statements FROM documents WHERE row = ?", (row,)).fetchone()
        return () if found is None or not found[0] else STATEMENTS.validate_json(zlib.decompress(found[0]))

    def passages(self, document_row: int) -> list[PassageRow]:
        """The passages of one document, by start."""
        rows = self._db.execute(
            "SELECT row, document, start, end, heading FROM passages WHERE document = ? ORDER BY start", (document_row,)
        )
        return [PassageRow(*row) for row in rows]

    def passage_rows(self, rows: Sequence[int]) -> dict[int, tuple[str, Passage]]:
        """Passages by row, each with its document's id; rows that are gone are left out."""
        found: dict[int, tuple[str, Passage]] = {}
        for part in portions(rows, 500):
            marks = ",".join("?" * len(part))
            for row, document, start, end, heading in self._db.execute(
                "SELECT p.row, d.id, p.start, p.end, p.heading FROM passages p JOIN documents d ON d.row = p.document"
                f" WHERE p.row IN ({marks})",
                part,
            ):
                passage = Passage(
                    id=passage_id(document, start, end), document_id=document, start=start, end=end, heading=heading
                )
                found[row] = (document, passage)
        return found

    def passages_from(self, row: int, portion: int = 2000) -> Iterator[list[PassageRow]]:
        """All passages with a row above `row`, in order, in portions that bound memory."""
        while True:
            rows = self._db.execute(
                "SELECT row, document, start, end, heading FROM passages WHERE row > ? ORDER BY row LIMIT ?",
                (row, portion),
            ).fetchall()
            if not rows:
                return
            yield [PassageRow(*item) for item in rows]
            row = rows[-1][0]

    def all_passage_rows(self) -> NDArray[np.int64]:
        """The rows of all passages, ascending."""
        return np.fromiter((row[0] for row in self._db.execute("SELECT row FROM passages ORDER BY row")), np.int64)

    def passage_rows_of(self, documents: Iterable[int]) -> NDArray[np.int64]:
        """The rows of all passages of these documents, ascending."""
        rows: list[int] = []
        for part in portions(list(documents), 500):
            marks = ",".join("?" * len(part))
            rows += [row[0] for row in self._db.execute(f"SELECT row FROM passages WHERE document IN ({marks})", part)]
        return np.array(sorted(rows), np.int64)

    def vectors(self, rows: Sequence[int], dimensions: int) -> NDArray[np.float32]:
        """Vectors of these passages, one row each and in the same order, shape (len(rows), dimensions).

        Raises:
            IndexDamaged: a passage or its vector is missing.
        """
        found: dict[int, bytes] = {}
        for part in portions(rows, 500):
            marks = ",".join("?" * len(part))
            found.update(
                self._db.execute(
                    f"SELECT p.row, v.vector FROM passages p JOIN vectors v ON v.id = p.vector WHERE p.row IN ({marks})",
                    part,
                )
            )
        try:
            joined = b"".join(found[int(row)] for row in rows)
        except KeyError as error:
            raise IndexDamaged(
                f"index {self.directory}: passage row {error} has no vector: run `whylisted verify`"
            ) from error
        return np.frombuffer(joined, np.float16).reshape(len(rows), dimensions).astype(np.float32)

    def records(self, ids: Iterable[str]) -> list[Record]:
        """Records by id, in the order asked for; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Record] = {}
        for part in portions(wanted, 500):
            marks = ",".join("?" * len(part))
            for (data,) in self._db.execute(f"SELECT data FROM records WHERE id IN ({marks})", part):
                record = Record.model_validate_json(data)
                found[record.id] = record
        return [found[key] for key in wanted if key in found]

    def records_of(self, document_row: int | None = None) -> Iterator[Record]:
        """The records of one document, or of all, in the order they were stored."""
        where, values = ("", ()) if document_row is None else (" WHERE document = ?", (document_row,))
        for (data,) in self._db.execute(f"SELECT data FROM records{where} ORDER BY row", values):
            yield Record.model_validate_json(data)

    def record_ids(self, document_row: int) -> tuple[str, ...]:
        """The ids of a document's records, in the order they were stored (an id says where its record stands)."""
        found = self._db.execute("SELECT id FROM records WHERE document = ? ORDER BY row", (document_row,))
        return tuple(row[0] for row in found)

    def numbers(self) -> Iterator[tuple[str, str]]:
        """Every fact and identifier that a record states, as (id of the record, value)."""
        for path in ("$.facts", "$.fields.identifier"):
            yield from self._db.execute(
                "SELECT r.id, json_extract(f.value, '$.value') FROM records r, json_each(r.data, ?) f ORDER BY r.row",
                (path,),
            )

    def lists_of(self, document_row: int) -> dict[str, int]:
        """The lists that a document's records are on, with the number of records."""
        found = self._db.execute(
            "SELECT json_extract(data, '$.list_id'), COUNT(*) FROM records WHERE document = ? GROUP BY 1 ORDER BY 1",
            (document_row,),
        )
        return dict(found.fetchall())

    def signatures(self) -> list[tuple[str, bytes]]:
        """Each document's id with its signature for near duplicates, ordered by id."""
        return self._db.execute(
            "SELECT d.id, s.signature FROM signatures s JOIN documents d ON d.row = s.document ORDER BY d.id"
        ).fetchall()


def _info(data: str, length: int, passages: int, records: int, statements: int) -> DocumentInfo:
    known = {key: value for key, value in json.loads(data).items() if not key.endswith("_span")}
    return DocumentInfo(**known, length=length, passages=passages, records=records, statements=statements)
