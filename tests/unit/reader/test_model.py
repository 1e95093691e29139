"""The reader that ships: checked when loaded, the same for everybody; others by name only when they were calibrated."""

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.ask import ask_turns, named
from assistant.conversation import Conversation, read
from assistant.evaluate import Gold, read_gold
from assistant.question.understand import Question
from assistant.reader import model
from assistant.reader.decide import package_decision
from assistant.reader.judge import STRICT, calibrations, make_judge
from assistant.reader.look import Look, looks
from assistant.reader.model import NamedReader, OwnReader
from assistant.reader.training import calibrate
from index.search import Index
from sources.errors import ModelError, QuestionError

GOLD = Path(__file__).parents[2] / "golden" / "samples.jsonl"


def looked(index: Index, text: str) -> tuple[Question, list[Look]]:
    question, targets = named(index, read(text, Conversation()))
    return question, looks(index, question, targets, None, package_decision().look)


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("reader.safetensors", "reader.json"):
        shutil.copy(model.package_file(name), tmp_path / name)
    with (tmp_path / "reader.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x01")
    monkeypatch.setattr(model, "package_file", lambda name: tmp_path / name)
    with pytest.raises(ModelError, match="is altered"):
        OwnReader().load()


def test_a_file_of_another_kind_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.safetensors").write_bytes(b"no tensors")
    with pytest.raises(ModelError, match="cannot be loaded"):
        OwnReader(tmp_path / "x.safetensors").load()


def test_an_absent_cross_encoder_is_one_line(samples_folder: Path) -> None:
    index = Index.open(samples_folder)
    with index.reading():
        question, found = looked(index, "Why was Inspur listed?")
        with pytest.raises(ModelError, match="no-such-reader cannot be loaded"):
            NamedReader("no-such-reader").scores(question, found)


def test_scores_are_the_same_from_eight_threads_and_with_other_questions_between(samples_folder: Path) -> None:
    index = Index.open(samples_folder)
    questions = [gold.turns for gold in read_gold(GOLD)][:24]

    def bytes_of(turns: Sequence[str]) -> str:
        return ask_turns(index, turns).model_copy(update={"timings": {}}).model_dump_json()

    alone = [bytes_of(turns) for turns in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(bytes_of, [*questions, *reversed(questions)]))
    assert together == [*alone, *reversed(alone)]


class LengthReader:
    """A reader that prefers long sentences."""

    name = "length"

    def scores(self, question: Question, looks: Sequence[Look]) -> list[list[float]]:
        return [[float(len(c.text)) for c in look.candidates] for look in looks]


def test_a_named_reader_needs_a_calibration_and_then_has_it(
    samples_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.reader.judge.reader", lambda name: LengthReader())
    with pytest.raises(ModelError, match="was not calibrated"):
        make_judge("length", folder=tmp_path)
    index, golds = Index.open(samples_folder), read_gold(GOLD)
    found = calibrate.calibrate(index, LengthReader(), golds, false=0.1)
    assert found.line is not None and found.false <= 0.1 < 1
    calibrate.keep(tmp_path, "length", found)
    judged = make_judge("length", folder=tmp_path)
    assert judged.threshold == found.threshold and judged.line is not None
    with index.reading():
        question, read = looked(index, "Why was Inspur listed?")
        likely, chance = judged.weigh(question, 1, read)
    assert chance == max(likely)
    assert len(likely) == sum(len(look.candidates) for look in read)


def test_calibrating_on_too_little_is_refused(samples_folder: Path) -> None:
    few: list[Gold] = read_gold(GOLD)[:5]
    with pytest.raises(QuestionError, match="at least 10 of each"):
        calibrate.calibrate(Index.open(samples_folder), LengthReader(), few)


def test_the_own_reader_can_be_made_stricter(tmp_path: Path) -> None:
    plain = make_judge()
    assert make_judge(strict=True).threshold == pytest.approx(min(plain.threshold + STRICT, 0.98))
    assert make_judge(threshold=0.2).threshold == 0.2
    (tmp_path / "calibrations.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="run `whylisted calibrate` again"):
        calibrations(tmp_path)
    (tmp_path / "calibrations.json").write_text(
        json.dumps({plain.reader.name: {"threshold": 0.7, "second": 0.8}}), encoding="utf-8"
    )
    assert make_judge(folder=tmp_path).threshold == 0.7
