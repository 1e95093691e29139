"""A query over the stored records: the records that meet its conditions, list by list, and what the operation makes of them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.query.records import rules
from assistant.query.records.match import loose, meets, states
from assistant.query.records.operations import OPERATIONS, Result, cells_of, keys_of
from assistant.query.records.pairs import on_both
from assistant.query.records.table import Table, table
from assistant.query.terms import countries
from assistant.query.terms.model import Condition, Declined, Query
from index.search import Index
from index.types import Filters
from sources.lists import list_info


def evaluate(index: Index, query: Query, filters: Filters | None = None) -> list[Result] | Declined:
    """What a query finds, one result for each of its lists that is indexed; or why the lists do not tell."""
    results: list[Result] = []
    why = "No list that is indexed here states that."
    for list_id in query.lists:
        shown = table(index, list_id, filters)
        if shown is None:
            if query.named:
                return Declined((), f"The {list_info(list_id).name} is not indexed here.", final=False)
            continue
        found = _of_list(index, query, shown, filters)
        if isinstance(found, Declined):
            if query.named:
                return found
            why = found.why if rules.NEAR_CITED in found.why else why
            continue
        results.append(found)
    return results or Declined((), why, final=False)


def _of_list(index: Index, query: Query, shown: Table, filters: Filters | None) -> Result | Declined:
    conditions = tuple(c for c in query.conditions if not (loose(c) and not states(shown, c)))
    for condition in conditions:
        if not states(shown, condition):
            return Declined(_words_of(condition), _unstated(shown, condition))
    cited = tuple(rules.widened(index, shown, c) for c in conditions)
    records = tuple(r for r in shown.records if meets(r, cited))
    result = Result(query.model_copy(update={"conditions": cited}), shown, records)
    if query.combine and query.other:
        return _combined(index, result, filters)
    silent = _silent(shown, cited, query)
    if not records and (mute := _all_mute(shown, cited)):
        return Declined((), f"No such row of the {shown.info.name} states {_STATED[mute]}.")
    if not records and (unsure := _unsure(shown, cited)):
        return Declined(_words_of(unsure), _nowhere(shown, unsure), final=False)
    if why := _unkeyed(shown, result):
        return Declined((), why)
    timed = any(c.of in ("added", "changed") for c in cited) or query.operation in ("earliest", "latest", "newest")
    timed = timed or query.by in ("year", "month", "rule")
    undated = sum(not r.events for r in shown.records) if timed else 0
    return OPERATIONS[query.operation](replace(result, undated=undated, silent=silent))


_MAY_BE_SILENT = ("country", "address")


def _silent(shown: Table, conditions: Sequence[Condition], query: Query) -> tuple[tuple[str, int], ...]:
    """How many rows that meet all other conditions state no country, or no address, where one is asked for."""
    found = []
    for condition in conditions:
        if condition.of in _MAY_BE_SILENT:
            others = tuple(c for c in conditions if c is not condition)
            found.append((condition.of, _mute(shown, others, condition.of)))
    if query.operation in ("group", "rank") and query.by == "country":
        found.append(("country", _mute(shown, conditions, "country")))
    return tuple((of, many) for of, many in found if many)


def _all_mute(shown: Table, conditions: Sequence[Condition]) -> str:
    """What no row that meets all other conditions states, so that none can meet the last one; empty where some do."""
    for condition in conditions:
        others = tuple(c for c in conditions if c is not condition)
        if condition.of in _MAY_BE_SILENT:
            fitting = sum(meets(r, others) for r in shown.records)
            if fitting and fitting == _mute(shown, others, condition.of):
                return condition.of
    return ""


def _mute(shown: Table, conditions: Sequence[Condition], of: str) -> int:
    rows = (r for r in shown.records if meets(r, conditions))
    return sum(not (countries.of_record(r) if of == "country" else r.all("address")) for r in rows)


def _unkeyed(shown: Table, result: Result) -> str:
    """Why a list cannot be told apart by what is asked for: no row of it states that."""
    query = result.query
    if query.operation in ("earliest", "latest", "newest") or query.by in ("year", "month", "rule"):
        return "" if any(r.events for r in shown.records) else f"The rows of the {shown.info.name} give no dates."
    if query.by is None:
        return ""
    cells = query.by in ("alias", "address") and any(cells_of(result, r) for r in shown.records)
    keyed = cells or any(keys_of(result, r) for r in shown.records)
    return "" if keyed else f"No row of the {shown.info.name} states {_STATED[query.by]}."


_STATED = {
    "added": "when it was added", "changed": "when it was changed", "cited": "a citation", "country": "a country", "footnote": "a footnote",
    "section": "a section of the regulations", "policy": "a license review policy", "exception": "a license requirement",
    "programme": "a programme", "alias": "an alias", "address": "an address", "type": "whether a party is an individual, a vessel or a company",
}  # fmt: skip


def _unstated(shown: Table, condition: Condition) -> str:
    if condition.of in ("added", "changed"):
        return f"The rows of the {shown.info.name} give no dates."
    return f"No row of the {shown.info.name} states {_STATED[condition.of]}."


def _words_of(condition: Condition) -> tuple[str, ...]:
    return (condition.shown,) if condition.of == "type" and condition.shown else ()


def _unsure(shown: Table, conditions: Sequence[Condition]) -> Condition | None:
    """Where no record meets the conditions: the one that may be met under other words than those asked for."""
    for condition in conditions:
        alone = any(meets(r, (condition,)) for r in shown.records)
        if alone:
            continue
        if condition.of in ("name", "address", "programme", "policy", "section", "exception") or (condition.values and condition.of in (
            "added", "changed", "cited")):  # fmt: skip
            return condition
        if condition.of == "country" and not all(
            countries.canonical(c)[1] for r in shown.records for c in countries.of_record(r)
        ):
            return condition
    return None


def _nowhere(shown: Table, condition: Condition) -> str:
    values = " or ".join(condition.values)
    if condition.of in ("added", "changed", "cited"):
        return f"No row of the {shown.info.name} cites {values}{rules.neighbouring_citations(shown, condition)}."
    if condition.of == "country":
        return f"No row of the {shown.info.name} stands under {values} as it is written here."
    if condition.of == "exception":
        return f"No license requirement of the {shown.info.name} names an exception."
    where = {"name": "a name", "address": "an address", "programme": "a programme", "policy": "a license review policy",
             "section": "a reference"}[condition.of]  # fmt: skip
    return f"No row of the {shown.info.name} has “{values}” in {where}."


def _combined(index: Index, result: Result, filters: Filters | None) -> Result | Declined:
    """The records that the other list shows, too, or does not."""
    query = result.query
    other = table(index, query.other or "", filters)
    if other is None:
        return Declined((), f"The {list_info(query.other or '').name} is not indexed here.", final=False)
    if query.operation not in ("list", "count", "exists") or any(
        c.of in ("added", "changed", "cited") for c in query.conditions
    ):
        return Declined((), f"Records of two lists are put together by name alone, not by {query.operation} or by day.")
    pairs = on_both(result.records, other.records)
    if query.combine == "both":
        return replace(result, records=tuple(a for a, _ in pairs), also=tuple(b for _, b in pairs), other=other)
    found = {a.id for a, _ in pairs}
    return replace(result, records=tuple(r for r in result.records if r.id not in found), other=other)


# ------------------------------------------------------------------ operations
