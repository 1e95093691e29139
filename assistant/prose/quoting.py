"""Sentences of prose as they are quoted in an answer: with their source, the lines of a list that they announce, and what
takes them back; and how many of them."""

import re
from collections.abc import Sequence

from assistant.prose.retractions import is_retracted, sentence_evidence
from assistant.prose.selection import Choice, Scored
from assistant.reader.judge import judge
from assistant.say.parts import Evidence, Part
from assistant.say.wording import attributed, plain
from assistant.statements.candidates import layout, passage_at
from index.search import Index

LONGEST_QUOTE = 85
"""Words of one quotation; a longer sentence is quoted by the clause that answers."""


def evidence(scored: Scored) -> Evidence:
    """The whole sentence as evidence."""
    c = scored.candidate
    return Evidence(c.document, c.start, c.end, c.passage.id, c.passage.start, c.passage.end)


def quoted(scored: Scored, index: Index, before: Sequence[Scored] = ()) -> Part:
    """A sentence quoted with its source, which is named once where it is the same as before; one that announces a list,
    with the list."""
    found = (evidence(scored), *_listed_below(scored, index))
    if is_retracted(index, scored.candidate.document.id, scored.candidate.number):
        found += (sentence_evidence(index, scored, scored.candidate.number + 1),)
    words = " ".join(plain(e.quote) for e in found)
    again = any(s.candidate.document.id == scored.candidate.document.id for s in before)
    return Part(f"{'It also says' if again else attributed(scored.candidate.document)}: “{words}”", found)


def quoted_words(scored: Scored) -> str:
    """A sentence quoted with its source, to go on inside another sentence."""
    attribution = attributed(scored.candidate.document)
    return f"{attribution[0].lower()}{attribution[1:]}: “{plain(scored.candidate.text)}”"


def _listed_below(scored: Scored, index: Index) -> tuple[Evidence, ...]:
    """The lines of the list that a sentence ending in a colon announces, as many as an answer can hold."""
    c = scored.candidate
    if not c.text.rstrip(" *").endswith(":"):
        return ()
    plan = layout(index, c.document.id)
    found: list[Evidence] = []
    words = len(c.text.split())
    for span in plan.sentences[c.number + 1 : c.number + 13]:
        line = c.document.text.rfind("\n", 0, span.start) + 1
        if not _BULLET.match(c.document.text[line : span.start + 1]):
            break
        words += len(c.document.text[span.start : span.end].split())
        if words > LONGEST_QUOTE:
            break
        passage = passage_at(index, c.document.id, span.start)
        found.append(Evidence(c.document, span.start, span.end, passage.id, passage.start, passage.end))
    return tuple(found)


_BULLET = re.compile(r"[ \t]*(?:[-•*–|]|\d{1,2}[.)]|\([a-z0-9]{1,3}\))")


def pick(choice: Choice, index: Index) -> list[Scored]:
    """The sentences that are quoted: the best, and the next one if it is likely enough to answer, too, and not the same again."""
    best = choice.ranked[0]
    twins = set(index.twins(best.candidate.document.id))
    for scored in choice.ranked[1:]:
        if scored.probability < judge().second:
            break
        again = scored.candidate.document.id in twins or plain(scored.candidate.text) == plain(best.candidate.text)
        if not again and len(f"{best.candidate.text} {scored.candidate.text}".split()) <= LONGEST_QUOTE:
            return [best, scored]
    return [best]
