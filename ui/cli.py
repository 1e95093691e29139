"""The command `whylisted`: arguments, errors as one line, exit statuses.

Exit status: 0 done; 1 done, but nothing was found (a question that is not answered, a name that nobody has, no rows), something was refused
(a file, a line of a batch, a check) or, of `watch run`, changed; 2 it could not be done. What a command prints as JSON it prints with 1, too.
Every command imports what it needs when it runs, so that a question which records
answer never waits for the parts that draw web pages or embed text.
"""

import argparse
import importlib
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence

from sources.errors import WhylistedError
from ui import judging
from ui.safe import one_line

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status; never prints a traceback for an error raised on purpose."""
    _speak_utf8()
    options = build_parser().parse_args(arguments)
    logging.basicConfig(
        level={0: logging.WARNING, 1: logging.INFO}.get(options.verbose, logging.DEBUG),
        format="%(levelname)s %(name)s: %(message)s",
    )
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        module, _, function = options.run.partition(":")
        command: Command = getattr(importlib.import_module(f"ui.commands.{module}"), function)
        status = command(options)
        sys.stdout.flush()
        return status
    except WhylistedError as error:
        return _problem(str(error))
    except BrokenPipeError:
        # The reader of our output went away (`whylisted … | head`): nothing to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _problem("stopped; what was committed is kept", status=130)
    except OSError as error:
        logging.getLogger(__name__).debug("cause", exc_info=True)
        name = f"{error.filename}: " if error.filename else ""
        return _problem(f"{name}{error.strerror or error}")
    except Exception as error:
        from sources.fence import strict, stumble

        if strict():
            raise
        logging.getLogger(__name__).debug("cause", exc_info=True)
        return _problem(f"a mistake of the program ({stumble(error)}): report it; `whylisted -vv …` says where it was")


def _problem(message: str, status: int = 2) -> int:
    sys.stdout.flush()
    print(f"whylisted: {one_line(message)}", file=sys.stderr)
    return status


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A lone surrogate becomes \udXXX, which is also how JSON writes it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: reading package metadata takes a while."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from ui.settings import version

        print(f"whylisted {version()}")
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """The argument parser: every command names the function that runs it as `module:function` in ui/commands."""
    parser = argparse.ArgumentParser(
        prog="whylisted",
        description="Ask why a company was put on a US restricted-party list, by whom, when and with what effect. "
        "Every sentence of an answer cites the passage it stands on.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="log what is done (-vv: in detail)")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--index", metavar="DIR", help="index folder (default: $WHYLISTED_INDEX or ./.whylisted)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: str, summary: str, description: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=description or summary, parents=[common])
        made.set_defaults(run=run)
        return made

    _add_and_remove(command)
    _ask_and_look(command)
    _screen_files(command)
    _decide_and_watch(command)
    _keep_and_serve(command)
    return parser


def _add_and_remove(command: Callable[..., argparse.ArgumentParser]) -> None:
    add = command("add", "documents:add", "read documents into the index; unchanged ones are skipped")
    add.add_argument("paths", nargs="*", metavar="PATH_OR_URL", help="files, folders, http(s) addresses")
    add.add_argument("--samples", action="store_true", help="the sample documents that come with the program")
    add.add_argument("--published", metavar="DATE", help="publication date of these documents (YYYY-MM-DD)")
    add.add_argument("--publisher", metavar="NAME", help="publisher of these documents")
    add.add_argument("--model", metavar="NAME", help="embedding model by name or path (default: the embedded one)")
    add.add_argument("--allow-private", action="store_true", help="fetch addresses inside private networks, too")
    remove = command("remove", "documents:remove", "take documents out of the index")
    remove.add_argument("paths", nargs="+", metavar="PATH_OR_ID", help="paths as `whylisted status --documents` shows")
    command("samples", "documents:samples", "index the sample documents (the same as `whylisted add --samples`)")
    fetch = command("fetch", "fetch:fetch", "download official lists and rules from the agencies' public addresses")
    fetch.add_argument(
        "what",
        metavar="LIST",
        help="ecfr, entity-list, ofac, csl, federal-register, uflpa, uk, un, eu, switzerland, canada or australia",
    )
    fetch.add_argument(
        "--since",
        metavar="DATE",
        help="Federal Register: documents from this day on; eCFR: the state of that day as well",
    )
    fetch.add_argument("--to", metavar="DIR", default="downloads", help="folder for dated snapshots (%(default)s)")


def _ask_and_look(command: Callable[..., argparse.ArgumentParser]) -> None:
    ask = command("ask", "ask:ask", "answer one question, or many with --batch")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")
    ask.add_argument("--timings", action="store_true", help="with --json or --batch: milliseconds by step, too")
    ask.add_argument("--batch", metavar="FILE", help="questions as JSON lines (`-`: standard input), answers likewise")
    ask.add_argument("--today", metavar="DATE", help="the day for which to answer (YYYY-MM-DD; default: this day)")
    judging.add_options(ask)
    entity = command("entity", "lookup:entity", "what all lists and documents say about one entity, as a timeline")
    entity.add_argument("name", metavar="NAME")
    entity.add_argument("--exact", action="store_true", help="only the entity whose main name this is")
    _add_format(entity)
    entity.add_argument("--today", metavar="DATE", help="the day for which to tell (YYYY-MM-DD; default: this day)")
    search = command("search", "search:search", "passages of the documents by words and meaning, not answers")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="the most passages, 1 to 100 (%(default)s)")
    _add_format(search)
    records = command("records", "records:records", "all records that a question about the lists asks for, as a table")
    records.add_argument(
        "question", metavar="QUESTION", help='such as "Which entities were added to the Entity List in 2024?"'
    )
    records.add_argument("--format", choices=["csv", "json"], default="csv", help="the form of the table (%(default)s)")
    records.add_argument("--today", metavar="DATE", help="the day for which to answer (YYYY-MM-DD; default: this day)")
    changes = command("changes", "lookup:changes", "what changed between the indexed snapshots of a list")
    changes.add_argument("--since", metavar="DATE", help="changes after this day (YYYY-MM-DD)")
    changes.add_argument("--list", metavar="LIST", help="one list only, such as entity-list")
    changes.add_argument("--reformatted", action="store_true", help="also rows that differ only in spacing or marks")
    _add_format(changes)
    export = command("export", "export:export", "all listed parties as FollowTheMoney or as a database for Datasette")
    export.add_argument(
        "file", metavar="FILE", help="parties.ftm.json, parties.jsonl, parties.db; `-` prints FollowTheMoney"
    )
    export.add_argument("--list", metavar="LIST", action="append", default=[], help="one list only; may be repeated")
    evaluate = command("eval", "evaluate:evaluate", "score the answers to gold questions")
    evaluate.add_argument("gold", metavar="GOLD", help="gold questions as JSON lines")
    evaluate.add_argument("--show", action="store_true", help="print each answer that failed")
    evaluate.add_argument("--json", action="store_true", help="print JSON")
    judging.add_options(evaluate)
    calibrate = command("calibrate", "evaluate:calibrate", "fit the threshold to gold questions on your own documents")
    calibrate.add_argument("gold", metavar="GOLD", help="gold questions as JSON lines, a part of them unanswerable")
    calibrate.add_argument(
        "--reader", metavar="NAME", help="a cross-encoder by folder or name (default: the program's own)"
    )
    calibrate.add_argument(
        "--false",
        type=float,
        default=0.05,
        metavar="SHARE",
        help="unanswerable questions that may be answered (%(default)s)",
    )


def _add_format(parser: argparse.ArgumentParser) -> None:
    """The form of what a command prints: for a person, rows as CSV, or all as JSON."""
    parser.add_argument("--format", choices=["text", "csv", "json"], default="text", help="the form (%(default)s)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")


def _screen_files(command: Callable[..., argparse.ArgumentParser]) -> None:
    from ui.commands.screen_options import add_options

    add_options(
        command(
            "screen", "screen:screen", "screen a file of counterparties against all lists, with reasons and citations"
        )
    )


def _decide_and_watch(command: Callable[..., argparse.ArgumentParser]) -> None:
    from ui.commands.case_options import add_options

    add_options(command)


def _keep_and_serve(command: Callable[..., argparse.ArgumentParser]) -> None:
    status = command("status", "upkeep:status", "what is indexed: counts, model, generation, sizes")
    status.add_argument("--documents", action="store_true", help="list every document with its id")
    _add_format(status)
    schema = command("schema", "describe:schema", "the JSON Schema of what the program writes as JSON")
    schema.add_argument(
        "name", nargs="?", default="answer", metavar="NAME",
        help="answer, entity, changes, records, screened or problem (%(default)s)",
    )  # fmt: skip
    completion = command("completion", "describe:completion", "a script that completes commands and options in a shell")
    completion.add_argument("shell", choices=["bash", "zsh", "fish"])
    command("verify", "upkeep:verify", "check every span, hash, vector and posting of the index")
    chat = command("chat", "chat:chat", "open the chat in a browser on this machine")
    chat.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    chat.add_argument("--port", type=int, default=7860, help="port to listen on (%(default)s)")
    chat.add_argument("--share", choices=["off", "on"], default="off", help="public tunnel by Gradio (%(default)s)")
    chat.add_argument(
        "--auth", metavar="USER:PASSWORD", action="append", default=[], help="a login; others see it: rather a file"
    )
    chat.add_argument("--auth-file", metavar="FILE", help="logins, one USER:PASSWORD a line ($WHYLISTED_AUTH likewise)")
    chat.add_argument("--mcp", action="store_true", help="offer the functions as MCP tools, too (whylisted[mcp])")
    chat.add_argument(
        "--reconcile",
        action="store_true",
        help="offer a reconciliation service, which OpenRefine speaks, at /reconcile",
    )
    chat.add_argument("--allow-private", action="store_true", help="let users add addresses inside private networks")
    chat.add_argument("--allow-host", metavar="NAME", action="append", default=[], help="also answer to this host name")
    chat.add_argument("--read-only", action="store_true", help="no adding and removing of documents in the chat")
    chat.add_argument("--open", action="store_true", help="open the browser")
    judging.add_options(chat)
    mcp = command("mcp", "chat:mcp", "offer the functions as MCP tools over standard input and output (whylisted[mcp])")
    judging.add_options(mcp)


if __name__ == "__main__":
    sys.exit(main())
