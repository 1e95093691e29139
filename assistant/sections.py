"""Questions on a section of the regulation: answered with the section's own sentences, the paragraph asked for before any other.

What is asked of it (what it prohibits, when a license is required, its criteria, what a term means) chooses among its paragraphs by
their titles and sentences. A section or paragraph that is not indexed is said not to be here, with the nearest.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citing import Cited, cited_in
from assistant.concepts import STOPWORDS, stem
from assistant.named_documents import of_document
from assistant.parts import Evidence, Findings, Part
from assistant.question import Question
from assistant.records import join
from assistant.regulation import sections, sentences_of
from assistant.targets import Target
from assistant.wording import clipped, plain
from index.search import Index
from index.types import DocumentInfo

MOST_SENTENCES = 3
MOST_WORDS = 125
"""Words of a section that are quoted."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a section: how it is cited (`§ 744.11(b)`), its title, if it has one, and its sentences; of one that is
    only a title those of the first paragraph below it as well (`own` counts its own)."""

    cite: str
    title: str
    sentences: tuple[Evidence, ...]
    own: int

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(plain(e.quote) for e in self.sentences)


_APPARATUS = re.compile(r", (?:history|Editorial Note|Effective Date Note|footnote)", re.I)
_TITLE = re.compile(r"^(?:\([A-Za-z0-9]{1,5}\)\s?)*(?P<title>[^.—]{3,140})[.—]")


def answer(index: Index, question: Question, targets: Sequence[Target]) -> Findings | None:
    """What a cited section (or document) says of what is asked; None when nothing is cited, or somebody on a list is asked about."""
    cited = cited_in(question.text)
    listed = [t for t in targets if t.records and not _inside(t.asked, cited, question.text)]
    if any(t.matches for t in listed) or (listed and cited):
        return None
    if not cited:
        found = which(index, question)
        return found if found is None or found.answered or not listed else None
    rest = question.text
    for one in reversed(cited):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    told = [_of(index, question, one, rest) for one in cited[-2:]]
    known = [f for f in told if f is not None]
    if not known:
        return None
    if len(known) == 1 or not all(f.answered for f in known):
        return next((f for f in known if f.answered), known[0])
    return Findings(tuple(p for f in known for p in f.parts[:1]))


def _inside(name: str, cited: Sequence[Cited], text: str) -> bool:
    at = text.find(name)
    return any(c.start <= at < c.end for c in cited)


def _of(index: Index, question: Question, cited: Cited, rest: str) -> Findings | None:
    if cited.what in ("page", "number", "executive order"):
        found = of_document(index, question, cited)
        return found if found is None or found.answered else _made(index, cited) or found
    if not sections(index):
        return None
    if cited.what == "order":
        return _general_order(index, cited)
    info = _document(index, cited)
    if info is None:
        return _not_here(index, cited)
    return _from(index, rest, cited, info)


# ------------------------------------------------------------------ finding the section


def _document(index: Index, cited: Cited) -> DocumentInfo | None:
    """The newest document of the section or supplement that is cited."""
    fits = [
        i
        for i in sections(index)
        if _is(i, cited) and (not cited.title or (i.title or "").startswith(f"{cited.title} CFR "))
    ]
    return min(fits, key=lambda i: (i.part.endswith("notes") and cited.what == "section", i.id)) if fits else None


_RANGE = re.compile(r"§§ (\d+)\.(\d+)[-–](?:\d+\.)?(\d+)")


def _is(info: DocumentInfo, cited: Cited) -> bool:
    if cited.what == "section":
        span = _RANGE.match(info.part)
        part, _, number = cited.number.partition(".")
        inside = span and part == span[1] and number.isdigit() and int(span[2]) <= int(number) <= int(span[3])
        return info.part == f"§ {cited.number}" or bool(inside)
    where = re.match(r"\d+ CFR part (?P<part>\d+), Supplement No\. (?P<number>\d+)\b", info.title or "")
    return bool(where) and where["number"] == cited.number and cited.part in ("", where["part"])


def _not_here(index: Index, cited: Cited) -> Findings:
    """That a section is not indexed, with the nearest of its part, or which parts are."""
    lead = f"No source here has {cited.said}."
    part = cited.number.partition(".")[0] if cited.what == "section" else cited.part
    alike = [i for i in sections(index) if _part_of(i) == part and (cited.what == "section") == i.part.startswith("§")]
    alike = [i for i in alike if not cited.title or (i.title or "").startswith(f"{cited.title} CFR ")]
    if not alike:
        parts = sorted(
            {f"{(i.title or '').partition(' CFR')[0]} CFR part {p}" for i in sections(index) if (p := _part_of(i))}
        )
        return Findings(
            missing=("section",),
            answered=False,
            lead=f"{lead} Of the regulations it has {join(parts[:6])}." if parts else lead,
        )
    near = min(alike, key=lambda i: abs(_order(i) - _order_of(cited.number)))
    return Findings((_title_part(index, near, "The nearest is"),), ("section",), answered=False, lead=lead)


def _part_of(info: DocumentInfo) -> str:
    found = re.search(r"§+ (\d+)\.|CFR part (\d+)", info.title or "")
    return (found[1] or found[2]) if found else ""


def _order(info: DocumentInfo) -> float:
    found = re.search(r"\d+(?:\.\d+)?", info.part)
    return _order_of(found.group()) if found else 0.0


def _order_of(number: str) -> float:
    whole, _, behind = number.partition(".")
    digits = re.match(r"\d+", behind)
    return float(digits.group()) if digits else float(whole)


def _title_part(index: Index, info: DocumentInfo, lead: str) -> Part:
    document = index.document(info.id)
    span = document.title_span
    first = _paragraphs(index, info)[0].sentences[0]
    evidence = (
        Evidence(document, span.start, span.end, first.passage_id, first.passage_start, first.passage_end)
        if span
        else first
    )
    return Part(f"{lead} {info.title}.", (evidence,))


# ------------------------------------------------------------------ what it says


def _paragraphs(index: Index, info: DocumentInfo, notes: bool = False) -> tuple[Paragraph, ...]:
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


def _from(index: Index, rest: str, cited: Cited, info: DocumentInfo) -> Findings:
    """The sentences of a section that answer, with its number in front; `rest` is the question without what it cites."""
    code = (info.title or "").partition(" CFR")[0]
    every = _paragraphs(index, info)
    base = every[0].cite.split("(")[0].split(",")[0]
    at = f"{base}{cited.path}"
    inside = [p for p in every if not cited.path or p.cite == at or p.cite.startswith((f"{at}(", f"{at},"))]
    if not inside:
        near = _title_part(index, info, "The section is")
        return Findings(
            (near,),
            ("paragraph",),
            answered=False,
            lead=f"No source here has {_coded(code, at)}: the section has no such paragraph.",
        )
    if _HISTORY.search(rest) and (history := _paragraphs(index, info, notes=True)):
        return Findings((_reads(info, history[0], history[0].sentences[:1]),))
    topic = topic_of(rest)
    chosen, sentences = choose(inside, topic, rest, cited)
    if not sentences:
        near = _title_part(index, info, "The section is")
        return Findings((near,), ("paragraph",), answered=False, lead=f"{_coded(code, at)} does not say that.")
    before = _opening(every, chosen)
    if before is not None and before not in sentences:
        sentences = (before, *sentences)
    return Findings((_reads(info, chosen, _with_items(every, sentences[:MOST_SENTENCES])),))


def _with_items(every: Sequence[Paragraph], sentences: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The sentences, and where the last one opens an enumeration its first items."""
    if not re.search(r"[:—]\W*$", sentences[-1].quote):
        return sentences
    order = list(dict.fromkeys(e for p in every for e in p.sentences))
    at = order.index(sentences[-1]) if sentences[-1] in order else len(order)
    return (*sentences, *order[at + 1 : at + 1 + ITEMS])


ITEMS = 2
"""Items of an enumeration that are quoted with the sentence that opens it."""


_HISTORY = re.compile(r"\b(?:last |first )?(?:amended|amendments?|revised|revisions?|history|promulgated)\b", re.I)


def _reads(info: DocumentInfo, paragraph: Paragraph, evidence: tuple[Evidence, ...], most: int = MOST_WORDS) -> Part:
    """The sentences of a paragraph as they read; the heading of the section is said, not quoted, where more follows it."""
    where = _where(info, paragraph.cite)
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
        where = f"{where}, “{clipped(heading.rstrip('.'), 40)}”," if shown else where
        if not shown:
            return Part(f"{where} is headed “{clipped(heading, most)}”", evidence)
    return Part(f"{where} reads: “{quoted(shown, most)}”", evidence)


def _where(info: DocumentInfo, cite: str) -> str:
    """How an answer cites a paragraph: with the title of the Code, and of a supplement the part that it belongs to."""
    code = (info.title or "").partition(" CFR")[0]
    if cite.startswith("§"):
        return _coded(code, cite.partition(",")[0])
    marks = re.search(r"(?:\([A-Za-z0-9]{1,5}\))+$", cite)
    return f"{(info.title or cite).partition(':')[0]}{marks.group() if marks else ''}"


def quoted(evidence: Sequence[Evidence], most: int = MOST_WORDS) -> str:
    """Sentences as one quotation of at most so many words; a long one leaves half of them to those behind it."""
    said: list[str] = []
    left = most
    for n, each in enumerate(evidence):
        words = plain(each.quote)
        room = (
            left
            if n + 1 == len(evidence)
            else min(left, max(left // 2, left - len(plain(evidence[n + 1].quote).split())))
        )
        if room < LEAST and n:
            break
        said.append(clipped(words, room))
        left -= len(said[-1].split())
    return " ".join(said)


LEAST = 8
"""A sentence of which fewer words would be left is not quoted."""


def _coded(title: str, cite: str) -> str:
    return f"{title} CFR {cite}" if title and cite.startswith("§") else cite


def _opening(every: Sequence[Paragraph], chosen: Paragraph) -> Evidence | None:
    """The sentence that opens an enumeration, for an item of it: the last of the paragraph above, if that ends with a colon."""
    above = chosen.cite[: chosen.cite.rfind("(")] if chosen.cite.endswith(")") else ""
    parent = next((p for p in every if p.cite == above), None)
    last = parent.sentences[parent.own - 1] if parent and chosen.cite != above else None
    return last if last is not None and re.search(r"[:—]\W*$", last.quote) else None


_IDLE = frozenset(map(stem, (
    ["section", "sections", "paragraph", "paragraphs", "part", "supplement", "appendix", "order", "say", "says", "said", "state", "states", "contain", "contains", "cover", "covers", "covered", "covering", "everything", "quote", "text", "read", "reads", "provide", "provides", "rule", "rules", "regulation", "regulations", "regulate", "regulates", "ear", "cfr", "deal", "deals", "dealing", "concern", "concerns", "govern", "governs", "set", "sets", "list", "lists", "define", "defines", "defined", "definition", "mean", "means", "meaning", "term", "describe", "describes", "content", "contents", "according", "note", "item", "items", "general", "specific", "require", "requires", "required", "requirement", "requirements", "need", "needed", "license", "licenses", "licence", "apply", "applies", "notices", "rules", "long", "words", "exactly", "find", "where", "summarize", "summarise", "summary", "explain", "happen", "happens", "differ", "difference", "differences", "compare", "between", "under"]
)))  # fmt: skip
"""Words that ask of a section, and tell nothing of what is asked."""


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


_ASPECTS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.I), re.compile(title, re.I), re.compile(body, re.I | re.S))
    for asked, title, body in (
        (r"\bprohibit|\bforbid|\bforbidden|\bban(?:s|ned)?\b|\bbar(?:s|red)?\b|\brestrict(?!ions on)|\bnot allowed|\bmay (?:one|i|we) not",
         r"prohibition|requirement|restriction", r"\bmay not\b|\bprohibit|\bwill deny\b|\bwithout a license\b"),
        (r"\bexceptions?\b", r"\bexceptions?\b|\bexclusions?\b", r"\blicense exceptions?\b|\bexception\b"),
        (r"\breview (?:polic|standard)|\bpolic(?:y|ies)\b|\bapplications? .*reviewed", r"\breview\b|\bpolicy\b",
         r"\bpresumption of\b|\bcase-by-case\b|\bwill be reviewed\b|\bpolicy of\b"),
        (r"\bcriteri", r"\bcriteri", r"\bcriteri"),
        (r"\bwhen\b.*\blicen[cs]e\b|\blicen[cs]e requirement|\blicen[cs]e (?:is )?required|\brequire", r"\brequirement|\bprohibition",
         r"\blicense is required\b|\bmay not\b.*\bwithout\b|\bmust\b"),
    )
)  # fmt: skip
"""What may be asked of a section, how paragraphs are titled that say it, and how sentences are built that do."""

_DEFINES = re.compile(r"\bdefin|\bmean(?:s|ing)?\b|^what (?:is|are) (?:an? |the )?['‘“\"]", re.I)
_MEANS = re.compile(r"\bmeans?\b|\bis defined\b|\binclud", re.I)
_AMOUNT = re.compile(r"\bhow (?:many|much|long|often)\b", re.I)


def choose(
    paragraphs: Sequence[Paragraph], topic: frozenset[str], text: str, cited: Cited
) -> tuple[Paragraph, tuple[Evidence, ...]]:
    """The paragraph that says what is asked, with the sentences to quote; none where no paragraph speaks of it."""
    first = paragraphs[0]
    if _DEFINES.search(text) and topic:
        defining = [p for p in paragraphs if (s := _defining(p, topic))]
        deepest = max(defining, key=lambda p: p.cite.count("("), default=first)
        return deepest, _defining(deepest, topic)
    aspect = next(((t, b) for asked, t, b in _ASPECTS if asked.search(text)), None)
    if aspect and not _AMOUNT.search(text):
        titled, built = aspect
        rest = frozenset(s for s in topic if not titled.search(s) and not _ASKS.search(s))
        fits = [p for p in paragraphs if titled.search(p.title)] or [p for p in paragraphs if built.search(p.text)]
        fits = [p for p in fits if len(rest & _stems(p.text)) >= ENOUGH * len(rest)] or (fits if cited.path else [])
        if fits:
            return fits[0], _leading(fits[0], built)
        if cited.path:
            return first, _leading(first)
    if not topic or (cited.path and not _AMOUNT.search(text)):
        whole = paragraphs[1] if len(paragraphs) > 1 and len(first.sentences) == 1 and not cited.path else None
        return first, (*_leading(first), *(_leading(whole) if whole else ()))

    def tells(p: Paragraph) -> tuple[bool, int, int]:
        met = len(topic & _stems(p.text))
        return met >= ENOUGH * len(topic), len(topic & _stems(p.title)), met

    spoken = max(paragraphs, key=tells)
    if not tells(spoken)[0] or (_AMOUNT.search(text) and not re.search(r"\d", spoken.text)):
        return first, ()
    best = max(spoken.sentences, key=lambda e: len(topic & _stems(plain(e.quote))))
    return spoken, tuple(dict.fromkeys((*_leading(spoken), best)))


ENOUGH = 0.75
"""So much of what a question speaks of has to stand in a paragraph that is to answer it."""

_ASKS = re.compile(
    r"^(?:prohibit|forbid|forbidden|restrict|ban|bar|allow|except|polici|polic|review|standard|criteria|criterion|availabl|avail|under|when|make|reson|revis)"
)


def _defining(paragraph: Paragraph, topic: frozenset[str]) -> tuple[Evidence, ...]:
    for evidence in paragraph.sentences:
        quote = plain(evidence.quote)
        means = _MEANS.search(quote)
        if means and topic <= _stems(quote[: means.start()]):
            return (evidence,)
    return ()


def _leading(paragraph: Paragraph, built: re.Pattern[str] | None = None) -> tuple[Evidence, ...]:
    """The sentences that a paragraph is quoted with: its first, the next behind a title, and the one that is built as asked."""
    sentences = paragraph.sentences
    titles = next(
        (n for n, e in enumerate(sentences) if len(e.quote.split()) > TITLE_WORDS or not _is_title(e)), len(sentences)
    )
    shown = list(sentences[: min(titles + 1, MOST_SENTENCES)])
    stating = next((e for e in sentences if built and built.search(e.quote)), None)
    if stating is not None and not any(built and built.search(e.quote) for e in shown):
        shown.append(stating)
    return tuple(shown)


TITLE_WORDS = 25
"""A first sentence of no more words may be a title: the next one says what holds."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|may|must|shall|can|means?|includes?|applies|apply|has|have|do|does|requires?|identif\w+|prohibits?)\b"
)


def _is_title(evidence: Evidence) -> bool:
    """Whether a sentence is the heading of a section or the title of a paragraph: it says nothing of anything."""
    span = evidence.document.title_span
    heading = span is not None and span.start <= evidence.start < span.end
    return heading or _VERB.search(plain(evidence.quote)) is None


@functools.lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return topic_of(text) | frozenset(stem(w) for w in re.findall(r"[^\W_]+", text.lower()))


# ------------------------------------------------------------------ general orders


def _general_order(index: Index, cited: Cited) -> Findings:
    """The paragraph of the regulations that is this general order."""
    named = re.compile(rf"\bGeneral Order No\. ?{cited.number}\b", re.I)
    for info in sections(index):
        for paragraph in _paragraphs(index, info):
            for n, evidence in enumerate(paragraph.sentences):
                at = named.search(plain(evidence.quote))
                if at and at.start() <= 8:
                    return Findings((_reads(info, paragraph, paragraph.sentences[n : n + 2]),))
    return Findings(missing=("section",), answered=False, lead=f"No source here has {cited.said}.")


def _made(index: Index, cited: Cited) -> Findings | None:
    """The sections whose history names this page of the Federal Register."""
    written = re.compile(rf"(?<!\d){re.escape(cited.number)}(?!\d)")
    parts = [
        _reads(info, paragraph, (evidence,), 60)
        for info in sections(index)
        for paragraph in _paragraphs(index, info, notes=True)
        for evidence in paragraph.sentences
        if ", history" in paragraph.cite and written.search(plain(evidence.quote))
    ]
    return Findings(tuple(parts[:MOST_SECTIONS])) if parts else None


# ------------------------------------------------------------------ which section


_WHICH = re.compile(
    r"^(?:so |and |but )?(?:in |under )?(?:which|what) (?:section|provision|paragraph|supplement|part of the (?:ear|regulations?))s?\b.*|"
    r"^(?:so |and |but )?where (?:in the (?:ear|regulations?) )?(?:is|are) (?:the )?(?:licen[cs]e requirement|rule|restriction|prohibition|definition|criteria|policy)\b.*", re.I)  # fmt: skip
MOST_SECTIONS = 3


def which(index: Index, question: Question) -> Findings | None:
    """Which section speaks of something: one whose title has all the words, else one with a paragraph that is about them."""
    if not _WHICH.match(question.text) or not sections(index):
        return None
    topic = topic_of(question.text)
    if not topic:
        return None
    ranked: list[tuple[int, int, Paragraph, DocumentInfo]] = []
    for number, info in enumerate(sections(index)):
        if _named_by(info, topic):
            ranked.append((0, number, _paragraphs(index, info)[0], info))
            continue
        best = min(((_rank(p, topic), p) for p in _paragraphs(index, info)), key=lambda r: r[0], default=None)
        if best is not None and best[0] < _NONE:
            ranked.append((best[0], number, best[1], info))
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
    return Findings(tuple(_shown(r[2], r[3]) for r in best[:MOST_SECTIONS]))


_NONE = 9


def _named_by(info: DocumentInfo, topic: frozenset[str]) -> bool:
    return topic <= _stems(info.title or "")


def _rank(paragraph: Paragraph, topic: frozenset[str]) -> int:
    """How surely a paragraph is about something: its title, its leading sentences, one of its sentences."""
    if topic <= _stems(paragraph.title):
        return 1
    lead = " ".join(plain(e.quote) for e in paragraph.sentences[:2])
    if topic <= _stems(lead):
        return 2
    return 3 if any(topic <= _stems(plain(e.quote)) for e in paragraph.sentences) else _NONE


def _shown(paragraph: Paragraph, info: DocumentInfo) -> Part:
    return _reads(info, paragraph, _leading(paragraph), 45)
