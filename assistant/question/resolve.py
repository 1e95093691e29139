"""Resolving a name of a question: which listed names it is, which it is only a part of or sounds like, and where prose has it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.answer import Matched
from assistant.question.concepts import concepts
from assistant.question.targets import Target, rare, weights_of
from index.name_forms import STOP, parse, tokens
from index.name_sound import sounds_as
from index.name_words import ARTICLES
from index.names import NameMatch
from index.search import Index
from sources.document import Record
from sources.reading.statements import Mention
from sources.territories import country_title

SURE = 0.85
"""A match of this score or more is taken for the entity itself."""


_SURE_BY: dict[str, float] = {"typo": 0.72, "acronym": 0.7}
"""A misspelling, or initials, are taken for the entity from a lower score on, if no other entity fits as well."""


TIE = 0.02
"""Matches closer than this fit equally well."""


PART, PART_TIE = 0.5, 0.03
"""A listed name of which the question gives a part is taken from this score on, with all that are as near as that."""


STREET = 0.3
"""Where the listed name is an address, a street with its number is little of it and yet enough."""


SHORT, RIVAL = 5, 0.65
"""A name of no more letters that is an alias of one entity may as well mean others that it is a part of with this score."""


def _is_address(match: NameMatch) -> bool:
    """Whether the listed name that was matched is an address: an entry that is called by one."""
    return match.matched != match.name and match.matched.count(",") >= 2 and any(c.isdigit() for c in match.matched)


def sure(match: NameMatch) -> bool:
    """Whether a match is taken for the entity itself."""
    return match.score >= _SURE_BY.get(match.how, SURE)


def resolve(index: Index, mention: Mention) -> Target:
    """Find one name of a question in the sources: in the official lists, and in what prose speaks of."""
    asked = mention.value or ""
    matches: Sequence[NameMatch] = index.names.find(asked, limit=12) or _in_place(index, asked)
    best = [m for m in matches if sure(m) and m.score >= matches[0].score - TIE]
    if best and (best[0].score < SURE or best[0].how == "typo"):
        best = [m for m in best if m.score == best[0].score]
    if not any(m.records for m in best):  # prose has it letter for letter, and a list by its words
        listed_too = [m for m in matches if m.records and m.how != "part" and m.score >= SURE]
        best += [m for m in listed_too if m.score >= listed_too[0].score - TIE]
    best += elsewhere(index, best, matches)
    listed = [m for m in matches if m.records and m.how == "part" and m.score >= (STREET if _is_address(m) else PART)]
    named = [m for m in best if m.records]
    if named:
        doubtful = len(asked) <= SHORT and all(m.how == "alias" for m in named)
        parts = [m for m in listed if m.score >= RIVAL] if doubtful else []
    else:
        parts = [m for m in listed if m.score >= listed[0].score - PART_TIE]
    kin = [m for m in matches if m.how in ("acronym", "legal form", "alias") and m not in best and _together(m, best)]
    names = dict.fromkeys([asked, *(n for m in (*best, *kin) for n in (m.matched, m.name))])
    spoken = (m for m in matches if sure(m) or (m.score >= PART and len(m.name) > len(asked)))
    documents = dict.fromkeys(d for m in (*spoken, *kin) for d in m.documents)
    parts = [_as_heard(asked, m) for m in parts]
    if not best and not parts:
        parts = by_sound(index, asked)
    status: Literal["known", "mentioned", "absent"] = "known" if best or parts else "absent"
    if status == "absent":
        words = [c.key for c in concepts(asked) if c.weight is None]
        by_words = not (_UNUSUAL.search(asked) or _begins_small(asked))
        if words and (by_words or documents) and all(rare(index, w) < 0.999 for w in words):
            status = "mentioned"
    weights = tuple(weights_of(index, n, mention.kind == "person") for n in names)
    weak = tuple(m for m in matches if m.weak and sure(m) and m not in best) if named else ()
    return Target(asked, mention.kind == "person", status, tuple(best), tuple(parts), weights, tuple(documents), weak)


def _as_heard(asked: str, match: NameMatch) -> NameMatch:
    """A match by a part of the name, called one by sound where a word of the one asked for is written otherwise there."""
    words, its = parse(asked).words, parse(match.matched).words
    otherwise = match.how == "part" and not set(words) <= set(its) and sounds_as(words, its)
    return replace(match, how="near") if otherwise else match


LOOKED_AT = 8
"""Near names that are compared by sound."""


def by_sound(index: Index, asked: str) -> list[NameMatch]:
    """The listed names that are the one asked for by sound, word for word, where no list has it as it is written: what another
    clerk, or another way of writing a script in Latin letters, makes of it."""
    near = index.names.closest(asked, limit=LOOKED_AT)
    words = parse(asked).words
    return [m for m in near if m.records and any(sounds_as(words, parse(name).words) for name in (m.matched, m.name))]


def matched(index: Index, targets: Sequence[Target]) -> tuple[Matched, ...]:
    """How each name was met, the surest first: as an answer's JSON says it."""
    found = []
    for target in targets:
        for match in dict.fromkeys((*target.matches, *target.parts, *target.weak)):
            lists = tuple(sorted({r.list_id for r in index.records(match.records)}))
            found.append(
                Matched(
                    asked=target.asked,
                    name=match.name,
                    matched=match.matched,
                    how=match.how,
                    score=round(match.score, 3),
                    lists=lists,
                )
            )
    return tuple(found[:MOST_MATCHES])


MOST_MATCHES = 50
"""Names of an answer's JSON."""


_UNUSUAL = re.compile(r"[@&/#+!*]|(?<!\w)\d+(?!\w)|(?<!\w)(?:\w\.){2}")
"""Signs, numbers and initials in a name: it is only where a name holds it so, not where its words do."""


def _begins_small(name: str) -> bool:
    """Whether a name begins with a small word that belongs to it (`AT Example`)."""
    first = tokens(name)[:1]
    return bool(first) and first[0] in STOP and first[0] not in ARTICLES and name[:1].isupper()


def _together(match: NameMatch, best: Sequence[NameMatch]) -> bool:
    """Whether a short name and a full one that fits it are spoken of in one document, and so are the same party there."""
    shared = {d for m in best for d in m.documents}
    return any(not m.records for m in best) and bool(shared & set(match.documents)) and not match.records


WHOLE = 0.94
"""A match of this score says the same words, with another legal form at most."""


def elsewhere(index: Index, best: Sequence[NameMatch], matches: Sequence[NameMatch]) -> list[NameMatch]:
    """The same name, written with another legal form, on lists that none of the best matches is on, and not in another country."""
    others = [
        m for m in matches if m.records and m not in best and m.score >= WHOLE and m.how in ("alias", "legal form")
    ]
    if not others or not any(m.records for m in best):
        return []
    mine = [r for m in best for r in index.records(m.records)]
    lists, places = {r.list_id for r in mine}, _places(mine)
    found = []
    for match in others:
        records = index.records(match.records)
        there = _places(records)
        apart = bool(places and there) and places.isdisjoint(there)
        if lists.isdisjoint({r.list_id for r in records}) and not apart:
            found.append(match)
    return found


def _places(records: Sequence[Record]) -> set[str]:
    return {country_title(f.value).casefold() for r in records for f in r.all("country")}


def _in_place(index: Index, asked: str) -> Sequence[NameMatch]:
    """What a short name with a place behind it stands for: the listed party whose name is the full one with that place
    ("SGH Japan" for "Silver Goods Holding (Japan)")."""
    short, _, place = asked.rpartition(" ")
    if not short or not any(c.key.startswith("p:") for c in concepts(place)):
        return ()
    for match in index.names.find(short, limit=3):
        if match.records and sure(match) and match.how in ("alias", "acronym"):
            full = " ".join((*parse(match.name).words, place))
            if found := [m for m in index.names.find(full, limit=3) if m.records and sure(m)]:
                return found
    return ()


def is_name(mention: Mention, target: Target) -> bool:
    """Whether a mention is a name: words that all stand in the tables of concepts ("the Chinese embassy") are none, and
    neither are words in small letters that no source knows as a name."""
    asked = mention.value or ""
    if not any(c.weight is None or c.key.startswith(("n:", "y:")) for c in concepts(asked)):
        return bool(target.matches)
    return target.status != "absent" or asked != asked.lower()
