"""Whether the server runs and its index can be asked, what was counted, and the description of the service."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, PlainTextResponse

from sources.errors import WhylistedError
from ui.settings import version
from ui.web.given import Health, Ready
from ui.web.metrics import MEDIA, Metrics
from ui.web.page import POLICY, page
from ui.web.problems import responses
from ui.workspace import Workspace

OPEN = frozenset({"/healthz", "/readyz"})
"""Paths that need no login: what asks them knows none, and they tell nothing of what is indexed but how much."""


def add_state(app: FastAPI, workspace: Workspace, metrics: Metrics) -> None:
    """Adds `/healthz`, `/readyz`, `/metrics` and `/docs`."""

    @app.get("/healthz", summary="Does the server answer?", tags=["state"], responses=responses(403))
    def health() -> Health:
        """Always `ok`: a server that hangs gives no answer."""
        return Health(status="ok", version=version())

    @app.get("/readyz", summary="Can the index be asked?", tags=["state"], responses=responses(403, 503))
    def ready() -> Ready:
        """What is in the index; 503 where there is none, or none that can be read."""
        index = workspace.index()
        with index.reading() as generation:
            counts = index.counts()
            return Ready(
                status="ready", generation=generation, documents=counts.documents, records=counts.records,
                passages=counts.passages,
            )  # fmt: skip

    @app.get(
        "/metrics", summary="Counts for Prometheus", tags=["state"], response_class=PlainTextResponse,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **responses(401, 403)},
    )  # fmt: skip
    def counted() -> PlainTextResponse:
        """Requests by operation and status, how long they took, and what is in the index."""
        try:
            index = workspace.index_or_none()
            text = metrics.text(index)
        except WhylistedError:
            text = metrics.text(None)
        return PlainTextResponse(text, media_type=MEDIA)

    @app.get("/docs", include_in_schema=False)
    def described() -> HTMLResponse:
        return HTMLResponse(page(app.openapi()), headers={"content-security-policy": POLICY})
