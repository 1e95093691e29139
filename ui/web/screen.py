"""Screening over HTTP: typed counterparties, or a file, in; decisions with citations, or a report, out."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Form, Query, UploadFile
from fastapi.responses import Response
from pydantic import Field

from assistant.screening import Screened, read_customers
from sources.document import Frozen
from ui.dates import day
from ui.screening.asked import Party, customers, screened
from ui.screening.forms import FORMS, FormName, file_name, written
from ui.screening.run import bounded, columns
from ui.settings import MAX_UPLOAD_BYTES
from ui.uploads import plain_name
from ui.web.service import service
from ui.workspace import Workspace


class Request(Frozen):
    """What is to be screened, and how. `since` is a day (YYYY-MM-DD)."""

    parties: tuple[Party, ...]
    match: float = Field(default=0.9, description="A match from this score on.")
    possible: float = Field(default=0.6, description="Possible from this score on.")
    hits: int = Field(default=10, ge=1, le=100, description="Listed rows told of for one counterparty.")
    since: str | None = Field(default=None, description="Only what came or changed on that day or later (YYYY-MM-DD).")


class Report(Frozen):
    """What came out: by what was screened, what is wrong with rows, and the rows in the order of the request."""

    summary: str
    about: tuple[str, ...]
    problems: tuple[str, ...]
    generation: int
    rows: tuple[Screened, ...]


def screen_service(workspace: Workspace) -> FastAPI:
    """The service over one workspace."""
    app = service("whylisted screening", "Counterparties against every list of the index, every claim cited.")

    @app.post("/screen", summary="Screen typed counterparties")
    def screen(asked: Request) -> Report:
        rows = customers(asked.parties)
        made = screened(
            workspace.index(), rows, "request", asked.match, asked.possible, asked.hits, day(asked.since, "since")
        )
        return Report(
            summary=made.summary(), about=tuple(made.about()), problems=tuple(made.problems()),
            generation=made.generation, rows=tuple(made.rows),
        )  # fmt: skip

    @app.post("/screen/upload", summary="Screen a file (CSV, XLSX, JSON lines); gives the report as a file",
              response_class=Response)  # fmt: skip
    def upload(
        file: UploadFile, format: Annotated[FormName, Query()] = "jsonl",
        column: Annotated[list[str], Form(description="MEANING=HEADER, repeated")] = [],  # noqa: B006
        match: Annotated[float | None, Form()] = None, possible: Annotated[float | None, Form()] = None,
        hits: Annotated[int | None, Form()] = None, since: Annotated[str | None, Form()] = None,
        encoding: Annotated[str | None, Form()] = None,
    ) -> Response:  # fmt: skip
        with tempfile.TemporaryDirectory(prefix="whylisted-") as folder:
            path = Path(folder) / plain_name(file.filename or "")
            path.write_bytes(file.file.read(MAX_UPLOAD_BYTES))
            rows = bounded(read_customers(path, columns(column), encoding))
        made = screened(workspace.index(), rows, path.name, match, possible, hits, day(since, "since"))
        named = {"content-disposition": f'attachment; filename="{file_name(made, format)}"'}
        return Response(written(made, format), media_type=FORMS[format].media, headers=named)

    return app
