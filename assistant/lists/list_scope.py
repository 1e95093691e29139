"""Which lists a question means: one by its name, those of an agency, or all of a kind ("a sanctions list", "any US list")."""

import functools
import re

from assistant.question.concepts import keys
from assistant.question.keepers import keepers_in_scope, keeps, places_of
from assistant.question.understand import Question
from assistant.question.whose_lists import owners_named
from assistant.records.record_sentences import Row, join, said_agency
from sources.agencies import AGENCIES
from sources.lists import GROUPS, LISTS, groups_named, list_info, official_spans

_ANYBODY = frozenset({"us-government", "white-house"})
"""Who keeps no list of its own: a list of the US government is any of them."""

_KNOWN_AGENCIES = frozenset(a.id for a in AGENCIES)
LIST_IDS = frozenset(row.id for row in LISTS)

KINDS: tuple[tuple[str, re.Pattern[str], frozenset[str]], ...] = (
    ("a sanctions list", re.compile(r"\bsanctions? lists?\b", re.I),
     frozenset(row.id for row in LISTS if row.agency == "treasury") | {"isn"}),
    ("an export control list", re.compile(r"\bexports?(?:[- ](?:control|restriction)s?)? lists?\b", re.I),
     frozenset(row.id for row in LISTS if row.bureau in ("bis", "ddtc"))),
    ("an import control list", re.compile(r"\b(?:import(?:[- ](?:control|ban|restriction)s?)?|forced[- ]labou?r) lists?\b", re.I),
     frozenset({"uflpa", "wro"})),
)  # fmt: skip
"""Kinds of lists by what people call them: the words for one, how it is asked for, and the lists of that kind."""


def kind_in_scope(question: Question) -> tuple[str, frozenset[str]] | None:
    """The kind of list, or the group of lists, that a question means, in words and as ids; None when it names a list, or none
    at all."""
    if group := next(iter(groups_named(question.text)), None):
        return None if question.lists else (group.said, group.ids)
    text = _without_names(question.text)
    for said, pattern, ids in KINDS:
        match = pattern.search(text)
        if match is None:
            continue
        rest = question.text[: match.start()] + question.text[match.end() :]
        named = [n for n in question.lists if n in LIST_IDS and n not in ids] + [
            n for n in question.lists if n in ids and _named_in(n, rest)
        ]
        if not named:
            return said, ids
    return None


def _without_names(text: str) -> str:
    """The text without the lists that it calls by their own names: "the Nonproliferation Sanctions List" is no kind of list."""
    for start, end, _ in official_spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _named_in(list_id: str, text: str) -> bool:
    info = list_info(list_id)
    return any(re.search(rf"\b{re.escape(w)}\b", text) for w in (*info.abbreviations, *info.names))


def lists_in_scope(question: Question) -> frozenset[str]:
    """The ids of the lists that a question is about; empty when any will do."""
    kind = kind_in_scope(question)
    return kind[1] if kind else frozenset(question.lists)


def agencies_in_scope(question: Question) -> frozenset[str]:
    """The ids of the agencies whose lists are meant; empty when any will do."""
    return frozenset(question.agencies) - _ANYBODY


def admits(question: Question, row: Row) -> bool:
    """Whether a row is on one of the lists meant."""
    if keepers := keepers_in_scope(question):
        return any(keeps(k, row.info) for k in keepers) and (not question.lists or _of_lists(question, row))
    return _of_lists(question, row)


def _of_lists(question: Question, row: Row) -> bool:
    lists, agencies = lists_in_scope(question), agencies_in_scope(question)
    return (not lists or row.info.id in lists) and (not agencies or bool(agencies & {row.info.agency, row.info.bureau}))


def list_ids(question: Question) -> frozenset[str]:
    """The ids of all known lists that a question means, by name, kind, agency and country."""
    named, agencies, keepers = lists_in_scope(question), agencies_in_scope(question), keepers_in_scope(question)
    if not (named or agencies or keepers):
        return frozenset()
    return frozenset(
        info.id
        for info in LISTS
        if (not named or info.id in named)
        and (not agencies or agencies & {info.agency, info.bureau})
        and (not keepers or any(keeps(k, info) for k in keepers))
    )


@functools.cache
def words_for(list_id: str) -> frozenset[str]:
    """The concepts of what a list is called, and of the deed that puts somebody on it."""
    info = list_info(list_id)
    groups = (name for group in GROUPS if list_id in group.ids for name in group.names)
    return frozenset(keys("; ".join((*info.names, *info.abbreviations, *info.listing_phrases, *groups))))


def shown(question: Question) -> str:
    """The lists meant, as an answer speaks of them; empty when any will do."""
    kind = kind_in_scope(question)
    agencies = join((said_agency(a) for a in sorted(agencies_in_scope(question)) if a in _KNOWN_AGENCIES), "or")
    named = [f"the {list_info(n).name}" for n in question.lists if n in LIST_IDS or " " in n]
    if named and not kind:
        return join(named, "or")
    if not kind and (keepers := keepers_in_scope(question)):
        return f"a list of {join((k.said for k in keepers), 'or')}"
    if agencies:
        return f"{kind[0] if kind else 'a list'} of {agencies}"
    return kind[0] if kind else ""


def places(question: Question) -> set[str]:
    """The places that a question names, other than the United States and those whose lists are meant, as concepts."""
    lists = keepers_places(question) | {"p:united-states"}
    return {k for u in question.units for k in u.keys if k.startswith("p:") and k not in lists}


def keepers_places(question: Question) -> frozenset[str]:
    """The concepts of the countries and unions whose lists are meant, or that stand before the names of their own lists."""
    whose = (*keepers_in_scope(question), *owners_named(question.text))
    return frozenset().union(*map(places_of, whose))
