"""A document that a question names by its number, its page of the Federal Register, or the number of an executive
order."""

import re
from collections.abc import Iterator

from assistant.query import added_by
from assistant.query.records.pages import neighbouring_pages
from assistant.question.citing import Cited
from assistant.question.understand import Question
from assistant.question.words import stem
from assistant.records.snapshots import superseded
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from assistant.say.wording import attributed, clipped, plain
from assistant.sections.order_sections import named_section, section_number, section_sentences, without_section
from assistant.sections.section_choice import topic_of
from assistant.statements.candidates import layout, passage_at
from index.search import Index
from index.types import DocumentInfo
from sources.document import Document, Span
from sources.formats.presidential import is_presidential
from sources.us_dates import us_date

HEAD = 1500
"""Characters at the top of a document that say what it is."""
LEAST = 9
"""Words of a sentence that says something, not a heading or the line of a date."""
_ASKS = re.compile(
    r"^(?:so |and |but |please )*(?:what(?:['’]s)?\b|everything\b|all\b|show\b|quote\b|summari[sz]e\b|tell me\b|explain\b|describe\b|[\d-]+\b)",
    re.I,
)
"""Questions on a document itself, not on what it did to somebody."""


_IDLE = frozenset(
    map(
        stem,
        [
            "document",
            "notice",
            "rule",
            "change",
            "announce",
            "amend",
            "executive",
            "final",
            "federal",
            "register",
            "publish",
        ],
    )
)


_DOES = frozenset(
    map(
        stem,
        ("prohibit", "forbid", "require", "provide", "define", "order", "block", "direct", "cover", "contain", "state"),
    )
)
"""What a section is asked for as a whole: it is quoted, whatever it does."""


def of_document(index: Index, question: Question, cited: Cited, rest: str) -> Findings | None:
    """What the document says in its first sentences; what it added to the lists; that it is not here. None when the
    question (`rest` is what it says beside the number) asks for something else of it or only mentions it."""
    if cited.what == "executive order" and (ordered := _of_order(index, cited, rest)) is not None:
        return ordered
    section = section_number(rest) if cited.what == "executive order" else None
    about = topic_of(without_section(rest)) - _DOES if section else topic_of(rest)
    if not _ASKS.match(question.text) or about - _IDLE:
        return None
    for info in _of_that_name(index, cited):
        document = index.document(info.id)
        if section:
            return _section(index, document, cited, section)
        if said := _first_sentences(index, document):
            quote = " ".join(clipped(plain(e.quote), 60) for e in said)
            return Findings((Part(f"{attributed(document)}, {cited.said}: “{quote}”", said),))
    if cited.what == "page" and (added := added_by(index, cited.number, question.day)) is not None:
        return added
    if _spoken_of(index, cited):
        return None
    near = tuple(neighbouring_pages(index, cited.number)) if cited.what == "page" else ()
    return Findings(near, ("document",), answered=False, lead=f"No source here is {cited.said}, or speaks of it.")


def _of_order(index: Index, cited: Cited, rest: str) -> Findings | None:
    """What the order itself says of what is asked of it: its title, its day, what it prohibits, requires, defines."""
    if section_number(rest):
        return None
    for info in _of_that_name(index, cited):
        document = index.document(info.id)
        if (spans := named_section(index, document, rest)) is not None:
            if not spans:
                return None
            quote = " ".join(clipped(plain(document.quote(span)), 60) for span in spans)
            said = tuple(_evidence(index, document, span) for span in spans)
            return Findings((Part(f"{attributed(document)}, {cited.said}: “{quote}”", said),))
        if _TITLE.search(rest) or _PUBLISHED.search(rest):
            return _headed(index, document, cited, rest)
    if _PUBLISHED.search(rest) and not _spoken_of(index, cited):
        return Findings(missing=("document",), answered=False, lead=f"No source here is {cited.said}, or speaks of it.")
    return None


_TITLE = re.compile(r"\b(?:title|titled|called|name of|entitled)\b", re.I)
_PUBLISHED = re.compile(
    r"^\W*(?:on (?:which|what) (?:day|date)|when|what (?:is|was) the date|since when)\b.*\b(?:publish\w*|issued|signed|made|dated|date|come out|came out)\b",
    re.I,
)


_SIGNED = re.compile(
    r"^executive_order_number: (?P<number>\d+)$|^signing_date: (?P<day>[\d-]{10})$|"
    r"^[ \t*#]*Executive Order (?:No\. )?(?P<named>\d+)(?: of (?P<on>[A-Z][a-z]{2,8}\s\d{1,2}, \d{4}))?[ \t*]*$",
    re.M | re.I,
)
"""The line of an order's own number and day, and what the Federal Register's interface says of them."""


def _signed(text: str, cited: Cited) -> re.Match[str] | None:
    """Where a text says when it was signed, if it is the order that is cited by a line of its own."""
    own = is_presidential(text)  # a fact sheet may have the number for a heading
    found = [m for m in _SIGNED.finditer(text) if own or m["on"] or not m["named"]]
    if not any(cited.number in (m["number"], m["named"]) for m in found):
        return None
    return next((m for m in found if m["day"] or (m["on"] and m["named"] == cited.number)), found[0])


def _headed(index: Index, document: Document, cited: Cited, rest: str) -> Findings | None:
    """The title of the order, which may hold its day, the day on which it was signed, and the day on which it was
    published; None where only the latter is asked for and the document has no day but that of its signature."""
    span = document.title_span or document.published_span
    if not document.title or span is None:
        return None
    said, evidence = "", [_evidence(index, document, span)]
    signed = _signed(document.text, cited)
    day = us_date(signed["day"] or signed["on"] or "") if signed else None
    if signed and day and not span.start <= signed.start() < span.end:
        said = f", signed on {said_date(day)}"
        evidence.append(_evidence(index, document, Span(*signed.span("day" if signed["day"] else "on"))))
    if document.published and document.published != day:
        said += f", published on {said_date(document.published)}"
    elif re.search(r"\bpublish|\b(?:come|came) out\b", rest, re.I):
        return None
    if document.published_span and document.published_span != span:
        evidence.append(_evidence(index, document, document.published_span))
    own = "" if cited.number in document.title else f"{cited.said} is "
    where = attributed(document).removeprefix("According to ")
    return Findings((Part(f"{own}“{document.title}”{said} ({where}).", tuple(evidence)),))


def _section(index: Index, document: Document, cited: Cited, section: str) -> Findings:
    """What a section of an order says, or that the order has none of that number."""
    said = tuple(_evidence(index, document, span) for span in section_sentences(index, document, section))
    if not said:
        lead = f"{cited.said} has no section {section} in the sources here."
        return Findings(missing=("section",), answered=False, lead=lead)
    quote = " ".join(clipped(plain(e.quote), 60) for e in said)
    return Findings((Part(f"{attributed(document)}, {cited.said}, section {section}: “{quote}”", said),))


def _pattern(cited: Cited) -> re.Pattern[str]:
    """How a text writes what is cited."""
    match cited.what:
        case "page":
            volume, _, page = cited.number.partition(" FR ")
            return re.compile(rf"(?<!\d){volume}\s?(?:FR|F\.R\.|Fed\. ?Reg\.)\s?{page}(?!\d)")
        case "executive order":
            return re.compile(rf"\b(?:Executive Order|E\.?O\.?)\s?(?:No\. )?{cited.number}\b", re.I)
        case _:
            return re.compile(rf"(?<![\d-]){re.escape(cited.number)}(?!\d)")


def _of_that_name(index: Index, cited: Cited) -> Iterator[DocumentInfo]:
    """The documents that are what is cited: by their title, address or name, else by their first lines, the official
    ones first."""
    pattern, old = _pattern(cited), superseded(index, index.generation)
    infos = [i for i in index.documents() if not i.records and i.id not in old and i.kind != "regulation"]
    infos.sort(key=lambda i: (not i.official, i.id))
    named = [i for i in infos if any(pattern.search(w or "") for w in (i.title, i.url, i.path))]
    yield from named
    if cited.what == "executive order":
        yield from (i for i in infos if i not in named and i.official and _signed(index.document(i.id).text, cited))
        return  # a text that begins with the order that it stands on is not the order
    yield from (i for i in infos if i not in named and i.official and pattern.search(index.document(i.id).text[:HEAD]))


def _spoken_of(index: Index, cited: Cited) -> bool:
    pattern = _pattern(cited)
    return any(pattern.search(index.document(i.id).text) for i in index.documents() if i.kind != "regulation")


def _first_sentences(index: Index, document: Document) -> tuple[Evidence, ...]:
    """The first two sentences of a document that say something."""
    said = []
    for span in layout(index, document.id).sentences:
        quote = document.text[span.start : span.end]
        title = document.title_span
        if (
            (title and title.start <= span.start < title.end)
            or len(quote.split()) < LEAST
            or not re.search(r"[.:]\W*$", quote)
        ):
            continue
        said.append(_evidence(index, document, span))
        if len(said) == 2:
            break
    return tuple(said)


def _evidence(index: Index, document: Document, span: Span) -> Evidence:
    passage = passage_at(index, document.id, span.start)
    return Evidence(document, span.start, span.end, passage.id, passage.start, passage.end)
