"""What the chat gives before somebody has logged in: what its login page needs, and nothing else.

Gradio asks for the login at the addresses that it thinks of; others (streams, lists of runs, checks of a body's form) it answers to anybody.
"""

from collections.abc import Sequence

from starlette.requests import Request

from ui.access import user_of
from ui.gate import Application, Receive, Scope, Send, refuse

OPEN = frozenset({
    "/", "/login", "/logout", "/login_check", "/token", "/user", "/app_id", "/robots.txt", "/manifest.json", "/favicon.ico", "/pwa_icon",
    "/theme.css", "/gradio_api/theme.css", "/gradio_api/startup-events",
})  # fmt: skip
"""Paths, without a slash at their end, that the login page needs or that say nothing of documents, questions and users; at
`startup-events` Gradio calls itself when it starts."""
OPEN_FOLDERS = ("/static/", "/assets/", "/svelte/", "/custom_component/", "/pwa_icon/")


class LoginFirst:
    """ASGI middleware that answers 401 at every address but the login page's to whoever has not logged in.

    Args:
        app: what is behind it, Gradio's application, which knows the sessions.
        services: paths of services that ask for a login themselves.
    """

    def __init__(self, app: Application, services: Sequence[str]) -> None:
        self._app = app
        self._services = tuple(services)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 401."""
        if (
            scope["type"] not in {"http", "websocket"}
            or self._is_open(scope["path"])
            or user_of(Request({**scope, "type": "http"}))
        ):
            await self._app(scope, receive, send)
            return
        await refuse(scope, send, 401, "log in first: this is given to users of the chat alone")

    def _is_open(self, path: str) -> bool:
        if (path.rstrip("/") or "/") in OPEN or path.startswith(OPEN_FOLDERS):
            return True
        return any(path == service or path.startswith(f"{service}/") for service in self._services)
