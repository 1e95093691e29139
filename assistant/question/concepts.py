"""Words as concepts: what a question and a source must share to speak of the same thing.

A concept is a word's stem, a class of words that stand for one another (`c:`), a place with its demonyms and capital
(`p:`), an acting department with its bureaus and heads (`a:`), an official list
(`l:`), a number however written (`n:37`), or a year (`y:2020`).
The classes are data in `data/concepts.yaml`.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from assistant.question.words import STOPWORDS, WORD, fold, number, stem
from sources.agencies import AGENCIES, department
from sources.lists import LISTS
from sources.yaml_text import read_yaml

_LONGEST_PHRASE = 7


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept as it occurs in a text: its key, how much agreeing on it tells (None: by its rarity), and its span."""

    key: str
    weight: float | None
    start: int
    end: int


@functools.cache
def concept_data() -> dict[str, Any]:
    """The tables of `data/concepts.yaml` as they stand."""
    text = resources.files("assistant").joinpath("data/concepts.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = read_yaml(text)
    return data


@functools.cache
def _phrases() -> dict[tuple[str, ...], tuple[tuple[str, float | None], ...]]:
    """Every word and phrase of the tables, as folded words, with the concepts that it stands for."""
    table: dict[tuple[str, ...], dict[str, float | None]] = {}
    for phrase, key, weight in _worded():
        words = tuple(fold(m.group()) for m in WORD.finditer(phrase))
        table.setdefault(words, {})[key] = weight
        if len(words) == 1:
            table.setdefault((stem(words[0]),), {})[key] = weight
    return {words: tuple(sorted(keys.items())) for words, keys in table.items()}


def _worded() -> Iterator[tuple[str, str, float | None]]:
    """Every word and phrase of the tables, with a concept that it stands for and how much agreeing on it tells."""
    data = concept_data()
    for name, row in data["classes"].items():
        yield from ((word, f"c:{name}", row["weight"]) for word in row["words"])
    for names in data["places"]:
        yield from ((word, f"p:{names[0]}", 0.6 if names[0] != "united-states" else 0.15) for word in names)
    for agency in AGENCIES:
        words = (*agency.names, *agency.abbreviations, *agency.heads)
        yield from ((word, f"a:{department(agency.id).id}", 0.4) for word in words if word.casefold() != "president")
    for name, words in data["agencies"].items():
        yield from ((word, f"a:{name}", 0.4) for word in words)
    for official in LISTS:
        yield from ((word, f"l:{official.id}", 0.4) for word in (*official.names[:1], *official.abbreviations))


@functools.lru_cache(maxsize=32768)
def concepts(text: str) -> tuple[Concept, ...]:
    """The concepts of a text in order; stop words have none, a phrase of the tables counts once."""
    words = [(m.start(), m.end(), fold(m.group())) for m in _NUMBER_OR_WORD.finditer(text)]
    found: list[Concept] = []
    i = 0
    while i < len(words):
        start, end, word = words[i]
        length, entry = _entry_at([w for _, _, w in words[i : i + _LONGEST_PHRASE]], text[start:end])
        if entry:
            found.extend(Concept(k, w, start, words[i + length - 1][1]) for k, w in entry)
        else:
            found.extend(Concept(k, w, start, end) for k, w in _of_word(word, text[start:end]))
        i += length
    return tuple(found)


def _entry_at(words: Sequence[str], written: str) -> tuple[int, tuple[tuple[str, float | None], ...]]:
    """The longest phrase of the tables that folded words begin with, as its number of words and its concepts; 1 and none where
    there is none. `written` is the first word as it stands."""
    table = _phrases()
    for length in range(len(words), 1, -1):
        if entry := table.get(tuple(words[:length])):
            return length, entry
    word = words[0]
    if word == "us" and written not in ("US", "us"):
        return 1, ()
    return 1, table.get((word,)) or (table.get((stem(word),)) if word not in STOPWORDS else None) or ()


def _of_word(word: str, written: str) -> Iterator[tuple[str, float | None]]:
    """The concepts of a word that the tables do not have: a year, a number, its stem and those of its parts."""
    value = number(word)
    if value is not None and (word not in STOPWORDS or word == "one"):
        if 1900 <= value <= 2100 and "," not in written:
            yield f"y:{value}", 0.5
        elif word != "one":
            yield f"n:{value}", 0.7
    elif word not in STOPWORDS and len(word) > 1:
        yield stem(word), None
        parts = word.split("-") if "-" in word else ()
        yield from ((stem(part), None) for part in parts if part and part not in STOPWORDS)


_NUMBER_OR_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|" + WORD.pattern, re.UNICODE)


@functools.lru_cache(maxsize=32768)
def keys(text: str) -> frozenset[str]:
    """The keys of a text's concepts."""
    return frozenset(c.key for c in concepts(text))
