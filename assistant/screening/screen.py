"""Screening: every row of a customer file against all listed names of an index.

    names -> candidates -> compared word by word -> who bears them -> other facts -> decision, with citations

Rows go through in blocks, so that memory does not grow with the file.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.rows import Row, rows_by_id
from assistant.screening.facts import Found, compared, squashed, telling
from assistant.screening.hits import over, told
from assistant.screening.how import how
from assistant.screening.judge import judged
from assistant.screening.match import FormHit, Matcher
from assistant.screening.party import Counterparty, Screened, ScreeningHit, Thresholds
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


def screen(
    index: Index, parties: Sequence[Counterparty], limits: Thresholds | None = None, today: datetime.date | None = None
) -> Iterator[Screened]:
    """Screens counterparties against the newest state of every list in the index, in order.

    Args:
        index: the index; what is read is of one generation.
        parties: rows of a customer file (`read_customers`).
        limits: from which scores on a row is a match or a possible one.
        today: the day by which a listing has ended or not (the present day by default).
    """
    limits, today = limits or Thresholds(), today or datetime.date.today()
    with index.reading():
        pool = index.names.pool()
        numbers = _holders(index, parties)
        matcher = Matcher(pool)
        for start in range(0, len(parties), BLOCK):
            yield from _block(index, matcher, parties[start : start + BLOCK], numbers, limits, today)


def _block(
    index: Index, matcher: Matcher, parties: Sequence[Counterparty], numbers: Mapping[str, Sequence[str]], limits: Thresholds, today: datetime.date
) -> Iterator[Screened]:  # fmt: skip
    names = [(at, name) for at, party in enumerate(parties) for name in party.names]
    least = max(0.0, limits.possible - _BELOW)
    forms: dict[int, list[tuple[str, FormHit]]] = defaultdict(list)
    for (at, name), hits in zip(names, matcher.match([name for _, name in names], least), strict=True):
        forms[at] += [(name, hit) for hit in hits[:_MOST_FORMS]]
    bearers: dict[int, list[Use]] = defaultdict(list)
    for use in index.names.uses([hit.form for found in forms.values() for _, hit in found]):
        bearers[use.form].append(use)
    fits = [_fits(party, forms[at], bearers, numbers) for at, party in enumerate(parties)]
    rows = {row.record.id: row for row in rows_by_id(index, dict.fromkeys(r for found in fits for r in found))}
    for party, found in zip(parties, fits, strict=True):
        yield _screened(party, found, rows, limits, today)


def _fits(
    party: Counterparty, forms: Sequence[tuple[str, FormHit]], bearers: Mapping[int, Sequence[Use]], numbers: Mapping[str, Sequence[str]]
) -> dict[str, _Fit]:  # fmt: skip
    """The records that may be meant, each with the name that fits best; the surest of them."""
    best: dict[str, _Fit] = {}
    for name, hit in forms:
        for use in bearers[hit.form]:
            known = best.get(use.record)
            if known is None or (hit.score, use.role == "name") > (known.score, known.use is not None and known.use.role == "name"):
                best[use.record] = _Fit(hit.score, name, use, hit)
    for number in party.identifiers:
        for record in numbers.get(squashed(number), ()):
            best.setdefault(record, _Fit(0.0, party.names[0] if party.names else "", None, None))
    kept = sorted(best, key=lambda record: (best[record].use is not None, -best[record].score, record))[:_MOST_ROWS]
    return {record: best[record] for record in kept}


def _screened(
    party: Counterparty, fits: Mapping[str, _Fit], rows: Mapping[str, Row], limits: Thresholds, today: datetime.date
) -> Screened:
    name = party.names[0] if party.names else ""
    if not party.names and not any(telling(n) for n in party.identifiers):
        return Screened(id=party.id, row=party.number, name=name, decision=None, problems=party.problems or ("it has no name",))
    hits: list[ScreeningHit] = []
    for record, fit in fits.items():
        if record in rows and (hit := _hit(party, fit, rows[record], limits, today)):
            hits.append(hit)
    hits.sort(key=lambda hit: (-hit.score, hit.list, hit.entity, hit.record))
    score = hits[0].score if hits else 0.0
    return Screened(
        id=party.id, row=party.number, name=name, decision=limits.decide(score), score=score, hits=tuple(hits[: limits.hits]),
        more=max(0, len(hits) - limits.hits), problems=party.problems,
    )  # fmt: skip


def _hit(party: Counterparty, fit: _Fit, row: Row, limits: Thresholds, today: datetime.date) -> ScreeningHit | None:
    """The listed row, if it may be the counterparty after everything that is known."""
    found: list[Found] = compared(party, row)
    role = fit.use.role if fit.use else "name"
    letters = len(fit.form.asked.squash) if fit.form else 0
    score = judged(fit.score, role, letters or 99, found, over(row, today), limits)
    if score < limits.possible:
        return None
    if fit.use is None or fit.form is None:
        return told(row, row.record.name, "found by a number that agrees; the names are not alike", found, score, limits, today)
    return told(row, fit.use.name, how(fit.form, role, fit.asked, fit.use.name), found, score, limits, today)


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
