"""Requests that the server beneath stumbles over: answered in one line, without a traceback in the terminal.

Gradio reads the bodies of its own requests without checking them: a number where a name has to be, half a JSON text, brackets a
thousand deep end in an exception, which the web server would print with its traceback, as if the program were broken.
"""

import logging
from collections.abc import MutableMapping
from typing import Any

import gradio as gr

from ui.gate import Application, Receive, Scope, Send, refuse
from ui.safe import one_line

log = logging.getLogger(__name__)

UNREAD = "this request could not be read: it is not of the form that this address takes"


class Stumbles:
    """ASGI middleware that answers 400 where what is behind it raises before it has begun to answer."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        begun = False

        async def noting(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if scope["type"] != "http":
                raise
            log.warning("%s %s: %s", scope["method"], one_line(scope["path"])[:200], type(error).__name__)
            log.debug("cause", exc_info=True)
            if not begun:
                await refuse(scope, send, 400, UNREAD)


class Page(gr.Blocks):
    """Gradio's page, whose endpoints say in one line what does not fit them."""

    async def process_api(self, *given: Any, **named: Any) -> dict[str, Any]:
        """Runs an endpoint.

        Raises:
            gr.Error: its own error, or that the values given do not fit it.
        """
        try:
            return await super().process_api(*given, **named)
        except gr.Error:
            raise
        except Exception as error:
            log.debug("cause", exc_info=True)
            raise gr.Error(f"{UNREAD} ({type(error).__name__})", print_exception=False) from None
