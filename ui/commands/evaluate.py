"""`whylisted eval`: how well the answers fare on gold questions, as a table by kind."""

import argparse
import json
from pathlib import Path

from sources.errors import NotFound, QuestionError
from ui.judging import use_chosen_judge
from ui.settings import index_directory


def evaluate(options: argparse.Namespace) -> int:
    """Asks every gold question and prints right, exact, covered, false by kind; status 1 when not all were right."""
    path = Path(options.gold)
    if not path.is_file():
        raise NotFound(f"no file {path}: gold questions are JSON lines, such as the chat exports from judged answers")
    from assistant.ask import ask_turns
    from assistant.evaluate import read_gold, score
    from index.search import Index

    golds = read_gold(path)
    folder = index_directory(options.index)
    index = Index.open(folder)
    use_chosen_judge(options, folder)
    result = score(golds, lambda turns: ask_turns(index, turns), lambda document: index.document(document).text)
    kinds = [*sorted(kind for kind in result.rows if kind != "ALL"), *(["ALL"] if "ALL" in result.rows else [])]
    columns = {
        "right": ("right", "questions"), "exact": ("exact", "citations"), "covered": ("covered", "sentences"),
        "false": ("false", "unanswerable"), "bears": ("bears", "given"),
    }  # fmt: skip
    table = [
        {
            "kind": kind,
            "questions": result.rows[kind].questions,
            **{name: result.rows[kind].share(*parts) for name, parts in columns.items()},
            "words": result.rows[kind].median_words,
        }
        for kind in kinds
    ]
    failed = [{"id": f.gold.id, "question": f.gold.turns[-1], "why": list(f.why)} for f in result.failures]
    if options.json:
        print(json.dumps({"table": table, "failed": failed}, ensure_ascii=False, indent=2))
        return 1 if failed else 0
    from ui.safe import one_line, printable

    print(f"{'kind':14}{'questions':>10}" + "".join(f"{name:>9}" for name in columns) + f"{'words':>7}")
    for row in table:
        shares = "".join(f"{'-' if row[name] is None else format(row[name], '.3f'):>9}" for name in columns)
        print(f"{row['kind']:14}{row['questions']:>10}{shares}{row['words']:>7.0f}")
    for failure in result.failures:
        print(f"failed {failure.gold.id}: {one_line(failure.gold.turns[-1])} — {one_line('; '.join(failure.why))}")
        if options.show:
            print("       " + printable(failure.answer.text).replace("\n", "\n       "))
    return 1 if failed else 0


def calibrate(options: argparse.Namespace) -> int:
    """Fits the threshold of a reader to gold questions and keeps it in the index's folder; prints what it gives."""
    path = Path(options.gold)
    if not path.is_file():
        raise NotFound(f"no file {path}: gold questions are JSON lines, such as the chat exports from judged answers")
    if not 0 < options.false < 1:
        raise QuestionError(f"--false {options.false}: a share between 0 and 1")
    from assistant.evaluate import read_gold
    from assistant.reader.model import reader
    from assistant.reader.training.calibrate import calibrate as fit
    from assistant.reader.training.calibrate import keep
    from index.search import Index

    folder = index_directory(options.index)
    chosen = reader(options.reader)
    found = fit(Index.open(folder), chosen, read_gold(path), options.false)
    keep(folder, chosen.name, found)
    print(
        f"{chosen.name}: answers from a probability of {found.threshold:.3f} on; on these questions {found.answered:.0%} of the answerable are "
        f"answered with a right sentence first, {found.false:.0%} of the unanswerable are answered"
    )
    return 0
