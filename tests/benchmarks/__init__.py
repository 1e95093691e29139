"""Benchmarks: each a command of its own that prints a table, as ratios to something in the same run."""

import shlex
import sys


def say_command() -> None:
    """Print the command that this run was started with, above its table."""
    spec = sys.modules["__main__"].__spec__
    print("$ python -m " + shlex.join([spec.name if spec else "?", *sys.argv[1:]]), flush=True)
