"""What each part of answering brings: gold questions asked with one part switched off at a time.

    python -m tests.benchmarks.ablation INDEX:GOLD [INDEX:GOLD …]

INDEX is a folder made by `whylisted add`, GOLD a file of gold questions on it. Nothing is fitted anew for what is left, so
a part that others could partly stand in for looks a little more useful than it is.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import assistant.ask
import assistant.prose.prose_answer
from assistant.answer import Answer
from assistant.ask import ask_turns
from assistant.evaluate import Row, read_gold, score
from assistant.prose import selection
from assistant.question.resolve import resolve
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.reader import decide
from assistant.reader import judge as reader_judge
from assistant.reader.judge import judge
from assistant.reader.look import Look
from assistant.reader.model import OwnReader
from index.search import Index
from tests.benchmarks import say_command

_search = Index.search


def _only(part: str) -> Callable[..., Any]:
    """A search by words or by vectors alone."""

    def search(self: Index, query: str, limit: int = 20, **given: Any) -> Any:
        return _search(self, query, limit, **(given | {"words": part == "words", "vectors": part == "vectors"}))

    return search


def _nowhere(*given: Any) -> Target:
    """A name of which it is not known where prose speaks of it."""
    return replace(resolve(*given), documents=())


def _all_alike(self: OwnReader, question: Question, looks: Sequence[Look]) -> list[list[float]]:
    """Scores that say nothing."""
    return [[0.0] * len(look.candidates) for look in looks]


_features = decide.features


def _unknown(question: Question, names: int, looks: Sequence[Look], scores: Sequence[Sequence[float]]) -> Any:
    """Features in which nothing is known of a sentence but its scores."""
    return _features(
        question, names, [replace(look, known=np.full_like(look.known, 0.5), score=0.0) for look in looks], scores
    )


WITHOUT: dict[str, Sequence[tuple[Any, str, Any]]] = {
    "nothing left out": (),
    "vectors": ((Index, "search", _only("words")),),
    "words": ((Index, "search", _only("vectors")),),
    "names (where prose speaks of them)": ((assistant.ask, "resolve", _nowhere),),
    "statements": ((Index, "statements", lambda self, document_id: ()),),
    "slots filled from statements": ((assistant.prose.prose_answer, "fill", lambda *given: None),),
    "the reader (its scores all alike)": ((OwnReader, "scores", _all_alike),),
    "what is known exactly (all alike)": ((reader_judge, "features", _unknown),),
    "the decision to decline": ((selection, "judge", lambda: replace(judge(), threshold=0.0)),),
}


@contextmanager
def without(part: str) -> Iterator[None]:
    """One part switched off."""
    with ExitStack() as stack:
        for owner, name, stand_in in WITHOUT[part]:
            stack.enter_context(patch.object(owner, name, stand_in))
        yield


def measure(folder: str, gold: Path) -> Row:
    """The counts of all questions of a file."""
    index = Index.open(folder)  # a new one each time: what it remembers was made with the part

    def answer(turns: Sequence[str]) -> Answer:
        with index.reading():
            return ask_turns(index, turns)

    return score(read_gold(gold), answer, lambda document_id: index.document(document_id).text).rows["ALL"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="INDEX:GOLD")
    given = parser.parse_args()
    say_command()
    for item in given.sets:
        folder, _, file = item.partition(":")
        print(f"\n{file}\n{'without':<38}{'right':>8}{'false':>8}{'bears':>8}{'words':>8}")
        for part in WITHOUT:
            with without(part):
                row = measure(folder, Path(file))
            shares = [row.share("right", "questions"), row.share("false", "unanswerable"), row.share("bears", "given")]
            figures = "".join(f"{'-' if share is None else format(share, '.3f'):>8}" for share in shares)
            print(f"{part:<38}{figures}{row.median_words:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
