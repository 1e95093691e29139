"""`whylisted schema` and `whylisted completion`."""

import argparse
import sys


def schema(options: argparse.Namespace) -> int:
    """Prints a published JSON Schema as it stands in the package."""
    from ui.schemas import schema_text

    sys.stdout.write(schema_text(options.name))
    return 0


def completion(options: argparse.Namespace) -> int:
    """Prints the script that completes commands, options and values in a shell."""
    from ui.cli import build_parser
    from ui.completion import SHELLS, commands

    sys.stdout.write(SHELLS[options.shell](commands(build_parser())))
    return 0
