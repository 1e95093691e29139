"""The web API: every tool as an endpoint for gradio_client, which documents them itself (`Client(...).view_api()`).

gradio_client takes every object with a `path` for a file to download. So a document's path is called `file` here; nothing else
differs from `whylisted ask --json`.
"""

import functools
import inspect
import logging
from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components.api_component import Api
from gradio.events import api
from pydantic import ValidationError, validate_call

from sources.errors import WhylistedError
from ui.calls import INSIDE
from ui.safe import one_line
from ui.tools import plain, tools
from ui.workspace import Workspace

log = logging.getLogger(__name__)


def add_api(page: gr.Blocks, workspace: Workspace) -> None:
    """Adds the endpoints to the page that is being built."""
    for tool in tools(workspace):
        api(_endpoint(tool), api_name=tool.__name__, concurrency_limit=None)
    for block in page.blocks.values():
        if isinstance(block, Api):
            block._api_info = renamed(block._api_info)


def _endpoint(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool with its signature and types (Gradio documents them, and checks nothing), giving JSON values; its errors in one line."""
    checked = validate_call(tool)

    @functools.wraps(tool)
    def endpoint(*given: Any, **named: Any) -> Any:
        try:
            return renamed(plain(checked(*given, **named)))
        except WhylistedError as error:
            raise gr.Error(one_line(str(error)), print_exception=False) from None
        except ValidationError as error:
            raise gr.Error(_told(error, list(inspect.signature(tool).parameters)), print_exception=False) from None
        except Exception:
            log.exception("%s failed", tool.__name__)
            raise gr.Error(INSIDE, print_exception=False) from None

    return endpoint


def _told(error: ValidationError, names: list[str]) -> str:
    """What does not fit, each value with its name (pydantic gives the place of one that came without)."""
    lines = []
    for item in error.errors(include_url=False):
        first, *inside = item["loc"]
        name = names[first] if isinstance(first, int) and first < len(names) else first
        lines.append(f"{'.'.join(map(str, (name, *inside)))}: {item['msg']}")
    return one_line("; ".join(lines))[:1000]


def renamed(value: Any) -> Any:
    """JSON values (or a schema) with every key `path` called `file`."""
    if isinstance(value, dict):
        return {"file" if key == "path" else key: renamed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item) for item in value]
    return value
