"""What is known of one official download: its files or its search, and how the publisher wants to be asked."""

from dataclasses import dataclass

from sources.arrived import Form

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class FeedFile:
    """One file of a feed. `{day}` in address and name stands for the snapshot's day (YYYY-MM-DD): readers take the day
    from the name. `optional` files may be missing at the publisher's."""

    url: str
    name: str
    form: Form
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A search that is answered in pages, each naming the next; each result is a document with a text of its own."""

    url: str
    query: tuple[tuple[str, str], ...]
    since: str
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Feed:
    """One official download.

    `by_hand`: the address that a person opens when the program cannot ({day} as above). `newest`: the address that says
    which day is the newest, for feeds whose addresses carry a day. `pause`: seconds between requests. `largest`: bytes.
    `history`: whether an earlier day (or a first day) can be asked for.
    """

    name: str
    title: str
    by_hand: str
    lists: tuple[str, ...]
    files: tuple[FeedFile, ...] = ()
    search: Search | None = None
    newest: str | None = None
    history: bool = False
    pause: float = 0.25
    largest: int = 100 * MEGABYTE
