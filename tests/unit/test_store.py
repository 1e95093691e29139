"""The truth: whole batches, one generation for a snapshot, and files that are not ours."""

import datetime
import sqlite3
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from index import schema
from index.connection import TRUTH
from index.parts import parts
from index.store import Store
from index.text import digest, embedded_text
from index.truth import Truth
from sources.document import Document, Field, Passage, Record, RecordEvent, Segment, Span, document_id, passage_id
from sources.errors import IndexDamaged, IndexFormat, NoIndex
from sources.reading.statements import DateSlot, Mention, Slot, Statement

TEXT = "Commerce listed Acme “Ltd.” on Friday.\n\nŁódź 北京 😀 said nothing. It was listed for radar."


class Made(NamedTuple):
    """A document, and what is read of it."""

    document: Document
    sentences: list[Span]
    passages: list[Passage]
    records: list[Record]
    statements: list[Statement]


def made(path: str = "docs/a.txt", text: str = TEXT) -> Made:
    """A document with one of everything."""
    name = document_id(path)
    document = Document(
        id=name,
        path=path,
        kind="release",
        title="Commerce lists Acme",
        publisher="Bureau",
        published=datetime.date(2021, 12, 17),
        sha256="0" * 64,
        text=text,
        title_span=Span(0, 8),
        segments=(Segment(0, 5, 10), Segment(10, 20, len(text) - 10)),
    )
    passages = [
        Passage(id=passage_id(name, start, end), document_id=name, start=start, end=end, heading=heading)
        for start, end, heading in ((0, 38, None), (40, len(text), "Ł"))
    ]
    record = Record(
        id=passage_id(name, 16, 27),
        document_id=name,
        list_id="entity-list",
        start=16,
        end=27,
        name="Acme Ltd.",
        fields={"name": (Field(value="Acme", start=16, end=20),)},
        events=(RecordEvent(action="added", date=datetime.date(2021, 12, 17), citation=None, start=31, end=37),),
    )
    statement = Statement(
        id=f"{name}:s0",
        document_id=name,
        start=0,
        end=38,
        action="added",
        polarity="asserted",
        trigger=Slot(start=9, end=15),
        subjects=(Mention(start=16, end=20, value="Acme"),),
        date=DateSlot(
            start=31, end=37, date=datetime.date(2021, 12, 17), precision="weekday", resolved_from="on Friday"
        ),
        reasons=(Slot(start=73, end=78),),
    )
    return Made(document, [Span(0, 38), Span(40, 62)], passages, [record], [statement])


def put(store: Store, path: str, one: Made, vector: int = 1, mark: str = "print") -> None:
    """Store it as the one document of its file."""
    packed = parts(*one, signature=b"mark")
    store.put_document(store.put_file(path, mark), packed, {p.embedded_sha256: vector for p in packed.passages})


def filled(folder: Path, *paths: str) -> Store:
    """A truth with these documents, each in a batch of its own."""
    store = Store.open(folder)
    for path in paths:
        with store.batch():
            model = store.use_model("m", 4)
            known = store.known_vectors("m", [digest("x")])
            rows = known or store.put_vectors(model, [digest("x")], np.array([[0.5, 0.5, 0.5, 0.5]], np.float32))
            put(store, path, made(path), rows[digest("x")])
    return store


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    store = filled(tmp_path, "docs/a.txt")
    store.close()
    store = Truth.open(tmp_path)
    want = made()
    row = store.document_row(want.document.id)
    assert row is not None
    assert store.document(row) == want.document
    assert store.sentences(row) == tuple(want.sentences)
    assert store.statements(row) == tuple(want.statements)
    assert list(store.records_of(row)) == list(want.records) == store.records([want.records[0].id, "unknown"])
    rows = [item.row for item in store.passages(row)]
    assert [found[1] for found in store.passage_rows(rows).values()] == list(want.passages)
    assert store.vectors(rows, 4).tolist() == [[0.5] * 4] * 2
    assert store.model() == ("m", 4)
    assert store.signatures() == [(want.document.id, b"mark")]
    info = store.documents()[0]
    assert (info.length, info.passages, info.records, info.statements) == (len(TEXT), 2, 1, 1)
    assert (info.title, info.published, info.kind) == ("Commerce lists Acme", datetime.date(2021, 12, 17), "release")


def test_a_batch_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    store = filled(tmp_path, "docs/a.txt")
    with pytest.raises(RuntimeError, match="halfway"), store.batch():
        put(store, "docs/b.txt", made("docs/b.txt"))
        put(store, "docs/a.txt", made("docs/a.txt", "Another text. " * 9), mark="other")
        raise RuntimeError("halfway")
    assert store.generation == 1
    assert [info.path for info in store.documents()] == ["docs/a.txt"]
    assert store.fingerprint("docs/a.txt") == "print"
    with store.batch():
        store.remove_files(["docs/a.txt"])
    assert store.generation == 2
    assert store.counts().documents == 0


def test_a_stamp_is_of_one_set_of_passages(tmp_path: Path) -> None:
    store = filled(tmp_path / "one", "docs/a.txt")
    first = store.stamp
    with store.batch():
        put(store, "docs/list.csv", made("docs/list.csv")._replace(passages=[]))
    assert (store.generation, store.stamp) == (2, first)  # no passage came or went
    other = filled(tmp_path / "two", "docs/a.txt")
    assert other.stamp != first and not other.remembers(first)
    with store.batch():
        store.remove_files(["docs/a.txt"])
    assert store.stamp != first and store.remembers(first)
    assert Store.open(tmp_path / "three").stamp == ""


def test_an_older_index_is_brought_up_to_the_present_format(tmp_path: Path) -> None:
    filled(tmp_path, "docs/a.txt").close()
    db = sqlite3.connect(tmp_path / TRUTH)
    with db:  # as version 1 had it
        db.execute("DROP TABLE generations")
        db.execute("PRAGMA user_version = 1")
    db.close()
    truth = Truth.open(tmp_path)
    assert [info.path for info in truth.documents()] == ["docs/a.txt"] and truth.stamp == ""
    truth.close()
    store = Store.open(tmp_path)
    with store.batch():
        store.remove_files(["docs/a.txt"])
    assert store.stamp


def test_files_of_an_older_index_are_known_by_their_path(tmp_path: Path) -> None:
    filled(tmp_path, "docs/a.txt").close()
    db = sqlite3.connect(tmp_path / TRUTH)
    with db:  # as version 2 had it
        db.execute("DROP INDEX files_by_name")
        db.execute("ALTER TABLE files DROP COLUMN called")
        db.execute("ALTER TABLE files DROP COLUMN origin")
        db.execute("PRAGMA user_version = 2")
    db.close()
    [known] = Store.open(tmp_path).named("docs/a.txt")
    assert (known.path, known.origin) == ("docs/a.txt", "")


def test_rows_are_never_used_again(tmp_path: Path) -> None:
    store = filled(tmp_path, "docs/a.txt")
    before = store.all_passage_rows().tolist()
    with store.batch():
        store.remove_files(["docs/a.txt"])
    filled(tmp_path, "docs/a.txt").close()
    assert min(store.all_passage_rows().tolist()) > max(before)


def test_a_reader_sees_one_generation(tmp_path: Path) -> None:
    writer = filled(tmp_path, "docs/a.txt")
    reader = Truth.open(tmp_path)
    with reader.snapshot():
        assert reader.generation == 1
        filled(tmp_path, "docs/b.txt").close()
        assert (reader.generation, reader.counts().documents) == (1, 1)
    assert (reader.generation, reader.counts().documents) == (2, 2)
    assert writer.generation == 2


def test_paths_of_a_folder(tmp_path: Path) -> None:
    store = filled(tmp_path, "a/x.txt", "a/b/y.txt", "ab/z.txt", "a%.txt", "a")
    assert [known.path for known in store.under("a")] == ["a", "a/b/y.txt", "a/x.txt"]
    assert [known.path for known in store.under("a/b/")] == ["a/b/y.txt"]
    assert (
        [known.path for known in store.under("%")]
        == [known.path for known in store.under("")]
        == [known.path for known in store.under("x.txt")]
        == []
    )


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="whylisted add"):
        Truth.open(tmp_path / "nowhere")
    (tmp_path / TRUTH).write_bytes(b"")  # left by a kill before the first transaction
    with pytest.raises(NoIndex):
        Truth.open(tmp_path)
    Store.open(tmp_path).close()
    assert Truth.open(tmp_path).generation == 0


@pytest.mark.parametrize(
    ("pragma", "words"),
    [
        (f"user_version = {schema.FORMAT + 1}", "newer.*update"),
        ("user_version = 0", "older.*new index"),
        ("application_id = 7", "not a whylisted index"),
    ],
)
def test_other_versions_are_refused_with_the_remedy(tmp_path: Path, pragma: str, words: str) -> None:
    filled(tmp_path, "docs/a.txt").close()
    with sqlite3.connect(tmp_path / TRUTH) as db:
        db.execute(f"PRAGMA {pragma}")
    db.close()
    for opening in (Truth.open, Store.open):
        with pytest.raises(IndexFormat, match=words):
            opening(tmp_path)


def test_rubbish_is_refused(tmp_path: Path) -> None:
    (tmp_path / TRUTH).write_bytes(b"this is no database at all" * 400)
    for opening in (Truth.open, Store.open):
        with pytest.raises(IndexDamaged, match="new index"):
            opening(tmp_path)


def test_closing_leaves_the_files_as_they_are(tmp_path: Path) -> None:
    store = filled(tmp_path, "docs/a.txt")
    log = tmp_path / f"{TRUTH}-wal"
    before = log.read_bytes()
    assert before
    store.close()
    assert log.read_bytes() == before
    store = Store.open(tmp_path)
    store.fold()
    store.close()
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / TRUTH).write_bytes((tmp_path / TRUTH).read_bytes())  # the main file alone is now everything
    assert Truth.open(copy).counts().documents == 1


def test_what_is_embedded_names_title_and_heading_once() -> None:
    one = made()
    document = one.document
    assert embedded_text(document, one.passages[0]) == "Commerce lists Acme\nCommerce listed Acme “Ltd.” on Friday."
    assert embedded_text(document, one.passages[1]).startswith("Commerce lists Acme Ł\nŁódź")
    bare = document.model_copy(update={"title": None})
    assert embedded_text(bare, one.passages[0]) == "Commerce listed Acme “Ltd.” on Friday."
