"""Names in a text: companies, bodies, persons with their titles, agencies, lists, laws, places, groups.

`mentions` reads prose; `question_mentions` (questions.py) adds what questions need. Rules only, no model: see names.py.
"""

import re
from collections.abc import Iterable
from functools import cache

from sources.document import Span
from sources.reading.groups import groups
from sources.reading.lawnames import agency_names, laws, list_names
from sources.reading.lexicon import common, folded, governments, places, words
from sources.reading.names import Name, segment
from sources.reading.statements import Mention
from sources.reading.tokens import run_pattern, tokens
from sources.reading.view import Compact, compact, flat
from sources.reading.view import folded as spaced

_OPENERS = " \"'([{#>•·-—|+✓→"
_ENDS = ".!?:;\n"
_WORDS = re.compile(r"[A-Za-z][\w'-]*")
_BODY = re.compile(
    r"\b(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:'s)? (?P<what>embassy(?: in [A-Z][a-z]+)?|consulate|foreign ministry|commerce ministry|defen[cs]e ministry"
    r"|ministry of (?:foreign affairs|commerce|defen[cs]e|public security|state security)|mission to the [A-Z][\w.]+(?: [A-Z]\w+)?)\b"
)
_STRONG = frozenset(
    [
        "secretary",
        "undersecretary",
        "minister",
        "president",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "senator",
        "representative",
        "ambassador",
        "general",
        "admiral",
        "premier",
        "chancellor",
        "professor",
        "congressman",
        "congresswoman",
        "commissioner",
        "governor",
    ]
)
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


def mentions(text: str, offset: int = 0) -> list[Mention]:
    """The names in `text`, by where they stand; offsets are those of `text` plus `offset`, end exclusive.

    Groups and bodies may contain other mentions (`Chinese` in `34 Chinese entities`); otherwise none overlap.
    """
    folded_view = compact(flat(text))
    found = _read(folded_view.text)
    if len(folded_view.starts) > 1 or offset:
        found = [_moved(m, folded_view, offset) for m in found]
    return found


def _read(view: str) -> list[Mention]:
    """The mentions of a view with single blanks, at its positions."""
    found = _names(view)
    _laws_and_lists(view, found)
    found = _persons(view, _longest(found))
    out = [_mention(view, name) for name in found]
    for name in found:
        if name.acronym and name.kind not in ("other", "outlet"):
            start, end = name.acronym
            full = spaced(view[name.start : name.end])
            kind = name.kind if name.kind != "demonym" else "place"
            out.append(Mention(start=start, end=end, kind=kind, value=name.value or full, also=full))  # type: ignore[arg-type]
    out.extend(_bodies(view))
    for group in groups(view):
        out.append(Mention(start=group.start, end=group.end, kind="group", value=spaced(view[group.start : group.end])))
    return _linked(sorted(out, key=lambda m: (m.start, -m.end)))


def _moved(m: Mention, way: Compact, offset: int) -> Mention:
    """The same mention at the positions of the text it was given in."""
    title = Span(way.at(m.title.start) + offset, way.upto(m.title.end) + offset) if m.title else None
    return m.model_copy(update={"start": way.at(m.start) + offset, "end": way.upto(m.end) + offset, "title": title})


def _names(view: str) -> list[Name]:
    found: list[Name] = []
    line: tuple[int, int, bool] = (0, 0, False)
    quick = _quick()
    for run in run_pattern().finditer(view):
        start, end = run.span()
        if run.group() in quick:
            continue
        if not line[0] <= start < line[1]:
            line = _line(view, start)
        pieces = tokens(view, start, end)
        found.extend(segment(pieces, _at_start(view, start), line[2]))
    return found


@cache
def _quick() -> frozenset[str]:
    """Single capitalised words that are never names: nine runs of ten in ordinary prose."""
    return frozenset(word.capitalize() for word in folded("drop_words") if word != "us") | {"I", "A"}


def _at_start(view: str, start: int) -> bool:
    """Whether a sentence, a row or a quotation begins at `start`."""
    i = start - 1
    opened = False
    while i >= 0 and view[i] in _OPENERS:
        opened = opened or view[i] in '"•#>|·'
        i -= 1
    return i < 0 or opened or view[i] in _ENDS


_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "for",
        "to",
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "over",
        "after",
        "as",
        "amid",
        "into",
        "under",
        "vs",
        "via",
        "per",
        "but",
        "nor",
        "its",
        "it",
        "is",
    ]
)
_LINE_END = re.compile(r"\n|(?<=[a-z]{4}[.?!]) |(?<=[a-z]{4}[.?!]\") ")


def _line(view: str, start: int) -> tuple[int, int, bool]:
    """The bounds of the sentence or line around `start`, and whether it is in title case (or all capitals).

    In title case a capital says nothing: no word but small ones is in lower case, and some verb or other plain word is not.
    """
    begin = floor = max(0, start - 500)
    for mark in ("\n", ". ", "? ", "! ", '" '):
        place = view.rfind(mark, floor, start)
        if place >= begin and (mark != ". " or view[max(0, place - 4) : place].islower()):
            begin = place + len(mark)
    end = found.end() if (found := _LINE_END.search(view, start)) else len(view)
    listed = _WORDS.findall(view[begin:end])
    if len(listed) < 4 or listed[0].islower() or any(word.islower() and word not in _SMALL for word in listed):
        return begin, max(end, start + 1), False
    if all(word.isupper() for word in listed):
        return begin, max(end, start + 1), True
    known = (
        folded("org_heads")
        | folded("group_nouns")
        | folded("industry_words")
        | folded("legal_forms")
        | folded("generic_caps")
    )
    plain = [
        word
        for word in listed[1:]
        if (low := word.casefold()) in common() and low not in known and low not in places() and low not in _SMALL
    ]
    titled = len(plain) > 1 or any(word.casefold() in folded("title_verbs") for word in listed[1:])
    return begin, max(end, start + 1), titled and bool(plain)


def _laws_and_lists(view: str, found: list[Name]) -> None:
    for start, end, value in laws(view):
        found.append(Name(start, end, "law", value))
    for start, end, listed in list_names(view):
        found.append(Name(start, end, "list", listed))
    for start, end, agency in agency_names(view):
        found.append(Name(start, end, "agency", agency))


def _longest(found: list[Name]) -> list[Name]:
    """Names without those that lie inside a longer one; of two that cross, the earlier."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end, n.value is None)):
        if kept and name.start < kept[-1].end:
            last = kept[-1]
            if (
                name.end > last.end
                and name.kind in ("list", "law", "agency")
                and last.kind in ("entity", "list", "law", "place")
            ):
                kept[-1] = Name(
                    last.start if last.kind != "place" else name.start, name.end, name.kind, name.value or last.value
                )
            continue
        kept.append(name)
    return kept


# -- persons ---------------------------------------------------------------------------------------------------------

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


def _persons(view: str, found: list[Name]) -> list[Name]:
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
            if name.kind == "person" and pieces:
                surnames.add(pieces[-1])
        out.append(name)
    return [
        Name(n.start, n.end, "person", n.value)
        if n.kind == "entity" and n.value is None and view[n.start : n.end] in surnames
        else n
        for n in out
    ]


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
            r"(?:the |a |an |its )?(?:[\w'.-]+ ){{0,4}}?(?:{})\b".format(
                "|".join(
                    _STRONG
                    | {
                        "director",
                        "chairman",
                        "chairwoman",
                        "professor",
                        "lawyer",
                        "analyst",
                        "fellow",
                        "founder",
                        "researcher",
                        "ceo",
                    }
                )
            ),
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
        if any(
            low
            in (
                "said",
                "says",
                "told",
                "is",
                "was",
                "has",
                "had",
                "that",
                "which",
                "who",
                "by",
                "from",
                "with",
                "over",
                "on",
            )
            for low in between
        ):
            return None
    word = lows[last]
    if not person and ((word in _WEAK and size < 2) or (size < 2 and word not in _STRONG)):
        return None
    first = last
    while first > 0 and (
        lows[first - 1] in titles
        or lows[first - 1]
        in (
            "deputy",
            "assistant",
            "acting",
            "former",
            "vice",
            "senior",
            "chief",
            "then",
            "top",
            "prime",
            "foreign",
            "press",
            "executive",
            "managing",
            "security",
            "national",
            "policy",
            "country",
        )
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


def _bodies(view: str) -> Iterable[Mention]:
    """`Chinese embassy in Washington`, `China's foreign ministry`: bodies whose noun is in lower case."""
    for found in _BODY.finditer(view):
        who = found.group("who")
        start = found.start()
        if who.casefold() not in places():
            who = who.split()[-1]
            start = found.start() + found.group("who").rfind(who)
        if who.casefold() in places():
            value = (
                "china-mofcom" if "commerce" in found.group("what") and places()[who.casefold()][1] == "China" else None
            )
            words = spaced(view[start : found.end()])
            yield Mention(start=start, end=found.end(), kind="agency" if value else "entity", value=value or words)


# -- out -------------------------------------------------------------------------------------------------------------


def _mention(view: str, name: Name) -> Mention:
    kind = {"demonym": "place", "outlet": "other"}.get(name.kind, name.kind)
    printed = spaced(view[name.start : name.end])
    value = name.value if name.kind in ("agency", "place", "demonym", "list") else name.value or printed
    title = Span(name.title_start, name.title_end) if name.title_start >= 0 else None
    also = view[name.acronym[0] : name.acronym[1]] if name.acronym else None
    return Mention(start=name.start, end=name.end, kind=kind, value=value, title=title, also=also)  # type: ignore[arg-type]


def _linked(found: list[Mention]) -> list[Mention]:
    """Later uses of a short form that was defined in brackets get the full name in `also`, and its kind."""
    known = {m.also: m for m in found if m.also and m.kind != "agency" and m.value and m.also != m.value}
    if not known:
        return found
    out: list[Mention] = []
    for m in found:
        full = known.get(m.value or "")
        if full is not None and m.also is None and m.kind in ("entity", "person", "other") and m.start > full.start:
            m = m.model_copy(update={"also": full.value, "kind": full.kind})
        out.append(m)
    return out


def government(words_: str) -> str | None:
    """The government that these words stand for as the one who acts (`Washington`: `us-government`), or None."""
    return governments().get(spaced(words_).casefold())


def outlet(words_: str) -> bool:
    """Whether these words are the name of a news agency or paper."""
    return words_ in words("outlets")
