"""What a query found as sentences: how the question was read, how many records meet it, the first of them with their rows, and
how many more there are."""

import datetime
from collections.abc import Callable, Sequence

from assistant.query.records.match import events_of
from assistant.query.records.operations import Result, address_key
from assistant.query.records.table import Table
from assistant.query.terms.model import By, Condition
from assistant.query.wording import shown, subject
from assistant.records.ended import end_of
from assistant.records.rows import join
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from index.search import Index
from sources.document import Record

MOST = 8
"""Records that a sentence names."""
FEW = 3
"""So many or fewer are named also where only their number is asked for."""
MOST_GROUPS = 12
MOST_YEARS = 60
MOST_LISTS = 6


def said(index: Index, results: Sequence[Result], today: datetime.date) -> Findings:
    """The answer: of lists that are not named, only those that have such records are told of, if any has."""
    told = [r for r in results if r.records or r.groups] if not results[0].query.named else list(results)
    if results[0].query.operation == "exists":
        told.sort(key=lambda r: not r.records)
    parts = [part for result in (told or results)[:MOST_LISTS] for part in _of_list(index, result, today)]
    if results[0].query.operation == "exists":
        yes = any(r.records for r in results)
        parts[0] = Part(f"{'Yes' if yes else 'No'}: {parts[0].text}", parts[0].evidence)
    return Findings(tuple(parts))


def _of_list(index: Index, result: Result, today: datetime.date) -> list[Part]:
    return _SAID[result.query.operation](index, result, today)


def names(records: Sequence[Record]) -> str:
    """The names of the first records, and how many more there are."""
    named = list(dict.fromkeys(r.name for r in records))[:MOST]
    left = sum(r.name not in named for r in records)
    more = f"; and {left:,} more" if left else ""
    return f"{'; '.join(named)}{more}"


def rows(
    index: Index, table: Table, records: Sequence[Record], condition: Condition | None = None
) -> tuple[Evidence, ...]:
    """The rows of the records that are named, with the citation that a condition means."""
    found: list[Evidence] = []
    every = list(dict.fromkeys(r.name for r in records))[:MOST]
    for name in every:
        record = next(r for r in records if r.name == name)
        events = events_of(record, condition)[:1] if condition else ()
        found += table.row(index, record).cite(*events)
    return tuple(dict.fromkeys(found))


def _timed(result: Result) -> Condition | None:
    return next((c for c in result.query.conditions if c.of in ("added", "changed", "cited")), None)


# ------------------------------------------------------------------ counts and names


def _counted(index: Index, result: Result, today: datetime.date) -> list[Part]:
    """How many there are, by how many rules, and the first of them."""
    if result.other is not None:
        return _together(index, result, today)
    many = len(result.records)
    head = f"{subject(result)}: {f'{many:,}' if many else 'none'}{_by_rules(result)}{_over(result, today)}"
    parts = [Part(f"{head}{shown(result, today)}.", result.table.top(index))]
    if many and (result.query.operation != "count" or many <= FEW):
        are = "It is" if many == 1 else "They are"
        parts.append(Part(f"{are} {names(result.records)}.", rows(index, result.table, result.records, _timed(result))))
    return parts


def _by_rules(result: Result) -> str:
    """By how many rules they were added or changed, where days are asked for."""
    condition = _timed(result)
    if condition is None or not condition.days or not result.records:
        return ""
    cited = {e.citation for r in result.records for e in events_of(r, condition) if e.citation}
    return f", by {len(cited):,} {'rule' if len(cited) == 1 else 'rules'}" if cited else ""


def _over(result: Result, today: datetime.date) -> str:
    """How many of them are past the end that their rows give."""
    past = sum((end := end_of(r, today)) is not None and end.standing == "over" for r in result.records)
    return f", {past:,} of them past the end that the row gives" if past else ""


def _together(index: Index, result: Result, today: datetime.date) -> list[Part]:
    """What two lists have in common, or what one has alone."""
    query, other = result.query, result.other
    assert other is not None
    many = len(result.records)
    count = f"{many:,}" if many else "none"
    where = subject(result).removeprefix(result.table.info.short).strip()
    days = shown(result, today)[:-1] + f"; {shown_other(other)})"
    if query.combine == "both":
        head = (
            f"{where[0].upper()}{where[1:]} on both the {result.table.info.short} and the {other.info.short}: {count}"
        )
    else:
        head = f"{subject(result)} not on the {other.info.short}: {count}"
    tops = (*result.table.top(index), *other.top(index))
    parts = [Part(f"{head}, compared by name and alias{days}.", tuple(dict.fromkeys(tops)))]
    if many:
        there = rows(index, other, result.also) if result.also else ()
        are = "It is" if many == 1 else "They are"
        parts.append(Part(f"{are} {names(result.records)}.", (*rows(index, result.table, result.records), *there)))
    return parts


def shown_other(table: Table) -> str:
    """Which state of the second list was looked at."""
    return (
        f"{table.info.short} of {said_date(table.day)}"
        if table.day
        else f"a copy of the {table.info.short} without a date"
    )


# ------------------------------------------------------------------ by a key

_KEY: dict[By, str] = {"year": "year", "month": "month", "country": "country", "rule": "rule", "programme": "programme"}


def _grouped(index: Index, result: Result, today: datetime.date) -> list[Part]:
    """The number for each key."""
    by = result.query.by or "year"
    most = MOST_YEARS if by in ("year", "month") else MOST_GROUPS
    counts = "; ".join(f"{key}: {n:,}" for key, n in result.groups[:most]) or "none"
    more = f"; and {len(result.groups) - most:,} more" if len(result.groups) > most else ""
    text = f"{subject(result)} by {_KEY[by]}{_when(result)}: {counts}{more}{shown(result, today)}."
    return [Part(text, result.table.top(index))]


def _when(result: Result) -> str:
    """That years are those in which entries were added, where nothing else says so."""
    timed = result.query.by in ("year", "month", "rule") and not any(
        c.of in ("added", "changed") for c in result.query.conditions
    )
    return " of their addition" if timed else ""


def _ranked(index: Index, result: Result, today: datetime.date) -> list[Part]:
    """The key with the most records."""
    by = _KEY[result.query.by or "year"]
    if not result.groups:
        return [Part(f"{subject(result)}: none{shown(result, today)}.", result.table.top(index))]
    keys, many = [key for key, _ in result.groups], result.groups[0][1]
    extreme = "fewest" if result.query.fewest else "most"
    rows_said = f"{subject(result)}{' added' if _when(result) else ''}"
    be = f"The {by} with the {extreme} {rows_said} is {keys[0]}: {many:,}"
    if len(keys) > 1:
        plural = "countries" if by == "country" else f"{by}s"
        more = f" and {len(keys) - MOST:,} more" if len(keys) > MOST else ""
        be = f"The {plural} with the {extreme} {rows_said} are {join(keys[:MOST])}{more}: {many:,} each"
    return [Part(f"{be}{shown(result, today)}.", result.table.top(index))]


# ------------------------------------------------------------------ the first, the last, the longest


def _of_day(index: Index, result: Result, today: datetime.date) -> list[Part]:
    if not result.chosen:
        return [Part(f"{subject(result)}: none with a date{shown(result, today)}.", result.table.top(index))]
    day = datetime.date.fromisoformat(result.groups[0][0])
    which = "first" if result.query.operation == "earliest" else "last"
    verb = "changed" if result.query.only("changed") else "added"
    one = len(result.chosen) == 1
    timed = Condition(of="changed" if verb == "changed" else "added")
    cited = {e.citation for r in result.chosen for e in events_of(r, timed) if e.citation and e.date == day}
    by = f" by {join(sorted(cited))}" if cited else ""
    text = (
        f"The {which} of the {subject(result)} {'was' if one else 'were'} {verb} on {said_date(day)}{by}: "
        f"{names(result.chosen)}{shown(result, today)}."
    )
    return [Part(text, (*rows(index, result.table, result.chosen, timed), *result.table.top(index)))]


def _newest(index: Index, result: Result, today: datetime.date) -> list[Part]:
    if not result.chosen:
        return [Part(f"{subject(result)}: none with a date{shown(result, today)}.", result.table.top(index))]
    day = datetime.date.fromisoformat(result.groups[0][0])
    cited = {e.citation for r in result.chosen for e in r.events if e.date == day and e.citation}
    by = f", by {join(sorted(cited))}" if cited else ""
    many = len(result.chosen)
    text = (
        f"The last day on which rows of the {result.table.info.short} were added or changed is {said_date(day)}{by}: "
        f"{many:,} {'row' if many == 1 else 'rows'}; a removal leaves no row{shown(result, today)}."
    )
    return [Part(text, (*rows(index, result.table, result.chosen[:FEW]), *result.table.top(index)))]


def _longest(index: Index, result: Result, today: datetime.date) -> list[Part]:
    which = "shortest" if result.query.fewest else "longest"
    if not result.chosen:
        return [Part(f"{subject(result)}: none{shown(result, today)}.", result.table.top(index))]
    size, one = int(result.groups[0][0]), len(result.chosen) == 1
    text = f"The {which} of the {subject(result)} {'is' if one else 'are'} {names(result.chosen)}, with {size:,} characters"
    return [Part(f"{text}{shown(result, today)}.", rows(index, result.table, result.chosen))]


def _most(index: Index, result: Result, today: datetime.date) -> list[Part]:
    cell = "address" if result.query.by == "address" else "alias"
    several = {"address": "addresses", "alias": "aliases"}[cell]
    if not result.chosen:
        return [Part(f"{subject(result)}: none{shown(result, today)}.", result.table.top(index))]
    size, one = int(result.groups[0][0]), len(result.chosen) == 1
    extreme = "fewest" if result.query.fewest else "most"
    text = f"Of the {subject(result)}, the {extreme} {several} {'has' if one else 'have'} {names(result.chosen)}: {size:,} {cell if size == 1 else several}"
    return [Part(f"{text}{shown(result, today)}.", rows(index, result.table, result.chosen))]


def _shared(index: Index, result: Result, today: datetime.date) -> list[Part]:
    """The addresses in common, and who has each."""
    many = len(result.groups)
    head = f"Addresses, as written, that several of the {subject(result)} have in common: {f'{many:,}' if many else 'none'}"
    parts = [Part(f"{head}{shown(result, today)}.", result.table.top(index))]
    for address, count in result.groups[:FEW]:
        held = [r for r in result.chosen if any(address_key(f.value) == address_key(address) for f in r.all("address"))]
        parts.append(Part(f"“{address}”, of {count:,}: {names(held)}.", rows(index, result.table, held)))
    return parts


_SAID: dict[str, Callable[[Index, Result, datetime.date], list[Part]]] = {
    "list": _counted, "count": _counted, "exists": _counted, "group": _grouped, "rank": _ranked, "earliest": _of_day,
    "latest": _of_day, "newest": _newest, "longest": _longest, "most": _most, "shared": _shared,
}  # fmt: skip
