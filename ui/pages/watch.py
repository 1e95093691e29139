"""The watch list in the chat: parties added and taken off, screened again, and what changed; each user's own."""

from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.screening import read_cleared, read_customers
from assistant.watch import Change, Run, WatchedParty, add_parties, last_runs, parties, remove_parties, run
from index.watching import Watching
from sources.errors import NoIndex
from ui.access import user_of
from ui.calls import Call, guarded, text, texts
from ui.jobs import Jobs
from ui.pages.cases import typed_party
from ui.pages.screen import forget, table
from ui.pages.sources import writable
from ui.safe import one_line
from ui.screening.drawn import hit
from ui.screening.run import bounded, cleared_file, columns
from ui.watch.lines import details, party, title
from ui.watch.parties import from_file
from ui.web.watch import FEED
from ui.workspace import Workspace

MOST_SHOWN, MOST_CHANGES, RUNS = 200, 200, 50
"""Parties and changes that one call gives, and runs that are looked through for changes."""


class _View:
    """What the view of the watch list calls."""

    def __init__(self, workspace: Workspace, uploads: Path) -> None:
        self._workspace, self._uploads = workspace, uploads
        self._kept, self._jobs = Watching(workspace.directory), Jobs()

    def watch(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """The parties that this user watches (those that have the `words`), and what changed in the last runs."""
        words, user = text(given, "words", longest=300).casefold().split(), user_of(request)
        try:
            here, runs = parties(self._kept, user), last_runs(self._kept, user, RUNS)
        except NoIndex:
            here, runs = [], []
        fitting = [each for each in here if all(word in f"{each.id} {each.party.name}".casefold() for word in words)]
        changes = [(each, change) for each in runs for change in each.changes]
        return {
            "all": len(here), "fitting": len(fitting), "parties": [_party(each) for each in fitting[:MOST_SHOWN]], "feed": FEED,
            "last": runs[0].at.isoformat() if runs else None, "generation": runs[0].generation if runs else 0,
            "changes": [_change(*each) for each in islice(changes, MOST_CHANGES)], "more": max(0, len(changes) - MOST_CHANGES),
        }  # fmt: skip

    def watch_add(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Watches a `party`, or those of an uploaded `file`, or of a table as base64 in `content`, called `name`."""
        writable(self._workspace)
        said: list[str] = []
        if "party" in given:
            added = [typed_party(given["party"])]
        else:
            path, _ = table(given, self._uploads)
            try:
                customers = bounded(read_customers(path, columns(texts(given, "columns", most=50))))
            finally:
                forget(path, self._uploads)
            added, said = from_file(customers)
        new, changed = add_parties(self._kept, user_of(request), added)
        return {
            "new": new,
            "changed": changed,
            "same": len(added) - new - changed,
            "refused": [one_line(line) for line in said[:50]],
        }

    def watch_remove(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Takes parties off the list by their `ids`."""
        writable(self._workspace)
        return {"removed": remove_parties(self._kept, user_of(request), texts(given, "ids"))}

    def watch_run(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Starts screening the list again; gives a job."""
        writable(self._workspace)
        user, index = user_of(request), self._workspace.index()

        def work(tell: object) -> str:
            made = run(index, self._kept, user, cleared=read_cleared(cleared_file(self._workspace.directory)))
            return f"{len(made.changes):,}" if made.changes else ""

        return {"job": self._jobs.start(work).id}

    def watch_job(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """How far a screening is; `changes` is how many there were, at its end."""
        job = self._jobs.get(text(given, "id", longest=64))
        return {"done": job.done, "problem": job.problem, "changes": job.summary or ""}


def watch_calls(workspace: Workspace, uploads: Path) -> list[Call]:
    """The calls of the view of the watch list. `uploads` is the only folder that uploaded files are taken from."""
    view = _View(workspace, uploads)
    made: list[Callable[..., Any]] = [view.watch, view.watch_add, view.watch_remove, view.watch_run, view.watch_job]
    return [guarded(call) for call in made]


def _party(each: WatchedParty) -> dict[str, Any]:
    told = party(each)
    best = told["hits"][0] if told["hits"] else None
    return {
        "id": each.id, "shown": one_line(each.id), "name": one_line(each.party.name), "country": one_line(each.party.country), "screened": told["screened"],
        "party": each.party.model_dump(mode="json"), "hits": len(told["hits"]), "decision": best["decision"] if best else "none",
        "best": one_line(best["entity"]) if best else "", "list": best["list"] if best else "", "score": best["score"] if best else 0,
    }  # fmt: skip


def _change(made: Run, change: Change) -> dict[str, Any]:
    return {
        "at": made.at.isoformat(), "what": change.what, "id": change.id, "name": one_line(change.name), "title": title(change),
        "details": list(details(change)), "hit": hit(0, change.hit),
        "was": [] if change.before is None or change.after is None else hit(0, change.before)["citations"],
    }  # fmt: skip
