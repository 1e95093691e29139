"""Words as concepts: what a question and a source must share to speak of the same thing.

A concept is a word's stem, a class of words that stand for one another (`c:`), a place with its demonyms and capital
(`p:`), an acting department with its bureaus and heads (`a:`), an official list
(`l:`), a number however written (`n:37`), or a year (`y:2020`).
The classes are data in `data/concepts.yaml`.
"""

import functools
import re
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

    def put(phrase: str, key: str, weight: float | None) -> None:
        words = tuple(fold(m.group()) for m in WORD.finditer(phrase))
        table.setdefault(words, {})[key] = weight
        if len(words) == 1:
            table.setdefault((stem(words[0]),), {})[key] = weight

    data = concept_data()
    for name, row in data["classes"].items():
        for word in row["words"]:
            put(word, f"c:{name}", row["weight"])
    for row in data["places"]:
        for word in row:
            put(word, f"p:{row[0]}", 0.6 if row[0] != "united-states" else 0.15)
    for agency in AGENCIES:
        for word in (*agency.names, *agency.abbreviations, *agency.heads):
            if word.casefold() != "president":
                put(word, f"a:{department(agency.id).id}", 0.4)
    for name, words in data["agencies"].items():
        for word in words:
            put(word, f"a:{name}", 0.4)
    for official in LISTS:
        for word in (*official.names[:1], *official.abbreviations):
            put(word, f"l:{official.id}", 0.4)
    return {words: tuple(sorted(keys.items())) for words, keys in table.items()}


@functools.lru_cache(maxsize=32768)
def concepts(text: str) -> tuple[Concept, ...]:
    """The concepts of a text in order; stop words have none, a phrase of the tables counts once."""
    words = [(m.start(), m.end(), fold(m.group())) for m in _NUMBER_OR_WORD.finditer(text)]
    found: list[Concept] = []
    table, i = _phrases(), 0
    while i < len(words):
        start, end, word = words[i]
        for length in range(min(_LONGEST_PHRASE, len(words) - i), 0, -1):
            key = tuple(w for _, _, w in words[i : i + length])
            entry = table.get(key) or (table.get((stem(word),)) if length == 1 and word not in STOPWORDS else None)
            if word == "us" and length == 1 and text[start:end] not in ("US", "us"):
                entry = None
            if entry:
                end = words[i + length - 1][1]
                found.extend(Concept(k, w, start, end) for k, w in entry)
                break
        else:
            length = 1
            value = number(word)
            if value is not None and (word not in STOPWORDS or word == "one"):
                if 1900 <= value <= 2100 and "," not in text[start:end]:
                    found.append(Concept(f"y:{value}", 0.5, start, end))
                elif word != "one":
                    found.append(Concept(f"n:{value}", 0.7, start, end))
            elif word not in STOPWORDS and len(word) > 1:
                found.append(Concept(stem(word), None, start, end))
                if "-" in word:
                    for part in word.split("-"):
                        if part and part not in STOPWORDS:
                            found.append(Concept(stem(part), None, start, end))
        i += length
    return tuple(found)


_NUMBER_OR_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|" + WORD.pattern, re.UNICODE)


@functools.lru_cache(maxsize=32768)
def keys(text: str) -> frozenset[str]:
    """The keys of a text's concepts."""
    return frozenset(c.key for c in concepts(text))
