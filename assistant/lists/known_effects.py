"""What being on a list means, where no regulation that says it is indexed: who keeps it, under what law, and with what effect, as
we know it of the list, beside the words in which the list's own document names that law."""

import re
from collections.abc import Iterator

from assistant.records.rows import said_agency
from assistant.records.snapshots import newest, published
from assistant.say.parts import Evidence, Findings, Part
from index.search import Index
from index.types import DocumentInfo
from sources.document import Document, Span
from sources.lists import ListInfo

_LAW = re.compile(r"\b(?!(?:19|20)\d\d\b)\d{3,5}[A-Z]?(?:\.\d+)?\b|\b\d+(?:\([a-zA-Z0-9]+\)){2,}")
"""What tells a law from others in its name: the number of a section, not a year."""
_PARAGRAPH = re.compile(r"\S[^\n]*")
_WITHIN = 20_000
"""Characters at the beginning of a list in which it names its law."""


def of_list(index: Index, info: ListInfo) -> Findings | None:
    """Keeper, law and effect of a list; None where no indexed document of it names the law, or where a section of the export
    rules says it, which is to be quoted instead."""
    if not info.effect or info.effect_section.startswith("§"):
        return None
    first = newest(index, info.id)
    others = (*published(index, index.generation).get(info.id, ()), *_any_with(index, info.id))
    for found in (*((first,) if first else ()), *others):
        document = index.document(found.id)
        if (span := _names_law(document, info)) is not None:
            return Findings((_said(info, document, span),))
    return None


def _any_with(index: Index, list_id: str) -> Iterator[DocumentInfo]:
    """The documents that show rows of a list, whoever published them."""
    return (i for i in index.documents() if i.records and list_id in index.lists_of(i.id))


def _said(info: ListInfo, document: Document, span: Span) -> Part:
    effect = info.effect.rstrip(".")
    keeper = said_agency(info.bureau or info.agency)
    but = f" {info.not_effect}" if info.not_effect else ""
    text = (
        f"The {info.name} is kept by {keeper} under {info.legal_basis}. Being on it means: {effect[0].lower()}{effect[1:]} "
        f"({info.effect_section}).{but} It is published as: {info.published_in}."
    )
    return Part(text, (Evidence(document, *span, f"{document.id}:{span.start}-{span.end}", *span),))


def _names_law(document: Document, info: ListInfo) -> Span | None:
    """The first paragraph of a list's document that names the law of the list."""
    numbers = set(_LAW.findall(f"{info.effect_section}; {info.legal_basis}"))
    titles = [name.casefold() for name in info.names if re.search(r"\b(?:Act|[Ss]ection)\b", name)]
    for paragraph in _PARAGRAPH.finditer(document.text, 0, _WITHIN):
        words = paragraph.group()
        if numbers & set(_LAW.findall(words)) or any(title in words.casefold() for title in titles):
            return Span(*paragraph.span())
    return None
