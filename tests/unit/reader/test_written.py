"""Gold questions as the reader learns from them: the program's own tiles, what answers marked."""

import random
from pathlib import Path

import numpy as np
import pytest

from assistant.evaluate import read_gold
from assistant.reader.look import MOST, SUMMARY, start_weights
from assistant.reader.training.fit import fit_look, rows_of
from assistant.reader.training.written import AMONG, Case, case_of, lessons, looked_again
from index.search import Index

GOLD = Path(__file__).parents[2] / "golden" / "samples.jsonl"


@pytest.fixture(scope="module")
def cases(samples_folder: Path) -> list[Case]:
    index = Index.open(samples_folder)
    with index.reading():
        return [case_of(index, gold, start_weights()) for gold in read_gold(GOLD)[::6]]


def test_evidence_is_among_the_tiles_and_nothing_is_for_what_is_not_answered(cases: list[Case]) -> None:
    for case in cases:
        assert case.gold.answerable is any(own.any() for own in case.labels) or case.by_list
        assert [len(own) for own in case.labels] == [len(look.candidates) for look in case.looks]


def test_what_is_shown_has_an_answer_where_there_is_one(cases: list[Case]) -> None:
    rng = random.Random(0)
    for lesson in lessons(cases):
        for _ in range(5):
            question, shown = lesson.draw(rng)
            exchanged = question is not lesson.question
            assert 1 <= len(shown) <= AMONG
            assert bool(shown[0].answers) is (lesson.case.gold.answerable and not exchanged)
            assert not any(s.answers for s in shown[1:])


def test_looking_again_keeps_tiles_with_their_labels(cases: list[Case]) -> None:
    weights = fit_look(cases)
    assert weights.shape == (SUMMARY,)
    for case in cases:
        again = looked_again(case, weights)
        before = {id(look.tokens): own.tolist() for look, own in zip(case.looks, case.labels, strict=True)}
        assert {id(look.tokens): own.tolist() for look, own in zip(again.looks, again.labels, strict=True)} == before
        scores = [[0.0] * len(look.candidates) for look in again.looks[: min(again.read, MOST)]]
        rows, labels = rows_of(again, scores)
        assert len(rows) == len(labels) and np.isfinite(rows).all()
