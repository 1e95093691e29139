"""The tools for language models' programs (Model Context Protocol): at `/mcp` of the chat's own server, and over standard input and
output (`whylisted mcp`)."""

import asyncio
import functools
import importlib.util
import inspect
import os
import sys
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
    return "" if importlib.util.find_spec("mcp") else 'MCP needs the package mcp: pip install "whylisted[mcp]"'


def server_of(workspace: Workspace, **settings: Any) -> Any:
    """The tools over one workspace as a server of the protocol; what each parameter is comes from the tool's own words.

    Every tool is marked as one that only reads, gives the same for the same, and asks nothing of the world outside.
    """
    from mcp.server.fastmcp import FastMCP
    from mcp.types import ToolAnnotations

    server = FastMCP("whylisted", instructions=_ABOUT, **settings)
    for tool in tools(workspace):
        if tool.__name__ not in TOOLS:
            continue
        title = tool.__name__.replace("_", " ").capitalize()
        marks = ToolAnnotations(
            title=title, readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False
        )  # fmt: skip
        about = described(tool)
        said = f"{about['']}\n\nReturns: {about['returns']}"
        server.add_tool(_in_thread(tool), title=title, description=said, annotations=marks)
        made = server._tool_manager.get_tool(tool.__name__)
        assert made is not None
        for name, schema in made.parameters["properties"].items():
            schema["description"] = about[name]
    server._mcp_server.version = version()
    return server


_ABOUT = (
    "Restricted-party lists and what was published about them, as indexed by the user. Answers cite exact quotations; what no source "
    "states is declined. Say nothing that an answer does not say, and give its citations."
)


def described(tool: Callable[..., Any]) -> dict[str, str]:
    """What a tool does (under ""), what each of its parameters is, and what it returns (under "returns"), from its docstring."""
    text = inspect.getdoc(tool) or ""
    head, _, rest = text.partition("\n\nParameters:\n")
    parameters, _, returns = (rest or text).partition("\n\nReturns:\n")
    found = {"": " ".join(head.partition("\n\nReturns:")[0].split()), "returns": " ".join(returns.split())}
    for line in parameters.splitlines() if rest else ():
        name, colon, words = line.strip().partition(": ")
        found |= {name: words} if colon else {}
    return found


def run_stdio(workspace: Workspace) -> None:
    """Serves the tools over standard input and output until the input ends.

    The protocol has copies of both to itself: whatever else is printed meanwhile goes to the standard error stream, and both are still
    open afterwards (the package closes what it is given).
    """
    import anyio
    from mcp.server.stdio import stdio_server

    server = server_of(workspace)._mcp_server
    sys.stdout.flush()
    given = os.fdopen(os.dup(sys.stdin.fileno()), encoding="utf-8", errors="replace")
    told = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    async def serve() -> None:
        async with stdio_server(anyio.wrap_file(given), anyio.wrap_file(told)) as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(serve)


class McpApp:
    """An ASGI application that serves the tools. `auth` is asked for as HTTP Basic where the chat asks for a login.

    The protocol's session manager lives in the server's own event loop: it is started by the first request.
    """

    def __init__(self, workspace: Workspace, auth: Mapping[str, str] | None) -> None:
        from mcp.server.transport_security import TransportSecuritySettings

        # Names and origins are looked at by ui.gate, which knows those of --allow-host, too.
        security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server = server_of(workspace, stateless_http=True, json_response=True, transport_security=security)
        server.streamable_http_app()  # makes the session manager
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
