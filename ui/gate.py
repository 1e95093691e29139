"""Who may call: pages that this server sent, and programs; not pages of other sites in the same browser.

A page of any site can make a browser post to a server on this machine. Gradio answers it, and only keeps the answer from the
page; by then a document would be removed. So a request that changes something has to come from our own page, or from
a program (which sends no `Origin`). And the server has to be called by a name that was given to it, or by a number: otherwise another
site's name could be pointed here (DNS rebinding). No page of another site may frame ours.
"""

import ipaddress
import logging
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from ui.settings import LOCAL

log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SHARED = ".gradio.live"
"""What the names of Gradio's public tunnel end with."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"referrer-policy", b"no-referrer"),
)
"""Sent with every response: types are not guessed, other sites do not frame the page, and are not told where one came from."""


class Gate:
    """ASGI middleware that refuses requests from other sites.

    Args:
        app: what is behind it.
        hosts: the names that the server may be called by, besides numbers.
        shared: whether Gradio's public tunnel leads here.
        open_path: a service at this path that only reads and takes no cookies; pages of other sites may post to it.
    """

    def __init__(
        self, app: Application, hosts: frozenset[str], shared: bool = False, open_path: str | None = None
    ) -> None:
        self._app = app
        self._open_path = open_path
        self._hosts = hosts
        self._shared = shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 403."""

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message.get("headers", ())}
                added = [pair for pair in HEADERS if pair[0] not in given]
                message = {**message, "headers": [*message.get("headers", ()), *added]}
            await send(message)

        if scope["type"] in {"http", "websocket"} and (
            reason := refusal(scope, self._hosts, self._shared, self._open_path)
        ):
            await refuse(scope, with_headers, 403, reason)
            return
        await self._app(scope, receive, with_headers)


async def refuse(scope: Scope, send: Send, status: int, reason: str, *headers: tuple[bytes, bytes]) -> None:
    """Answer a request with a status and one line, on the paths of the REST service as a problem (RFC 9457); where the connection
    takes none any more, nothing is said."""
    media, body = b"text/plain", f"refused: {reason}".encode()
    if scope["type"] == "http" and of_rest(scope.get("path", "")):
        from ui.web.problems import MEDIA, as_bytes

        media, body = MEDIA.encode(), as_bytes(status, reason, scope["path"])
    try:
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", media), *headers]})
        await send({"type": "http.response.body", "body": body})
    except Exception:  # a request so broken that its connection takes no answer
        log.debug("could not say: %s", reason, exc_info=True)


REST = ("/v1", "/healthz", "/readyz", "/metrics", "/docs", "/openapi.json")
"""Where the REST service stands beside the chat; of the first, at all that is under it, too."""


def of_rest(path: str) -> bool:
    """Whether the REST service stands at a path."""
    return path.startswith(f"{REST[0]}/") or path in REST


def refusal(scope: Scope, hosts: frozenset[str], shared: bool = False, open_path: str | None = None) -> str:
    """Why a request is refused; empty when it is not."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    name = host_name(host)
    if not (name in hosts or (shared and name.endswith(SHARED)) or _is_number(name)):
        return "called by a name that is not of this machine (--allow-host NAME allows one)"
    path = scope.get("path", "")
    if scope.get("method", "GET") in SAFE_METHODS or (
        open_path and (path == open_path or path.startswith(f"{open_path}/"))
    ):
        return ""
    origin = headers.get("origin")
    if origin is not None and _place(origin) != host.lower():
        return "sent by a page of another site"
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return "sent by a page of another site"
    return ""


def _place(origin: str) -> str:
    """The host and port of an `Origin` header in lower case; empty for what is no address, which no host is."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def host_name(host: str) -> str:
    """The name of a `Host` header without its port, in lower case: `[::1]:7860` is `::1`."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def allowed_hosts(host: str, also: Iterable[str]) -> frozenset[str]:
    """The names by which a server that listens on `host` may be called."""
    return LOCAL | {name.lower() for name in (host, *also)}
