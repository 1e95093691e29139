"""A case as one HTML page that needs nothing else and prints: no scripts, no fonts, no images. The same data give the same page."""

from collections.abc import Iterator

from assistant.cases.model import Basis, Decided, Step
from assistant.screening.customers.given import Party
from ui.cases.data import SealedCase
from ui.cases.evidence import answers, hits
from ui.cases.steps import said_of
from ui.cases.style import STYLE
from ui.describe import source_line
from ui.safe import attribute, escaped, one_line, web_address

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STANDINGS = {
    "open": "not decided yet",
    "decided": "decided, not reviewed by a second person",
    "confirmed": "decided and confirmed by a second reviewer",
    "disputed": "decided, and a second reviewer does not agree",
}
"""How far a case is, in words."""


def top(sealed: SealedCase) -> str:
    """The page down to where the data stand."""
    return "\n".join(_top(sealed))


def _top(sealed: SealedCase) -> Iterator[str]:
    case = sealed.case
    name = escaped(one_line(case.opening.party.name)[:300])
    yield "<!doctype html>"
    yield f'<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f'<meta name="viewport" content="width=device-width"><title>Case {escaped(case.opening.id)}: {name}</title>'
    yield f"<style>{STYLE}</style></head><body><main>"
    yield f"<h1>Case {escaped(case.opening.id)}: {name}</h1>"
    yield f'<p class="sum">{_summary(sealed)}</p>'
    yield from _party(case.opening.party)
    yield "<h2>History</h2>"
    yield "<p class=meta>Nothing in it is ever changed: a new decision is a new entry.</p><ol class=history start=0>"
    for step in case.steps:
        yield from _step(step)
    yield "</ol>"
    for number, basis in sorted(case.bases.items()):
        yield from _basis(number, basis)
    yield "<p class=sign>Decided by ______________________&emsp;Reviewed by ______________________&emsp;Date ______________</p>"
    yield (
        f"<p class=meta>Exported on {sealed.exported.isoformat()} by {escaped(one_line(sealed.program))}. The data of this page stand in the file as "
        "JSON; `whylisted case verify FILE` proves that neither was changed.</p></main>"
    )


def _summary(sealed: SealedCase) -> str:
    case = sealed.case
    said = escaped(STANDINGS[case.standing])
    if case.decided is None:
        return f"<b>Open</b>: {said}"
    decided = case.decided[1]
    return (
        f'<b class="d">{escaped(decided.decision)}</b> by {escaped(one_line(decided.by))} on {decided.at.date().isoformat()}: {said}'
        + (f" ({escaped(one_line(case.reviewed.by))})" if case.reviewed else "")
    )


def _party(party: Party) -> Iterator[str]:
    cells = (
        ("Name", party.name), ("Id", party.id), ("Other names", "; ".join(party.aliases)), ("Country", party.country),
        ("Numbers", "; ".join(party.identifiers)), ("Born", party.birth), ("Address", party.address),
    )  # fmt: skip
    yield "<h2>Party</h2><table class=party><tbody>"
    for title, value in cells:
        if value.strip():
            yield f"<tr><th scope=row>{title}<td>{escaped(one_line(value))}"
    yield "</tbody></table>"


def _step(step: Step) -> Iterator[str]:
    entry = step.entry
    words, reason = said_of(entry)
    said = escaped(one_line(words))
    if isinstance(entry, Decided):
        said += f', on <a href="#basis{entry.basis}">what entry {entry.basis} brought</a>'
    yield f'<li value="{step.number}"><p>{entry.at.date().isoformat()} · <b>{escaped(one_line(entry.by))}</b> {said}</p>'
    if reason:
        yield f"<blockquote class=reason>{escaped(reason)}</blockquote>"
    yield f"<p class=meta>{entry.at.isoformat()}, seal {escaped(step.seal)}</p></li>"


def _basis(number: int, basis: Basis) -> Iterator[str]:
    documents = {key: place for place, key in enumerate(basis.documents(), 1)}
    limits = basis.limits
    yield f'<section id="basis{number}"><h2>What entry {number} brought</h2>'
    yield (
        f"<p class=meta>Screened on {basis.day.isoformat()} by {escaped(one_line(basis.program))}, index generation {basis.generation}; a score "
        f"from {limits.match:g} is a match, from {limits.possible:g} a possible one.</p>"
    )
    yield f"<h3>Listed parties that it may be</h3>{hits(number, basis, documents)}"
    if basis.answers:
        yield f"<h3>Questions and answers</h3>{answers(number, basis, documents)}"
    if documents:
        yield "<h3>Sources</h3><ol class=about>"
        for key, document in basis.documents().items():
            url = web_address(document.url)
            link = f' · <a href="{attribute(url)}" rel="noreferrer noopener">{escaped(url)}</a>' if url else ""
            yield (
                f'<li id="b{number}s{documents[key]}" value="{documents[key]}">{escaped(source_line(document))}, '
                f"{escaped(one_line(document.path))}, SHA-256 <code>{escaped(document.sha256)}</code>{link}</li>"
            )
        yield "</ol>"
    yield "<h3>Lists as they were</h3>"
    if not basis.lists:
        yield "<p>No list was indexed.</p></section>"
        return
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Lists as they were"><table><thead><tr><th scope=col>List<th scope=col>Authority<th scope=col>Shows<th scope=col>Rows<th scope=col>File and SHA-256</thead><tbody>'
    for version in basis.lists:
        day = version.day.isoformat() if version.day else "no date"
        yield (
            f"<tr><td>{escaped(version.name)}<td>{escaped(version.authority)}<td class=n>{day}<td class=n>{version.records:,}"
            f"<td>{escaped(one_line(version.path))} <code>{escaped(version.sha256)}</code>"
        )
    yield "</tbody></table></div></section>"
