"""Who or what somebody is, as a text says beside the name: a title, an apposition, "X is a …"."""

import functools
from collections.abc import Sequence

from assistant.question.concepts import keys
from assistant.question.targets import Target
from assistant.say.parts import Findings, Part
from assistant.say.wording import attributed, plain, source_name
from assistant.statements.candidates import layout
from assistant.statements.fitting import sentence_at
from assistant.statements.target_statements import is_name_of
from index.search import Index
from sources.document import AUTHORITY, Document, Span
from sources.reading import Role, read_roles


@functools.lru_cache(maxsize=128)
def _roles(index: Index, generation: int, document_id: str) -> tuple[Role, ...]:
    return tuple(read_roles(index.document(document_id), layout(index, document_id).sentences))


_HOW = {"clause": 0, "apposition": 1, "title": 1, "before": 2}


def identity(index: Index, targets: Sequence[Target], documents: Sequence[str]) -> Findings | None:
    """Who or what the names asked are, as the text says beside the name: a title, an apposition, "X is a …"."""
    parts = []
    for target in targets:
        found = [
            (role, index.document(document_id))
            for document_id in dict.fromkeys(documents)
            for role in _roles(index, index.generation, document_id)
            if _same(target, role, index.document(document_id))
        ]
        if not found:
            continue
        found.sort(key=lambda pair: (-_fullness(pair[0], pair[1]), -AUTHORITY[pair[1].kind], pair[1].id, pair[0].start))
        role, document = found[0]
        evidence = sentence_at(index, document, role.start)
        description = plain(document.quote(Span(role.description.start, role.description.end)))
        text = f"{target.asked}: “{description}”, according to {source_name(document)}: “{plain(evidence.quote)}”"
        if len(text.split()) > 60:
            text = f"{attributed(document)}: “{plain(evidence.quote)}”"
        parts.append(Part(text, (evidence,)))
    return Findings(tuple(parts), confidence=0.9) if parts else None


def _same(target: Target, role: Role, document: Document) -> bool:
    return is_name_of(target, role.mention.value or document.text[role.mention.start : role.mention.end])


def _fullness(role: Role, document: Document) -> int:
    """How much a role says; of a person the office, of a company what it is."""
    said = min(len(keys(document.quote(Span(role.description.start, role.description.end)))), 8)
    if role.mention.kind == "person":
        return said + (6 if role.how in ("title", "apposition") else 0)
    return said - _HOW[role.how]
