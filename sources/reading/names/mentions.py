"""Names in a text: companies, bodies, persons with their titles, agencies, lists, laws, places, groups.

`mentions` reads prose; `question_mentions` (questions.py) adds what questions need. Rules only, no model: see names.py.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from sources.document import Span
from sources.reading.names.groups import groups
from sources.reading.names.lawnames import agency_names, laws, list_names
from sources.reading.names.lines import at_start, line_of
from sources.reading.names.names import Name, segment
from sources.reading.names.persons import persons
from sources.reading.names.tokens import run_pattern, tokens
from sources.reading.statements import Mention
from sources.reading.words.lexicon import folded, governments, places, words
from sources.reading.words.view import Compact, compact, flat
from sources.reading.words.view import folded as spaced

_BODY = re.compile(
    r"\b(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:'s)? (?P<what>embassy(?: in [A-Z][a-z]+)?|consulate|foreign ministry|commerce ministry|defen[cs]e ministry"
    r"|ministry of (?:foreign affairs|commerce|defen[cs]e|public security|state security)|mission to the [A-Z][\w.]+(?: [A-Z]\w+)?)\b"
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
    found = persons(view, _longest(found, view))
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
            line = line_of(view, start)
        pieces = tokens(view, start, end)
        found.extend(segment(pieces, at_start(view, start), line[2]))
    return found


@cache
def _quick() -> frozenset[str]:
    """Single capitalised words that are never names: nine runs of ten in ordinary prose."""
    return frozenset(word.capitalize() for word in folded("drop_words") if word != "us") | {"I", "A"}


def _laws_and_lists(view: str, found: list[Name]) -> None:
    for start, end, value in laws(view):
        found.append(Name(start, end, "law", value))
    for start, end, listed in list_names(view):
        found.append(Name(start, end, "list", listed))
    for start, end, agency in agency_names(view):
        found.append(Name(start, end, "agency", agency))


_LEADS = re.compile(r"(?<!\s)\s+(?:on|onto|to|from|off|under|in|of)\s+(?:the|an?|its|this|that)\s+$")
"""The words between a name and the list that it is put on."""


def _longest(found: list[Name], view: str) -> list[Name]:
    """Names without those that lie inside a longer one; of two that cross, the earlier. A name that runs into a list ("Corporation on
    the Entity" List) ends before the words that lead to the list."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end, n.value is None)):
        if kept and name.start < kept[-1].end:
            last = kept[-1]
            if name.end > last.end and name.kind == "list" and last.kind == "entity":
                led = _LEADS.search(view, last.start, name.start)
                if led is not None and led.end() == name.start and led.start() > last.start:
                    kept[-1] = replace(last, end=led.start())
                    kept.append(name)
                    continue
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


def _bodies(view: str) -> Iterable[Mention]:
    """`Chinese embassy in Washington`, `China's foreign ministry`: bodies whose noun is in lower case."""
    for found in _BODY.finditer(view):
        who = found.group("who")
        start = found.start()
        if who.casefold() not in places():
            who = who.split()[-1]
            start = found.start() + found.group("who").rfind(who)
        if who.casefold() in places():
            value = "mofcom" if "commerce" in found.group("what") and places()[who.casefold()][1] == "China" else None
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
