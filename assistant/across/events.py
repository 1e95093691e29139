"""Who listed a party first, and all that happened to it on all lists in order of time."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.across.across_question import AcrossQuestion
from assistant.across.authorities import authorities
from assistant.across.parties import Party, how
from assistant.across.say import claims, first_event
from assistant.question.keepers import LISTS_OF_OTHERS
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.ended import end_of
from assistant.records.record_sentences import by
from assistant.records.rows import Row, join
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from assistant.say.wording import attributed, plain
from assistant.statements.fitting import sentence_at
from assistant.timeline.prose_events import prose_events
from index.name_forms import normal
from index.search import Index


def first(
    index: Index, question: Question, target: Target, asked: AcrossQuestion, found: Sequence[Party]
) -> Findings | None:
    """Who listed a party first, by the days that the rows give, with who came next, and whose rows give no day."""
    party = found[0]
    every = [
        a
        for a in authorities(party.rows)
        if not asked.keepers or any(_is(a.rows, k.agencies, k.said) for k in asked.keepers)
    ]
    dated = [(event, row, a) for a in every if (pair := first_event(a.rows)) for row, event in (pair,)]
    dated.sort(key=lambda told: told[0].date)
    undated = [a for a in every if first_event(a.rows) is None]
    if not dated:
        lead = f"No row here gives the day on which {party.name} was listed."
        return Findings(
            tuple(
                Part(f"{_upper(a.said)} lists it on the {a.rows[0].info.name}.", a.rows[0].cite()) for a in every[:3]
            ),
            ("date",),
            False,
            lead,
        )
    parts = []
    for n, (event, row, authority) in enumerate(dated[:MOST_FIRST]):
        day = f"{said_date(event.date)}, on the {row.info.name}{by(row, event)}"
        same_day = n and event.date == dated[0][0].date
        if n == 0:
            text = f"Of the lists here, the first that gives a day for {party.name}{how(party)} is that of {authority.said}: {day}."
        else:
            text = f"{'On the same day' if same_day else 'Then'}: {authority.said}, {day}."
        parts.append(Part(text, row.cite(event), claims(party, authority.rows, target.asked, question)))
    if undated:
        rows = [a.rows[0] for a in undated]
        text = f"No day is given in the rows of {join(a.said for a in undated)}."
        parts.append(Part(text, tuple(e for r in rows for e in r.cite()[:1])))
    return Findings(tuple(parts))


MOST_FIRST = 4
"""Authorities that are told of, the first of them first."""


def _is(rows: Sequence[Row], agencies: frozenset[str], said: str) -> bool:
    return any(r.info.agency in agencies for r in rows) or (not agencies and not any(_foreign(r) for r in rows))


def _foreign(row: Row) -> bool:
    return row.info.id in LISTS_OF_OTHERS


def _upper(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One dated event, as an answer says it, with its evidence."""

    day: datetime.date
    text: str
    evidence: tuple[Evidence, ...]


MOST_EVENTS, MOST_OF_PROSE = 14, 4
"""Events that are told of, and those of them that documents tell."""

_VERB = {"added": "added to", "changed": "entry changed on", "removed": "removed from"}


def timeline(
    index: Index, question: Question, target: Target, asked: AcrossQuestion, found: Sequence[Party]
) -> Findings | None:
    """All that happened to a party on all lists, in order of time, each cited."""
    party = found[0]
    told = [t for row in party.rows for t in _of_row(row, question)]
    told += _of_prose(index, party)
    unique = {(t.day, t.text): t for t in told}
    ordered = sorted(unique.values(), key=lambda t: (t.day, t.text))
    if not ordered:
        return None
    lists = list(dict.fromkeys(row.info.name for row in party.rows))
    head = Part(
        f"{party.name}{how(party)} on {len(lists)} {'list' if len(lists) == 1 else 'lists'} here, {len(ordered)} dated events:",
        tuple(dict.fromkeys(e for row in party.rows for e in row.cite()[:1]))[:MOST_EVENTS],
        claims(party, party.rows, target.asked, question),
    )
    parts = [Part(f"{said_date(t.day)}: {t.text}", t.evidence) for t in ordered[:MOST_EVENTS]]
    if len(ordered) > MOST_EVENTS:
        last = ordered[-1]
        parts.append(
            Part(
                f"{len(ordered) - MOST_EVENTS} more follow, the last on {said_date(last.day)}: {last.text}",
                last.evidence,
            )
        )
    silent = [row for row in party.rows if not row.record.events]
    if silent:
        names = join(dict.fromkeys(f"the {row.info.name}" for row in silent))
        parts.append(
            Part(f"No day is given in its row on {names}.", tuple(e for row in silent for e in row.cite()[:1]))
        )
    return Findings((head, *parts))


def _of_row(row: Row, question: Question) -> list[DatedEvent]:
    told = [
        DatedEvent(e.date, f"{_VERB[e.action]} the {row.info.name}{by(row, e)}.", row.cite(e))
        for e in row.record.events
    ]
    end = end_of(row.record, question.day)
    if end is not None and end.standing == "over" and end.day is not None:
        told.append(DatedEvent(end.day, f"its listing on the {row.info.name} ended.", row.cite(*end.cells)))
    return told


def _of_prose(index: Index, party: Party) -> list[DatedEvent]:
    """What documents tell of the party by its names, each as the sentence that says so."""
    names = {normal(n) for r in party.rows for n in (r.record.name, *(f.value for f in r.record.all("alias")))}
    found = []
    for document_id in party.match.documents:
        for event in prose_events(index, document_id, party.name, names):
            if event.date is not None:
                evidence = sentence_at(index, index.document(document_id), event.start)
                text = f"{attributed(evidence.document)}: “{plain(evidence.quote)}”"
                found.append(DatedEvent(event.date, text, (evidence,)))
    return found[:MOST_OF_PROSE]
