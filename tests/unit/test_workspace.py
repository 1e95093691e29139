"""The chat's index while another process writes to it."""

import multiprocessing
from pathlib import Path

from index.build import add
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write, write_list
from ui.workspace import Workspace


def _add_elsewhere(folder: Path, place: Path) -> None:
    add([folder], place, encoder=HashEncoder())


def test_a_new_generation_of_another_process_is_answered_from_without_a_restart(tmp_path: Path) -> None:
    place = tmp_path / "index"
    add([write_list(tmp_path)], place, encoder=HashEncoder())
    chat = Workspace(place)
    question = "Is Aerofalcon Lines on the SDN List?"
    before = chat.ask([question])
    assert before.generation == 1 and before.citations
    assert chat.index().search("radar", vectors=False) == []

    writer = multiprocessing.get_context("spawn").Process(target=_add_elsewhere, args=(write(tmp_path), place))
    writer.start()
    writer.join()

    after = chat.ask([question])
    assert after.generation == chat.index().generation == 2
    assert after.text == before.text and after.citations == before.citations
    assert [hit.passage.document_id for hit in chat.index().search("radar", vectors=False)]
    assert chat.index().counts().documents == 4
