"""Hits and answers of a case as HTML: every claim leads to its quotations, every quotation to its source."""

from collections.abc import Iterable, Iterator, Mapping

from assistant.answer import Answer, Citation
from assistant.cases.model import Basis
from assistant.screening.customers.party import ScreeningHit
from ui.describe import title_of
from ui.marks import parts
from ui.safe import escaped, one_line
from ui.screening.report import clearing

Places = Mapping[str, int]
"""The numbers of documents among the sources, by id."""


def hits(number: int, basis: Basis, places: Places) -> str:
    """The listed parties that were found, with how, since when and why, and their quotations."""
    made = [line for n, hit in enumerate(basis.hits, 1) for line in _hit(f"b{number}h{n}", number, hit, places)]
    if basis.more:
        made.append(f"<p class=meta>and {basis.more} more listed rows</p>")
    return "\n".join(made) or "<p>No listed name is like this one.</p>"


def answers(number: int, basis: Basis, places: Places) -> str:
    """The questions with their answers and quotations."""
    return "\n".join(
        line for n, answer in enumerate(basis.answers, 1) for line in _answer(f"b{number}a{n}", number, answer, places)
    )


def _hit(key: str, number: int, hit: ScreeningHit, places: Places) -> Iterator[str]:
    every = [citation.number for citation in hit.citations]
    yield f"<article><h4>{escaped(one_line(hit.entity))} <span class=d>{escaped(hit.decision)}</span> <span class=n>{hit.score:.3f}</span></h4>"
    yield _claim(f"Matched by “{escaped(one_line(hit.matched))}”: {escaped(one_line(hit.how))}", key, every[:1])
    for fact in hit.facts:
        said = f"{fact.fact} {fact.verdict}: {fact.asked} / {fact.listed}"
        yield _claim(escaped(one_line(said)), key, fact.citations or every)
    yield _claim(escaped(one_line(hit.line)), key, every)
    if clearing(hit):
        yield f"<p><b>{escaped(one_line(clearing(hit)))}</b></p>"
    yield from _citations(key, number, hit.citations, places)
    yield f"<p class=meta>{escaped(hit.authority)}, record {escaped(hit.record)}, state {escaped(hit.state)}</p></article>"


def _answer(key: str, number: int, answer: Answer, places: Places) -> Iterator[str]:
    state = "answered" if answer.answered else "not in the sources"
    yield f'<article class="{"answered" if answer.answered else "declined"}"><h4>{escaped(one_line(answer.question))}</h4>'
    yield f"<p class=meta>{escaped(answer.kind)}, {state}, index generation {answer.generation}</p>"
    yield from _said(key, answer)
    if answer.missing:
        yield f"<p>Not stated in these sources: {escaped(', '.join(answer.missing))}.</p>"
    for difference in answer.disagreements:
        for position in difference.positions:
            official = " (official)" if position.official else ""
            said = f"Sources differ on the {difference.slot}: {position.value}{official}"
            yield _claim(escaped(one_line(said)), key, [position.citation])
    yield from _citations(key, number, answer.citations, places)
    yield "</article>"


def _said(key: str, answer: Answer) -> Iterator[str]:
    """The text of an answer, a paragraph for each stretch that ends with its marks."""
    text, marks = "", list[int]()
    for part in parts(answer):
        if part.citation:
            marks.append(part.citation)
            continue
        if marks and part.text.strip():
            yield _claim(text, key, marks)
            text, marks = "", []
        text += escaped(part.text.strip()).replace("\n", "<br>")
    if marks:
        yield _claim(text, key, marks)
    elif text:
        yield f"<p>{text}</p>"


def _claim(said: str, key: str, numbers: Iterable[int]) -> str:
    links = " ".join(f'<a class=n href="#{key}c{n}">[{n}]</a>' for n in dict.fromkeys(numbers))
    return f"<p class=claim>{said} {links}</p>"


def _citations(key: str, number: int, citations: Iterable[Citation], places: Places) -> Iterator[str]:
    yield "<ol class=citations>"
    for citation in citations:
        document, place = citation.document, places[citation.document.id]
        yield (
            f'<li id="{key}c{citation.number}" value="{citation.number}"><blockquote>{escaped(citation.quote)}</blockquote><p class=meta>'
            f'<a href="#b{number}s{place}">source {place}</a>: {escaped(title_of(document))}, characters {citation.start}–{citation.end}</p>'
        )
        for also in citation.also:
            yield f"<p class=meta>The same words also in: {escaped(title_of(also))} ({escaped(one_line(also.path))})</p>"
        yield "</li>"
    yield "</ol>"
