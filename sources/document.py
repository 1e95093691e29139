"""What was published: documents, and the spans of them that are indexed.

All offsets count Unicode code points in `Document.text`, start inclusive, end exclusive.
`document.text[start:end]` is the only way in which a quotation is ever made.
"""

import datetime
import hashlib
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

DocumentKind = Literal["list", "regulation", "rule", "notice", "release", "transcript", "report", "reply"]
"""What a document is, strongest ground first: an official list, codified regulation, a Federal Register rule, another
Federal Register or agency notice, an agency's own press release or fact sheet, the transcript of a briefing, a news
report (also: anything of unknown origin), a listed party's reply."""

AUTHORITY: dict[str, int] = {
    "list": 7, "regulation": 6, "rule": 5, "notice": 4, "release": 3, "transcript": 2, "report": 1, "reply": 0,
}  # fmt: skip
"""How much a kind weighs when sources are put in order (higher is stronger)."""

OFFICIAL = frozenset({"list", "regulation", "rule", "notice", "release", "transcript"})
"""The kinds that a government published."""


class Frozen(BaseModel):
    """Base of everything that is saved or shown: immutable, no extra keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(NamedTuple):
    """A stretch of one document's text."""

    start: int
    end: int


class Segment(NamedTuple):
    """`length` characters at `text_start` of the cleaned text stand at `source_start` of the decoded source."""

    text_start: int
    source_start: int
    length: int


class Document(Frozen):
    """One source as read. Nothing edits `text` after it was cleaned.

    `path` is the name under which it was added (`folder/file.txt`, or the address it came from); `part` tells several
    documents of one file apart (`§ 744.11`, `Supplement No. 4`) and is empty otherwise. `sha256` is of the file's bytes.
    `snapshot` is the day whose state an official list shows. `title_span` and `published_span` are where the text itself
    says them, where it does.
    """

    id: str
    path: str
    part: str = ""
    kind: DocumentKind = "report"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    snapshot: datetime.date | None = None
    list_id: str | None = None
    sha256: str
    text: str
    title_span: Span | None = None
    published_span: Span | None = None
    segments: tuple[Segment, ...] = ()

    def quote(self, span: Span) -> str:
        """The text of a span, letter for letter."""
        return self.text[span.start : span.end]

    @property
    def official(self) -> bool:
        """Whether a government published it."""
        return self.kind in OFFICIAL


class Passage(Frozen):
    """A span of a document that is indexed; `heading` is the nearest heading above it, if any."""

    id: str
    document_id: str
    start: int
    end: int
    heading: str | None = None


class Field(Frozen):
    """One cell, or part of one, of a record: its value as a person writes it, and where it stands in the text.

    `value` is `text[start:end]` with white space folded, unless the field is a date or code that was read into a
    standard form (ISO date).
    """

    value: str
    start: int
    end: int


FieldName = Literal[
    "name", "alias", "weak_alias", "address", "country", "requirement", "policy", "citation", "programme", "remark",
    "identifier", "type", "basis", "footnote", "effective", "expires", "divest", "action", "order",
    "nationality", "reason", "ended", "held", "eased", "missing_aliases", "missing_addresses", "missing_remarks",
]  # fmt: skip
"""What a field of a record holds. `ended`, `held` and `eased` are remarks by which the listing is over, suspended or
over in part
(`sources.endings`)."""


class RecordEvent(Frozen):
    """A dated change that the record itself states, in order: the first Federal Register citation added the entry."""

    action: Literal["added", "changed", "removed"]
    date: datetime.date
    citation: str | None
    start: int
    end: int


class Fact(Frozen):
    """One thing that a row states of a party beside its names: `kind` is an id of `sources.facts`, `label` how the row calls it
    (empty where its column says so), `place` the country that gave a number. `value` is `text[start:end]` with white space
    folded."""

    kind: str
    value: str
    label: str = ""
    place: str = ""
    start: int
    end: int


class Record(Frozen):
    """One row of an official list, as a passage with typed fields. `start:end` covers the whole row (and for lists in
    several files all its rows). Fields may stand outside of it: a country heading above a block of rows.
    `form` marks how the row was laid out in the file (a hash of it with all its blanks and line breaks), where that is more
    than the text keeps. `facts` are what it states of the party in cells of many kinds (`sources.facts`)."""

    id: str
    document_id: str
    list_id: str
    start: int
    end: int
    name: str
    fields: dict[FieldName, tuple[Field, ...]]
    events: tuple[RecordEvent, ...] = ()
    form: str | None = None
    facts: tuple[Fact, ...] = ()

    def all(self, name: FieldName) -> tuple[Field, ...]:
        """The fields of that name, in the order of the row; empty when the row has none."""
        return self.fields.get(name, ())

    def added(self) -> "RecordEvent | None":
        """The event that put the party on the list, if a day is given for it."""
        return next((event for event in self.events if event.action == "added"), None)

    def first(self, name: FieldName) -> Field | None:
        """The first field of that name."""
        found = self.fields.get(name)
        return found[0] if found else None


def document_id(path: str, part: str = "") -> str:
    """A stable 16-digit identifier of the document added under this path (SHA-256, cut)."""
    return hashlib.sha256(f"{path}#{part}".encode()).hexdigest()[:16]


def passage_id(document: str, start: int, end: int) -> str:
    """A passage or record is identified by where it stands."""
    return f"{document}:{start}-{end}"
