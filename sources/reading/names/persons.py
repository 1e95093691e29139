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
    if not pieces:
        return None
    lows = [
        piece.group().casefold().rstrip("'s") if piece.group().endswith("'s") else piece.group().casefold()
        for piece in pieces
    ]
    titles = folded("titles")
    if lows[-1] in titles and lows[-1] not in ("special", "under", "acting", "press", "senior", "principal", "general"):
        last = len(pieces) - 1
    else:
        last = next(
            (
                i
                for i in range(len(lows) - 2, max(-1, len(lows) - 10), -1)
                if lows[i] in titles and lows[i + 1] in ("of", "for", "to", "at")
            ),
            -1,
        )
        if last < 0 or any(
            low in ("said", "says", "told", "is", "was", "has", "that", "and", "with") and i == last + 1
            for i, low in enumerate(lows)
        ):
            return None
        between = lows[last + 1 :]
        if any(low in folded("title_stops") for low in between):
            return None
    word = lows[last]
    if not person and ((word in _WEAK and size < 2) or (size < 2 and word not in _STRONG)):
        return None
    first = last
    while first > 0 and (
        lows[first - 1] in titles
        or lows[first - 1] in folded("title_adjectives")
        or (
            pieces[first - 1].group()[0].isupper()
            and lows[first - 1]
            in folded("industry_words")
            | {"ministry", "department", "house", "white", "commerce", "treasury", "company", "embassy"}
        )
        or lows[first - 1]
        in (
            "ministry",
            "company",
            "embassy",
            "government",
            "group",
            "department",
            "commerce",
            "treasury",
            "state",
            "trade",
            "defense",
        )
    ):
        first -= 1
    return base + pieces[first].start(), base + pieces[-1].end()
