"""Who has a value: the rows of the lists that state it, found where it stands in the text of a list.

A number is met however it is spaced or hyphenated, a date however it is written, a name with another legal form, a
site with or without `www.`.
"""

import bisect
import datetime
import re
from collections.abc import Iterator, Sequence

from assistant.question.understand import When, times
from assistant.records import record_sentences
from assistant.records.record_sentences import Row
from index.name_forms import parse
from index.search import Index
from sources.document import Fact
from sources.facts import Form, fact_kinds
from sources.territories import country_title

_MONTHS = tuple(datetime.date(2000, month, 1).strftime("%B") for month in range(1, 13))


def squash(words: str) -> str:
    """The letters and digits of a number, without how they are set apart."""
    return re.sub(r"[\W_]+", "", words).casefold()


def site(words: str) -> str:
    """An address on the web without its scheme and what every one has."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", words.strip().casefold()).rstrip("/")


def may_be(form: Form, value: str) -> bool:
    """Whether a value may be one of this form at all."""
    match form:
        case "number":
            return (
                len(squash(value)) >= 4
                and (any(c.isdigit() for c in value) or value.isupper())
                and value.count(" ") < 5
            )
        case "ship":
            return re.fullmatch(r"(?:IMO )?\d{7}", value.strip(), re.I) is not None
        case "date":
            return bool(times(value))
        case "mail":
            return "@" in value
        case "web":
            return "." in value and " " not in value
        case "clause":
            return re.fullmatch(r"\d+\w?", value) is not None
        case _:
            return not any(c.isdigit() for c in value)


def same(form: Form, stated: str, value: str) -> bool:
    """Whether what a row states is the value that was asked for."""
    match form:
        case "number" | "ship":
            return squash(stated) == squash(value.removeprefix("IMO "))
        case "date":
            return any(_covers(asked, when) for asked in times(value) for when in times(stated))
        case "mail":
            return stated.casefold() == value.casefold()
        case "web":
            return site(stated) == site(value)
        case "name":
            return parse(stated).words == parse(value).words or parse(_turned(stated)).words == parse(value).words
        case "clause":
            return re.search(rf"\b{re.escape(value)}\b", stated, re.I) is not None
        case "place":
            places = {p.strip().casefold() for p in (*stated.split(","), stated, country_title(stated))}
            return value.casefold().removeprefix("the ") in places
        case _:
            return stated.casefold() == value.casefold()


def _covers(asked: When, stated: When) -> bool:
    """Whether a stated date lies in the one asked for: a year alone does not state the day."""
    pairs = ((asked.year, stated.year), (asked.month, stated.month), (asked.day, stated.day))
    return all(a is None or a == s for a, s in pairs)


def _turned(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def _pattern(form: Form, value: str) -> re.Pattern[str]:
    """Where the value may stand in the text of a list."""
    match form:
        case "ship":
            return re.compile(
                rf"(?<![^\W_])(?:IMO\W{{0,2}})?{re.escape(squash(value.removeprefix('IMO ')))}(?![^\W_])", re.I
            )
        case "number":
            body = r"[\W_]{0,2}".join(map(re.escape, squash(value.removeprefix("IMO "))))
        case "date":
            body = "|".join(way for when in times(value) for way in _written(when))
        case "mail" | "web":
            body = re.escape(site(value))
        case "name":
            body = r"\W+".join(map(re.escape, re.findall(r"\w+", value)[:2]))
            family = re.findall(r"\w+", value)[-1:]
            body = "|".join((body, *(f"{re.escape(word)}(?=,)" for word in family)))  # FAMILY, Given
        case _:
            body = r"\W+".join(map(re.escape, re.findall(r"\w+", value.removeprefix("the ")) or [re.escape(value)]))
    return re.compile(rf"(?<![^\W_])(?:{body})(?![^\W_])", re.I)


def _written(when: When) -> Iterator[str]:
    """The ways in which lists write a date."""
    if when.month is None or when.day is None:
        month = f"(?:{_MONTHS[when.month - 1]}|{_MONTHS[when.month - 1][:3]}) " if when.month else ""
        yield rf"{month}{when.year or ''}" if when.year else month.strip()
        yield rf"{when.year}-{when.month:02d}" if when.year and when.month else str(when.year or month.strip())
        return
    name, year = _MONTHS[when.month - 1], when.year or r"\d{4}"
    yield rf"0?{when.day} (?:{name}|{name[:3]}) {year}"
    yield rf"(?:{name}|{name[:3]}) 0?{when.day},? {year}"
    yield rf"{year}-{when.month:02d}-{when.day:02d}"
    yield rf"0?{when.month}/0?{when.day}/{year}"


def holders(index: Index, kinds: Sequence[str], value: str) -> list[tuple[Row, Fact]]:
    """The rows that state this value as a fact of one of these kinds, in the order of the lists: those of the newest lists, or
    where none does those of older files and copies."""
    table = fact_kinds()
    asked = [table[k] for k in kinds if k in table and may_be(table[k].form, value)]
    if not asked:
        return []
    patterns = {kind.form: _pattern(kind.form, value) for kind in asked}
    ids = dict.fromkeys(i for pattern in patterns.values() for i in _records_with(index, pattern))
    found = []
    for row in record_sentences.every_row(index, ids):
        for kind in asked:
            fact = next((f for f in row.record.facts if f.kind == kind.kind and same(kind.form, f.value, value)), None)
            if fact is not None:
                found.append((row, fact))
                break
    current = record_sentences.newest(index, [row for row, _ in found])
    return [pair for pair in found if pair[0] in current] if current else found


def _records_with(index: Index, pattern: re.Pattern[str]) -> Iterator[str]:
    """The ids of the records in whose rows the pattern stands."""
    for info in index.documents():
        if not info.records:
            continue
        ids = index.record_ids(info.id)
        spans = sorted(_span(i) for i in ids)
        starts = [start for start, _, _ in spans]
        for match in pattern.finditer(index.document(info.id).text):
            at = bisect.bisect_right(starts, match.start()) - 1
            if at >= 0 and match.start() < spans[at][1]:
                yield spans[at][2]


def _span(record_id: str) -> tuple[int, int, str]:
    """Where a record stands, by its id."""
    start, _, end = record_id.rpartition(":")[2].partition("-")
    return int(start), int(end), record_id
