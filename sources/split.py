"""Passages: stretches of about 400 to 500 characters that are indexed, of whole sentences where possible."""

import functools
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sources.document import Document, Passage, Span, passage_id

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

LONGEST = 500
"""Characters of a passage at most. all-MiniLM-L6-v2 reads 256 tokens, which 500 characters of legal English do not reach."""

_SEPARATORS = ["\n\n", "\n", "; ", ": ", ", ", " — ", " ", ""]


def passages(
    document: Document, sentences: Sequence[Span], headings: Sequence[tuple[int, str]] = (), longest: int = LONGEST
) -> list[Passage]:
    """The passages of a document, in order, without overlap; each is whole sentences unless one alone is too long.

    In: the document, its sentences, its headings as (offset, heading) in order. No passage crosses a heading. Out: spans
    without white space at the ends; together they cover every sentence.
    """
    starts = [offset for offset, _ in headings]
    found: list[Passage] = []
    for group in _between(sentences, starts):
        above = bisect_right(starts, group[0].start)
        heading = headings[above - 1][1] if above else None
        for start, end in _packed(document.text, group, longest):
            found.append(
                Passage(
                    id=passage_id(document.id, start, end),
                    document_id=document.id,
                    start=start,
                    end=end,
                    heading=heading,
                )
            )
    return found


def _between(sentences: Sequence[Span], starts: Sequence[int]) -> list[list[Span]]:
    """The sentences, cut where a heading begins."""
    groups: list[list[Span]] = []
    number = 0
    for span in sentences:
        fresh = not groups
        while number < len(starts) and starts[number] <= span.start:
            number += 1
            fresh = True
        if fresh:
            groups.append([])
        groups[-1].append(span)
    return groups


def _packed(text: str, group: Sequence[Span], longest: int) -> list[Span]:
    """Sentences put together while they fit, and as evenly as that allows: no crumb is left at the end."""
    pieces = [piece for span in group for piece in _pieces(text, span, longest)]
    total = pieces[-1].end - pieces[0].start
    wanted = total / -(-total // longest)  # as many passages as are needed, of the same length
    packed: list[Span] = []
    for piece in pieces:
        last = packed[-1] if packed else None
        joined = piece.end - last.start if last else 0
        if last and joined <= longest and (last.end - last.start < 0.8 * wanted or joined <= 1.1 * wanted):
            packed[-1] = Span(last.start, piece.end)
        else:
            packed.append(piece)
    return packed


def _pieces(text: str, span: Span, longest: int) -> list[Span]:
    """A sentence, or the parts of one that is too long, cut at the gentlest separator."""
    if span.end - span.start <= longest:
        return [span]
    pieces, at = [], span.start
    # the parts rejoin exactly, so their lengths add up to offsets (start indices that are searched for go wrong on repetitions)
    for part in _splitter(longest).split_text(text[span.start : span.end]):
        start, end = at + len(part) - len(part.lstrip()), at + len(part.rstrip())
        if start < end:
            pieces.append(Span(start, end))
        at += len(part)
    return pieces


@functools.cache
def _splitter(longest: int) -> "RecursiveCharacterTextSplitter":
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # slow to import, and asking needs none

    return RecursiveCharacterTextSplitter(
        separators=_SEPARATORS, chunk_size=longest, chunk_overlap=0, strip_whitespace=False, keep_separator="end"
    )
