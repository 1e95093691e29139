"""What is asked for as a name and is only part of one: what a listed name holds in brackets ("Klow" of `Lamp Works (Klow)`), or
a listed name but for its bracket. Nobody is called so alone: the names that have it are shown as what they are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lists import list_scope
from assistant.question.framing import wholes
from assistant.question.resolve import sure
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records import record_sentences
from assistant.records.record_sentences import Row
from assistant.say.parts import Findings, Part
from index.name_forms import normal
from index.names import Held
from index.search import Index
from index.types import Filters
from sources.document import Field

SHOWN = 3
"""Names that are told of; of more, how many there are."""
_MOST_WORDS = 24
_STANDING = frozenset({"list", "status"})


def shown(
    index: Index, question: Question, targets: Sequence[Target], found: Findings, filters: Filters | None
) -> Findings:
    """What was found, with the listed names that have what was asked for in brackets, or are it but for their bracket: beside
    an answer on where somebody stands, and in place of a refusal that shows nobody on a list."""
    if found.answered and question.kind not in _STANDING:
        return found
    name = name_in_question(question)
    if name is None or (not found.answered and _shows_rows(index, targets, found)):
        return found
    matches = [m for m in index.names.find(name, limit=3) if m.records and sure(m)]
    if found.answered and any(normal(m.matched) == normal(name) for m in matches):
        return found  # somebody is called just that
    called = bool(matches)
    held = [h for h in index.names.held(name) if not (h.inside and called)]
    cited = {e.passage_id for p in found.parts for e in p.evidence}
    rows = {r.record.id: r for r in record_sentences.rows_by_id(index, dict.fromkeys(h.owner for h in held))}
    kept = [
        (h, rows[h.owner]) for h in held
        if h.owner in rows and h.owner not in cited and list_scope.admits(question, rows[h.owner]) and _admitted(index, rows[h.owner], filters)
    ]  # fmt: skip
    if not kept:
        return found
    parts = _said(name, kept)
    if found.answered:
        return replace(found, parts=record_sentences.dated((*found.parts, *parts), [r for _, r in kept], index))
    dated = record_sentences.dated(parts, [r for _, r in kept], index)
    return Findings(dated, answered=False, lead=f"No list here has the name {name} alone.")


def name_in_question(question: Question) -> str | None:
    """The one thing that a question asks for as a name, if it does so in one of the usual ways or says nothing else."""
    text = question.text.strip(" ?!")
    whole = next((words for _, words in wholes(question.text)), None)
    if (
        whole is None
        and len(text.split()) <= _MOST_WORDS
        and not re.match(r"(?:wh\w+|how|is|are|was|were|does|did)\b", text, re.I)
    ):
        whole = text
    return whole if whole and normal(whole) else None


def _shows_rows(index: Index, targets: Sequence[Target], found: Findings) -> bool:
    """Whether a refusal already shows somebody on a list who bears a name that was asked for."""
    return bool(found.parts) and any(t.records for t in targets)


def _admitted(index: Index, row: Row, filters: Filters | None) -> bool:
    return filters is None or (filters.admits(index.info(row.document.id)) and filters.admits_record(row.record))


def _said(name: str, kept: Sequence[tuple[Held, Row]]) -> list[Part]:
    """A sentence on the names that hold it in brackets, and one on those that are it but for their bracket."""
    parts = []
    for inside, lead, leads in (
        (True, f"A listed name with “({name})” in it is", f"listed names have “({name})” in them"),
        (False, "The same but for its bracket is the listed name", "listed names are the same but for their brackets"),
    ):
        those = {h.name: (h, r) for h, r in kept if h.inside is inside}
        if not those:
            continue
        told = list(those.values())[:SHOWN]
        who = record_sentences.join(f"{h.name}{_of(h, r)}, on the {r.info.name}{r.place}" for h, r in told)
        text = (
            f"{lead} {who}."
            if len(those) == 1
            else f"{len(those)} {leads}{', among them' if len(those) > SHOWN else ':'} {who}."
        )
        parts.append(Part(text, tuple(e for h, r in told for e in r.cite(_alias(h, r)))))
    return parts


def _alias(held: Held, row: Row) -> Field | None:
    return next((f for f in (*row.record.all("alias"), *row.record.all("weak_alias")) if f.value == held.name), None)


def _of(held: Held, row: Row) -> str:
    """Whose alias a name is, if it is one."""
    if held.name == row.record.name:
        return ""
    weak = any(f.value == held.name for f in row.record.all("weak_alias"))
    return f" ({'a weak alias' if weak else 'an alias'} of {row.record.name})"
