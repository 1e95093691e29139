"""What is kept: history, verdicts, exports."""

import json
from collections.abc import Mapping
from typing import Any, cast

import gradio as gr

from sources.errors import QuestionError
from ui.access import user_of
from ui.calls import Call, guarded, text, texts
from ui.export import SUFFIX, Format, export, file_name, gold
from ui.history import History, KeptAnswer, Verdict
from ui.pages.ask import drawn
from ui.safe import one_line, printable
from ui.settings import version
from ui.workspace import Workspace

TYPES: dict[Format, str] = {"markdown": "text/markdown", "html": "text/html", "json": "application/json"}


def keep_calls(workspace: Workspace, history: History) -> list[Call]:
    """The calls of history, verdicts and exports; every user sees their own only."""

    def history_(given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """The newest questions, searched."""
        found = history.recent(user_of(request), text(given, "search", longest=500))
        return {"asked": [_line(asked) for asked in found]}

    def conversation(given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """A conversation as it was answered then."""
        turns = history.conversation(user_of(request), text(given, "id", longest=64))
        return {"turns": [drawn(asked, workspace) for asked in turns]}

    def judge(given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """A thumb up or down with a note; null takes it back."""
        verdict = given.get("verdict")
        if not (verdict is None or verdict in ("up", "down")):
            raise QuestionError("a verdict is up, down or null")
        history.judge(
            user_of(request), text(given, "id", longest=64), cast(Verdict | None, verdict), text(given, "note")
        )
        return {"kept": True}

    def forget(given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Deletes this user's history."""
        return {"deleted": history.forget(user_of(request))}

    def export_(given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Answers by `ids`, or a whole `conversation`, as Markdown, HTML or JSON."""
        form = text(given, "format", longest=20)
        if form not in SUFFIX:
            raise QuestionError(f"no format {one_line(form)}: there are {', '.join(SUFFIX)}")
        user = user_of(request)
        identifiers = texts(given, "ids", most=500)
        found = (
            [history.one(user, identifier) for identifier in identifiers]
            if identifiers
            else history.conversation(user, text(given, "conversation", longest=64))
        )
        if not found:
            raise QuestionError("nothing to export: ask something first")
        return {"name": file_name(found, form), "text": export(found, form, version()), "type": TYPES[form]}

    def gold_(given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Judged answers as gold questions."""
        rows = gold(history.judged(user_of(request)))
        return {"count": len(rows), "text": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)}

    history_.__name__, export_.__name__, gold_.__name__ = "history", "export", "gold"
    return [guarded(call) for call in (history_, conversation, judge, forget, export_, gold_)]


def _line(asked: KeptAnswer) -> dict[str, Any]:
    answer = printable(asked.answer.text)
    return {
        "id": asked.id,
        "conversation": asked.conversation,
        "question": one_line(asked.question),
        "at": asked.at.isoformat(),
        "answered": asked.answer.answered,
        "text": answer[:240] + ("…" if len(answer) > 240 else ""),
        "generation": asked.generation,
        "verdict": asked.verdict,
        "note": one_line(asked.note) if asked.note else None,
    }
