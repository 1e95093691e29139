"""Which columns of a table hold the party, the ground, the day and the list, by their titles; and a table that stands
upright, its titles one below the other, turned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sources.dates import find_date
from sources.document import Document, Span
from sources.reading.names.mentions import mentions
from sources.reading.statements import DateSlot, Slot
from sources.reading.tabular.cell_tables import Rows

PARTY = re.compile(
    r"(?:names? of )?(?:the )?(?:listed )?(?:part(?:y|ies)|entit(?:y|ies)|compan(?:y|ies)|firms?|names?|persons?)", re.I
)
_FOR_WHAT = r"(?: (?:for|of) (?:the )?(?:listing|addition|designation|inclusion))?"
_WHY = r"(?:the )?(?:grounds?|reasons?|basis|rationale|justification)"
OF_LISTING = re.compile(
    rf"{_WHY} (?:for|of) (?:the |its |their |being )?"
    r"(?:listings?|listed|additions?|designations?|inclusion|sanctions|sanctioning|blacklisting)|"
    r"(?:reason|why) (?:it was |they were )?(?:listed|designated|added|sanctioned)"
)
"""A title that says by itself that the parties were listed."""
GROUND = re.compile(rf"{_WHY}{_FOR_WHAT}|{OF_LISTING.pattern}")
_DECIDES = re.compile(r"\b(?:action|status|decision|result|outcome|added|removed|change)\b", re.I)
"""A column by whose cells something else may have been done to a party."""
_DONE = "added|listed|included|inclusion|listing|addition|designation|designated"
_GONE = "removed|removal|deleted|deletion|delisted|delisting"


def _day_title(done: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:effective )?(?:date|day)(?: (?:of )?(?:the )?(?:{done}|action|effect))?|effective(?: on| from| since)?|(?:{done}) (?:on|since|date)",
        re.I,
    )


_DAYS = {"added": _day_title(_DONE), "removed": _day_title(_GONE)}
"""The title of the day on which what the caption says was done to a party."""
_SAYS_DONE = re.compile(rf"\b(?:{_DONE})\b", re.I)
_LIST = re.compile(r"(?:the )?(?:name of )?(?:the )?lists?(?: name)?", re.I)


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of the columns of a table: of the party, of the ground (that of the party once more where the table
    gives none), and, where it has just one of each, of the day of an action and of the list."""

    party: int
    ground: int
    days: dict[str, int | None]
    list: int | None

    def dated(
        self, document: Document, action: str, cells: Sequence[Span | None], otherwise: DateSlot | None
    ) -> DateSlot | None:
        """The day that a row gives to an action; that of the caption where no column is for it, none where its cell is
        not a day."""
        column = self.days.get(action)
        if column is None:
            return otherwise
        cell = cells[column]
        found = find_date(document.text, cell.start, cell.end) if cell else None
        if found is None or cell is None or found.span.start > cell.start + 2:
            return None
        return DateSlot(start=found.span.start, end=found.span.end, value=f"{found.date}", date=found.date)

    def on(self, document: Document, cells: Sequence[Span | None], otherwise: Slot | None) -> Slot | None:
        """The list that a row names; that of the caption where no column is for it, none where its cell names none, or
        several."""
        if self.list is None:
            return otherwise
        cell = cells[self.list]
        return one_list(document, cell) if cell else None


def one_list(document: Document, cell: Span) -> Slot | None:
    """The one list that a cell names."""
    named = [m for m in mentions(document.quote(cell)) if m.kind == "list" and m.value]
    if len({m.value for m in named}) != 1:
        return None
    return Slot(start=cell.start + named[0].start, end=cell.start + named[0].end, value=named[0].value)


def columns(document: Document, head: Sequence[Span | None]) -> Columns | None:
    """What the columns below these titles hold; None where no column is plainly that of the parties."""
    pair = columns_of(document.text, head, PARTY, GROUND) or _parties_alone(document.text, head)
    if pair is None:
        return None
    days = {action: _only(document.text, head, title) for action, title in _DAYS.items()}
    return Columns(*pair, days, _only(document.text, head, _LIST))


def says_done(document: Document, head: Sequence[Span | None], found: Columns) -> Span | None:
    """The title of the column of days, if it says what was done on them and a column says on which list."""
    day = found.days["added"]
    title = head[day] if day is not None and found.list is not None else None
    return title if title and _SAYS_DONE.search(document.quote(title)) else None


def turned(document: Document, table: Rows) -> Rows | None:
    """A table of two columns whose first holds the titles of a party and of its ground, with its titles in one row."""
    if len(table) < 2 or any(len(row) != 2 or None in row for row in table):
        return None
    head = [row[0] for row in table]
    found = columns_of(document.text, head, PARTY, GROUND)
    return [head, [row[1] for row in table]] if found else None


def _only(text: str, head: Sequence[Span | None], title: re.Pattern[str]) -> int | None:
    words = [
        text[cell.start : cell.end].strip("*_: ") if cell and cell not in head[:n] else ""
        for n, cell in enumerate(head)
    ]
    found = [number for number, word in enumerate(words) if title.fullmatch(word)]
    return found[0] if len(found) == 1 else None


def columns_of(
    text: str, head: Sequence[Span | None], first: re.Pattern[str], second: re.Pattern[str]
) -> tuple[int, int] | None:
    """The numbers of the columns whose titles match the two patterns; None unless there is just one title for each. A
    title that reaches over several columns is that of the first of them."""
    words = [
        text[cell.start : cell.end].strip("*_: ").lower() if cell and cell not in head[:number] else ""
        for number, cell in enumerate(head)
    ]
    found = [[number for number, word in enumerate(words) if title.fullmatch(word)] for title in (first, second)]
    return (found[0][0], found[1][0]) if all(len(numbers) == 1 for numbers in found) else None


def _parties_alone(text: str, head: Sequence[Span | None]) -> tuple[int, int] | None:
    """The number of the one column of parties, twice, of a table that gives no grounds, and by no other cell says what
    was done."""
    titles = [text[cell.start : cell.end].strip("*_: ") if cell else "" for cell in head]
    parties = [number for number, title in enumerate(titles) if PARTY.fullmatch(title)]
    if len(parties) != 1 or any(_DECIDES.search(title) for title in titles):
        return None
    return parties[0], parties[0]
