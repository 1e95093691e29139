"""The watch list's Atom feed over HTTP: each user's own, with the chat's session or with HTTP Basic, as feed readers have it."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assistant.watch import last_runs
from index.watching import Watching
from sources.errors import NoIndex, WhylistedError
from ui.access import basic_user, user_of
from ui.safe import one_line
from ui.watch.atom import MEDIA, MOST, feed
from ui.workspace import Workspace

FEED = "/watch.atom"
"""Where the feed stands."""


class WatchFeed:
    """An ASGI application that gives the feed.

    Args:
        workspace: the index.
        auth: passwords by user; without any, there is one list, and everybody may read it.
    """

    def __init__(self, workspace: Workspace, auth: Mapping[str, str] | None) -> None:
        self._kept = Watching(workspace.directory)
        self._auth = auth
        self._by_password = basic_user(auth)

    async def __call__(
        self, scope: MutableMapping[str, Any], receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:  # fmt: skip
        """Answers a request."""
        if scope["type"] != "http":
            return
        response = await run_in_threadpool(self._response, Request(scope))
        await response(scope, receive, send)

    def _response(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return PlainTextResponse("a feed is only read", 405)
        user = ""
        if self._auth:
            user = self._by_password(request.headers.raw) or user_of(request)
            if user not in self._auth:
                headers = {"www-authenticate": 'Basic realm="whylisted"'}
                return PlainTextResponse("log in with the chat's user name and password", 401, headers)
        try:
            runs = last_runs(self._kept, user, MOST)
        except NoIndex:
            runs = []
        except WhylistedError as error:
            return PlainTextResponse(one_line(str(error)), 503)
        made = feed(runs, user, str(request.url.replace(query="", fragment="")))
        return Response(made, headers={"content-type": MEDIA, "cache-control": "private, no-cache"})
