"""Bodies of JSON-RPC requests, read before a library does: what is no JSON is answered as JSON-RPC asks, not by an error of the server."""

import json
from collections.abc import MutableMapping
from typing import Any

from ui.gate import Receive, Scope, Send

PARSE_ERROR = -32700
"""The code of JSON-RPC 2.0 for a text that is no JSON."""


async def whole_body(receive: Receive) -> bytes:
    """The body of a request; its length is bounded before it comes here (`ui.limits`)."""
    pieces = []
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return b"".join(pieces)


def is_json(body: bytes) -> bool:
    """Whether a body is JSON in UTF-8 that can be read: damaged bytes and brackets without end are not."""
    try:
        json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True


def again(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was read once more, and then what comes after it."""
    given = False

    async def receive_again() -> MutableMapping[str, Any]:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


async def refuse_as_rpc(send: Send) -> None:
    """Answer 400 with the error of JSON-RPC for what is no JSON."""
    error = {"code": PARSE_ERROR, "message": "the body is not JSON in UTF-8: send one JSON-RPC request"}
    body = json.dumps({"jsonrpc": "2.0", "id": None, "error": error}).encode()
    await send({"type": "http.response.start", "status": 400, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


async def checked(scope: Scope, receive: Receive, send: Send) -> Receive | None:
    """What a library may read the body of a request from; None where it was no JSON, and that has been answered."""
    if scope["method"] != "POST":
        return receive
    body = await whole_body(receive)
    if not is_json(body):
        await refuse_as_rpc(send)
        return None
    return again(body, receive)
