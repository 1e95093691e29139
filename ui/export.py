"""Answers for a file that is kept: Markdown, HTML and JSON, each citation with its full reference, quote and hashes.

Everything that comes from a source is escaped for the format; quotations are carried letter for letter in the JSON.
"""

import datetime
import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from assistant.answer import Answer, Citation
from ui.describe import Described, date_of, kind_name, title_of
from ui.history import KeptAnswer
from ui.marks import parts
from ui.safe import attribute, escaped, markdown, one_line, printable, web_address

Format = Literal["markdown", "html", "json"]
SUFFIX: dict[Format, str] = {"markdown": "md", "html": "html", "json": "json"}


def export(asked: Sequence[KeptAnswer], form: Format, version: str = "") -> str:
    """One or more answers of a conversation as one file in that format."""
    match form:
        case "markdown":
            return to_markdown(asked, version)
        case "html":
            return to_html(asked, version)
        case "json":
            return to_json(asked, version)


def file_name(asked: Sequence[KeptAnswer], form: Format) -> str:
    """A file name made of the first question and the day: letters, digits and hyphens only."""
    words = re.sub(r"[^a-z0-9]+", "-", asked[0].question.lower())[:60].strip("-") or "answer"
    return f"{asked[-1].at.date().isoformat()}-{words}.{SUFFIX[form]}"


def reference(document: Described, start: int, end: int) -> str:
    """The full reference of a quotation as one line of plain text: who, what, when, where, and which bytes."""
    listed = [
        one_line(document.publisher) if document.publisher else "",
        f"“{title_of(document)}”",
        date_of(document),
        kind_name(document.kind) + (" (official)" if document.official else " (not official)"),
        web_address(document.url) or "",
        f"file {one_line(document.path)}",
        f"characters {start}–{end}",
        f"SHA-256 {document.sha256}",
    ]
    return ", ".join(part for part in listed if part)


def reference_of(citation: Citation) -> str:
    """The full reference of a citation."""
    return reference(citation.document, citation.start, citation.end)


def quotation(document: Described, start: int, end: int, quote: str) -> str:
    """A quotation with its reference, as it is put on the clipboard."""
    return f"“{' '.join(printable(quote).split())}”\n— {reference(document, start, end)}"


def to_json(asked: Sequence[KeptAnswer], version: str = "") -> str:
    """The answers as JSON: the same keys as `whylisted ask --json`, with when and on which generation they were given."""
    made = {
        "program": f"whylisted {version}".strip(),
        "exported": _now(),
        "answers": [
            {
                "id": one.id,
                "asked": one.at.isoformat(),
                "turns": list(one.turns),
                "filters": one.filters,
                "generation": one.generation,
                "verdict": one.verdict,
                "note": one.note,
                "answer": one.answer.model_dump(mode="json"),
            }
            for one in asked
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def to_markdown(asked: Sequence[KeptAnswer], version: str = "") -> str:
    """The answers as Markdown: question, answer, what is missing, disagreements, then citations as a numbered list."""
    lines = ["# Why listed? Questions and cited answers", "", *(f"- {line}" for line in _about(asked, version)), ""]
    for one in asked:
        answer = one.answer
        lines += [f"## {markdown(one_line(one.question))}", ""]
        lines += [markdown(_note(one)), ""]
        lines += ["".join(p.text if p.citation else markdown(p.text) for p in parts(answer)), ""]
        if answer.missing:
            lines += [f"Not stated in these sources: {', '.join(answer.missing)}.", ""]
        for difference in answer.disagreements:
            said = "; ".join(
                f"{markdown(p.value)} [{p.citation}]{' (official)' if p.official else ''}" for p in difference.positions
            )
            lines += [f"Sources differ on the {difference.slot}: {said}.", ""]
        for citation in answer.citations:
            quote = markdown(" ".join(citation.quote.split()))
            lines += [f"**[{citation.number}]** {markdown(reference_of(citation))}", "", f"> {quote}", ""]
            lines += [
                f"The same words also in: {markdown(title_of(also))} ({markdown(also.path)})\n"
                for also in citation.also
            ]
    return "\n".join(lines).rstrip() + "\n"


def to_html(asked: Sequence[KeptAnswer], version: str = "") -> str:
    """The answers as one HTML file that needs nothing else: no scripts, no fonts, no images."""
    title = escaped(one_line(asked[0].question))
    body = "".join(_html_answer(one) for one in asked)
    about = "".join(f"<li>{escaped(line)}</li>" for line in _about(asked, version))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body><h1>Why listed? Questions and cited answers</h1><ul class=about>{about}</ul>{body}</body></html>\n"
    )


def _html_answer(one: KeptAnswer) -> str:
    answer = one.answer
    text = "".join(
        f'<a class=n href="#{one.id}-{p.citation}">{p.text}</a>'
        if p.citation
        else escaped(p.text).replace("\n", "<br>")
        for p in parts(answer)
    )
    made = [
        f"<section><h2>{escaped(one_line(one.question))}</h2><p class=meta>{escaped(_note(one))}</p><p class=answer>{text}</p>"
    ]
    if answer.missing:
        made.append(f"<p>Not stated in these sources: {escaped(', '.join(answer.missing))}.</p>")
    if answer.disagreements:
        made.append(_html_disagreements(answer))
    made.append("<ol class=citations>")
    for citation in answer.citations:
        url = web_address(citation.document.url)
        link = f' <a href="{attribute(url)}" rel="noreferrer noopener">{escaped(url)}</a>' if url else ""
        also = "".join(
            f"<p class=meta>The same words also in: {escaped(title_of(d))} ({escaped(d.path)})</p>"
            for d in citation.also
        )
        made.append(
            f'<li id="{one.id}-{citation.number}" value="{citation.number}"><blockquote>{escaped(citation.quote)}</blockquote>'
            f"<p class=meta>{escaped(reference_of(citation))}{link}</p>{also}</li>"
        )
    return "".join(made) + "</ol></section>"


def _html_disagreements(answer: Answer) -> str:
    rows = "".join(
        f"<tr><td>{escaped(d.slot)}</td><td>{escaped(p.value)}{' (official)' if p.official else ''}</td><td>[{p.citation}]</td></tr>"
        for d in answer.disagreements
        for p in d.positions
    )
    return f"<table><caption>Sources differ</caption><tr><th>On</th><th>Said</th><th>Citation</th></tr>{rows}</table>"


def _about(asked: Sequence[KeptAnswer], version: str) -> list[str]:
    return [
        f"Exported {_now()} by whylisted {version}".rstrip(),
        f"Index generation: {', '.join(sorted({str(one.generation) for one in asked}))}",
        "Every quotation stands letter for letter in the document named; the hash is of the file as it was read.",
    ]


def _note(one: KeptAnswer) -> str:
    state = "answered" if one.answer.answered else "not in the sources"
    filters = "; ".join(
        f"{key}: {value if isinstance(value, str) else ', '.join(map(str, value))}"
        for key, value in one.filters.items()
        if value
    )
    return (
        f"Asked {one.at.strftime('%Y-%m-%d %H:%M')} UTC, index generation {one.generation}, {one.answer.kind}, {state}"
        + (f", filters: {one_line(filters)}." if filters else ".")
    )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0).isoformat()


def gold(asked: Sequence[KeptAnswer]) -> list[dict[str, Any]]:
    """Judged answers as gold questions for `whylisted eval`.

    A good answer becomes the evidence to find again (or, where it declined, a question to decline); a bad one is kept as a
    question whose quotations must not come back, with the note, to be completed by hand.
    """
    rows: list[dict[str, Any]] = []
    for one in asked:
        cited = (
            [{"file": c.document.path, "quote": c.quote} for c in one.answer.citations] if one.answer.answered else []
        )
        good = one.verdict == "up"
        rows.append(
            {
                "id": one.id,
                "kind": one.answer.kind,
                "turns": list(one.turns),
                "answerable": one.answer.answered if good else True,
                "expect": [],
                "evidence": cited if good else [],
                "forbid": [] if good else [re.escape(item["quote"]) for item in cited],
                "missing": list(one.answer.missing) if good and one.answer.answered else [],
                "note": one.note,
            }
        )
    return rows


_STYLE = """
body{font:16px/1.5 Charter,Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
h1{font-size:1.3rem}h2{font-size:1.15rem;margin-top:2.2rem;border-top:1px solid #ccc;padding-top:1rem}
.meta,.about{font:13px/1.5 system-ui,sans-serif;color:#555;overflow-wrap:anywhere}.answer{font-size:1.05rem}
blockquote{margin:.3rem 0;padding:.2rem .8rem;border-left:3px solid #c9a227;white-space:pre-wrap}
table{border-collapse:collapse;font:14px system-ui,sans-serif}td,th{border:1px solid #ccc;padding:.25rem .5rem;text-align:left}
caption{text-align:left;font-weight:600;padding:.3rem 0}.ctl{background:#eee;font:12px monospace}a.n{text-decoration:none}
@media print{body{margin:0}}
"""
