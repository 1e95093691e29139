"""Questions on a section of the regulation: answered with the section's own sentences, the paragraph asked for before
any other.

What is asked of it (what it prohibits, when a license is required, its criteria, what a term means) chooses among
its paragraphs. A section or paragraph that is not indexed is said not to be here, with the nearest.
"""

import re
from collections.abc import Sequence

from assistant.question.citing import Cited, cited_in
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.record_sentences import join
from assistant.say.parts import Findings
from assistant.sections.named_documents import of_document
from assistant.sections.regulation import sections
from assistant.sections.section_choice import choose, topic_of
from assistant.sections.section_find import general_order, made, which
from assistant.sections.section_text import MOST_SENTENCES, coded, opening, paragraphs, reads, title_part, with_items
from index.search import Index
from index.types import DocumentInfo

_RANGE = re.compile(r"§§ (\d+)\.(\d+)[-–](?:\d+\.)?(\d+)")
_APPENDIX = re.compile(r"\d+ CFR part (?P<part>\d+), (?P<kind>Supplement|Appendix) (?:No\. )?(?P<number>\w+)", re.I)
_HISTORY = re.compile(r"\b(?:last |first )?(?:amended|amendments?|revised|revisions?|history|promulgated)\b", re.I)


def answer(index: Index, question: Question, targets: Sequence[Target]) -> Findings | None:
    """What a cited section (or document) says of what is asked; None when nothing is cited, or somebody on a list is
    asked about."""
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
        found = of_document(index, question, cited, rest)
        return found if found is None or found.answered else made(index, cited) or found
    if not sections(index):
        return None
    if cited.what == "order":
        return general_order(index, cited)
    fits = _documents(index, cited)
    if len({_part_of(i) for i in fits}) > 1:
        parts = join(((i.title or "").partition(",")[0] for i in fits), "or")
        return Findings(answered=False, lead=f"Several parts have a {cited.said}: which is meant, that of {parts}?")
    return _from(index, rest, cited, fits[0]) if fits else _not_here(index, cited)


def _documents(index: Index, cited: Cited) -> list[DocumentInfo]:
    """The newest documents of the section or supplement that is cited; several where parts have one of that number."""
    return [
        info
        for info in sections(index)
        if _is(info, cited) and (not cited.title or (info.title or "").startswith(f"{cited.title} CFR "))
    ]


def _is(info: DocumentInfo, cited: Cited) -> bool:
    if cited.what == "section":
        span = _RANGE.match(info.part)
        part, _, number = cited.number.partition(".")
        inside = span and part == span[1] and number.isdigit() and int(span[2]) <= int(number) <= int(span[3])
        return info.part == f"§ {cited.number}" or bool(inside)
    where = _APPENDIX.match(info.title or "")
    kind = "appendix" if where and where["kind"].lower() == "appendix" else "supplement"
    return (
        where is not None
        and kind == cited.what
        and where["number"].lower() == cited.number.lower()
        and cited.part in ("", where["part"])
    )


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
    return Findings((title_part(index, near, "The nearest is"),), ("section",), answered=False, lead=lead)


def _part_of(info: DocumentInfo) -> str:
    found = re.search(r"§ (\d+)\.|CFR part (\d+)", info.title or "")
    return (found[1] or found[2]) if found else ""


def _order(info: DocumentInfo) -> float:
    found = re.search(r"\d+(?:\.\d+)?", info.part)
    return _order_of(found.group()) if found else 0.0


def _order_of(number: str) -> float:
    whole, _, behind = number.partition(".")
    digits = re.match(r"\d+", behind)
    return float(digits.group()) if digits else float(whole)


def _from(index: Index, rest: str, cited: Cited, info: DocumentInfo) -> Findings:
    """The sentences of a section that answer, with its number in front; `rest` is the question without what it cites."""
    code = (info.title or "").partition(" CFR")[0]
    every = paragraphs(index, info)
    base = every[0].cite.split("(")[0].split(",")[0]
    at = f"{base}{cited.path}"
    inside = [p for p in every if not cited.path or p.cite == at or p.cite.startswith((f"{at}(", f"{at},"))]
    if not inside:
        near = title_part(index, info, "The section is")
        return Findings(
            (near,),
            ("paragraph",),
            answered=False,
            lead=f"No source here has {coded(code, at)}: the section has no such paragraph.",
        )
    if _HISTORY.search(rest) and (history := paragraphs(index, info, notes=True)):
        return Findings((reads(info, history[0], history[0].sentences[:1]),))
    topic = topic_of(rest)
    chosen, sentences = choose(inside, topic, rest, cited)
    if not sentences:
        near = title_part(index, info, "The section is")
        return Findings((near,), ("paragraph",), answered=False, lead=f"{coded(code, at)} does not say that.")
    before = opening(every, chosen)
    if before is not None and before not in sentences:
        sentences = (before, *sentences)
    return Findings((reads(info, chosen, with_items(every, sentences[:MOST_SENTENCES])),))
