"""Other facts than the name: whether country, numbers and birth date of a row and of a listed party agree or clash.

What only one of both states is no clash: lists are short of facts. Nothing is concluded from an address, which is only carried
along.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.question.times import times
from assistant.records.rows import Row
from assistant.screening.customers.party import Counterparty
from index.name_forms import normal
from index.name_words import ALIKE_PLACES
from sources.dates import find_date
from sources.document import Fact, Field
from sources.facts import fact_kinds
from sources.territories import country_title, territory_code, territory_name

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEAST_FIGURES = 4
"""Figures of a number that can agree: fewer do so by chance."""
_LEAST_OF_ID = 8
"""Letters and figures of a row's own id that may be a number of the party: a short one counts the rows of the file."""
_OWN = frozenset({"imo", "lei", "social-credit-code", "mmsi"})
"""Numbers of which a party has one: two different ones are of two parties."""


@dataclass(frozen=True, slots=True)
class Found:
    """One fact compared: its values on both sides, and the cell of the row that states the listed one."""

    fact: Literal["country", "identifier", "birth date"]
    verdict: Literal["agrees", "clashes"]
    asked: str
    listed: str
    cell: Field | Fact | None


def compared(party: Counterparty, row: Row) -> list[Found]:
    """What else agrees or clashes, besides the name."""
    found = (_country(party, row), *_numbers(party, row), _birth(party, row))
    return [each for each in found if each is not None]


def squashed(number: str) -> str:
    """The letters and figures of a number, without what sets them apart and without a label before it (`IMO 9000003`)."""
    words = re.sub(r"^(?:IMO|INN|LEI|OGRN|VAT|No\.?|ID)[\s:.#]+", "", number.strip(), flags=re.I)
    return re.sub(r"[\W_]+", "", words).casefold()


def telling(number: str) -> bool:
    """Whether a number says whose it is: enough figures, and not one figure repeated."""
    figures = [c for c in number if c.isdigit()]
    return len(figures) >= _LEAST_FIGURES and len(set(figures)) > 1 and len(squashed(number)) >= 5


@lru_cache(maxsize=8192)
def country_of(words: str) -> str:
    """A country by its code, where it is known by a code or a name; else its folded name; empty for none."""
    titled = country_title(words.strip()) if words.strip() else ""
    for text in (words.strip(), titled):
        if text and (code := territory_code(text)):
            return code
    return normal(titled)


@lru_cache(maxsize=8192)
def _alike(a: str, b: str) -> bool:
    """Whether lists put the same body now under one and now under the other (China, Hong Kong)."""
    if not a or not b:
        return False
    if a == b or a.partition("-")[0] == b.partition("-")[0]:
        return True
    names = [frozenset(normal(territory_name(code) or code).split()) for code in (a, b)]
    return any(places & names[0] and places & names[1] for places in ALIKE_PLACES)


def _country(party: Counterparty, row: Row) -> Found | None:
    asked = [country_of(part) for part in re.split(r"[;|/]", party.country) if country_of(part)]
    cells: list[Field] = [*row.record.all("country"), *row.record.all("nationality")]
    if not asked or not cells:
        return None
    for cell in cells:
        if any(_alike(one, country_of(cell.value)) for one in asked):
            return Found("country", "agrees", party.country, country_title(cell.value), cell)
    listed = ", ".join(dict.fromkeys(country_title(cell.value) for cell in cells[:3]))
    return Found("country", "clashes", party.country, listed, cells[0])


def _numbers(party: Counterparty, row: Row) -> list[Found]:
    """Numbers that agree; for kinds of which a party has one, that they clash."""
    stated: list[Fact | Field] = [f for f in row.record.facts if fact_kinds()[f.kind].form in ("number", "ship")]
    stated += row.record.all("identifier")
    own_id = [party.id] if len(squashed(party.id)) >= _LEAST_OF_ID else []
    mine = {squashed(n): n for n in (*party.identifiers, *own_id) if telling(n)}
    for cell in stated:
        if squashed(cell.value) in mine:
            return [Found("identifier", "agrees", mine[squashed(cell.value)], cell.value, cell)]
    own = [f for f in row.record.facts if f.kind in _OWN]
    for fact in own:
        same_form = [n for n in party.identifiers if _shape(squashed(n)) == _shape(squashed(fact.value))]
        if same_form:
            return [Found("identifier", "clashes", same_form[0], fact.value, fact)]
    return []


def _shape(number: str) -> tuple[int, bool]:
    """What numbers of one kind have in common: their length, and whether they have letters."""
    return len(number), number.isdigit()


def _birth(party: Counterparty, row: Row) -> Found | None:
    mine = _day(party.born)
    cells = [f for f in row.record.facts if f.kind == "birth-date"]
    if mine is None or not cells:
        return None
    known = [(cell, day) for cell in cells if (day := _day(cell.value))]
    for cell, day in known:
        if _same_day(mine, day):
            return Found("birth date", "agrees", party.born, cell.value, cell)
    if not known:
        return None
    return Found("birth date", "clashes", party.born, ", ".join(cell.value for cell, _ in known[:3]), known[0][0])


Day = tuple[int, int | None, int | None]


@lru_cache(maxsize=8192)
def _day(words: str) -> Day | None:
    """A birth date as exactly as it is stated: year, month, day. One in figures that may be read in two ways gives its year."""
    if found := find_date(words):
        return found.date.year, found.date.month, found.date.day
    try:
        day = datetime.date.fromisoformat(words.strip()[:10])
        return day.year, day.month, day.day
    except ValueError:
        pass
    for when in times(words):
        if when.year:
            return when.year, when.month, when.day
    year = _YEAR.search(words)
    return (int(year.group()), None, None) if year else None


def _same_day(mine: Day, its: Day) -> bool:
    """Whether two dates may be one: no part that both state differs."""
    return all(a is None or b is None or a == b for a, b in zip(mine, its, strict=True))


def verdicts(found: Sequence[Found], fact: str) -> str | None:
    """What was found of one kind of fact."""
    return next((each.verdict for each in found if each.fact == fact), None)
