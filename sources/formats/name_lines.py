"""Names as lists in running text print them: one a line with short names in brackets behind it, several in one row.

`Exampla Optics (Group) Co., Ltd. (formerly Exampla Works) (EO)` is a name with two further ones. All offsets are of the
text given.
"""

import re
from typing import NamedTuple

from sources.document import Span
from sources.formats.names_in_cells import LEGAL, trim

_PART_OF_NAME = re.compile(r"(?:limited|ltd\.?|group|holdings?|china|hong kong|usa|pty|pvt|private)", re.I)
"""What stands in brackets at the end of a name and belongs to it."""
_KNOWN_AS = re.compile(
    r"(?:formerly(?: known as)?|also known as|now(?: known as)?|previously(?: known as)?|[afn]\.?k\.?a\.?)[:,]?\s+",
    re.I,
)
_WITH = re.compile(r"and (?P<of>[^:()]{1,80} )?(?:subsidiar|affiliate)\w*\s*:\s*", re.I)
_FORM = re.compile(rf"\s*(?:{LEGAL})\.?\s*(?=[,;().]|$)")
_FULL_STOP = re.compile(r"(?:\b(?:Co|Ltd|Inc|Corp|Bros|Mfg|S\.A|B\.V|N\.V|A\.S)|\b[A-Z])\.$")
_MARKS = "*†‡§"


class Names(NamedTuple):
    """The name of a line, the others in brackets behind it, and where those are that are listed together with it."""

    name: Span
    others: tuple[Span, ...] = ()
    together: Span | None = None


def names_of_line(text: str, start: int, stop: int) -> Names:
    """The names of a line. Brackets inside of a name are part of it, those at its end are further names, and those that
    begin with `and … subsidiaries:` list others."""
    start, stop = trim(text, start, stop, _MARKS)
    stop -= text[max(start, stop - 2) : stop] == ")."
    inside: list[Span] = []
    end = stop
    while bracket := _last_bracket(text, start, end):
        if _PART_OF_NAME.fullmatch(text[bracket.start + 1 : bracket.end - 1].strip()):
            break
        inside.insert(0, Span(bracket.start + 1, bracket.end - 1))
        end = trim(text, start, bracket.start, ",;")[1]
    others: list[Span] = []
    together = None
    for span in inside:
        if with_others := _WITH.match(text, span.start, span.end):
            together = Span(with_others.end(), span.end)
            continue
        known = _KNOWN_AS.match(text, span.start, span.end)
        nested = names_of_line(text, known.end() if known else span.start, span.end)
        others += [nested.name, *nested.others]
    return Names(without_stop(text, Span(start, end)), tuple(s for s in others if s.end > s.start), together)


def _last_bracket(text: str, start: int, stop: int) -> Span | None:
    """The bracket with which a stretch ends, whatever stands in it; None for one that is all of it."""
    end = trim(text, start, stop, ",;" + _MARKS)[1]
    if end <= start or text[end - 1] != ")":
        return None
    depth = 0
    for at in range(end - 1, start, -1):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if depth == 0:
            return Span(at, end)
    return None


def names_in_row(text: str, start: int, stop: int) -> list[Span]:
    """`A Co., Ltd., B, Inc. (BI), and C` as three names: not parted inside of brackets and before a legal form."""
    found: list[Span] = []
    depth, begin = 0, start
    for at in range(start, stop):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if text[at] in ",;" and depth <= 0 and not _FORM.match(text, at + 1, stop):
            found.append(Span(begin, at))
            begin = at + 1
    found.append(Span(begin, stop))
    trimmed = (_trimmed(text, span) for span in found)
    return [span for span in trimmed if span.end > span.start]


def _trimmed(text: str, span: Span) -> Span:
    start, end = trim(text, span.start, span.end, ",;")
    joined = re.compile(r"and\s+").match(text, start, end)
    return without_stop(text, Span(*trim(text, joined.end() if joined else start, end, ",;")))


def without_stop(text: str, span: Span) -> Span:
    """A name without the full stop of the sentence that ends with it."""
    words = text[span.start : span.end]
    return Span(span.start, span.end - 1) if words.endswith(".") and not _FULL_STOP.search(words) else span
