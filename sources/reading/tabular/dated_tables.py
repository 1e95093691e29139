"""Statements read from a table that gives the day from which each party is on a list.

The title above it, or one of its first row, says which list ("Date of inclusion on the Covered List"); the first row
says which column holds the party and which the day; each other row holds one party and one day.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sources.dates import find_date
from sources.document import Document, Span
from sources.reading.names.mentions import mentions
from sources.reading.statements import DateSlot, Mention, Slot, Statement
from sources.reading.tabular.cell_tables import Rows, own
from sources.reading.tabular.ground_columns import PARTY, columns_of
from sources.reading.tabular.ground_tables import LONGEST_NAME, party_name

_DONE = "added|listed|included|designated"
_DAY = re.compile(
    rf"(?:effective )?(?:date|day) (?:of )?(?:inclusion|listing|addition|designation|{_DONE})\b.*"
    rf"|(?:{_DONE}) (?:on|since)|(?:listing|designation|inclusion) date",
    re.I,
)
_LISTS_BY_LAW = {
    "fcc-covered": re.compile(r"section 2 of the secure (?:and trusted communications )?networks act", re.I),
}
"""Lists that are called by the law that asks for them alone."""
_REMOVED = re.compile(r"\b(?:remov|delet|delist|former|expired|no longer|propos|candidate)\w*", re.I)
_LOOKS_BACK = 400
"""Characters above a table within which its title may stand."""


def dated_rows(
    document: Document, sentences: Sequence[Span], told: Sequence[Statement], tables: Sequence[Rows]
) -> list[Statement]:
    """The statements of the rows, in order; a row of which something is told already is left alone."""
    starts = [span.start for span in sentences]
    taken = {at(sentences, starts, one.start) for one in told if one.subjects}
    found: list[Statement] = []
    for table in tables:
        head = [cell for cell in table[0] if cell]
        columns = columns_of(document.text, table[0], PARTY, _DAY)
        about = _list(document, head) if columns else None
        if columns is None or about is None:
            continue
        for row, cells in enumerate(table[1:], 1):
            begin = own(table, row)
            sentence = at(sentences, starts, begin.start) if begin else None
            if sentence is None or sentence in taken or len(cells) != len(table[0]):
                continue
            party, day, title = cells[columns[0]], cells[columns[1]], table[0][columns[1]]
            if party and day and title and party != day:
                found += _statement(document, sentence, (party, day), title, about)
    return found


def at(sentences: Sequence[Span], starts: Sequence[int], position: int) -> Span | None:
    """The sentence that a position of the text stands in; `starts` are where the sentences begin."""
    number = bisect_right(starts, position) - 1
    return sentences[number] if number >= 0 and position < sentences[number].end else None


def _list(document: Document, head: Sequence[Span]) -> Slot | None:
    """The one list that the first row names, or else the title above it; None where words of removal stand there."""
    start = document.text.rfind("\n\n", 0, max(head[0].start - 2, 0))
    above = (max(start + 1, head[0].start - _LOOKS_BACK, 0), head[0].start)
    for begin, end in ((head[0].start, head[-1].end), above):
        words = document.text[begin:end]
        if _REMOVED.search(words):
            return None
        named = {(m.value, m.start, m.end) for m in mentions(words) if m.kind == "list" and m.value}
        named |= {(key, *m.span()) for key, law in _LISTS_BY_LAW.items() for m in law.finditer(words)}
        if len({value for value, _, _ in named}) == 1:
            value, at, stop = min(named, key=lambda one: one[1])
            return Slot(start=begin + at, end=begin + stop, value=value)
    return None


def _statement(
    document: Document, sentence: Span, cells: tuple[Span, Span], title: Span, about: Slot
) -> Iterator[Statement]:
    party, day = cells
    name = party_name(document.quote(party))
    at = document.text.find(name, party.start)
    dated = find_date(document.text, day.start, day.end)
    plain = re.search(r"[^\W\d_]", name) and len(name) <= LONGEST_NAME
    if not plain or dated is None or dated.span.start > day.start + 2:
        return
    yield Statement(
        id=f"{document.id}:{sentence.start}-{party.start}d",
        document_id=document.id,
        start=sentence.start,
        end=sentence.end,
        action="added",
        polarity="asserted",
        trigger=Slot(start=title.start, end=title.end, value=document.quote(title)),
        subjects=(Mention(start=at, end=at + len(name), value=name),),
        list=about,
        date=DateSlot(start=dated.span.start, end=dated.span.end, value=f"{dated.date}", date=dated.date),
    )
