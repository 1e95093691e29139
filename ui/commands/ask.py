"""`whylisted ask`."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from sources.errors import NotFound, QuestionError
from ui.dates import day
from ui.judging import use_chosen_judge
from ui.settings import index_directory


def ask(options: argparse.Namespace) -> int:
    """Answers one question, or with `--batch` many; the JSON is an `Answer`, with its timings if they are asked for. The status is 1 where
    one question is not answered; in a batch, where a line could not be read."""
    if options.batch is not None and options.question is not None:
        raise QuestionError("a question and --batch together: give one of them")
    if options.batch is not None:
        return _batch(options)
    if options.question is None:
        raise QuestionError('no question: whylisted ask "Why was … listed?"')
    if not options.question.strip():
        raise QuestionError('the question is empty: whylisted ask "Why was … listed?"')
    from assistant.ask import ask as answer_question
    from index.search import Index
    from ui.terminal import show_answer

    folder = index_directory(options.index)
    index = Index.open(folder)
    use_chosen_judge(options, folder)
    with index.reading():  # what is cited is shown as it was when it was cited
        answer = answer_question(index, options.question, today=day(options.today, "--today"))
        if options.json:
            print(answer.model_dump_json(indent=2, exclude=None if options.timings else {"timings"}))
        else:
            show_answer(answer, lambda document: index.document(document).text)
    return 0 if answer.answered else 1


def _batch(options: argparse.Namespace) -> int:
    lines: Iterable[bytes]
    if options.batch == "-":
        lines = sys.stdin.buffer
    else:
        path = Path(options.batch)
        if not path.is_file():
            raise NotFound(f"no file {path}: --batch takes a file of JSON lines, or `-` for standard input")
        lines = path.read_bytes().splitlines()
    from assistant.ask import ask_turns
    from index.search import Index
    from ui.batch import run_batch

    folder = index_directory(options.index)
    index = Index.open(folder)
    use_chosen_judge(options, folder)
    today = day(options.today, "--today")
    bad = asked = 0
    for line, answered in run_batch(lines, lambda turns: ask_turns(index, turns, today=today), timings=options.timings):
        print(line, flush=True)
        asked, bad = asked + 1, bad + (not answered)
    if bad:
        print(f"whylisted: {bad} of {asked} lines could not be answered: their `error` says why", file=sys.stderr)
    return 1 if bad else 0
