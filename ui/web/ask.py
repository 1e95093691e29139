"""Questions and searches over HTTP."""

from typing import Annotated

from fastapi import Depends, FastAPI, Query

from assistant.answer import Answer
from index.types import Filters
from sources.document import DocumentKind
from ui.screening.requests import Turns
from ui.tools import found_passages
from ui.web import bodies
from ui.web.given import Passages
from ui.web.problems import links, responses
from ui.workspace import Workspace

TURNS = Turns(at_once=4, wait=60.0, what="questions")
"""Questions and searches under way at once."""


def add_asking(app: FastAPI, workspace: Workspace) -> None:
    """Adds `/v1/ask` and `/v1/search`."""

    @app.post(
        "/v1/ask", summary="Answer a question", tags=["answers"],
        responses=responses(401, 403, 413, 415, 422, 503) | links(
            document=("document", "id", "/citations/0/document/id"), party=("party", "id", "/facts/0/party"),
        ),
        openapi_extra={"x-body": "Question"},
    )  # fmt: skip
    def ask(question: Annotated[bodies.Question, Depends(bodies.body(bodies.Question))]) -> Answer:
        """The answer with its sentences, citations and facts. One that declines is an answer: `answered` is false, and `text` says what
        was looked for."""
        with TURNS.turn():
            return workspace.ask([*question.earlier, question.question], today=question.today)

    @app.get(
        "/v1/search", summary="Find passages", tags=["answers"],
        responses=responses(401, 403, 422, 503) | links(document=("document", "id", "/passages/0/document")),
    )  # fmt: skip
    def search(
        q: bodies.Words, limit: Annotated[int, Query(ge=1, le=100)] = 10,
        kind: Annotated[list[DocumentKind], Query(max_length=8)] = [],  # noqa: B006
        published_from: bodies.Day | None = None, published_until: bodies.Day | None = None,
    ) -> Passages:  # fmt: skip
        """Passages of the indexed documents by words and by meaning, best first: what stands there, not an answer."""
        filters = Filters(
            kinds=frozenset(kind) or None, published_from=published_from, published_until=published_until
        )  # fmt: skip
        index = workspace.index()
        with TURNS.turn(), index.reading() as generation:
            found = found_passages(index, q, limit, filters)
        return Passages(query=q, generation=generation, passages=tuple(found))
