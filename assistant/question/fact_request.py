"""Which facts of a row a question asks for, and of whom, or with which value: its words against the table of the
kinds of fact.

The words of the table are taken out of the question, and what every question is made of (`what is the … of …`);
what is left is a name ("the IMO number of X") or a value ("which vessel has IMO 9000001"). A question that says
more than that is none for a row.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from typing import Any

from sources.facts import fact_kinds
from sources.yaml_text import read_yaml


@functools.cache
def _words() -> dict[str, Any]:
    """The tables of `data/fact_request.yaml` as they stand."""
    text = resources.files("assistant").joinpath("data/fact_request.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = read_yaml(text)
    return words


def words_of(table: str) -> tuple[str, ...]:
    """The words of one of the tables of `data/fact_request.yaml`."""
    return tuple(_words()[table])


FIELDS = frozenset(_words()["fields"])
"""Cells of a row that are asked for like facts."""
_BOTH = frozenset(_words()["both"])
_IDLE, _PARTY = frozenset(_words()["idle"]), frozenset(_words()["party"])


_FRAMES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:according to|on|in|from|under) (?:the |any |a |an |its |us |u\.s\. |treasury['’]s |ofac['’]s )*(?:[\w'’-]+ ){0,6}?"
        r"(?:lists?|records?|entry|row|file)\b",
        r"\baccording to (?:treasury|ofac|the treasury|commerce|bis)\b",
        r"\b(?:is|are) on file\b|^(?:so|and|but|ok(?:ay)?|please)[ ,]+|\bplease\b",
    )
)
"""Where it is asked of, and other words of politeness."""


_ALIAS_OF = re.compile(r"\b(?:alias|aka|a\.k\.a\.) of (?:which|what|whom|who)\b", re.I)
"""Whose other name something is: the standing of a name, not a cell."""


@dataclass(frozen=True, slots=True)
class FieldPhrase:
    """One of the table's phrases in a question: the kinds that it stands for, whether it asks for the party (the
    value stands behind it; None: by what stands where), the spans of its words, and whether it asks for any one of its
    kinds."""

    kinds: tuple[str, ...]
    of_value: bool | None
    spans: tuple[tuple[int, int], ...]
    any_of: bool = False


@dataclass(frozen=True, slots=True)
class FactRequest:
    """What is asked for: kinds of fact, `of_value` if the party is asked for by a value, what is left of the question, in
    order: each piece in the readings that it may have as a name, the fullest first; and the groups of kinds of which any
    one is asked for ("how big": tonnages and length)."""

    kinds: tuple[str, ...]
    of_value: bool
    left: tuple[tuple[str, ...], ...]
    any_of: tuple[tuple[str, ...], ...] = ()


@functools.cache
def _phrases() -> tuple[tuple[re.Pattern[str], tuple[str, ...], bool | None, bool], ...]:
    """The table's phrases as patterns, the longest first, with the kinds that each stands for, whether a value follows,
    and whether any one of its kinds is asked for."""
    kinds = fact_kinds().values()
    rows = [(phrase, kind.kind, False) for kind in kinds for phrase in kind.asked]
    rows += [(phrase, kind.kind, True) for kind in kinds for phrase in kind.asked_of]
    rows += [(phrase, kind.kind, False) for kind in kinds for label in kind.labels if (phrase := _as_asked(label))]
    rows += [(phrase, field, False) for field, phrases in _words()["fields"].items() for phrase in phrases]
    rows += [
        (phrase, kind.kind, False)
        for phrase in _words()["numbers"]
        for kind in kinds
        if kind.form in ("number", "ship")
    ]
    found: dict[str, tuple[list[str], set[bool]]] = {}
    for phrase, name, of_value in rows:
        names, ways = found.setdefault(phrase, ([], set()))
        names.append(name)
        ways.add(of_value)
    longest = sorted(found.items(), key=lambda row: (-len(row[0]), row[0]))
    return tuple(
        (
            _pattern(phrase),
            tuple(dict.fromkeys(names)),
            ways.pop() if len(ways) == 1 else None,
            len(set(names)) > 1 and phrase not in _BOTH,
        )
        for phrase, (names, ways) in longest
    )


def _as_asked(label: str) -> str:
    """How a question calls what a row labels so, if it calls it that: two words and more, of letters."""
    words = re.sub(r"\bno(?:\.|\b)", "number", re.sub(r"\([^()]*\)", "", label.lower())).strip(" -:#")
    return words if " " in words and re.fullmatch(r"[^\W\d_][\w '’-]+", words) else ""


def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase with any blanks or hyphens, in the plural too; `who` stands for `which company` as well."""
    parts = [r"[\s-]+".join(re.escape(w).replace("’", "['’]") for w in part.split()) for part in phrase.split("…")]
    ends = r"(?:e?s)?(?![\w@])" if phrase[-1].isalpha() else r"(?!\w)"
    if parts[0] == "who" or parts[0].startswith(r"who[\s-]+"):
        parts[0] = rf"(?:who|(?:which|what)[\s-]+(?:{'|'.join(map(re.escape, sorted(_PARTY)))})){parts[0][3:]}"
    whole = r")\b.{1,90}?\b(".join(parts)
    return re.compile(rf"(?<![\w@.])({whole}{ends})", re.I)


def is_phrase(words: str) -> bool:
    """Whether these words are one of the table's phrases and no more ("IMO", "Passport", "IMO and MMSI"): a thing that is asked
    for, not a name."""
    rest = words
    for start, end in sorted((span for said in phrases_in(words) for span in said.spans), reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    return rest != words and all(word.casefold() in _IDLE for word in re.findall(r"\w+", rest))


def phrases_in(text: str) -> list[FieldPhrase]:
    """The phrases of the table in a text, longest first, none inside of another."""
    found: list[FieldPhrase] = []
    for pattern, kinds, of_value, any_of in _phrases():
        match = pattern.search(text)
        if match is None:
            continue
        spans = tuple(match.span(n) for n in range(1, (match.lastindex or 0) + 1))
        taken = [span for said in found for span in said.spans]
        if not any(a < end and start < b for start, end in spans for a, b in taken):
            found.append(FieldPhrase(kinds, of_value, spans, any_of))
    numbers = any(k in _numbers() for said in found for k in said.kinds)
    has = [m.span() for m in _HAS_IT.finditer(text)] if numbers else []
    return [said for said in found if not any(a <= start and end <= b for start, end in said.spans for a, b in has)]


NUMBERED = frozenset({"number", "ship", "mail", "web"})
"""The forms of numbers and of addresses of one party."""
_HAS_IT = re.compile(
    r"\b(?:belongs? to|(?:is|are|was|were) (?:linked|tied|attributed|assigned|connected|associated) (?:to|with))\b",
    re.I,
)
"""Whose a number is ("which wallets are linked to X"), not whom a party is linked to or owned by."""


def read(text: str, names: Sequence[tuple[int, int]] = ()) -> list[FactRequest]:
    """The ways in which a question may be read as one for facts, the likeliest first; none where it has no word for
    one.

    A word of the table in capitals may belong to a name ("Flag Trading"), so it is also read without those. One inside
    of `names`, the spans of names that are surely listed, does ("the Specimen Association").
    """
    found = [] if _ALIAS_OF.search(text) else phrases_in(text)
    found = [
        said
        for said in found
        if not any(a <= start and end <= b and (a, b) != (start, end) for start, end in said.spans for a, b in names)
    ]
    if all(k in FIELDS for said in found for k in said.kinds) and (number := _number_alone(text, found)):
        return [number]
    spans = sorted(span for said in found for span in said.spans)
    if any(_OF_ANOTHER.fullmatch(text[a[1] : b[0]]) for a, b in pairwise(spans)):
        return []
    small = [s for s in found if not text[s.spans[0][0]].isupper()]
    readings = [_asked(text, found)] if found else []
    if small and len(small) < len(found):
        readings.append(_asked(text, small))
    return readings


_OF_ANOTHER = re.compile(r"\s+(?:of|by|for) (?:the |its |his |her |their )?", re.I)
"""Between two phrases: the one is asked of the other ("the nationality of the owner of X"), not of the party."""

_NUMBER = re.compile(r"(?=(?:\D*\d){4})\w[\w./:-]{4,}")


def _number_alone(text: str, found: list[FieldPhrase]) -> FactRequest | None:
    """A question that is a number and no more ("whose is 9000001?", "is the address 0x12ab34cd sanctioned?"), which may be of
    any kind; a date is none. `found` are words for a cell of a row that may stand before it."""
    words = list(text)
    frames = (m.span() for frame in _FRAMES for m in frame.finditer(text))
    for start, end in (*frames, *(span for said in found for span in said.spans)):
        words[start:end] = " " * (end - start)
    ways = readings_of("".join(words), True)
    if not ways or not _NUMBER.fullmatch(ways[-1]) or re.search(r"\d{4}-\d\d", ways[-1]):
        return None
    kinds = tuple(k.kind for k in fact_kinds().values() if k.form in ("number", "ship"))
    return FactRequest(kinds, True, (ways[-1:],))


def _asked(text: str, found: list[FieldPhrase]) -> FactRequest:
    kinds = tuple(dict.fromkeys(k for s in sorted(found, key=lambda s: s.spans) for k in s.kinds))
    frames = (*_FRAMES, _HAS_IT) if any(k in _numbers() for k in kinds) else _FRAMES
    taken = sorted(
        [*(span for s in found for span in s.spans), *(m.span() for frame in frames for m in frame.finditer(text))]
    )
    pieces, at = [], 0
    for start, end in [*taken, (len(text), len(text))]:
        if start > at:
            pieces.append((at, start))
        at = max(at, end)
    pairs = [(start, readings_of(text[start:end], start == 0)) for start, end in pieces]
    left = [(start, ways) for start, ways in pairs if ways]
    behind = bool(left) and all(start > s.spans[0][0] for s in found for start, _ in left)
    of_value = any(s.of_value or (s.of_value is None and behind) for s in found)
    any_of = tuple(s.kinds for s in found if s.any_of)
    return FactRequest(kinds, of_value, tuple(ways for _, ways in left), any_of)


@functools.cache
def _numbers() -> frozenset[str]:
    """The kinds whose values are numbers or addresses of one party."""
    return frozenset(k.kind for k in fact_kinds().values() if k.form in NUMBERED)


_EDGES = " \t?.!,;:\"“”'’()[]"


def readings_of(piece: str, first: bool = False) -> tuple[str, ...]:
    """What a piece of a question may name, the fullest reading first: without the words that every question is made
    of (those in small letters, then any), and without what it is said to be."""
    ways: list[str] = []
    for nouns in (frozenset(), _PARTY):
        for any_case in (False, True):
            words = _without(piece.split(), _IDLE | nouns, any_case, first)
            way = re.sub(r"['’]s?$", "", _trimmed(" ".join(words)))
            if way and way not in ways and re.search(r"\w", way):
                ways.append(way)
    whole = _without(piece.split(), _IDLE | _PARTY, True, first)
    return tuple(ways) if whole else ()


def _trimmed(words: str) -> str:
    """Words without marks at their ends; the dot of an abbreviation stays ("S.A.")."""
    dotted = re.search(r"(?<!\b\w\.)\b\w\.(?:\w\.)++(?=[?!,;:]*$)", words)
    return words[: dotted.end()].lstrip(_EDGES) if dotted else words.strip(_EDGES)


def _without(words: list[str], drop: frozenset[str], any_case: bool, first: bool) -> list[str]:
    words = list(words)

    def idle(word: str, opens: bool) -> bool:
        bare = word.strip(_EDGES)
        return not bare or ((any_case or opens or bare == bare.lower()) and bare.lower() in drop)

    while words and idle(words[0], first):
        words.pop(0)
    trailing = drop - _PARTY
    while words and idle(words[-1], False) and words[-1].strip(_EDGES).lower() not in drop - trailing:
        words.pop()
    return words
