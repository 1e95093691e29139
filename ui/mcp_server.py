"""The tools for language models' programs (Model Context Protocol), at `/mcp` of the chat's own server."""

import asyncio
import functools
import importlib.util
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from sources.errors import WhylistedError
from ui.access import basic_login
from ui.json_bodies import checked
from ui.safe import one_line
from ui.settings import version
from ui.tools import tools
from ui.workspace import Workspace

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

TOOLS = ("ask", "find_entity", "get_entity", "read_passage", "search_passages", "list_changes", "screen")


def mcp_missing() -> str:
    """Why MCP cannot be offered, in one line; empty when it can."""
    return "" if importlib.util.find_spec("mcp") else '--mcp needs the package mcp: pip install "whylisted[mcp]"'


class McpApp:
    """An ASGI application that serves the tools. `auth` is asked for as HTTP Basic where the chat asks for a login.

    The protocol's session manager lives in the server's own event loop: it is started by the first request.
    """

    def __init__(self, workspace: Workspace, auth: Mapping[str, str] | None) -> None:
        from mcp.server.fastmcp import FastMCP
        from mcp.server.transport_security import TransportSecuritySettings

        # Names and origins are looked at by ui.gate, which knows those of --allow-host, too.
        security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server = FastMCP("whylisted", stateless_http=True, json_response=True, transport_security=security)
        for tool in tools(workspace):
            if tool.__name__ in TOOLS:
                server.tool()(_in_thread(tool))
        server.streamable_http_app()  # makes the session manager
        server._mcp_server.version = version()
        self._manager = server.session_manager
        self._admits = basic_login(auth)
        self._started: asyncio.Event | None = None
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            return
        if not self._admits(scope["headers"]):
            await send({"type": "http.response.start", "status": 401, "headers": [(b"www-authenticate", b"Basic")]})
            await send({"type": "http.response.body", "body": b"log in with the chat's user name and password"})
            return
        if self._started is None:
            self._started = asyncio.Event()
            self._task = asyncio.create_task(self._run(self._started))
        await self._started.wait()
        body = await checked(scope, receive, send)
        if body is not None:
            await self._manager.handle_request(scope, body, send)

    async def _run(self, started: asyncio.Event) -> None:
        async with self._manager.run():
            started.set()
            await asyncio.Event().wait()


def _in_thread(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool run in a thread, so that a long search does not hold up the server; its errors in one line."""

    @functools.wraps(tool)
    async def run(*given: Any, **named: Any) -> Any:
        try:
            return await asyncio.to_thread(tool, *given, **named)
        except WhylistedError as error:
            raise ValueError(one_line(str(error))) from None

    return run
