"""Which rows are one entity, and between which entities a name leaves the choice."""

import re
from collections.abc import Sequence

from assistant.answer import Candidate
from assistant.question.targets import Target
from assistant.records.rows import Row, countries_of
from index.name_forms import CORPORATE, parse


def ambiguous(targets: Sequence[Target], found: Sequence[Row]) -> tuple[Candidate, ...]:
    """The entities that a name may mean, when several fit equally well."""
    for target in targets:
        matched = {m.name: m for m in target.listed}
        first: list[Row] = []
        for group in same_entity([r for r in found if r.record.id in target.records]):
            first.append(group[0])
        if len(first) > 1:
            return tuple(
                Candidate(name=r.record.name, detail=f"{r.info.name}{f', {r.country}' if r.country else ''}",
                          how=matched[r.record.name].how if r.record.name in matched else "part")
                for r in first
            )  # fmt: skip
    return ()


def same_entity(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows put together that are one entity: of the same name, or on different lists, under no different countries, where
    the name that one list gives is a name on the other."""
    groups: list[list[Row]] = []
    for row in rows:
        mine = next((g for g in groups if any(_same(row, other) for other in g)), None)
        if mine is None:
            groups.append([row])
        else:
            mine.append(row)
    return groups


def _same(one: Row, other: Row) -> bool:
    if _words(one.record.name) == _words(other.record.name):
        return True
    mine, its = set(countries_of(one.record)), set(countries_of(other.record))
    if one.info.id == other.info.id or (mine and its and not mine & its):
        return False
    return any(
        _telling(a.record.name) in {_telling(f.value) for f in b.record.all("alias")}
        for a, b in ((one, other), (other, one))
    )


def _words(name: str) -> str:
    """What two spellings of a name have in common: its words without the legal form, and without initials in brackets."""
    return " ".join(parse(re.sub(r"(?<=\w) \([A-Z][\w&-]*\)$", "", name)).words)


def _telling(name: str) -> str:
    """The same without what a body calls itself as a body ("Co." beside "Co., Ltd.")."""
    return " ".join(w for w in _words(name).split() if w not in CORPORATE)
