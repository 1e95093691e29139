"""Statements read from a table that gives the ground for each party.

Such a table says in its caption what was done ("Parties added to the Entity List on May 2, 2024"), in its first row
which column holds the party and which the ground, and in each other row one party and one ground. All three have to
be plain to see; a table that leaves one of them open says nothing here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sources.dates import find_date
from sources.document import Document, Span
from sources.reading.names.mentions import mentions
from sources.reading.statements import Action, DateSlot, Mention, Slot, Statement
from sources.reading.tabular.cell_tables import Rows, own, within
from sources.reading.tabular.ground_columns import OF_LISTING, Columns, columns, says_done, turned
from sources.reading.words.lexicon import places
from sources.territories import territory_code

_PARTIES = r"\b(?:parties|party|entit(?:ies|y)|companies|firms|persons|organizations)"
_WERE = r"(?: (?:that|which|who))?(?: (?:were|was|have been))?"
_PARTIES_DONE = re.compile(rf"{_PARTIES}{_WERE} (added|designated|removed|deleted)\b")
_DOING = re.compile(r"\b(additions|designations|removals)(?: (?:to|from|on|under|of|in)\b|[\W\d]*$)")
_ASKED_FOR = re.compile(
    rf"{_PARTIES} (?:(?:that|which) (?:may|might|could) be (?:added|designated|removed|deleted)|"
    r"(?:whose|for which|for whom) (?:addition|designation|removal|deletion)\b)"
)
"""What is only asked for, weighed or proposed of the parties of a table."""
_NOT_DONE = frozenset(
    {"not", "never", "no", "may", "might", "would", "could", "should", "if", "ask", "asked", "draft", "former"}
)
_NOT_YET = (
    "propos",
    "consider",
    "request",
    "seek",
    "denied",
    "denial",
    "potential",
    "possib",
    "candidate",
    "planned",
    "expect",
)
"""Words, and how words begin, with which a caption does not say that something was done."""

_SAYS_NOTHING = re.compile(
    r"(?:n/?a\b|none\b|no |not |see |same\b|ditto|idem|unknown|unclear|tbd|withheld|redacted|classified|[\W_]*$)", re.I
)
OTHER_NAMES = re.compile(r"(?<!\s)\s*+(?:[;(\[]|(?:,\s*+)?\b(?:a\.?k\.?a\.?|f\.?k\.?a\.?|also known|formerly)\b)")
_LINK = re.compile(r"[*_ ]{0,3}\[([^\[\]]+)\][(\[]")
LONGEST_NAME = 150
_TITLES = re.compile(
    r"(?:(?:table|annex|part|list|names?|part(?:y|ies)|entit(?:y|ies)|compan(?:y|ies)|firms?|grounds?|reasons?|basis|countr(?:y|ies)|"
    r"of|for|the|and|by|with|their|each|\d{1,3})\b[\s,.:]*){1,12}"
)
"""A line over a table that says nothing but what its columns say."""
_LOOKS_BACK = 3
"""How many sentences above a table its caption may stand, if what is between are whole sentences."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """What was done to all parties of a table, each part a span of the document."""

    action: Action
    trigger: Slot
    list: Slot | None
    date: DateSlot | None
    agency: Slot | None


def with_rows(
    document: Document, sentences: Sequence[Span], told: Sequence[Statement], tables: Sequence[Rows]
) -> list[Statement]:
    """The statements of a document with those of its tables, in order.

    `told` are those read from sentences. One that says of a group what was done may stand over a table; the rows are
    then not names that follow it, and what was read from them so is left out. A row that says itself what was done is
    left alone.
    """
    starts = [span.start for span in sentences]
    told = sorted(told, key=lambda one: one.start)
    lists = _Lists(document)
    found: list[Statement] = []
    read: list[Span] = []
    ended: tuple[int, _Deed | None] = (0, None)
    for written in tables:
        head = own(written, 0)
        upright = turned(document, written)
        table = upright or written
        held = columns(document, table[0])
        if held is None:
            continue
        above = bisect_right(starts, head.start) - 1 if head else -1
        deed = _deed_over(document, sentences, above, told, lists, table[0], held)
        if deed is None and head and _is_place(document.text[ended[0] : head.start]):
            deed = ended[1]  # a table for each country, below one caption
        if deed is None:
            continue
        last = max((cell.end for cells in table for cell in cells if cell), default=0)
        ended = (last, deed)
        read.append(Span(sentences[above].start, max(last, read[-1].end) if read else last))
        for row, cells in enumerate(table[1:], 1):
            begin = cells[held.party] if upright else own(table, row)
            number = bisect_right(starts, begin.start) - 1 if begin else -1
            if len(cells) == len(table[0]) and number >= above + (not upright) and not _is_heading(cells):
                found += _of_row(document, sentences, number, cells, held, deed, upright is not None)
    kept = [one for one in told if _says_it_itself(one) or not within(read, one.start)]
    taken = {one.start for one in kept if one.subjects}
    return sorted([*kept, *(one for one in found if one.start not in taken)], key=lambda one: one.start)


def _of_row(
    document: Document, sentences: Sequence[Span], number: int, cells: Sequence[Span | None], held: Columns, deed: _Deed,
    upright: bool,
) -> Iterator[Statement]:  # fmt: skip
    """The statement of one row, which begins in the sentence `number`; in an upright table it reaches to the end of its ground."""
    party, ground, sentence = cells[held.party], cells[held.ground], sentences[number]
    day = held.dated(document, deed.action, cells, deed.date)
    one = replace(deed, date=day, list=held.on(document, cells, deed.list))
    if party and held.party == held.ground:
        yield from _statement(document, sentence, party, None, one)
    elif party and ground and party != ground:
        until = sentences[bisect_right(sentences, ground.start, key=lambda span: span.start) - 1].end
        reason = Slot(start=ground.start, end=min(ground.end, until))
        whole = Span(sentence.start, max(sentence.end, until)) if upright else sentence
        yield from _statement(document, whole, party, reason, one)


def _deed_over(
    document: Document, sentences: Sequence[Span], above: int, told: Sequence[Statement], lists: "_Lists",
    titles: Sequence[Span | None], held: Columns,
) -> _Deed | None:  # fmt: skip
    """What was done to all parties of a table, by its caption, the title of its grounds, or that of its days; the sentence
    `above` is the one that its first row begins in, -1 where none does."""
    deed = _deed(document, sentences, above, told) if above >= 0 else None
    if deed is None and above >= 0 and held.party != held.ground:
        deed = _by_title(document, sentences, above, titles[held.ground], lists)
    if deed is None and (title := says_done(document, titles, held)):
        deed = _by_day(document, sentences[max(above - 1, 0)].start, title)
    return deed


class _Lists:
    """The lists that a document names, found when they are first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: list[Mention] | None = None

    def between(self, start: int, end: int) -> list[Mention]:
        """Those named in a stretch of the text, in order."""
        if self._found is None:
            self._found = [m for m in mentions(self._document.text) if m.kind == "list" and m.value]
        first = bisect_left(self._found, start, key=lambda m: m.start)
        return self._found[first : bisect_right(self._found, end, key=lambda m: m.end)]


def _says_it_itself(one: Statement) -> bool:
    """Whether words of an action stand in the sentence that a statement was read from: not in one before it, and not
    only the name of a subject."""
    at = one.trigger.start
    return one.start <= at < one.end and not any(m.start <= at < m.end for m in one.subjects)


def _is_heading(cells: Sequence[Span | None]) -> bool:
    """Whether one cell reaches over all columns of a row: it is a heading of the rows below."""
    return len(cells) > 1 and len(set(cells)) == 1


def _by_day(document: Document, start: int, title: Span) -> _Deed | None:
    """What a column of days says was done (`Date added`) to the parties of a table that names the list in each row."""
    words = document.text[start : title.end]
    if _is_open(words) or re.search(r"\b(?:remov|delist|delet|former)", words, re.I):
        return None
    return _Deed("added", Slot(start=title.start, end=title.end, value=document.quote(title)), None, None, None)


def _by_title(
    document: Document, sentences: Sequence[Span], head: int, title: Span | None, lists: _Lists
) -> _Deed | None:
    """What a column called `Reason for listing` says was done to all parties of its table: they were put on the one
    list that stands above it; None where none does, or where the words above leave it open or tell of removals."""
    if title is None or not OF_LISTING.fullmatch(document.quote(title).strip("*_: ").lower()):
        return None
    caption = document.text[sentences[max(head - 1, 0)].start : title.start]
    if _is_open(caption) or re.search(r"\b(?:remov|delist|delet|former)", caption, re.I):
        return None
    for reach in (sentences[max(head - _LOOKS_BACK, 0)].start, 0):
        named = lists.between(reach, title.start)
        if len({m.value for m in named}) == 1:
            on = Slot(start=named[-1].start, end=named[-1].end, value=named[-1].value)
            return _Deed("added", Slot(start=title.start, end=title.end, value=document.quote(title)), on, None, None)
        if named:
            return None
    return None


def _deed(document: Document, sentences: Sequence[Span], head: int, told: Sequence[Statement]) -> _Deed | None:
    """What the caption says was done: the nearest line above that says it, with nothing between but whole sentences.
    `told` are in order of where they begin."""
    for number in range(head - 1, max(head - 1 - _LOOKS_BACK, -1), -1):
        start, end = sentences[number]
        words = document.text[start:end]
        first = bisect_left(told, start, key=lambda one: one.start)
        for one in told[first : bisect_left(told, end, key=lambda one: one.start)]:
            if _is_of_a_group(one):
                return _Deed(one.action, one.trigger, one.list, one.date, one.agency)
        caption = (
            _PARTIES_DONE.search(words.lower()) or _DOING.search(words.lower()) or _ASKED_FOR.search(words.lower())
        )
        if caption and (_is_open(words) or caption.re is _ASKED_FOR):
            trigger = Slot(start=start + caption.start(), end=start + caption.end(), value=caption[0])
            return _Deed("considered", trigger, None, None, None)
        if caption:
            return _said(document, start, end, caption)
        if _is_place(words):
            continue
        if not words.rstrip().endswith((".", ":")) and not _TITLES.fullmatch(words.strip("*_#: ").lower()):
            return None  # a caption or a heading of something else
    return None


def _is_place(words: str) -> bool:
    """Whether a line is the name of a country: a heading of its parties."""
    name = words.strip("*_#: \n").casefold()
    return name in places() or (len(name) > 3 and territory_code(name) is not None)


def _is_open(caption: str) -> bool:
    """Whether a caption asks, denies, or tells of what may be; `may` with a capital is a month."""
    words = [word if word == "May" else word.lower() for word in re.findall(r"[A-Za-z]+", caption)]
    return "?" in caption or any(word in _NOT_DONE or word.startswith(_NOT_YET) for word in words)


def _is_of_a_group(one: Statement) -> bool:
    """Whether it says plainly of parties without their names that they were listed, or taken off."""
    unnamed = bool(one.subjects) and all(m.kind == "group" for m in one.subjects)
    return unnamed and one.polarity == "asserted" and one.action in ("added", "removed")


def _said(document: Document, start: int, end: int, caption: re.Match[str]) -> _Deed | None:
    words = document.text[start:end]
    named = [m for m in mentions(words) if m.kind == "list" and m.value]
    if len({m.value for m in named}) != 1:
        return None
    dated = find_date(document.text, start, end)
    return _Deed(
        "removed" if caption[1].startswith(("remov", "delet")) else "added",
        Slot(start=start + caption.start(), end=start + caption.end(), value=caption[0]),
        Slot(start=start + named[0].start, end=start + named[0].end, value=named[0].value),
        DateSlot(start=dated.span.start, end=dated.span.end, value=f"{dated.date}", date=dated.date) if dated else None,
        None,
    )


def party_name(cell: str) -> str:
    """The name that the cell of a party begins with: without marks of Markdown, without other names."""
    if link := _LINK.match(cell):
        cell = link[1]
    return OTHER_NAMES.split(cell, maxsplit=1)[0].strip("*_ ")


def _statement(
    document: Document, sentence: Span, party: Span, reason: Slot | None, deed: _Deed
) -> Iterator[Statement]:
    name = party_name(document.text[party.start : party.end])
    words = document.text[reason.start : reason.end] if reason else "listed"
    at = document.text.find(name, party.start)
    if not re.search(r"[^\W\d_]", name) or len(name) > LONGEST_NAME or not words or _SAYS_NOTHING.match(words):
        return
    yield Statement(
        id=f"{document.id}:{sentence.start}-{party.start}r",
        document_id=document.id,
        start=sentence.start,
        end=sentence.end,
        action=deed.action,
        polarity="asserted",
        trigger=deed.trigger,
        subjects=(Mention(start=at, end=at + len(name), value=name),),
        agency=deed.agency,
        list=deed.list,
        date=deed.date,
        reasons=(reason,) if reason else (),
    )
