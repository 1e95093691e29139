"""The truth: one SQLite file that holds everything that was read, and from which everything else can be made again.

Writers change it in whole batches, one transaction each, and every batch raises the generation by one. Readers see the
state of one generation for as long as they hold a snapshot.
"""

import contextlib
import json
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from index import schema
from index.names import NameEntry, NameIndex, delete_document, insert_entries
from index.text import digest
from index.types import Counts, DocumentInfo
from sources.document import Document, Passage, Record, Segment, Span, passage_id
from sources.errors import IndexDamaged, NoIndex
from sources.reading.statements import Statement

TRUTH = "truth.sqlite"
LOG_AT_START = 16 * 1024 * 1024
LOG_AT_WORK = 256 * 1024 * 1024
"""Bytes of write-ahead log above which it is folded into the main file: when a writer starts, and between its batches."""

_STATEMENTS = TypeAdapter(tuple[Statement, ...])


class PassageRow(NamedTuple):
    """A passage as the derived indexes know it: its row, the row of its document, and where it stands."""

    row: int
    document: int
    start: int
    end: int
    heading: str | None


class Parts(NamedTuple):
    """All that was read of one document, ready to be stored; `vectors` are rows of the table of that name, one for each
    passage."""

    document: Document
    sentences: Sequence[Span]
    passages: Sequence[Passage]
    records: Sequence[Record]
    statements: Sequence[Statement]
    vectors: Sequence[int] = ()
    names: Sequence[NameEntry] = ()
    signature: bytes | None = None


def exists(directory: Path) -> bool:
    """Whether there is an index in that folder."""
    return (directory / TRUTH).is_file()


class Store:
    """One connection to the truth. Not shared between threads; open one for each."""

    def __init__(self, directory: Path, connection: sqlite3.Connection) -> None:
        self.directory = directory
        self._db = connection
        self._took = self._brought = False  # whether the running batch took or brought passages

    @classmethod
    def read(cls, directory: Path) -> "Store":
        """Open for reading only.

        Raises:
            NoIndex: there is none in that folder.
            IndexFormat: it is of another format version.
            IndexDamaged: the file is not a database any more.
        """
        if not exists(directory):
            raise NoIndex(f"no index in {directory}: make one with `whylisted add PATH --index {directory}`")
        try:
            db = _open_to_read(directory)
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"index {directory} cannot be read ({error}): add the documents to a new index"
            ) from error
        if not _laid_out(db):  # killed before its first transaction
            raise NoIndex(f"no index in {directory}: make one with `whylisted add PATH --index {directory}`")
        schema.check(db, str(directory))
        return cls(directory, db)

    @classmethod
    def write(cls, directory: Path) -> "Store":
        """Open for writing, made if it is not there. The caller holds the writer's lock.

        Raises:
            IndexFormat, IndexDamaged: as in `read`.
        """
        directory.mkdir(parents=True, exist_ok=True)
        address = quote(str((directory / TRUTH).absolute()))
        try:
            db = _open(f"file:{address}?mode=rwc")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")  # what was reported as added survives a power cut
            db.execute("PRAGMA wal_autocheckpoint = 0")  # see fold(): at quiet moments only
            if not _laid_out(db):
                schema.create(db)
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"index {directory} cannot be opened ({error}): add the documents to a new index"
            ) from error
        schema.check(db, str(directory))
        return cls(directory, db)

    def close(self) -> None:
        """Give the connection back, and leave the files as they are.

        The last connection that may write would fold the log into the main file and delete it, at a moment that nobody
        chose; a connection that may only read, closed after it, cannot.
        """
        last = None
        with contextlib.suppress(sqlite3.Error):
            last = _open_to_read(self.directory)
        self._db.close()
        if last is not None:
            last.close()

    # ------------------------------------------------------------------ reading

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
    def passages_generation(self) -> int:
        """The last generation that brought or took passages."""
        return int(self.meta("passages_generation") or 0)

    @property
    def deleted_generation(self) -> int:
        """The last generation that took passages away."""
        return int(self.meta("deleted_generation") or 0)

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
        rows = self._db.execute("SELECT data, length, passage_count, record_count, statement_count FROM documents")
        infos = []
        for data, length, passages, records, statements in rows:
            known = {key: value for key, value in json.loads(data).items() if not key.endswith("_span")}
            infos.append(
                DocumentInfo(**known, length=length, passages=passages, records=records, statements=statements)
            )
        return sorted(infos, key=lambda info: (info.path, info.part))

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
        segments = tuple(Segment(*item) for item in _unpack(found[2], 3))
        return Document.model_validate({**json.loads(found[0]), "text": _inflate(found[1]), "segments": segments})

    def text_digest(self, row: int) -> bytes:
        """SHA-256 of the document's text as it was when it was stored."""
        return bytes(self._db.execute("SELECT text_sha256 FROM documents WHERE row = ?", (row,)).fetchone()[0])

    def sentences(self, row: int) -> tuple[Span, ...]:
        """The sentences of a document, in order."""
        found = self._db.execute("SELECT sentences FROM documents WHERE row = ?", (row,)).fetchone()
        return () if found is None else tuple(Span(*item) for item in _unpack(found[0], 2))

    def statements(self, row: int) -> tuple[Statement, ...]:
        """The statements read from a document, in order."""
        found = self._db.execute("SELECT statements FROM documents WHERE row = ?", (row,)).fetchone()
        return () if found is None or not found[0] else _STATEMENTS.validate_json(zlib.decompress(found[0]))

    def passages(self, document_row: int) -> list[PassageRow]:
        """The passages of one document, by start."""
        rows = self._db.execute(
            "SELECT row, document, start, end, heading FROM passages WHERE document = ? ORDER BY start", (document_row,)
        )
        return [PassageRow(*row) for row in rows]

    def passage_rows(self, rows: Sequence[int]) -> dict[int, tuple[str, Passage]]:
        """Passages by row, each with its document's id; rows that are gone are left out."""
        found: dict[int, tuple[str, Passage]] = {}
        for part in _portions(rows, 500):
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
        for part in _portions(list(documents), 500):
            marks = ",".join("?" * len(part))
            rows += [row[0] for row in self._db.execute(f"SELECT row FROM passages WHERE document IN ({marks})", part)]
        return np.array(sorted(rows), np.int64)

    def passage_digests(self, document_row: int) -> list[tuple[int, bytes, int, bytes]]:
        """For proving: of each passage its row, its text's SHA-256, the row of its vector, and that vector's SHA-256."""
        return self._db.execute(
            "SELECT p.row, p.text_sha256, p.vector, v.text_sha256 FROM passages p LEFT JOIN vectors v ON v.id = p.vector"
            " WHERE p.document = ? ORDER BY p.start",
            (document_row,),
        ).fetchall()

    def vectors(self, rows: Sequence[int], dimensions: int) -> NDArray[np.float32]:
        """Vectors of these passages, one row each and in the same order, shape (len(rows), dimensions).

        Raises:
            IndexDamaged: a passage or its vector is missing.
        """
        found: dict[int, bytes] = {}
        for part in _portions(rows, 500):
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
        for part in _portions(wanted, 500):
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

    def statement_count(self, row: int) -> int:
        """The number of statements that is kept beside them (for proving)."""
        return int(self._db.execute("SELECT statement_count FROM documents WHERE row = ?", (row,)).fetchone()[0])

    def signatures(self) -> list[tuple[str, bytes]]:
        """Each document's id with its signature for near duplicates, ordered by id."""
        return self._db.execute(
            "SELECT d.id, s.signature FROM signatures s JOIN documents d ON d.row = s.document ORDER BY d.id"
        ).fetchall()

    def tallies(self) -> list[tuple[str, int, int]]:
        """For proving: numbers that are kept beside what they count, as `(label, number kept, number counted)`."""
        return self._db.execute(
            "SELECT 'passages of document ' || d.id, d.passage_count,"
            " (SELECT COUNT(*) FROM passages p WHERE p.document = d.row) FROM documents d"
            " UNION ALL SELECT 'records of document ' || d.id, d.record_count,"
            " (SELECT COUNT(*) FROM records r WHERE r.document = d.row) FROM documents d"
            " UNION ALL SELECT 'names of a document that is not there', 0, COUNT(*) FROM name_uses"
            " WHERE document_id NOT IN (SELECT id FROM documents)"
            " UNION ALL SELECT 'names that nobody bears', 0, COUNT(*) FROM name_forms"
            " WHERE id NOT IN (SELECT form FROM name_uses)"
        ).fetchall()

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the file: broken pages, broken indexes, rows that refer to nothing."""
        problems = [row[0] for row in self._db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        return problems + [
            f"{table} row {row} refers to a missing row of {parent}"
            for table, row, parent, _ in self._db.execute("PRAGMA foreign_key_check").fetchmany(20)
        ]

    # ------------------------------------------------------------------ writing

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction. It is kept as a whole when the block ends, and not at all when it raises."""
        self._db.execute("BEGIN IMMEDIATE")
        self._took = self._brought = False
        try:
            yield
            generation = self.generation + 1
            self.set_meta("generation", str(generation))
            if self._took or self._brought:
                self.set_meta("passages_generation", str(generation))
            if self._took:
                self.set_meta("deleted_generation", str(generation))
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def set_meta(self, key: str, value: str) -> None:
        """Keep a value of the index as a whole."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def use_model(self, name: str, dimensions: int) -> int:
        """Say which model the vectors come from, and get its row. Inside a batch."""
        self._db.execute("INSERT OR IGNORE INTO models (name, dimensions) VALUES (?, ?)", (name, dimensions))
        row: int = self._db.execute("SELECT id FROM models WHERE name = ?", (name,)).fetchone()[0]
        self.set_meta("model", str(row))
        return row

    def known_vectors(self, model: str, digests: Iterable[bytes]) -> dict[bytes, int]:
        """Rows of the vectors that this model gave for texts with these SHA-256 before."""
        found: dict[bytes, int] = {}
        for part in _portions(list(digests), 500):
            marks = ",".join("?" * len(part))
            found.update(
                self._db.execute(
                    "SELECT v.text_sha256, v.id FROM vectors v JOIN models m ON m.id = v.model"
                    f" WHERE m.name = ? AND v.text_sha256 IN ({marks})",
                    (model, *part),
                )
            )
        return found

    def put_vectors(self, model_row: int, digests: Sequence[bytes], matrix: NDArray[np.float32]) -> dict[bytes, int]:
        """Keep new vectors, one row of `matrix` for each text; as 16-bit floats, which moves a cosine by less than 0.001."""
        rows: dict[bytes, int] = {}
        for key, vector in zip(digests, matrix.astype(np.float16), strict=True):
            cursor = self._db.execute(
                "INSERT INTO vectors (model, text_sha256, vector) VALUES (?, ?, ?)", (model_row, key, vector.tobytes())
            )
            rows[key] = int(cursor.lastrowid or 0)
        return rows

    def put_file(self, path: str, fingerprint: str, documents: Sequence[Parts]) -> None:
        """Store what was read from one file in place of what was known of it. Inside a batch."""
        self.remove_files([path])
        file = self._db.execute(
            "INSERT INTO files (path, fingerprint, added_generation) VALUES (?, ?, ?)",
            (path, fingerprint, self.generation + 1),
        ).lastrowid
        for parts in documents:
            self._put_document(int(file or 0), parts)

    def _put_document(self, file: int, parts: Parts) -> None:
        document = parts.document
        row = self._db.execute(
            "INSERT INTO documents (id, file, data, text, text_sha256, segments, sentences, statements, length,"
            " passage_count, record_count, statement_count) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                document.id,
                file,
                json.dumps(document.model_dump(mode="json", exclude={"text", "segments"}, exclude_none=True)),
                _deflate(document.text),
                digest(document.text),
                _pack(document.segments),
                _pack(parts.sentences),
                zlib.compress(_STATEMENTS.dump_json(tuple(parts.statements), exclude_defaults=True)),
                len(document.text),
                len(parts.passages),
                len(parts.records),
                len(parts.statements),
            ),
        ).lastrowid
        self._db.executemany(
            "INSERT INTO passages (document, start, end, heading, text_sha256, vector) VALUES (?,?,?,?,?,?)",
            (
                (row, p.start, p.end, p.heading, digest(document.text[p.start : p.end]), vector)
                for p, vector in zip(parts.passages, parts.vectors, strict=True)
            ),
        )
        self._brought = self._brought or bool(parts.passages)
        self._db.executemany(
            "INSERT INTO records (document, id, data) VALUES (?, ?, ?)",
            ((row, record.id, record.model_dump_json(exclude_defaults=True)) for record in parts.records),
        )
        insert_entries(self._db, document.id, parts.names)
        if parts.signature is not None:
            self._db.execute("INSERT INTO signatures VALUES (?, ?)", (row, parts.signature))

    def paths(self, under: str) -> list[str]:
        """Names of the files that were added as `under` or from a folder of that name."""
        rows = self._db.execute(
            "SELECT path FROM files WHERE path = ?1 OR substr(path, 1, length(?1) + 1) = ?1 || '/' ORDER BY path",
            (under.rstrip("/"),),
        )
        return [row[0] for row in rows]

    def path_of(self, document_id: str) -> tuple[str, int] | None:
        """The file that a document came from, and how many documents came from it."""
        row = self._db.execute(
            "SELECT path, (SELECT COUNT(*) FROM documents o WHERE o.file = f.id) FROM files f"
            " JOIN documents d ON d.file = f.id WHERE d.id = ?",
            (document_id,),
        ).fetchone()
        return None if row is None else (str(row[0]), int(row[1]))

    def remove_files(self, paths: Iterable[str]) -> int:
        """Forget files with all that was read from them; returns the number of documents. Inside a batch."""
        removed = 0
        for path in paths:
            found = self._db.execute(
                "SELECT f.id, COUNT(d.row), TOTAL(d.passage_count) FROM files f LEFT JOIN documents d ON d.file = f.id"
                " WHERE f.path = ? GROUP BY f.id",
                (path,),
            ).fetchone()
            if found is not None:
                for (document_id,) in self._db.execute(
                    "SELECT id FROM documents WHERE file = ?", (found[0],)
                ).fetchall():
                    delete_document(self._db, document_id)
                removed += found[1]
                self._took = self._took or found[2] > 0
                self._db.execute("DELETE FROM files WHERE id = ?", (found[0],))
        return removed

    def remove_document(self, document_id: str) -> int:
        """Forget one document of a file, which counts as changed from then on; returns how many (0 or 1). Inside a batch."""
        row = self._db.execute("SELECT passage_count, file FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            return 0
        self._took = self._took or row[0] > 0
        self._db.execute("UPDATE files SET fingerprint = '' WHERE id = ?", (row[1],))
        delete_document(self._db, document_id)
        self._db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        return 1

    def drop_unused_vectors(self) -> int:
        """Forget vectors of texts that no passage has any more, of whichever model. Inside a batch."""
        return self._db.execute(
            "DELETE FROM vectors WHERE NOT EXISTS (SELECT 1 FROM passages p WHERE p.vector = vectors.id) AND NOT EXISTS ("
            "SELECT 1 FROM vectors o JOIN passages p ON p.vector = o.id"
            " WHERE o.text_sha256 = vectors.text_sha256 AND o.model <> vectors.model)"
        ).rowcount

    def fold(self, limit: int = 0) -> None:
        """Fold the write-ahead log into the main file if it is larger than `limit` bytes.

        SQLite would do so inside of any commit. Done seldom, and only here, a copy of the files that is taken at any other
        moment holds a main file and a log that fit together.
        """
        log = self.directory / f"{TRUTH}-wal"
        if log.is_file() and log.stat().st_size > limit:
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _open(uri: str) -> sqlite3.Connection:
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA mmap_size = 1073741824")
    db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    return db


def _open_to_read(directory: Path) -> sqlite3.Connection:
    address = quote(str((directory / TRUTH).absolute()))
    try:
        return _open(f"file:{address}?mode=ro")
    except (
        sqlite3.OperationalError
    ):  # where nothing can be written, SQLite cannot share: nobody else writes there either
        log = directory / f"{TRUTH}-wal"
        if log.is_file() and log.stat().st_size:
            raise
        return _open(f"file:{address}?immutable=1")


def _laid_out(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _portions(items: Sequence[int] | Sequence[str] | Sequence[bytes], size: int) -> Iterator[list[int | str | bytes]]:
    for start in range(0, len(items), size):
        yield [int(item) if isinstance(item, np.integer) else item for item in items[start : start + size]]


def _deflate(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def _inflate(blob: bytes) -> str:
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def _pack(items: Iterable[Sequence[int]]) -> bytes:
    """Tuples of offsets as compressed 32-bit numbers, little endian on every machine."""
    numbers = [number for item in items for number in item]
    return zlib.compress(struct.pack(f"<{len(numbers)}I", *numbers)) if numbers else b""


def _unpack(blob: bytes, width: int) -> Iterator[tuple[int, ...]]:
    if not blob:
        return iter(())
    raw = zlib.decompress(blob)
    numbers = struct.unpack(f"<{len(raw) // 4}I", raw)
    return zip(*[iter(numbers)] * width, strict=True)
