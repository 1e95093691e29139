"""The day of what a rule does: where its sentences give none, the day from which the rule holds."""

import re

from sources.document import Document
from sources.reading.discourse.drafts import Draft
from sources.reading.statements import DateSlot
from sources.register_form import effective

_LEANS = re.compile(
    r"\b(?:this|the|that|today's) (?:final |interim )?(?:rule|action|notice)\b|\b(?:ERC|End-User Review Committee)\b|\b(?:is|are|being|be) added\b|\b(?:is|are) (?:also )?(?:adding|removing|revising|amended)\b",
    re.IGNORECASE,
)
_BY = frozenset({"bis", "erc", "commerce", "homeland-security", "fletf", "defense", "state", "ofac", "treasury", None})


def dated_by_rule(document: Document, drafts: list[Draft]) -> None:
    """Give the additions, removals and changes of a rule that have no date the day from which it is effective."""
    if document.kind not in ("rule", "notice"):
        return
    said = effective(document.text)
    if said is None:
        return
    slot = DateSlot(start=said.span.start, end=said.span.end, value=said.date.isoformat(), date=said.date)
    for draft in drafts:
        if draft.date is not None or draft.event.action not in ("added", "removed", "changed"):
            continue
        if draft.event.polarity != "asserted" or draft.event.nominal or "standing" in draft.event.notes:
            continue
        if any(effect.value == "policy" for effect in draft.effects):
            continue  # what is laid on those who were added: not the deed
        agency = draft.agency.value if draft.agency is not None else None
        if agency in _BY and (draft.inherited or _LEANS.search(draft.scene.view)):
            draft.date = slot
