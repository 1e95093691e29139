"""Persons: titles before and after a name, in capitals or not, and surnames of those named in full before."""

import re

from sources.reading.names.names import Name
from sources.reading.words.lexicon import folded

_STRONG = folded("strong_titles")

_WEAK = frozenset(
    [
        "owner",
        "partner",
        "leader",
        "head",
        "trader",
        "trader's",
        "chief",
        "official",
        "officials",
        "executive",
        "founder",
    ]
)

_MORE = frozenset(
    ["analyst", "ceo", "chairman", "chairwoman", "director", "fellow", "founder", "lawyer", "professor", "researcher"]
)

_AFTER = re.compile(
    r",? ?(?:\([^()]{{1,60}}\))?, ((?:who (?:is|was|serves as) )?(?:the |a |an |its |his |her )?[^,.;:()\"]{{0,80}}?\b(?:{})\b[^,.;:()\"]{{0,80}})".format(
        "|".join(
            sorted(
                w
                for w in folded("titles")
                if w.isalpha()
                and w
                not in (
                    "special",
                    "press",
                    "senior",
                    "vice",
                    "acting",
                    "under",
                    "general",
                    "king",
                    "lord",
                    "sir",
                    "principal",
                )
            )
        )
    )
)

_WHO = re.compile(r",? who\b")


def persons(view: str, found: list[Name]) -> list[Name]:
    """Titles before and after a name make it a person's; a surname is one where the full name was."""
    org = folded("org_heads") | folded("industry_words") | folded("legal_forms")
    out: list[Name] = []
    surnames: set[str] = set()
    for name in found:
        if name.kind in ("entity", "person"):
            pieces = view[name.start : name.end].split()
            if name.kind == "person" or (
                len(pieces) <= 4 and not any(piece.casefold().rstrip(".,") in org for piece in pieces)
            ):
                name = _titled(view, name, len(pieces))
            if name.kind == "person" and _acronym(view, name):
                name = Name(name.start, name.end, "entity", name.value, acronym=name.acronym)
            if name.kind == "person" and pieces:
                surnames.add(pieces[-1])
        out.append(name)
    return [
        Name(n.start, n.end, "person", n.value)
        if n.kind == "entity" and n.value is None and view[n.start : n.end] in surnames
        else n
        for n in out
    ]


def _acronym(view: str, name: Name) -> bool:
    """`Chairman of the ACEP`, `the EARB Chair`: one word in capitals is a body, unless its title is in capitals too (`MS. LEE`)."""
    words = view[name.start : name.end]
    if not re.fullmatch(r"[A-Z][A-Z&-]{2,7}", words) or name.title_start < 0:
        return re.fullmatch(r"[A-Z]{3,7}", words) is not None and name.title_start < 0
    return not view[name.title_start : name.title_end].isupper()


def _titled(view: str, name: Name, size: int) -> Name:
    title = (name.title_start, name.title_end)
    if title[0] < 0 or view[title[0]].isupper():
        before = _title_before(view, title[0] if title[0] >= 0 else name.start, size, name.kind == "person")
        if before and (title[0] < 0 or before[0] < title[0]):
            title = (before[0], title[1] if title[0] >= 0 else before[1])
    if title[0] < 0 and size >= 2 and name.kind == "person" and (after := _AFTER.match(view, name.end)):
        title = after.span(1)
        title = (title[0], title[0] + len(view[title[0] : title[1]].rstrip()))
    elif title[0] < 0 and 2 <= size <= 3 and name.kind == "entity" and view[name.end : name.end + 1] == ",":
        after = _AFTER.match(view, name.end)
        if after and re.match(
            r"(?:the |a |an |its )?(?:[\w'.-]+ ){{0,4}}?(?:{})\b".format("|".join(sorted(_STRONG | _MORE))),
            after.group(1),
        ):
            return Name(
                name.start,
                name.end,
                "person",
                None,
                after.start(1),
                after.start(1) + len(after.group(1).rstrip()),
                name.acronym,
            )
    if title[0] >= 0:
        return Name(name.start, name.end, "person", name.value, *title, name.acronym)
    return name


def _title_before(view: str, start: int, size: int, person: bool) -> tuple[int, int] | None:
    """A title in lower case before a name: `undersecretary for terrorism and financial intelligence Brian Nelson`."""
    window = view[max(0, start - 110) : start]
    cut = max(window.rfind(mark) for mark in (",", ";", ":", '"', "(", ")", "\n", ". ", "—"))
    base = max(0, start - 110) + cut + 1
    pieces = list(re.finditer(r"\S+", view[base:start]))
    lows = [
        piece.group().casefold().rstrip("'s") if piece.group().endswith("'s") else piece.group().casefold()
        for piece in pieces
    ]
    last = _title_word(lows)
    if last is None:
        return None
    if not person and size < 2 and (lows[last] in _WEAK or lows[last] not in _STRONG):
        return None
    first = last
    while first > 0 and _belongs_to_title(pieces[first - 1].group(), lows[first - 1]):
        first -= 1
    return base + pieces[first].start(), base + pieces[-1].end()


def _title_word(lows: list[str]) -> int | None:
    """The place of the title among the words before a name: the last of them, or one with `of …` behind it."""
    titles = folded("titles")
    if lows and lows[-1] in titles and lows[-1] not in _ONLY_BEFORE_TITLE:
        return len(lows) - 1
    far = range(len(lows) - 2, max(-1, len(lows) - 10), -1)
    last = next((i for i in far if lows[i] in titles and lows[i + 1] in ("of", "for", "to", "at")), None)
    return None if last is None or any(low in folded("title_stops") for low in lows[last + 1 :]) else last


_ONLY_BEFORE_TITLE = frozenset(["special", "under", "acting", "press", "senior", "principal", "general"])
_OFFICES = frozenset(
    ["ministry", "company", "embassy", "government", "group", "department", "commerce", "treasury", "state", "trade"]
) | {"defense"}


def _belongs_to_title(word: str, low: str) -> bool:
    """Whether a word before a title is part of it: another title, an adjective of titles, an office, a trade with a capital."""
    if low in folded("titles") or low in folded("title_adjectives") or low in _OFFICES:
        return True
    return word[0].isupper() and (low in folded("industry_words") or low in ("house", "white"))
