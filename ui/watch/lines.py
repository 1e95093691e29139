"""What changed on a watch list, as lines for a person and as JSON for programs."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.watch import Change, Run, WatchedParty
from ui.safe import one_line
from ui.screening.report import reference

_SHOWN = 5


def title(change: Change) -> str:
    """A change in a line: what, who, which listed party, on which list."""
    hit = change.hit
    return one_line(f"{change.what}: {change.name} – {hit.entity}, {hit.list}")


def details(change: Change) -> Iterator[str]:
    """What there is to say about a change: how the name matched, the list before and now, and what was said of it."""
    hit = change.hit
    yield one_line(f"by “{hit.matched}”: {hit.how}; {hit.decision} {hit.score:.3f}")
    if change.before and change.after and change.before.line != change.after.line:
        yield one_line(f"before: {change.before.line}")
        yield one_line(f"now: {change.after.line}")
    elif change.before and change.after:
        yield one_line(f"{hit.line}; the text of the row is another than before")
    else:
        yield one_line(hit.line)
    if change.what == "hit gone":
        yield "no row of the newest lists here is met any more: it was removed, renamed or rewritten, or its list is not indexed now"
    if hit.reopened is not None:
        yield one_line(f"it was cleared before: {hit.reopened}")


def lines(runs: Sequence[Run], watched: int) -> Iterator[str]:
    """Runs as lines: each change with its citations, then the counts."""
    changes = 0
    for run in runs:
        for change in run.changes:
            changes += 1
            yield f"{run.at.isoformat()}  {title(change)}"
            yield from (f"    {line}" for line in details(change))
            citations = change.hit.citations
            yield from (f"    {reference(citation)}" for citation in citations[:_SHOWN])
            if len(citations) > _SHOWN:
                yield f"    and {len(citations) - _SHOWN} more quotations, in --json"
    said = "1 change" if changes == 1 else f"{changes:,} changes" if changes else "nothing changed"
    yield f"{said}; {'1 party is' if watched == 1 else f'{watched:,} parties are'} watched"


def as_json(runs: Sequence[Run], watched: int) -> str:
    """The same as JSON."""
    made: dict[str, Any] = {
        "parties": watched, "changes": sum(len(run.changes) for run in runs),
        "runs": [run.model_dump(mode="json") for run in runs],
    }  # fmt: skip
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def party(each: WatchedParty) -> dict[str, Any]:
    """A watched party in short, as JSON: with the listed rows that were found the last time."""
    hits = each.found.hits if each.found else ()
    return {
        **each.party.model_dump(mode="json"), "id": each.id, "screened": each.found is not None,
        "hits": [
            {"entity": hit.entity, "list": hit.list, "decision": hit.decision, "score": hit.score, "line": hit.line} for hit in hits
        ],
    }  # fmt: skip


def party_line(each: WatchedParty) -> str:
    """A watched party in a line."""
    if each.found is None:
        said = "not screened yet"
    elif not each.found.hits:
        said = "no listed name is like it"
    else:
        best = each.found.hits[0]
        said = f"{best.decision} {best.score:.3f}  {best.entity}, {best.list}"
        said += f" and {len(each.found.hits) - 1} more" if len(each.found.hits) > 1 else ""
    name = "" if each.id == each.party.name else f"  {each.party.name}"
    return one_line(f"{each.id}{name}  {said}")
