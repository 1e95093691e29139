"""Screening a file in the chat: a job that can be asked how far it is, its rows, one row with its hits, export, clearing."""

import base64
import contextlib
import datetime
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.screening import Thresholds, clear, read_cleared, read_customers
from index.private import private_file
from sources.errors import QuestionError
from ui.access import user_of
from ui.calls import Call, guarded, text, texts, whole
from ui.dates import day
from ui.jobs import Jobs
from ui.pages.sources import writable
from ui.screening.desk import Desk, Held
from ui.screening.drawn import page, row
from ui.screening.forms import FORMS, file_name, written
from ui.screening.run import bounded, cleared_file, columns, run, thresholds
from ui.settings import MAX_UPLOAD_BYTES
from ui.uploads import own_upload, plain_name, remove_old
from ui.workspace import Workspace

MOST_SHOWN = 200
"""Rows of a report that one call gives."""
LONGEST = 900_000
"""Characters of a table that comes with a call, and not as an upload."""


class _View:
    """What the screening view calls."""

    def __init__(self, workspace: Workspace, uploads: Path, desk: Desk) -> None:
        self._workspace, self._uploads, self._desk = workspace, uploads, desk
        self._jobs, self._writing = Jobs(), threading.Lock()

    def screen_start(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Starts screening an uploaded `file` (`{path, name}`), or a table as base64 in `content`, called `name`."""
        path, name = table(given, self._uploads)
        limits, since = _limits(given), day(text(given, "since", longest=20), "since")
        said, encoding = columns(texts(given, "columns", most=50)), text(given, "encoding", longest=40) or None
        held = Held(user_of(request))

        def work(tell: object) -> str:
            try:
                customers = bounded(read_customers(path, said, encoding))
            finally:
                forget(path, self._uploads)
            held.parties = customers.rows
            held.tell(0, len(customers.rows))
            cleared = read_cleared(cleared_file(self._workspace.directory))
            today = datetime.date.today()
            held.report = run(self._workspace.index(), customers, name, limits, today, since, cleared, held.tell)
            return held.report.summary()

        self._workspace.index()  # says at once that there is none
        try:
            job = self._jobs.start(work)
        except QuestionError:
            forget(path, self._uploads)
            raise
        self._desk.put(job.id, held)
        remove_old(self._uploads)
        return {"job": job.id}

    def screen_job(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """How far a screening is."""
        identifier = text(given, "id", longest=64)
        held, job = self._desk.get(identifier, user_of(request)), self._jobs.get(identifier)
        return {"done": job.done, "at": held.done, "of": held.of, "problem": job.problem, "summary": job.summary}

    def screen_rows(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Some rows of a report, narrowed and in an order."""
        report = self._desk.report(text(given, "id", longest=64), user_of(request))
        text(given, "words", longest=500)
        return page(report, given, max(0, whole(given, "start")), min(max(1, whole(given, "many", 50)), MOST_SHOWN))

    def screen_row(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """One row with all that was found for it."""
        report = self._desk.report(text(given, "id", longest=64), user_of(request))
        n = whole(given, "n")
        if not 0 <= n < len(report.rows):
            raise QuestionError(f"no row {n} in this report")
        return row(report, n)

    def screen_export(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """The report as a file, its bytes in base64."""
        report = self._desk.report(text(given, "id", longest=64), user_of(request))
        form = next((form for form in FORMS if form == given.get("format")), None)
        if form is None:
            raise QuestionError(f"reports are {', '.join(FORMS)}")
        made = base64.b64encode(written(report, form)).decode("ascii")
        return {"name": file_name(report, form), "type": FORMS[form].media, "content": made}

    def screen_clear(self, given: Mapping[str, Any], request: gr.Request | None = None) -> dict[str, Any]:
        """Keeps that the listed row `hit` of row `n` was looked at and cleared, with a note; later screenings show it."""
        writable(self._workspace)
        user = user_of(request)
        held = self._desk.get(text(given, "id", longest=64), user)
        report = self._desk.report(text(given, "id", longest=64), user)
        note = " ".join(text(given, "note", longest=2000).split())
        if not note:
            raise QuestionError("say in the note why it is cleared")
        n, hit = whole(given, "n"), whole(given, "hit")
        if not (0 <= n < len(report.rows) and 0 <= hit < len(report.rows[n].hits)):
            raise QuestionError("no such listed row in this report")
        file = cleared_file(self._workspace.directory)
        with self._writing:
            private_file(file)
            clear(file, [report.rows[n].only(hit)], f"{note} – {user}" if user else note, datetime.date.today())
            held.report = report.again(n, read_cleared(file))
        return row(held.report, n)


def screen_calls(workspace: Workspace, uploads: Path, desk: Desk | None = None) -> list[Call]:
    """The calls of the screening view. `uploads` is the only folder that uploaded files are taken from; cases are opened from `desk`."""
    view = _View(workspace, uploads, desk or Desk())
    made: list[Callable[..., Any]] = [
        view.screen_start, view.screen_job, view.screen_rows, view.screen_row, view.screen_export, view.screen_clear,
    ]  # fmt: skip
    return [guarded(call) for call in made]


def table(given: Mapping[str, Any], uploads: Path) -> tuple[Path, str]:
    """The file to be screened, and what it is called."""
    content = text(given, "content", longest=LONGEST)
    if "content" not in given:
        path, name = own_upload(given.get("file"), uploads)
        if path.stat().st_size > MAX_UPLOAD_BYTES:
            raise QuestionError(f"{name} is larger than {MAX_UPLOAD_BYTES // 2**20} MB: use `whylisted screen`")
        return path.rename(path.with_name(name)), name
    name = plain_name(text(given, "name", longest=500))
    try:
        raw = base64.b64decode(content, validate=True)
    except ValueError:
        raise QuestionError("content has to be base64") from None
    path = Path(tempfile.mkdtemp(prefix="whylisted-")) / name
    path.write_bytes(raw)
    return path, name


def forget(path: Path, uploads: Path) -> None:
    """Removes a customer file, and the folder that was made for it."""
    path.unlink(missing_ok=True)
    if path.parent.resolve() != uploads.resolve():
        with contextlib.suppress(OSError):
            path.parent.rmdir()


def _limits(given: Mapping[str, Any]) -> Thresholds:
    def number(key: str) -> float | None:
        value = given.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise QuestionError(f"{key} has to be a number from 0 to 1")
        return value

    return thresholds(number("match"), number("possible"))
