"""Which lists a question is about: by their names, as those of an agency or of the United States, one and another, one but not
another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.query.terms.model import Combine
from assistant.query.terms.scan import Scan
from assistant.question.keepers import LISTS_OF_OTHERS, UNITED_STATES, keeps
from assistant.question.whose_lists import acting, lists_called, owners_named
from sources.agencies import agency_by_words, agency_pattern
from sources.lists import LISTS, group_pattern, groups_named, list_by_words, list_info, list_pattern, loose_names

_LEAD = re.compile(
    r"(?P<words>(?:\b(?:but|and|or|also|not|both|either|without|being|appear|stand|on|onto|to|from|of|in|under|off|well|as|then) ){0,7})"
    r"(?:\b(?:the|any|a|an) )?(?:\b(?:US|U\.S\.|American) )?$",
    re.I,
)
_OWNER = re.compile(r"(?<!\w)\w++(?:['’]s?)? $")
_BEHIND = re.compile(r"['’]s\b| [Ll]ists?\b")
_EVERY = re.compile(
    r"\b(?:on|to|in|of|from) (?:any|all|the|every)(?: of the)? (?:(?P<us>US|U\.S\.|American) )?(?:restricted[- ]party )?lists?\b",
    re.I,
)
_US = re.compile(
    r"\b(?:(?:by|of|did|has|have) )?the (?:(?:United States|US|U\.S\.|American|[Ff]ederal) government\b|"
    r"(?:United States|US|U\.S\.)(?= (?:add|list|put|place|design|ha[sd])))"
)
_BY_AGENCY = re.compile(r"\b(?:by|from|of|did|does|has|have|had)(?: the)?(?: (?:US|U\.S\.))? $|\bthe $", re.I)
_NOT_A_LIST = frozenset(
    {"specially designated global terrorist", "specially designated narcotics trafficker", "sdgt", "plc"}
)
"""Names in the table of lists that mean a part of one, or a legal form."""
_ALSO = re.compile(r"\b(?:both|also|as well as)\b", re.I)
_WITHOUT = re.compile(r"\b(?:not|without being)\b", re.I)


@dataclass(frozen=True, slots=True)
class ListSelection:
    """The lists meant: their ids, whether the question calls them by name, and how two of them are put together. `wrong` is
    what it takes as given of them and is not so."""

    lists: tuple[str, ...] = ()
    named: bool = False
    combine: Combine | None = None
    other: str | None = None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class _Called:
    id: str
    start: int
    lead: str


def take(scan: Scan, here: Iterable[str], apart: bool) -> ListSelection:
    """The lists that a question means, taken out of it.

    `here` are the ids of the lists that are indexed; `apart` whether lists that "and" joins are
    told of one by one: what was added to each, or how many are on each.
    """
    indexed = tuple(here)
    called = _called(scan)
    grouped: tuple[str, ...] = ()
    if groups := groups_named(scan.rest):
        for match in list(group_pattern().finditer(scan.rest)):
            scan.drop(*match.span())
            scan.lead(match.start(), _LEAD)
        grouped = tuple(i for i in indexed if any(i in g.ids for g in groups))
    kept = _of_keepers(scan, indexed)
    every = scan.take(_EVERY)
    us = scan.take(_US) is not None
    agencies = _agencies(scan)
    names = tuple(dict.fromkeys(c.id for c in called))
    if not names:
        found = grouped or kept or _kept(indexed, agencies, every, us)
        return ListSelection(found, named=bool(grouped or kept))
    if wrong := _premise(names, agencies):
        return ListSelection(names, True, wrong=wrong)
    if every or grouped:
        scan.rest = f"{scan.rest} {every.group() if every else 'of several lists'}"  # one list and many: not held
    return _together(scan, called, names, apart)


def _of_keepers(scan: Scan, indexed: Sequence[str]) -> tuple[str, ...]:
    """The indexed lists of countries and unions that are called as a whole ("the UN list", "did the UK list"), the words for it taken
    out. Lists of several that are put together ("both") are not held."""
    found: list[str] = []
    keepers: set[str] = set()
    for start, end, keeper in (*lists_called(scan.rest), *acting(scan.rest)):
        if keeper is not UNITED_STATES:
            scan.drop(start, end)
            scan.lead(start, _LEAD)
            keepers.add(keeper.said)
            found += [i for i in indexed if keeps(keeper, list_info(i))]
    if len(keepers) > 1:
        scan.rest = f"{scan.rest} of several countries"
    return tuple(dict.fromkeys(found))


def _called(scan: Scan) -> list[_Called]:
    """The lists that are called by name, each with the words that lead to it."""
    found = []
    for match in list(list_pattern().finditer(scan.rest)):
        words = " ".join(match.group().split()).casefold()
        info = list_by_words(match.group())
        plain = (
            "list" in words
            or "order" in words
            or match.group().isupper()
            or words.startswith("specially designated nationals")
        )
        if info is None or words in loose_names() or words in _NOT_A_LIST or not plain:
            continue
        behind = _BEHIND.match(scan.rest, match.end())
        owner = _OWNER.search(scan.rest[: match.start()])
        if owner is not None and owners_named(scan.rest[: match.end()]):
            scan.drop(*owner.span())
        scan.drop(match.start(), behind.end() if behind else match.end())
        lead = scan.lead(match.start(), _LEAD)
        found.append(_Called(info.id, match.start(), lead["words"] if lead else ""))
    return sorted(found, key=lambda c: c.start)


def _together(scan: Scan, called: Sequence[_Called], names: tuple[str, ...], apart: bool) -> ListSelection:
    """How several lists are put together; words that say so and are not understood are put back."""
    without = [c for c in called if _WITHOUT.search(c.lead)]
    positive = tuple(dict.fromkeys(c.id for c in called if c not in without))
    if len(without) == 1 and len(positive) == 1 and without[0].id not in positive:
        return ListSelection(positive, True, "without", without[0].id)
    joined = [c for c in called[1:] if re.search(r"\b(?:and|on)\b", c.lead, re.I)]
    either = any(re.search(r"\bor\b|\beither\b", c.lead, re.I) for c in called)
    both = any(_ALSO.search(c.lead) for c in called)
    if len(names) == 2 and not without and not either and (both or (joined and not apart)):
        return ListSelection(names[:1], True, "both", names[1])
    if without or both:
        scan.rest = f"{scan.rest} {'not' if without else 'both'} the {list_info(called[-1].id).name}"
    return ListSelection(names, True)


def _agencies(scan: Scan) -> tuple[str, ...]:
    """The agencies that act or keep the lists, taken out."""
    found = []
    for start, end, agency in _acting(scan.rest):
        lead = _BY_AGENCY.search(scan.rest[:start])
        owns = scan.rest[end : end + 2] in ("'s", "’s")
        if lead is None and not owns:
            continue
        scan.drop(lead.start() if lead else start, end + 2 if owns else end)
        found.append(agency)
    return tuple(dict.fromkeys(found))


_SHORT = re.compile(r"\b(?:Commerce|Treasury)\b")


def _acting(text: str) -> list[tuple[int, int, str]]:
    """Where a text names agencies: by their names, and departments by one word."""
    found: list[tuple[int, int, str]] = []
    for match in (*agency_pattern().finditer(text), *_SHORT.finditer(text)):
        agency = agency_by_words(match.group())
        name = agency.id if agency else match.group().lower()
        apart = not any(s < match.end() and match.start() < e for s, e, _ in found)
        if apart and name != "white-house":  # an administration narrows, and no row tells which
            found.append((*match.span(), name))
    return sorted(found)


def _kept(
    indexed: tuple[str, ...], agencies: tuple[str, ...], every: re.Match[str] | None, us: bool
) -> tuple[str, ...]:
    """The indexed lists of agencies, of the United States, or all of them."""
    ours = tuple(i for i in indexed if i not in LISTS_OF_OTHERS)
    if agencies:
        return tuple(i for i in indexed if {list_info(i).agency, list_info(i).bureau} & set(agencies))
    if (every and every["us"]) or us:
        return ours
    return indexed if every else ()


def _premise(names: tuple[str, ...], agencies: tuple[str, ...]) -> str:
    """Where an agency is said to act on a list that it does not keep, that it is not so."""
    for agency in agencies:
        for name in names:
            info = list_info(name)
            if agency not in (info.agency, info.bureau):
                return name
    return ""


ORDER = {info.id: n for n, info in enumerate(LISTS)}
"""The lists in the order of the table."""
