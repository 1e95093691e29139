"""Short reads and writes of what people keep in the truth's file, beside whoever adds documents to it.

`add` holds the writer's lock for minutes; a decision must not wait for that. It is one small transaction of its own, which waits only for the
batch that is being committed, does not touch passages, and leaves the generation as it is.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from index.connection import TRUTH, close_unfolded, connect
from index.lock import writer_lock
from index.store import LOG_AT_START
from index.truth import Truth
from sources.errors import IndexBusy, IndexDamaged, IndexProblem

WAIT = 60.0
"""Seconds that a write waits for the batch of an `add` that is being committed."""


def storable(text: str) -> str:
    """A text as SQLite can hold it: halves of characters, which are no text, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Kept:
    """What is kept in the index in a folder. Every call opens the file and closes it again, so any thread may call.

    Every method raises NoIndex, IndexFormat or IndexDamaged where there is no index (of this version), IndexBusy where somebody else writes for
    too long, and IndexProblem where the file cannot be written; nothing of a write that raises is kept.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that can change nothing, and sees one state for as long as the block runs."""
        truth = Truth.open(self.directory)
        try:
            with self._told("read"), truth.snapshot():
                yield truth._db
        finally:
            truth.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: kept as a whole when the block ends, and not at all when it raises."""
        Truth.open(self.directory).close()  # brings an older file up to the present format, and says what else is wrong
        with self._told("written"):
            db = connect(f"file:{quote(str((self.directory / TRUTH).absolute()))}?mode=rw")
            try:
                db.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")
                db.execute("PRAGMA synchronous = FULL")  # what was reported as kept survives a power cut
                db.execute("PRAGMA wal_autocheckpoint = 0")  # see Store.fold
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield db
                    db.execute("COMMIT")
                except BaseException:
                    if db.in_transaction:
                        db.execute("ROLLBACK")
                    raise
                self._fold(db)
            finally:
                close_unfolded(self.directory, db)

    def _fold(self, db: sqlite3.Connection) -> None:
        """Fold a long log into the main file, where nobody else writes: where documents are never added, nothing else does."""
        log = self.directory / f"{TRUTH}-wal"
        if log.is_file() and log.stat().st_size > LOG_AT_START:
            with contextlib.suppress(IndexBusy, OSError, sqlite3.Error), writer_lock(self.directory):
                db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    @contextmanager
    def _told(self, verb: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise IndexBusy(
                    f"index {self.directory} is being written ({error}): nothing was kept; try again in a while"
                ) from error
            raise IndexProblem(
                f"index {self.directory} cannot be {verb} ({error}): nothing of this was kept; see that the disk has room and "
                "the folder can be written, then do the same again"
            ) from error
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"index {self.directory} cannot be {verb} ({error}): `whylisted verify` says what is wrong with it"
            ) from error
