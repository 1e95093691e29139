"""How much and how often: the size of a request's body, and guesses at a password."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from ui.gate import Application, Receive, Scope, Send, refuse

MOST_BYTES = 1_000_000
"""The largest body of a request that is no upload."""
UPLOAD_SLACK = 100_000
"""What a form with a file in it holds besides the file, at most."""
FREE_GUESSES = 5
"""Wrong passwords in a row before the next guess has to wait."""
LONGEST_WAIT = 300.0
"""Seconds that a guess has to wait at most; the wait doubles with each wrong one."""
AT_ONCE = 10
"""Logins of one client that may be looked at at the same time (behind a proxy all come from one); one while it has to wait."""
FORGOTTEN = 3600.0
"""Seconds after which wrong passwords are forgotten."""
KNOWN_CLIENTS = 10_000


class BodyLimit:
    """ASGI middleware that refuses bodies that are too large, before they are read where their length is told.

    Args:
        app: what is behind it.
        largest_file: bytes of a file that may be uploaded; 0 refuses uploads.
    """

    def __init__(self, app: Application, largest_file: int) -> None:
        self._app = app
        self._largest_file = largest_file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 413 (403 for an upload where there are none)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        upload = scope["path"].rstrip("/").endswith("/upload")
        if upload and not self._largest_file:
            await refuse(scope, send, 403, "this chat only reads its index: it was started with --read-only")
            return
        most = self._largest_file + UPLOAD_SLACK if upload else MOST_BYTES
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > most:
            await refuse(scope, send, 413, f"more than {most:,} bytes")
            return
        await self._counted(scope, receive, send, most)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        read, begun = 0, False

        async def counting() -> MutableMapping[str, Any]:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise _TooLarge
            return message

        async def noting(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counting, noting)
        except _TooLarge:
            if not begun:
                await refuse(scope, send, 413, f"more than {most:,} bytes")


class _TooLarge(Exception):
    """A body turned out too large while it was read."""


class Guesses:
    """Wrong passwords by client, and how long each has to wait before the next guess.

    The right password at the login forgives the wrong ones before it, and so does time (`FORGOTTEN`). HTTP credentials do not: many
    addresses take no notice of them, and answer 200 whatever they say.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._under_way: Counter[str] = Counter()

    def wait(self, client: str) -> float:
        """Seconds until this client may guess again; 0 where it may now."""
        count, last = self._known(client)
        if self._under_way[client] >= (1 if count >= FREE_GUESSES else AT_ONCE):
            return 1.0
        if count < FREE_GUESSES:
            return 0.0
        pause: float = min(2.0 ** min(count - FREE_GUESSES, 20), LONGEST_WAIT)
        return max(last + pause - self._clock(), 0.0)

    @contextmanager
    def under_way(self, client: str) -> Iterator[None]:
        """A guess that is being looked at: what is sent all at once is counted, too."""
        self._under_way[client] += 1
        try:
            yield
        finally:
            self._under_way[client] -= 1
            if not self._under_way[client]:
                del self._under_way[client]

    def wrong(self, client: str) -> None:
        """Take note of a wrong guess."""
        count, _ = self._known(client)
        self._wrong.pop(client, None)
        self._wrong[client] = count + 1, self._clock()
        while len(self._wrong) > KNOWN_CLIENTS:
            self._wrong.popitem(last=False)

    def forgive(self, client: str) -> None:
        """Take note of the right password."""
        self._wrong.pop(client, None)

    def _known(self, client: str) -> tuple[int, float]:
        count, last = self._wrong.get(client, (0, 0.0))
        return (0, 0.0) if last + FORGOTTEN < self._clock() else (count, last)


class Backoff:
    """ASGI middleware that makes whoever guesses passwords wait: answers 429 with the seconds to wait.

    A guess is a request to the login page, or one with HTTP credentials; it was wrong where the answer is 401 or 403, and for the
    login page 400.
    """

    def __init__(self, app: Application, guesses: Guesses) -> None:
        self._app = app
        self._guesses = guesses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 429."""
        login = scope["type"] == "http" and scope["method"] == "POST" and scope["path"].rstrip("/").endswith("/login")
        if scope["type"] != "http" or not (login or any(name == b"authorization" for name, _ in scope["headers"])):
            await self._app(scope, receive, send)
            return
        client = (scope.get("client") or ("",))[0]
        if wait := self._guesses.wait(client):
            seconds = str(int(wait) + 1)
            await refuse(
                scope, send, 429, f"too many wrong passwords: wait {seconds} s", (b"retry-after", seconds.encode())
            )
            return

        async def noting(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                if message["status"] in ({400, 401, 403} if login else {401, 403}):
                    self._guesses.wrong(client)
                elif login and message["status"] == 200:
                    self._guesses.forgive(client)
            await send(message)

        if not login:
            await self._app(scope, receive, noting)
            return
        with self._guesses.under_way(client):
            await self._app(scope, receive, noting)
