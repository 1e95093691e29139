"""Cleaning as an ordered list of named steps that only delete or fold white space, with exact offsets kept.

    newlines          every kind of line break becomes "\\n"
    spaces            no-break and other odd spaces become " "
    edges             byte-order marks and zero-width characters at the edges of lines go
    front matter      YAML front matter goes, except a title that stands there letter for letter
    comments          HTML comments go
    addresses         a line that is nothing but a web address goes
    page marks        the Federal Register's marks of its printed pages and parts go
    web leftovers     widgets, tag lines, copyright lines, share bars, invitations to subscribe go
    end marks         "###", "-30-" and "END 4:18 P.M." go
    stray marks       punctuation that follows a finished sentence by itself (". .") goes
    blank lines       at most one in a row, none at the ends

Nothing is written that was not there, so whatever stands in the cleaned text between two deletions stands in the source,
white space folded; `origin` gives the place.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sources import leftovers
from sources.document import Segment, Span
from sources.front_matter import front_matter


class Edit(NamedTuple):
    """Delete `start:end`, or (with `fold`) put that white space character in the place of each character there."""

    start: int
    end: int
    fold: str = ""


class Cleaned(NamedTuple):
    """A cleaned text and where its characters stood before."""

    text: str
    segments: tuple[Segment, ...]


_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_WITH_UNSEEN = re.compile(rf"(?m)^[^{_UNSEEN}\n]*[{_UNSEEN}][^\n]*$")

Step = Callable[[str], Iterable[Edit]]


def _deleting(pattern: str) -> Step:
    compiled = re.compile(pattern)

    def step(text: str) -> Iterable[Edit]:
        return (Edit(m.start(), m.end()) for m in compiled.finditer(text))

    return step


def _newlines(text: str) -> Iterable[Edit]:
    for m in re.finditer(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]", text):
        yield Edit(m.start(), m.start() + 1) if m[0] == "\r\n" else Edit(m.start(), m.end(), "\n")


def _spaces(text: str) -> Iterable[Edit]:
    for m in re.finditer(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+", text):
        yield Edit(m.start(), m.end(), " ")


def _edges(text: str) -> Iterable[Edit]:
    for m in _WITH_UNSEEN.finditer(text):
        line = m[0]
        inside = line.strip(_UNSEEN + " \t")
        if not inside:
            yield Edit(m.start(), m.end())
            continue
        start = line.index(inside)
        end = start + len(inside)
        if line[:start].strip():
            yield Edit(m.start(), m.start() + start)
        if line[end:].strip():
            yield Edit(m.start() + end, m.end())


def _comments(text: str) -> Iterable[Edit]:
    at = text.find("<!--")
    while at >= 0 and (end := text.find("-->", at + 4)) >= 0:
        yield Edit(at, end + 3)
        at = text.find("<!--", end + 3)


def _front_matter(text: str) -> Iterable[Edit]:
    found = front_matter(text)
    if not found:
        return
    title = text[found.title.start : found.title.end] if found.title else None
    first = re.compile(r"\s*+[#*_ \t]*+([^\n]*)").match(text, found.end)
    if found.title is None or (first and first[1].rstrip(" \t#*_") == title):  # the text has it as its own first line
        yield Edit(0, found.end)
        return
    yield Edit(0, found.title.start)
    # two line breaks of the front matter stay, to part the title from the text
    breaks = [i for i in range(found.title.end, found.end) if text[i] == "\n"]
    kept = (breaks[0], breaks[-1])
    yield Edit(found.title.end, kept[0])
    yield Edit(kept[0] + 1, kept[1])


def _blank_lines(text: str) -> Iterable[Edit]:
    if head := re.match(r"(?:[ \t]*\n)+", text):
        yield Edit(0, head.end())
    for m in re.finditer(r"\n[ \t]*\n(?P<more>(?:[ \t]*\n)+)", text):
        yield Edit(m.start("more"), m.end())
    yield Edit(len(text.rstrip()), len(text))


_PAGE_MARK = re.compile(
    r"[ \t]{0,3}\([ \t]{0,3}print(?:ed)?[ \t]{1,3}page[ \t]{1,3}\d{1,6}[ \t]{0,3}\)|[ \t]{0,3}\bStart Printed Page \d{1,6}\b"
)
_PART_MARK = re.compile(
    r"(?m)^(?:[ \t]*(?:Start|End) (?:Preamble|Supplemental Information|Further Info|Signature|Authority|Amendment Part|List of Subjects|Part)\b)+[ \t]*$"
)


def _page_marks(text: str) -> Iterable[Edit]:
    """What federalregister.gov writes between the words of a document: "( print page 35001)", "Start Preamble"."""
    for pattern in (_PAGE_MARK, _PART_MARK):
        yield from (Edit(m.start(), m.end()) for m in pattern.finditer(text))


STEPS: dict[str, Step] = {
    "newlines": _newlines,
    "spaces": _spaces,
    "edges": _edges,
    "front matter": _front_matter,
    "comments": _comments,
    "addresses": _deleting(r"(?m)^[ \t]*<?(?:https?://|www\.)[^\s<>]+>?[ \t]*$"),
    "page marks": _page_marks,
    "web leftovers": lambda text: (Edit(span.start, span.end) for span in leftovers.find(text)),
    "end marks": _deleting(
        r"(?m)^[ \t]*(?:\\?#(?:[ \t]*\\?#){1,3}|-[ \t]*30[ \t]*-|END(?:[ \t]+\d{1,2}:\d{2}[^\n]{0,16})?)[ \t]*$"
    ),
    "stray marks": _deleting(r"(?<=[.!?”\"’)])[ \t]+\.(?:[ \t]*\.)?(?=[ \t]*(?:\n|\Z))"),
    "blank lines": _blank_lines,
}
"""Every step by name, in the order in which they run."""


def clean(raw: str, steps: Sequence[str] = tuple(STEPS)) -> Cleaned:
    """Clean a decoded text.

    In: the text as decoded from the file, and the names of the steps to run, in that order. Out: the cleaned text, and
    segments that map stretches of it to stretches of `raw` of the same length (equal but for the kind of white space).
    Raises ValueError for a step that does not exist.
    """
    unknown = [name for name in steps if name not in STEPS]
    if unknown:
        raise ValueError(f"no cleaning step {unknown[0]!r}: choose from {', '.join(STEPS)}")
    text, places = raw, [Segment(0, 0, len(raw))] if raw else []
    for name in steps:
        text, places = _apply(text, places, STEPS[name](text))
    return Cleaned(text, tuple(places))


def _apply(text: str, places: list[Segment], edits: Iterable[Edit]) -> tuple[str, list[Segment]]:
    pieces: list[str] = []
    kept: list[Segment] = []  # (new start, old start, length)
    at = length = 0

    def keep(start: int, end: int, shown: str) -> None:
        nonlocal length
        if end > start:
            pieces.append(shown)
            if kept and kept[-1].source_start + kept[-1].length == start:
                kept[-1] = Segment(kept[-1].text_start, kept[-1].source_start, kept[-1].length + end - start)
            else:
                kept.append(Segment(length, start, end - start))
            length += end - start

    for edit in sorted(edits):
        start, end = max(edit.start, at), edit.end
        if end <= start:
            continue
        keep(at, start, text[at:start])
        if edit.fold:
            keep(start, end, edit.fold * (end - start))
        at = end
    if at == 0:
        return text, places
    keep(at, len(text), text[at:])
    return "".join(pieces), compose(kept, places)


def compose(outer: Sequence[Segment], inner: Sequence[Segment]) -> list[Segment]:
    """Two mappings as one: `outer` maps to a text that `inner` maps to the source."""
    starts = [segment.text_start for segment in inner]
    found: list[Segment] = []
    for text_start, middle, length in outer:
        done = 0
        index = max(bisect_right(starts, middle) - 1, 0)
        while done < length and index < len(inner):
            part = inner[index]
            offset = middle + done - part.text_start
            if offset < 0:  # white space that stands for a tag, and for nothing in the source
                done -= offset
                continue
            take = min(length - done, part.length - offset)
            if take > 0:
                source = part.source_start + offset
                last = found[-1] if found else None
                if (
                    last
                    and last.source_start + last.length == source
                    and last.text_start + last.length == text_start + done
                ):
                    found[-1] = Segment(last.text_start, last.source_start, last.length + take)
                else:
                    found.append(Segment(text_start + done, source, take))
                done += take
            index += 1
    return found


def origin(segments: Sequence[Segment], span: Span) -> list[Span]:
    """Where the characters of a span of the cleaned text stand in the source: one span for each unbroken stretch."""
    found: list[Span] = []
    index = max(bisect_right(segments, span.start, key=lambda segment: segment.text_start) - 1, 0)
    for segment in segments[index:]:
        start, end = max(span.start, segment.text_start), min(span.end, segment.text_start + segment.length)
        if segment.text_start >= span.end:
            break
        if start < end:
            shift = segment.source_start - segment.text_start
            if found and found[-1].end == start + shift:
                found[-1] = Span(found[-1].start, end + shift)
            else:
                found.append(Span(start + shift, end + shift))
    return found


def destination(segments: Sequence[Segment], offset: int) -> int | None:
    """Where the character at an offset of the source stands in the cleaned text; None if it was deleted."""
    index = bisect_right(segments, offset, key=lambda segment: segment.source_start) - 1
    if index < 0 or offset >= segments[index].source_start + segments[index].length:
        return None
    return segments[index].text_start + offset - segments[index].source_start
