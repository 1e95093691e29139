"""The chat: one Gradio page whose views are drawn by our own scripts and fed by server functions, plus the API for programs.

Gradio gives the server, sessions, login, uploads and the API; `gr.HTML` gives a place for the views with real event handlers.
Nothing is asked from another host: fonts are the system's, scripts and styles come with the page.
"""

import logging
import os
import tempfile
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before gradio is imported: it looks at once
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from starlette.middleware import Middleware

from sources.errors import QuestionError
from ui.api import add_api
from ui.calls import Call
from ui.gate import REST, Gate, allowed_hosts
from ui.history import History
from ui.limits import Backoff, BodyLimit, Guesses
from ui.logins import LoginFirst
from ui.pages.ask import ask_calls
from ui.pages.cases import cases_calls
from ui.pages.changes import changes_calls
from ui.pages.entities import entities_calls
from ui.pages.keep import keep_calls
from ui.pages.read import read_calls
from ui.pages.screen import screen_calls
from ui.pages.sources import sources_calls
from ui.pages.watch import watch_calls
from ui.screening.desk import Desk
from ui.settings import LOCAL, MAX_UPLOAD_BYTES, RECONCILE_PATH
from ui.stumbles import Page, Stumbles
from ui.uploads import uploads_folder
from ui.web.rest import RestRoute, rest_service
from ui.web.service import AtRoot
from ui.web.watch import FEED, WatchFeed
from ui.workspace import Workspace

log = logging.getLogger(__name__)

SCRIPTS = (
    "dom", "app", "reader", "answer", "filters", "ask", "timeline", "entities", "changes", "sources", "history", "evidence", "screen", "cases",
    "watch", "shell",
)  # fmt: skip
"""Files of ui/static in the order in which they share one scope."""

FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
MONO = ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"]


def static(name: str) -> str:
    """A file of ui/static."""
    return (resources.files("ui") / "static" / name).read_text(encoding="utf-8")


def head() -> str:
    """What goes into the page's head. The style stands here because Gradio rewrites the selectors of its `css`."""
    return (
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<style>{static('app.css')}</style>"
    )


def build(workspace: Workspace, uploads: Path) -> Any:
    """The page and the API over one workspace; `uploads` is the only folder that uploaded files are taken from."""
    history, desk = History(workspace.directory), Desk()
    calls: list[Call] = [
        *ask_calls(workspace, history),
        *read_calls(workspace),
        *entities_calls(workspace),
        *changes_calls(workspace),
        *sources_calls(workspace, uploads),
        *keep_calls(workspace, history),
        *screen_calls(workspace, uploads, desk),
        *cases_calls(workspace, history, desk),
        *watch_calls(workspace, uploads),
    ]
    with Page(title="whylisted", analytics_enabled=False, fill_width=True, fill_height=True) as page:
        gr.HTML(
            value="",
            html_template='<div class="wl"></div>',
            js_on_load="\n".join(static(f"{name}.js") for name in SCRIPTS),
            apply_default_css=False,
            padding=False,
            elem_id="whylisted",
            server_functions=list(calls),
        )
        add_api(page, workspace)
    return page


def serve(
    directory: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    share: bool = False,
    auth: Mapping[str, str] | None = None,
    mcp: bool = False,
    reconcile: bool = False,
    allow_private: bool = False,
    read_only: bool = False,
    open_browser: bool = False,
    also_hosts: Sequence[str] = (),
) -> int:
    """Serves the chat until it is interrupted; returns the exit status.

    Args:
        auth: passwords by user; without any, nobody has to log in.
        mcp: offers the tools to language models' programs, at `/mcp`.
        reconcile: offers the reconciliation service, which pages of other sites may use, too.
        also_hosts: names that the server may be called by, besides this machine's own and `host`.

    Raises:
        QuestionError: the port is taken.
    """
    _reach_ourselves()
    workspace = Workspace(directory, read_only=read_only, allow_private=allow_private, users=tuple(auth or ()))
    page = build(workspace, _uploads(directory, read_only))
    gate = Middleware(
        Gate, hosts=allowed_hosts(host, also_hosts), shared=share, open_path=RECONCILE_PATH if reconcile else None
    )
    largest_file = 0 if read_only else MAX_UPLOAD_BYTES
    try:
        app, address, _ = page.launch(
            server_name=host,
            server_port=port,
            share=share,
            auth=list(auth.items()) if auth else None,
            inbrowser=open_browser,
            app_kwargs={"middleware": [gate, *_limits(largest_file, needs_login=bool(auth))]},
            **_launch_options(),
        )
    except OSError:
        raise QuestionError(f"port {port} of {host} is taken or closed to us: choose another one with --port") from None
    _mount(app, FEED, WatchFeed(workspace, auth))
    app.router.routes.insert(0, RestRoute(rest_service(workspace, auth)))
    if reconcile:
        from ui.reconcile.routes import reconcile_service

        _mount(app, RECONCILE_PATH, reconcile_service(workspace, auth))
        print(f"Reconciliation service at {address.rstrip('/')}{RECONCILE_PATH}", flush=True)
    if mcp:
        from ui.mcp_server import McpApp

        _mount(app, "/mcp", McpApp(workspace, auth))
        print(f"MCP tools at {address.rstrip('/')}/mcp", flush=True)
    print(f"whylisted is open at {address} (index {directory}; stop with Ctrl+C)", flush=True)
    workspace.warm()
    page.block_thread()
    return 0


def _limits(largest_file: int, needs_login: bool) -> list[Middleware]:
    """What a request passes after the gate: bounds on its size, on guesses at passwords, and the login."""
    login = [Middleware(LoginFirst, services=(*REST, "/mcp", RECONCILE_PATH, FEED))] if needs_login else []
    return [
        Middleware(Stumbles),
        Middleware(BodyLimit, largest_file=largest_file),
        Middleware(Backoff, guesses=Guesses()),
        *login,
    ]


def _launch_options() -> dict[str, Any]:
    """The options of Gradio's `launch` that are the same for every chat."""
    return {
        "mcp_server": False,  # ours has typed results: ui/mcp_server.py
        "quiet": True,
        "show_error": True,
        "max_file_size": MAX_UPLOAD_BYTES,
        "strict_cors": True,
        "ssr_mode": False,
        "footer_links": [],
        "theme": gr.themes.Base(font=FONTS, font_mono=MONO),
        "head": head(),
        "prevent_thread_lock": True,
        "_frontend": False,  # else Gradio asks itself for the page, and gives up where that takes 3 s
    }


def _mount(app: Any, path: str, served: Any) -> None:
    """Puts a service before the chat's own addresses, at the path with and without a slash at its end."""
    from starlette.routing import Mount, Route

    app.router.routes[:0] = [Route(path, endpoint=AtRoot(served, path)), Mount(path, app=served)]


def _reach_ourselves() -> None:
    """Keep proxies of the environment away from this machine's own addresses: Gradio's first call to itself goes through them, and where
    they refuse it, does not start."""
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), *sorted(LOCAL))))


def _uploads(directory: Path, read_only: bool) -> Path:
    """The index's folder for uploads; where nothing may be written, a folder that nothing ever comes into."""
    if not read_only:
        try:
            return uploads_folder(directory)
        except OSError as error:
            log.warning("nothing can be uploaded: %s cannot be written (%s)", directory, error.strerror)
    return Path(tempfile.mkdtemp(prefix="whylisted-"))
