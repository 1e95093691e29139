"""What Treasury's CSV and XML have in common: the document that a list becomes, and the addresses of an entry."""

import datetime

from sources.document import Document, Record, document_id
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, fold
from sources.lists import list_info

PUBLISHER = "Office of Foreign Assets Control"
_URL = "https://sanctionslist.ofac.treas.gov/Home/"


def put_addresses(draft: Draft, sheet: Sheet, rows: list[list[str]]) -> None:
    """Addresses a line each, the last but one cell being the country."""
    for cells in rows:
        spans = [sheet.add(cell, "  " if n else "\n") for n, cell in enumerate(c for c in cells if c)]
        if not spans:
            continue
        words = sheet.tail(spans[0].start)
        draft.put("address", words, spans[0].start)
        country = cells[2] if len(cells) > 2 else ""
        if country and not any(f.value == fold(country) for f in draft.fields["country"]):
            before = sum(1 for c in cells[:2] if c)
            draft.put("country", country, spans[before].start)


def as_document(
    sheet: Sheet,
    records: list[Record],
    name: str,
    sha256: str,
    given: Given,
    consolidated: bool,
    day: datetime.date | None,
    warnings: tuple[str, ...],
) -> Parsed:
    """The document of one of Treasury's two lists of a day, with its records."""
    title = "Consolidated Sanctions List (non-SDN)" if consolidated else list_info("sdn").name
    document = Document(
        id=document_id(name),
        path=name,
        kind="list",
        title=title,
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or _URL + ("ConsolidatedList" if consolidated else "SdnList"),
        snapshot=day,
        list_id=None if consolidated else "sdn",
        sha256=sha256,
        text=sheet.text,
    )
    return Parsed(document, tuple(records), prose=False, warnings=warnings)
