"""What a screening report holds, and its lines as cells: the same for every form in which it is written."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Citation
from assistant.screening import Screened, ScreeningHit, Thresholds, cleared_again
from assistant.screening.cleared import Clearing, Key
from ui.describe import source_line
from ui.safe import one_line, printable, web_address

NOT_SCREENED = "not screened"
"""What is said in place of a decision of a row that could not be screened."""

COLUMNS = (
    "id", "row", "name", "decision", "score", "row decision", "entity", "matched name", "why it matched", "other facts", "list", "authority",
    "added", "changed", "ended", "programme", "reason", "in one line", "cleared", "citations", "source", "problems",
)  # fmt: skip
_QUOTE = 300
"""Characters of a quotation in a cell; the JSON has all of it."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says: the rows, the file, what was to be said of it, and by what it was screened."""

    file: str
    rows: Sequence[Screened]
    notes: Sequence[str]
    limits: Thresholds
    generation: int
    made: datetime.date
    lists: Sequence[str]
    since: datetime.date | None = None
    version: str = ""

    def counts(self) -> dict[str, int]:
        """How many rows have each decision."""
        counted = Counter(row.decision or NOT_SCREENED for row in self.rows)
        return {said: counted[said] for said in ("match", "possible", "none", NOT_SCREENED) if counted[said]}

    def summary(self) -> str:
        """The counts in one line."""
        said = ", ".join(f"{number:,} {what}" for what, number in self.counts().items())
        return f"{len(self.rows):,} rows: {said or 'none'}"

    def again(self, n: int, cleared: Mapping[Key, Clearing]) -> "Report":
        """The report after something more was cleared for its row `n`."""
        rows = [*self.rows[:n], cleared_again(self.rows[n], cleared, self.limits), *self.rows[n + 1 :]]
        return replace(self, rows=rows)

    def problems(self) -> list[str]:
        """What is wrong with the file and its rows, one line each."""
        return [*self.notes, *(f"row {row.row} (id {row.id}): {p}" for row in self.rows for p in row.problems)]

    def about(self) -> list[str]:
        """By what was screened, one line each."""
        since = f"; of these only rows that came or changed on {self.since.isoformat()} or later" if self.since else ""
        return [
            f"File {self.file}, screened on {self.made.isoformat()} by whylisted {self.version}".rstrip(),
            f"A score from {self.limits.match:g} is a match, from {self.limits.possible:g} a possible one; index generation "
            f"{self.generation}",
            "Screened against: " + ("; ".join(self.lists) or "no list") + since,
        ]


def decision(row: Screened) -> str:
    """The decision of a row as it is shown."""
    return row.decision or NOT_SCREENED


def facts(hit: ScreeningHit) -> str:
    """What else agrees or clashes, in a line."""
    return "; ".join(f"{f.fact} {f.verdict}: {f.asked} / {f.listed}" for f in hit.facts)


def clearing(hit: ScreeningHit) -> str:
    """What somebody said of this listed row before; empty where nobody did."""
    if hit.reopened is not None:
        return f"open again: the listed row has changed since it was cleared: {hit.reopened}"
    return f"cleared: {hit.cleared}" if hit.cleared is not None else ""


def reference(citation: Citation) -> str:
    """A citation in a line: number, whose word, where, the quotation, and which bytes."""
    quote = " ".join(printable(citation.quote).split())
    shown = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE].rsplit(' ', 1)[0]} …"
    document = citation.document
    return (
        f"[{citation.number}] “{shown}” — {source_line(document)}, {one_line(document.path)}, characters "
        f"{citation.start}–{citation.end}, SHA-256 {document.sha256[:12]}"
    )


def cells(row: Screened) -> Iterator[dict[str, Any]]:
    """The lines of a row: one for each hit, or one without any; texts, days, and a number for the score. `decision` is that of the
    hit, `row decision` that of the row, in which hits that were cleared do not count."""
    wrong = " | ".join(row.problems)
    base = {"id": row.id, "row": row.row, "name": row.name, "row decision": decision(row), "problems": wrong}
    if not row.hits:
        yield {**base, "decision": decision(row), "score": row.score}
    for n, hit in enumerate(row.hits):
        more = f"and {row.more} more listed rows" if row.more and n + 1 == len(row.hits) else ""
        dates = {key: value or "" for key, value in hit.dates}
        urls = (web_address(citation.document.url) for citation in hit.citations)
        yield {
            **base, **dates, "decision": hit.decision, "score": hit.score, "entity": hit.entity, "matched name": hit.matched,
            "why it matched": hit.how, "other facts": facts(hit), "list": hit.list, "authority": hit.authority,
            "programme": "; ".join(hit.programmes), "reason": hit.reason or "", "in one line": hit.line, "cleared": clearing(hit),
            "citations": "\n".join(map(reference, hit.citations)), "source": next(filter(None, urls), ""), "problems": " | ".join(filter(None, (wrong, more))),
        }  # fmt: skip
