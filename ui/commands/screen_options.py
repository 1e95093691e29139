"""The arguments of `whylisted screen`; what they default to stands in `assistant.screening.customers.party`, which is not loaded for them."""

import argparse

FORMATS = ("table", "csv", "xlsx", "html", "jsonl")


def add_options(command: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    command.add_argument("file", metavar="FILE", help="a table of counterparties: .csv, .xlsx or .jsonl")
    command.add_argument("--column", metavar="MEANING=HEADER", action="append", default=[],
                         help="which column holds what: name, alias, country, id, identifier, birth, address (repeat)")  # fmt: skip
    command.add_argument(
        "--format", choices=FORMATS, help="form of the report (default: by the suffix of --out, else table)"
    )
    command.add_argument("--out", metavar="PATH", help="write the report to this file")
    command.add_argument("--match", type=float, metavar="SCORE", help="a match from this score on (0.9)")
    command.add_argument("--possible", type=float, metavar="SCORE", help="possible from this score on (0.6)")
    command.add_argument("--hits", type=int, metavar="N", help="listed rows told of for a row (10)")
    command.add_argument(
        "--since", metavar="DATE", help="only against what came or changed on that day or later (YYYY-MM-DD)"
    )
    command.add_argument("--cleared", metavar="FILE", help="what was looked at and cleared before; kept by --clear")
    command.add_argument("--clear", metavar="ID", action="append", default=[],
                         help="clear what is found for the row of this id, with --note, in the file --cleared (repeat)")  # fmt: skip
    command.add_argument("--note", metavar="TEXT", help="why it is cleared")
    command.add_argument("--encoding", metavar="NAME", help="encoding of the file (default: UTF-8, else as it looks)")
    command.add_argument("--today", metavar="DATE", help="the day by which listings have ended (default: this day)")
