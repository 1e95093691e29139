"""Long documents in parts, so that reading one, and asking it later, takes no more memory than a part does.

A document of more than `LONGEST` characters becomes several, cut where a paragraph ends: `part 2 of 25` of the same file.
Each has its own text and offsets, and says of itself (title, publisher, date, address) what the whole says.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sources.document import Document, Segment, Span, document_id
from sources.formats.parsed import Parsed, Table

LONGEST = 2_000_000
"""Characters of a document at most. The longest rules of the Federal Register have about that many; to read so much takes
some 70 MB of memory besides the text."""
_SHORTEST = 0.75
"""The share of that from which on a part may end."""


def cuts(text: str, longest: int = LONGEST) -> list[Span]:
    """The parts of a text, which rejoin exactly: each ends behind a blank line, else a line, else a word, where there is one
    in its last quarter."""
    found: list[Span] = []
    start = 0
    while len(text) - start > longest:
        least, most = start + int(longest * _SHORTEST), start + longest
        ends = (text.rfind(mark, least, most) + len(mark) for mark in ("\n\n", "\n", " "))
        end = next((end for end in ends if end > least), most)
        found.append(Span(start, end))
        start = end
    return [*found, Span(start, len(text))]


def part_of(document: Document, number: int, total: int) -> str:
    """What one of several parts of a document is called."""
    return f"{document.part}, part {number} of {total}".removeprefix(", ")


def cut(parsed: Parsed, longest: int = LONGEST) -> Iterator[Parsed]:
    """A document as it is read, or where it is too long its parts. A list stays whole: its records stand for themselves."""
    text = parsed.document.text
    if len(text) <= longest or not parsed.prose or parsed.records:
        yield parsed
        return
    spans = cuts(text, longest)
    for number, span in enumerate(spans, 1):
        if shown := text[span.start : span.end].rstrip():
            yield _part(parsed, Span(span.start, span.start + len(shown)), part_of(parsed.document, number, len(spans)))


def _part(parsed: Parsed, span: Span, part: str) -> Parsed:
    whole = parsed.document
    document = whole.model_copy(
        update={
            "id": document_id(whole.path, part),
            "part": part,
            "text": whole.text[span.start : span.end],
            "segments": _segments(whole.segments, span),
            "title_span": _inside(whole.title_span, span),
            "published_span": _inside(whole.published_span, span),
        }
    )
    places = [offset for offset, _ in parsed.headings]
    first, last = bisect_left(places, span.start), bisect_left(places, span.end)
    above = parsed.headings[first - 1 : first] if first and places[first : first + 1] != [span.start] else ()
    return replace(
        parsed,
        document=document,
        headings=(
            *((0, heading) for _, heading in above),
            *((offset - span.start, heading) for offset, heading in parsed.headings[first:last]),
        ),
        warnings=parsed.warnings if span.start == 0 else (),
        remarks=None if parsed.remarks is None or parsed.remarks >= span.end else max(parsed.remarks - span.start, 0),
        tables=tuple(table for whole_table in parsed.tables if (table := _rows(whole_table, span))),
    )


def _inside(found: Span | None, span: Span) -> Span | None:
    """A span of the whole as one of the part; None where it does not stand in it."""
    if found is None or found.start < span.start or found.end > span.end:
        return None
    return Span(found.start - span.start, found.end - span.start)


def _segments(segments: Sequence[Segment], span: Span) -> tuple[Segment, ...]:
    first = max(bisect_right(segments, span.start, key=lambda segment: segment.text_start) - 1, 0)
    last = bisect_left(segments, span.end, key=lambda segment: segment.text_start)
    found: list[Segment] = []
    for text_start, source_start, length in segments[first:last]:
        start, end = max(text_start, span.start), min(text_start + length, span.end)
        if start < end:
            found.append(Segment(start - span.start, source_start + start - text_start, end - start))
    return tuple(found)


def _rows(table: Table, span: Span) -> Table:
    """The rows of a table that stand in the part."""
    rows = (
        tuple(cell and _inside(cell, span) for cell in row)
        for row in table
        if all(cell is None or _inside(cell, span) for cell in row)
    )
    return tuple(row for row in rows if any(row))
