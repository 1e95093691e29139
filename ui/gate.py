"""Who may call: pages that this server sent, and programs; not pages of other sites in the same browser.

A page of any site can make a browser post to a server on this machine. Gradio answers it, and only keeps the answer from the
page; by then a document would be removed. So a request that changes something has to come from our own page, or from
a program (which sends no `Origin`). And as long as only this machine can reach the server, it has to be called by a name of this machine:
otherwise another site's name could be pointed here (DNS rebinding).
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from ui.settings import LOCAL

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """ASGI middleware that refuses requests from other sites. `hosts` are the names that the server may be called by; None
    allows any."""

    def __init__(self, app: Application, hosts: frozenset[str] | None) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 403."""
        if scope["type"] in {"http", "websocket"} and (reason := refusal(scope, self._hosts)):
            body = f"refused: {reason}".encode()
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": body})
            return
        await self._app(scope, receive, send)


def refusal(scope: Scope, hosts: frozenset[str] | None) -> str:
    """Why a request is refused; empty when it is not."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    if hosts is not None and host_name(host) not in hosts:
        return "called by a name that is not of this machine (--allow-host NAME allows one)"
    if scope.get("method", "GET") in SAFE_METHODS:
        return ""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        return "sent by a page of another site"
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return "sent by a page of another site"
    return ""


def host_name(host: str) -> str:
    """The name of a `Host` header without its port, in lower case: `[::1]:7860` is `::1`."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def allowed_hosts(host: str, share: bool, also: list[str]) -> frozenset[str] | None:
    """The names by which a server that listens on `host` may be called; any, if others than this machine can reach it."""
    if host not in LOCAL or share:
        return None
    return LOCAL | {name.lower() for name in also}
