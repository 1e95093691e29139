"""Errors of the web services as problem details (RFC 9457): the thing, the cause and the remedy, in JSON."""

import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.exceptions import HTTPException

from sources.document import Frozen
from sources.errors import IndexProblem, ModelError, WhylistedError
from ui.calls import INSIDE
from ui.safe import one_line
from ui.screening.requests import Busy

log = logging.getLogger(__name__)

MEDIA = "application/problem+json"
_LONGEST = 2_000


class Invalid(Frozen):
    """One value of a request that does not fit."""

    where: str
    cause: str


class Problem(Frozen):
    """What went wrong (RFC 9457): `type` leads to what is known of this kind of problem, `detail` says the cause in one line, `remedy`
    what helps; `errors` are the values that do not fit."""

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    instance: str
    remedy: str
    errors: tuple[Invalid, ...] = ()


class Kind(Frozen):
    """A kind of problem: its title and what helps against it."""

    title: str
    remedy: str


KINDS: dict[int, Kind] = {
    400: Kind(title="The request cannot be read", remedy="send a request of the form that openapi.json describes"),
    401: Kind(title="Nobody is logged in", remedy="log in with the chat's user name and password, by HTTP Basic"),
    403: Kind(title="The request is refused", remedy="call the server by a name that it was given, from its own pages or a program"),
    404: Kind(title="There is no such thing", remedy="take ids from the answers of this service; the paths are those of openapi.json"),
    405: Kind(title="The path takes other methods", remedy="use a method that the header Allow names"),
    413: Kind(title="The request is too large", remedy="send less at once, or use the command line, which has no such limit"),
    415: Kind(title="The body is of another type", remedy="send JSON with the header Content-Type: application/json"),
    422: Kind(title="A value does not fit", remedy="mend the values that `errors` and `detail` name; openapi.json says what each may be"),
    429: Kind(title="Too many wrong passwords", remedy="wait for the seconds that the header Retry-After names"),
    500: Kind(title="A mistake of the program", remedy="report it with what stands in the log of the server"),
    503: Kind(title="The index cannot answer now", remedy="add documents with `whylisted add`, or try again later"),
}  # fmt: skip


def slug(status: int) -> str:
    """How the kind of problem of a status is called in addresses: `a-value-does-not-fit`."""
    return KINDS[status].title.lower().replace(" ", "-")


def problem(status: int, detail: str, instance: str, errors: Iterable[Invalid] = (), remedy: str = "") -> Problem:
    """A problem of the kind that a status stands for."""
    kind = KINDS.get(status) or KINDS[400 if status < 500 else 500]
    known = status if status in KINDS else 400 if status < 500 else 500
    return Problem(
        type=f"/docs#{slug(known)}", title=kind.title, status=status, detail=one_line(detail)[:_LONGEST] or kind.title,
        instance=quote(instance.encode("utf-8", "replace"))[:_LONGEST], remedy=remedy or kind.remedy, errors=tuple(errors),
    )  # fmt: skip


def response(
    status: int, detail: str, request: Request, errors: Iterable[Invalid] = (), headers: Mapping[str, str] | None = None,
    remedy: str = "",
) -> JSONResponse:  # fmt: skip
    """A problem as the answer to a request."""
    made = problem(status, detail, request.scope["path"], errors, remedy)
    return JSONResponse(made.model_dump(mode="json"), status, headers=dict(headers or {}), media_type=MEDIA)


def as_bytes(status: int, detail: str, path: str) -> bytes:
    """A problem as the body of an answer that middleware gives."""
    return json.dumps(problem(status, detail, path).model_dump(mode="json"), ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def add_handlers(app: FastAPI) -> None:
    """Lets an application answer every error as a problem."""

    @app.exception_handler(WhylistedError)
    def told(request: Request, error: WhylistedError) -> JSONResponse:
        unable = isinstance(error, Busy | IndexProblem | ModelError)
        headers = {"retry-after": "30"} if unable else {}
        return response(503 if unable else 422, str(error), request, headers=headers)

    @app.exception_handler(RequestValidationError)
    def unfit(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            Invalid(where=".".join(map(str, e["loc"])), cause=_plainly(str(e["msg"]))) for e in error.errors()[:50]
        ]
        said = "; ".join(f"{e.where}: {e.cause}" for e in errors)
        return response(422, said, request, errors)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        detail = str(error.detail)
        if error.status_code == 404 and detail == "Not Found":
            detail = f"nothing stands at {request.scope['path']}"
        elif error.status_code == 405:
            allowed = (error.headers or {}).get("Allow", "")
            detail = (
                f"{request.method} is no method of {request.scope['path']}{f': it takes {allowed}' if allowed else ''}"
            )
        return response(error.status_code, detail, request, headers=error.headers)

    @app.exception_handler(Exception)
    def inside(request: Request, error: Exception) -> JSONResponse:
        log.exception("%s %s failed", request.method, one_line(request.scope["path"])[:200], exc_info=error)
        return response(500, INSIDE, request)


def _plainly(message: str) -> str:
    """pydantic's words without what only Python knows."""
    said = one_line(message)[:300].removeprefix("Value error, ").replace("Tuple should", "A list should")
    return said.replace(" after validation", "")


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses as problems, for the description of an operation."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {status: {"description": KINDS[status].title, "content": {MEDIA: {"schema": schema}}} for status in statuses}


def links(**to: tuple[str, str, str]) -> dict[int | str, dict[str, Any]]:
    """What an answer leads to, for the description of an operation: a name with the operation, its parameter, and where in the answer
    the value for it stands."""
    made = {
        name: {"operationId": operation, "parameters": {parameter: f"$response.body#{place}"}}
        for name, (operation, parameter, place) in to.items()
    }
    return {200: {"links": made}}
