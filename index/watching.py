"""Watch lists as the index keeps them: parties, what was found for each the last time, and what changed at each time, as JSON texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from index.kept import Kept, storable

_PARTIES = "SELECT id, data, state FROM watched WHERE user = ? ORDER BY row"


class Watched(NamedTuple):
    """One party of a watch list: its id, what it is, and what was found for it the last time; None before the first."""

    id: str
    data: str
    state: str | None


class ScreenedParty(NamedTuple):
    """A party that was screened: its id, what it is, what was found for it the time before, and now."""

    id: str
    data: str
    before: str | None
    after: str


class KeptRun(NamedTuple):
    """One time that a watch list was screened: its number, how many changes there were, whether they were told, and what they are."""

    number: int
    changes: int
    told: bool
    data: str


class Watching(Kept):
    """The watch lists in one index, one for each user (the empty name where nobody has to log in)."""

    def users(self) -> list[str]:
        """The users who watch any party."""
        with self.reading() as db:
            return [row[0] for row in db.execute("SELECT DISTINCT user FROM watched ORDER BY user")]

    def parties(self, user: str) -> list[Watched]:
        """The parties of a user's list, in the order in which they came."""
        user = storable(user)
        with self.reading() as db:
            return [Watched(*row) for row in db.execute(_PARTIES, (user,))]

    def put(self, user: str, parties: Mapping[str, str], most: int) -> tuple[int, int] | None:
        """Add parties, text by id; one whose id is there already is replaced, and keeps what was found for it.

        Returns:
            How many are new and how many were changed; None, with nothing kept, where the list would have more than `most`.
        """
        user = storable(user)
        texts = {storable(key): data for key, data in parties.items()}
        with self.writing() as db:
            known = dict(db.execute("SELECT id, data FROM watched WHERE user = ?", (user,)).fetchall())
            new = [(user, key, data) for key, data in texts.items() if key not in known]
            changed = [(data, user, key) for key, data in texts.items() if key in known and known[key] != data]
            if len(known) + len(new) > most:
                return None
            db.executemany("INSERT INTO watched (user, id, data) VALUES (?,?,?)", new)
            db.executemany("UPDATE watched SET data = ? WHERE user = ? AND id = ?", changed)
            return len(new), len(changed)

    def remove(self, user: str, identifiers: Iterable[str]) -> int:
        """Take parties off a list; how many were on it."""
        user = storable(user)
        with self.writing() as db:
            return sum(
                db.execute("DELETE FROM watched WHERE user = ? AND id = ?", (user, key)).rowcount for key in identifiers
            )

    def keep_run(self, user: str, screened: Sequence[ScreenedParty], changes: int, data: str) -> int | None:
        """Keep one screening of a list: what was found for each party, and what changed.

        Runs in which nothing changed are forgotten but for the last.

        Returns:
            The run's number; None, with nothing kept, where one of the parties was screened, changed or taken off by somebody else meanwhile.
        """
        user = storable(user)
        with self.writing() as db:
            now = {row[0]: (row[1], row[2]) for row in db.execute(_PARTIES, (user,))}
            if any(now.get(party.id) != (party.data, party.before) for party in screened):
                return None
            db.executemany(
                "UPDATE watched SET state = ? WHERE user = ? AND id = ?",
                ((party.after, user, party.id) for party in screened),
            )
            db.execute("DELETE FROM watch_runs WHERE user = ? AND changes = 0", (user,))
            row = db.execute(
                "INSERT INTO watch_runs (user, changes, told, data) VALUES (?,?,0,?)", (user, changes, data)
            )
            return int(row.lastrowid or 0)

    def runs(self, user: str, limit: int) -> list[KeptRun]:
        """The last runs of a list, the newest first."""
        user = storable(user)
        with self.reading() as db:
            rows = db.execute(
                "SELECT row, changes, told, data FROM watch_runs WHERE user = ? ORDER BY row DESC LIMIT ?",
                (user, limit),
            )
            return list(_runs(rows))

    def unreported(self, user: str) -> list[KeptRun]:
        """The runs that were not told yet, the oldest first."""
        user = storable(user)
        with self.reading() as db:
            rows = db.execute(
                "SELECT row, changes, told, data FROM watch_runs WHERE user = ? AND NOT told ORDER BY row", (user,)
            )
            return list(_runs(rows))

    def tell(self, user: str, last: int) -> None:
        """Note that the runs up to that number were told."""
        user = storable(user)
        with self.writing() as db:
            db.execute("UPDATE watch_runs SET told = 1 WHERE user = ? AND row <= ? AND NOT told", (user, last))


def _runs(rows: Iterable[tuple[int, int, int, str]]) -> Iterator[KeptRun]:
    return (KeptRun(row, changes, bool(told), data) for row, changes, told, data in rows)
