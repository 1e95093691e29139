"""The parties of a watch list, and the runs that were kept, one list for each user (the empty name where nobody has to log in)."""

import json
from collections.abc import Iterable, Sequence

from assistant.cases.model import text_of
from assistant.screening.customers.given import Party, row_of
from assistant.watch.model import Found, Run, WatchedParty
from index.watching import KeptRun, Watched, Watching
from sources.errors import IndexDamaged, QuestionError

MOST = 25_000
"""Parties of one watch list."""
_LONGEST_ID = 200


def add_parties(kept: Watching, user: str, given: Sequence[Party]) -> tuple[int, int]:
    """Puts parties on a watch list; one without an id is called by its name, one whose id is there already takes its place.

    Returns:
        How many are new, and how many were changed.

    Raises:
        QuestionError: nothing to add, a party that cannot be screened, two of one id, or more than a list holds.
    """
    made: dict[str, str] = {}
    for number, party in enumerate(given, 1):
        row = row_of(number, party)
        if not row.names and not row.identifiers:
            called = f"party {number}" + (f" (id {party.id})" if party.id.strip() else "")
            raise QuestionError(
                f"{called} cannot be screened: {'; '.join(row.problems) or 'it has no name'}; nothing was added"
            )
        key = _id(party)
        text = text_of(party.model_copy(update={"id": key}))
        if made.get(key, text) != text:
            raise QuestionError(f"two parties are called {key!r}: give each an id of its own; nothing was added")
        made[key] = text
    if not made:
        raise QuestionError("no party to watch: give a name, or a file with names")
    counted = kept.put(user, made, MOST)
    if counted is None:
        raise QuestionError(f"a watch list holds {MOST:,} parties: screen more with `whylisted screen --since`")
    return counted


def remove_parties(kept: Watching, user: str, names: Iterable[str]) -> int:
    """Takes parties off a watch list, by id or name; all or none.

    Raises:
        QuestionError: one of them is not on it.
    """
    here = parties(kept, user)
    gone: list[str] = []
    for name in names:
        found = [each.id for each in here if each.id == name] or [each.id for each in here if each.party.name == name]
        if not found:
            raise QuestionError(
                f"{name[:200]!r} is not watched: `whylisted watch list` shows who is; nothing was removed"
            )
        gone += found
    return kept.remove(user, dict.fromkeys(gone))


def parties(kept: Watching, user: str) -> list[WatchedParty]:
    """The parties of a watch list, in the order in which they came. Raises IndexDamaged where one cannot be read."""
    return [party_of(each) for each in kept.parties(user)]


def watched_by(kept: Watching) -> list[str]:
    """The users who watch any party."""
    return kept.users()


def last_runs(kept: Watching, user: str, limit: int = 50) -> list[Run]:
    """The last screenings of a watch list, the newest first. Raises IndexDamaged where one cannot be read."""
    return [run_of(each) for each in kept.runs(user, limit)]


def party_of(kept: Watched) -> WatchedParty:
    """A party as it is kept."""
    try:
        found = None if kept.state is None else Found.model_validate(json.loads(kept.state))
        return WatchedParty(id=kept.id, party=Party.model_validate(json.loads(kept.data)), found=found)
    except (ValueError, RecursionError):
        raise _unread(f"the watched party {kept.id!r}") from None


def run_of(kept: KeptRun) -> Run:
    """A run as it is kept."""
    try:
        return Run.model_validate({**json.loads(kept.data), "number": kept.number})
    except (ValueError, TypeError, RecursionError):
        raise _unread(f"run {kept.number} of the watch list") from None


def _unread(what: str) -> IndexDamaged:
    return IndexDamaged(f"{what} cannot be read: another version of the program wrote it; use the newer one")


def _id(party: Party) -> str:
    key = " ".join((party.id or party.name).split())
    if len(key) > _LONGEST_ID:
        raise QuestionError(f"the id {key[:40]!r}… is longer than {_LONGEST_ID} characters: give a shorter one")
    return key
