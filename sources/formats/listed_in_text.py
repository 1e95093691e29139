"""Lists that stand in running text: whatever the form of the file, its paragraphs name the listed parties.

A document that is such a list by itself becomes a list; one that names them among other things (a notice of the Federal
Register, a section of the regulations) stays what it is and gets their records.
"""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from sources.document import Document, Record
from sources.formats import military_companies, military_intelligence, nonproliferation, research_institutions
from sources.formats.parsed import Parsed
from sources.formats.sheet import date_in_name
from sources.lists import list_info


class _ByItself(Protocol):
    """A reader of lists that are published by themselves."""

    LIST_ID: str
    PUBLISHER: str
    URL: str

    def is_list(self, document: Document) -> bool:
        """Whether a document is the list."""

    def records(self, document: Document) -> list[Record]:
        """The records of a document."""


_BY_THEMSELVES: tuple[_ByItself, ...] = (military_companies, research_institutions, nonproliferation)


def with_lists(parsed: Parsed, made_on: Callable[[], datetime.date | None]) -> Parsed:
    """The document with the records of the list in it, if there is one. `made_on` tells when the file was made, for a list
    that does not say of which day it is."""
    if not parsed.prose or parsed.records:
        return parsed
    if found := military_intelligence.records(parsed.document):
        return replace(parsed, records=tuple(found))
    for reader in _BY_THEMSELVES:
        if found := reader.records(parsed.document):
            if reader.is_list(parsed.document):
                return _by_itself(reader, parsed, found, made_on)
            return replace(parsed, records=tuple(found))
    return parsed


def _by_itself(
    reader: _ByItself, parsed: Parsed, found: list[Record], made_on: Callable[[], datetime.date | None]
) -> Parsed:
    document = parsed.document
    day = date_in_name(document.path) or document.published
    made = made_on() if day is None else None
    told = f"{document.path}: the list does not say of which day it is"
    if made:
        told += f": taken for that of {made.isoformat()}, when the file was made (else give --published)"
    elif day is None:
        told += ": give --published, or put the day into its name"
    update = {
        "kind": "list", "list_id": reader.LIST_ID, "title": list_info(reader.LIST_ID).name, "snapshot": day or made,
        "publisher": reader.PUBLISHER, "url": document.url or reader.URL, "title_span": None,
    }  # fmt: skip
    warnings = parsed.warnings if day else (*parsed.warnings, told)
    return replace(
        parsed, document=document.model_copy(update=update), records=tuple(found), prose=False, warnings=warnings
    )
