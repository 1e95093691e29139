"""Adding and removing: what is new, changed, skipped, refused, and what an error leaves behind."""

import datetime
import multiprocessing
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from index import adding
from index.build import Progress, add, remove
from index.lock import writer_lock
from index.search import Index
from index.store import Store
from index.verify import verify
from sources.errors import IndexBusy, IndexFormat, IndexProblem, ModelError, NoIndex, NotFound
from sources.load import Given
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import REPORTS, SDN, write, write_list


@pytest.fixture
def model() -> HashEncoder:
    return HashEncoder()


def paths(index: Path) -> list[str]:
    return [info.path for info in Index.open(index).documents()]


def test_new_then_skipped_then_changed(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    first = add([docs], place, encoder=model)
    assert (first.new, first.changed, first.skipped, first.generation) == (3, 0, 0, 1)
    assert first.passages == first.embedded == Index.open(place).counts().passages > 3
    again = add([docs], place, encoder=model)
    assert (again.new, again.changed, again.skipped, again.generation) == (0, 0, 3, 1)
    (docs / "weather.txt").write_text("Rain in the south\n\nIt rained in the south.\n", encoding="utf-8")
    third = add([docs], place, encoder=model)
    assert (third.new, third.changed, third.skipped) == (0, 1, 2)
    opened = Index.open(place, model)
    assert [hit.passage.document_id for hit in opened.search("ducks north", vectors=False)] == []
    assert len(opened.search("rained south", vectors=False)) == 1
    assert verify(place).sound


def test_facts_given_count_as_a_change(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=model)
    given = Given(published=datetime.date(2020, 1, 2), publisher="The Gazette")
    assert add([docs], place, given, encoder=model).changed == 3
    assert {(info.published, info.publisher) for info in Index.open(place).documents()} == {
        (datetime.date(2020, 1, 2), "The Gazette")
    }
    assert add([docs], place, given, encoder=model).skipped == 3


def test_nothing_is_embedded_twice(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=model)
    before = model.encoded
    add([docs], place, Given(publisher="Another"), encoder=model)  # read again, with the same texts
    assert model.encoded == before
    shutil.copy(docs / "acme.txt", docs / "acme copy.txt")
    add([docs], place, encoder=model)
    assert model.encoded == before


def test_texts_that_come_back_are_not_embedded_again(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=model)
    before, text = model.encoded, (docs / "acme.txt").read_text(encoding="utf-8")
    remove(["docs"], place)
    assert Index.open(place, model).search("north") == []
    report = verify(place)
    assert report.sound and any("taken away are kept" in note for note in report.notes)
    assert add([docs], place, encoder=model).embedded == 0
    (docs / "acme.txt").write_text("Something else\n\nIt is about something else.\n", encoding="utf-8")
    add([docs], place, encoder=model)
    (docs / "acme.txt").write_text(text, encoding="utf-8")
    assert add([docs], place, encoder=model).embedded == 0
    assert model.encoded == before + 1
    assert verify(place).sound


def test_the_oldest_vectors_of_texts_that_are_gone_go(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=model)
    remove(["docs/weather.txt"], place)
    store = Store.open(place)
    with store.batch():
        gone = store.forget_vectors(keep=0)
    passages = store.counts().passages
    store.close()
    with sqlite3.connect(place / "truth.sqlite") as db:
        assert db.execute("SELECT COUNT(*) FROM vectors").fetchone()[0] == passages > 0
    assert gone > 0 and verify(place).notes == () and verify(place).sound


def test_a_bad_file_changes_nothing_and_stops_nothing(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=model)
    text = Index.open(place).document(Index.open(place).documents()[0].id).text
    (docs / "acme.txt").write_bytes(b"")
    (docs / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (docs / "new.txt").write_text("A new report\n\nSomething was reported.\n", encoding="utf-8")
    summary = add([docs], place, encoder=model)
    assert summary.new == 1
    assert sorted(refusal.path for refusal in summary.refused) == ["docs/acme.txt", "docs/picture.txt"]
    assert all("\n" not in refusal.reason and len(refusal.reason) > 20 for refusal in summary.refused)
    assert Index.open(place).document(Index.open(place).documents()[0].id).text == text
    assert "docs/picture.txt" not in paths(place)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        (["docs/acme.txt"], ["docs/borealis.md", "docs/weather.txt"]),
        (["docs"], []),
        (["docs/"], []),
        (["docs/acme.txt", "docs/acme.txt", "docs/weather.txt"], ["docs/borealis.md"]),
    ],
)
def test_remove_by_name(tmp_path: Path, model: HashEncoder, names: list[str], left: list[str]) -> None:
    place = tmp_path / "index"
    add([write(tmp_path)], place, encoder=model)
    assert remove(names, place).removed == 3 - len(left)
    assert paths(place) == left
    assert verify(place).sound


def test_remove_by_id_and_add_again(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=model)
    gone = Index.open(place).documents()[0]
    assert remove([gone.id], place).removed == 1
    assert gone.path not in paths(place)
    assert add([docs], place, encoder=model).new == 1
    assert Index.open(place).document(gone.id).id == gone.id


def test_remove_of_an_unknown_name_removes_nothing(tmp_path: Path, model: HashEncoder) -> None:
    place = tmp_path / "index"
    add([write(tmp_path)], place, encoder=model)
    with pytest.raises(NotFound, match=r"docs/nothing\.txt"):
        remove(["docs/acme.txt", "docs/nothing.txt"], place)
    assert len(paths(place)) == 3
    for nothing in ("", " ", "/", " / "):
        for exactly in (False, True):
            with pytest.raises(NotFound, match="an empty name"):
                remove([nothing], place, exactly=exactly)
    assert len(paths(place)) == 3
    with pytest.raises(NotFound):
        remove(["doc"], place)  # a folder's name is matched as a whole
    with pytest.raises(NoIndex):
        remove(["docs"], tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_list_is_read_again_when_a_file_beside_it_changes(tmp_path: Path, model: HashEncoder) -> None:
    folder, place = write_list(tmp_path), tmp_path / "index"
    summary = add([folder], place, encoder=model)
    assert (summary.new, summary.records, summary.passages, model.encoded) == (1, 2, 0, 0)
    assert add([folder], place, encoder=model).skipped == 1
    (folder / "alt.csv").write_text('173,9,"aka","ANGULO AZUL",-0-\n', encoding="ascii")
    assert add([folder], place, encoder=model).changed == 1
    index = Index.open(place)
    with index.reading():
        assert [match.name for match in index.names.find("Angulo Azul")] == ["BLUE ANGLE CORP."]
        assert "alias" not in {match.how for match in index.names.find("Falcon Air")}


def test_a_changed_record_leaves_no_name_behind(tmp_path: Path, model: HashEncoder) -> None:
    folder, place = write_list(tmp_path), tmp_path / "index"
    add([folder], place, encoder=model)
    (folder / "sdn.csv").write_text(SDN.replace("BLUE ANGLE CORP.", "GREEN SQUARE CORP."), encoding="ascii")
    add([folder], place, encoder=model)
    index = Index.open(place)
    with index.reading():
        assert index.names.find("Blue Angle Corp.") == []
        record = index.records(index.names.find("Green Square Corp.")[0].records)[0]
        document = index.document(record.document_id)
    assert "GREEN SQUARE" in document.text[record.start : record.end]
    assert verify(place).sound


def test_another_model_is_refused(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    add([docs], place, encoder=model)
    with pytest.raises(ModelError, match="hash-64"):
        add([docs], place, encoder=HashEncoder("hash-32", 32))
    with pytest.raises(ModelError, match="hash-64"):
        Index.open(place, HashEncoder("hash-32", 32))
    assert verify(place).sound


def test_nothing_to_add_makes_no_index(tmp_path: Path, model: HashEncoder) -> None:
    (tmp_path / "empty").mkdir()
    for missing in (tmp_path / "empty", tmp_path / "not there"):
        with pytest.raises(NotFound):
            add([missing], tmp_path / "index", encoder=model)
    assert not (tmp_path / "index").exists()


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path, model: HashEncoder) -> None:
    place = tmp_path / "index"
    place.mkdir()
    with sqlite3.connect(place / "truth.sqlite") as db:
        db.execute("CREATE TABLE bills (amount)")
    db.close()
    with pytest.raises(IndexFormat, match="not a whylisted index"):
        add([write(tmp_path)], place, encoder=model)
    with sqlite3.connect(place / "truth.sqlite") as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("bills",)]
    db.close()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, model: HashEncoder) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(IndexProblem, match="file"):
        add([write(tmp_path)], tmp_path / "file" / "index", encoder=model)


def _hold(place: Path, seconds: float, held: "multiprocessing.synchronize.Event") -> None:
    with writer_lock(place):
        held.set()
        time.sleep(seconds)


def test_a_second_writer_is_told_who_writes_or_waits(tmp_path: Path, model: HashEncoder) -> None:
    docs, place = write(tmp_path), tmp_path / "index"
    place.mkdir()
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    other = context.Process(target=_hold, args=(place, 2.0, held))
    other.start()
    assert held.wait(60)
    with pytest.raises(IndexBusy, match=str(other.pid)):
        add([docs], place, encoder=model)
    assert add([docs], place, encoder=model, wait=60).new == 3
    other.join()


def test_progress_tells_files_and_passages(tmp_path: Path, model: HashEncoder) -> None:
    seen: list[Progress] = []
    summary = add([write(tmp_path)], tmp_path / "index", encoder=model, progress=seen.append)
    reading = [(event.done, event.total) for event in seen if event.step == "reading"]
    assert reading == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [event.done for event in seen if event.step == "embedding"][-1] == summary.embedded
    assert [event.done for event in seen if event.step == "indexing"][-1] == summary.passages
    assert set(summary.seconds) == {"reading", "embedding", "storing", "indexing"}


def test_batches_are_bounded(tmp_path: Path, model: HashEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH_FILES", 2)
    files = {f"{number}.txt": f"Report {number}\n\nText of report {number}.\n" for number in range(7)}
    summary = add([write(tmp_path, files)], tmp_path / "index", encoder=model)
    assert (summary.new, summary.generation) == (7, 4)
    assert len(REPORTS) == 3 and verify(tmp_path / "index").sound
