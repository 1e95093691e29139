"""What the readers of other authorities' lists share: one listed party written line by line, with its fields, facts and
dated events, and the document that a list becomes.

Every line is made of the file's own words, white space folded. Dates are read day before month, which is how these
authorities write them; of a date with unknown parts (`dd/mm/1945`, `15/08/19yy`) nothing is made up.
"""

import datetime
import re
from collections.abc import Iterable
from typing import Literal

from sources.agencies import agency
from sources.document import Document, FieldName, Record, RecordEvent, Span, document_id
from sources.formats.delimited import Nameless
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, refuse
from sources.formats.short_names import in_two_scripts
from sources.lists import list_info

_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d\d)")  # of this century: no list is older that writes so
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T+Z].*)?")
_WRITTEN = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4})")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def full_date(words: str | None) -> datetime.date | None:
    """A full date as these lists write it (`02/10/2026`, `2.10.2026`, `2.10.26`, `2026-10-02`,
    `08-Oct-2026`); None for a part of one."""
    said = fold(words or "")
    try:
        if found := _ISO.fullmatch(said):
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY.fullmatch(said):
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
        if found := _SHORT.fullmatch(said):
            return datetime.date(2000 + int(found[3]), int(found[2]), int(found[1]))
        if found := _WRITTEN.fullmatch(said):
            return datetime.date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        return None
    return None


class Entry:
    """One listed party while it is read. What is given empty is left out, and what was written before in the same
    field is not written again."""

    _date = staticmethod(full_date)

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.draft = sheet, Draft()
        self.start = sheet.add("", "\n\n").start
        self.name = ""
        self._said: set[tuple[str, str]] = set()

    def write(self, *parts: str, joint: str = " ") -> Span:
        """The parts in a line of their own; returns where the line stands."""
        words = [w for part in parts if (w := fold(part))]
        spans = [self.sheet.add(w, joint if n else "\n") for n, w in enumerate(words)]
        return Span(spans[0].start, spans[-1].end) if spans else Span(len(self.sheet), len(self.sheet))

    def put(self, field: FieldName, *parts: str, value: str | None = None, joint: str = " ") -> Span | None:
        """A line that is one field; None if there is nothing to write or the field has it already."""
        words = joint.join(w for part in parts if (w := fold(part)))
        if not words or (field, words) in self._said:
            return None
        self._said.add((field, words))
        span = self.write(*parts, joint=joint)
        self.draft.put(field, words, span.start, value)
        return span

    def named(self, *parts: str, weak: bool = False) -> None:
        """A name in its parts: the first one is the party's, the others are aliases."""
        said = [w for part in parts if (w := fold(part))]
        words = " ".join(said)
        if not words or words == self.name or ("weak_alias" if not weak else "alias", words) in self._said:
            return
        if self.name:
            field: FieldName = "weak_alias" if weak else "alias"
            span = self.put(field, *parts)
            if span is not None:
                for start, name in in_two_scripts(words):
                    self.draft.put(field, name, span.start + start)
            return
        self.name = words
        spans = [self.sheet.add(w, " " if n else "") for n, w in enumerate(said)]
        self.draft.put("name", words, spans[0].start)

    def fact(self, kind: str, field: FieldName, *parts: str, label: str = "", place: str = "") -> None:
        """A line whose first part is the value of a fact, and the field that shows the line."""
        values = [w for part in parts if (w := fold(part))]
        if values and fold(parts[0]) and (span := self.put(field, *parts, joint="  ")):
            self.draft.put_kind(kind, values[0], span.start, label, fold(place))

    def plain(self, field: FieldName, *parts: str) -> Span | None:
        """A line that is one field in words of its own: no label in it names a fact. None as for `put`."""
        known = dict(self.draft.facts)
        span = self.put(field, *parts, joint="  ")
        self.draft.facts = known
        return span

    def place(self, lines: Iterable[str], country: str, shown: bool = True) -> None:
        """An address, its country last; the country is a field of its own if it is `shown` as one."""
        parts, land = [fold(line) for line in lines if fold(line)], fold(country)
        span = self.put("address", *parts, land, joint="  ") if parts or land else None
        if span and land and shown and all(f.value != land for f in self.draft.fields["country"]):
            self.draft.put("country", land, span.end - len(land))

    def nationality(self, words: str) -> None:
        """A country that the party belongs to."""
        if span := self.put("nationality", words):
            self.draft.put_kind("nationality", fold(words), span.start)

    def happened(
        self, action: Literal["added", "changed", "removed"], words: str | None, by: str | None = None
    ) -> bool:
        """A dated event, once; false if the words are no full date. `by` is the act that brought it."""
        day = self._date(words)
        if day is None:
            return False
        if all(e.date != day or action == "removed" for e in self.draft.events):
            span = self.write(words or "")
            self.draft.events.append(
                RecordEvent(action=action, date=day, citation=fold(by) if by else None, start=span.start, end=span.end)
            )
        return True

    def ends(self, words: str | None) -> bool:
        """The day on which the listing ends or ended; false if the words are no full date."""
        day = self._date(words)
        if day is not None:
            self.put("expires", words or "", value=day.isoformat())
        return day is not None

    def record(self, key: str, list_id: str) -> Record:
        """The finished record."""
        return self.draft.record(key, list_id, Span(self.start, len(self.sheet)), self.name)


def as_list(
    sheet: Sheet,
    records: list[Record],
    name: str,
    sha256: str,
    given: Given,
    list_id: str | None,
    snapshot: datetime.date | None,
    nameless: Nameless,
    warnings: Iterable[str] = (),
    url: str | None = None,
    title: str = "",
    publisher: str = "",
    part: str = "",
) -> Parsed:
    """The document of one authority's list, or of a collection of several (`list_id` None) with its title and publisher.

    `title` and `publisher` go before what the list is called and who keeps it; `part` tells documents of one list apart that
    are no snapshots of each other (its annexes). Raises UnreadableFile when no record was read.
    """
    if not records:
        raise nameless.error or refuse(name, "no entry in it", "download the list again")
    info = list_info(list_id) if list_id else None
    document = Document(
        id=document_id(name, part),
        path=name,
        part=part,
        kind="list",
        title=title or (info.name if info else ""),
        publisher=given.publisher or publisher or (agency(info.agency).name if info else ""),
        published=given.published,
        url=given.url or url,
        snapshot=snapshot or date_in_name(name),
        list_id=list_id,
        sha256=sha256,
        text=sheet.text,
    )
    return Parsed(document, tuple(records), prose=False, warnings=(*nameless.warnings, *warnings))
