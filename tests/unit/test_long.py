"""Long documents are read in parts: nothing is lost at a cut, every part says what the whole says, and memory is bounded."""

import subprocess
import sys
from pathlib import Path

import pytest

from index import pieces
from index.build import add, remove
from index.search import Index
from index.verify import verify
from sources import long
from sources.clean import origin
from sources.document import Span
from sources.formats import text as text_format
from sources.load import Given, read_file
from sources.long import LONGEST, cut, cuts
from tests.hash_encoder import HashEncoder
from tests.texts import KINDS

ROOT = Path(__file__).parents[2]
SHORT = 20_000
"""Characters of a part in these tests."""
FRONT = "---\ntitle: The long notice\npublisher: Bureau\ndate: 2024-05-06\nurl: https://example.org/notice\n---\n"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_format, "cuts", lambda text: cuts(text, SHORT))
    monkeypatch.setattr("sources.load.cut", lambda parsed: cut(parsed, SHORT))


@pytest.mark.parametrize("kind", ["prose", "words without a stop", "no blanks", "newlines only", "emoji", "Chinese"])
@pytest.mark.parametrize("size", [SHORT - 1, SHORT, SHORT + 1, 5 * SHORT + 7])
def test_cuts_rejoin_exactly(kind: str, size: int) -> None:
    text = KINDS[kind](size)
    spans = cuts(text, SHORT)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= SHORT for start, end in spans)
    assert len(spans) == 1 if len(text) <= SHORT else len(spans) <= len(text) / (0.75 * SHORT) + 1


def test_a_text_of_the_longest_length_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It was so.\n" * (SHORT // 11), encoding="utf-8")
    [read] = read_file(tmp_path / "a.txt", "a.txt")
    assert read.document.part == ""


@pytest.mark.parametrize("name", ["a.txt", "a.md", "crlf.txt"])
def test_every_part_says_what_the_whole_says(name: str, tmp_path: Path) -> None:
    body = (
        FRONT
        + "The long notice\n\n"
        + KINDS["prose"](3 * SHORT)
        + "\n\n---\nkey: value\n---\n\n"
        + KINDS["prose"](SHORT)
    )
    body = body.replace("\n", "\r\n") if "crlf" in name else body
    (tmp_path / name).write_bytes(body.encode())
    found = read_file(tmp_path / name, name)
    documents = [read.document for read in found]
    assert [document.part for document in documents] == [f"part {n} of {len(found)}" for n in range(1, len(found) + 1)]
    assert len(found) > 3 and len({document.id for document in documents}) == len(found)
    for field in ("title", "publisher", "published", "url", "kind", "sha256", "path"):
        assert len({str(getattr(document, field)) for document in documents}) == 1, field
    assert "key: value" in "".join(document.text for document in documents), (
        "only a text's own beginning is front matter"
    )
    told = [document.quote(Span(m.start, m.end)) for document, read in zip(documents, found, strict=True)
            for one in read.statements for m in one.subjects]  # fmt: skip
    assert "Exampla Optics Co., Ltd." in told
    for document, read in zip(documents, found, strict=True):
        assert all(document.text[span.start : span.end].strip() for span in read.sentences)
        for passage in read.passages[:: max(len(read.passages) // 5, 1)]:
            [place, *_] = origin(document.segments, Span(passage.start, passage.start + 10))
            assert (
                body[place.start : place.end] == document.text[passage.start : passage.start + place.end - place.start]
            )


def test_parts_tell_what_the_whole_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but what leans over a cut may differ."""
    (tmp_path / "a.txt").write_text(KINDS["a listing in every paragraph"](3 * SHORT), encoding="utf-8")
    in_parts = [one.subjects[0].value for read in read_file(tmp_path / "a.txt", "a.txt") for one in read.statements]
    monkeypatch.setattr(text_format, "cuts", cuts)
    monkeypatch.setattr("sources.load.cut", cut)
    [whole] = read_file(tmp_path / "a.txt", "a.txt")
    assert in_parts == [one.subjects[0].value for one in whole.statements]


def page(size: int) -> str:
    rows = "".join(f"<tr><td>Exampla {n} Ltd</td><td>radar {n}</td></tr>" for n in range(size // 90))
    prose = "".join(
        f"<h2>Part {n}</h2><p>Commerce added Belo{n} Ltd to the Entity List in 2020.</p>" for n in range(size // 90)
    )
    return f"<!doctype html><html><head><title>A page</title></head><body><main>{prose}<table>{rows}</table></main></body></html>"


def test_a_page_is_read_in_parts_too(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(5 * SHORT), encoding="utf-8")
    found = read_file(tmp_path / "a.html", "a.html")
    assert len(found) > 2
    for read in found:
        document = read.document
        assert len(document.text) <= SHORT and document.title == found[0].document.title
        for passage in read.passages:
            assert passage.heading is None or passage.heading in "".join(other.document.text for other in found)
    names = {m.value for read in found for one in read.statements for m in one.subjects}
    assert {f"Belo{n} Ltd" for n in range(5 * SHORT // 90)} <= names


def test_rows_of_a_table_stand_in_their_part(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(5 * SHORT), encoding="utf-8")
    [whole] = text_format_parsed(tmp_path / "a.html")
    assert whole.tables
    cells = [c for table in whole.tables for row in table for c in row if c]
    kept = [
        part.document.text[c.start : c.end]
        for part in long.cut(whole, SHORT) for table in part.tables for row in table for c in row if c
    ]  # fmt: skip
    assert kept == [whole.document.text[c.start : c.end] for c in cells]


def text_format_parsed(path: Path):  # type: ignore[no-untyped-def]
    from sources.formats import html

    return html.read(path, path.name, Given())


MEASURED = """
import resource, sys
from pathlib import Path
from sources.load import read_each
for read in read_each(Path(sys.argv[1]), "a.txt"):
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def held(text: str, folder: Path) -> int:
    """Megabytes that a process of its own holds at most while it reads a text."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(folder / "a.txt")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.long
@pytest.mark.parametrize("megabytes", [50])
def test_50_megabytes_of_prose_need_at_most_600(megabytes: int, tmp_path: Path) -> None:
    assert held(KINDS["prose"](megabytes * 1_000_000), tmp_path) < 600


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    """Texts that are read quickly, of two and of ten parts: only the text itself makes a difference."""
    short, long_ = (held(KINDS["words far apart"](parts * LONGEST), tmp_path) for parts in (2, 10))
    assert long_ - short < 8 * LONGEST / 1e6 * 4, f"{short} and {long_} MB"


def test_an_index_of_parts_is_sound_and_each_is_cited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "TASK", "tests.unit.reading_tasks:in_short_parts")
    (tmp_path / "long.txt").write_text(FRONT + KINDS["a listing in every paragraph"](7 * SHORT // 2), encoding="utf-8")
    summary = add([tmp_path / "long.txt"], tmp_path / "index", encoder=HashEncoder())
    assert summary.new == 4 and not summary.refused
    assert verify(tmp_path / "index").sound
    index = Index.open(tmp_path / "index", HashEncoder())
    assert sorted(info.part for info in index.documents()) == [f"part {n} of 4" for n in range(1, 5)]
    last = next(info for info in index.documents() if info.part == "part 4 of 4")
    name = index.statements(last.id)[-1].subjects[0].value
    assert any(hit.passage.document_id == last.id for hit in index.search(f"{name}", vectors=False))
    remove(["long.txt"], tmp_path / "index")
    assert index.counts().documents == 0
