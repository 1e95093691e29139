"""What to ask next, and what to try first: only questions that the index was seen to answer.

Candidates come from templates and from what the index holds; each is asked before it is offered. That takes some tens of
milliseconds for each, so both are worked out beside the page, not before it.
"""

import itertools
import time
from collections.abc import Iterator

from assistant.answer import Answer
from assistant.ask import converse
from assistant.conversation import Conversation
from index.search import Index
from index.types import DocumentInfo, Filters
from sources.document import AUTHORITY
from sources.errors import WhylistedError
from sources.lists import list_info
from sources.reading.statements import Statement

NEXT: tuple[tuple[str, str], ...] = (
    ("reason", "Why was it listed?"),
    ("date", "When was that?"),
    ("agency", "Which agency did that?"),
    ("effect", "What does that forbid?"),
    ("response", "How did it respond?"),
    ("members", "Who else was listed?"),
    ("list", "On which lists is it?"),
    ("authority", "Under which authority?"),
)
"""Follow-ups by the kind of answer that each gives."""

OFFERED = 3
EXAMPLES = 5
TRIED = 24
"""Questions that are tried for the first page, at most."""
PATIENCE = 4.0
"""Seconds after which no further question is tried."""


def next_questions(index: Index, answer: Answer, talk: Conversation, filters: Filters | None) -> list[str]:
    """Follow-ups to `answer` (the last of `talk`) that are answered in full, with evidence that was not shown yet."""
    if not answer.answered:
        return []
    shown = {(c.document.id, c.start, c.end) for c in answer.citations}
    offered: list[str] = []
    until = time.monotonic() + PATIENCE
    for kind, text in NEXT:
        if kind == answer.kind or len(offered) == OFFERED or time.monotonic() > until:
            continue
        try:
            found, _ = converse(index, text, talk, filters)
        except WhylistedError:
            continue
        evidence = {(c.document.id, c.start, c.end) for c in found.citations}
        if found.answered and found.kind == kind and not found.missing and not found.candidates and evidence - shown:
            offered.append(text)
            shown |= evidence
    return offered


def examples(index: Index) -> list[str]:
    """Questions on what this index holds, each of which it answers: of different kinds and on different entities."""
    offered: list[str] = []
    kinds: dict[str, int] = {}
    until = time.monotonic() + PATIENCE
    for kind, text in itertools.islice(_candidates(index), TRIED):
        if kinds.get(kind, 0) > 1:
            continue
        if len(offered) == EXAMPLES or time.monotonic() > until:
            break
        try:
            found, _ = converse(index, text, Conversation(), None)
        except WhylistedError:
            continue
        if found.answered and not found.missing and not found.candidates:
            offered.append(text)
            kinds[kind] = kinds.get(kind, 0) + 1
    return offered


def _candidates(index: Index) -> Iterator[tuple[str, str]]:
    """Questions from statements, the strongest and newest documents first, then from records; entities take turns."""
    told = list(itertools.islice(_told(index), 12))
    patterns = (
        ("reason", "Why was {} put on the {}?"),
        ("date", "When was {} added to the {}?"),
        ("agency", "Which agency put {} on the {}?"),
    )
    for n, (name, on) in enumerate(told):
        kind, pattern = patterns[n % len(patterns)]
        yield kind, pattern.format(name, on)
    for name, on in itertools.islice(_listed(index), 4):
        yield "list", f"Is {name} on the {on}?"
        yield "licence", f"What is the license requirement for {name}?"
    for _, on in told[:1]:
        yield "effect", f"What does being on the {on} mean?"


def _told(index: Index) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for info in sorted(index.documents(), key=_weight):
        if not info.statements:
            continue
        for statement in index.statements(info.id):
            subject = statement.subjects[0] if len(statement.subjects) == 1 else None
            if not (_is_listing(statement) and subject and subject.value and subject.resolved == "name"):
                continue
            if (
                subject.kind == "entity"
                and subject.value.casefold() not in seen
                and statement.list
                and statement.list.value
            ):
                seen.add(subject.value.casefold())
                yield subject.value, _list_name(statement.list.value)


def _is_listing(statement: Statement) -> bool:
    return statement.action == "added" and statement.polarity in ("asserted", "alleged") and bool(statement.reasons)


def _weight(info: DocumentInfo) -> tuple[int, int, str]:
    day = info.published or info.snapshot
    return -AUTHORITY[info.kind], -(day.toordinal() if day else 0), info.id


def _listed(index: Index) -> Iterator[tuple[str, str]]:
    for info in sorted(index.documents(), key=_weight):
        if info.records and info.list_id:
            ids = index.record_ids(info.id)
            for record in index.records([ids[len(ids) // 2]]):
                yield record.name, list_info(info.list_id).name


def _list_name(identifier: str) -> str:
    try:
        return list_info(identifier).name
    except KeyError:
        return "list"
