"""Facts of a row in the words of an answer: one sentence a row, with the cells that it stands on."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lists.delisted import shown_by
from assistant.question.understand import Question
from assistant.records import record_sentences
from assistant.records.cells import said_value
from assistant.records.record_sentences import Row, closed, join, newest
from assistant.records.same import same_entity
from assistant.records.snapshots import top_of
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part
from assistant.say.wording import clipped
from index.search import Index
from sources.document import Fact, Field
from sources.facts import fact_kinds
from sources.territories import country_title

MOST_VALUES = 8
"""Values of one kind that are said."""
MOST_HOLDERS = 8
"""Rows that are named of those that state one value."""
GROUP = 4
"""More kinds than this are asked for together ("which identification numbers"): those that are not there are not
named."""


def facts_of_kinds(row: Row, kinds: Sequence[str]) -> list[Fact]:
    """The facts of these kinds that a row states."""
    return [f for f in row.record.facts if f.kind in kinds]


def telling(rows: Sequence[Row], kinds: Sequence[str]) -> list[Row]:
    """Of the rows of each entity those that state what is asked for, or else the first; of copies that say the same,
    one."""
    told: list[Row] = []
    for group in _entries(rows):
        stating = [r for r in group if facts_of_kinds(r, kinds)]
        most = max((len({f.kind for f in facts_of_kinds(r, kinds)}) for r in stating), default=0)
        for row in [r for r in stating if len({f.kind for f in facts_of_kinds(r, kinds)}) == most] or group[:1]:
            said = {(f.kind, f.value.casefold()) for f in facts_of_kinds(row, kinds)}
            if not row.record.facts and any(facts_of_kinds(r, kinds) for r in rows):
                continue  # a list that states no such things says nothing against one that does
            if not any(
                said == {(f.kind, f.value.casefold()) for f in facts_of_kinds(o, kinds)} for o in told if o in group
            ):
                told.append(row)
    return told


def _entries(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows put together that are one entity; two of one name that a list numbers apart are two."""
    groups: list[list[Row]] = []
    for group in same_entity(rows):
        numbers = {r.info.id: {_number(o) for o in group if o.info.id == r.info.id} for r in group}
        if any(len(found) > 1 for found in numbers.values()):
            by_number: dict[str, list[Row]] = {}
            for row in group:
                by_number.setdefault(_number(row), []).append(row)
            groups += by_number.values()
        else:
            groups.append(group)
    return groups


def _number(row: Row) -> str:
    """The number of an entry on its list; empty for lists that have none."""
    return next((f.value for f in row.record.all("identifier") if f.value.isdigit()), "")


def of_row(row: Row, kinds: Sequence[str], rows: Sequence[Row], question: Question) -> Part:
    """One sentence on a row: what it gives, and what it does not; of papers with their days where those are asked for."""
    table = fact_kinds()
    given, absent, cited = [], [], []
    for kind in kinds:
        facts = [f for f in row.record.facts if f.kind == kind]
        if facts:
            article = "as" if table[kind].form == "name" else "the"
            days = [_days(row, fact) for fact in facts] if _VALID.search(question.text) else []
            given.append(f"{article} {said_kind(kind, len(facts))} {_values(facts, [said for said, _ in days])}")
            cited += [*facts[:MOST_VALUES], *(field for _, field in days)]
        else:
            absent.append(said_kind(kind, 1))
    if len(kinds) > GROUP:
        absent = [] if given else ["identification number"]
    none = f"no {join(absent, 'or')}" if absent else ""
    said = "; it gives ".join(p for p in (join(given), none) if p)
    return Part(
        f"The {row.info.short} record{_numbered(row, rows)} of {row.record.name} gives {said}.", row.cite(*cited)
    )


def _numbered(row: Row, rows: Sequence[Row]) -> str:
    """The number of an entry, where another one bears the same name."""
    alike = [r for r in rows if r.record.name.casefold() == row.record.name.casefold() and r.info.id == row.info.id]
    return f" {_number(row)}" if len({_number(r) for r in alike}) > 1 and _number(row) else ""


def said_kind(kind: str, many: int) -> str:
    """How an answer calls a kind of fact, one or several."""
    return fact_kinds()[kind].said[0 if many == 1 else 1]


def _values(facts: Sequence[Fact], behind: Sequence[str] = ()) -> str:
    more = f" and {len(facts) - MOST_VALUES} more" if len(facts) > MOST_VALUES else ""
    said = [f"{_value(fact)}{behind[n] if behind else ''}" for n, fact in enumerate(facts[:MOST_VALUES])]
    return f"{', '.join(said)}{more}" if more else join(said)


_VALID = re.compile(
    r"\b(?:expir\w*|valid\w*|issued (?:on|in)|when .{1,80} issued|date of issue|issue date|run(?:s|ning)? out)\b", re.I
)
_DAY = r"(?:\d{1,2} [A-Z][a-z]{2} \d{4}|\d{4}-\d\d-\d\d)"
_PAPER_DAYS = re.compile(
    rf"(?:issued )?(?P<a>{_DAY})(?:(?:,|  |\s+expires| to)\s*(?P<b>{_DAY}))?|expires (?P<c>{_DAY})"
)


def _days(row: Row, fact: Fact) -> tuple[str, Field | None]:
    """The days of a paper as its cell prints them behind the number, and where they stand; nothing where it prints none."""
    behind = re.split(r"[;\n]", row.document.text[fact.end : min(fact.end + 90, row.record.end)])[0]
    found = _PAPER_DAYS.search(behind)
    if found is None:
        return ", without dates", None
    alone = f"expires {found['a']}" if "expires" in behind[: found.start()] else f"with the date {found['a']}"
    only = alone if "issued" not in found.group() else f"issued {found['a']}"
    said = (
        f"expires {found['c']}" if found["c"] else f"issued {found['a']}, expires {found['b']}" if found["b"] else only
    )
    field = Field(value=found.group(), start=fact.end + found.start(), end=fact.end + found.end())
    return f", {said}", field


def older(index: Index, row: Row, part: Part) -> Part:
    """What a row says, with the newer file of its list that has not got it, where there is one."""
    shows = None if newest(index, [row]) else shown_by(index, row)
    if shows is None or shows.snapshot is None:
        return part
    text = (
        f"{part.text.removesuffix('.')}; the {row.info.name} of {said_date(shows.snapshot)} does not show that entry."
    )
    return replace(part, text=text, evidence=(*part.evidence, top_of(index, shows.id)))


LABELLED = 4
"""A kind that rows call by more labels than this is said with the label of the row."""


def _value(fact: Fact) -> str:
    """A value as an answer writes it: with the label of its row where the kind has many, and the country that gave
    it."""
    kind = fact_kinds()[fact.kind]
    label = fact.label if kind.form == "number" and len(kind.labels) > LABELLED else ""
    label = fact.label.partition(" - ")[2] if "*" in "".join(kind.labels) else label
    if label.casefold() in (kind.kind, kind.said[0].casefold()):
        label = ""
    beside = ", ".join(w for w in (label, _place(fact.place)) if w)
    value = (
        f"{_place(fact.value)} ({fact.value})" if kind.form == "place" and _CODE.fullmatch(fact.value) else fact.value
    )
    value = clipped(said_value(value), 30)
    return f"{value} ({beside})" if beside else value


_CODE = re.compile(r"[A-Z]{2}")


def _place(place: str) -> str:
    return country_title(place) if place else ""


def whose(index: Index, question: Question, value: str, found: Sequence[tuple[Row, Fact]]) -> Findings:
    """Whose a value is: the rows that state it; of many, how many and the first."""
    one: dict[tuple[str, str], tuple[Row, Fact]] = {}
    for row, fact in found:
        one.setdefault((row.info.id, row.record.name.casefold()), (row, fact))
    kept = list(one.values())
    current = bool(newest(index, [row for row, _ in kept]))
    yes = "Yes: the" if closed(question) and current else "The"
    if len(kept) <= 2:
        parts = [
            older(
                index,
                row,
                Part(
                    f"{yes if n == 0 else 'The'} {_given(fact)} stands in the {row.info.short} record of {row.record.name}.",
                    row.cite(fact),
                ),
            )
            for n, (row, fact) in enumerate(kept)
        ]
        return Findings(record_sentences.dated(parts, [r for r, _ in kept], index))
    shown = kept[:MOST_HOLDERS]
    names = "; ".join(row.record.name for row, _ in shown)
    more = f"; and {len(kept) - len(shown):,} more" if len(kept) > len(shown) else ""
    lists = join(row.info.short for row, _ in shown)
    text = f"{len(kept):,} records ({lists}) give the {said_kind(kept[0][1].kind, 1)} {value}: {names}{more}."
    return Findings((Part(text, tuple(e for row, fact in shown for e in row.cite(fact))),))


def _given(fact: Fact) -> str:
    return f"{said_kind(fact.kind, 1)} {_value(fact)}"
