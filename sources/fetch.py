"""Downloads: the official feeds as dated snapshots, and single documents from any public address."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from sources.address import file_name, origin
from sources.downloads import Progress, Run, Snapshot, Tell
from sources.errors import FetchError
from sources.feeds import configured_base, feed_named
from sources.fetch_lists import fetch_lists
from sources.fetch_register import fetch_register
from sources.snapshots import only_one
from sources.transfer import Patience, Transfer

__all__ = ["Fetched", "Progress", "Snapshot", "fetch_document", "fetch_feed"]

LARGEST_DOCUMENT = 64 * 1024 * 1024
"""Bytes of a single document, unpacked."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it came: the file, and the address it was finally read from."""

    path: Path
    url: str


def fetch_feed(
    name: str,
    to: Path,
    *,
    since: datetime.date | None = None,
    base: str | None = None,
    tell: Tell = lambda progress: None,
    today: datetime.date | None = None,
    transfer: Transfer | None = None,
) -> list[Snapshot]:
    """Downloads an official feed into `to/FEED/DAY`, if there is anything new.

    In: the feed's name (`sources.feeds.NAMES`); for the eCFR a day whose state is fetched as well, for the Federal
    Register the first day of publication; the address of a mirror (else that of $WHYLISTED_FEED_BASE, else the agencies'
    own). Out: the snapshots, oldest first. Raises NotFound for a name that is no feed's; FetchError when the download
    failed: it names the address to open by hand, and what has come is kept for the next call.
    """
    feed = feed_named(name)
    today = today or datetime.datetime.now(datetime.UTC).date()
    if since and not feed.history:
        raise FetchError(f"{name} is published as it is today only: leave --since out")
    if since and since > today:
        raise FetchError(f"--since {since} is in the future")
    base = base or configured_base()
    root = to / feed.name
    transfer = transfer or Transfer(only_https=True, trusted=frozenset({origin(base)} if base else ()))
    with transfer, only_one(root):
        run = Run(feed, root, base, today, transfer, tell)
        try:
            return [fetch_register(run, since)] if feed.search else fetch_lists(run, since)
        except FetchError as error:
            week_ago = today - datetime.timedelta(days=7)  # a day that is sure to be published
            by_hand = feed.by_hand.format(day=week_ago)
            raise FetchError(f"{name}: {error}. By hand: save {by_hand} and `whylisted add` the file") from None


def fetch_document(
    url: str,
    to: Path,
    *,
    allow_private: bool = False,
    max_bytes: int = LARGEST_DOCUMENT,
    transfer: Transfer | None = None,
) -> Fetched:
    """Downloads one document into the folder `to`, as `HOST/NAME` with a suffix that fits its media type.

    In: the address; whether hosts inside private networks are allowed; the most bytes. Raises FetchError for addresses
    that are not opened (see `sources.address`), no network, a status other than 200, media types that are not read, and
    documents that are too large.
    """
    to.mkdir(parents=True, exist_ok=True)
    place = to / ".document"
    patience = Patience(tries=3, longest_wait=20.0, read=30.0, whole=300.0)
    with transfer or Transfer(allow_private=allow_private, patience=patience) as own:
        got = own.get(url, place, largest=max_bytes, accept=file_name)
    path = to / file_name(got.url, got.media)
    path.parent.mkdir(parents=True, exist_ok=True)
    return Fetched(place.replace(path), got.url)
