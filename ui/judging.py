"""Which reader answers, and how sure it must be: options that several commands share."""

import argparse
from pathlib import Path

from assistant.reader.package import CALIBRATIONS
from sources.errors import QuestionError


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--reader`, `--threshold`, `--strict`."""
    parser.add_argument(
        "--reader", metavar="NAME", help="a calibrated cross-encoder by folder or name (default: the program's own)"
    )
    parser.add_argument("--threshold", type=float, metavar="P", help="answer from this probability on (0 to 1)")
    parser.add_argument("--strict", action="store_true", help="decline more: answer only what is surer")


def use_chosen_judge(options: argparse.Namespace, folder: Path) -> None:
    """Have the judge that the options ask for, or that was calibrated on this index, answer in this process.

    Raises:
        QuestionError: a threshold that is no probability.
        ModelError: a reader that was not calibrated.
    """
    if options.threshold is not None and not 0 <= options.threshold <= 1:
        raise QuestionError(f"--threshold {options.threshold}: a probability from 0 to 1")
    plain = options.reader is None and options.threshold is None and not options.strict
    if plain and not (folder / CALIBRATIONS).is_file():
        return
    from assistant.reader.judge import make_judge, use

    use(make_judge(options.reader, options.threshold, options.strict, folder))
