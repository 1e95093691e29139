"""Listed names near the one asked about: relatives in a country, names that begin with it, names like it on the list meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import meant, records
from assistant.concepts import keys
from assistant.parts import Findings, Part
from assistant.question import Question
from assistant.records import Row
from assistant.targets import Target
from index.name_forms import parse
from index.search import Index

_KIN = re.compile(
    r"\b(?:subsidiar\w+|affiliat\w+|units?|arms?|branch\w*|offices?|divisions?|entit\w+|compan\w+)\b", re.I
)


def relatives(index: Index, question: Question, targets: Sequence[Target]) -> list[Row]:
    """Rows, under a place that the question names, of parties whose name says the whole listed name of the one asked about and
    more: "the Japanese subsidiary of" a group that is asked for by its initials."""
    places = meant.places(question)
    if not places or not _KIN.search(question.text):
        return []
    names = dict.fromkeys(
        (*(t.asked for t in targets), *(" ".join(parse(m.name).words) for t in targets for m in t.listed))
    )
    found: dict[str, Row] = {}
    for name in names:
        words = set(parse(name).words)
        for other in index.names.find(name, limit=RELATED):
            if other.records and words < set(parse(other.name).words):
                rows = records.rows_by_id(index, other.records)
                found |= {r.record.id: r for r in rows if places & keys(r.country or "") and meant.admits(question, r)}
    return list(found.values())


RELATED = 400
"""Names that are looked through for one that says more than the name asked about."""


def beginning(index: Index, question: Question, targets: Sequence[Target]) -> Findings | None:
    """The listed names that begin with a name that is no name here, as something to choose from: "X" for "X Silicon Industry"."""
    if len(targets) != 1 or targets[0].status == "known":
        return None
    words = parse(targets[0].asked).words
    found = []
    for match in index.names.find(targets[0].asked, limit=12):
        main = match.matched == match.name  # an alias that begins so is a long way from the name that is shown
        if match.records and match.how == "part" and main and words and parse(match.name).words[: len(words)] == words:
            found += records.rows_by_id(index, match.records)
    if not found:
        return None
    parts = records.standing(found[:2], question, targets[0]).parts
    parts = tuple(replace(p, text=records.without_yes(p.text)) for p in parts)
    return Findings(parts, answered=False, lead=f"No source here has the name {targets[0].asked} alone.")


NEAR = 0.7
"""A listed name that a name asked for is part of by so much is worth naming, though it may be another's."""


def like(index: Index, question: Question, targets: Sequence[Target]) -> list[Part]:
    """A name on the lists meant that is much like the one asked about."""
    for target in targets:
        for match in index.names.find(target.asked, limit=12):
            if match.how == "part" and match.score >= NEAR and match.records:
                rows = [r for r in records.rows_by_id(index, match.records) if meant.admits(question, r)]
                if rows:
                    row = rows[0]
                    return [Part(f"A name like it on that list is {row.record.name}{row.place}.", row.cite())]
    return []


_ALL = re.compile(
    r"^(?:and |so |but )?(?:which|what|how many|list(?: all)?|name(?: all)?)(?: of)?(?: the)? (?P<who>.+?) (?:entit(?:y|ies)|compan(?:y|ies)|units?|subsidiar(?:y|ies)|"
    r"affiliates?|entries|names|firms|branches|arms)\b.{0,20}\b(?:are|is|stand|appear)\b.{0,20}\b(?:on|under|in|listed)\b", re.I)  # fmt: skip
MOST_NAMED = 10
"""Entries that are named of those that have a name in theirs."""


def asks_for_all(question: Question, targets: Sequence[Target]) -> bool:
    """Whether all entries are asked for that have one name in theirs ("which X companies are on the list?")."""
    asked = _ALL.match(question.text)
    return asked is not None and len(targets) == 1 and targets[0].asked.casefold() in asked["who"].casefold()


def all_named(index: Index, question: Question, targets: Sequence[Target]) -> Findings | None:
    """The entries of each list meant that have the name asked about in one of their names; how many they are, and the first."""
    words = set(parse(targets[0].asked).words)
    places = meant.places(question)
    found: dict[str, dict[tuple[str, str | None], Row]] = {}
    for match in index.names.find(targets[0].asked, limit=RELATED):
        if match.records and words <= set(parse(match.matched).words) | set(parse(match.name).words):
            for row in records.rows_by_id(index, match.records):
                if meant.admits(question, row) and (not places or places & keys(row.country or "")):
                    found.setdefault(row.info.id, {}).setdefault(
                        (row.record.name.casefold(), row.country if row.headed else None), row
                    )
    parts = []
    for by_id in found.values():
        rows = list(by_id.values())
        named = list(dict.fromkeys(r.record.name for r in rows))
        more = f"; and {len(named) - MOST_NAMED:,} more" if len(named) > MOST_NAMED else ""
        many = "1 entry" if len(rows) == 1 else f"{len(rows):,} entries"
        text = f"{many} of the {rows[0].info.name} with {targets[0].asked} in a name: {'; '.join(named[:MOST_NAMED])}{more}."
        shown = [next(r for r in rows if r.record.name == name) for name in named[:MOST_NAMED]]
        parts.append(Part(text, tuple(e for r in shown for e in r.cite()[:1])))
    every = [r for by_id in found.values() for r in by_id.values()]
    return Findings(records.dated(parts, every, index)) if parts else None
