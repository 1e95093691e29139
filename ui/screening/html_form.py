"""A screening report as one HTML page that needs nothing else and prints: no scripts, no fonts, no images."""

from assistant.answer import Citation, CitedDocument
from assistant.screening import Screened, ScreeningHit
from ui.describe import source_line, title_of
from ui.safe import attribute, escaped, one_line, web_address
from ui.screening.report import Report, clearing, decision, facts

_QUOTE = 700
"""Characters of a quotation that are shown; the JSON lines have all of it."""
_Sources = dict[str, tuple[int, CitedDocument]]
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(report: Report) -> bytes:
    """The page as UTF-8."""
    about = "".join(f"<li>{escaped(line)}</li>" for line in report.about())
    problems = report.problems()
    wrong = "".join(f"<li>{escaped(one_line(line))}</li>" for line in problems)
    sources = _numbered(report)
    noted = f"<section><h2>What is wrong with rows</h2><ul class=about>{wrong}</ul></section>" if problems else ""
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>Screening of {escaped(one_line(report.file))}</title>'
        f"<style>{_STYLE}</style></head><body><h1>Screening of {escaped(one_line(report.file))}</h1>"
        f"<p class=sum>{escaped(report.summary())}</p><ul class=about>{about}</ul>{_overview(report)}{noted}"
        f"<h2>Matches and possible matches</h2>{_hits(report, sources)}{_sources(sources)}{_sign()}</body></html>\n"
    )
    return page.encode("utf-8", errors="backslashreplace")


def _overview(report: Report) -> str:
    """All rows in a table; those with hits lead to them."""
    lines = []
    for n, row in enumerate(report.rows):
        best = row.hits[0] if row.hits else None
        name = escaped(one_line(row.name)[:200]) or "<i>no name</i>"
        linked = f'<a href="#r{n}">{name}</a>' if best else name
        said = f"{escaped(one_line(best.entity))} · {escaped(best.list)}" if best else ""
        more = len(row.hits) - 1 + row.more
        said += f" <span class=meta>and {more} more</span>" if more > 0 else ""
        score = f"{row.score:.3f}" if row.hits else "–"
        lines.append(
            f"<tr><td>{escaped(one_line(row.id)[:60])}<td>{row.row}<td>{linked}<td>{_mark(decision(row))}"
            f"<td class=n>{score}<td>{said}"
        )
    head = "<thead><tr><th>Id<th>Row<th>Name<th>Decision<th>Score<th>Surest listed party</thead>"
    return f"<h2>All rows</h2><div class=scroll><table class=rows>{head}<tbody>{''.join(lines)}</tbody></table></div>"


def _numbered(report: Report) -> dict[str, tuple[int, CitedDocument]]:
    """The documents that are cited, numbered in the order in which they come: each is told of in full once, at the end."""
    cited = {c.document.id: c.document for row in report.rows for hit in row.hits for c in hit.citations}
    return {key: (number, document) for number, (key, document) in enumerate(cited.items(), 1)}


def _sources(sources: _Sources) -> str:
    lines = (
        f'<li id="s{number}" value="{number}">{escaped(source_line(document))}, {escaped(one_line(document.path))}, SHA-256 '
        f"{document.sha256}{_link(document.url)}</li>"
        for number, document in sources.values()
    )
    return f"<h2>Sources</h2><ol class=about>{''.join(lines)}</ol>" if sources else ""


def _hits(report: Report, sources: _Sources) -> str:
    made = [_row(n, row, sources) for n, row in enumerate(report.rows) if row.hits]
    return "".join(made) or "<p>No row matches a listed party, or possibly does.</p>"


def _row(n: int, row: Screened, sources: _Sources) -> str:
    more = f"<p class=meta>and {row.more} more listed rows</p>" if row.more else ""
    return (
        f'<section id="r{n}"><h3>{escaped(one_line(row.name)[:300])} <span class=meta>id {escaped(one_line(row.id)[:60])}, row '
        f"{row.row}</span> {_mark(decision(row))}</h3>{''.join(_hit(hit, sources) for hit in row.hits)}{more}</section>"
    )


def _hit(hit: ScreeningHit, sources: _Sources) -> str:
    matched = f"<p>Matched by “{escaped(one_line(hit.matched))}”: {escaped(hit.how)}</p>"
    other = facts(hit)
    more = f"<p>Other facts: {escaped(one_line(other))}</p>" if other else ""
    cited = "".join(_citation(each, sources[each.document.id][0]) for each in hit.citations)
    said = f"<p><b>{escaped(one_line(clearing(hit)))}</b></p>" if clearing(hit) else ""
    marks = "".join(f" [{c.number}]" for c in hit.citations)
    return (
        f"<article><h4>{escaped(one_line(hit.entity))} {_mark(hit.decision)} <span class=n>{hit.score:.3f}</span></h4>{matched}{more}"
        f"<p>{escaped(one_line(hit.line))}{marks}</p>{said}<ol>{cited}</ol></article>"
    )


def _citation(citation: Citation, source: int) -> str:
    quote = citation.quote
    if len(quote) > _QUOTE:
        quote = f"{quote[:_QUOTE].rsplit(maxsplit=1)[0]} …"
        rest = f"; {len(citation.quote) - len(quote) + 2:,} characters more stand there"
    else:
        rest = ""
    return (
        f'<li value="{citation.number}"><blockquote>{escaped(quote)}</blockquote><p class=meta><a href="#s{source}">source {source}</a>: '
        f"{escaped(title_of(citation.document))}, characters {citation.start}–{citation.end}{rest}</p></li>"
    )


def _link(url: str | None) -> str:
    address = web_address(url)
    return f' · <a href="{attribute(address)}" rel="noreferrer noopener">{escaped(address)}</a>' if address else ""


def _mark(said: str) -> str:
    return f'<span class="d {said.split()[0]}">{escaped(said)}</span>'


def _sign() -> str:
    return "<p class=sign>Reviewed by ______________________&emsp;Date ______________</p>"


_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#555;--line:#ddd;--edge:#bbb;--paper:#fff;--quote:#333;--link:#1d4f7c;
--match:#f6c9c4;--possible:#fbe8b6;--none:#e3efe3;--ctl:#eee}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e4e7ea;--soft:#a9b1b9;--line:#363d44;--edge:#59626b;--paper:#14171a;--quote:#cfd5da;
--link:#8fbfea;--match:#6b2a24;--possible:#5a4410;--none:#20412b;--ctl:#2a3036}}
body{font:15px/1.45 Charter,Georgia,serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--paper)}
a{color:var(--link)}h1{font-size:1.4rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin-top:2rem;border-top:1px solid var(--edge);padding-top:.8rem}
h3{font-size:1.05rem;margin:1.4rem 0 .3rem;overflow-wrap:anywhere}h4{font-size:1rem;margin:.6rem 0 .2rem;overflow-wrap:anywhere}.sum{font-weight:600}
.meta,.about{font:12px/1.5 system-ui,sans-serif;color:var(--soft);overflow-wrap:anywhere;font-weight:400}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font:13px/1.4 system-ui,sans-serif}
td,th{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{white-space:nowrap}thead{display:table-header-group}.n{font-variant-numeric:tabular-nums;white-space:nowrap}.rows td:nth-child(1){min-width:3rem}
.rows td:nth-child(3),.rows td:nth-child(6){min-width:9rem}article{border-left:3px solid var(--edge);padding-left:.8rem;margin:.5rem 0}
article p{margin:.2rem 0}blockquote{margin:.2rem 0;white-space:pre-wrap;font-size:13px;color:var(--quote);overflow-wrap:anywhere}ol{margin:.3rem 0}
.d{font:600 11px system-ui,sans-serif;padding:.05rem .4rem;border:1px solid var(--edge);border-radius:3px;white-space:nowrap}
.match{background:var(--match)}.possible{background:var(--possible)}.none{background:var(--none)}.ctl{background:var(--ctl);font:11px monospace}
.sign{margin-top:3rem;break-inside:avoid}
@page{margin:14mm 12mm}
@media print{body{margin:0;padding:0;max-width:none;font-size:9.5pt}table,blockquote{font-size:8pt}.meta,.about{font-size:7.5pt}tr,blockquote{break-inside:avoid}h2,h3,h4{break-after:avoid}
a{color:inherit;text-decoration:none}.d{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""
