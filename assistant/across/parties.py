"""The parties that a name may mean on all lists: rows put together that are one, and what tells several of one name apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.targets import Target, telling
from assistant.records.rows import Row, countries_of, every_row, join, rows_by_id
from assistant.say.parts import Evidence
from index.name_brackets import variants
from index.name_forms import CORPORATE, normal, parse
from index.name_sound import sounds_as
from index.names import NameMatch
from index.search import Index
from sources.facts import fact_kinds
from sources.lists import TREASURY, WORLD

_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_UN_NUMBER = re.compile(r"\b[A-Z]{2,3}[iep]\.\d{3}\b")
"""The permanent number of the United Nations (`TAi.006`), which other authorities repeat."""
_NUMBERED = frozenset(row.id for row in (*WORLD, *TREASURY)) - {"canada-sema"}
"""Lists that number each party once; Canada numbers the items of its schedules."""
_OF_MANY = frozenset({"issuer", "ticker", "isin", "swift", "bik", "gazette"})
"""Numbers that several parties of one group may state."""


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its rows on all lists, in their order, and how its name fits the one asked for."""

    rows: tuple[Row, ...]
    match: NameMatch

    @property
    def name(self) -> str:
        """The name by which it was found first."""
        return self.match.name

    def births(self) -> tuple[str, ...]:
        """The dates of birth that its rows state, each once."""
        return _values(self.rows, "birth-date")

    def countries(self) -> tuple[str, ...]:
        """The countries of its rows."""
        return tuple(dict.fromkeys(c for row in self.rows for c in countries_of(row.record)))

    def numbers(self) -> tuple[str, ...]:
        """The numbers by which the lists call it."""
        return tuple(dict.fromkeys(n for row in self.rows if (n := number_of(row))))


def number_of(row: Row) -> str:
    """The number of a row on its list; empty where the list numbers no parties."""
    first = row.record.first("identifier")
    return first.value if first is not None and row.info.id in _NUMBERED else ""


def _values(rows: Iterable[Row], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.value for row in rows for f in row.record.facts if f.kind == kind))


def parties(index: Index, target: Target, every: bool = False) -> list[Party]:
    """The parties that a name may mean, the surest first; of those as sure, the one with the shortest name, which a group is
    called by. With `every`, also the rows that only an older copy of a list has."""
    matches = sorted(
        (*target.listed, *target.weak, *_longer(index, target)), key=lambda m: (-round(m.score, 2), telling(m.name))
    )
    by_record: dict[str, NameMatch] = {}
    for match in matches:
        for record in match.records:
            by_record.setdefault(record, match)
    order = {record: n for n, record in enumerate(by_record)}
    rows = sorted((every_row if every else rows_by_id)(index, by_record), key=lambda row: order[row.record.id])
    return [Party(tuple(group), by_record[group[0].record.id]) for group in grouped(rows)]


def _longer(index: Index, target: Target) -> list[NameMatch]:
    """Listed names of persons that have every word of the one asked for, by sound, and a father's name or so more: another list
    may write the same person in full."""
    words = parse(target.asked).words
    if len(words) < 2 or not (target.person or target.matches):
        return []
    known = {m.name for m in (*target.listed, *target.weak)}
    near = index.names.find(target.asked, limit=LOOKED_AT)
    return [
        m
        for m in near
        if m.records and m.how == "part" and m.name not in known and sounds_as(words, parse(m.matched).words)
    ]


LOOKED_AT = 60
"""Names that are looked through for fuller forms of one."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a row tells whether it is a party that another row is: the list and its number there, the name and all names as
    words in order, years of birth, countries, and numbers that nobody else has."""

    list_id: str
    number: str
    name: str
    names: frozenset[str]
    years: frozenset[str]
    places: frozenset[str]
    marks: frozenset[str]


def traits(row: Row) -> Traits:
    """What tells of a row which party it is."""
    cells = (*row.record.all("alias"), *row.record.all("weak_alias"))
    names = frozenset(_bag(way) for name in (row.record.name, *(f.value for f in cells)) for way in _ways(name))
    years = frozenset(y for value in _values((row,), "birth-date") for y in _YEAR.findall(value))
    places = frozenset(countries_of(row.record))
    return Traits(row.info.id, number_of(row), _bag(row.record.name), names, years, places, _marks(row))


def grouped(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows put together that are one party, in their order."""
    groups: list[list[tuple[Row, Traits]]] = []
    for row in rows:
        its = traits(row)
        fits = (g for g in groups if any(same(its, o) for _, o in g) and not any(apart(its, o) for _, o in g))
        mine = next(fits, None)
        if mine is None:
            groups.append([(row, its)])
        else:
            mine.append((row, its))
    return [[row for row, _ in group] for group in groups]


ALIKE = 2
"""Rows with so many names in common are one party, though they state other dates or countries."""


def same(one: Traits, other: Traits) -> bool:
    """Whether two rows may be one party: by a number that both state, by a name of the one that the other has, or by other names
    in common, one of them with the year of birth."""
    if one.marks & other.marks or one.name in other.names or other.name in one.names:
        return True
    shared = one.names & other.names
    return len(shared) >= ALIKE or bool(shared and one.years & other.years)


def apart(one: Traits, other: Traits) -> bool:
    """Whether two rows of like names are two parties: born in other years, of other countries, or numbered apart on one list;
    never where they state one and the same number."""
    if one.marks & other.marks:
        return False
    alike = len(one.names & other.names) >= ALIKE
    if one.years and other.years:
        return not alike and one.years.isdisjoint(other.years)
    if one.list_id == other.list_id:
        return bool(one.number and other.number) and one.number != other.number
    return not alike and bool(one.places and other.places) and one.places.isdisjoint(other.places)


def _marks(row: Row) -> frozenset[str]:
    """The numbers of a party that no other one has."""
    kinds = fact_kinds()
    facts = {
        f"{f.kind} {normal(f.value)}"
        for f in row.record.facts
        if kinds[f.kind].form in ("number", "ship") and f.kind not in _OF_MANY and any(c.isdigit() for c in f.value)
    }
    cells = (*row.record.all("identifier"), *row.record.all("remark"))
    return frozenset(facts | {number for cell in cells for number in _UN_NUMBER.findall(cell.value)})


@lru_cache(maxsize=65536)
def _bag(name: str) -> str:
    """The words of a name in one order, without those that every body has."""
    words = parse(name).words
    return " ".join(sorted([w for w in words if w not in CORPORATE] or words))


@lru_cache(maxsize=65536)
def _ways(name: str) -> tuple[str, ...]:
    """A name, and what it is without its bracket; what stands in quotation marks at its end is its short name."""
    found = variants(name)
    quoted = _QUOTED.search(name)
    return tuple(
        dict.fromkeys((name, found.plain, *found.bare, *found.made, *found.beside, *([quoted[1]] if quoted else [])))
    )


_QUOTED = re.compile("[\"“”']([^\"“”']{3,40})[\"“”']\\W*$")


def detail(party: Party, others: Sequence[Party]) -> str:
    """What tells a party from others of its name: birth, country, and where these do not, the number on the list."""
    births, countries = party.births(), party.countries()
    said = [f"born {join(births[:3], 'or')}"] if births else []
    said += [join(countries[:3])] if countries else []
    alike = [o for o in others if o is not party and (o.births(), o.countries()) == (births, countries)]
    if (alike or not said) and (numbers := party.numbers()):
        said.append(f"number {numbers[0]}")
    return "; ".join(said)


def cells(party: Party) -> tuple[Evidence, ...]:
    """The rows of a party with the cells that tell it from others."""
    found: list[Evidence] = []
    for row in party.rows:
        facts = [f for f in row.record.facts if f.kind == "birth-date"]
        found += row.cite(*facts[:3], row.record.first("identifier"))
    return tuple(dict.fromkeys(found))


_HOW = {
    "exact": "", "legal form": "written with another legal form", "word order": "the words in another order",
    "typo": "spelt otherwise", "acronym": "by its initials", "part": "a part of the name", "near": "by sound and spelling",
}  # fmt: skip


def how(party: Party) -> str:
    """How the name asked for fits, in brackets behind the name; nothing for the very name."""
    match = party.match
    if match.how == "alias" or (match.how != "part" and normal(match.matched) != normal(match.name)):
        return f" (by its {'weak ' if match.weak else ''}alias {match.matched})"
    said = _HOW.get(match.how, "")
    return f" ({said})" if said else ""
