"""Reconciliation queries: names and properties in, listed parties that may be meant out."""

import datetime
from collections.abc import Mapping

from assistant.records.rows import Row, rows_by_id
from assistant.screening import Counterparty, Thresholds, counterparty, screen
from assistant.screening.customers.columns import Meaning
from assistant.screening.customers.party import Screened, ScreeningHit
from index.search import Index
from ui.reconcile.models import MOST_CANDIDATES, Candidate, Feature, Query, Result
from ui.reconcile.parties import BY_ID, PARTY, described, id_of, rows_of, type_named
from ui.safe import one_line
from ui.screening.requests import TURNS

_MEANING: dict[str, Meaning] = {"country": "country", "identifier": "identifier", "birth": "birth", "alias": "alias"}


def reconciled(index: Index, queries: Mapping[str, Query]) -> dict[str, Result]:
    """The results by the names of the queries."""
    with TURNS.turn(), index.reading():
        parties = [_party(number, query) for number, query in enumerate(queries.values(), 1)]
        # Candidates are narrowed by type afterwards: so all are taken, and cut to the limit then.
        found = list(screen(index, parties, Thresholds(hits=MOST_CANDIDATES), datetime.date.today()))
        rows = {row.record.id: row for row in rows_by_id(index, {hit.record for one in found for hit in one.hits})}
        named = rows_of(index, (query.query.strip() for query in queries.values()))
        return {
            key: _result(query, one, rows, named.get(query.query.strip()))
            for (key, query), one in zip(queries.items(), found, strict=True)
        }


def _party(number: int, query: Query) -> Counterparty:
    values: dict[Meaning, list[str]] = {"name": [query.query]}
    for given in query.properties:
        if (known := BY_ID.get(given.pid)) is not None and known.asked:
            values.setdefault(_MEANING[given.pid], []).extend(given.texts())
    if countries := values.get("country"):
        values["country"] = ["; ".join(countries)]
    return counterparty(number, values)


def _result(query: Query, found: Screened, rows: Mapping[str, Row], named: Row | None) -> Result:
    made = [_candidate(hit, rows[hit.record]) for hit in found.hits if hit.record in rows]
    if named is not None:  # the query is an identifier of ours
        made = [_itself(named), *(one for one in made if one.id != id_of(named))]
    types = query.types - {PARTY.id}
    fitting = [one for one in made if not types or one.type[0].id in types]
    return Result(result=tuple(fitting[: min(query.limit, MOST_CANDIDATES)]))


def _candidate(hit: ScreeningHit, row: Row) -> Candidate:
    facts = {fact.fact.replace(" ", "_"): fact.verdict == "agrees" for fact in hit.facts}
    features = (
        Feature(id="score", value=hit.score),
        *(Feature(id=fact, value=agrees) for fact, agrees in facts.items()),
    )
    return Candidate(
        id=id_of(row), name=one_line(hit.entity), description=one_line(f"{described(row)}; {hit.how}"), type=(type_named(row),),
        score=round(100 * hit.score, 1), features=features, match=hit.decision == "match",
    )  # fmt: skip


def _itself(row: Row) -> Candidate:
    return Candidate(
        id=id_of(row), name=one_line(row.record.name), description=described(row), type=(type_named(row),), score=100.0,
        features=(Feature(id="identifier_of_the_row", value=True),), match=True,
    )  # fmt: skip
