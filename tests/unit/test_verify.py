"""Proof: a sound index passes, and each kind of damage is found and named."""

import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.build import add, remove
from index.derived import current
from index.lexical import LexicalIndex, Words, indexed, stems
from index.postings import passages_from
from index.status import status
from index.truth import Truth
from index.vectors import VectorIndex
from index.verify import verify
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write, write_list


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    add([write(folder), write_list(folder)], folder / "index", encoder=HashEncoder())
    return folder / "index"


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "index")
    return tmp_path / "index"


def test_a_sound_index_says_what_was_checked(place: Path) -> None:
    report = verify(place)
    counts = status(place).counts
    assert report.sound and report.problems == () and report.notes == ()
    assert report.checked["documents"] == counts.documents == 4
    every = ("passages", "passage hashes", "vectors of passages", "vectors", "passages in words", "vectors compared")
    for what in every:
        assert report.checked[what] == counts.passages > 3
    assert report.checked["postings"] == sum(
        len({stem for stem, _, _ in stems(indexed(words))}) for words in passages_of(place)
    )
    assert report.checked["postings"] > 10 * counts.passages
    assert report.checked["records"] == counts.records == 2
    assert report.checked["record fields"] >= 6
    assert report.checked["statements"] == counts.statements


DAMAGES = [
    ("UPDATE documents SET text = (SELECT text FROM documents WHERE row = 2) WHERE row = 1", "was altered"),
    ("UPDATE documents SET text = x'00' WHERE row = 1", "cannot be read"),
    ("UPDATE documents SET id = 'other' WHERE row = 1", "carries the id"),
    ("UPDATE passages SET end = end + 100000 WHERE row = 2", "outside of its"),
    ("UPDATE passages SET start = start + 1 WHERE row = 2", "was altered"),
    ("UPDATE passages SET heading = 'Another' WHERE row = 2", "another text"),
    ("UPDATE passages SET vector = (SELECT vector FROM passages WHERE row = 1) WHERE row = 2", "another text"),
    ("DELETE FROM passages WHERE row = 2", "not in the truth"),
    ("UPDATE vectors SET vector = zeroblob(128) WHERE id = 2", "length 1"),
    (
        "UPDATE vectors SET vector = (SELECT vector FROM vectors WHERE id = 1) WHERE id = 2",
        "another one than in the truth",
    ),
    ("DELETE FROM vectors WHERE id = 2", "missing row of vectors"),
    ("UPDATE records SET data = replace(data, '\"start\":', '\"start\":9') WHERE row = 1", "outside of its"),
    ("UPDATE records SET data = '{' WHERE row = 1", "cannot be read"),
    ("DELETE FROM records WHERE row = 1", "records of document"),
    ("DELETE FROM name_uses WHERE id = 1", "nobody bears"),
    ("UPDATE documents SET statement_count = 99 WHERE row = 1", "statements of document"),
]


@pytest.mark.parametrize(("sql", "words"), DAMAGES)
def test_damage_in_the_truth_is_found(place: Path, sql: str, words: str) -> None:
    db = sqlite3.connect(place / "truth.sqlite")
    with db:
        assert db.execute(sql).rowcount > 0
    db.close()
    report = verify(place)
    assert not report.sound
    assert any(words in problem for problem in report.problems), report.problems


def test_sentences_out_of_the_text_are_found(place: Path) -> None:
    db = sqlite3.connect(place / "truth.sqlite")
    with db:
        spans = zlib.compress(np.array([0, 10**6], "<u4").tobytes())
        db.execute("UPDATE documents SET sentences = ? WHERE row = 1", (spans,))
    db.close()
    assert any("sentence 0-1000000" in problem for problem in verify(place).problems)


def test_a_broken_page_is_found(place: Path) -> None:
    with (place / "truth.sqlite").open("r+b") as file:
        file.seek(4096 * 3 + 200)
        file.write(b"\xff" * 600)
    (place / "truth.sqlite-wal").unlink(missing_ok=True)
    try:
        assert not verify(place).sound
    except Exception as error:
        assert type(error).__name__ in ("IndexDamaged", "IndexFormat", "NoIndex")


def passages_of(place: Path) -> list[Words]:
    truth = Truth.open(place)
    found = list(passages_from(truth, 0))
    truth.close()
    return found


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace("radar", ""), "term 'radar' stands in 1 passages, but its postings lead to 0"),
        (lambda text: f"{text} zeppelin", "term 'zeppelin' stands in 0 passages, but its postings lead to 1"),
        (None, "is missing among the passages in words"),
    ],
)
def test_a_posting_too_few_or_too_many_is_found(place: Path, change: Callable[[str], str] | None, told: str) -> None:
    derived = current(place)
    assert derived is not None
    index = LexicalIndex.open(derived.folder / "words")
    altered = next(words for words in passages_of(place) if "radar" in words.text)
    other = altered._replace(text=change(altered.text)) if change else altered._replace(row=10**6)
    index.change([], [altered.row])
    index.change([other], [])
    report = verify(place)
    assert report.notes == () and any(told in problem for problem in report.problems), report


def test_postings_that_lead_to_other_passages_are_found(place: Path) -> None:
    derived = current(place)
    assert derived is not None
    index = LexicalIndex.open(derived.folder / "words")
    rain, radar = (next(w for w in passages_of(place) if word in w.text) for word in ("ducks", "radar"))
    index.change([], [rain.row, radar.row])
    index.change([rain._replace(row=radar.row), radar._replace(row=rain.row)], [])
    assert any("postings lead to others" in problem for problem in verify(place).problems)


def test_vectors_of_other_passages_are_found(place: Path) -> None:
    derived = current(place)
    assert derived is not None and derived.vectors is not None
    rows = derived.vectors.live_rows()
    kept = derived.vectors.kept(rows)
    VectorIndex.build(rows, kept.shape[1], lambda part: np.roll(kept, 1, axis=0)[np.searchsorted(rows, part)]).save(
        derived.folder
    )
    assert sum("another one" in problem for problem in verify(place).problems) >= len(rows) - 1
    VectorIndex.build(rows + 1, kept.shape[1], lambda part: kept[np.searchsorted(rows + 1, part)]).save(derived.folder)
    assert any("missing among the vectors" in problem for problem in verify(place).problems)


def test_lost_search_indexes_are_a_note_not_a_problem(place: Path) -> None:
    shutil.rmtree(place / "derived")
    report = verify(place)
    assert report.sound and "next `whylisted add`" in report.notes[0]


def test_status(place: Path) -> None:
    state = status(place)
    assert (state.model, state.dimensions, state.vector_index) == ("hash-64", 64, "flat")
    assert state.generation == state.derived_generation == 1
    assert state.sizes["total"] >= state.sizes["truth"] + state.sizes["words"] + state.sizes["vectors"] > 0
    assert all(state.sizes[part] > 0 for part in ("truth", "words", "vectors"))
    remove(["docs", "list"], place)
    assert status(place).counts.documents == 0
    assert verify(place).sound
