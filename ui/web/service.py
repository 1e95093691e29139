"""The web services for programs as ASGI applications that ask for the chat's logins and answer errors in one line."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from fastapi import FastAPI

from ui.access import basic_login
from ui.settings import version
from ui.web.problems import MEDIA, add_handlers, as_bytes

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def service(title: str, description: str, openapi: str | None = "/openapi.json") -> FastAPI:
    """An application without routes, whose errors are problems (RFC 9457). Its description stands at `openapi`; the pages that FastAPI
    draws of it would be loaded from another host, so there are none. Bad input is 422: 400 counts as a wrong password
    (`ui.limits`)."""
    app = FastAPI(
        title=title, description=description, version=version(), docs_url=None, redoc_url=None, openapi_url=openapi,
        generate_unique_id_function=lambda route: route.name,
    )  # fmt: skip
    add_handlers(app)
    return app


class LoggedIn:
    """ASGI middleware that asks for HTTP Basic where the chat has logins.

    Args:
        app: what is behind it.
        auth: passwords by user; without any, everybody is admitted.
        open_to: says of a request that it needs no login.
    """

    def __init__(
        self, app: Any, auth: Mapping[str, str] | None, open_to: Callable[[Scope], bool] = lambda scope: False
    ) -> None:
        self._app = app
        self._admits = basic_login(auth)
        self._open_to = open_to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 401."""
        if scope["type"] == "http" and not (self._admits(scope["headers"]) or self._open_to(scope)):
            headers = [(b"www-authenticate", b'Basic realm="whylisted"'), (b"content-type", MEDIA.encode())]
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            body = as_bytes(401, "no login of the chat came with the request", scope["path"])
            await send({"type": "http.response.body", "body": body})
            return
        await self._app(scope, receive, send)


class AtRoot:
    """A mounted application called without the slash at the end of its path, as if it had it (a mount alone does not answer
    that, and a redirect would lose forms in some clients)."""

    def __init__(self, app: Any, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        root = scope.get("root_path", "")
        child = {
            **scope, "path": f"{root}{self._path}/", "root_path": f"{root}{self._path}",
            "app_root_path": scope.get("app_root_path", root),
        }  # fmt: skip
        await self._app(child, receive, send)
