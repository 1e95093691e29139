"""In what the lists differ on one party: its dates of birth, its names, the days of its listing."""

import re
from collections.abc import Callable, Sequence

from assistant.across.across_question import AcrossQuestion, Differing
from assistant.across.parties import Party, how
from assistant.across.say import by_list, claims, first_event
from assistant.question.keepers import keeps
from assistant.question.targets import Target
from assistant.question.times import When, times
from assistant.question.understand import Question
from assistant.records.record_sentences import closed
from assistant.records.rows import Row
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part
from index.name_forms import parse
from index.search import Index
from sources.document import Fact, Field, RecordEvent

MOST = 6
"""Values of one list that are said."""

Cell = Fact | Field | RecordEvent


def differences(
    index: Index, question: Question, target: Target, asked: AcrossQuestion, found: Sequence[Party]
) -> Findings | None:
    """What each list states of the cells asked about, and whether that differs."""
    party = found[0]
    rows = [r for r in party.rows if not asked.keepers or any(keeps(k, r.info) for k in asked.keepers)]
    groups = by_list(rows)
    if len(groups) < 2:
        where = f"the {groups[0][0].info.name}" if groups else "no list asked about"
        lead = f"There is nothing to compare: of the lists asked about, only {where} here shows {party.name}."
        evidence = tuple(e for r in (rows or party.rows)[:2] for e in r.cite()[:1])
        return Findings(
            (Part(f"{party.name}{how(party)} is on {where}.", evidence),) if rows else (), ("difference",), False, lead
        )
    parts: list[Part] = []
    for what in asked.differing or ("birth", "names", "days"):
        parts += _compared(what, groups, party, question)
    if not parts:
        return None
    parts[0] = Part(parts[0].text, parts[0].evidence, claims(party, rows, target.asked, question))
    return Findings(tuple(parts))


def _compared(what: Differing, groups: Sequence[Sequence[Row]], party: Party, question: Question) -> list[Part]:
    """One sentence on whether the lists differ, then one for each list."""
    read, said = _READ[what], _SAID[what]
    stated = [(rows, read(rows)) for rows in groups]
    given = [(rows, values) for rows, values in stated if values]
    if len(given) < 2:
        return [
            Part(
                f"Only one list or none here states {said[0]} of {party.name}.",
                tuple(e for rows, _ in stated for e in rows[0].cite()[:1]),
            )
        ]
    sets = [frozenset(values) for _, values in given]
    alike, shared = len(set(sets)) == 1, frozenset.intersection(*sets)
    word = (
        f"{'No' if alike else 'Yes'}: "
        if closed(question) and re.search(r"\b(?:differ|disagree|discrepan)", question.text, re.I)
        else ""
    )
    if alike:
        verdict = f"{word}the lists here give {party.name} the same {said[1]}"
    elif shared:
        verdict = f"{word}the lists here share some {said[1]} of {party.name} and differ in others"
    else:
        verdict = f"{word}the lists here give {party.name} different {said[1]}"
    cited = tuple(dict.fromkeys(e for rows, values in given for e in rows[0].cite(*list(values.values())[:MOST])))
    parts = [Part(f"{verdict[0].upper()}{verdict[1:]}.", cited)]
    for rows, values in given:
        shown = list(values)[:MOST]
        more = f" and {len(values) - MOST} more" if len(values) > MOST else ""
        text = f"The {rows[0].info.name}: {'; '.join(shown)}{more}."
        parts.append(
            Part(
                text,
                tuple(dict.fromkeys(e for r in rows for e in r.cite(*(values[v] for v in shown if _in(values[v], r))))),
            )
        )
    return parts


def _in(cell: Cell, row: Row) -> bool:
    return row.record.start <= cell.start < row.record.end


_NUMERIC = re.compile(r"(?<!\d)(\d{1,2}|dd)[/.](\d{1,2}|mm)[/.]((?:19|20)\d\d)(?!\d)", re.I)
"""A day as the UK writes it; a part that is not known is `00`, or letters."""


def birth_days(value: str) -> tuple[str, ...]:
    """The days, months or years of birth in a cell, each written one way; the cell itself where it has none."""
    found = []
    rest = value
    for match in _NUMERIC.finditer(value):
        day, month = (int(part) if part.isdigit() else 0 for part in match.group(1, 2))
        found.append(str(When(int(match[3]), month if 1 <= month <= 12 else None, day or None)))
        rest = rest.replace(match.group(), " ")
    found += [str(when) for when in times(rest) if when.year]
    return tuple(dict.fromkeys(found)) or (value,)


def _births(rows: Sequence[Row]) -> dict[str, Cell]:
    facts = [f for r in rows for f in r.record.facts if f.kind == "birth-date"]
    return {day: fact for fact in reversed(facts) for day in birth_days(fact.value)}


def _names(rows: Sequence[Row]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    seen: set[str] = set()
    for row in rows:
        name = row.record.first("name")
        for cell in (*((name,) if name else ()), *row.record.all("alias"), *row.record.all("weak_alias")):
            key = " ".join(sorted(parse(cell.value).words))
            if key not in seen:
                seen.add(key)
                found[cell.value] = cell
    return found


def _days(rows: Sequence[Row]) -> dict[str, Cell]:
    pair = first_event(rows)
    return {said_date(pair[1].date): pair[1]} if pair else {}


_READ: dict[Differing, Callable[[Sequence[Row]], dict[str, Cell]]] = {"birth": _births, "names": _names, "days": _days}
_SAID: dict[Differing, tuple[str, str]] = {
    "birth": ("the date of birth", "dates of birth"),
    "names": ("the names", "names"),
    "days": ("the day of the listing", "days of listing"),
}
