"""Searching: what is found, in which order, in which documents, and at which generation."""

import datetime
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

from index.build import add, remove
from index.derived import current
from index.fusion import fuse, search
from index.lexical import LexicalIndex, Words
from index.lock import writer_lock
from index.memory import Recent
from index.search import Index
from index.types import Filters
from index.vectors import VectorIndex
from index.verify import verify
from sources.errors import NoIndex
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write

MANY = {
    f"{number:02}.md": f"---\ntitle: Report {number}\ndate: 2021-01-{number:02}\npublisher: {'Gazette' if number % 2 else 'Courier'}\n---\n\n"
    f"Report {number}\n\nThe agency listed company number {number} for radar. Every report says this sentence.\n"
    for number in range(1, 21)
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    add([write(tmp_path, MANY)], tmp_path / "index", encoder=HashEncoder())
    return tmp_path / "index"


def open_index(place: Path) -> Index:
    return Index.open(place, HashEncoder())


def found(index: Index, query: str, **more: object) -> list[str]:
    return [index.info(hit.passage.document_id).path for hit in index.search(query, **more)]  # type: ignore[arg-type]


def test_a_hit_is_a_passage_of_its_document(place: Path) -> None:
    index = open_index(place)
    hit = index.search("company number 7 radar")[0]
    document = index.document(hit.passage.document_id)
    assert document.path == "docs/07.md"
    assert "number 7 for radar" in document.text[hit.passage.start : hit.passage.end]
    assert index.passage(hit.passage.id) == hit.passage
    assert hit.passage in index.passages(document.id)
    assert 0 <= hit.score <= 1
    for span in index.sentences(document.id):
        assert document.text[span.start : span.end].strip()


def test_scores_fall_and_equal_ones_come_by_id(place: Path) -> None:
    hits = open_index(place).search("every report says this sentence", limit=50)
    keys = [(-hit.score, hit.passage.id) for hit in hits]
    assert keys == sorted(keys) and len(keys) >= 20


def test_halves_of_the_search(place: Path) -> None:
    index = open_index(place)
    assert all(hit.cosine is None and hit.words for hit in index.search("radar", vectors=False))
    assert all(hit.words is None and hit.cosine for hit in index.search("radar", words=False))
    assert index.search("radar", words=False, vectors=False) == []
    assert index.search("", vectors=False) == index.search("  ") == []
    assert len(index.search("radar", limit=3)) == 3


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 20),
        (Filters(publishers=frozenset({"Gazette"})), 10),
        (Filters(published_from=datetime.date(2021, 1, 5), published_until=datetime.date(2021, 1, 8)), 4),
        (Filters(kinds=frozenset({"rule"})), 0),
        (Filters(official=True), 0),
        (Filters(documents=frozenset()), 0),
    ],
)
def test_filters(place: Path, filters: Filters, count: int) -> None:
    index = open_index(place)
    paths = set(found(index, "report company radar", limit=100, filters=filters))
    assert len(paths) == count
    assert all(filters.admits(info) for info in index.documents() if info.path in paths)


def test_rarity(place: Path) -> None:
    index = open_index(place)
    assert index.rarity("nowhere") > index.rarity("17") > index.rarity("report") >= 0


def test_documents_that_are_not_there(place: Path) -> None:
    index = open_index(place)
    for call in (index.document, index.info, index.passage, index.sentences, index.statements, index.passages):
        with pytest.raises(KeyError):
            call("nothing:0-1")
    assert index.records(["nothing"]) == [] and index.twins("nothing") == ()
    with pytest.raises(NoIndex):
        Index.open(place / "nowhere")


def test_a_new_generation_is_seen_without_opening_again(place: Path, tmp_path: Path) -> None:
    index = open_index(place)
    assert found(index, "zeppelin", vectors=False) == []
    (tmp_path / "docs" / "new.txt").write_text("Zeppelins\n\nA zeppelin was listed.\n", encoding="utf-8")
    with index.reading() as before:
        add([tmp_path / "docs"], place, encoder=HashEncoder())
        assert found(index, "zeppelin", vectors=False) == []  # this block stays at its generation
        assert len(index.documents()) == 20
    assert index.refresh() > before
    assert found(index, "zeppelin", vectors=False)[0] == "docs/new.txt"
    remove(["docs/new.txt"], place)
    assert found(index, "zeppelin", vectors=False) == []
    assert len(index.documents()) == 20


def test_a_folder_that_was_made_again_is_opened_again(place: Path, tmp_path: Path) -> None:
    index = open_index(place)
    assert len(index.documents()) == 20
    shutil.rmtree(place)
    with pytest.raises(NoIndex):
        index.documents()
    other = tmp_path / "other"
    other.mkdir()
    add([write(other)], place, encoder=HashEncoder())
    assert len(index.documents()) == 3
    assert found(index, "radar parts", vectors=False)[0] == "docs/acme.txt"


def test_what_was_used_last_is_kept() -> None:
    recent, made = Recent(10), []

    def get(key: str, size: int) -> str:
        return recent.get(key, lambda: made.append(key) or key, lambda _: size)  # type: ignore[func-returns-value]

    assert [get(key, 4) for key in "abacaba"] == list("abacaba")
    assert made == ["a", "b", "c", "b"]  # a was used again before c came
    get("whale", 100)
    get("whale", 100)
    assert made[4:] == ["whale"]
    recent.clear()
    get("whale", 100)
    assert made[5:] == ["whale"]


@pytest.mark.parametrize("damage", ["missing", "pointer", "words", "vectors", "rows", "version"])
@pytest.mark.parametrize("by", ["reader", "writer"])
def test_search_indexes_that_are_lost_are_made_again(
    place: Path, damage: str, by: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="index")
    whole = open_index(place).search("company number 7 radar")
    folder = next((place / "derived").iterdir())
    if damage == "missing":
        shutil.rmtree(place / "derived")
    elif damage == "pointer":
        (place / "derived.json").write_text("{", encoding="utf-8")
    elif damage == "words":
        (folder / "words" / "meta.json").write_text("", encoding="utf-8")
    elif damage == "vectors":
        (folder / "vectors.faiss").write_bytes(b"")
    elif damage == "rows":
        (folder / "rows.npy").unlink()
    else:
        (folder / "about.json").write_text('{"format": 1, "generation": 1, "passages": 20}', encoding="utf-8")
    if by == "reader":
        assert open_index(place).search("company number 7 radar") == whole
    else:
        add([place.parent / "docs"], place, encoder=HashEncoder())
    assert "making search indexes" in caplog.text
    repaired = current(place)
    assert repaired is not None and repaired.words.passages == Index.open(place).counts().passages
    assert open_index(place).search("company number 7 radar") == whole
    assert len(list((place / "derived").iterdir())) == 1


@pytest.mark.parametrize("by", ["reader", "writer"])
@pytest.mark.parametrize(
    ("doctored", "line"),
    [
        ({"format": 2}, "have format 2, this program's is 3: they will be made again"),
        ({"format": 99}, "have format 99, this program's is 3: they will be made again"),
        ({"passages": 19}, "do not hold 19 passages: they will be made again"),
        ({"passages": "many"}, "cannot be opened (1 validation error"),
        ({"generation": 0, "stamp": ""}, "are of generation 0, its documents of 1: they are brought up to date"),
    ],
)
def test_a_line_says_that_search_indexes_are_made_again(
    place: Path, by: str, doctored: dict[str, object], line: str, caplog: pytest.LogCaptureFixture
) -> None:
    about = next((place / "derived").iterdir()) / "about.json"
    about.write_text(json.dumps(json.loads(about.read_text(encoding="utf-8")) | doctored), encoding="utf-8")
    if by == "reader":
        assert open_index(place).search("company number 7 radar")
    else:
        add([place.parent / "docs"], place, encoder=HashEncoder())
    assert [line in record.message for record in caplog.records if record.levelname == "WARNING"] == [True]
    remade = current(place)
    assert remade is not None and remade.about.generation == 1 and remade.about.passages == 20
    assert verify(place).sound


def test_a_sound_index_is_quiet(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    open_index(place).search("company number 7 radar")
    add([place.parent / "docs"], place, encoder=HashEncoder())
    remove(["docs/01.md"], place)
    open_index(place).search("company number 7 radar")
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_indexes_of_another_history_are_not_taken_for_these(place: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    shutil.copytree(place, backup)
    (tmp_path / "docs" / "21.txt").write_text("A zeppelin\n\nA zeppelin was listed.\n", encoding="utf-8")
    add([tmp_path / "docs"], place, encoder=HashEncoder())
    for file in backup.glob("truth.sqlite*"):  # the truth of yesterday is put back, its indexes are not
        shutil.copy(file, place / file.name)
    (tmp_path / "docs" / "21.txt").write_text("A submarine\n\nA submarine was listed.\n", encoding="utf-8")
    add([tmp_path / "docs"], place, encoder=HashEncoder())
    index = open_index(place)
    assert found(index, "zeppelin", vectors=False) == []
    assert found(index, "submarine", vectors=False)[0] == "docs/21.txt"
    assert verify(place).sound


@pytest.mark.parametrize("busy", [True, False])
def test_older_search_indexes_are_brought_up_to_date(place: Path, tmp_path: Path, busy: bool) -> None:
    old = tmp_path / "old"
    shutil.copytree(place, old)
    (tmp_path / "docs" / "new.txt").write_text("Zeppelins\n\nA zeppelin was listed.\n", encoding="utf-8")
    (tmp_path / "docs" / "01.md").unlink()
    add([tmp_path / "docs"], place, encoder=HashEncoder())
    remove(["docs/01.md"], place)
    wanted = open_index(place).search("zeppelin company number 1 radar", limit=60)
    shutil.rmtree(place / "derived")
    shutil.copytree(old / "derived", place / "derived")
    shutil.copy(old / "derived.json", place / "derived.json")
    with writer_lock(place) if busy else nullcontext():
        assert open_index(place).search("zeppelin company number 1 radar", limit=60) == wanted
    # On the disk if nobody else writes there, else aside.
    assert (json.loads((place / "derived.json").read_text()) == json.loads((old / "derived.json").read_text())) == busy


def test_the_same_bytes_in_another_process(place: Path) -> None:
    script = (
        "import sys; from index.search import Index; from tests.hash_encoder import HashEncoder;"
        "hits = Index.open(sys.argv[1], HashEncoder()).search('every report about company number 12', limit=40);"
        "print('\\n'.join(hit.model_dump_json() for hit in hits))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script, str(place)],
            check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1 and len(runs.pop().splitlines()) == 20


def test_many_threads_and_a_writer(place: Path, tmp_path: Path) -> None:
    index = open_index(place)
    wrong: list[str] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                with index.reading():
                    known = {info.id: info for info in index.documents()}
                    for hit in index.search("company radar report", limit=100):
                        text = index.document(hit.passage.document_id).text
                        if (
                            hit.passage.document_id not in known
                            or not text[hit.passage.start : hit.passage.end].strip()
                        ):
                            wrong.append(hit.passage.id)
                    # whole batches: ten files at a time
                    if len(known) % 10:
                        wrong.append(f"{len(known)} documents")
        except Exception as error:
            wrong.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(3):
        files = {
            f"more{number}-{item}.txt": f"More {number} {item}\n\nA company with a radar, report {item}.\n"
            for item in range(10)
        }
        folder = tmp_path / f"part{number}"
        folder.mkdir()
        add([write(folder, files).rename(folder / f"part{number}")], place, encoder=HashEncoder())
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(index.documents()) == 50


def test_twins(tmp_path: Path) -> None:
    story = " ".join(
        f"Sentence {number} of the agency report tells what happened in town {number}." for number in range(30)
    )
    files = {
        "a.txt": f"The report\n\n{story}\n",
        "b.txt": f"Outlet B\n\n{story} Additional reporting by our staff.\n",
        "c.txt": f"Something else\n\n{' '.join(f'The weather in month {n} was as fine as could be.' for n in range(30))}\n",
    }
    add([write(tmp_path, files)], tmp_path / "index", encoder=HashEncoder())
    index = open_index(tmp_path / "index")
    ids = {info.path[5]: info.id for info in index.documents()}
    assert index.twins(ids["a"]) == (ids["b"],)
    assert index.twins(ids["b"]) == (ids["a"],)
    assert index.twins(ids["c"]) == ()


@pytest.mark.parametrize(
    ("words", "vectors", "wanted"),
    [
        ([8.0, 4.0], None, [1, 0]),
        (None, [0.5], [1]),
        (None, None, []),
        ([8.0, 4.0, 0.0], [0.1, 0.9, 0.1], [0.5, 0.75, 0]),
        ([3.0, 3.0], [0.1, 0.2], [0.5, 1]),
        ([], [], []),
    ],
)
def test_fusion(words: list[float] | None, vectors: list[float] | None, wanted: list[float]) -> None:
    left, right = (None if scores is None else np.array(scores) for scores in (words, vectors))
    assert fuse(left, right, 0.5).tolist() == pytest.approx(wanted)


def test_a_passage_like_the_best_one_is_helped() -> None:
    place = Path(tempfile.mkdtemp())
    words = LexicalIndex.create(place / "words")
    words.change([Words(1, 1, "", "radar parts"), Words(2, 2, "", "nothing"), Words(3, 3, "", "nothing")])
    matrix = np.array([[1, 0, 0, 0], [0.6, 0.8, 0, 0], [0, 0.8, 0, 0.6]], np.float32)
    vectors = VectorIndex.build(np.array([1, 2, 3], np.int64), 4, lambda rows: matrix[rows - 1])
    question = np.array([0.1, 0.7, 0.1, 0.7], np.float32) / 1
    found = search(words, vectors, "radar parts", question / np.linalg.norm(question), 3)
    assert [item.words is not None for item in sorted(found)] == [True, False, False]
    assert [item.cosine for item in sorted(found)] == pytest.approx([0.1, 0.62, 0.98], abs=0.01)
    alone = search(None, vectors, "radar parts", question / np.linalg.norm(question), 3)
    assert [item.row for item in alone] == [3, 2, 1]
    shutil.rmtree(place)
