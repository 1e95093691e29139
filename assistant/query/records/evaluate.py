"""A query over the stored records: the records that meet its conditions, list by list, and what the operation makes of them."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.query.records import rules
from assistant.query.records.match import events_of, loose, meets, states
from assistant.query.records.pairs import on_both
from assistant.query.records.table import Table, table
from assistant.query.terms import countries
from assistant.query.terms.model import Condition, Declined, Query
from index.search import Index
from index.types import Filters
from sources.document import Record, RecordEvent
from sources.lists import list_info


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found on one list. `records` are those that meet the conditions, in the order of the list; `chosen` those
    that the operation picks of them; `groups` are keys with their counts; `also` are the records on the other list, one for
    each of `records`; `undated` counts the rows that give no date where one is asked for, `silent` those that would do but state nothing of
    what a condition, or the key of a group, asks (`country`)."""

    query: Query
    table: Table
    records: tuple[Record, ...]
    chosen: tuple[Record, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    also: tuple[Record, ...] = ()
    undated: int = 0
    silent: tuple[tuple[str, int], ...] = ()
    other: Table | None = None


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
    return _OPERATIONS[query.operation](replace(result, undated=undated, silent=silent))


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
    cells = query.by in ("alias", "address") and any(_cells(result, r) for r in shown.records)
    keyed = cells or any(_keys(result, r) for r in shown.records)
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


def _all(result: Result) -> Result:
    return result


def _of_day(pick: Callable[[list[datetime.date]], datetime.date]) -> Callable[[Result], Result]:
    """The records that were added on the first or the last day."""

    def chosen(result: Result) -> Result:
        condition = result.query.only("changed") or Condition(of="added")
        days = {r.id: [e.date for e in events_of(r, condition)] for r in result.records}
        every = [day for found in days.values() for day in found]
        if not every:
            return result
        day = pick(every)
        return replace(
            result,
            chosen=tuple(r for r in result.records if day in days[r.id]),
            groups=((day.isoformat(), len(every)),),
        )

    return chosen


def _newest(result: Result) -> Result:
    """The records with the last day of any event on the list."""
    day = max((e.date for r in result.records for e in r.events), default=None)
    if day is None:
        return result
    chosen = tuple(r for r in result.records if any(e.date == day for e in r.events))
    return replace(result, chosen=chosen, groups=((day.isoformat(), len(chosen)),))


def _keys(result: Result, record: Record) -> set[str]:
    """The keys under which a record counts."""
    match result.query.by:
        case "year" | "month":
            length = 4 if result.query.by == "year" else 7
            return {e.date.isoformat()[:length] for e in _events(result, record)}
        case "rule":
            return {e.citation for e in _events(result, record) if e.citation}
        case "country":
            return set(countries.of_record(record))
        case "programme":
            return {f.value for f in record.all("programme")}
    return set()


def _events(result: Result, record: Record) -> tuple[RecordEvent, ...]:
    timed = result.query.only("changed") or result.query.only("added") or Condition(of="added")
    return events_of(record, timed)


def _group(result: Result) -> Result:
    """Counts by key: years in their order, without gaps; everything else the most first."""
    counts = Counter(key for record in result.records for key in _keys(result, record))
    if result.query.by == "year" and counts:
        years = range(int(min(counts)), int(max(counts)) + 1)
        return replace(result, groups=tuple((str(y), counts[str(y)]) for y in years))
    if result.query.by == "month":
        return replace(result, groups=tuple(sorted(counts.items())))
    return replace(result, groups=tuple(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))))


def _rank(result: Result) -> Result:
    """The keys with the most, or the fewest, records."""
    counts = Counter(key for record in result.records for key in _keys(result, record))
    if not counts:
        return result
    extreme = min(counts.values()) if result.query.fewest else max(counts.values())
    return replace(result, groups=tuple(sorted((k, n) for k, n in counts.items() if n == extreme)))


def _by_size(size: Callable[[Result, Record], int]) -> Callable[[Result], Result]:
    """The records of the greatest size, or the smallest."""

    def chosen(result: Result) -> Result:
        if not result.records:
            return result
        sizes = [size(result, r) for r in result.records]
        extreme = min(sizes) if result.query.fewest else max(sizes)
        best = tuple(r for r, n in zip(result.records, sizes, strict=True) if n == extreme)
        return replace(result, chosen=best, groups=((str(extreme), len(best)),))

    return chosen


def _length(_: Result, record: Record) -> int:
    return record.end - record.start


def _cells(result: Result, record: Record) -> int:
    return len(record.all("address" if result.query.by == "address" else "alias"))


def address_key(written: str) -> str:
    """An address without its case and marks."""
    return re.sub(r"[\W_]+", " ", written.casefold()).strip()


def _shared(result: Result) -> Result:
    """The addresses that records of different names have in common, as they are written."""
    held: dict[str, dict[str, Record]] = {}
    written: dict[str, str] = {}
    for record in result.records:
        for field in record.all("address"):
            key = address_key(field.value)
            held.setdefault(key, {}).setdefault(record.name.casefold(), record)
            written.setdefault(key, field.value)
    several = sorted((k for k, found in held.items() if len(found) > 1), key=lambda k: (-len(held[k]), written[k]))
    chosen = {r.id: r for k in several for r in held[k].values()}
    return replace(result, chosen=tuple(chosen.values()), groups=tuple((written[k], len(held[k])) for k in several))


_OPERATIONS: dict[str, Callable[[Result], Result]] = {
    "list": _all, "count": _all, "exists": _all, "group": _group, "rank": _rank, "earliest": _of_day(min), "latest": _of_day(max),
    "newest": _newest, "longest": _by_size(_length), "most": _by_size(_cells), "shared": _shared,
}  # fmt: skip
