"""Those who bear the forms that were found, put together by main name: `NameMatch`."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.name_brackets import variants
from index.name_forms import normal, parse, tokens
from index.name_match import Found, How
from index.name_query import select
from index.name_store import BAG, NameType, Role

_IN_BRACKET = 0.62
"""How surely a name that stands in a bracket of another means that one."""

_DOUBTED = 0.6
"""How surely a misspelt name is a weak alias."""

_SHORT = 5
"""Letters of an alias that may be an acronym of several names."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Someone whose name fits. `name` is the listed main name, `matched` the name that fits, both as written.

    `score` is 0 to 1: from 0.85 on it is the same name; below 0.5 it is no more than a hint. `records` are the ids of
    the list records of that main name, `documents` the ids of the documents whose prose speaks of it.
    """

    name: str
    matched: str
    how: How
    score: float
    records: tuple[str, ...]
    documents: tuple[str, ...]
    country: str | None = None
    weak: bool = False
    """Whether the name that fits is one that its list marks as a weak alias."""


@dataclass(frozen=True, slots=True)
class _Use:
    form: int
    owner: str
    name: str
    main: str
    role: Role
    kind: str
    country: str | None
    found: Found


def bearers(
    conn: sqlite3.Connection, scored: Mapping[int, Found], limit: int, types: Collection[NameType] | None
) -> list[NameMatch]:
    """Who bears these forms (ids and how they fit), grouped by main name: the surest first, then by name."""
    return _grouped(conn, list(_uses(conn, scored, types)), limit)


def _uses(conn: sqlite3.Connection, scored: Mapping[int, Found], types: Collection[NameType] | None) -> Iterator[_Use]:
    rows = select(
        conn,
        "SELECT form, owner, name, main, role, kind, country, type FROM name_uses WHERE form IN ({}) ORDER BY id",
        sorted(scored),
    )
    for form, owner, name, main, role, kind, country, type_ in rows:
        if types is None or type_ is None or type_ in types:
            yield _Use(form, owner, name, main, role, kind, country, _by_role(scored[form], role))


def _grouped(conn: sqlite3.Connection, uses: Sequence[_Use], limit: int) -> list[NameMatch]:
    groups: dict[tuple[bool, str], list[_Use]] = {}
    for use in uses:
        groups.setdefault((use.kind == "record", _main_key(use.main)), []).append(use)
    ranked = sorted(
        (
            sorted(group, key=lambda u: (-u.found.score, u.role != "name", u.name.isupper(), u.name))
            for group in groups.values()
        ),
        key=lambda group: (-round(group[0].found.score, 3), group[0].main),
    )
    listed = [group for group in ranked if group[0].kind == "record"][:limit]
    spoken = [group for group in ranked if group[0].kind == "prose"][:limit]
    out: list[NameMatch] = []
    told: set[tuple[str, str]] = set()
    for group in listed:
        records = _records(conn, group)
        claimed = _claimed(conn, records)
        told.update(claimed)
        out.append(_match(group, records, sorted({document for document, _ in claimed})))
    for group in spoken:
        documents = sorted({use.owner for use in group if (use.owner, parse(use.name).bag) not in told})
        if documents:
            out.append(_match(group, [], documents))
    return sorted(out, key=lambda m: (-m.score, m.name, not m.records))[:limit]


def _match(group: Sequence[_Use], records: Sequence[str], documents: Sequence[str]) -> NameMatch:
    best = group[0]
    main = min((use.main for use in group), key=lambda name: (name.isupper(), name != best.main, name))
    return NameMatch(
        main, best.name, best.found.how, round(best.found.score, 3), tuple(records), tuple(documents),
        _country({use.country for use in group if use.country}), best.role == "weak_alias",
    )  # fmt: skip


def _country(named: set[str]) -> str | None:
    """The one country that is named, in its shortest form; None where there are several or none."""
    shortest = min(named, key=lambda name: (len(name), name), default=None)
    words = set(tokens(shortest or ""))
    return shortest if all(words <= set(tokens(name)) for name in named) else None


def _records(conn: sqlite3.Connection, group: Sequence[_Use]) -> list[str]:
    """All records of the group's main name: in other lists and snapshots too, where the alias asked for may lack."""
    owners = sorted({use.owner for use in group})
    mains = select(conn, "SELECT DISTINCT form FROM name_uses WHERE role = 'name' AND owner IN ({})", owners)
    sql = "SELECT DISTINCT owner FROM name_uses WHERE role = 'name' AND kind = 'record' AND form IN ({})"
    return sorted(set(owners) | {row[0] for row in select(conn, sql, [row[0] for row in mains])})


def _claimed(conn: sqlite3.Connection, records: Sequence[str]) -> set[tuple[str, str]]:
    """The documents that speak of an entity, each with the sorted words of the name by which they do.

    A name that several listed entities bear tells nothing. Nor does a short alias (`BGI`) if other entities have it in
    their names, unless the document gives a longer name of this entity as well.
    """
    sql = (
        "SELECT DISTINCT k.key, u.role = 'name', u.form FROM name_uses u JOIN name_keys k ON k.form = u.form "
        f"AND k.kind = {BAG} WHERE u.owner IN ({{}})"
    )
    mains: dict[str, bool] = {}
    for bag, is_main, _ in select(conn, sql, records):
        mains[bag] = bool(is_main) or mains.get(bag, False)
    sql = (
        "SELECT DISTINCT k.key, u.kind, u.owner, u.main FROM name_keys k JOIN name_uses u ON u.form = k.form "
        f"WHERE k.key IN ({{}}) AND k.kind = {BAG}"
    )
    borne: dict[str, set[str]] = {}
    spoken: set[tuple[str, str]] = set()
    for bag, kind, owner, main in select(conn, sql, sorted(mains)):
        if kind == "record":
            borne.setdefault(bag, set()).add(_main_key(main))
        else:
            spoken.add((owner, bag))
    alone = {(document, bag) for document, bag in spoken if len(borne[bag]) == 1}
    short = {
        bag for _, bag in alone if len(bag) <= _SHORT and not mains[bag] and _in_other_names(conn, bag, borne[bag])
    }
    sure = {document for document, bag in alone if bag not in short}
    return {(document, bag) for document, bag in alone if bag not in short or document in sure}


def _in_other_names(conn: sqlite3.Connection, word: str, own: set[str]) -> bool:
    sql = (
        "SELECT DISTINCT u.main FROM name_words w JOIN name_uses u ON u.form = w.form "
        "WHERE w.word IN ({}) AND u.kind = 'record' LIMIT 50"
    )
    return any(_main_key(row[0]) not in own for row in select(conn, sql, [word]))


def _by_role(found: Found, role: Role) -> Found:
    """An exact match of an alias is a match by alias, and a little less sure; of a weak alias less so."""
    if found.how in ("acronym", "near"):
        return found
    if role == "bracket":
        return Found("part", min(found.score, _IN_BRACKET))
    how: How = found.how
    if how == "exact" and role in ("alias", "weak_alias", "acronym"):
        how = "acronym" if role == "acronym" else "alias"
    if role == "weak_alias" and how == "typo":
        return Found(how, min(found.score, _DOUBTED))  # a common word or two of somebody else's, and not even those
    factor = {"alias": 0.99, "acronym": 0.985, "weak_alias": 0.9}.get(role, 1.0)
    return Found(how, found.score * factor)


def _main_key(main: str) -> str:
    return normal(variants(main).plain)
