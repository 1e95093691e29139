"""Where the index lies and who we are: the few things that every command needs before it loads anything heavy."""

import os
from pathlib import Path

INDEX_VARIABLE = "WHYLISTED_INDEX"
DEFAULT_INDEX = "./.whylisted"
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
"""Addresses that only this machine can reach."""
MAX_UPLOAD_BYTES = 64 * 1024 * 1024
"""The largest file that the chat takes; `whylisted add` has no such limit."""

RECONCILE_PATH = "/reconcile"
"""Where the reconciliation service stands, where it is asked for."""


def index_directory(given: str | None) -> Path:
    """The index folder: the option, else `$WHYLISTED_INDEX`, else `./.whylisted`."""
    return Path(given or os.environ.get(INDEX_VARIABLE) or DEFAULT_INDEX).expanduser()


def version() -> str:
    """The installed version, or `unknown` when run from a folder that was never installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("whylisted")
    except PackageNotFoundError:
        return "unknown"


def samples_directory() -> Path:
    """The folder of sample documents that comes with the program."""
    import sources

    return Path(sources.__path__[0]) / "samples"
