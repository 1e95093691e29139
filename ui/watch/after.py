"""The watch lists after documents came or went: screened again, and what changed said in a line or two."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import NoIndex, WhylistedError
from ui.safe import one_line

if TYPE_CHECKING:
    from index.search import Index

log = logging.getLogger(__name__)


def screened_again(directory: Path, index: "Index | None" = None) -> list[str]:
    """Screens every watch list of an index; a line for each list on which something changed, or that could not be screened.

    What was added stays added, whatever goes wrong here.
    """
    from assistant.screening import read_cleared
    from assistant.watch import run, watched_by
    from index.search import Index
    from index.watching import Watching
    from ui.screening.run import cleared_file

    kept = Watching(directory)
    try:
        users = watched_by(kept)
    except NoIndex:
        return []
    said: list[str] = []
    for user in users:
        whose = f"the watch list of {one_line(user)}" if user else "the watch list"
        try:
            cleared = read_cleared(cleared_file(directory))
            made = run(index or Index.open(directory), kept, user, cleared=cleared)
        except WhylistedError as error:
            log.warning("%s could not be screened: %s", whose, error)
            said.append(f"{whose} could not be screened ({one_line(str(error))}): `whylisted watch run` does it again")
            continue
        if made.changes:
            changes = "1 change" if len(made.changes) == 1 else f"{len(made.changes):,} changes"
            tells = "`whylisted watch run`" + (f" --user {one_line(user)}" if user else "")
            said.append(f"{whose}: {changes} among {made.parties:,} watched; {tells} tells which")
    return said
