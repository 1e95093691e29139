"""Which paragraph of a section says what a question asks of it: by its title, by how its sentences are built, by its
words."""

import functools
import re
from collections.abc import Sequence

from assistant.question.citing import Cited
from assistant.question.fact_request import words_of
from assistant.question.words import STOPWORDS, stem
from assistant.say.parts import Evidence
from assistant.say.wording import plain
from assistant.sections.section_text import Paragraph, leading

_IDLE = frozenset(map(stem, words_of("of_section")))
"""Words that ask of a section, and tell nothing of what is asked."""

_ASPECTS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.I), re.compile(title, re.I), re.compile(body, re.I | re.S))
    for asked, title, body in (
        (r"\bprohibit|\bforbid|\bforbidden|\bban(?:s|ned)?\b|\bbar(?:s|red)?\b|\brestrict(?!ions on)|\bnot allowed|\bmay (?:one|i|we) not",
         r"prohibition|requirement|restriction", r"\bmay not\b|\bprohibit|\bwill deny\b|\bwithout a license\b"),
        (r"\bexceptions?\b", r"\bexceptions?\b|\bexclusions?\b", r"\blicense exceptions?\b|\bexception\b"),
        (r"\breview (?:polic|standard)|\bpolic(?:y|ies)\b|\bapplications? .{0,300}reviewed", r"\breview\b|\bpolicy\b",
         r"\bpresumption of\b|\bcase-by-case\b|\bwill be reviewed\b|\bpolicy of\b"),
        (r"\bcriteri", r"\bcriteri", r"\bcriteri"),
        (r"\bwhen\b.{0,300}\blicen[cs]e\b|\blicen[cs]e requirement|\blicen[cs]e (?:is )?required|\brequire", r"\brequirement|\bprohibition",
         r"\blicense is required\b|\bmay not\b.{0,600}\bwithout\b|\bmust\b"),
    )
)  # fmt: skip
"""What may be asked of a section, how paragraphs are titled that say it, and how sentences are built that do."""
_DEFINES = re.compile(r"\bdefin|\bmean(?:s|ing)?\b|^what (?:is|are) (?:an? |the )?['‘“\"]", re.I)
_MEANS = re.compile(r"\bmeans?\b|\bis defined\b|\binclud", re.I)
_AMOUNT = re.compile(r"\bhow (?:many|much|long|often)\b", re.I)
ENOUGH = 0.75
"""So much of what a question speaks of has to stand in a paragraph that is to answer it."""
_ASKS = re.compile(rf"^(?:{'|'.join(words_of('aspect'))})")
"""Stems of the words that ask for an aspect."""


def topic_of(text: str) -> frozenset[str]:
    """The stems of what a question speaks of beside the section and the words that every such question has."""
    words = re.findall(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?", text.lower().replace("u.s.", "us"))
    stems = {
        stem(part)
        for w in words
        for part in re.split(r"[-'’]", w.rstrip("."))
        if part not in STOPWORDS and len(part) > 1
    }
    return frozenset(stems - _IDLE)


@functools.lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of a text, all of them."""
    return topic_of(text) | frozenset(stem(w) for w in re.findall(r"[^\W_]+", text.lower()))


def choose(
    paragraphs: Sequence[Paragraph], topic: frozenset[str], text: str, cited: Cited
) -> tuple[Paragraph, tuple[Evidence, ...]]:
    """The paragraph that says what is asked, with the sentences to quote; none where no paragraph speaks of it."""
    first = paragraphs[0]
    if _DEFINES.search(text) and topic:
        defining = [p for p in paragraphs if _defining(p, topic)]
        deepest = max(defining, key=lambda p: p.cite.count("("), default=first)
        return deepest, _defining(deepest, topic)
    aspect = next(((t, b) for asked, t, b in _ASPECTS if asked.search(text)), None)
    if aspect and not _AMOUNT.search(text):
        titled, built = aspect
        rest = frozenset(s for s in topic if not titled.search(s) and not _ASKS.search(s))
        fits = [p for p in paragraphs if titled.search(p.title)] or [p for p in paragraphs if built.search(p.text)]
        fits = [p for p in fits if len(rest & stems(p.text)) >= ENOUGH * len(rest)] or (fits if cited.path else [])
        if fits:
            return fits[0], leading(fits[0], built)
        if cited.path:
            return first, leading(first)
    whole = frozenset().union(*(stems(p.text) for p in paragraphs))
    if not topic or (cited.path and not _AMOUNT.search(text) and len(topic & whole) >= 0.5 * len(topic)):
        return first, leading(first)

    def tells(p: Paragraph) -> tuple[bool, int, int]:
        met = len(topic & stems(p.text))
        return met >= ENOUGH * len(topic), len(topic & stems(p.title)), met

    spoken = max(paragraphs, key=tells)
    if not tells(spoken)[0] or (_AMOUNT.search(text) and not re.search(r"\d", spoken.text)):
        return first, ()
    best = max(spoken.sentences, key=lambda e: len(topic & stems(plain(e.quote))))
    return spoken, tuple(dict.fromkeys((*leading(spoken), best)))


def _defining(paragraph: Paragraph, topic: frozenset[str]) -> tuple[Evidence, ...]:
    for evidence in paragraph.sentences:
        quote = plain(evidence.quote)
        means = _MEANS.search(quote)
        if means and topic <= stems(quote[: means.start()]):
            return (evidence,)
    return ()
