"""Which citations of a list are pages of one rule of the Federal Register: a row cites one page, a question may name another.

The pages of a rule are read from its own head, where the printed issue states them.
"""

import functools
import re

from assistant.query.records.table import Table
from assistant.query.terms.model import Condition
from index.search import Index

_HEAD = 600
"""Characters at the top of a printed rule that state its volume and pages."""
_ISSUE = re.compile(r"Federal Register,? Vol(?:ume|\.) (?P<volume>\d{1,3}),? (?:Number|No\.|Issue) ?\d{1,3}\b", re.I)
_PAGES = re.compile(r"\bPages? (?P<first>\d{1,6})(?:[-–](?P<last>\d{1,6}))?", re.I)
NEAR_CITED = "rows cite"
NEAR = 30
"""Pages away from the one asked for at which another citation of the list is named as near."""


@functools.lru_cache(maxsize=8)
def _rules(index: Index, generation: int) -> tuple[tuple[int, int, int], ...]:
    """Volume, first and last page of each rule and notice that states them."""
    found = []
    for info in index.documents():
        if info.kind not in ("rule", "notice"):
            continue
        head = index.document(info.id).text[:_HEAD]
        issue, pages = _ISSUE.search(head), _PAGES.search(head)
        if issue and pages:
            first = int(pages["first"])
            found.append((int(issue["volume"]), first, int(pages["last"] or first)))
    return tuple(found)


def _split(citation: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,3}) FR (\d{1,6})", citation)
    return (int(match[1]), int(match[2])) if match else None


def _cited(table: Table) -> set[str]:
    return {e.citation for r in table.records for e in r.events if e.citation}


def widened(index: Index, table: Table, condition: Condition) -> Condition:
    """A condition on a page of a rule with the pages of that rule that rows of a list cite; as it is where one of them is not
    known to be of the same rule."""
    if condition.of not in ("added", "changed", "cited") or len(condition.values) != 1:
        return condition
    asked = _split(condition.values[0])
    if asked is None:
        return condition
    volume, page = asked
    mine = [(a, b) for v, a, b in _rules(index, index.generation) if v == volume and a <= page <= b]
    if len(mine) != 1:
        return condition
    inside = [c for c in _cited(table) if (at := _split(c)) and at[0] == volume and mine[0][0] <= at[1] <= mine[0][1]]
    others = tuple(sorted(set(inside) - set(condition.values)))
    if not others:
        return condition
    shown = f"{condition.values[0]} (a page of the rule at {volume} FR {mine[0][0]}–{mine[0][1]}, which rows cite as {' and '.join(others)})"
    return condition.model_copy(update={"values": (*condition.values, *others), "shown": shown})


def neighbouring_citations(table: Table, condition: Condition) -> str:
    """Citations of the list close to a page that no row cites, as a clause behind that."""
    asked = _split(condition.values[0]) if condition.values else None
    if asked is None:
        return ""
    close = [c for c in _cited(table) if (at := _split(c)) and at[0] == asked[0] and abs(at[1] - asked[1]) <= NEAR]
    if not close:
        return ""
    return f"; {NEAR_CITED} {' and '.join(sorted(close))}, and no document here shows whether that is the same rule"
