"""Answers from the official lists: what a record says, in sentences that each cite its row."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Claim
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.ended import end_cells, ended, state, within
from assistant.records.rows import (
    KNOWN_AGENCIES,
    ONLY_ADDRESS,
    Row,
    by,
    countries_of,
    dated,
    directives_of,
    every_row,
    join,
    newest,
    place_of,
    plural,
    restated,
    rows_by_id,
    rows_of,
    said_agency,
)
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part
from index.name_forms import parse
from index.names import NameMatch
from sources.document import Field, RecordEvent

__all__ = [
    "KNOWN_AGENCIES",
    "Row",
    "agencies",
    "by",
    "closed",
    "countries_of",
    "dated",
    "dates",
    "every_row",
    "join",
    "newest",
    "place_of",
    "plural",
    "rows_by_id",
    "rows_of",
    "said_agency",
    "standing",
    "without_yes",
]


def _event(row: Row, question: Question) -> tuple[RecordEvent | None, str]:
    """The event that a question about a date means, and the word for it."""
    events = list(row.record.events)
    if question.when and (fitting := [e for e in events if any(w.admits(e.date) for w in question.when)]):
        return fitting[0], "added" if fitting[0] is events[0] else "changed"
    if question.action == "changed" or question.ordinal == "last":
        later = events[1:]
        if row.info.id == "denied-persons":  # its order may go on from others, which its row cites
            later = [e for e in later if e.date >= events[0].date]
        return (later[-1], "last changed") if later else (None, "")
    return (events[0], "added") if events else (None, "")


def dates(rows: Sequence[Row], question: Question) -> Findings:
    """When an entry was added, or last changed, by which Federal Register citation."""
    parts, missing = [], []
    for row in rows:
        event, verb = _event(row, question)
        where = row.place if len(rows) > 1 else ""
        if event is None:
            if row.record.events:
                only = row.record.events[0]
                parts.append(Part(f"The record of {row.record.name} on the {row.info.name} shows no change after it was "
                                  f"added on {said_date(only.date)}{by(row, only)}.", row.cite(only)))  # fmt: skip
            else:
                missing.append("date")
                notice = restated(row)
                says = (
                    f"; {notice.words} of {said_date(notice.day)} names it as listed and does not say since when."
                    if notice
                    else "; its record gives no date."
                )
                cell = notice.cell if notice else None
                parts.append(Part(f"{row.record.name} is on the {row.info.name}{where}{says}", row.cite(cell)))
            continue
        if verb == "added" and row.info.id == "denied-persons":
            text = f"{row.record.name} was denied export privileges from {said_date(event.date)} on{by(row, event)}{within(row, question)}."
        elif verb == "added":
            text = (
                f"{row.record.name} was added to the {row.info.name}{where} on {said_date(event.date)}{by(row, event)}."
            )
        else:
            text = f"The {row.info.name} entry for {row.record.name}{where} was {verb} on {said_date(event.date)}{by(row, event)}."
        parts.append(Part(text, row.cite(event)))
    return Findings(_once(parts), tuple(dict.fromkeys(missing)))


def _once(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts of the same words as one that cites what all of them cite: one order, a row for each address."""
    found: dict[str, Part] = {}
    for part in parts:
        same = found.get(part.text)
        found[part.text] = replace(same, evidence=(*same.evidence, *part.evidence)) if same else part
    return tuple(found.values())


def agencies(rows: Sequence[Row], question: Question) -> Findings:
    """Which agency put an entity on its list."""
    parts = []
    for row in rows:
        event = row.record.events[0] if row.record.events else None
        day = f" on {said_date(event.date)}{by(row, event)}" if event else ""
        who = said_agency(row.info.bureau or row.info.agency)
        parts.append(
            Part(f"{who[0].upper()}{who[1:]} put {row.record.name} on the {row.info.name}{day}.", row.cite(event))
        )
    return Findings(tuple(parts))


_CLOSED = re.compile(r"(?:so |and |but )?(?:is|are|was|were|has|have|do|does|did)\b", re.I)


def closed(question: Question) -> bool:
    """Whether a question wants a yes or no."""
    return _CLOSED.match(question.text) is not None


def standing(rows: Sequence[Row], question: Question, target: Target) -> Findings:
    """On which lists, under which countries and names an entity stands, since when."""
    parts = []
    lists = (
        re.match(r"(?:so |and |but )?(?:on )?(?:which|what)\b", question.text, re.I) is not None
    )  # they are asked for
    matched = {m.name: m for m in (*target.weak, *target.listed)}
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda r: ended(r, question)):  # what is in force goes first
        groups.setdefault((row.info.id, row.record.name), []).append(row)
    yes = ""
    if closed(question):
        over = [state(r, question) for r in rows if ended(r, question)]
        yes = YES if len(over) < len(rows) else OVER if "held" not in over else HELD
    for (_, name), group in groups.items():
        parts.append(_stands(group, matched.get(name), question, target.asked, yes, lists))
        yes = ""
    return Findings(tuple(parts))


YES, OVER, HELD = "Yes: ", "No longer in force: ", "Not in force now: "
"""What an answer to a closed question begins with."""


def without_yes(text: str) -> str:
    """A sentence about where a name stands, without the yes or no before it."""
    return text.removeprefix(YES).removeprefix(OVER).removeprefix(HELD)


def _stands(
    group: Sequence[Row], match: NameMatch | None, question: Question, asked: str, yes: str, lists: bool
) -> Part:
    """Where one name stands on one list, and since when; `asked` is what it was asked for by, `yes` is said before, `lists`
    names the keeper of the list."""
    first = group[0]
    name = first.record.name
    alias = match.matched if match is not None and match.matched.casefold() != name.casefold() else None
    countries = join(c for r in group if (c := r.country))
    under = f" under {countries}" if countries and first.headed else ""
    placed = f" ({countries})" if countries and not first.headed else ""
    events = {e.date: e for r in group for e in r.record.events[:1]}
    event = events[min(events)] if events else None
    of = next((r for r in group if event in r.record.events), first)
    since = f", since {said_date(event.date)}{by(of, event)}" if event else ""
    other = alias is not None and parse(alias).words != parse(name).words
    who = (
        f"{alias} is {'a weak' if match.weak else 'an'} alias of {name}{placed}, which is"
        if other and match and (match.how != "part" or not set(parse(asked).words) <= set(parse(name).words))
        else f"{name}{placed} is"
    )
    who = f"{alias} is listed as {name}{placed}, which is" if other and ONLY_ADDRESS.match(name) else who
    if match is not None and match.how == "typo" and not other:
        who = f"{name}{placed} (so the list spells it; asked for as “{asked}”) is"
    keeper = f" of {said_agency(first.info.bureau or first.info.agency)}" if lists else ""
    directives = directives_of(group)
    claim = Claim(
        names=tuple(dict.fromkeys((name, *([asked] if asked and match is not None and match.how != "part" else [])))),
        list=first.info.id,
        holds="over" if all(ended(r, question) for r in group) else "yes",
        as_of=first.document.snapshot,
    )
    text = f"{yes}{who} on the {first.info.name}{keeper}{under}{directives}{since}{within(first, question)}."
    cells: list[Field | RecordEvent | None] = [event]
    if alias:
        aliases = (*first.record.all("alias"), *first.record.all("weak_alias"))
        cells.append(next((f for f in aliases if f.value == alias), None))
    cells += end_cells(first, question)
    evidence = [e for r in group for e in (r.cite(*cells) if r is first else r.cite())]
    return Part(text, tuple(evidence), (claim,))
