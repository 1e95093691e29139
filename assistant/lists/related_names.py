"""Listed names near the one asked about: relatives in a country, names that begin with it, names like it on the list meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lists import list_scope
from assistant.question.concepts import keys
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records import record_sentences
from assistant.records.record_sentences import Row
from assistant.say.parts import Findings, Part
from index.name_forms import parse
from index.search import Index

_KIN = re.compile(
    r"\b(?:subsidiar\w+|affiliat\w+|units?|arms?|branch\w*|offices?|divisions?|entit\w+|compan\w+)\b", re.I
)


def relatives(index: Index, question: Question, targets: Sequence[Target]) -> list[Row]:
    """Rows, under a place that the question names, of parties whose name says the whole listed name of the one asked about and
    more: "the Japanese subsidiary of" a group that is asked for by its initials."""
    places = list_scope.places(question)
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
                rows = record_sentences.rows_by_id(index, other.records)
                found |= {
                    r.record.id: r for r in rows if places & keys(r.country or "") and list_scope.admits(question, r)
                }
    return list(found.values())


RELATED = 400
"""Names that are looked through for one that says more than the name asked about."""


def names_beginning_so(index: Index, question: Question, targets: Sequence[Target]) -> Findings | None:
    """The listed names that begin with a name that is no name here, as something to choose from: "X" for "X Silicon Industry"."""
    if len(targets) != 1 or targets[0].status == "known":
        return None
    words = parse(targets[0].asked).words
    found = []
    for match in index.names.find(targets[0].asked, limit=12):
        main = match.matched == match.name  # an alias that begins so is a long way from the name that is shown
        if match.records and match.how == "part" and main and words and parse(match.name).words[: len(words)] == words:
            found += record_sentences.rows_by_id(index, match.records)
    if not found:
        return None
    parts = record_sentences.standing(found[:2], question, targets[0]).parts
    parts = tuple(replace(p, text=record_sentences.without_yes(p.text)) for p in parts)
    return Findings(parts, answered=False, lead=f"No source here has the name {targets[0].asked} alone.")


NEAR = 0.7
"""A listed name that a name asked for is part of by so much is worth naming, though it may be another's."""


def similar_name(index: Index, question: Question, targets: Sequence[Target]) -> list[Part]:
    """A name on the lists meant that is much like the one asked about."""
    for target in targets:
        for match in index.names.find(target.asked, limit=12):
            if match.how == "part" and match.score >= NEAR and match.records:
                rows = [r for r in record_sentences.rows_by_id(index, match.records) if list_scope.admits(question, r)]
                if rows:
                    row = rows[0]
                    return [Part(f"A name like it on that list is {row.record.name}{row.place}.", row.cite())]
    return []
