"""The day on which a Federal Register rule takes effect, as its own DATES line says: what the rule does is done on that day."""

import datetime
import functools
import re

from assistant.statements.candidates import layout
from index.search import Index
from sources.reading.statements import DateSlot

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_EFFECTIVE = re.compile(
    rf"\b(?:rule|action|amendment)s? (?:is|are|becomes?) effective(?: on| as of)? (?P<day>(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}})",
    re.I,
)


@functools.lru_cache(maxsize=64)
def _effective(index: Index, generation: int, document_id: str) -> DateSlot | None:
    document = index.document(document_id)
    if document.kind != "rule":
        return None
    for span in layout(index, document_id).sentences:
        found = _EFFECTIVE.search(document.text, span.start, span.end)
        if found:
            day = datetime.datetime.strptime(" ".join(found["day"].split()), "%B %d, %Y").date()
            return DateSlot(start=found.start("day"), end=found.end("day"), value=day.isoformat(), date=day)
    return None


def effective(index: Index, document_id: str) -> DateSlot | None:
    """The day on which a rule takes effect, where it says so; None for other documents."""
    return _effective(index, index.generation, document_id)
