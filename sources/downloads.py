"""One run of a download: what is fetched, where it is kept, how far it is, and what came of it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sources.arrived import Form, check_arrived
from sources.feed import Feed
from sources.feeds import at_base
from sources.partial import Got
from sources.snapshots import NOTE, Kept, write_json
from sources.transfer import Known, Transfer


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is: of which file (or search), in which unit; `of` is None where nobody knows."""

    what: str
    done: int
    of: int | None
    unit: str


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a feed gave: the folder and day of the snapshot, and the files in it. `unchanged`: nothing was new, and folder and
    files are those of the newest snapshot that was there already. `warnings`: what could not be had."""

    feed: str
    day: datetime.date
    folder: Path
    files: tuple[Path, ...] = ()
    unchanged: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A download of one feed into `root`; `base` is the address of a mirror, `today` the day on which it runs."""

    feed: Feed
    root: Path
    base: str | None
    today: datetime.date
    transfer: Transfer
    tell: Tell

    def get(
        self,
        url: str,
        to: Path,
        form: Form,
        *,
        known: dict[str, Any] | None = None,
        may_miss: bool = False,
        quiet: bool = False,
    ) -> Got:
        """Downloads one file of the feed, asking only for something newer than `known` (an entry of a snapshot's note).
        Raises FetchError."""
        return self.transfer.get(
            at_base(url, self.base),
            to,
            largest=self.feed.largest,
            known=Known(known.get("etag"), known.get("modified")) if known else None,
            pause=self.feed.pause,
            may_miss=may_miss,
            verify=lambda path, got: check_arrived(path, form, url),
            tell=lambda done, of: None if quiet else self.tell(Progress(to.name, done, of, "bytes")),
        )

    def unchanged(self, last: Kept) -> Snapshot:
        """Says that the last snapshot is still what is published, and notes that this was looked up today."""
        write_json(last.folder / NOTE, last.note | {"checked": self.today.isoformat()})
        files = tuple(last.folder / str(entry["name"]) for entry in last.note.get("files", ()))
        return Snapshot(self.feed.name, last.day, last.folder, files, unchanged=True)


def entry(name: str, url: str, got: Got) -> dict[str, Any]:
    """What a snapshot's note says of one file."""
    return {
        "name": name, "url": url, "bytes": got.size, "sha256": got.sha256, "etag": got.etag, "modified": got.modified,
        "media": got.media,
    }  # fmt: skip


def retrieved() -> dict[str, str]:
    """The time of a download, for a snapshot's note."""
    return {"retrieved": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")}
