"""Cases as lines for a terminal, and as JSON for programs."""

from collections.abc import Iterator
from typing import Any

from assistant.cases.model import Case, CaseHistory, Step
from ui.cases.page import STANDINGS
from ui.cases.steps import said_of
from ui.safe import one_line, printable
from ui.screening.report import facts, reference


def summary(case: CaseHistory) -> dict[str, Any]:
    """A case in short, as JSON."""
    decided, review = case.decided, case.reviewed
    return {
        "id": case.opening.id, "user": case.opening.user, "party": case.opening.party.name, "opened": case.opening.at.isoformat(),
        "opened_by": case.opening.by, "standing": case.standing, "decision": decided[1].decision if decided else None,
        "decided": decided[1].at.isoformat() if decided else None, "decided_by": decided[1].by if decided else None,
        "second": decided[1].second if decided else None, "reviewed_by": review.by if review else None, "entries": len(case.steps),
    }  # fmt: skip


def whole(case: Case) -> dict[str, Any]:
    """A case with all that it stands on, as JSON."""
    return {**summary(case), **case.model_dump(mode="json")}


def line(case: CaseHistory) -> str:
    """A case in a line."""
    decided = case.decided
    said = (
        f"{decided[1].decision} by {one_line(decided[1].by)}, {decided[1].at.date().isoformat()}"
        if decided
        else "no decision"
    )
    return f"{case.opening.id}  {case.standing:9}  {said}  {one_line(case.opening.party.name)}"


def lines(case: Case) -> Iterator[str]:
    """A case as a person reads it."""
    party = case.opening.party
    yield f"case {case.opening.id}: {one_line(party.name)} ({STANDINGS[case.standing]})"
    known = (party.id, *party.aliases, party.country, *party.identifiers, party.birth, party.address)
    if any(known):
        yield "  " + "; ".join(one_line(value) for value in known if value)
    for step in case.steps:
        yield from _step(step)
    basis = case.basis
    yield f"screened on {basis.day.isoformat()}, index generation {basis.generation}; listed parties that it may be: {len(basis.hits)}"
    for hit in basis.hits:
        yield f"  {hit.decision} {hit.score:.3f}  {one_line(hit.entity)}"
        yield f"    by “{one_line(hit.matched)}”: {one_line(hit.how)}"
        if hit.facts:
            yield f"    {one_line(facts(hit))}"
        yield f"    {one_line(hit.line)}"
        for citation in hit.citations:
            yield f"    {reference(citation)}"
    for answer in basis.answers:
        yield f"asked: {one_line(answer.question)}"
        yield from (f"  {text}" for text in printable(answer.text).splitlines())
        for citation in answer.citations:
            yield f"  {reference(citation)}"
    for version in basis.lists:
        yield f"list: {version.name}, {version.day or 'no date'}, {one_line(version.path)}, SHA-256 {version.sha256}"


def _step(step: Step) -> Iterator[str]:
    entry = step.entry
    said, reason = said_of(entry)
    yield f"{step.number:3}  {entry.at.date().isoformat()}  {one_line(entry.by)} {one_line(said)}"
    if reason:
        yield f"     {one_line(reason)}"
