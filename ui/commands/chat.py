"""`whylisted chat` and `whylisted mcp`."""

import argparse

from sources.errors import QuestionError
from ui.access import VARIABLE, logins
from ui.judging import use_chosen_judge
from ui.settings import LOCAL, index_directory


def chat(options: argparse.Namespace) -> int:
    """Serves the chat until it is stopped."""
    auth = logins(options.auth, options.auth_file)
    if (options.host not in LOCAL or options.share == "on") and not auth:
        raise QuestionError(
            f"--host {options.host}{' --share on' if options.share == 'on' else ''} listens beyond this machine and needs logins: name a file with "
            f"USER:PASSWORD lines with --auth-file, or set ${VARIABLE}"
        )
    if options.mcp:
        from ui.mcp_server import mcp_missing

        if missing := mcp_missing():
            raise QuestionError(missing)
    from ui.app import serve

    folder = index_directory(options.index)
    use_chosen_judge(options, folder)
    return serve(
        folder,
        host=options.host,
        port=options.port,
        share=options.share == "on",
        auth=auth,
        mcp=options.mcp,
        reconcile=options.reconcile,
        allow_private=options.allow_private,
        read_only=options.read_only,
        open_browser=options.open,
        also_hosts=options.allow_host,
    )


def mcp(options: argparse.Namespace) -> int:
    """Serves the tools over standard input and output, for a program that started this one."""
    from ui.mcp_server import mcp_missing, run_stdio
    from ui.workspace import Workspace

    if missing := mcp_missing():
        raise QuestionError(missing)
    folder = index_directory(options.index)
    use_chosen_judge(options, folder)
    workspace = Workspace(folder, read_only=True)
    workspace.index()
    run_stdio(workspace)
    return 0
