"""How an answer speaks of a party on several lists: where it is, since when, under which act, in short words with their rows."""

from collections.abc import Iterable, Sequence

from assistant.across.parties import Party
from assistant.answer import Claim
from assistant.question.understand import Question
from assistant.records.ended import end_cells, ended, within
from assistant.records.record_sentences import by
from assistant.records.rows import YEAR, Row, join
from assistant.say.dates import said_date
from assistant.say.parts import Evidence
from sources.document import Field, RecordEvent
from sources.lists import WORLD

ACT = 14
"""A legal basis or programme of more words is not said beside a list."""


def first_event(rows: Sequence[Row]) -> tuple[Row, RecordEvent] | None:
    """The first dated listing of rows."""
    dated = [(row, event) for row in rows if (event := row.record.added())]
    return min(dated, key=lambda pair: pair[1].date, default=None)


def by_list(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows list by list, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.info.id, []).append(row)
    return list(found.values())


def listed(rows: Sequence[Row], question: Question) -> tuple[str, tuple[Evidence, ...]]:
    """The listing of a party on one list: `the UK Sanctions List since 2 March 2022, under The … Regulations`, with its rows."""
    first, act = first_event(rows), act_of(rows[0])
    row = first[0] if first else rows[0]
    since = f" since {said_date(first[1].date)}{by(row, first[1])}" if first else ""
    under = f", under {act.value}" if act else ""
    text = f"the {row.info.name}{since}{under}{within(row, question)}"
    evidence = [
        e
        for r in rows[:MOST_ROWS]
        for e in (r.cite(first[1] if first else None, act, *end_cells(r, question)) if r is row else r.cite())
    ]
    return text, tuple(dict.fromkeys(evidence))


MOST_ROWS = 3
"""Rows of one list that are cited."""


def act_of(row: Row) -> Field | None:
    """The act under which a list names a party: the legal basis that another authority than those of the United States gives, else
    the programme, if it is one."""
    basis = row.record.all("basis") if row.info in WORLD else ()
    programmes = row.record.all("programme")
    cells = (*basis, *(programmes if len(programmes) == 1 or row.info in WORLD else ()))
    return next((f for f in cells if len(f.value.split()) <= ACT), None)


def claims(party: Party, rows: Iterable[Row], asked: str, question: Question) -> tuple[Claim, ...]:
    """That a party stands on the lists of rows, as claims."""
    sure = party.match.how not in ("part", "near") and not party.match.weak
    names = tuple(dict.fromkeys((party.name, *([asked] if sure else []))))
    return tuple(
        Claim(
            names=names,
            list=group[0].info.id,
            holds="over" if all(ended(r, question) for r in group) else "yes",
            as_of=group[0].document.snapshot,
        )
        for group in by_list(tuple(rows))
    )


def copies(rows: Sequence[Row], question: Question) -> str:
    """Of which days the copies of lists are that rows stand in, and which have no date or are older than a year."""
    dated = {row.info.id for row in rows if row.document.snapshot is not None}
    undated = dict.fromkeys(row.info.short for row in rows if row.info.id not in dated)
    old = dict.fromkeys(
        f"{row.info.short} of {said_date(row.document.snapshot)}"
        for row in rows
        if row.document.snapshot is not None and (question.day - row.document.snapshot).days > YEAR
    )
    said = []
    if undated:
        said.append(
            f"the copy here of the {join(undated)} has no date"
            if len(undated) == 1
            else f"the copies here of the {join(undated)} have no date"
        )
    if old:
        said.append(f"the {join(old)} {'is' if len(old) == 1 else 'are'} older than a year")
    return "; ".join(said)
