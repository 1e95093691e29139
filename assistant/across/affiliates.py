"""What holds for a party that no list names and that a listed one owns: the rule in force, the row's own words, and what later
documents say of the rule. That the owner is listed does not answer it."""

import functools
import re
from collections.abc import Sequence

from assistant.across.parties import parties
from assistant.across.say import by_list, first_event
from assistant.question.targets import Target
from assistant.question.times import times
from assistant.question.understand import Question
from assistant.records.rows import Row
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from assistant.say.wording import attributed, clipped, plain
from assistant.sections import regulation
from assistant.statements.candidates import layout, passage_at
from index.search import Index

_OWNED = re.compile(
    r"\b(?:affiliates?|subsidiar(?:y|ies)|units?|branch(?:es)?|(?:majority[- ])?owned|child companies)\b", re.I
)
_UNLISTED = re.compile(
    r"\b(?:not (?:\w+ ){0,3}(?:listed|named|on (?:the|any|a) list)|un-?listed|non-?listed|itself listed)\b", re.I
)
_RULE = re.compile(r"\b(?:50|fifty)[ -]percent(?: or more)?\b", re.I)
_APPLIES = re.compile(
    r"\b(?:also apply|apply to|applies to|is subject to|are subject to|do not apply|does not apply)\b", re.I
)
_NAMED = re.compile(r"\b(?:affiliates? rule|(?:50|fifty)[- ]percent rule)\b", re.I)
_STAYED = re.compile(
    r"\b(?:stay(?:s|ed|ing)?|suspen(?:ds?|ded|ding|sion)|paus(?:e|es|ed)|delay(?:s|ed)?|revok(?:e|es|ed)|"
    r"rescind(?:s|ed)?|vacated?)\b",
    re.I,
)
_UNTIL = re.compile(r"\b(?:until|through|till|to) (?=\w+ \d|\d)", re.I)
_OF_ROW = re.compile(r"\b(?:subsidiar(?:y|ies)|affiliates?|branch(?:es)?|sub-?units?)\b", re.I)
MOST_RULES, MOST_LATER, WORDS = 2, 2, 70


def answer(index: Index, question: Question, targets: Sequence[Target]) -> Findings | None:
    """What holds for an unlisted affiliate of a listed party; None where the question is another."""
    if len(targets) != 1 or not targets[0].records:
        return None
    if not (_OWNED.search(question.text) and _UNLISTED.search(question.text)):
        return None
    party = parties(index, targets[0])[0]
    parts: list[Part] = []
    ruled = False
    for rows in by_list(party.rows):
        said = _of_list(index, rows)
        ruled = ruled or len(said) > 1
        parts += said
    parts += _later(index, question) if ruled else []
    if not ruled:
        lead = f"No source here states what holds for parties that {party.name} owns and that no list names."
        return Findings(tuple(parts[:MOST_RULES]), ("effect",), answered=False, lead=lead)
    lead = "That depends on who owns it and how much:"
    return Findings(tuple(parts), lead=lead)


def _of_list(index: Index, rows: Sequence[Row]) -> list[Part]:
    """Where the owner stands, then the sentences of the regulation on what it owns, and the row's own words on that."""
    row, first = rows[0], first_event(rows)
    since = f" since {said_date(first[1].date)}" if first else ""
    parts = [Part(f"{row.record.name} is on the {row.info.name}{since}.", row.cite(first[1] if first else None))]
    cites = dict.fromkeys(c for c in (row.info.effect_section, row.info.general_section) if c)
    for cite in cites:
        for heading, evidence in regulation.section(index, cite):
            if ", history" in heading or not (_RULE.search(evidence.quote) and _APPLIES.search(evidence.quote)):
                continue
            day = evidence.document.snapshot
            where = heading.split(",")[0]
            text = f"{where}{f', in the copy of {said_date(day)}' if day else ''}, reads: “{clipped(plain(evidence.quote), WORDS)}”"
            if len(parts) <= MOST_RULES:
                parts.append(Part(text, (evidence,)))
    cell = next(
        (
            f
            for r in rows
            for name in ("alias", "remark", "requirement")
            for f in r.record.all(name)
            if _OF_ROW.search(f.value)
        ),
        None,
    )
    if cell is not None and len(parts) > 1:
        owner = next(r for r in rows if r.record.start <= cell.start < r.record.end or r is rows[-1])
        parts.append(Part(f"Its own row names: “{clipped(cell.value, 40)}”", owner.cite(cell)))
    return parts


def _later(index: Index, question: Question) -> list[Part]:
    """What documents say of a stay or an end of the rule, newest first, and whether that is past on the day of the question."""
    parts = []
    for evidence in _on_rule(index, index.generation)[:MOST_LATER]:
        quote = plain(evidence.quote)
        until = _UNTIL.search(quote)
        over = ""
        if until and (when := times(quote[until.end() :][:30])) and when[0].year:
            day = f"{when[0]}"
            last = (when[0].year, when[0].month or 12, when[0].day or 31)
            past = last < (question.day.year, question.day.month, question.day.day)
            over = f" That day, {day}, is past." if past else ""
        parts.append(Part(f"{attributed(evidence.document)}: “{clipped(quote, WORDS)}”{over}", (evidence,)))
    return parts


@functools.lru_cache(maxsize=8)
def _on_rule(index: Index, generation: int) -> tuple[Evidence, ...]:
    """The sentences of documents that say that the rule on affiliates is stayed, suspended or ended, newest first."""
    found = []
    for info in index.documents():
        if info.records or info.kind == "regulation":
            continue
        document = index.document(info.id)
        if not _NAMED.search(document.text):
            continue
        for span in layout(index, info.id).sentences:
            quote = document.text[span.start : span.end]
            if _NAMED.search(quote) and _STAYED.search(quote):
                passage = passage_at(index, info.id, span.start)
                found.append(Evidence(document, span.start, span.end, passage.id, passage.start, passage.end))
    return tuple(
        sorted(
            found,
            key=lambda e: (
                e.document.published is None,
                -(e.document.published.toordinal() if e.document.published else 0),
                e.document.id,
            ),
        )
    )
