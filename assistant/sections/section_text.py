"""The sections of the regulation as paragraphs that can be quoted: how each is cited, its title, its sentences."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.say.parts import Evidence, Part
from assistant.say.wording import clipped, plain
from assistant.sections.regulation import sentences_of
from index.search import Index
from index.types import DocumentInfo

MOST_SENTENCES = 3
MOST_WORDS = 108
"""Words of an answer on a section."""
ITEMS = 2
"""Items of an enumeration that are quoted with the sentence that opens it."""
LEAST = 8
"""A sentence of which fewer words would be left is not quoted."""
TITLE_WORDS = 25
"""A first sentence of no more words may be a title: the next one says what holds."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|may|must|shall|can|means?|includes?|applies|apply|has|have|do|does|requires?|identif\w+|prohibits?)\b"
)
_APPARATUS = re.compile(r", (?:history|Editorial Note|Effective Date Note|footnote)", re.I)
_TITLE = re.compile(r"^(?:\([A-Za-z0-9]{1,5}\)\s?)*(?P<title>[^.—]{3,140})[.—]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a section: how it is cited (`§ 744.11(b)`), its title, if it has one, and its sentences; of
    one that is only a title those of the first paragraph below it as well (`own` counts its own)."""

    cite: str
    title: str
    sentences: tuple[Evidence, ...]
    own: int

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(plain(e.quote) for e in self.sentences)


def paragraphs(index: Index, info: DocumentInfo, notes: bool = False) -> tuple[Paragraph, ...]:
    """The paragraphs of a section in order without notes and history, where there is anything else; or only these."""
    return _cut(index, index.generation, info.id, notes)


@functools.lru_cache(maxsize=64)
def _cut(index: Index, generation: int, document_id: str, notes: bool) -> tuple[Paragraph, ...]:
    """The paragraphs of a section in order without notes and history, where there is anything else; or only these."""
    groups: dict[str, list[Evidence]] = {}
    for heading, evidence in sentences_of(index, document_id):
        groups.setdefault(heading, []).append(evidence)
    kept = {h: e for h, e in groups.items() if bool(_APPARATUS.search(h)) is notes} or ({} if notes else groups)
    found = []
    order = list(kept)
    for number, heading in enumerate(order):
        sentences, own = kept[heading], len(kept[heading])
        title = _TITLE.match(plain(sentences[0].quote))
        below = order[number + 1] if number + 1 < len(order) else ""
        if len(sentences) == 1 and below.startswith(f"{heading}(") and len(sentences[0].quote.split()) <= TITLE_WORDS:
            sentences = [*sentences, *kept[below]]
        found.append(Paragraph(heading, title["title"] if title and "(" in heading else "", tuple(sentences), own))
    return tuple(found)


def leading(paragraph: Paragraph, built: re.Pattern[str] | None = None) -> tuple[Evidence, ...]:
    """The sentences that a paragraph is quoted with: its first, the next behind a title, and the one that is built as
    asked."""
    sentences = paragraph.sentences
    titles = next(
        (n for n, e in enumerate(sentences) if len(e.quote.split()) > TITLE_WORDS or not _is_title(e)), len(sentences)
    )
    shown = list(sentences[: min(titles + 1, MOST_SENTENCES)])
    stating = next((e for e in sentences if built and built.search(e.quote)), None)
    if stating is not None and not any(built and built.search(e.quote) for e in shown):
        shown.append(stating)
    return tuple(shown)


def _is_title(evidence: Evidence) -> bool:
    """Whether a sentence is the heading of a section or the title of a paragraph: it says nothing of anything."""
    span = evidence.document.title_span
    heading = span is not None and span.start <= evidence.start < span.end
    return heading or _VERB.search(plain(evidence.quote)) is None


def opening(every: Sequence[Paragraph], chosen: Paragraph) -> Evidence | None:
    """The sentence that opens an enumeration, for an item of it: the last of the paragraph above, if that ends with a
    colon."""
    above = chosen.cite[: chosen.cite.rfind("(")] if chosen.cite.endswith(")") else ""
    parent = next((p for p in every if p.cite == above), None)
    last = parent.sentences[parent.own - 1] if parent and chosen.cite != above else None
    return last if last is not None and re.search(r"[:—]\W*$", last.quote) else None


def with_items(every: Sequence[Paragraph], sentences: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The sentences, and where the last one opens an enumeration its first items."""
    if not re.search(r"[:—]\W*$", sentences[-1].quote):
        return sentences
    order = list(dict.fromkeys(e for p in every for e in p.sentences))
    at = order.index(sentences[-1]) if sentences[-1] in order else len(order)
    return (*sentences, *order[at + 1 : at + 1 + ITEMS])


def reads(info: DocumentInfo, paragraph: Paragraph, evidence: tuple[Evidence, ...], most: int = MOST_WORDS) -> Part:
    """The sentences of a paragraph as they read; the heading of the section is said, not quoted, where more follows
    it."""
    at = where(info, paragraph.cite)
    shown = evidence
    span = evidence[0].document.title_span
    if span and span.start <= evidence[0].start < span.end:
        heading = re.sub(
            r"^(?:§+ ?[\d.\-–]+[a-z]?|Supplement No\. \d+ to Part \d+ ?[—-])\s*",
            "",
            plain(evidence[0].quote),
            flags=re.I,
        )
        shown = evidence[1:]
        at = f"{at}, “{clipped(heading.rstrip('.'), 25)}”," if shown else at
        if not shown:
            return Part(f"{at} is headed “{clipped(heading, most)}”", evidence)
    return Part(f"{at} reads: “{quoted(shown, most - len(at.split()))}”", evidence)


def where(info: DocumentInfo, cite: str) -> str:
    """How an answer cites a paragraph: with the title of the Code, and of a supplement the part that it belongs to."""
    code = (info.title or "").partition(" CFR")[0]
    if cite.startswith("§"):
        return coded(code, cite.partition(",")[0])
    marks = re.search(r"(?:\([A-Za-z0-9]{1,5}\)){1,12}$", cite)
    return f"{(info.title or cite).partition(':')[0]}{marks.group() if marks else ''}"


def coded(title: str, cite: str) -> str:
    """A section with the title of the Code before it."""
    return f"{title} CFR {cite}" if title and cite.startswith("§") else cite


def quoted(evidence: Sequence[Evidence], most: int = MOST_WORDS) -> str:
    """Sentences as one quotation of at most so many words; a long one leaves most of them to the one behind it."""
    said: list[str] = []
    left = most
    for n, each in enumerate(evidence):
        words = plain(each.quote)
        last = n + 1 == len(evidence)
        room = left if last else min(left, max(left * 2 // 5, left - len(plain(evidence[n + 1].quote).split())))
        if room < LEAST and n:
            break
        said.append(clipped(words, room))
        left -= len(said[-1].split())
    return " ".join(said)


def title_part(index: Index, info: DocumentInfo, lead: str) -> Part:
    """What a section is called, from its heading."""
    document = index.document(info.id)
    span = document.title_span
    first = paragraphs(index, info)[0].sentences[0]
    evidence = (
        Evidence(document, span.start, span.end, first.passage_id, first.passage_start, first.passage_end)
        if span
        else first
    )
    return Part(f"{lead} {info.title}.", (evidence,))
