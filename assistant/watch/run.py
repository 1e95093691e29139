"""Screening a watch list again, and telling what changed.

Every run compares with the one before and is kept with its changes in one transaction, whoever started it (an `add`, the chat, cron). What was
not told yet is told once by `tell`, however many runs it took.
"""

import datetime
import json
from collections.abc import Callable, Mapping, Sequence

from assistant.cases.model import canonical, text_of
from assistant.screening.cleared import Clearing, Key
from assistant.screening.customers.given import row_of
from assistant.screening.customers.party import Screened, Thresholds
from assistant.screening.pipeline import screen
from assistant.watch.compare import changes
from assistant.watch.keep import party_of, run_of, watched_by
from assistant.watch.model import Found, Run
from index.search import Index
from index.watching import ScreenedParty, Watched, Watching
from sources.errors import IndexBusy

LIMITS = Thresholds(hits=60)
"""As many listed rows as screening ever looks at: none comes or goes because others did."""
_TIMES = 3


def run(
    index: Index, kept: Watching, user: str, today: datetime.date | None = None, cleared: Mapping[Key, Clearing] | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Run:  # fmt: skip
    """Screens a user's watch list against the newest state of every list, and keeps what changed since the last time.

    Args:
        index: the index.
        kept: the watch lists in the same index.
        user: whose list.
        today: the day by which listings have ended (the present day by default).
        cleared: pairs that somebody cleared (`read_cleared`).
        progress: is told how many parties of how many are done.

    Raises:
        IndexBusy: the list was changed or screened by somebody else each time it was tried.
    """
    for _ in range(_TIMES):
        here = kept.parties(user)
        made, screened = _screened(index, here, today, cleared or {}, progress)
        data = canonical({key: value for key, value in json.loads(text_of(made)).items() if key != "number"})
        number = kept.keep_run(user, screened, len(made.changes), data)
        if number is not None:
            return made.model_copy(update={"number": number})
    raise IndexBusy("the watch list is being changed or screened by somebody else: try again in a while")


def run_all(
    index: Index, kept: Watching, today: datetime.date | None = None, cleared: Mapping[Key, Clearing] | None = None
) -> list[Run]:
    """Screens the watch lists of all users, as after an `add`."""
    return [run(index, kept, user, today, cleared) for user in watched_by(kept)]


def unreported(kept: Watching, user: str) -> list[Run]:
    """The runs with changes that were not told yet, the oldest first. Say with `tell` when they are: what could not be written stays untold."""
    return [run_of(each) for each in kept.unreported(user) if each.changes]


def tell(kept: Watching, user: str, runs: Sequence[Run]) -> None:
    """Notes that these runs were told."""
    if runs:
        kept.tell(user, max(each.number for each in runs))


def _screened(
    index: Index, here: Sequence[Watched], today: datetime.date | None, cleared: Mapping[Key, Clearing],
    progress: Callable[[int, int], None],
) -> tuple[Run, list[ScreenedParty]]:  # fmt: skip
    parties = [party_of(each) for each in here]
    rows = [row_of(number, each.party) for number, each in enumerate(parties, 1)]
    with index.reading() as generation:
        found: list[Screened] = []
        for row in screen(index, rows, LIMITS, today, cleared=cleared):
            found.append(row)
            progress(len(found), len(rows))
    changed = [change for party, row in zip(parties, found, strict=True) for change in changes(party, row.hits)]
    at = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    states = [
        ScreenedParty(each.id, each.data, each.state, text_of(Found(hits=row.hits)))
        for each, row in zip(here, found, strict=True)
    ]
    return Run(at=at, generation=generation, parties=len(here), changes=tuple(changed)), states
