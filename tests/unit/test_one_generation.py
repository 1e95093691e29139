"""A question is answered from one generation of the index, whatever a writer does while it is answered; a question that records
answer loads no model; what was done is told by step."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.ask import ask
from index.build import add, remove
from index.search import Index
from sources.document import Document
from sources.errors import NoIndex
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write, write_list

WHY = "Why was Acme Circuits added to the Entity List?"


def test_an_answer_is_of_one_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=HashEncoder())
    index = Index.open(place, HashEncoder())
    wanted = ask(index, WHY)
    assert wanted.answered and wanted.generation == 1
    index = Index.open(place, HashEncoder())
    read, removed = index.document, []

    def meanwhile(document_id: str) -> Document:
        if not removed:
            removed.append(remove(["docs"], place).removed)
        return read(document_id)

    monkeypatch.setattr(index, "document", meanwhile)
    found = ask(index, WHY)
    assert removed == [3]
    assert found.model_copy(update={"timings": {}}) == wanted.model_copy(update={"timings": {}})
    assert not ask(index, WHY).answered and index.generation == 2


def test_the_next_question_sees_what_was_added(tmp_path: Path) -> None:
    docs, place = write(tmp_path, {"other.txt": "Rain\n\nIt rained in the north.\n"}), tmp_path / "index"
    add([docs], place, encoder=HashEncoder())
    index = Index.open(place, HashEncoder())
    assert not ask(index, WHY).answered
    add([write(tmp_path)], place, encoder=HashEncoder())
    assert ask(index, WHY).answered


def test_steps_are_timed_also_of_two_questions_in_one(tmp_path: Path) -> None:
    place = tmp_path / "index"
    add([write(tmp_path)], place, encoder=HashEncoder())
    index = Index.open(place, HashEncoder())
    one, two = ask(index, WHY), ask(index, "When was Acme Circuits added to the Entity List, and why?")
    for answer in (one, two):
        assert {"understand", "resolve names", "prose", "compose"} <= set(answer.timings)
        assert all(milliseconds >= 0 for milliseconds in answer.timings.values())
    assert two.answered and len(two.sentences) > 1


def test_what_records_answer_loads_no_model(tmp_path: Path) -> None:
    place = tmp_path / "index"
    add([write_list(tmp_path)], place)
    script = (
        "import sys; from ui.cli import main; "
        f"main(['ask', 'Is Blue Angle Corp. on the SDN List?', '--index', {str(place)!r}]); "
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'gradio', 'faiss'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.startswith("Yes") and done.stdout.splitlines()[-1] == "[]", done.stdout
    assert done.stderr == ""  # quiet by default


def test_what_prose_answers_needs_no_torch(tmp_path: Path) -> None:
    place = tmp_path / "index"
    script = (
        "import sys; from index.build import add; from ui.cli import main; from pathlib import Path; "
        f"add([Path({str(write(tmp_path))!r})], Path({str(place)!r})); "
        f"main(['ask', {WHY!r}, '--index', {str(place)!r}]); "
        "print({'index.minilm', 'assistant.reader.scorer'} <= set(sys.modules)); "
        "print({'torch', 'transformers', 'sentence_transformers', 'sklearn', 'scipy'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines()[-2:] == ["True", "set()"], done.stdout


def test_the_model_is_not_loaded_where_nothing_is_new(tmp_path: Path) -> None:
    class Never(HashEncoder):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise NoIndex("the model is asked although nothing is new")

    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=HashEncoder())
    assert add([docs, write_list(tmp_path)], place, encoder=Never()).records == 2
    (docs / "copy.txt").write_bytes((docs / "acme.txt").read_bytes())
    assert add([docs], place, encoder=Never()).new == 1
