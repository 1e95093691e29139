"""Screening over HTTP: typed counterparties, or a file, in; decisions with citations, or a report, out."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Form, Query, UploadFile
from fastapi.responses import Response
from pydantic import Field

from assistant.screening import Screened, read_customers
from sources.document import Frozen
from ui.dates import day
from ui.screening.forms import FORMS, FormName, file_name, written
from ui.screening.requests import MOST_PARTIES, Party, customers, screened
from ui.screening.run import bounded, columns
from ui.settings import MAX_UPLOAD_BYTES
from ui.uploads import plain_name
from ui.web.bodies import Day, Received, Whole, body
from ui.web.problems import responses
from ui.workspace import Workspace


class Counterparties(Received):
    """What is to be screened, and how."""

    parties: tuple[Party, ...] = Field(min_length=1, max_length=MOST_PARTIES)
    match: float = Field(default=0.9, gt=0, le=1)
    possible: float = Field(default=0.6, gt=0, le=1)
    hits: Whole = Field(default=10, ge=1, le=100)
    since: Day | None = None


class ScreeningReport(Frozen):
    """What came out: by what was screened, what is wrong with rows, and the rows in the order of the request."""

    summary: str
    about: tuple[str, ...]
    problems: tuple[str, ...]
    generation: int
    rows: tuple[Screened, ...]


def add_screening(app: FastAPI, workspace: Workspace) -> None:
    """Adds `/v1/screen` and `/v1/screen/upload`."""

    @app.post(
        "/v1/screen", summary="Screen typed counterparties", tags=["screening"],
        responses=responses(401, 403, 413, 415, 422, 503), openapi_extra={"x-body": "Counterparties"},
    )  # fmt: skip
    def screen(asked: Annotated[Counterparties, Depends(body(Counterparties))]) -> ScreeningReport:
        """Who of these may be on a list: for each a decision, the score, and the listed rows with how they match, dates, programme,
        reason and citations."""
        rows = customers(asked.parties)
        made = screened(workspace.index(), rows, "request", asked.match, asked.possible, asked.hits, asked.since)
        return ScreeningReport(
            summary=made.summary(), about=tuple(made.about()), problems=tuple(made.problems()),
            generation=made.generation, rows=tuple(made.rows),
        )  # fmt: skip

    @app.post(
        "/v1/screen/upload", summary="Screen a file", tags=["screening"], response_class=Response,
        responses={200: {"description": "The report", "content": {form.media: {} for form in FORMS.values()}},
                   **responses(401, 403, 413, 422, 503)},
    )  # fmt: skip
    def upload(
        file: UploadFile, format: Annotated[FormName, Query()] = "jsonl",
        column: Annotated[list[str], Form(description="MEANING=HEADER, repeated")] = [],  # noqa: B006
        match: Annotated[float | None, Form()] = None, possible: Annotated[float | None, Form()] = None,
        hits: Annotated[int | None, Form()] = None, since: Annotated[str | None, Form()] = None,
        encoding: Annotated[str | None, Form()] = None,
    ) -> Response:  # fmt: skip
        """The report on a file of counterparties (CSV, XLSX, JSON lines), as a file of the form asked for."""
        with tempfile.TemporaryDirectory(prefix="whylisted-") as folder:
            path = Path(folder) / plain_name(file.filename or "")
            path.write_bytes(file.file.read(MAX_UPLOAD_BYTES))
            rows = bounded(read_customers(path, columns(column), encoding))
        made = screened(workspace.index(), rows, path.name, match, possible, hits, day(since, "since"))
        named = {"content-disposition": f'attachment; filename="{file_name(made, format)}"'}
        return Response(written(made, format), media_type=FORMS[format].media, headers=named)
