"""Screening: every row of a customer file against all listed names of an index.

    names -> candidates -> compared word by word -> who bears them -> other facts -> decision, with citations

Rows go through in blocks, so that memory does not grow with the file.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.records.rows import Row, rows_by_id
from assistant.screening.cleared import Clearing, Key, settled
from assistant.screening.customers.party import Counterparty, Screened, ScreeningHit, Thresholds
from assistant.screening.facts import Found, compared, squashed, telling
from assistant.screening.hits import over, screening_hit
from assistant.screening.judge import judged
from assistant.screening.names.how import how
from assistant.screening.names.match import FormHit, Matcher
from assistant.screening.since import changed_records, is_new
from index.name_pool import Use
from index.search import Index

BLOCK = 256
_MOST_FORMS, _MOST_ROWS = 40, 60
"""Listed names, and listed rows, that are looked at for one row of the file."""
_BELOW = 0.05
"""A name may be so much below the threshold and still be lifted over it by other facts."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """The name of a record that fits best, and how: None for one that is found by a number alone."""

    score: float
    asked: str
    use: Use | None
    form: FormHit | None


@dataclass(frozen=True, slots=True)
class _Run:
    """What stays the same for all rows: the index, the names, who states which number, and what is asked for."""

    index: Index
    matcher: Matcher
    numbers: Mapping[str, Sequence[str]]
    limits: Thresholds
    today: datetime.date
    since: datetime.date | None
    changed: frozenset[str]
    cleared: Mapping[Key, Clearing]


def screen(
    index: Index, parties: Sequence[Counterparty], limits: Thresholds | None = None, today: datetime.date | None = None,
    since: datetime.date | None = None, cleared: Mapping[Key, Clearing] | None = None,
) -> Iterator[Screened]:  # fmt: skip
    """Screens counterparties against the newest state of every list in the index, in order.

    Args:
        index: the index; what is read is of one generation.
        parties: rows of a customer file (`read_customers`).
        limits: from which scores on a row is a match or a possible one.
        today: the day by which a listing has ended or not (the present day by default).
        since: screens only against rows that came or changed on that day or later.
        cleared: pairs that somebody cleared (`read_cleared`): they do not count for the decision.
    """
    limits, today = limits or Thresholds(), today or datetime.date.today()
    with index.reading():
        changed = changed_records(index, since) if since else frozenset()
        run = _Run(
            index, Matcher(index.names.pool()), _holders(index, parties), limits, today, since, changed, cleared or {}
        )
        for start in range(0, len(parties), BLOCK):
            yield from _block(run, parties[start : start + BLOCK])


def _block(run: _Run, parties: Sequence[Counterparty]) -> Iterator[Screened]:
    """Some rows: the forms that their names may be, then who bears these, then the rows of the lists, all at once."""
    names = [(at, name) for at, party in enumerate(parties) for name in party.names]
    least = max(0.0, run.limits.possible - _BELOW)
    forms: dict[int, list[tuple[str, FormHit]]] = defaultdict(list)
    for (at, name), hits in zip(names, run.matcher.match([name for _, name in names], least), strict=True):
        forms[at] += [(name, hit) for hit in hits[:_MOST_FORMS]]
    bearers: dict[int, list[Use]] = defaultdict(list)
    for use in run.index.names.uses([hit.form for found in forms.values() for _, hit in found]):
        bearers[use.form].append(use)
    fits = [_fits(party, forms[at], bearers, run.numbers) for at, party in enumerate(parties)]
    wanted = dict.fromkeys(record for found in fits for record in found)
    rows = {row.record.id: row for row in rows_by_id(run.index, wanted)}
    if run.since is not None:
        rows = {record: row for record, row in rows.items() if is_new(row, run.since, run.changed)}
    for party, found in zip(parties, fits, strict=True):
        yield _screened(run, party, found, rows)


def _fits(
    party: Counterparty, forms: Sequence[tuple[str, FormHit]], bearers: Mapping[int, Sequence[Use]], numbers: Mapping[str, Sequence[str]]
) -> dict[str, _Fit]:  # fmt: skip
    """The records that may be meant, each with the name that fits best; the surest of them."""
    best: dict[str, _Fit] = {}
    for name, hit in forms:
        for use in bearers[hit.form]:
            known = best.get(use.record)
            if known is None or (hit.score, use.role == "name") > (
                known.score,
                known.use is not None and known.use.role == "name",
            ):
                best[use.record] = _Fit(hit.score, name, use, hit)
    for number in party.identifiers:
        for record in numbers.get(squashed(number), ()):
            best.setdefault(record, _Fit(0.0, party.names[0] if party.names else "", None, None))
    kept = sorted(best, key=lambda record: (best[record].use is not None, -best[record].score, record))[:_MOST_ROWS]
    return {record: best[record] for record in kept}


def _screened(run: _Run, party: Counterparty, fits: Mapping[str, _Fit], rows: Mapping[str, Row]) -> Screened:
    """The row with its hits, the surest first; one without a name and a number was not screened."""
    name, limits = party.names[0] if party.names else "", run.limits
    if not party.names and not any(telling(n) for n in party.identifiers):
        problems = party.problems or ("it has no name",)
        return Screened(id=party.id, row=party.number, name=name, decision=None, problems=problems)
    found = (_hit(run, party, fit, rows[record]) for record, fit in fits.items() if record in rows)
    row = Screened(id=party.id, row=party.number, name=name, decision="none", problems=party.problems)
    return settled(row, [hit for hit in found if hit], run.cleared, limits)


def _hit(run: _Run, party: Counterparty, fit: _Fit, row: Row) -> ScreeningHit | None:
    """The listed row, if it may be the counterparty after everything that is known."""
    found: list[Found] = compared(party, row)
    role = fit.use.role if fit.use else "name"
    letters = len(fit.form.asked.key) if fit.form else len(row.record.name)
    score = judged(fit.score, role, letters, found, over(row, run.today), run.limits)
    if score < run.limits.possible:
        return None
    if fit.use is None or fit.form is None:
        why = "found by a number that agrees; the names are not alike"
        return screening_hit(row, row.record.name, why, found, score, run.limits, run.today)
    why = how(fit.form, role, fit.asked, fit.use.name)
    return screening_hit(row, fit.use.name, why, found, score, run.limits, run.today)


def _holders(index: Index, parties: Sequence[Counterparty]) -> dict[str, list[str]]:
    """The records that state a number which a row of the file has; nothing is read where no row has one."""
    asked = {squashed(number) for party in parties for number in party.identifiers if telling(number)}
    out: dict[str, list[str]] = defaultdict(list)
    if asked:
        for record, number in index.numbers():
            key = squashed(number)
            if key in asked and record not in out[key]:
                out[key].append(record)
    return {key: records for key, records in out.items() if len(records) <= _MOST_ROWS}
