"""A screening report as the page draws it: rows sorted and narrowed, a stretch at a time, and one row with its hits."""

from collections.abc import Callable, Mapping
from typing import Any

from assistant.answer import Citation
from assistant.screening import Screened, ScreeningHit
from ui.describe import source_line
from ui.safe import one_line, printable
from ui.screening.report import Report, clearing, decision, facts

_SURE = {"match": 0, "possible": 1, "not screened": 2, "none": 3}
_LONGEST = 300
SORTS: dict[str, Callable[[tuple[int, Screened]], Any]] = {
    "row": lambda at: at[0],
    "id": lambda at: at[1].id.casefold(),
    "name": lambda at: at[1].name.casefold(),
    "decision": lambda at: (_SURE[decision(at[1])], -at[1].score, at[0]),
    "score": lambda at: (at[1].score, -at[0]),
    "list": lambda at: (not at[1].hits, at[1].hits[0].list if at[1].hits else "", at[0]),
}


def page(report: Report, given: Mapping[str, Any], start: int, many: int) -> dict[str, Any]:
    """Some rows of a report: `sort` (a key of SORTS), `down`, `decision` and `words` narrow and order them."""
    wanted, words = given.get("decision"), str(given.get("words") or "").casefold().split()
    found = [
        (n, row) for n, row in enumerate(report.rows)
        if (not wanted or decision(row) == wanted) and (not words or _has(row, words))
    ]  # fmt: skip
    found.sort(key=SORTS.get(str(given.get("sort")), SORTS["row"]), reverse=given.get("down") is True)
    return {
        "file": one_line(report.file), "summary": report.summary(), "about": [one_line(line) for line in report.about()],
        "counts": report.counts(), "problems": [one_line(line) for line in report.problems()[:200]],
        "more_problems": max(0, len(report.problems()) - 200), "all": len(report.rows), "fitting": len(found),
        "rows": [_line(n, row) for n, row in found[start : start + many]],
    }  # fmt: skip


def _has(row: Screened, words: list[str]) -> bool:
    text = " ".join([row.id, row.name, *(f"{each.entity} {each.list} {each.matched}" for each in row.hits)]).casefold()
    return all(word in text for word in words)


def _line(n: int, row: Screened) -> dict[str, Any]:
    best = row.hits[0] if row.hits else None
    return {
        "n": n, "id": one_line(row.id)[:60], "row": row.row, "name": one_line(row.name)[:_LONGEST], "decision": decision(row),
        "score": row.score, "best": one_line(best.entity)[:_LONGEST] if best else "", "list": best.list if best else "",
        "hits": len(row.hits) + row.more, "cleared": bool(best and best.cleared is not None),
        "reopened": any(each.reopened is not None for each in row.hits), "wrong": len(row.problems),
    }  # fmt: skip


def row(report: Report, n: int) -> dict[str, Any]:
    """One row with the listed parties that it may be."""
    found = report.rows[n]
    return {
        **_line(n, found), "more": found.more, "problems": [one_line(problem) for problem in found.problems],
        "found": [hit(number, each) for number, each in enumerate(found.hits)],
    }  # fmt: skip


def hit(number: int, found: ScreeningHit) -> dict[str, Any]:
    """One listed party that was found."""
    return {
        "n": number, "entity": one_line(found.entity), "decision": found.decision, "score": found.score, "matched": one_line(found.matched),
        "how": one_line(found.how), "facts": one_line(facts(found)), "line": one_line(found.line), "clearing": one_line(clearing(found)),
        "cleared": found.cleared is not None, "citations": [_citation(each) for each in found.citations],
    }  # fmt: skip


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "n": citation.number, "quote": printable(" ".join(citation.quote.split()))[:600], "doc": citation.document.id,
        "start": citation.start, "end": citation.end, "source": source_line(citation.document),
    }  # fmt: skip
