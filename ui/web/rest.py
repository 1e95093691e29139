"""The REST service beside the chat, as one application: its routes, its description, its logins and its counts."""

from collections.abc import Mapping

from starlette.routing import BaseRoute, Match

from ui.gate import Application, Receive, Scope, Send, of_rest
from ui.web.ask import add_asking
from ui.web.described import describe
from ui.web.metrics import Counted, Metrics
from ui.web.parties import add_parties
from ui.web.records import add_documents, add_records
from ui.web.screen import add_screening
from ui.web.service import LoggedIn, service
from ui.web.state import OPEN, add_state
from ui.workspace import Workspace

ABOUT = (
    "Ask why a party was put on a restricted-party list, by whom, when and with what effect; search, match, query, read and compare "
    "what is indexed. Every answer cites the passages that it stands on, by exact quotations. What is wrong with a request is "
    "told as problem details (RFC 9457). With logins, send them by HTTP Basic."
)


def rest_service(workspace: Workspace, auth: Mapping[str, str] | None) -> Application:
    """The service over one workspace. With logins all but `/healthz` and `/readyz` ask for one."""
    metrics = Metrics()
    app = service("whylisted", ABOUT)
    add_asking(app, workspace)
    add_parties(app, workspace)
    add_records(app, workspace)
    add_documents(app, workspace)
    add_screening(app, workspace)
    add_state(app, workspace, metrics)
    describe(app)
    return Counted(LoggedIn(app, auth, open_to=lambda scope: scope["path"] in OPEN), metrics)


class RestRoute(BaseRoute):
    """The service before the chat's own addresses, at every path under `/v1` whatever characters are in it, and at those beside."""

    def __init__(self, served: Application) -> None:
        self._served = served

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is for the service."""
        return (Match.FULL if scope["type"] == "http" and of_rest(scope["path"]) else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        await self._served(scope, receive, send)
