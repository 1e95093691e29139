"""An honest no: what was looked for, why that is no answer, and what the sources do say that comes nearest."""

import functools
from collections.abc import Sequence
from dataclasses import replace

from assistant.lists import closest_names
from assistant.prose.quoting import evidence
from assistant.prose.selection import Choice, Scored
from assistant.question.concepts import keys
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records import record_sentences
from assistant.records.record_sentences import join
from assistant.say.claims import denied
from assistant.say.parts import Findings, Part
from assistant.say.wording import source_name
from assistant.statements import slots
from assistant.statements.candidates import Candidate, neighbouring_keys
from assistant.statements.target_statements import statements_about
from index.search import Index
from index.types import Filters
from sources.lists import LISTS, list_info


def documents_of(index: Index, targets: Sequence[Target], filters: Filters | None) -> list[str]:
    """The documents that speak of the names asked about."""
    found = [d for t in targets for d in t.documents]
    return found if filters is None else [d for d in found if filters.admits(index.info(d))]


LIST_IDS = frozenset(row.id for row in LISTS)


def _elsewhere(
    index: Index,
    question: Question,
    targets: Sequence[Target],
    rows: Sequence[record_sentences.Row],
    shown: str,
    choice: Choice,
    filters: Filters | None,
) -> Findings:
    """No source shows the names on the list asked about; the lists that do show them."""
    who = join(t.asked for t in targets) if targets else "that"
    parts = [
        replace(p, text=record_sentences.without_yes(p.text))
        for t in targets
        for p in (
            record_sentences.standing([r for r in rows if r.record.id in t.records], question, t).parts if rows else ()
        )
    ]
    if not parts:
        documents = documents_of(index, targets, filters)
        anywhere = replace(question, lists=(), agencies=(), when=(), action="added")
        stated = slots.lists(index, anywhere, statements_about(index, targets, documents))
        parts = list(stated.parts) if stated else []
    lead = f"No source here shows {who} on {shown}."
    claims = denied((t.asked for t in targets), question.lists)
    return Findings(tuple(parts[:2]), answered=False, lead=lead, confidence=choice.confidence, claims=claims)


_ANY_LIST = frozenset(
    {"c:the-list", "c:party", "c:military", "c:light", "c:law", "c:person", "c:prohibit", "c:sanctions"}
)


@functools.cache
def list_keys(name: str) -> frozenset[str]:
    """The concepts by which a text speaks of a list, whichever of its names it uses."""
    said = {f"l:{name}", f"c:{name}"}
    if name in LIST_IDS:
        said |= {k for n in list_info(name).names for k in keys(n) if k[:2] in ("l:", "c:")} - _ANY_LIST
    return frozenset(said)


def _spoken_of_together(index: Index, question: Question, targets: Sequence[Target], choice: Choice) -> bool:
    """Whether some sentence, with its neighbours, or a row of a table, with what stands over it, speaks of a name and of a
    list that the question names: then it is not for us to say that no source shows the one on the other."""
    wanted = frozenset().union(*map(list_keys, question.lists)) | {"c:the-list"}
    return any(
        wanted & near and any(t.share(near) >= SURELY for t in targets)
        for s in choice.ranked
        for near in (neighbouring_keys(s.candidate) | _over(index, s.candidate),)
    )


_HEADINGS = 4
"""How many headings above a row of a table may say what the table is of: those of its groups of rows, and its own."""


def _over(index: Index, row: Candidate) -> frozenset[str]:
    """The concepts of the title and the headings under which a row of a table stands; none for a sentence."""
    if "\t" not in row.text:
        return frozenset()
    above = [p.heading or "" for p in index.passages(row.document.id) if p.start <= row.start]
    texts = (row.document.title or "", *tuple(dict.fromkeys(above))[-_HEADINGS:])
    return frozenset().union(*map(keys, texts))


SURELY = 0.6
"""Share of a name that a sentence and its neighbours have to say."""


def _told_on(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> bool:
    """Whether a document says that a name was put on one of the lists asked about."""
    documents = documents_of(index, targets, filters)
    lists = (t.statement.list for t in statements_about(index, targets, documents) if t.statement.action == "added")
    return any(on is not None and on.value in question.lists for on in lists)


PERHAPS = 0.5
"""From this probability on the nearest passage is more likely an answer than not, though it is not sure enough to be given as one."""


def _nearest(best: Scored, perhaps: bool) -> Part:
    which = "which may answer it" if perhaps else "which may not answer it"
    return Part(f"The nearest passage, {which}, is in {source_name(best.candidate.document)}.", (evidence(best),))


_SLOT = {
    "reason": "why", "agency": "which agency acted", "date": "when", "list": "which list", "effect": "with what effect",
    "count": "how many", "members": "which ones", "statement": "what was said", "response": "what was answered",
    "identity": "who or what that is", "status": "whether that is so", "definition": "what that means",
    "authority": "under which authority", "licence": "what license requirement or policy applies",
    "changes": "what changed", "passage": "that",
}  # fmt: skip


def decline(
    index: Index,
    question: Question,
    targets: Sequence[Target],
    choice: Choice,
    absent: Sequence[Target],
    filters: Filters | None = None,
) -> Findings:
    """What was looked for, why that is no answer, and what the sources do say that comes nearest."""
    rows = [r for t in targets for r in record_sentences.rows_of(index, t)] if not absent else []
    if (
        not absent
        and targets
        and question.lists
        and question.action in (None, "added")
        and not any(r.info.id in question.lists for r in rows)
        and not _told_on(index, question, targets, filters)
    ):
        shown = join((f"the {list_info(name).name}" for name in question.lists if name in LIST_IDS), "or")
        if shown and not _spoken_of_together(index, question, targets, choice):
            return _elsewhere(index, question, targets, rows[:2], shown, choice, filters)
    slot = "how much" if "how much" in question.text.lower() else _SLOT[question.kind]
    perhaps = not absent and bool(choice.ranked) and choice.confidence >= PERHAPS
    if absent:
        lead = f"No source here speaks of {join(t.asked for t in absent)}."
    elif targets:
        says = "none surely says" if perhaps else "do not say"
        lead = f"The sources here speak of {join(t.asked for t in targets)}, but {says} {slot}."
    else:
        lead = f"No source here surely says {slot}." if perhaps else f"The sources here do not say {slot}."
    parts: list[Part] = []
    if filters is not None:
        rows = [r for r in rows if filters.admits(index.info(r.document.id)) and filters.admits_record(r.record)]
    rows = rows[:2]
    if rows:
        parts = list(record_sentences.standing(rows, question, targets[0]).parts)[:2]
        parts = [replace(p, text=record_sentences.without_yes(p.text)) for p in parts]
    elif close := closest_names.closest_names(index, question, targets):
        parts = close
    elif choice.ranked and not absent:
        parts = [_nearest(choice.ranked[0], perhaps)]
    if rows and perhaps:
        parts = [*parts[:1], _nearest(choice.ranked[0], perhaps)]
    return Findings(tuple(parts), answered=False, lead=lead, confidence=choice.confidence)
