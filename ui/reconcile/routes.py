"""The addresses of the reconciliation service: one endpoint for manifest, queries and data extension, and those that it names.

Every answer may be read by pages of other sites, as the specification asks (section 3.2): what stands on a list is no secret. So
the service is only there where it was asked for (`--reconcile`), it changes nothing, and it takes no cookies.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, Form, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import TypeAdapter, ValidationError

from assistant.records.rows import Row
from sources.document import Frozen
from sources.errors import QuestionError
from ui.reconcile.extend import extended
from ui.reconcile.manifest import manifest
from ui.reconcile.models import MOST_QUERIES, ExtendQuery, Query
from ui.reconcile.parties import ALL_TYPES, PROPERTIES, rows_of
from ui.reconcile.preview import POLICY, page
from ui.reconcile.queries import reconciled
from ui.reconcile.suggest import entities, named, proposed
from ui.safe import one_line
from ui.settings import RECONCILE_PATH
from ui.web.service import LoggedIn, Scope, service
from ui.workspace import Workspace

_BATCH = TypeAdapter(dict[str, Query])


def reconcile_service(workspace: Workspace, auth: Mapping[str, str] | None) -> LoggedIn:
    """The service over one workspace. With logins, all but the manifest asks for one."""
    app = service("whylisted reconciliation", "The W3C community group's Reconciliation Service API 0.2.")
    app.middleware("http")(_for_all)
    _queries(app, workspace, auth)
    _suggestions(app, workspace)
    _pages(app, workspace)
    return LoggedIn(app, auth, open_to=_is_manifest)


def _queries(app: FastAPI, workspace: Workspace, auth: Mapping[str, str] | None) -> None:
    def answer(request: Request, queries: str | None, extend: str | None) -> Response:
        if queries is not None:
            return _json(
                {key: made.model_dump(exclude_none=True) for key, made in _answered(workspace, queries).items()}
            )
        if extend is not None:
            return _json(extended(workspace.index(), _read(TypeAdapter(ExtendQuery), extend, "extend")))
        return _json(manifest(_base(request), auth))

    @app.get("/", summary="The manifest; with `queries` or `extend` what they ask for")
    def get(request: Request, queries: str | None = None, extend: str | None = None) -> Response:
        return answer(request, queries, extend)

    @app.post("/", summary="A batch of queries, or a data extension query, as a form")
    def post(
        request: Request, queries: Annotated[str | None, Form()] = None, extend: Annotated[str | None, Form()] = None
    ) -> Response:
        return answer(request, queries, extend)


def _answered(workspace: Workspace, queries: str) -> dict[str, Any]:
    batch = _read(_BATCH, queries, "queries")
    if len(batch) > MOST_QUERIES:
        raise HTTPException(413, f"{len(batch)} queries in one batch: at most {MOST_QUERIES}")
    return dict(reconciled(workspace.index(), batch)) if batch else {}


def _suggestions(app: FastAPI, workspace: Workspace) -> None:
    @app.get("/suggest/entity", summary="Listed parties by the beginning of a name")
    def entity(prefix: str, cursor: int = 0) -> Response:
        return _json(entities(workspace.index(), prefix[:300], max(0, cursor)))

    @app.get("/suggest/type", summary="Types by name")
    def kind(prefix: str = "", cursor: int = 0) -> Response:
        return _json(named(ALL_TYPES, prefix, max(0, cursor)))

    @app.get("/suggest/property", summary="Properties by name")
    def of(prefix: str = "", cursor: int = 0) -> Response:
        return _json(named((p.named for p in PROPERTIES), prefix, max(0, cursor)))

    @app.get("/properties", summary="Properties that can be fetched for a type")
    def propose(type: str, limit: int | None = None) -> Response:
        return _json(proposed(type, max(0, limit) if limit is not None else None))


def _pages(app: FastAPI, workspace: Workspace) -> None:
    def found(id: str) -> Row:
        row = rows_of(workspace.index(), [id]).get(id)
        if row is None:
            raise HTTPException(404, "no such row in the newest state of any list")
        return row

    @app.get("/preview", summary="A small page on a listed party", response_class=HTMLResponse)
    def preview(request: Request, id: str) -> HTMLResponse:
        view = f"{_base(request)}/view?id={quote(id, safe='')}"
        return HTMLResponse(page(found(id), view), headers={"content-security-policy": POLICY})

    @app.get("/view", summary="Leads to the row in the chat", response_class=RedirectResponse)
    def view(request: Request, id: str) -> RedirectResponse:
        row = found(id)
        place = f"doc={row.document.id}&start={row.record.start}&end={row.record.end}"
        return RedirectResponse(f"{_root(request)}/?{place}", 303)


async def _for_all(request: Request, call_next: Any) -> Response:
    """Answers may be read from any origin, but never with the cookies of this one."""
    response: Response = await call_next(request)
    response.headers["access-control-allow-origin"] = "*"
    return response


def _read(kind: TypeAdapter[Any], text: str, name: str) -> Any:
    """What the text of a form says. Raises QuestionError when it is no JSON, or not of that kind."""
    try:
        return kind.validate_python(json.loads(text))
    except ValidationError as error:
        first = error.errors()[0]
        raise QuestionError(f"{'.'.join(map(str, (name, *first['loc'])))}: {first['msg']}") from None
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"{name} is not JSON ({one_line(str(error))[:100]})") from None


def _json(made: Frozen | dict[str, Any]) -> JSONResponse:
    return JSONResponse(made.model_dump(exclude_none=True) if isinstance(made, Frozen) else made)


def _base(request: Request) -> str:
    """The address of the service as it was called."""
    return f"{_root(request)}{RECONCILE_PATH}"


def _root(request: Request) -> str:
    """The address of the chat as it was called."""
    return str(request.base_url).rstrip("/")


def _is_manifest(scope: Scope) -> bool:
    return (
        scope["method"] in {"GET", "HEAD"}
        and not scope.get("query_string")
        and scope["path"].rstrip("/").endswith(RECONCILE_PATH)
    )
