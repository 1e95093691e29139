"""The words of a question: which are agencies, lists and places in lower case, and which are English, or a slip of an English word."""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sources.reading.statements import Mention
from sources.reading.words.lexicon import Phrase, common, folded, phrases

_TOKEN = re.compile(r"[^\W_][\w.&-]*[^\W_]|[^\W_]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question, as written and in small letters, and whether a name known by then covers it."""

    text: str
    start: int
    end: int
    low: str
    covered: bool


def words_of(view: str, known: list[Mention]) -> list[Word]:
    """The words of a question; `known` are the names found so far."""
    spans = [(m.start, m.end) for m in known if m.kind != "group"]
    out: list[Word] = []
    for found in _TOKEN.finditer(view):
        start, end = found.span()
        word = found.group()
        if word[-2:] in ("'s",):
            word, end = word[:-2], end - 2
        out.append(Word(word, start, end, word.casefold(), any(a <= start < b for a, b in spans)))
    return [w for w in out if not (w.low == "s" and w.start > 0 and view[w.start - 1] == "'")]


def fixed_phrases(view: str, words: list[Word]) -> list[Mention]:
    """Agencies, lists and places that are written in lower case (`commerce`, `treasury`, `ofac`, `turkish`)."""
    out: list[Mention] = []
    i = 0
    while i < len(words):
        hit = None if words[i].covered else _phrase(words, i, view)
        if hit is None:
            i += 1
            continue
        phrase, j = hit
        kind = {"demonym": "place", "outlet": "other"}.get(phrase.kind, phrase.kind)
        out.append(Mention(start=words[i].start, end=words[j - 1].end, kind=kind, value=phrase.value))  # type: ignore[arg-type]
        i = j
    return out


_LOWER_ABBREVIATIONS = folded("lower_abbreviations")


def _phrase(words: list[Word], i: int, view: str) -> tuple[Phrase, int] | None:
    low = words[i].low
    for phrase in phrases().get(low, ()):
        j = i + len(phrase.words)
        if j > len(words) or any(w.covered for w in words[i:j]):
            continue
        written = zip(words[i:j], map(str.casefold, phrase.words), strict=True)
        if not all(word.low in (part, part.rstrip(".")) for word, part in written):
            continue
        if phrase.exact and words[i].text != phrase.words[0] and low not in _LOWER_ABBREVIATIONS:
            continue
        if phrase.kind in ("outlet", "other") and low in common():
            continue
        if low in ("president", "jordan", "turkey") and phrase.kind == "agency":
            continue
        return phrase, j
    if low == "us" and i and words[i - 1].low in ("the", "in", "by", "to", "from", "did", "does", "has", "is"):
        return Phrase(("US",), "place", "United States"), i + 1
    return None


@cache
def _vocabulary() -> tuple[str, ...]:
    """Words of questions and of listing that a typo is compared with."""
    keys = (
        "which what where when whose because blacklisted blacklist sanctions sanctioned sanction listed listing designated designation added removed company companies "
        "entity entities department commerce treasury agency reason reasons export exports import license licence restrictions restricted list government chinese russian iranian "
        "american accused response respond responded reaction statement comment happened consequences effect about against under should would could their there administration "
        "executive order section authority military technology technologies security surveillance organization organizations university institute subsidiaries subsidiary affiliates"
    )
    return tuple(keys.split())


@cache
def is_plain(low: str) -> bool:
    """Whether a word in lower case is an English word, one of listing with a typo, a date word or a number."""
    bare = low.rstrip(".'")
    if bare in common() or bare in folded("months") or bare in folded("weekdays") or bare in folded("drop_words"):
        return True
    if re.fullmatch(r"[\d.,:/-]+|\d+(?:st|nd|rd|th|nm|bn|mn|m|k)|[a-z]", bare):
        return True
    if "-" in bare and all(part in common() or part.isdigit() for part in bare.split("-")):
        return True
    for ending in ("s", "es", "ed", "ing", "d", "ly", "er", "ers", "'t", "nt"):
        if bare.endswith(ending) and len(bare) - len(ending) > 3 and bare[: -len(ending)] in common():
            return True
    if len(bare) >= 5:
        limit = 1 if len(bare) < 8 else 2
        match = process.extractOne(bare, _vocabulary(), scorer=OSA.distance, score_cutoff=limit)
        return match is not None and bare[0] == match[0][0]
    return False
