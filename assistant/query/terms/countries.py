"""Countries in a question and on a record, under one name each, however they are written.

A record's country is known under the names and demonyms of our table and of the table of territories; one that neither
knows, under the words that its list prints.
"""

import functools
import re
from collections.abc import Iterable

from assistant.query.terms.model import Condition
from assistant.query.terms.scan import Scan
from assistant.records.rows import countries_of
from sources.document import Record
from sources.reading.words.lexicon import load, places
from sources.territories import territory_code, territory_name

_MOST_WORDS = 5
_TOKEN = re.compile(r"[^\W_][\w'’.]*")
_JOIN = re.compile(r"\s*(?:,|,? ?\b(?:and|or)\b)\s*(?:the )?", re.I)
_LEAD = re.compile(
    r"\b(?:(?:located|based|situated|listed) )?(?:(?:under|in|from|of|within) )?(?:(?:the )?(?:heading|destination|country)(?: of)? )?(?:the )?$", re.I
)  # fmt: skip
_NOT = re.compile(r"\b(?:not|outside(?: of)?|other than|except(?: for)?|non)[ -]$", re.I)
_BEHIND = re.compile(r"['’]s\b|-based\b")


@functools.cache
def known() -> dict[str, str]:
    """The names and demonyms of countries in small letters, with the country; no cities, no regions."""
    rows = load("places")["countries"].strip().splitlines()
    countries = {row.partition("|")[0].strip() for row in rows}
    return {
        words: country for words, (name, country, _) in places().items() if name == country and country in countries
    }


@functools.cache
def cities() -> frozenset[str]:
    """The names of cities and provinces of the table, in small letters."""
    return frozenset(words for words, (name, country, _) in places().items() if name != country)


@functools.lru_cache(maxsize=4096)
def canonical(words: str) -> tuple[str, bool]:
    """The one name of a country, and whether the tables know it; the words themselves where they do not."""
    if country := known().get(words.casefold()):
        return country, True
    name = territory_name(territory_code(words) or "")
    if name is not None:
        return known().get(name.casefold(), name), True
    return words, False


def of_record(record: Record) -> frozenset[str]:
    """The countries of a record, each under its one name."""
    return frozenset(canonical(title)[0] for title in countries_of(record))


def take(scan: Scan, printed: Iterable[str]) -> list[Condition]:
    """The conditions on the country, taken out of a question; `printed` are the countries that stand on the lists meant.
    Countries that are joined are one condition: any of them."""
    names = {**{p.casefold(): canonical(p)[0] for p in printed}, **known()}
    found: list[tuple[int, int, str]] = []
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(scan.rest)]
    at = 0
    while at < len(tokens):
        for many in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
            start, end = tokens[at][0], tokens[at + many - 1][1]
            words = re.sub(r"['’]s$", "", scan.rest[start:end])
            country = names.get(words.casefold()) or names.get(words.rstrip(".").casefold())
            if country and words not in ("us", "polish"):
                found.append((start, start + len(words), country))
                at += many - 1
                break
        at += 1
    return _conditions(scan, found)


def _conditions(scan: Scan, found: list[tuple[int, int, str]]) -> list[Condition]:
    groups: list[list[tuple[int, int, str]]] = []
    for one in found:
        if groups and _JOIN.fullmatch(scan.rest, groups[-1][-1][1], one[0]):
            groups[-1].append(one)
        else:
            groups.append([one])
    made = []
    for group in groups:
        start, end = group[0][0], group[-1][1]
        behind = _BEHIND.match(scan.rest, end)
        scan.drop(start, behind.end() if behind else end)
        lead = _LEAD.search(scan.rest[:start])
        begin = lead.start() if lead else start
        scan.drop(begin, start)
        negated = scan.lead(begin, _NOT) is not None
        made.append(Condition(of="country", values=tuple(dict.fromkeys(c for *_, c in group)), negated=negated))
    return made
