"""The arguments of `whylisted case` and `whylisted watch`."""

import argparse
from collections.abc import Callable

Command = Callable[..., argparse.ArgumentParser]

CHANGES = (
    "Exit status: 0 nothing changed since the last run that was told, 1 something changed (a hit is new, is gone, or its record changed), "
    "2 it could not be screened. So cron can act on it: `whylisted watch run --out watch.txt || mail -s watch desk@example.org < watch.txt`."
)


def add_options(command: Command) -> None:
    """Both commands with their own commands."""
    _case(command("case", "case:case", "cases: what was decided about a party, why, by whom, and what it stood on"))
    _watch(command("watch", "watch:watch", "a watch list of parties that is screened again after each `add`"))


def _under(parent: argparse.ArgumentParser) -> Command:
    commands = parent.add_subparsers(title="commands", metavar="COMMAND", required=True, dest="what")

    def add(name: str, summary: str, more: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary, epilog=more or None)
        # not given here, what stands before the name of the command counts
        made.add_argument("--index", metavar="DIR", default=argparse.SUPPRESS, help="index folder")
        made.add_argument("--json", action="store_true", help="print JSON")
        return made

    return add


def _party(made: argparse.ArgumentParser) -> None:
    made.add_argument("--id", default="", metavar="ID", help="what you call the party")
    made.add_argument("--alias", action="append", default=[], metavar="NAME", help="a further name (repeat)")
    made.add_argument("--country", default="", metavar="COUNTRY", help="a country by name or code")
    made.add_argument("--identifier", action="append", default=[], metavar="NUMBER",
                      help="a tax, registration, LEI, IMO or passport number (repeat)")  # fmt: skip
    made.add_argument("--birth", default="", metavar="DATE", help="a birth date, as exact as it is known")
    made.add_argument("--address", default="", metavar="ADDRESS", help="kept, not compared")


def _case(parent: argparse.ArgumentParser) -> None:
    add = _under(parent)
    new = add("new", "open a case: the party is screened, and questions are answered for the file")
    new.add_argument("name", metavar="NAME", help="the party's name")
    _party(new)
    new.add_argument("--ask", action="append", default=[], metavar="QUESTION", help="keep the answer, too (repeat)")
    new.add_argument("--note", default="", metavar="TEXT", help="what there is to say about it")
    new.add_argument("--by", required=True, metavar="PERSON", help="who opens it")
    new.add_argument("--user", default="", metavar="NAME", help="the login of the chat whose case it is (nobody's)")
    listed = add("list", "the cases, the newest first")
    listed.add_argument("--standing", choices=["open", "decided", "confirmed", "disputed"], help="only these")
    listed.add_argument("--user", metavar="NAME", help="only those that this login of the chat sees")
    show = add("show", "one case: party, hits, answers and history")
    decide = add("decide", "decide a case; what was decided before stays in its history")
    decide.add_argument("id", metavar="ID")
    decide.add_argument("decision", metavar="DECISION", help="true-match, false-match or escalate")
    decide.add_argument("--reason", required=True, metavar="TEXT", help="why")
    decide.add_argument("--by", required=True, metavar="PERSON", help="who decides")
    decide.add_argument(
        "--second", default="", metavar="PERSON", help="who is asked for a second review; another person"
    )
    decide.add_argument(
        "--again", action="store_true", help="screen and ask again first, and let the decision stand on that"
    )
    review = add("review", "the second review of a decision, by another person")
    review.add_argument("id", metavar="ID")
    review.add_argument("--by", required=True, metavar="PERSON", help="who reviews")
    said = review.add_mutually_exclusive_group(required=True)
    said.add_argument("--agree", action="store_true", help="the decision is confirmed")
    said.add_argument("--disagree", action="store_true", help="it is not")
    review.add_argument("--reason", default="", metavar="TEXT", help="why; needed with --disagree")
    export = add(
        "export", "write a case as one sealed file: a page to read and print, with its data, under one SHA-256"
    )
    verify = add(
        "verify", "prove a sealed file: whether it is as it was exported, and if not, what was changed",
        "Exit status: 0 it is whole, 1 it was changed or is no sealed case, 2 it cannot be read.",
    )  # fmt: skip
    for made in (show, export):
        made.add_argument("id", metavar="ID")
    export.add_argument("--out", metavar="PATH", help="the file to write (default: a name made of day, id and party)")
    verify.add_argument("file", metavar="FILE")


def _watch(parent: argparse.ArgumentParser) -> None:
    add = _under(parent)
    new = add("add", "put parties on the watch list: one by name, or those of a file")
    new.add_argument("name", nargs="?", metavar="NAME", help="the party's name")
    new.add_argument(
        "--file", metavar="FILE", help="a table of parties: .csv, .xlsx or .jsonl, as `whylisted screen` reads it"
    )
    new.add_argument(
        "--column", metavar="MEANING=HEADER", action="append", default=[], help="which column holds what (repeat)"
    )
    new.add_argument("--encoding", metavar="NAME", help="encoding of the file")
    _party(new)
    remove = add("remove", "take parties off the watch list")
    remove.add_argument("ids", nargs="+", metavar="ID", help="ids or names as `whylisted watch list` shows them")
    listed = add("list", "the parties that are watched, with what was found for each the last time")
    run = add("run", "screen the watch list again, and tell what changed since that was told last", CHANGES)
    run.add_argument(
        "--format",
        choices=["text", "json", "atom"],
        help="the form (default: text; --json is json); atom: a feed of the last changes",
    )
    run.add_argument("--out", metavar="PATH", help="write it to this file")
    run.add_argument("--today", metavar="DATE", help="the day by which listings have ended (default: this day)")
    for made in (new, remove, listed, run):
        made.add_argument(
            "--user", default="", metavar="NAME", help="the login of the chat whose list it is (nobody's)"
        )
