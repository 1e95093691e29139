"""Asking: the answer as the page draws it, the filters to choose from, what to try first."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from assistant.answer import Answer, Citation
from sources.document import Document
from sources.errors import HistoryProblem
from sources.feeds import NAMES, feed_named
from sources.load import SUFFIXES
from ui.access import user_of
from ui.calls import Call, guarded, text, texts
from ui.export import quotation
from ui.filters import facets, read_filters
from ui.history import History, KeptAnswer
from ui.marks import parts
from ui.pages.read import head
from ui.safe import one_line, printable
from ui.settings import MAX_UPLOAD_BYTES, version
from ui.terminal import passage_around
from ui.workspace import Workspace


def ask_calls(workspace: Workspace, history: History) -> list[Call]:
    """The calls of the first view."""

    def hello(given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """What the page needs to know when it opens."""
        index = workspace.index_or_none()
        counts = index.counts() if index else None
        return {
            "version": version(),
            "directory": one_line(str(workspace.directory)),
            "read_only": workspace.read_only,
            "empty": counts is None or not (counts.documents),
            "counts": counts.model_dump() if counts else {},
            "generation": index.generation if index else 0,
            "user": user_of(request),
            "facets": facets(index) if index else {},
            "suffixes": list(SUFFIXES),
            "largest": MAX_UPLOAD_BYTES,
            "fetchable": fetchable(),
        }

    def ask(given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Answers the last of `turns`, and writes it down; `unkept` says why it could not be written."""
        turns = texts(given, "turns", most=200)
        with (
            workspace.index().reading()
        ):  # what is cited is drawn as it was when it was cited, whatever is removed meanwhile
            filters, chosen = read_filters(given.get("filters"), workspace)
            answer = workspace.ask(turns, filters)
            asked = KeptAnswer.now(
                user_of(request), text(given, "conversation", longest=64), tuple(turns), chosen, answer
            )
            made = drawn(asked, workspace)
        try:
            history.keep(asked)
        except HistoryProblem as problem:
            return {**made, "unkept": one_line(str(problem))}
        return made

    def suggest(given: Mapping[str, Any]) -> dict[str, Any]:
        """Follow-ups to the last of `turns` that are answered; without turns, questions to begin with."""
        turns = texts(given, "turns", most=200)
        if not turns:
            return {"questions": [one_line(question) for question in workspace.examples()]}
        filters, _ = read_filters(given.get("filters"), workspace)
        return {"questions": [one_line(question) for question in workspace.suggestions(turns, filters)]}

    return [guarded(hello), guarded(ask), guarded(suggest)]


def fetchable() -> list[list[str]]:
    """The official lists that can be fetched from here, as `[id, name]`."""
    return [[name, feed_named(name).title] for name in NAMES]


def drawn(asked: KeptAnswer, workspace: Workspace) -> dict[str, Any]:
    """One answered question as the page draws it."""
    return {
        "id": asked.id,
        "conversation": asked.conversation,
        "question": printable(asked.question),
        "turns": list(asked.turns),
        "filters": asked.filters,
        "at": asked.at.isoformat(),
        "verdict": asked.verdict,
        "note": asked.note,
        "answer": payload(asked.answer, workspace),
    }


def payload(answer: Answer, workspace: Workspace) -> dict[str, Any]:
    """An answer as the page draws it: text in parts, citations with their passages, sources each once.

    Citations of documents that are not in the index any more keep their quotation and lose their passage.
    """
    by = {c.number: c for c in answer.citations}
    return {
        "question": printable(answer.question),
        "understood": printable(answer.understood),
        "kind": answer.kind,
        "about": one_line(answer.matches[0].name) if answer.matches else "",
        "answered": answer.answered,
        "missing": list(answer.missing),
        "parts": [[printable(part.text), part.citation] for part in parts(answer)],
        "citations": [_citation(citation, _text(workspace, citation)) for citation in answer.citations],
        "sources": _sources(answer),
        "disagreements": [
            {
                "slot": d.slot,
                "positions": [
                    {
                        "value": printable(p.value),
                        "citation": p.citation,
                        "official": p.official,
                        "by": _who(by[p.citation]) if p.citation in by else "",
                    }
                    for p in d.positions
                ],
            }
            for d in answer.disagreements
        ],
        "candidates": [
            {"name": one_line(c.name), "detail": one_line(c.detail), "how": c.how, "ask": _with_name(c.name)}
            for c in answer.candidates
        ],
        "suggestions": [one_line(suggestion) for suggestion in answer.suggestions],
        "generation": answer.generation,
        "ms": round(sum(answer.timings.values()), 1),
    }


def _citation(citation: Citation, source: str | None) -> dict[str, Any]:
    before, quote, after = passage_around(source, citation, 160) if source else ("", citation.quote, "")
    return {
        "n": citation.number,
        "document": head(citation.document),
        "start": citation.start,
        "end": citation.end,
        "passage": citation.passage.id,
        "before": printable(before),
        "quote": printable(quote),
        "after": printable(after),
        "copy": quotation(citation.document, citation.start, citation.end, citation.quote),
    }


def _text(workspace: Workspace, citation: Citation) -> str | None:
    """The cited document's text, if it is still the one that was quoted."""
    index = workspace.index_or_none()
    try:
        found: Document | None = index.document(citation.document.id) if index else None
    except KeyError:
        return None
    return found.text if found and found.text[citation.start : citation.end] == citation.quote else None


def _sources(answer: Answer) -> list[dict[str, Any]]:
    grouped: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        grouped.setdefault(citation.document.id, []).append(citation)
    return [
        {
            "document": head(citations[0].document),
            "citations": [citation.number for citation in citations],
            "also": [head(d) for d in {d.id: d for c in citations for d in c.also}.values()],
        }
        for citations in grouped.values()
    ]


def _who(citation: Citation) -> str:
    document = citation.document
    return one_line(document.publisher or document.title or document.path)


def _with_name(name: str) -> str:
    """The question asked again of one candidate: a follow-up that the assistant understands."""
    return f"What about {one_line(name)}?"
