"""Pages of the Federal Register near one that is cited: a rule is cited by its first page, or by that on which its text begins."""

from collections.abc import Sequence

from assistant.query.records.table import Table, here, table
from assistant.records.rows import plural
from assistant.say.dates import said_date
from assistant.say.parts import Part
from index.search import Index
from sources.document import Record, RecordEvent

FAR, MOST, SHOWN = 40, 2, 2
"""Pages between two that may be of one rule; pages that are named; rows of each that are cited."""


def neighbouring_pages(index: Index, citation: str) -> list[Part]:
    """The pages nearest to a citation (`88 FR 12345`) by which rows of lists were added or changed, each with its day, how many
    rows cite it, and the first of these; none where no row cites a page near it."""
    volume, _, page = citation.partition(" FR ")
    if not page.isdigit():
        return []
    found: dict[int, list[tuple[Table, Record, RecordEvent]]] = {}
    for list_id in here(index):
        shown = table(index, list_id, None)
        for record in shown.records if shown else ():
            for event in record.events:
                other, _, its = (event.citation or "").partition(" FR ")
                if other == volume and its.isdigit() and 0 < abs(int(its) - int(page)) <= FAR:
                    assert shown is not None
                    found.setdefault(int(its), []).append((shown, record, event))
    nearest = sorted(found, key=lambda p: (abs(p - int(page)), p))[:MOST]
    return [_part(index, f"{volume} FR {each}", found[each]) for each in nearest]


def _part(index: Index, citation: str, rows: Sequence[tuple[Table, Record, RecordEvent]]) -> Part:
    lists = {t.info.short for t, _, _ in rows}
    names = "; ".join(dict.fromkeys(record.name for _, record, _ in rows[:SHOWN]))
    more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    text = (
        f"A page near it that rows cite is {citation}, of {said_date(rows[0][2].date)}: {len(rows)} {plural('row', rows)} of the "
        f"{' and the '.join(sorted(lists))}, such as {names}{more}."
    )
    evidence = [e for shown, record, event in rows[:SHOWN] for e in shown.row(index, record).cite(event)]
    return Part(text, tuple(dict.fromkeys(evidence)))
