"""The truth with what only a proof asks of it."""

from collections.abc import Iterator

from index.cases import prove
from index.truth import Truth


class Proving(Truth):
    """A connection for reading, with the digests and numbers that are kept beside what they are of."""

    def text_digest(self, row: int) -> bytes:
        """SHA-256 of the document's text as it was when it was stored."""
        return bytes(self._db.execute("SELECT text_sha256 FROM documents WHERE row = ?", (row,)).fetchone()[0])

    def passage_digests(self, document_row: int) -> list[tuple[int, bytes, int, bytes]]:
        """Of each passage its row, its text's SHA-256, the row of its vector, and that vector's SHA-256."""
        return self._db.execute(
            "SELECT p.row, p.text_sha256, p.vector, v.text_sha256 FROM passages p LEFT JOIN vectors v ON v.id = p.vector"
            " WHERE p.document = ? ORDER BY p.start",
            (document_row,),
        ).fetchall()

    def statement_count(self, row: int) -> int:
        """The number of statements that is kept beside them."""
        return int(self._db.execute("SELECT statement_count FROM documents WHERE row = ?", (row,)).fetchone()[0])

    def tallies(self) -> list[tuple[str, int, int]]:
        """Numbers that are kept beside what they count, as `(label, number kept, number counted)`."""
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

    def unused_vectors(self) -> int:
        """The number of vectors that are kept for texts that were taken away."""
        return int(
            self._db.execute(
                "SELECT (SELECT COUNT(*) FROM vectors) - (SELECT COUNT(DISTINCT vector) FROM passages)"
            ).fetchone()[0]
        )

    def cases(self) -> Iterator[tuple[str, list[str]]]:
        """Each case's id with what is wrong with the chain of its seals."""
        return prove(self._db)

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the file: broken pages, broken indexes, rows that refer to nothing."""
        problems = [row[0] for row in self._db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        return problems + [
            f"{table} row {row} refers to a missing row of {parent}"
            for table, row, parent, _ in self._db.execute("PRAGMA foreign_key_check").fetchmany(20)
        ]
