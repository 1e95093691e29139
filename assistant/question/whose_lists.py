"""Whose lists a text speaks of: a country or union right before the name of its own list, before the word list, before or behind what
it did ("China's Unreliable Entity List", "the UN list", "did the UK list", "Canadian listings")."""

import functools
import re

from assistant.question.keepers import KEEPERS, UNITED_STATES, Keeper, keepers_in_scope, keeps
from assistant.question.understand import Question
from sources.document import Document
from sources.lists import is_known, list_info, official_spans
from sources.reading.statements import Statement


@functools.cache
def _owners() -> tuple[tuple[Keeper, re.Pattern[str], re.Pattern[str]], ...]:
    """For each keeper how it stands right before the name of a list, and how its lists are called without a name."""
    rows = []
    for keeper in KEEPERS:
        who = rf"(?<!\w)(?:the )?(?:{keeper.called})"
        rest = r"(?:['’]s?)? (?:(?:own|consolidated|sanctions?|sanctioned|autonomous|financial) ){0,3}"
        rows.append((keeper, re.compile(rf"{who}(?:['’]s?)? $"), re.compile(rf"{who}{rest}lists?\b", re.I)))
    return tuple(rows)


def _begins(keeper: Keeper, name: str) -> bool:
    return re.match(rf"(?:{keeper.called})(?!\w)", name, re.I) is not None


def owners_named(text: str) -> tuple[Keeper, ...]:
    """The countries and unions that stand right before the name of a list of theirs, or begin it ("China's Unreliable Entity List"):
    there they say whose the list is, not where a party sits."""
    found: dict[Keeper, None] = {}
    for start, end, list_id in official_spans(text):
        if list_id is not None and is_known(list_id):
            info, name = list_info(list_id), text[start:end]
            for keeper, before, _ in _owners():
                if keeps(keeper, info) and (before.search(text[:start]) or _begins(keeper, name)):
                    found[keeper] = None
    return tuple(found)


def lists_called(text: str) -> list[tuple[int, int, Keeper]]:
    """Where a text calls the lists of a country or union as a whole ("the UN list", "Switzerland's sanctions lists"): start, end,
    keeper."""
    named = [(start, end) for start, end, _ in official_spans(text)]
    found = [(m.start(), m.end(), k) for k, _, whole in _owners() for m in whole.finditer(text)]
    return sorted(
        (row for row in found if all(end <= row[0] or row[1] <= start for start, end in named)), key=lambda r: r[0]
    )


_PARTICIPLES = {
    "list": "listed",
    "sanction": "sanctioned",
    "designate": "designated",
    "blacklist": "blacklisted",
    "add": "added",
    "put": "put",
}
_OF_THEIRS = r"(?:listings|entries|designations|additions)"


@functools.cache
def _acting() -> re.Pattern[str]:
    who = "|".join(k.called for k in KEEPERS)
    return re.compile(
        rf"\b(?P<before>(?:did|does|do) (?:the )?(?:{who})(?:['’]s)?(?: government)?) (?P<verb>{'|'.join(_PARTICIPLES)})\b",
        re.I,
    )


def with_participle(text: str) -> str:
    """A question in which a country acts, with the deed as a participle, which no list is called ("did the UN list" asks who was
    listed)."""
    return _acting().sub(lambda m: f"{m['before']} {_PARTICIPLES[m['verb'].lower()]}", text)


@functools.cache
def _whose() -> tuple[tuple[Keeper, re.Pattern[str]], ...]:
    rows = []
    for keeper in KEEPERS:
        who = rf"(?:{keeper.called})"
        verb = rf"(?:did|does|do|has|have|was|were|by) (?:the )?{who}(?:['’]s)?(?: government)?(?= (?:{'|'.join(_PARTICIPLES.values())})\b)"
        rows.append((keeper, re.compile(rf"\b(?:{verb}|{who}(?:['’]s)?(?= {_OF_THEIRS}\b))", re.I)))
    return tuple(rows)


def acting(text: str) -> list[tuple[int, int, Keeper]]:
    """Where a text says which country or union listed, or whose listings it asks for ("Canadian listings"): start, end, keeper."""
    return sorted(((m.start(), m.end(), k) for k, whose in _whose() for m in whose.finditer(text)), key=lambda r: r[0])


def acted(keeper: Keeper, document: Document, statement: Statement) -> bool:
    """Whether a country or union did what a statement tells: its agency or list says so, or the words for who acted."""
    agency, on = statement.agency, statement.list
    if agency is not None and agency.value in keeper.agencies:
        return True
    if on is not None and on.value is not None and is_known(on.value) and keeps(keeper, list_info(on.value)):
        return True
    words = document.text[agency.start : agency.end] if agency is not None else ""
    return re.search(rf"(?<!\w)(?:{keeper.called})(?!\w)", words, re.I) is not None


def other_keepers_in_scope(question: Question) -> tuple[Keeper, ...]:
    """The countries and unions besides the United States that a question takes to have acted."""
    return tuple(k for k in keepers_in_scope(question) if k is not UNITED_STATES)
