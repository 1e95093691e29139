"""Which section speaks of something, which paragraph is a general order, which sections a page of the Federal
Register made."""

import re

from assistant.question.citing import Cited
from assistant.question.understand import Question
from assistant.say.parts import Findings, Part
from assistant.say.wording import plain
from assistant.sections.regulation import sections
from assistant.sections.section_choice import stems, topic_of
from assistant.sections.section_text import MOST_WORDS, Paragraph, leading, paragraphs, reads
from index.search import Index
from index.types import DocumentInfo

_WHICH = re.compile(
    r"^(?:so |and |but )?(?:in |under )?(?:which|what) (?:section|provision|paragraph|supplement|part of the (?:ear|regulations?))s?\b",
    re.I,
)
_WHERE = re.compile(
    r"^(?:so |and |but )?where (?:in the \w+ )?(?:is|are) (?:the )?(?:licen[cs]e requirement|rule|restriction|prohibition|definition)s?\b",
    re.I,
)
_COVERS = re.compile(
    r"\b(?:covers?|deals? with|is about|regulates?|governs?|concerns?|sets?|speaks? of|contains?|appl(?:y|ies) to|address(?:es)?)\b",
    re.I,
)
"""What is asked of a section by its subject alone."""
MOST_SECTIONS = 3
_SPOKEN, _NONE = 3, 9
"""Ranks: some sentence speaks of it; nothing does."""


def which(index: Index, question: Question) -> Findings | None:
    """Which section speaks of something: one whose title has all the words, else one with a paragraph that is about
    them."""
    if not (_WHICH.match(question.text) or _WHERE.match(question.text)) or not sections(index):
        return None
    topic = topic_of(question.text)
    if not topic:
        return None
    ranked: list[tuple[int, int, Paragraph, DocumentInfo]] = []
    for number, info in enumerate(sections(index)):
        if _named_by(info, topic):
            ranked.append((0, number, paragraphs(index, info)[0], info))
            continue
        rank, nearest = min(((_rank(p, topic), p) for p in paragraphs(index, info)), key=lambda r: r[0])
        if rank < _NONE:
            ranked.append((rank, number, nearest, info))
    if not ranked and (question.mentions or not _COVERS.search(question.text)):
        return None  # of a party, or of an act: reports may say
    if not ranked:
        said = re.sub(
            r"^.*?\b(?:covers?|deals? with|about|regulates?|governs?|concerns?|sets?|for|defines?)\b ",
            "",
            question.text,
        ).rstrip(" ?")
        return Findings(
            missing=("section",), answered=False, lead=f"No section of the regulations here speaks of {said}."
        )
    ranked.sort(key=lambda r: r[:2])
    best = [r for r in ranked if r[0] == ranked[0][0]]
    best = best[:MOST_SECTIONS]
    return Findings(tuple(_shown(r[0], r[2], r[3], topic, MOST_WORDS // len(best)) for r in best))


def _named_by(info: DocumentInfo, topic: frozenset[str]) -> bool:
    return topic <= stems(info.title or "")


def _rank(paragraph: Paragraph, topic: frozenset[str]) -> int:
    """How surely a paragraph is about something: its title, its leading sentences, one of its sentences; a single
    word that some sentence has tells nothing."""
    if topic <= stems(paragraph.title):
        return 1
    if topic <= stems(" ".join(plain(e.quote) for e in paragraph.sentences[:2])):
        return 2
    return _SPOKEN if len(topic) > 1 and any(topic <= stems(plain(e.quote)) for e in paragraph.sentences) else _NONE


def _shown(rank: int, paragraph: Paragraph, info: DocumentInfo, topic: frozenset[str], most: int) -> Part:
    """What a paragraph is quoted with: how it begins, or the sentence that speaks of it."""
    spoken = tuple(e for e in paragraph.sentences if topic <= stems(plain(e.quote)))[:1]
    return reads(info, paragraph, spoken if rank == _SPOKEN else leading(paragraph), most)


def general_order(index: Index, cited: Cited) -> Findings:
    """The paragraph of the regulations that is this general order."""
    named = re.compile(rf"\bGeneral Order No\. ?{cited.number}\b", re.I)
    for info in sections(index):
        for paragraph in paragraphs(index, info):
            for n, evidence in enumerate(paragraph.sentences):
                at = named.search(plain(evidence.quote))
                if at and at.start() <= 8:
                    return Findings((reads(info, paragraph, paragraph.sentences[n : n + 2]),))
    return Findings(missing=("section",), answered=False, lead=f"No source here has {cited.said}.")


def made(index: Index, cited: Cited) -> Findings | None:
    """The sections whose history names this page of the Federal Register."""
    written = re.compile(rf"(?<!\d){re.escape(cited.number)}(?!\d)")
    parts = [
        reads(info, paragraph, (evidence,), MOST_WORDS // MOST_SECTIONS)
        for info in sections(index)
        for paragraph in paragraphs(index, info, notes=True)
        for evidence in paragraph.sentences
        if ", history" in paragraph.cite and written.search(plain(evidence.quote))
    ]
    return Findings(tuple(parts[:MOST_SECTIONS])) if parts else None
