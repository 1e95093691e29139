"""Removals that a text tells without naming the list again: "was added to it in 2019 and taken off in 2022", "was on it
until 2022", "It was removed last June". The party and the list are those of the listing told just before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sources.dates import find_date
from sources.document import Document, Span
from sources.reading.names.mentions import mentions
from sources.reading.statements import DateSlot, Slot, Statement

_OFF = r"(?:removed|taken off|dropped|struck|deleted|delisted|lifted)"
_IN_TIME = (
    r"(?= (?:in|on|by|after|again|later|last|this|a|two|three|from it|from the list|off it|it|them)\b|[.,;]|\W*$)"
)
_SAME = (
    re.compile(
        rf"(?:\b(?:and|but|then)|,) (?:(?:was|were|then|later|had|has|been|subsequently|since) ){{0,4}}(?P<off>{_OFF}){_IN_TIME}"
    ),
    re.compile(r"\b(?P<off>took (?:it|them) off)\b"),
    re.compile(
        r"^[^.;]{0,80}?\b(?P<off>ended|expired|lapsed|(?:was|were) (?:lifted|rescinded|revoked|vacated|annulled|overturned))\b"
    ),
)
"""Behind the words of the listing, in its own sentence."""
_NOUN = re.compile(r"listings?|designations?|additions?|inclusions?|sanctions|blacklisting", re.I)
_UNTIL = re.compile(r"\b(?P<off>until) (?:[A-Z][a-z]{2,8} )?(?:\d{1,2}, )?(?P<year>(?:19|20)\d\d)\b")
_WAS = re.compile(r"\b(?:was|were|stood|remained|stayed|had been)\b[^.;]{0,60}$")
_THE = r"(?:It|They|The (?:company|firm|companies|firms|entry|entries|entity|entities|listing|designation))"
_NEXT = (
    re.compile(rf"{_THE} (?:was|were|has been|have been|had been) (?:later |then |since )?(?P<off>{_OFF})\b"),
    re.compile(
        r"[A-Z][^,.;]{1,60} (?:later |then |since )?(?P<off>(?:removed|took|dropped|delisted|struck|deleted) (?:it|them))\b"
    ),
)
"""The sentence behind it."""


def with_ends(document: Document, sentences: Sequence[Span], told: Sequence[Statement]) -> list[Statement]:
    """The statements in order, with the removals that lean on a listing; a party whose removal is told in that sentence
    anyway is left alone."""
    starts = [span.start for span in sentences]
    removals = sorted(s.trigger.start for s in told if _tells_whom(s))
    found: list[Statement] = []
    for one in told:
        if one.action != "added" or one.polarity != "asserted" or one.list is None or not one.subjects:
            continue
        number = bisect_right(starts, one.trigger.start) - 1
        if number < 0 or not sentences[number].start <= one.trigger.start < sentences[number].end:
            continue
        for at, off in _ends(document, sentences, number, one):
            if bisect_left(removals, at.start) == bisect_left(removals, at.end):
                found.append(_removal(document, one, at, off))
                break
    return sorted([*told, *found], key=lambda one: one.start)


def _tells_whom(one: Statement) -> bool:
    """Whether it is a removal of somebody who is known by name, if only through an earlier sentence."""
    return one.action == "removed" and any(m.resolved == "name" or m.antecedent is not None for m in one.subjects)


def _ends(document: Document, sentences: Sequence[Span], number: int, one: Statement) -> Iterator[tuple[Span, Span]]:
    """The sentence that tells of the end, and the words that do."""
    here = sentences[number]
    words = document.text[one.trigger.end : here.end]
    for pattern in _SAME:
        found = pattern.search(words)
        if found and (pattern is not _SAME[2] or _NOUN.search(document.text, one.trigger.start, one.trigger.end)):
            yield here, Span(one.trigger.end + found.start("off"), one.trigger.end + found.end("off"))
    until = _UNTIL.search(words)
    if until and _WAS.search(document.text[here.start : one.trigger.end + until.start()]) and _is_past(document, until):
        yield here, Span(one.trigger.end + until.start("off"), one.trigger.end + until.end("off"))
    if number + 1 < len(sentences) and "\n\n" not in document.text[here.end : sentences[number + 1].start]:
        behind = sentences[number + 1]
        words = document.text[behind.start : behind.end]
        lists = {m.value for m in mentions(words) if m.kind == "list" and m.value}
        if one.list is not None and lists <= {one.list.value}:
            for pattern in _NEXT:
                found = pattern.match(words)
                if found and (pattern is _NEXT[0] or _acts(words[: found.start("off")])):
                    yield behind, Span(behind.start + found.start("off"), behind.start + found.end("off"))


_DECIDES = re.compile(
    r"\b(?:department|agency|bureau|committee|administration|government|ministry|council|rule|notice|order|court|judge)\b",
    re.I,
)


def _acts(words: str) -> bool:
    """Whether the subject of a removal is one who keeps a list, or undoes its entries: not any mayor."""
    return _DECIDES.search(words) is not None or any(m.kind in ("agency", "place") for m in mentions(words))


def _is_past(document: Document, until: re.Match[str]) -> bool:
    return document.published is None or int(until["year"]) <= document.published.year


def _removal(document: Document, one: Statement, at: Span, off: Span) -> Statement:
    dated = find_date(document.text, off.end, at.end)
    day = (
        DateSlot(start=dated.span.start, end=dated.span.end, value=f"{dated.date}", date=dated.date) if dated else None
    )
    return Statement(
        id=f"{document.id}:{at.start}-{off.start}e",
        document_id=document.id,
        start=at.start,
        end=at.end,
        action="removed",
        polarity="asserted",
        trigger=Slot(start=off.start, end=off.end, value=document.text[off.start : off.end]),
        subjects=one.subjects,
        list=one.list,
        date=day,
    )
