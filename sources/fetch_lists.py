"""Feeds that are a fixed set of files: a snapshot has all of them, or is not made."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from sources.downloads import Run, Snapshot, entry, retrieved
from sources.errors import FetchError
from sources.list_days import stale_day
from sources.snapshots import NOTE, discard, kept, publish, read_json, unfinished, write_json


def fetch_lists(run: Run, since: datetime.date | None) -> list[Snapshot]:
    """The newest state, and where a day is given the state on that day as well. Raises FetchError."""
    return [_fetch_day(run, day) for day in _days(run, since)]


def _days(run: Run, since: datetime.date | None) -> list[datetime.date]:
    """The days whose state is to be fetched: today, or the newest that is published where addresses carry a day."""
    newest = run.feed.newest
    if newest is None:
        return [run.today]
    place = run.root / ".newest.json"
    run.get(newest, place, "json", quiet=True)
    titles = (read_json(place) or {}).get("titles")
    place.unlink(missing_ok=True)
    rows = [row for row in titles if isinstance(row, dict)] if isinstance(titles, list) else []
    said = next((row.get("up_to_date_as_of") for row in rows if row.get("number") == 15), None)
    try:
        day = datetime.date.fromisoformat(str(said))
    except ValueError:
        raise FetchError(f"{newest} does not say up to which day title 15 is published") from None
    return sorted({day, min(since, day)} if since else {day})


def _fetch_day(run: Run, day: datetime.date) -> Snapshot:
    """The state on a day, with a warning for each file that says of itself that it is an old list: an address that was given up
    often goes on answering. Such a file is named by the day that it is of, so that it is never taken for the list of today."""
    before = [snapshot for snapshot in kept(run.root) if snapshot.day <= day]
    last = before[-1] if before else None
    if run.feed.newest and last and last.day == day:
        return run.unchanged(last)  # what was in force on a day that is published does not change any more
    work, note = unfinished(run.root, {"feed": run.feed.name, "day": day.isoformat()})
    have: dict[str, dict[str, Any]] = {known["name"]: known for known in note.get("files", ())}
    warnings = []
    for file in run.feed.files:
        name, url = file.name.format(day=day), file.url.format(day=day)
        if name in have and (work / name).is_file():
            continue
        known = last.file(url) if last else None
        got = run.get(url, work / name, file.form, known=known, may_miss=file.optional)
        if got.missing:
            warnings.append(f"{url} is not there")
        elif got.unchanged and known and last:
            shutil.copyfile(last.folder / known["name"], work / name)
            have[name] = known | {"name": name}
        else:
            dated = file.name.format(day=stale_day(work / name, file.form, day) or day)
            have[name] = entry((work / name).replace(work / dated).name, url, got)
        note["files"] = list(have.values())
        write_json(work / NOTE, note)
    if last and _sums(last.note) == _sums(note):
        discard(run.root)
        return replace(run.unchanged(last), warnings=_old(run, last.folder, day))
    folder = publish(run.root, day, note | retrieved())
    files = tuple(folder / known["name"] for known in have.values())
    return Snapshot(run.feed.name, day, folder, files, warnings=(*warnings, *_old(run, folder, day)))


def _old(run: Run, folder: Path, day: datetime.date) -> tuple[str, ...]:
    """A warning for each file of a snapshot that is an old list."""
    known = {kept["url"]: folder / kept["name"] for kept in (read_json(folder / NOTE) or {}).get("files", ())}
    found = []
    for file in run.feed.files:
        url = file.url.format(day=day)
        old = stale_day(known[url], file.form, day) if url in known else None
        if old is not None:
            found.append(
                f"{url} gives a list of {old}, which is {(day - old).days} days old: its keeper may publish it elsewhere by now"
            )
    return tuple(found)


def _sums(note: dict[str, Any]) -> list[str]:
    return sorted(str(file.get("sha256")) for file in note.get("files", ()))
