"""Chinese military companies as the Department of Defense names them under section 1260H: the list by itself (a PDF of
names, one a line, those taken off it under a heading at the end, one in a footnote), and the notice in the Federal Register
that gives the ground of each determination below the name.

Read off the paragraphs of a document, in whatever form it came. A notice does not tell since when a company is on the list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from sources.document import Document, Record, RecordEvent, Span
from sources.formats.name_lines import Names, names_in_row, names_of_line
from sources.formats.sheet import Draft, fold
from sources.us_dates import us_date

LIST_ID = "1260h"
PUBLISHER = "Department of Defense"
URL = "https://www.defense.gov/News/Releases/"
_TITLE = re.compile(r"\s*entities identified as Chinese military companies\b", re.I)
_TAKES_IN = re.compile(
    r"\bfollowing (?:entities|companies)\b[^.:]{0,160}\b(?:qualif|identif|designat|determin|satisf)\w*[^.:]{0,200}\b1260H\b", re.I
)  # fmt: skip
_TAKES_OUT = re.compile(
    r"\bfollowing (?:previously|formerly)[ -]\w+ (?:entities|companies)\b|"
    r"\bfollowing (?:entities|companies)\b[^.:]{0,120}\b(?:removed|deleted|no longer)\b",
    re.I,
)
_CLOSES = re.compile(
    r"the list of entities designated\b|dated:|\[FR Doc|billing code|for further information|authority:|\w+ \w+,\s*Alternate OSD", re.I
)  # fmt: skip
_BULLET = re.compile(r"\s*(?:[•▪●·◦]|<bullet>|\[bullet\])\s*", re.I)
_NEXT = re.compile(r"\)\.\s+(?=[A-Z0-9])")
_GROUND = re.compile(r"\b1260H\s*\(")
_FURNITURE = re.compile(r"\b(?:Authorization Act|Public Law|Section 1260H)\b|^\*|^subsidiaries listed with", re.I)
_NOTE = re.compile(r"\d{1,2}\s+(?P<name>[A-Z0-9][^;:]{2,120}?)\s+(?:was|were|is|are|has been|remains?)\b", re.S)
_REPORTED = re.compile(
    r"(?P<volume>\d{1,3})\s+(?:Fed\.\s?Reg\.|FR)\s+(?P<page>\d{1,6})\s+\((?P<day>[A-Z][a-z]+\s+\d{1,2},\s+\d{4})\)"
)
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?! {4}|\t)[^\n]+)*")
_LONG = 60  # words from which on a paragraph without brackets is no heading


def is_list(document: Document) -> bool:
    """Whether a document is the list by itself: it begins with the list's title."""
    return _TITLE.match(document.text) is not None


def records(document: Document) -> list[Record]:
    """A record for each company that the list, or a notice of the Federal Register, names. None for any other document."""
    if not (is_list(document) or document.kind in ("notice", "rule")) or "1260H" not in document.text:
        return []
    reading = _Reading(document)
    for paragraph in _PARAGRAPH.finditer(document.text):
        for span in _pieces(document.text, Span(*paragraph.span())):
            reading.step(span)
    return reading.finish()


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A paragraph, parted where grounds begin in it, and where the next name stands behind the last of them."""
    starts = [m.start() for m in re.finditer(r"[•▪●◦]|<bullet>", text[span.start : span.end])]
    edges = [span.start, *(span.start + at for at in starts if at), span.end]
    for start, end in pairwise(edges):
        ends = list(_NEXT.finditer(text, start, end)) if _BULLET.match(text, start, end) else []
        rest = ends[-1].end() if ends else end
        if ends and not re.search(r"\b(?:is|are|was)\b", text[rest:end]):
            yield Span(start, ends[-1].start() + 2)
            yield Span(rest, end)
        else:
            yield Span(start, end)


@dataclass(slots=True)
class _Company:
    """A company while the paragraphs below its name are read."""

    names: Names
    start: int
    end: int
    grounds: list[Span] = field(default_factory=list)
    removed: Span | None = None
    reported: re.Match[str] | None = None


class _Reading:
    """What is known while paragraphs are read: whether they list companies, take them off, or neither."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.found: list[_Company] = []
        self.listing = False
        self.removing: Span | None = None

    def step(self, span: Span) -> None:
        """The next paragraph, or piece of one."""
        words = self.text[span.start : span.end]
        said = fold(words)
        if _TAKES_OUT.search(said):
            self.listing, self.removing = True, span
        elif _TITLE.match(said) or _TAKES_IN.search(said):
            self.listing, self.removing = True, None
        elif not self.listing:
            return
        elif (note := _NOTE.match(words)) and re.search(r"Chinese military compan", said, re.I):
            name = names_of_line(self.text, span.start + note.start("name"), span.start + note.end("name"))
            self.found.append(_Company(name, span.start, span.end, reported=_REPORTED.search(words)))
        elif _CLOSES.match(said):
            self.listing = False
        elif bullet := _BULLET.match(words):
            self._ground(Span(span.start + bullet.end(), span.end))
        elif _GROUND.search(said) and re.search(r"\b(?:is|are|was|because)\b", said):
            self._ground(span)
        elif _FURNITURE.search(said):
            return
        elif len(said.split()) > _LONG and "subsidiar" not in said:
            self.listing = False
        else:
            name = names_of_line(self.text, *span)
            self.found.append(_Company(name, span.start, span.end, removed=self.removing))

    def _ground(self, span: Span) -> None:
        if self.found:
            self.found[-1].grounds.append(span)
            self.found[-1].end = span.end

    def finish(self) -> list[Record]:
        """The records, those listed together with a company behind it."""
        made: list[Record] = []
        for company in self.found:
            together = company.names.together
            end = together.start if together else company.end
            made.append(self._record(company, company.names, Span(company.start, end)))
            for row in names_in_row(self.text, *together) if together else ():
                made.append(self._record(company, names_of_line(self.text, *row), row))
        return made

    def _record(self, company: _Company, names: Names, row: Span) -> Record:
        draft = Draft()
        self._put(draft, "name", names.name)
        for other in names.others:
            self._put(draft, "alias", other)
        for ground in company.grounds:
            self._put(draft, "remark" if company.removed else "reason", ground)
        if company.removed:
            self._put(draft, "ended", company.removed)
        if company.reported:
            self._reported(draft, company)
        return draft.record(self.document.id, LIST_ID, row, fold(self.text[names.name.start : names.name.end]))

    def _put(self, draft: Draft, name: str, span: Span) -> None:
        draft.put(name, self.text[span.start : span.end], span.start)  # type: ignore[arg-type]

    def _reported(self, draft: Draft, company: _Company) -> None:
        """The notice by which a footnote says that a company was listed."""
        said = company.reported
        day = us_date(said["day"]) if said else None
        if said and day:
            at = Span(company.start + said.start(), company.start + said.end())
            self._put(draft, "citation", at)
            event = RecordEvent(
                action="added", date=day, citation=f"{said['volume']} FR {said['page']}", start=at.start, end=at.end
            )
            draft.events.append(event)
