"""Filters as the page shows them, and as the index takes them.

The index filters by document. A list or an agency is therefore turned into the documents that are it or speak of it: the list
itself, and every document with a statement about it.
"""

import functools
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from index.search import Index
from index.types import Filters
from sources.agencies import agency, department
from sources.errors import QuestionError
from sources.lists import list_info
from sources.territories import country_title
from ui.dates import day
from ui.describe import KIND_NAMES, kind_name
from ui.safe import one_line
from ui.workspace import Workspace

CHOICES = ("lists", "agencies", "countries", "kinds", "publishers", "documents")
"""The filters that are sets of values; `from` and `until` are dates."""
MOST_CHOICES = 300


def read_filters(given: Any, workspace: Workspace) -> tuple[Filters | None, dict[str, Any]]:
    """The filters of a request for the index, and as they are written down in the history; None when nothing is filtered.

    Raises QuestionError for anything that is not a filter.
    """
    if given is None or given == {}:
        return None, {}
    if not isinstance(given, Mapping):
        raise QuestionError("filters have to be an object")
    values = {name: _values(given, name) for name in CHOICES}
    days = {name: _day(given, name) for name in ("from", "until")}
    chosen: dict[str, Any] = {name: value for name, value in (values | days).items() if value}
    if not chosen:
        return None, {}
    unknown = set(chosen.get("kinds", ())) - set(KIND_NAMES)
    if unknown:
        raise QuestionError(f"no kind {', '.join(sorted(unknown))}: there are {', '.join(KIND_NAMES)}")
    return _filters(chosen, workspace.index()), chosen


def _values(given: Mapping[str, Any], name: str) -> list[str]:
    """The values chosen for one filter, each once, in order."""
    values = given.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise QuestionError(f"the filter {name} has to be a list of texts")
    return sorted(set(values))


def _day(given: Mapping[str, Any], name: str) -> str | None:
    """The day chosen for one filter, in ISO form."""
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise QuestionError(f"the filter {name} has to be a date")
    found = day(value, name)
    return found.isoformat() if found else None


def _filters(chosen: Mapping[str, Any], index: Index) -> Filters:
    documents: set[str] | None = set(chosen["documents"]) if "documents" in chosen else None
    if "lists" in chosen or "agencies" in chosen:
        subjects = _subjects(index, index.generation)
        for name in ("lists", "agencies"):
            if name in chosen:
                having = {d for d, said in subjects.items() if said & {(name, value) for value in chosen[name]}}
                documents = having if documents is None else documents & having
    return Filters(
        documents=None if documents is None else frozenset(documents),
        kinds=frozenset(chosen["kinds"]) if "kinds" in chosen else None,
        publishers=frozenset(chosen["publishers"]) if "publishers" in chosen else None,
        countries=frozenset(_written(index, chosen["countries"])) if "countries" in chosen else None,
        lists=frozenset(chosen["lists"]) if "lists" in chosen else None,
        published_from=day(chosen.get("from"), "from"),
        published_until=day(chosen.get("until"), "until"),
    )


@functools.lru_cache(maxsize=4)
def _subjects(index: Index, generation: int) -> dict[str, frozenset[tuple[str, str]]]:
    """For each document the lists and agencies (departments) that it is of or speaks of."""
    found: dict[str, frozenset[tuple[str, str]]] = {}
    for info in index.documents():
        said: set[tuple[str, str]] = set()
        for list_id in (info.list_id,) if info.list_id else index.lists_of(info.id):
            said |= {("lists", list_id), ("agencies", list_info(list_id).agency)}
        for statement in index.statements(info.id):
            if statement.list and statement.list.value:
                said.add(("lists", statement.list.value))
            if statement.agency and statement.agency.value:
                said.add(("agencies", _department(statement.agency.value)))
        found[info.id] = frozenset(said)
    return found


def _department(identifier: str) -> str:
    try:
        return department(identifier).id
    except KeyError:
        return identifier


def facets(index: Index) -> dict[str, list[list[Any]]]:
    """What can be filtered by in this index: for each filter its values as `[value, label, documents]`."""
    return _facets(index, index.generation)


@functools.lru_cache(maxsize=4)
def _facets(index: Index, generation: int) -> dict[str, list[list[Any]]]:
    counts: dict[str, dict[str, int]] = {name: {} for name in CHOICES}
    labels: dict[tuple[str, str], str] = {}
    infos = index.documents()
    for info in infos:
        for name, value in (("kinds", info.kind), ("publishers", info.publisher or "")):
            if value:
                counts[name][value] = counts[name].get(value, 0) + 1
    for said in _subjects(index, generation).values():
        for name, value in said:
            counts[name][value] = counts[name].get(value, 0) + 1
    labels |= {("lists", value): list_info(value).name for value in counts["lists"]}
    for value in counts["agencies"]:
        try:
            labels["agencies", value] = agency(value).name
        except KeyError:
            continue
    for value in counts["kinds"]:
        labels["kinds", value] = kind_name(value)  # type: ignore[arg-type]
    made: dict[str, list[list[Any]]] = {}
    for name, values in counts.items():
        ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))[:MOST_CHOICES]
        made[name] = [[value, one_line(labels.get((name, value), value)), count] for value, count in ordered]
    made["documents"] = [
        [d.id, one_line(d.title or d.path) + (f", {one_line(d.part)}" if d.part else ""), 1] for d in infos[:3000]
    ]
    made["countries"] = [[name, one_line(name), count] for name, count in countries(index).items()]
    return made


def countries(index: Index) -> dict[str, int]:
    """The countries of the records of all lists under one name each, with the number of records, most first."""
    found: Counter[str] = Counter()
    for written, count in index.names.countries().items():
        found[country_title(written)] += count
    return dict(found.most_common())


def _written(index: Index, names: Collection[str]) -> set[str]:
    """All ways in which the lists write these countries."""
    return {written for written in index.names.countries() if country_title(written) in names}
