"""What prose answers: the chosen sentences with their attribution, or an honest no."""

import re
from collections.abc import Sequence

from assistant import records
from assistant.parts import Evidence, Findings, Part
from assistant.prose import Choice, Scored, choose, model
from assistant.question import Question
from assistant.records import join, said_date
from assistant.targets import Target
from index.search import Index
from index.types import Filters
from sources.document import Document

SECOND = 0.6
"""A second sentence is quoted when it is at least this much as probable as the first."""

LONGEST_QUOTE = 80
"""Words of one quotation; a longer sentence is quoted by the clause that answers."""


def source_name(document: Document) -> str:
    """How an answer names a document: publisher and date, or its title, or its file."""
    who = document.publisher or (f"“{document.title}”" if document.title else document.path.rsplit("/", 1)[-1])
    if document.part:
        who = document.title or document.part
    return f"{who} ({said_date(document.published)})" if document.published else who


def plain(quote: str) -> str:
    """A quotation as it reads in a sentence: white space folded, Markdown emphasis dropped, its quotation marks inner."""

    text = re.sub(r"\s+", " ", quote).strip()
    text = re.sub(r"\[([^\]]*)\]\(https?://[^)]*\)", r"\1", text)
    text = re.sub(r"\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)", "", text)
    text = re.sub(r"^(?:[-•*#>]+|\d+\.)\s+", "", text)
    text = re.sub(r"\\([\[\]*_#.\-])", r"\1", text)
    return text.replace("“", "‘").replace("”", "’").strip()


def evidence(scored: Scored) -> Evidence:
    """The whole sentence as evidence."""
    c = scored.candidate
    return Evidence(c.document, c.start, c.end, c.passage.id, c.passage.start, c.passage.end)


def quoted(scored: Scored) -> Part:
    """A sentence quoted with its source."""
    return Part(f"{source_name(scored.candidate.document)}: “{plain(scored.candidate.text)}”", (evidence(scored),))


def pick(choice: Choice, index: Index) -> list[Scored]:
    """The sentences that are quoted: the best, and one more if it is nearly as good and not the same again."""
    best = choice.ranked[0]
    picked = [best]
    twins = set(index.twins(best.candidate.document.id))
    for scored in choice.ranked[1:6]:
        if scored.probability < SECOND * best.probability or scored.candidate.document.id in twins:
            continue
        if plain(scored.candidate.text) == plain(best.candidate.text):
            continue
        if sum(len(s.candidate.text.split()) for s in (*picked, scored)) > LONGEST_QUOTE:
            continue
        picked.append(scored)
        break
    return picked


def answer(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None) -> Findings:
    """The best sentences, quoted with their sources; otherwise what was looked for and what comes nearest."""
    absent = [t for t in targets if t.status == "absent"]
    choice = choose(index, question, targets, filters)
    if not absent and choice.ranked and choice.confidence >= model().threshold:
        picked = pick(choice, index)
        return Findings(tuple(quoted(s) for s in picked), confidence=choice.confidence)
    return decline(index, question, targets, choice, absent)


_SLOT = {
    "reason": "why", "agency": "which agency acted", "date": "when", "list": "which list", "effect": "with what effect",
    "count": "how many", "members": "which ones", "statement": "what was said", "response": "what was answered",
    "identity": "who or what that is", "status": "whether that is so", "definition": "what that means",
    "authority": "under which authority", "licence": "what license requirement or policy applies",
    "changes": "what changed", "passage": "that",
}  # fmt: skip


def decline(
    index: Index, question: Question, targets: Sequence[Target], choice: Choice, absent: Sequence[Target]
) -> Findings:
    """What was looked for, why that is no answer, and what the sources do say that comes nearest."""
    if absent:
        lead = f"No source here speaks of {join(t.asked for t in absent)}."
    elif targets:
        lead = f"The sources here speak of {join(t.asked for t in targets)}, but do not say {_SLOT[question.kind]}."
    else:
        lead = f"The sources here do not say {_SLOT[question.kind]}."
    parts: list[Part] = []
    rows = [r for t in targets for r in records.rows_of(index, t)][:2] if not absent else []
    if rows:
        parts = list(records.standing(rows, question, targets[0]).parts)[:2]
        parts = [Part(p.text.removeprefix("Yes: "), p.evidence) for p in parts]
    elif choice.ranked and not absent:
        near = choice.ranked[0]
        parts = [Part(f"The nearest passage, which does not answer it, is in {source_name(near.candidate.document)}.",
                      (evidence(near),))]  # fmt: skip
    return Findings(tuple(parts), answered=False, lead=lead, confidence=choice.confidence)
