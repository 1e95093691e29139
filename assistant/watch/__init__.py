"""Watch lists: parties that are screened again whenever documents came, and what changed for them since the last time."""

from assistant.watch.keep import MOST, add_parties, last_runs, parties, remove_parties, watched_by
from assistant.watch.model import Change, Found, Run, WatchedParty
from assistant.watch.run import run, run_all, tell, unreported

__all__ = [
    "MOST",
    "Change",
    "Found",
    "Run",
    "WatchedParty",
    "add_parties",
    "last_runs",
    "parties",
    "remove_parties",
    "run",
    "run_all",
    "tell",
    "unreported",
    "watched_by",
]
