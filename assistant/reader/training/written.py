"""Gold questions on documents as the reader learns from them: what the program itself would read, with what answers marked."""

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.ask import named
from assistant.conversation import Conversation, Turn, read
from assistant.evaluate import Gold, is_evidence, read_gold
from assistant.lists import list_answer
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.reader.known import KNOWN, QuestionUnits, known
from assistant.reader.look import Look, looks, summary
from assistant.reader.pieces import NOTHING, Tokens, question_tokens
from assistant.reader.tiles import marked, tiles
from assistant.reader.training.learning import Choice, Shown
from assistant.statements.candidates import candidate, passage_at
from index.build import add
from index.search import Index

WIDE = 24
"""Tiles looked at for training: more than are read, so that the look can be fitted, too."""
EXCHANGED = 0.12
"""How often the name asked about is exchanged for one that the tile does not speak of, so that nothing answers."""
AMONG, NEAREST = 5, 10
"""Tiles shown for a question, and those that look best from which the ones that do not answer are drawn."""


@dataclass(frozen=True, slots=True)
class Set:
    """Documents and the gold questions on them."""

    name: str
    documents: tuple[Path, ...]
    gold: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One gold question: as understood, the tiles that it would be answered from (`looks`, the best look first; those behind the first
    `WIDE` were added because they answer), and for each of their sentences whether it does. `by_list` and `absent`: records answer it, or
    a name in it is met nowhere, before anything is read."""

    gold: Gold
    question: Question
    names: int
    looks: tuple[Look, ...]
    labels: tuple[NDArray[np.bool_], ...]
    read: int
    by_list: bool
    absent: bool


def understood(index: Index, turns: Sequence[str]) -> tuple[Question, tuple[Target, ...]]:
    """The last of several turns as understood in its conversation, with its names."""
    talk = Conversation()
    for turn in turns:
        question = read(turn, talk)
        talk = Conversation((*talk.turns, Turn(question, None)))  # type: ignore[arg-type]
    return named(index, question)


def case_of(index: Index, gold: Gold, weights: NDArray[np.float64]) -> Case:
    """A gold question with what would be read for it; `weights` are the look's."""
    question, targets = understood(index, gold.turns)
    found = looks(index, question, targets, None, weights, WIDE)
    labels = [_labels(gold, look) for look in found]
    read = len(found)
    if gold.answerable and not any(own.any() for own in labels):
        for look in _holding(index, gold, QuestionUnits(index, question, targets)):
            found.append(look)
            labels.append(_labels(gold, look))
    records = list_answer.answer(index, question, targets, None)
    absent = any(t.status == "absent" for t in targets)
    by_list = records is not None and records.answered
    return Case(gold, question, len(targets), tuple(found), tuple(labels), read, by_list, absent)


def _labels(gold: Gold, look: Look) -> NDArray[np.bool_]:
    return np.array([gold.answerable and is_evidence(c.text, c.document.path, gold) for c in look.candidates], bool)


def _holding(index: Index, gold: Gold, asked: QuestionUnits) -> Iterator[Look]:
    """The tiles with the gold evidence, wherever they stand."""
    files = {Path(file).name for file, _ in gold.evidence}
    for info in index.documents():
        if Path(info.path).name not in files:
            continue
        document = index.document(info.id)
        spans = index.sentences(info.id)
        for tile in tiles(index, document):
            texts = [document.text[s.start : s.end] for s in spans[tile.first : tile.last]]
            if any(is_evidence(text, document.path, gold) for text in texts):
                numbers = range(tile.first, tile.last)
                told = [candidate(index, document, n, passage_at(index, info.id, spans[n].start)) for n in numbers]
                rows = np.array([known(asked, one, False) for one in told])
                yield Look(tile, marked(tile, document, asked.targets), tuple(told), rows, -9.0)


def looked_again(case: Case, weights: NDArray[np.float64]) -> Case:
    """A case with its tiles in the order of other weights; those that were added stay behind."""
    scores = [round(float(summary(_met(look)) @ weights), 6) for look in case.looks[: case.read]]
    order = sorted(
        range(case.read), key=lambda n: (-scores[n], case.looks[n].tile.document_id, case.looks[n].tile.first)
    )
    rest = range(case.read, len(case.looks))
    tiles_of = [replace(case.looks[n], score=scores[n]) for n in order] + [case.looks[n] for n in rest]
    return replace(case, looks=tuple(tiles_of), labels=tuple(case.labels[n] for n in (*order, *rest)))


def _met(look: Look) -> NDArray[np.float64]:
    """What is known of those sentences of a tile whose passages were found; of all where none was."""
    found = look.known[look.known[:, KNOWN.index("found")] > 0]
    return found if len(found) else look.known


@contextmanager
def indexed(documents: Sequence[Path]) -> Iterator[Index]:
    """An index of these documents that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        add(list(documents), Path(folder) / "index")
        index = Index.open(Path(folder) / "index")
        with index.reading():
            yield index
        index.close()


def cases(one: Set, weights: NDArray[np.float64]) -> list[Case]:
    """All questions of a set."""
    with indexed(one.documents) as index:
        return [case_of(index, gold, weights) for path in one.gold for gold in read_gold(path, one.documents)]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A case as the loop draws it; `others` are names of other questions of its set."""

    case: Case
    question: Tokens
    others: tuple[str, ...]

    def draw(self, rng: random.Random) -> Choice:
        """What is shown of it this time: a tile that answers, if there is one, among those that look best and do not."""
        tiles = self._tiles()
        wrong = [look for look, own in tiles if not own.any() and look.score > -9.0][:NEAREST]
        right = [(look, own) for look, own in tiles if own.any()]
        others = [Shown(wrong[n].tokens) for n in _near_top(rng, len(wrong), AMONG - bool(right))]
        if not right:
            return self.question, others
        look, own = rng.choice(right)
        if rng.random() < EXCHANGED and (question := self._exchanged(look, rng)) is not None:
            return question, [_unmarked(look.tokens), *(_unmarked(s.tile) for s in others[:3])]
        return self.question, [Shown(look.tokens, [int(n) for n in np.flatnonzero(own)]), *others]

    def _tiles(self) -> list[tuple[Look, NDArray[np.bool_]]]:
        return list(zip(self.case.looks, self.case.labels, strict=True))

    def _exchanged(self, look: Look, rng: random.Random) -> Tokens | None:
        """The question asked of somebody whom the tile does not speak of, if it asks about a name that it does speak of."""
        names = self.case.question.names
        if not names or not any(look.tokens.marks):
            return None
        text = " ".join(c.text for c in look.candidates)
        strange = [n for n in self.others if not any(w in text for w in n.split() if w[:1].isupper())]
        if not strange:
            return None
        other = rng.choice(strange)
        turns = [turn.replace(names[0], other) for turn in self.case.question.turns]
        return question_tokens(turns, (other, *names[1:])) if turns != list(self.case.question.turns) else None


def _unmarked(tokens: Tokens) -> Shown:
    return Shown(replace(tokens, marks=(NOTHING,) * len(tokens.ids)))


def _near_top(rng: random.Random, length: int, count: int) -> list[int]:
    """So many different numbers below a length, the low ones likelier."""
    left = list(range(length))
    return [left.pop(min(int(rng.expovariate(0.55)), len(left) - 1)) for _ in range(min(count, length))]


def lessons(found: Sequence[Case]) -> list[Lesson]:
    """The cases that something can be learnt from."""
    names = tuple(sorted({n for case in found for n in case.question.names if len(n) > 3}))
    usable = [c for c in found if c.looks and (not c.gold.answerable or any(own.any() for own in c.labels))]
    return [Lesson(c, question_tokens(c.question.turns, c.question.names), names) for c in usable]


def look_rows(found: Sequence[Case]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Summaries of the tiles looked at for answerable questions, and whether each holds an answer."""
    rows, labels = [], []
    for case in found:
        if case.gold.answerable and not case.by_list:
            for look, own in zip(case.looks[: case.read], case.labels, strict=False):
                rows.append(summary(_met(look)))
                labels.append(bool(own.any()))
    return np.array(rows), np.array(labels, bool)
