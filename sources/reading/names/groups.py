"""Groups by their noun: `eight Chinese technology companies`, `34 Chinese entities`, `two units of BGI Group`, `one in Malaysia`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sources.reading.names.tokens import UPPER
from sources.reading.words.lexicon import folded, places
from sources.reading.words.numbers import UNITS, number

_VAGUE = folded("vague_numbers")
_BEFORE_NUMBER = folded("before_numbers")
_STOP = folded("drop_words") | folded("group_stops")
_NOUN = re.compile(
    r"(?i:\b(?:[a-z][a-z-]{0,60}s|entity|company|firm|person|people|individual|body|subsidiary|affiliate|unit|vessel|bank|institute|university|party|institution|organi[sz]ation|network|businessmen|women|men))(?![\w'-])"
)
_CAPS = rf"(?: People's(?= [{UPPER}])| [{UPPER}0-9][\w.&'-]*(?<!'s)(?<![.]))+"
_TAIL = re.compile(
    rf"(?: (?:related to|linked to|affiliated with|controlled by|owned by|based in|located in|headquartered in|in|from|of|under|across)(?: the)?(?: destinations? of)?(?: the)?"
    rf"(?P<name>(?:(?: [a-z][\w-]*){{0,2}}(?: [{UPPER}][\w-]*)?(?: [a-z][\w-]*){{0,4}} (?:company|firm|maker|giant|group|developer|conglomerate|startup|supplier|manufacturer))?{_CAPS}(?: of{_CAPS})?)"
    rf"(?:(?:,{_CAPS})*,? (?:and|or)(?: the)?{_CAPS}(?! (?:were|was|is|are|have|has|said)\b))?(?: \([{UPPER}][^()]*\))?)"
)
_MORE = re.compile(r",? (?:and|or) (?:other |related |their |its )?(?:[a-z-]+ ){0,2}?([a-z-]+s)\b")
_FEW = re.compile(
    rf"(?<![\w$.,])(?P<n>\d{{1,4}}|{'|'.join(sorted(UNITS, key=len, reverse=True)[:19])})(?: others?| more)? (?P<how>in|from|under)(?: the)?(?: destinations? of)?(?: the)? (?P<where>[{UPPER}][\w.-]*(?: [{UPPER}][\w.-]*){{0,3}})"
)
_SIZE = re.compile(r"\b(\d{1,4}|" + "|".join(UNITS) + r")-(?:entity|company|firm|member|name|person)\b")


@dataclass(frozen=True, slots=True)
class Group:
    """`start:end` with its number, where one is said; `definite` when a word points back (`the two units`, `both firms`)."""

    start: int
    end: int
    noun: tuple[int, int]
    count: tuple[int, int] | None
    definite: bool


@cache
def _nouns() -> frozenset[str]:
    return folded("group_nouns")


_SOME_OF = re.compile(
    r"(?:\b(?:some|many|most|several|dozens|two|three|four|five|six|seven|eight|nine|ten|more) )of (?:the )?$"
)
_BRACKET = re.compile(r" \(\d+\) $")
_WORD_BACK = re.compile(
    r"(\d{1,3}(?:,\d{3}){1,5}|[a-z]{1,40}-U\.[SK]\.|[^\s,;:.!?()\"—]{1,40}|U\.S\.|U\.K\.)(,?) {1,40}$"
)


def groups(view: str) -> Iterator[Group]:
    """The groups in a flat text, in order of their nouns."""
    nouns = _nouns()
    last = -1
    for found in _NOUN.finditer(view):
        noun = found.group().casefold()
        if noun not in nouns and noun.rsplit("-", 1)[-1] not in nouns:
            continue
        if found.start() < last:
            continue
        group = _group(view, found.start(), found.end())
        if group:
            last = group.end
            yield group
    yield from _few(view)
    for found in _SIZE.finditer(view):
        yield Group(found.start(), found.end(), found.span(), found.span(1), False)


def _few(view: str) -> Iterator[Group]:
    for found in _FEW.finditer(view):
        where = found.group("where").rstrip(".")
        if where.casefold() in places() or where.split()[0].casefold() in places():
            if found.group("how") == "in" and not re.search(
                r"[a-z]{4}s\b[^.;]{0,120}$", view[max(0, found.start() - 160) : found.start()]
            ):
                continue
            yield Group(
                found.start(), found.start() + len(found.group().rstrip(".")), found.span("n"), found.span("n"), False
            )


def _group(view: str, noun_start: int, noun_end: int) -> Group | None:
    start = noun_start
    count: tuple[int, int] | None = None
    national = False
    adjectives = 0
    definite = False
    position = noun_start
    while adjectives < 9:
        back = _WORD_BACK.search(view, max(0, position - 40), position)
        if not back and (bracket := _BRACKET.search(view, max(0, position - 8), position)):
            position = bracket.start() + 1  # `thirty-three (33) persons`
            continue
        if not back:
            break
        word, comma = back.group(1), back.group(2)
        low = word.casefold()
        if comma and not (low in places() and national):
            break
        if number(low) is not None or low == "dozen":
            count = (back.start(1), count[1] if count else back.end(1))
            start = position = back.start(1)
            continue
        if low in ("many", "much") and re.search(
            r"\bhow $", view[max(0, back.start(1) - 4) : back.start(1)], re.IGNORECASE
        ):
            national = True
            break
        if low in _VAGUE or (low in ("a", "half") and count):
            start = position = back.start(1)
            if low in ("number", "group") and view[max(0, back.start(1) - 2) : back.start(1)] not in ("a ", "A "):
                start = position = back.end()
                break
            if low in (
                "number",
                "group",
                "handful",
                "couple",
                "pair",
                "network",
                "networks",
                "slew",
                "raft",
                "string",
                "series",
                "trio",
            ):
                break
            count = count or back.span(1)
            continue
        if low == "of" and re.search(
            r"\b(?:dozens|number|group|handful|hundreds|scores|couple|pair|trio|dozen|networks?|slew|raft|string|series) of $",
            view[max(0, position - 14) : position],
        ):
            position = back.start(1)
            continue
        if count and low in _BEFORE_NUMBER:
            if low in ("the", "these", "those", "all"):
                definite = low != "all" or definite
                break
            start = position = back.start(1)
            continue
        if count and low not in ("other", "a"):
            break
        if low in ("more", "additional", "further") and not count and not adjectives:
            ahead = _WORD_BACK.search(view, max(0, back.start(1) - 40), back.start(1))
            if ahead and not ahead.group(2) and number(ahead.group(1)) is not None:
                position = back.start(1)
                continue
        if low in ("more", "additional") and not count and adjectives and view[noun_start:noun_end].endswith("s"):
            start = position = back.start(1)
            national = True
            continue
        if low.endswith("'s") and (some := _SOME_OF.search(view, max(0, back.start(1) - 30), back.start(1))):
            start = some.start()
            national = True
            break
        if low in (
            "the",
            "these",
            "those",
            "both",
            "its",
            "their",
            "his",
            "such",
            "all",
            "other",
            "another",
        ) or low.endswith("'s"):
            if low in ("the", "these", "those", "both", "such"):
                definite = True
                if low == "both":
                    start = position = back.start(1)
            if low in ("other", "another"):
                start = position = back.start(1)
                adjectives += 1
                continue
            break
        if low in places():
            national = True
            start = position = back.start(1)
            adjectives += 1
            continue
        if low in ("and", "or") and national:
            ahead = _WORD_BACK.search(view, max(0, back.start(1) - 40), back.start(1))
            if ahead and ahead.group(1).casefold() in places():
                position = back.start(1)
                continue
            break
        if low in ("and", "&") and _adjective_before(view, back.start(1)):
            position = back.start(1)
            adjectives += 1
            continue
        if (
            low in _STOP
            or low.endswith("ly")
            or (
                word[0].isupper()
                and not _owner_of(view, back.start(1), noun_start, noun_end)
                and low not in folded("industry_words")
                and not word.isupper()
            )
        ):
            break
        start = position = back.start(1)
        adjectives += 1
    single = view[noun_start:noun_end].casefold()
    if not count and (
        not national or not (single.endswith("s") or single in ("people", "men", "women", "businessmen"))
    ):
        return None
    end = noun_end
    while more := _MORE.match(view, end):
        if more.group(1) not in _nouns() or any(number(word) is not None for word in more.group().split()):
            break
        end = more.end()
    if (tail := _TAIL.match(view, end)) and not tail.group("name").strip().isdigit() and not _describes(view, tail):
        end = tail.end() if _same_kind(tail) else tail.end("name")
    return Group(start, end, (noun_start, noun_end), count, definite)


def _same_kind(tail: re.Match[str]) -> bool:
    """Whether what is coordinated after a place are places too (`in Belarus, Russia and China`), not the group's members
    (`two traders in Iran, Kilda LLC and Orlin FZE`)."""
    name = tail.group("name").strip()
    more = tail.string[tail.end("name") : tail.end()]
    if "," not in more or name.casefold() not in places():
        return True
    others = [w for w in re.split(r",? (?:and|or)(?: the)? |, ?", re.sub(r" \([^()]*\)$", "", more)) if w.strip()]
    return all(w.strip().casefold() in places() for w in others)


def _describes(view: str, tail: re.Match[str]) -> bool:
    """Whether the capitals after the preposition are only an adjective of what follows (`units of Chinese banks`)."""
    if tail.group("name").split()[-1].casefold() in folded("months") | folded("weekdays") or tail.group("name").split()[
        0
    ].casefold() in folded("months"):
        return True
    row = places().get(tail.group("name").strip().casefold())
    return bool(row and row[2]) or bool(re.match(r" [a-z]+(?:ies|rs|ms)\b", view[tail.end() : tail.end() + 20]))


def _owner_of(view: str, position: int, noun_start: int, noun_end: int) -> bool:
    """`38 Huaxin affiliates`: a name between the number and a noun of kinship."""
    noun = view[noun_start:noun_end].casefold()
    if noun not in (
        "affiliates",
        "subsidiaries",
        "units",
        "entities",
        "executives",
        "companies",
        "institutes",
        "arms",
        "affiliate",
        "unit",
        "subsidiary",
    ):
        return False
    back = _WORD_BACK.search(view, max(0, position - 24), position)
    return back is not None and (
        number(back.group(1)) is not None or back.group(1).casefold() in _VAGUE | {"other", "more"}
    )


def _adjective_before(view: str, position: int) -> bool:
    """`defense and surveillance technology companies`: an adjective stands on both sides of `and`."""
    back = _WORD_BACK.search(view, max(0, position - 40), position)
    if not back or back.group(2):
        return False
    low = back.group(1).casefold()
    return low in folded("paired_adjectives")
