"""What a query found on one list, and what its operation makes of it: counts, groups, the first or last, the greatest."""

import datetime
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.query.records.match import events_of
from assistant.query.records.table import Table
from assistant.query.terms import countries
from assistant.query.terms.model import Condition, Query
from sources.document import Record, RecordEvent


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


def keys_of(result: Result, record: Record) -> set[str]:
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
    counts = Counter(key for record in result.records for key in keys_of(result, record))
    if result.query.by == "year" and counts:
        years = range(int(min(counts)), int(max(counts)) + 1)
        return replace(result, groups=tuple((str(y), counts[str(y)]) for y in years))
    if result.query.by == "month":
        return replace(result, groups=tuple(sorted(counts.items())))
    return replace(result, groups=tuple(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))))


def _rank(result: Result) -> Result:
    """The keys with the most, or the fewest, records."""
    counts = Counter(key for record in result.records for key in keys_of(result, record))
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


def cells_of(result: Result, record: Record) -> int:
    """How many cells of the kind that the query counts a record has."""
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


OPERATIONS: dict[str, Callable[[Result], Result]] = {
    "list": _all, "count": _all, "exists": _all, "group": _group, "rank": _rank, "earliest": _of_day(min), "latest": _of_day(max),
    "newest": _newest, "longest": _by_size(_length), "most": _by_size(cells_of), "shared": _shared,
}  # fmt: skip
