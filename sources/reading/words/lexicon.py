"""The tables of this folder as sets and look-ups: words by what they do in a name, places, governments, fixed phrases."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from sources.agencies import AGENCIES
from sources.lists import LISTS
from sources.yaml_text import read_yaml

TABLES = Path(__file__).parents[1] / "tables"
PhraseKind = Literal["agency", "list", "law", "place", "demonym", "other", "outlet"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed name of one or more words. `exact` ones match only as printed (abbreviations)."""

    words: tuple[str, ...]
    kind: PhraseKind
    value: str
    exact: bool = False


def load(name: str) -> Any:
    """A YAML table of this package by file name without its suffix."""
    return read_yaml((TABLES / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def _tables() -> dict[str, str]:
    table: dict[str, str] = load("words")
    return table


@cache
def words(key: str) -> frozenset[str]:
    """One set of `tables/words.yaml`, as printed; "_" in an entry stands for a blank."""
    return frozenset(word.replace("_", " ") for word in _tables()[key].split())


@cache
def folded(key: str) -> frozenset[str]:
    """One set of `tables/words.yaml` in lower case."""
    return frozenset(word.casefold() for word in words(key))


@cache
def common() -> frozenset[str]:
    """English words in lower case: what is not a name when it is capitalised for its place in the sentence."""
    data = json.loads((TABLES / "common_words.json").read_text(encoding="utf-8"))
    return frozenset(data["words"].split()) | folded("drop_words")


@cache
def places() -> dict[str, tuple[str, str, bool]]:
    """Lower-case name -> (name as we write it, the country it belongs to, whether it is a demonym)."""
    table: dict[str, tuple[str, str, bool]] = {}
    data: dict[str, str] = load("places")
    for row in data["countries"].strip().splitlines():
        country, demonyms, others, cities = (cell.strip() for cell in row.split("|"))
        for name in [country, *_cells(others)]:
            table.setdefault(name.casefold(), (country, country, False))
        for name in _cells(demonyms):
            table.setdefault(name.casefold(), (country, country, True))
        for name in _cells(cities):
            table.setdefault(name.casefold(), (name, country, False))
    for row in data["regions"].strip().splitlines():
        region, demonyms = (cell.strip() for cell in row.split("|"))
        table.setdefault(region.casefold(), (region, region, False))
        for name in _cells(demonyms):
            table.setdefault(name.casefold(), (region, region, True))
    return table


def _cells(cell: str) -> list[str]:
    return [] if cell == "-" else [word.replace("_", " ") for word in cell.split()]


def _split(name: str) -> tuple[str, ...]:
    return tuple(name.replace("'s ", "'s ").split())


def _abbreviation(name: str) -> bool:
    letters = name.replace(".", "")
    return " " not in name and letters.isupper() and len(letters) <= 5


def _phrases() -> Iterable[Phrase]:
    yield from _agency_phrases()
    yield from _list_phrases()
    yield Phrase(("Commerce",), "agency", "commerce")
    for value, row in load("governments").items():
        for name in row.get("names", ()):
            yield Phrase(_split(name), "agency", value, _abbreviation(name))
    yield from _place_phrases()
    for name in words("outlets"):
        yield Phrase(_split(name), "outlet", name)
    for name in words("others"):
        yield Phrase((name,), "other", name)
    for name in ("EAR", "IEEPA", "ECRA", "NDAA", "ITAR", "CAATSA", "UFLPA", "AECA", "IFCA", "INKSNA"):
        yield Phrase((name,), "law", name, True)


def _agency_phrases() -> Iterable[Phrase]:
    for agency in AGENCIES:
        for name in (*agency.names, *(head for head in agency.heads if " " in head)):
            yield Phrase(_split(name), "agency", agency.id)
        for name in agency.abbreviations:
            yield Phrase((name,), "agency", agency.id, True)


def _list_phrases() -> Iterable[Phrase]:
    for info in LISTS:
        for name in info.names:
            yield Phrase(_split(name), "list", info.id)
        for name in info.abbreviations:
            if len(name) > 2 and name != "PLC":  # "Barclays PLC"
                yield Phrase((name,), "list", info.id, True)


def _place_phrases() -> Iterable[Phrase]:
    for name, (value, _country, demonym) in places().items():
        exact = name in {"us", "hk", "lao", "kiwi", "han"}
        printed = name.upper() if name in {"us", "hk"} else name
        yield Phrase(_split(printed), "demonym" if demonym else "place", value, exact)


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Lower-case first word -> fixed phrases that begin with it, longest first."""
    table: dict[str, list[Phrase]] = {}
    for phrase in _phrases():
        table.setdefault(phrase.words[0].casefold(), []).append(phrase)
    return {first: tuple(sorted(rows, key=lambda p: -len(p.words))) for first, rows in table.items()}


@cache
def governments() -> dict[str, str]:
    """Lower-case words for a government as the one who acts (`washington`) -> its value (`us-government`)."""
    table: dict[str, str] = {}
    for value, row in load("governments").items():
        for name in [*row.get("names", ()), *row.get("as_agent", ())]:
            table.setdefault(name.casefold(), value)
    return table


def country_of(place: str) -> str | None:
    """The country that a place name or demonym belongs to: `Xinjiang` -> `China`, `Turkish` -> `Turkey`."""
    row = places().get(" ".join(place.split()).casefold())
    return row[1] if row else None
