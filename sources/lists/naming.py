"""Which list words mean: its names in prose, its codes in the Consolidated Screening List, groups of lists under one
name."""

import re
from dataclasses import dataclass
from functools import cache

from sources.agencies import agency_by_words
from sources.lists.commerce import COMMERCE
from sources.lists.info import ListInfo
from sources.lists.others import OTHERS
from sources.lists.treasury import TREASURY
from sources.lists.world import WORLD

LISTS: tuple[ListInfo, ...] = (*COMMERCE, *TREASURY, *OTHERS, *WORLD)
"""Strongest ground for the words of `effect`: the sections of 15 CFR part 744 as published by the eCFR, the executive
orders, and the statutes named. Kept short on purpose: an answer quotes the section itself where it is indexed."""

_BY_ID = {info.id: info for info in LISTS}
_NOUNS = frozenset(
    {
        "sanctions list",
        "denial order",
        "export blacklist",
        "trade blacklist",
        "economic blacklist",
        "investment blacklist",
        "export control list",
        "entities list",
        "red flag list",
        "forced-labor list",
        "forced labor entity list",
    }
)


@dataclass(frozen=True, slots=True)
class Group:
    """Several lists that are published under one name: how an answer speaks of them, what they are called, their
    ids."""

    said: str
    names: tuple[str, ...]
    ids: frozenset[str]


GROUPS: tuple[Group, ...] = (
    Group(
        "the Consolidated Sanctions List",
        (
            "Consolidated Sanctions List",
            "Consolidated Non-SDN Sanctions List",
            "Consolidated Non-SDN List",
            "Non-SDN Consolidated Sanctions List",
            "Non-SDN Consolidated List",
            "Non-SDN List",
        ),
        frozenset(info.id for info in LISTS if info.published_in == "Consolidated Sanctions List"),
    ),
    Group(
        "the Consolidated Screening List",
        ("Consolidated Screening List", "Consolidated Screening Lists"),
        frozenset(info.id for info in LISTS if info.csl_codes),
    ),
)


def list_info(list_id: str) -> ListInfo:
    """The row with that id. A list that is not in the table has what it calls itself as its id (`source_id`): its name,
    code and keeper are read from that, and nothing is known of its law and effect."""
    return _BY_ID.get(list_id) or _unknown(list_id)


def is_known(list_id: str) -> bool:
    """Whether the table has a list of that id."""
    return list_id in _BY_ID


def source_id(source: str) -> str:
    """The id of a list that the table does not have: what its source calls it, white space folded."""
    return " ".join(source.split())


@cache
def _unknown(words: str) -> ListInfo:
    """What the name of a list says of it: `Rope List (RPL) - Rope Office` is the Rope List, kept by the Rope Office."""
    named, _, keeper = words.partition(" - ")
    code = re.search(r"\(([A-Z][A-Z0-9-]+)\)", named)
    name = " ".join(re.sub(r"\([A-Z][A-Z0-9-]+\)", " ", named).split()) or words
    known = agency_by_words(keeper)
    return ListInfo(
        id=words,
        names=(name, *((named.strip(),) if code else ())),
        abbreviations=(code.group(1),) if code else (),
        agency=(known.parent or known.id) if known else keeper.strip(),
        bureau=known.id if known and known.parent else None,
        legal_basis="",
        effect="",
        effect_section="",
        published_in=words,
    )


def lists_of(agency_id: str) -> tuple[ListInfo, ...]:
    """The lists that a department or one of its bureaus keeps."""
    return tuple(info for info in LISTS if agency_id in (info.agency, info.bureau))


def loose_names() -> frozenset[str]:
    """Names that the press uses for a list but that may mean another one (`export blacklist`), casefolded."""
    return _NOUNS


def _any_of(words: list[str]) -> str:
    """A pattern over names, longest first; hyphen and blank are taken for each other inside of them."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.sub(r"(?:\\ |\\-)", r"[\\s-]+", re.escape(w)) for w in ordered)


@cache
def list_pattern() -> re.Pattern[str]:
    """One pattern over all list names (any case) and abbreviations (as printed), longest first, for `finditer`.

    Use `list_by_words(match.group())`. Hyphen and blank are taken for each other inside names.
    """
    shorts = sorted({w for info in LISTS for w in info.abbreviations}, key=lambda w: (-len(w), w))
    exact = "|".join(map(re.escape, shorts))
    return re.compile(rf"(?<!\w)(?:(?i:{_any_of([w for info in LISTS for w in info.names])})|(?:{exact}))(?!\w)")


@cache
def group_pattern() -> re.Pattern[str]:
    """One pattern over the names of groups of lists, in any case."""
    return re.compile(rf"(?<!\w)(?:{_any_of([w for group in GROUPS for w in group.names])})(?!\w)", re.I)


def groups_named(text: str) -> tuple[Group, ...]:
    """The groups of lists that a text names, in the order of the table."""
    said = {_key(m.group()) for m in group_pattern().finditer(text)}
    return tuple(group for group in GROUPS if any(_key(w) in said for w in group.names))


@cache
def _names_pattern() -> re.Pattern[str]:
    every = [w for info in LISTS for w in info.names] + [w for group in GROUPS for w in group.names]
    return re.compile(rf"(?<!\w)(?:{_any_of(every)})(?!\w)", re.I)


def list_spans(text: str) -> list[tuple[int, int, str | None]]:
    """Where a text calls lists by their names in full, in whatever case: start, end, and the id of each, None for a
    group of lists. The longest name that stands at a place counts: the Nonproliferation Sanctions List is not "the
    sanctions list"."""
    found = []
    for match in _names_pattern().finditer(text):
        info = list_by_words(match.group())
        found.append((match.start(), match.end(), info.id if info else None))
    return found


def official_spans(text: str) -> list[tuple[int, int, str | None]]:
    """Where a text calls lists, or groups of lists, by names that mean no other: the same without the loose names."""
    return [(s, e, list_id) for s, e, list_id in list_spans(text) if text[s:e].casefold() not in loose_names()]


def lists_called(text: str) -> tuple[str, ...]:
    """The ids of the lists that a text calls by their names in full, in the order of the table."""
    named = {list_id for _, _, list_id in list_spans(text)}
    return tuple(info.id for info in LISTS if info.id in named)


@cache
def _listing_phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = []
    for info in LISTS:
        for phrase in info.listing_phrases:
            before, _, behind = (re.escape(part.strip()) for part in phrase.partition("…"))
            between = rf"\s++(?:(?P<who>[^.?!;]{{1,80}}?)(?<!\s)\s*+)??{behind}" if behind else "(?P<who>)"
            rows.append((info.id, re.compile(rf"\b{before}{between}\b", re.I)))
    return tuple(rows)


def listing_phrases_in(text: str) -> tuple[tuple[str, ...], str]:
    """The ids of the lists that somebody was put on by a text that names none ("was denied export privileges"), and the
    text with `listed` for these words."""
    found: list[str] = []
    for list_id, pattern in _listing_phrases():
        text, many = pattern.subn(lambda m: f"listed {m['who'] or ''}".rstrip(), text)
        found += [list_id] if many and list_id not in found else []
    return tuple(found), text


def _key(words: str) -> str:
    return " ".join(re.split(r"[\s-]+", words.strip())).casefold()


@cache
def _by_words() -> dict[str, ListInfo]:
    table: dict[str, ListInfo] = {}
    for info in LISTS:
        for words in (*info.names, *info.abbreviations):
            table.setdefault(_key(words), info)
    return table


def list_by_words(words: str) -> ListInfo | None:
    """The list that these words name (case, white space and hyphens folded), or None."""
    return _by_words().get(_key(words))


@cache
def _by_code() -> dict[str, ListInfo]:
    return {code: info for info in LISTS for code in info.csl_codes}


def list_by_source(source: str) -> ListInfo | None:
    """The list that the Consolidated Screening List means by its `source` column.

    The column holds a code (`EL`) or a name with the code in brackets (`Entity List (EL) - Bureau of …`); some lists
    have names without a code (`Capta List (CAP) - Treasury Department` has one, `ITAR Debarred (DTC) - …` too).
    """
    code = re.search(r"\(([A-Z0-9-]+)\)", source)
    for words in (code.group(1) if code else "", source.strip()):
        if info := _by_code().get(words):
            return info
    name = re.split(r"(?<!\s)\s*+\(|(?<!\s)\s++-\s", source.strip())[0]
    return list_by_words(name)
