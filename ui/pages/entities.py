"""Entities: search by name, and all that the sources have on one of them."""

from collections.abc import Mapping
from typing import Any

from assistant.timeline.entity import SURE, Entity, countries, entity
from index.names import NameMatch
from index.search import Index
from sources.lists import list_info
from ui.calls import Call, guarded, text
from ui.pages.read import card, head
from ui.safe import one_line
from ui.workspace import Workspace


def entities_calls(workspace: Workspace) -> list[Call]:
    """The calls of the entities view."""

    def find_entities(given: Mapping[str, Any]) -> dict[str, Any]:
        """Names like the one asked for, best first."""
        return {"matches": matches(workspace.index(), text(given, "query", longest=500))}

    def entity_(given: Mapping[str, Any]) -> dict[str, Any]:
        """One entity; `exact` when the name was chosen from a list of names."""
        found = entity(workspace.index(), text(given, "name", longest=500), exact=given.get("exact") is True)
        return drawn(found)

    entity_.__name__ = "entity"
    return [guarded(find_entities), guarded(entity_)]


def matches(index: Index, query: str, limit: int = 20) -> list[dict[str, Any]]:
    """Names like `query` with how each matched, how surely (0 to 1), and where it stands."""
    with index.reading():
        return [_match(index, match) for match in index.names.find(query, limit=limit)] if query.strip() else []


def _match(index: Index, match: NameMatch) -> dict[str, Any]:
    records = index.records(match.records)
    lists = dict.fromkeys(list_info(record.list_id).name for record in records)
    where = [", ".join(lists), ", ".join(countries(records))]
    spoken = f"{len(match.documents)} document{'s' if len(match.documents) != 1 else ''}" if match.documents else ""
    return {
        "name": one_line(match.name),
        "matched": one_line(match.matched),
        "how": match.how,
        "score": match.score,
        "sure": match.score >= SURE,
        "detail": " · ".join(filter(None, [*where, spoken])),
        "lists": list(lists),
        "records": list(match.records),
        "documents": list(match.documents),
    }


def drawn(found: Entity) -> dict[str, Any]:
    """An entity as the page draws it."""
    now = [on for on in found.lists if on.current] or list(found.lists)
    return {
        "name": one_line(found.name),
        "how": found.how,
        "countries": list(found.countries),
        "lists": list(dict.fromkeys(on.list_name for on in now)),
        "names": [one_line(n) + (" (weak alias)" if n in found.weak_names else "") for n in found.names],
        "candidates": [
            {"name": one_line(c.name), "detail": one_line(c.detail), "how": c.how} for c in found.candidates
        ],
        "cards": [
            {**card(on.record, on.document), "list": on.list_name, "agency": on.agency, "current": on.current}
            for on in now
        ],
        "events": [
            {
                "what": event.what,
                "date": event.when or None,
                "dated_by": event.dated_by,
                "text": one_line(event.text),
                "lane": one_line(event.lane),
                "document": head(event.document),
                "start": event.start,
                "end": event.end,
            }
            for event in found.events
        ],
        "related": [{"name": one_line(r.name), "rule": one_line(r.rule)} for r in found.related],
    }
