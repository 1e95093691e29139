"""What was asked, what was answered on which generation, and what was thought of it: one small SQLite file by the index.

Kept apart from the index's own file, so that asking never waits for adding. Nothing of it leaves the machine.
"""

import datetime
import json
import logging
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from assistant.answer import Answer
from index.private import FOLDER, private_file
from sources.document import Frozen
from sources.errors import HistoryProblem, QuestionError

log = logging.getLogger(__name__)

FILE = "history.sqlite"
WAIT = 2.0
"""Seconds to wait while another process writes: an answer is ready by then, and nobody waits for it to be kept."""

_MIGRATIONS = (
    """
CREATE TABLE IF NOT EXISTS asked (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL, turn INTEGER NOT NULL, user TEXT NOT NULL, at TEXT NOT NULL,
    question TEXT NOT NULL, turns TEXT NOT NULL, filters TEXT NOT NULL, answer TEXT NOT NULL, generation INTEGER NOT NULL,
    verdict TEXT, note TEXT
);
CREATE INDEX IF NOT EXISTS asked_conversation ON asked (user, conversation, turn);
CREATE INDEX IF NOT EXISTS asked_at ON asked (user, at);
""",
)
"""What brings a file of each format to the next one; the number of the format is SQLite's `user_version`. Files of the first
programs say 0, and have its table already."""

_SAID = "CASE WHEN json_valid(answer) THEN coalesce(json_extract(answer, '$.text'), '') ELSE '' END"
"""The text of an answer, empty where it is of a form that this version does not know: one such row must not fail a search."""

Verdict = Literal["up", "down"]


class KeptAnswer(Frozen):
    """One question with its answer as it was given, and the verdict on it. `turns` are all questions up to this one."""

    id: str
    conversation: str
    turn: int
    user: str
    at: datetime.datetime
    question: str
    turns: tuple[str, ...]
    filters: dict[str, Any]
    answer: Answer
    generation: int
    verdict: Verdict | None = None
    note: str | None = None

    @classmethod
    def now(
        cls, user: str, conversation: str, turns: tuple[str, ...], filters: dict[str, Any], answer: Answer
    ) -> "KeptAnswer":
        """A question that was answered just now, with a new id; in a new conversation where `conversation` is empty."""
        return cls(
            id=uuid.uuid4().hex[:16],
            conversation=conversation or uuid.uuid4().hex[:16],
            turn=len(turns),
            user=user,
            at=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
            question=turns[-1],
            turns=turns,
            filters=filters,
            answer=answer,
            generation=answer.generation,
        )


class History:
    """The questions asked over one index, by user (the empty name where nobody has to log in).

    Every method raises HistoryProblem when the file cannot be opened, read or written. An answer that another version of the
    program wrote, and that this one cannot read, is passed over and stays in the file.
    """

    def __init__(self, directory: Path) -> None:
        self._path = directory / FILE

    def keep(self, asked: KeptAnswer) -> KeptAnswer:
        """Writes one answered question down, and returns it."""
        with self._open() as db:
            db.execute(
                "INSERT INTO asked VALUES (?,?,?,?,?,?,?,?,?,?,NULL,NULL)",
                (asked.id, asked.conversation, asked.turn, asked.user, asked.at.isoformat(), asked.question,
                 json.dumps(asked.turns), json.dumps(asked.filters), asked.answer.model_dump_json(), asked.generation),
            )  # fmt: skip
        return asked

    def one(self, user: str, identifier: str) -> KeptAnswer:
        """One answered question. Raises QuestionError when this user has none of that id."""
        found = self._select("WHERE user = ? AND id = ?", (user, identifier))
        if not found:
            raise _no_answer(identifier)
        return found[0]

    def conversation(self, user: str, conversation: str) -> list[KeptAnswer]:
        """The turns of a conversation in order; the last one asked where a turn was asked again."""
        turns = {
            asked.turn: asked
            for asked in self._select("WHERE user = ? AND conversation = ? ORDER BY rowid", (user, conversation))
        }
        return [turns[turn] for turn in sorted(turns)]

    def recent(self, user: str, search: str = "", limit: int = 200) -> list[KeptAnswer]:
        """The newest questions first, those whose question or answer holds every word of `search`."""
        where, values = "WHERE user = ?", [user]
        for word in search.split():
            where += f" AND (question || ' ' || {_SAID}) LIKE ? ESCAPE '\\'"
            values.append("%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        return self._select(f"{where} ORDER BY rowid DESC LIMIT {int(limit)}", tuple(values))

    def judge(self, user: str, identifier: str, verdict: Verdict | None, note: str) -> None:
        """Sets the verdict on an answer; None takes it back. Raises QuestionError when this user has none of that id."""
        with self._open() as db:
            changed = db.execute(
                "UPDATE asked SET verdict = ?, note = ? WHERE user = ? AND id = ?",
                (verdict, note.strip() or None if verdict else None, user, identifier),
            ).rowcount
        if not changed:
            raise _no_answer(identifier)

    def judged(self, user: str) -> list[KeptAnswer]:
        """The answers that have a verdict, oldest first."""
        return self._select("WHERE user = ? AND verdict IS NOT NULL ORDER BY rowid", (user,))

    def forget(self, user: str, conversation: str | None = None) -> int:
        """Deletes a conversation, or all of a user's history; returns the number of questions deleted."""
        with self._open() as db:
            if conversation is None:
                return db.execute("DELETE FROM asked WHERE user = ?", (user,)).rowcount
            return db.execute("DELETE FROM asked WHERE user = ? AND conversation = ?", (user, conversation)).rowcount

    def _select(self, where: str, values: tuple[str, ...]) -> list[KeptAnswer]:
        columns = "id, conversation, turn, user, at, question, turns, filters, answer, generation, verdict, note"
        with self._open() as db:
            rows = db.execute(f"SELECT {columns} FROM asked {where}", values).fetchall()
        return [asked for row in rows if (asked := _asked(row)) is not None]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER)
            private_file(self._path)
            db = sqlite3.connect(self._path, timeout=WAIT)
            try:
                db.execute("PRAGMA journal_mode = WAL")
                _migrate(db, self._path)
                with db:
                    yield db
            finally:
                db.close()
        except (OSError, sqlite3.Error) as error:
            cause = getattr(error, "strerror", None) or str(error)
            raise HistoryProblem(
                f"the history {self._path} cannot be read or written ({cause}): make room, or give this user the right to write there"
            ) from error


def _no_answer(identifier: str) -> QuestionError:
    return QuestionError(f"no answer {identifier} in the history: it was deleted, or somebody else asked it")


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring a file to the present format, one transaction a step.

    Raises:
        HistoryProblem: a newer program wrote it.
    """
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found > len(_MIGRATIONS):
        raise HistoryProblem(
            f"the history {path} has format {found}, this program knows {len(_MIGRATIONS)}: use the newer whylisted, or move it away"
        )
    for number in range(found, len(_MIGRATIONS)):
        db.executescript(f"BEGIN IMMEDIATE; {_MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;")


def _asked(row: tuple[Any, ...]) -> KeptAnswer | None:
    try:
        return KeptAnswer(
            id=row[0], conversation=row[1], turn=row[2], user=row[3], at=datetime.datetime.fromisoformat(row[4]),
            question=row[5], turns=tuple(json.loads(row[6])), filters=json.loads(row[7]),
            answer=Answer.model_validate_json(row[8]), generation=row[9], verdict=row[10], note=row[11],
        )  # fmt: skip
    except (ValueError, TypeError, RecursionError):  # whatever another version, or a hand, has written there
        log.warning("the history's answer %s is of another version, and passed over", row[0])
        return None
