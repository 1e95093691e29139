"""A listed row that a counterparty may be, told with its citations: why it fits, since when it is listed, under what, and why."""

import datetime
from collections.abc import Sequence

from assistant.answer import Citation, CitedPassage
from assistant.records.ended import end_of, last_day
from assistant.records.rows import Row, cited, said_agency
from assistant.say.compose import cited_document
from assistant.say.dates import said_date
from assistant.say.parts import Evidence
from assistant.say.wording import clipped, plain
from assistant.screening.cleared import state_of
from assistant.screening.customers.party import Compared, Dates, ScreeningHit, Thresholds
from assistant.screening.facts import Found
from sources.document import Fact, Field, RecordEvent

REASON = 60
"""Words of a reason that are shown; its citation has all of it."""
_MOST_PROGRAMMES = 4
_MOST_PIECES = 3


class Citations:
    """The citations of one hit, numbered from 1; the same span keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.made: list[Citation] = []

    def add(self, evidence: Sequence[Evidence]) -> tuple[int, ...]:
        """The numbers of these pieces of evidence."""
        return tuple(self._number(piece) for piece in evidence if piece.quote.strip())

    def _number(self, piece: Evidence) -> int:
        key = (piece.document.id, piece.start, piece.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.made) + 1
            self.made.append(Citation(
                number=self._numbers[key], quote=piece.quote, start=piece.start, end=piece.end,
                passage=CitedPassage(id=piece.passage_id, start=piece.passage_start, end=piece.passage_end),
                document=cited_document(piece.document),
            ))  # fmt: skip
        return self._numbers[key]


def dates_of(row: Row) -> tuple[Dates, tuple[RecordEvent | Field, ...]]:
    """When a listing began, last changed and ended, and the cells that say so. A day on which it is to end is told with
    the reader's day in `over`."""
    events = {
        action: [e for e in row.record.events if e.action == action] for action in ("added", "changed", "removed")
    }
    added = events["added"][0] if events["added"] else None
    changed = events["changed"][-1] if events["changed"] else None
    removed = events["removed"][-1] if events["removed"] else None
    end = last_day(row.record)
    ended: RecordEvent | Field | None = removed or (end[1] if end else None)
    day = removed.date if removed else end[0] if end else None
    dates = Dates(added=added.date if added else None, changed=changed.date if changed else None, ended=day)
    return dates, tuple(cell for cell in (added, changed, ended) if cell is not None)


def over(row: Row, today: datetime.date) -> bool:
    """Whether a listing has ended by that day."""
    ended, end = dates_of(row)[0].ended, end_of(row.record, today)
    return (ended is not None and ended < today) or (end is not None and end.standing == "over")


def screening_hit(
    row: Row, matched: str, how: str, found: Sequence[Found], score: float, limits: Thresholds, today: datetime.date
) -> ScreeningHit:
    """One listed row as it is told of."""
    record = row.record
    citations = Citations()
    names = (*record.all("name"), *record.all("alias"), *record.all("weak_alias"))
    citations.add(row.cite(next((f for f in names if f.value == matched), None)))
    facts = tuple(_compared(row, each, citations) for each in found)
    dates, cells = dates_of(row)
    programmes, pieces = record.all("programme"), record.all("reason")[:_MOST_PIECES]
    citations.add(row.cite(*cells, *programmes[:_MOST_PROGRAMMES], *pieces))
    reason = clipped(" ".join(plain(f.value) for f in pieces), REASON) if pieces else None
    named = tuple(dict.fromkeys(f.value for f in programmes))
    return ScreeningHit(
        entity=record.name, list_id=row.info.id, list=row.info.name, authority=said_agency(row.info.bureau or row.info.agency),
        record=record.id, decision=limits.decide(score), score=score, matched=matched, how=how, facts=facts, dates=dates,
        programmes=named, reason=reason, line=_line(row, dates, named, reason, today), state=state_of(row), citations=tuple(citations.made),
    )  # fmt: skip


def _compared(row: Row, found: Found, citations: Citations) -> Compared:
    numbers = citations.add(_shown(row, found.cell)) if found.cell is not None else ()
    return Compared(fact=found.fact, verdict=found.verdict, asked=found.asked, listed=found.listed, citations=numbers)


def _shown(row: Row, cell: Field | Fact) -> tuple[Evidence, ...]:
    """The cell inside its row; one outside of it (a country heading above) is shown itself."""
    record = row.record
    if record.start <= cell.start and cell.end <= record.end:
        return row.cite(cell)
    return (Evidence(row.document, cell.start, cell.end, record.id, record.start, record.end),)


def _line(row: Row, dates: Dates, programmes: Sequence[str], reason: str | None, today: datetime.date) -> str:
    """The list with date, programme and reason in one line."""
    parts = [row.info.name]
    if dates.added:
        event = next(e for e in row.record.events if e.action == "added")
        parts.append(f"since {said_date(dates.added)}{cited(row.document.text, event)}")
    elif dates.changed:
        parts.append(f"changed on {said_date(dates.changed)}")
    else:
        parts.append("its row gives no date")
    if dates.ended:
        parts.append(f"{'ended on' if dates.ended < today else 'until'} {said_date(dates.ended)}")
    if row.info.closed:
        parts.append(f"its keeper closed this list on {said_date(row.info.closed)}")
    if programmes:
        more = f" and {len(programmes) - _MOST_PROGRAMMES} more" if len(programmes) > _MOST_PROGRAMMES else ""
        parts.append(f"programme {', '.join(programmes[:_MOST_PROGRAMMES])}{more}")
    if row.document.snapshot:
        parts.append(f"list of {said_date(row.document.snapshot)}")
    said = f"reason: “{reason}”" if reason else "the row gives no reason"
    return "; ".join([*parts, said])
