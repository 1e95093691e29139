"""Which lists a question is about: by their names, as those of an agency or of the United States, one and another, one but not
another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.keepers import LISTS_OF_OTHERS
from assistant.query.model import Combine
from assistant.query.scan import Scan
from sources.lists import LISTS, group_pattern, groups_named, list_by_words, list_info, list_pattern, loose_names
from sources.reading.lawnames import agency_names

_LEAD = re.compile(
    r"(?P<words>(?:\b(?:but|and|or|also|not|both|either|without|being|appear|stand|on|onto|to|from|of|in|under|off|well|as|then) ){0,7})"
    r"(?:(?:the|any|a|an) )?(?:(?:US|U\.S\.|American) )?$",
    re.I,
)
_BEHIND = re.compile(r"['’]s\b| [Ll]ists?\b")
_EVERY = re.compile(
    r"\b(?:on|to|in|of|from) (?:any|all|the|every)(?: of the)? (?:(?P<us>US|U\.S\.|American) )?(?:restricted[- ]party )?lists?\b",
    re.I,
)
_US = re.compile(
    r"\b(?:(?:by|of|did|has|have) )?the (?:United States|US|U\.S\.)(?= (?:add|list|put|place|design|ha[sd]))"
)
_BY_AGENCY = re.compile(r"\b(?:by|from|of|did|does|has|have|had)(?: the)?(?: (?:US|U\.S\.))? $|\bthe $", re.I)
_NOT_A_LIST = frozenset({"specially designated global terrorist", "specially designated narcotics trafficker", "sdgt"})
"""Names in the table of lists that mean a part of one."""
_GOVERNMENT = frozenset({"us-government", "white-house"})
_STATED = re.compile(r"(?:US|U\.S\.|United States|American|[Ff]ederal) [Gg]overnment")
_ALSO = re.compile(r"\b(?:both|also|as well as)\b", re.I)
_WITHOUT = re.compile(r"\b(?:not|without being)\b", re.I)


@dataclass(frozen=True, slots=True)
class Meant:
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


def take(scan: Scan, here: Iterable[str], of_events: bool) -> Meant:
    """The lists that a question means, taken out of it.

    `here` are the ids of the lists that are indexed; `of_events` whether it asks what was added or changed, not what stands.
    """
    indexed = tuple(here)
    called = _called(scan)
    grouped: tuple[str, ...] = ()
    if groups := groups_named(scan.rest):
        for match in list(group_pattern().finditer(scan.rest)):
            scan.drop(*match.span())
            scan.lead(match.start(), _LEAD)
        grouped = tuple(i for i in indexed if any(i in g.ids for g in groups))
    every = scan.take(_EVERY)
    agencies, spans = _agencies(scan)
    names = tuple(dict.fromkeys(c.id for c in called))
    if not names:
        found = grouped or _kept(indexed, agencies, every, scan)
        return Meant(found, named=bool(grouped))
    if wrong := _premise(names, agencies):
        for start, end in spans:
            scan.rest = f"{scan.rest[:start]}{' ' * (end - start)}{scan.rest[end:]}"
        return Meant(names, True, wrong=wrong)
    return _together(scan, called, names, of_events)


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
        scan.drop(match.start(), behind.end() if behind else match.end())
        lead = scan.lead(match.start(), _LEAD)
        found.append(_Called(info.id, match.start(), lead["words"] if lead else ""))
    return sorted(found, key=lambda c: c.start)


def _together(scan: Scan, called: Sequence[_Called], names: tuple[str, ...], of_events: bool) -> Meant:
    """How several lists are put together; words that say so and are not understood are put back."""
    without = [c for c in called if _WITHOUT.search(c.lead)]
    positive = tuple(dict.fromkeys(c.id for c in called if c not in without))
    if len(without) == 1 and len(positive) == 1 and without[0].id not in positive:
        return Meant(positive, True, "without", without[0].id)
    joined = [c for c in called[1:] if re.search(r"\band\b", c.lead, re.I) or re.search(r"\bon\b", c.lead, re.I)]
    either = any(re.search(r"\bor\b|\beither\b", c.lead, re.I) for c in called)
    both = any(_ALSO.search(c.lead) for c in called)
    if len(names) == 2 and not without and not either and not of_events and (both or joined):
        return Meant(names[:1], True, "both", names[1])
    if without or both:
        scan.rest = f"{scan.rest} {'not' if without else 'both'} the {list_info(called[-1].id).name}"
    return Meant(names, True)


def _agencies(scan: Scan) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """The agencies that act or keep the lists, taken out."""
    found, spans = [], []
    for start, end, agency in list(agency_names(scan.rest)):
        lead = _BY_AGENCY.search(scan.rest[:start])
        if agency in _GOVERNMENT and not _STATED.fullmatch(scan.rest[start:end]):
            continue  # "the Biden administration" narrows
        if lead is None and scan.rest[end : end + 2] not in ("'s", "’s"):
            continue
        stop = end + 2 if scan.rest[end : end + 2] in ("'s", "’s") else end
        scan.drop(lead.start() if lead else start, stop)
        found.append(agency)
        spans.append((start, end))
    return tuple(dict.fromkeys(found)), spans


def _kept(
    indexed: tuple[str, ...], agencies: tuple[str, ...], every: re.Match[str] | None, scan: Scan
) -> tuple[str, ...]:
    """The indexed lists of agencies, of the United States, or all of them."""
    ours = tuple(i for i in indexed if i not in LISTS_OF_OTHERS)
    acting = [a for a in agencies if a not in _GOVERNMENT]
    if acting:
        return tuple(i for i in indexed if {list_info(i).agency, list_info(i).bureau} & set(acting))
    if agencies or (every and every["us"]) or scan.take(_US):
        return ours
    return indexed if every else ()


def _premise(names: tuple[str, ...], agencies: tuple[str, ...]) -> str:
    """Where an agency is said to act on a list that it does not keep, that it is not so."""
    for agency in agencies:
        if agency in _GOVERNMENT:
            continue
        for name in names:
            info = list_info(name)
            if agency not in (info.agency, info.bureau):
                return name
    return ""


ORDER = {info.id: n for n, info in enumerate(LISTS)}
"""The lists in the order of the table."""
