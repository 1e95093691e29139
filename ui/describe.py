"""A document in one line, the same in the terminal, the chat and exports: whose word it is, of which day."""

import datetime
from typing import TYPE_CHECKING, Protocol

from ui.safe import one_line

if TYPE_CHECKING:
    from sources.document import DocumentKind


class Described(Protocol):
    """Anything that carries a document's metadata: Document, DocumentInfo, CitedDocument."""

    id: str
    path: str
    part: str
    kind: "DocumentKind"
    title: str | None
    publisher: str | None
    published: datetime.date | None
    url: str | None
    snapshot: datetime.date | None
    sha256: str

    @property
    def official(self) -> bool:
        """Whether a government published it."""


KIND_NAMES: dict["DocumentKind", str] = {
    "list": "official list",
    "regulation": "regulation",
    "rule": "Federal Register rule",
    "notice": "official notice",
    "release": "agency release",
    "transcript": "official transcript",
    "report": "report",
    "reply": "reply of a listed party",
}
"""What each kind of document is called on screen."""


def kind_name(kind: "DocumentKind") -> str:
    """The name of a kind of document on screen."""
    return KIND_NAMES[kind]


def title_of(document: Described) -> str:
    """The title with the part of the file it is, or the path when it has no title."""
    title = one_line(document.title or document.path)
    return title if not document.part or document.part in title else f"{title}, {one_line(document.part)}"


def date_of(document: Described) -> str:
    """The day it was published, or, for a list, the day whose state it shows; empty when neither is known."""
    if document.snapshot:
        return f"as of {document.snapshot.isoformat()}"
    return document.published.isoformat() if document.published else ""


def source_line(document: Described) -> str:
    """Title · publisher · date · kind: the line under which a citation is shown."""
    parts = [
        title_of(document),
        one_line(document.publisher) if document.publisher else "publisher not known",
        date_of(document) or "date not known",
        kind_name(document.kind),
    ]
    return " · ".join(parts)
