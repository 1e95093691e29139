"""Learning: what the loss wants, that the loop follows it, and that the sets are read as they are."""

import gzip
import json
import random
from pathlib import Path

import pytest
import torch

from assistant.reader.network import Network
from assistant.reader.pieces import question_tokens, text_tokens
from assistant.reader.training import public
from assistant.reader.training.fit import threshold_at
from assistant.reader.training.learning import Beside, Shown, fit, loss_of, run
from assistant.reader.training.train import deal, set_of
from index.embedded import embedded_file

TEXTS = ("The bureau added it on 4 May 2021.", "Its shares fell by a third.", "A spokesman declined to comment.")


def shown(*answers: int) -> Shown:
    return Shown(text_tokens("", "", TEXTS, [])[0], answers)


def test_the_loss_falls_with_the_score_of_the_answer_and_rises_where_nothing_answers() -> None:
    low, high = torch.tensor([-1.0, -1.0, -1.0]), torch.tensor([3.0, -1.0, -1.0])
    words = torch.zeros(len(shown().tile.ids))
    assert loss_of([shown(0)], [(high, words)]) < loss_of([shown(0)], [(low, words)])
    assert loss_of([shown()], [(high, words)]) > loss_of([shown()], [(low, words)])


def test_the_loop_learns_two_questions() -> None:
    network = Network.on(embedded_file("model.safetensors"))
    asked = [question_tokens([text], []) for text in ("When was it added?", "What did the spokesman say?")]
    draws = [lambda rng, q=q, n=n: (q, [shown(n)]) for q, n in zip(asked, (0, 2), strict=True)]  # type: ignore[misc]
    fit(network, draws, epochs=240, rate=1e-3, seed=0, say=lambda line: None)
    with torch.inference_mode():
        found = run(network, [(q, shown().tile) for q in asked])
    assert [int(scores.argmax()) for scores, _ in found] == [0, 2]


def test_what_was_learnt_before_is_shown_half_as_often() -> None:
    new, seen = [object() for _ in range(50)], [object() for _ in range(200)]
    order = Beside(seen=seen).order(new, random.Random(0))  # type: ignore[arg-type]
    assert set(map(id, new)) <= set(map(id, order)) and order[:50] != new
    assert 70 < len(order) - len(new) < 130


def test_the_rate_falls_behind_its_flat_part() -> None:
    falls, stays = Beside(), Beside(flat=0.4)
    assert falls.scale(0, 1000) < 0.05 and stays.scale(0, 1000) < 0.05
    assert falls.scale(350, 1000) == pytest.approx(0.65) and stays.scale(350, 1000) == 1.0
    assert stays.scale(700, 1000) == pytest.approx(0.5) and stays.scale(999, 1000) == pytest.approx(0.02)


def test_squad_as_it_is(tmp_path: Path) -> None:
    context = "Example Circuits is in Hefei. It was listed in 2021. Nobody knows why."
    asked = [
        {
            "question": "When was Example Circuits listed?",
            "answers": [{"text": "2021", "answer_start": context.index("2021")}],
        },
        {"question": "Who owns Example Circuits?", "is_impossible": True, "answers": []},
    ]
    paragraphs = [{"context": context, "qas": asked}, {"context": "Another paragraph on pumps.", "qas": []}]
    with gzip.open(tmp_path / "s.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"data": [{"title": "Example_Circuits", "paragraphs": paragraphs}]}, file)
    right, none = public.squad(tmp_path / "s.json.gz", "squad")
    assert right.right[0].answers == (1,) and right.right[0].words and any(right.question.marks)
    assert not none.right and len(none.wrong) == 2
    for lesson in (right, none):
        for seed in range(20):
            _, tiles = lesson.draw(random.Random(seed))
            assert 1 <= len(tiles) <= 3


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who founded the Royal Society of Edinburgh?", ["Royal Society of Edinburgh"]),
        ("When did it end?", []),
        ("Inspur owns what?", ["Inspur"]),
    ],
)
def test_names_of(question: str, names: list[str]) -> None:
    assert public.names_of(question) == names


def test_sets_of_one_family_stay_in_one_fold() -> None:
    folds = deal(["a", "b", "c", "b-more"], 2)
    assert folds == [["a", "c"], ["b", "b-more"]]


def test_a_set_is_read_from_its_argument() -> None:
    one = set_of("mine=docs,more:gold.jsonl")
    assert (one.name, one.documents, one.gold) == ("mine", (Path("docs"), Path("more")), (Path("gold.jsonl"),))


def test_the_threshold_lets_no_more_through_than_it_may() -> None:
    chances = [n / 100 for n in range(100)]
    at = threshold_at(chances, 0.05)
    assert sum(c >= at for c in chances) / 100 == 0.05
