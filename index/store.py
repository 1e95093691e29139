"""The truth's writing side: whole batches, one transaction each, and every batch raises the generation by one."""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple, Self
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from index import schema
from index.connection import TRUTH, close_unfolded, connect, is_laid_out
from index.names import delete_document, insert_entries
from index.packing import portions
from index.parts import Parts
from index.private import FOLDER, private_file
from index.truth import Truth
from sources.errors import IndexDamaged

LOG_AT_START = 16 * 1024 * 1024
LOG_AT_WORK = 128 * 1024 * 1024
"""Bytes of write-ahead log above which it is folded into the main file: when a writer starts, and between its batches."""

KEPT_UNUSED = 50_000
"""Vectors that are kept for texts that were taken away, about 50 MB: a folder that is removed and added again, or a file that
is changed back, costs no embedding."""


class Known(NamedTuple):
    """A file that was added: the path that its documents carry, the name it came under, where it came from, and what it was
    like then."""

    path: str
    called: str
    origin: str
    fingerprint: str


class Store(Truth):
    """The one connection that writes. Its owner holds the writer's lock."""

    def __init__(self, directory: Path, connection: sqlite3.Connection) -> None:
        super().__init__(directory, connection)
        self._took = self._brought = False  # whether the running batch took or brought passages

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Open for writing; made if it is not there.

        Raises:
            IndexFormat: it is of another format version.
            IndexDamaged: the file is not a database any more.
            sqlite3.OperationalError: it cannot be written.
        """
        directory.mkdir(parents=True, exist_ok=True, mode=FOLDER)
        private_file(directory / TRUTH)
        address = quote(str((directory / TRUTH).absolute()))
        try:
            db = connect(f"file:{address}?mode=rwc")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")  # what was reported as added survives a power cut
            db.execute("PRAGMA wal_autocheckpoint = 0")  # see fold(): at quiet moments only
            if not is_laid_out(db):
                schema.create(db)
            schema.upgrade(db)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"index {directory} cannot be opened ({error}): add the documents to a new index"
            ) from error
        schema.check(db, str(directory))
        return cls(directory, db)

    def close(self) -> None:
        """Give the connection back, and leave the files as they are."""
        close_unfolded(self.directory, self._db)

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
                row = (generation, secrets.token_hex(8), self._took)
                self._db.execute("INSERT INTO generations VALUES (?, ?, ?)", row)
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
        for part in portions(list(digests), 500):
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

    def put_file(self, path: str, fingerprint: str, called: str = "", origin: str = "") -> int:
        """Forget what was known of a file, and note what it is like: its path, the name it came under (the path, if it is not
        given) and where it came from; returns its row. Inside a batch."""
        self.remove_files([path])
        row = self._db.execute(
            "INSERT INTO files (path, fingerprint, added_generation, called, origin) VALUES (?, ?, ?, ?, ?)",
            (path, fingerprint, self.generation + 1, called or path, origin),
        ).lastrowid
        return int(row or 0)

    def put_document(self, file: int, parts: Parts, vectors: Mapping[bytes, int]) -> None:
        """Store a document of a file; `vectors` are the rows of the vectors of its passages by the SHA-256 of what was
        embedded. Inside a batch."""
        row = self._db.execute(
            "INSERT INTO documents (id, file, data, text, text_sha256, segments, sentences, statements, length,"
            " passage_count, record_count, statement_count) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                parts.id,
                file,
                parts.data,
                parts.text,
                parts.text_sha256,
                parts.segments,
                parts.sentences,
                parts.statements,
                parts.length,
                len(parts.passages),
                len(parts.records),
                parts.statement_count,
            ),
        ).lastrowid
        self._db.executemany(
            "INSERT INTO passages (document, start, end, heading, text_sha256, vector) VALUES (?,?,?,?,?,?)",
            ((row, *passage[:4], vectors[passage.embedded_sha256]) for passage in parts.passages),
        )
        self._brought = self._brought or bool(parts.passages)
        self._db.executemany(
            "INSERT INTO records (document, id, data) VALUES (?, ?, ?)", ((row, *record) for record in parts.records)
        )
        insert_entries(self._db, parts.id, parts.names)
        if parts.signature is not None:
            self._db.execute("INSERT INTO signatures VALUES (?, ?)", (row, parts.signature))

    def named(self, called: str) -> list[Known]:
        """The files that came under this name, by path."""
        sql = "SELECT path, called, origin, fingerprint FROM files WHERE called = ? ORDER BY path"
        return [Known(*row) for row in self._db.execute(sql, (called,))]

    def under(self, name: str, column: Literal["path", "called", "origin"] = "path") -> list[Known]:
        """The files whose path (name, origin) is this one, or that stand in the folder of that path, by path."""
        rows = self._db.execute(
            f"SELECT path, called, origin, fingerprint FROM files WHERE {column} = ?1"
            f" OR substr({column}, 1, length(?1) + 1) = ?1 || '/' ORDER BY path",
            (name.rstrip("/"),),
        )
        return [Known(*row) for row in rows]

    def moved(self, path: str, origin: str) -> None:
        """Note where a file is now. Inside a batch."""
        self._db.execute("UPDATE files SET origin = ? WHERE path = ?", (origin, path))

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

    def forget_vectors(self, keep: int = KEPT_UNUSED) -> int:
        """Forget vectors of texts that no passage has any more, the oldest first, and keep so many of them for texts that come
        back; returns how many went. Inside a batch."""
        unused: int = self._db.execute(
            "SELECT (SELECT COUNT(*) FROM vectors) - (SELECT COUNT(DISTINCT vector) FROM passages)"
        ).fetchone()[0]
        if unused <= keep:
            return 0
        return self._db.execute(
            "DELETE FROM vectors WHERE id IN (SELECT v.id FROM vectors v WHERE NOT EXISTS ("
            "SELECT 1 FROM passages p WHERE p.vector = v.id) ORDER BY v.id LIMIT ?)",
            (unused - keep,),
        ).rowcount

    def fold(self, limit: int = 0) -> None:
        """Fold the write-ahead log into the main file if it is larger than `limit` bytes.

        SQLite would do so inside of any commit. Done seldom, and only here, a copy of the files that is taken at any other
        moment holds a main file and a log that fit together.
        """
        log = self.directory / f"{TRUTH}-wal"
        size = log.stat().st_size if log.is_file() else 0
        if size > limit:
            # A log that was long once is cut: it would keep its length for good.
            self._db.execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if size > LOG_AT_WORK else 'PASSIVE'})").fetchall()
