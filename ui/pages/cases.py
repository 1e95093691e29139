"""Cases in the chat: opened from a screening, an answer or a name, decided, reviewed by another person, exported.

With logins a case is seen by who opened it and by whoever is asked for its second review; the person who decides or reviews is the one who
is logged in. Without, everybody says who they are.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr
from pydantic import ValidationError

from assistant.cases import Case, decide, histories, open_case, read_case, review
from assistant.cases.basis import gather
from assistant.cases.model import DECISIONS, STANDINGS, Basis, Step
from assistant.screening.customers.given import Party, party_of
from assistant.screening.customers.party import Thresholds
from index.cases import Cases
from sources.errors import NoIndex, QuestionError
from ui.access import user_of
from ui.calls import Call, guarded, text, texts, whole
from ui.cases.lines import summary
from ui.cases.page import STANDINGS as SAID
from ui.cases.sealed import file_name, sealed
from ui.cases.steps import said_of
from ui.history import History
from ui.pages.ask import payload
from ui.pages.sources import writable
from ui.safe import one_line, printable
from ui.screening.desk import Desk
from ui.screening.drawn import hit
from ui.settings import version
from ui.workspace import Workspace

MOST_SHOWN = 500
"""Cases of one list in the chat."""


class _View:
    """What the view of cases calls."""

    def __init__(self, workspace: Workspace, history: History, desk: Desk) -> None:
        self._workspace, self._history, self._desk = workspace, history, desk
        self._kept = Cases(workspace.directory)

    def cases(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """The cases that this user sees, the newest first: those of a `standing`, those whose party has the `words`."""
        standing, words = text(given, "standing", longest=20), text(given, "words", longest=300).casefold().split()
        if standing and standing not in STANDINGS:
            raise QuestionError(f"cases are {', '.join(STANDINGS)}")
        try:
            found = histories(self._kept, user_of(request))
        except NoIndex:
            found = []
        lines = [summary(each) for each in found]
        fitting = [
            one for one in lines
            if (not standing or one["standing"] == standing) and all(word in f"{one['party']} {one['id']}".casefold() for word in words)
        ]  # fmt: skip
        return {"all": len(lines), "fitting": len(fitting), "cases": [_drawn_line(one) for one in fitting[:MOST_SHOWN]]}

    def case(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """One case."""
        user = user_of(request)
        return drawn(read_case(self._kept, text(given, "id", longest=64), user), self._workspace, user)

    def case_open(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Opens a case about a `party`, or about the row `n` of a `screening`, with the `answers` of these ids."""
        writable(self._workspace)
        user = user_of(request)
        party, limits = _party(given, self._desk, user)
        answers = [self._history.one(user, identifier).answer for identifier in texts(given, "answers", most=20)]
        basis = gather(self._workspace.index(), party, _program(), answers, limits)
        made = open_case(self._kept, user, user or text(given, "by", longest=500), party, basis, text(given, "note"))
        return drawn(made, self._workspace, user)

    def case_decide(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Decides a case; `again` screens its party anew first, and the decision stands on that."""
        writable(self._workspace)
        user, identifier = user_of(request), text(given, "id", longest=64)
        second = text(given, "second", longest=500).strip()
        if second and self._workspace.users and second not in self._workspace.users:
            raise QuestionError(f"nobody logs in here as {one_line(second)}: choose who can read the case")
        before = read_case(self._kept, identifier, user)
        basis = _again(self._workspace, before) if given.get("again") is True else None
        made = decide(
            self._kept, identifier, user, user or text(given, "by", longest=500), text(given, "decision", longest=50), text(given, "reason"),
            second, basis, [second] if second and user else [],
        )  # fmt: skip
        return drawn(made, self._workspace, user)

    def case_review(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """The second review of the decision with the number `of`."""
        writable(self._workspace)
        user, agrees = user_of(request), given.get("agrees")
        if not isinstance(agrees, bool):
            raise QuestionError("say whether the decision is confirmed")
        made = review(
            self._kept, text(given, "id", longest=64), user, user or text(given, "by", longest=500), agrees, text(given, "reason"),
            whole(given, "of"),
        )  # fmt: skip
        return drawn(made, self._workspace, user)

    def case_export(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """A case as one sealed file, its bytes in base64."""
        found = read_case(self._kept, text(given, "id", longest=64), user_of(request))
        made, seal = sealed(found, _program())
        content = base64.b64encode(made).decode("ascii")
        return {"name": file_name(found), "type": "text/html", "content": content, "sha256": seal.both}


def cases_calls(workspace: Workspace, history: History, desk: Desk) -> list[Call]:
    """The calls of the view of cases."""
    view = _View(workspace, history, desk)
    made: list[Callable[..., Any]] = [
        view.cases, view.case, view.case_open, view.case_decide, view.case_review, view.case_export,
    ]  # fmt: skip
    return [guarded(call) for call in made]


def _program() -> str:
    return f"whylisted {version()}"


def _party(given: Mapping[str, Any], desk: Desk, user: str) -> tuple[Party, Thresholds | None]:
    """Whom a case is about, and by which thresholds the party was screened."""
    screening = given.get("screening")
    if screening is None:
        return typed_party(given.get("party")), None
    if not isinstance(screening, Mapping):
        raise QuestionError("a screening has an id and a row")
    identifier, n = text(screening, "id", longest=64), whole(screening, "n")
    report, held = desk.report(identifier, user), desk.get(identifier, user)
    if not 0 <= n < len(held.parties):
        raise QuestionError(f"no row {n} in this report")
    return party_of(held.parties[n]), report.limits


def typed_party(given: object) -> Party:
    """A party of JSON. Raises QuestionError where it is none, or has no name."""
    try:
        party = Party.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise QuestionError(f"the party: {'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}") from None
    if not party.name.strip():
        raise QuestionError("give the party's name")
    return party


def _again(workspace: Workspace, case: Case) -> Basis:
    """The party screened and the questions asked once more, as things are now."""
    index = workspace.index()
    with index.reading():
        answers = [workspace.ask([answer.question]) for answer in case.basis.answers]
        return gather(index, case.opening.party, _program(), answers, case.basis.limits)


def drawn(case: Case, workspace: Workspace, user: str) -> dict[str, Any]:
    """A case as the page draws it."""
    basis, decided = case.basis, case.decided
    party = {
        key: printable(value) if isinstance(value, str) else [printable(v) for v in value]
        for key, value in case.opening.party
    }
    return {
        **_drawn_line(summary(case)), "said": SAID[case.standing], "party": party, "history": [_step(step) for step in case.steps],
        "decided_number": decided[0] if decided else 0, "decisions": list(DECISIONS), "users": [each for each in workspace.users if each != user],
        "screened": basis.day.isoformat(), "generation": basis.generation, "program": one_line(basis.program), "more": basis.more,
        "hits": [hit(n, each) for n, each in enumerate(basis.hits)], "answers": [payload(answer, workspace) for answer in basis.answers],
        "lists": [
            {"name": v.name, "authority": v.authority, "day": v.day.isoformat() if v.day else "", "path": one_line(v.path),
             "doc": v.document, "sha256": v.sha256, "records": v.records}
            for v in basis.lists
        ],
    }  # fmt: skip


def _drawn_line(line: Mapping[str, Any]) -> dict[str, Any]:
    return {key: one_line(value) if isinstance(value, str) else value for key, value in line.items()} | {
        "name": one_line(line["party"])
    }


def _step(step: Step) -> dict[str, Any]:
    entry = step.entry
    said, reason = said_of(entry)
    return {
        "n": step.number, "at": entry.at.isoformat(), "day": entry.at.date().isoformat(), "by": one_line(entry.by), "said": one_line(said),
        "reason": printable(reason), "seal": step.seal,
    }  # fmt: skip
