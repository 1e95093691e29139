"""Search indexes of large truths: deletes that are marked, not made anew, and another type as they grow."""

from pathlib import Path

import pytest

from index import derived, vectors
from index.build import add, remove
from index.search import Index
from index.status import status
from index.vectors import Kind
from index.verify import verify
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write


def reports(numbers: range) -> dict[str, str]:
    return {f"{number}.txt": f"Report {number}\n\nThe agency listed company{number} Ltd.\n" for number in numbers}


def found(place: Path, number: int) -> list[str]:
    """Files found by words and by meaning for one company, the first few."""
    index = Index.open(place, HashEncoder())
    hits = index.search(f"Report {number} company{number}", limit=5)
    return [index.info(hit.passage.document_id).path for hit in hits]


@pytest.fixture(params=["flat", "ivf"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kind:
    monkeypatch.setattr(derived, "REMAKE", 0)  # as if every index were large
    if request.param == "ivf":
        monkeypatch.setattr(vectors, "FLAT_LIMIT", 10)
    chosen: Kind = request.param
    return chosen


def test_a_delete_is_marked_and_many_make_it_anew(tmp_path: Path, kind: Kind) -> None:
    place, docs = tmp_path / "index", write(tmp_path, reports(range(60)))
    add([docs], place, encoder=HashEncoder())
    assert status(place).vector_index == kind and found(place, 7)[0] == "docs/7.txt"

    remove(["docs/7.txt", "docs/8.txt"], place)
    made = derived.current(place)
    assert made is not None and (made.about.passages, made.about.ghosts) == (58, 2)
    assert "docs/7.txt" not in found(place, 7) and len(found(place, 7)) == 5
    assert found(place, 9)[0] == "docs/9.txt"
    assert verify(place).sound

    (docs / "7.txt").unlink()
    (docs / "8.txt").write_text("Report 8\n\nThe agency listed somebody else.\n", encoding="utf-8")
    add([docs], place, encoder=HashEncoder())
    made = derived.current(place)
    assert made is not None and (made.about.passages, made.about.ghosts) == (59, 2)
    assert "docs/7.txt" not in found(place, 7) and verify(place).sound

    remove([f"docs/{number}.txt" for number in range(10, 20)], place)
    made = derived.current(place)
    assert made is not None and (made.about.passages, made.about.ghosts) == (49, 0), "12 of 59 are too many"
    assert made.vectors is not None and len(made.vectors.rows) == 49
    assert verify(place).sound


def test_an_index_that_grows_changes_its_type_and_is_trained_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "FLAT_LIMIT", 40)
    place, docs = tmp_path / "index", write(tmp_path, reports(range(30)))
    seen = []
    for stop in (30, 60, 90, 300):
        write(tmp_path, reports(range(stop)))
        add([docs], place, encoder=HashEncoder())
        made = derived.current(place)
        assert made is not None and made.vectors is not None
        seen.append((made.vectors.kind, made.vectors.trained_for))
        assert made.vectors.recall > 0.5 and found(place, stop - 1)[0] == f"docs/{stop - 1}.txt"
        assert verify(place).sound
    assert seen[:3] == [("flat", 30), ("ivf", 60), ("ivf", 60)]
    kind, trained_for = seen[3]
    assert kind == "ivf" and 250 < trained_for <= 300  # documents that come together are stored in portions
