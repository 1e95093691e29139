"""Words as concepts: what a question and a source must share to speak of the same thing.

A concept is a word's stem, a class of words that stand for one another (`c:`), a place with its demonyms and capital
(`p:`), an acting department with its bureaus and heads (`a:`), an official list
(`l:`), a number however written (`n:37`), or a year (`y:2020`).
The classes are data in `data/concepts.yaml`.
"""

import functools
import re
import threading
import unicodedata
from dataclasses import dataclass
from importlib import resources
from typing import Any

import snowballstemmer

from sources.agencies import AGENCIES, department
from sources.lists import LISTS
from sources.yaml_text import read_yaml

_WORD = re.compile(r"[^\W_]+(?:[’'.\-&][^\W_]+)*\.?", re.UNICODE)
_stemmers = threading.local()
_LONGEST_PHRASE = 7

_UNITS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}

STOPWORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "me",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "ours",
        "she",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "about",
        "after",
        "again",
        "against",
        "all",
        "also",
        "am",
        "because",
        "before",
        "between",
        "both",
        "during",
        "each",
        "few",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "still",
        "very",
        "via",
        "per",
        "please",
        "tell",
        "give",
        "name",
        "names",
        "show",
        "explain",
        "according",
        "exactly",
        "actually",
        "ever",
        "get",
        "got",
        "make",
        "made",
        "one",
        "say",
        "s",
        "t",
        "re",
        "ve",
        "ll",
        "d",
        "m",
        "don",
        "didn",
        "doesn",
        "isn",
        "wasn",
        "let",
        "much",
        "many",
        "kind",
        "sort",
        "type",
        "thing",
        "things",
        "regarding",
        "concerning",
        "amid",
        "among",
        "within",
        "without",
        "whether",
        "only",
        "own",
        "same",
        "over",
        "out",
        "off",
        "like",
        "etc",
        "since",
        "apart",
        "including",
        "currently",
        "today",
        "now",
        "yet",
        "already",
        "ok",
        "hi",
        "hello",
        "thanks",
        "whats",
        "whos",
        "hows",
        "wheres",
    ]
)


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


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a lower-case word (Snowball English). A stemmer keeps the word at hand in itself, so each thread has one
    of its own: two at once would stem each other's words."""
    if not hasattr(_stemmers, "english"):
        _stemmers.english = snowballstemmer.stemmer("english")
    return str(_stemmers.english.stemWord(word))


_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)


def _plain(word: str) -> str:
    """Latin letters without accents, as the index of words has them, so that `Élan` and `Elan` are one word; others as
    they stand."""
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in parted if not unicodedata.combining(c)).translate(_UNDECOMPOSED)
    return plain if plain.isascii() else word


def _fold(word: str) -> str:
    word = _plain(word.lower().replace("’", "'"))
    if word.endswith("."):
        word = word if "." in word[:-1] else word[:-1]
    for ending in ("'s", "s'"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word[: -len(ending)] + ("s" if ending == "s'" else "")
    return word


@functools.cache
def _phrases() -> dict[tuple[str, ...], tuple[tuple[str, float | None], ...]]:
    """Every word and phrase of the tables, as folded words, with the concepts that it stands for."""
    table: dict[tuple[str, ...], dict[str, float | None]] = {}

    def put(phrase: str, key: str, weight: float | None) -> None:
        words = tuple(_fold(m.group()) for m in _WORD.finditer(phrase))
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


def number(word: str) -> int | None:
    """The number that a word or numeral stands for: `1,000`, `thirty-seven`, `dozen`; None when it is none."""
    plain = word.lower().replace(",", "")
    if plain.isdecimal():
        return int(plain)
    if plain in _UNITS:
        return _UNITS[plain]
    if plain in _TENS:
        return _TENS[plain]
    head, _, tail = plain.partition("-")
    if head in _TENS and tail in _UNITS:
        return _TENS[head] + _UNITS[tail]
    return {"dozen": 12, "hundred": 100, "thousand": 1000}.get(plain)


@functools.lru_cache(maxsize=32768)
def concepts(text: str) -> tuple[Concept, ...]:
    """The concepts of a text in order; stop words have none, a phrase of the tables counts once."""
    words = [(m.start(), m.end(), _fold(m.group())) for m in _NUMBER_OR_WORD.finditer(text)]
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


_NUMBER_OR_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|" + _WORD.pattern, re.UNICODE)


@functools.lru_cache(maxsize=32768)
def keys(text: str) -> frozenset[str]:
    """The keys of a text's concepts."""
    return frozenset(c.key for c in concepts(text))
