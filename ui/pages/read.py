"""Reading a document: what it is, its text block by block with the marks, search in it, the record at a place."""

from collections.abc import Mapping
from typing import Any

from index.search import Index
from sources.document import Document, Record
from sources.errors import QuestionError
from ui.calls import Call, guarded, text, whole
from ui.describe import Described, date_of, kind_name, title_of
from ui.export import quotation, reference
from ui.reader import Mark, block_at, blocks, find, runs
from ui.safe import one_line, printable, web_address
from ui.workspace import Workspace

FIELD_NAMES: dict[str, str] = {
    "name": "Name", "alias": "Also known as", "weak_alias": "Weak alias", "address": "Address", "country": "Country",
    "requirement": "License requirement", "policy": "License review policy", "citation": "Federal Register",
    "programme": "Programme", "remark": "Remarks", "identifier": "Identifier", "type": "Type", "basis": "Legal basis",
    "footnote": "Footnote", "effective": "Effective", "expires": "Expires", "divest": "Divest by", "action": "Action",
    "order": "Order", "ended": "Over", "held": "Suspended", "eased": "Over in part",
}  # fmt: skip
"""Field names of records as a person reads them, in the order of a card."""

MOST_MARKS = 500
"""Marks that one block is drawn with at most."""


def read_calls(workspace: Workspace) -> list[Call]:
    """The calls of the reader."""

    def document(given: Mapping[str, Any]) -> dict[str, Any]:
        """What a document is, its blocks, the block of `start`, and the record there if it is a list."""
        index = workspace.index()
        with index.reading():  # one generation, whatever a writer removes meanwhile
            return _read(index, workspace.document(text(given, "id")), given)

    def block(given: Mapping[str, Any]) -> dict[str, Any]:
        """The runs of one block: `[text, marks, control]` each; `marks` of the request are `[start, end, kind, n]`."""
        found = workspace.document(text(given, "id"))
        spans = blocks(found.text)
        number = whole(given, "n")
        if not 0 <= number < len(spans):
            raise QuestionError(f"no block {number}: the document has {len(spans)}")
        made = runs(found.text, spans[number], _marks(given.get("marks")))
        return {"n": number, "runs": [[run.text, list(run.marks), run.control] for run in made]}

    def search_in(given: Mapping[str, Any]) -> dict[str, Any]:
        """Where words stand in a document: `hits` as `[start, end]`."""
        found = workspace.document(text(given, "id"))
        spans = blocks(found.text)
        hits = find(found.text, text(given, "query", longest=500))
        return {"hits": [[hit.start, hit.end, block_at(spans, hit.start)] for hit in hits]}

    return [guarded(document), guarded(block), guarded(search_in)]


def head(document: Described) -> dict[str, Any]:
    """What every view shows of a document; for anything with a document's metadata (without its text, too)."""
    return {
        "id": document.id,
        "title": title_of(document),
        "publisher": one_line(document.publisher) if document.publisher else None,
        "date": date_of(document),
        "kind": document.kind,
        "kind_name": kind_name(document.kind),
        "official": document.official,
        "path": one_line(document.path),
        "part": one_line(document.part),
        "url": web_address(document.url),
        "sha256": document.sha256,
    }


def card(record: Record, document: Described) -> dict[str, Any]:
    """A record as a readable card: fields in a fixed order, each value with its place in the document."""
    return {
        "id": record.id,
        "name": one_line(record.name),
        "document": head(document),
        "start": record.start,
        "end": record.end,
        "fields": [
            {
                "name": label,
                "values": [[printable(f.value), f.start, f.end] for f in record.fields.get(key, ())],
            }
            for key, label in FIELD_NAMES.items()
            if key != "name" and key in record.fields
        ],
        "events": [[e.action, e.date.isoformat(), e.citation or "", e.start, e.end] for e in record.events],
    }


def _read(index: Index, found: Document, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of a document and of the span asked for."""
    start, end = _span(given, found)
    spans = blocks(found.text)
    return {
        **head(found),
        "length": len(found.text),
        "blocks": [[span.start, span.end] for span in spans],
        "block": block_at(spans, start),
        "start": start,
        "end": end,
        "quote": printable(found.text[start:end]),
        "record": _record_at(index, found, start, max(end, start + 1)),
        "twins": [head(index.info(twin)) for twin in index.twins(found.id)],
        "copy": quotation(found, start, end, found.text[start:end]),
        "reference": reference(found, start, end),
    }


def _record_at(index: Index, document: Document, start: int, end: int) -> dict[str, Any] | None:
    """The record that the span stands in, if it stands in one (a record's id ends in its own `start-end`)."""
    for identifier in index.record_ids(document.id):
        first, _, last = identifier.rpartition(":")[2].partition("-")
        if int(first) <= start and end <= int(last):
            return card(index.records([identifier])[0], document)
    return None


def _span(given: Mapping[str, Any], document: Document) -> tuple[int, int]:
    start, end = whole(given, "start"), whole(given, "end")
    length = len(document.text)
    start = min(max(start, 0), length)
    return start, min(max(end, start), length)


def _marks(given: Any) -> list[Mark]:
    if given is None:
        return []
    made: list[Mark] = []
    items = given if isinstance(given, list) else [given]
    if len(items) > MOST_MARKS:
        raise QuestionError(f"{len(items):,} marks are too many for one block: at most {MOST_MARKS}")
    for item in items:
        match item:
            case [int(start), int(end), "strong" | "light" | "found" as kind, int(number)]:
                made.append(Mark(start, end, kind, number))
            case _:
                raise QuestionError("marks are lists of [start, end, kind, number]")
    return made
