"""`whylisted chat`."""

import argparse
import sys

from sources.errors import QuestionError
from ui.judging import judge_as_told
from ui.settings import LOCAL, index_directory


def chat(options: argparse.Namespace) -> int:
    """Serves the chat until it is stopped."""
    auth = None
    if options.auth is not None:
        user, colon, password = options.auth.partition(":")
        if not (user and colon and password):
            raise QuestionError("--auth takes USER:PASSWORD")
        auth = (user, password)
    if (options.host not in LOCAL or options.share == "on") and auth is None:
        print(
            "whylisted: warning: this listens beyond this machine and asks nobody for a password: everyone who reaches it can "
            "read and change the index and its history. Use --auth USER:PASSWORD, --read-only, or --host 127.0.0.1.",
            file=sys.stderr,
        )
    if options.mcp:
        from ui.mcp_server import mcp_missing

        if missing := mcp_missing():
            raise QuestionError(missing)
    from ui.app import serve

    folder = index_directory(options.index)
    judge_as_told(options, folder)
    return serve(
        folder,
        host=options.host,
        port=options.port,
        share=options.share == "on",
        auth=auth,
        mcp=options.mcp,
        allow_private=options.allow_private,
        read_only=options.read_only,
        open_browser=options.open,
        also_hosts=options.allow_host,
    )
