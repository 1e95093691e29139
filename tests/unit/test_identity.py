"""Nothing is replaced by what merely has the same name: files, uploads, addresses, documents of one file."""

import json
import shutil
from pathlib import Path

import pytest

from index.build import add, remove
from index.identity import free_path
from index.search import Index
from index.types import Summary
from index.verify import verify
from sources.errors import NotFound
from sources.load import Found, read_file
from tests.hash_encoder import HashEncoder
from ui.places import uploaded

ECFR = """<?xml version="1.0"?><ECFR><DIV1 N="15" TYPE="TITLE"><HEAD>Title 15</HEAD>{}</DIV1></ECFR>"""
PART = """<DIV5 N="{0}" TYPE="PART"><HEAD>PART {0}</HEAD>
<DIV9 N="Supplement No. 1 to Part {0}" TYPE="APPENDIX"><HEAD>Supplement No. 1 to Part {0}—{1}</HEAD><P>Words of {1}.</P></DIV9></DIV5>"""


def put(path: Path, words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{words} was added to the Entity List on 4 May 2021.\n", encoding="utf-8")
    return path


def take(place: Path, *paths: Path | Found) -> Summary:
    summary = add(paths, place / "index", encoder=HashEncoder())
    assert not summary.refused
    return summary


def texts(place: Path) -> dict[str, str]:
    """The first words of each document by path."""
    index = Index.open(place / "index", HashEncoder())
    assert verify(place / "index").sound
    return {i.path: " ".join(index.document(i.id).text.split()[:2]) for i in index.documents()}


@pytest.mark.parametrize("at_once", [True, False])
def test_two_files_of_one_name_are_two_documents(tmp_path: Path, at_once: bool) -> None:
    one, two = put(tmp_path / "a/report.txt", "Exampla One"), put(tmp_path / "b/report.txt", "Exampla Two")
    for paths in [(one, two)] if at_once else [(one,), (two,)]:
        take(tmp_path, *paths)
    assert texts(tmp_path) == {"report.txt": "Exampla One", "b/report.txt": "Exampla Two"}
    assert take(tmp_path, two, one).skipped == 2
    put(two, "Exampla Three")
    assert take(tmp_path, two).changed == 1
    assert texts(tmp_path) == {"report.txt": "Exampla One", "b/report.txt": "Exampla Three"}


def test_folders_of_one_name(tmp_path: Path) -> None:
    put(tmp_path / "x/seeds/a.txt", "Exampla One")
    put(tmp_path / "y/seeds/a.txt", "Exampla Two")
    put(tmp_path / "y/seeds/b.txt", "Exampla Bee")
    take(tmp_path, tmp_path / "x/seeds")
    take(tmp_path, tmp_path / "y/seeds")
    known = {"seeds/a.txt": "Exampla One", "y/seeds/a.txt": "Exampla Two", "seeds/b.txt": "Exampla Bee"}
    assert texts(tmp_path) == known
    with pytest.raises(NotFound, match=r"seeds is ambiguous.*seeds/a\.txt \(from .*y/seeds/a\.txt"):
        remove(["seeds"], tmp_path / "index")
    assert texts(tmp_path) == known
    assert remove([str(tmp_path / "y/seeds")], tmp_path / "index").removed == 2
    assert texts(tmp_path) == {"seeds/a.txt": "Exampla One"}
    assert remove(["seeds"], tmp_path / "index").removed == 1


def test_the_same_content_elsewhere_is_the_same_file(tmp_path: Path) -> None:
    put(tmp_path / "x/seeds/a.txt", "Exampla One")
    take(tmp_path, tmp_path / "x/seeds")
    shutil.move(tmp_path / "x/seeds", tmp_path / "moved/seeds")
    assert take(tmp_path, tmp_path / "moved/seeds").skipped == 1
    put(tmp_path / "moved/seeds/a.txt", "Exampla Two")  # it has moved, so this is the file that changed
    assert take(tmp_path, tmp_path / "moved/seeds").changed == 1
    assert texts(tmp_path) == {"seeds/a.txt": "Exampla Two"}


def test_remove_says_when_a_name_is_ambiguous(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = put(tmp_path / "a/report.txt", "Exampla One"), put(tmp_path / "b/report.txt", "Exampla Two")
    take(tmp_path, one, two)
    with pytest.raises(NotFound, match=r"report\.txt is ambiguous: it means report\.txt .*, b/report\.txt \(from"):
        remove(["report.txt"], tmp_path / "index")
    monkeypatch.chdir(tmp_path)
    assert remove(["a/report.txt"], tmp_path / "index").removed == 1  # where it came from, as seen from here
    assert texts(tmp_path) == {"b/report.txt": "Exampla Two"}
    assert remove(["report.txt"], tmp_path / "index").removed == 1  # not ambiguous any more
    take(tmp_path, one, two)
    assert remove(["report.txt"], tmp_path / "index", exactly=True).removed == 1
    with pytest.raises(NotFound, match="not in index"):
        remove(["nothing.txt"], tmp_path / "index")


def test_uploads_of_one_name_on_two_days(tmp_path: Path) -> None:
    for day, words in (("1", "Exampla One"), ("2", "Exampla Two"), ("3", "Exampla One")):
        put(tmp_path / day / "uploads/report.txt", words)
        take(tmp_path, *uploaded(tmp_path / day / "uploads"))
    assert texts(tmp_path) == {"uploads/report.txt": "Exampla One", "uploads/2/report.txt": "Exampla Two"}


def test_addresses_that_fold_together(tmp_path: Path) -> None:
    file = put(tmp_path / "host/a-b.txt", "Exampla One")
    take(tmp_path, Found(file, "host/a-b.txt", "https://host.example/a/b"))
    put(file, "Exampla Two")
    take(tmp_path, Found(file, "host/a-b.txt", "https://host.example/a-b"))
    assert texts(tmp_path) == {"host/a-b.txt": "Exampla One", "host/2/a-b.txt": "Exampla Two"}
    put(file, "Exampla Three")
    assert take(tmp_path, Found(file, "host/a-b.txt", "https://host.example/a/b")).changed == 1
    assert remove(["https://host.example/a-b"], tmp_path / "index").removed == 1
    assert texts(tmp_path) == {"host/a-b.txt": "Exampla Three"}


PATHS = [
    (Found(Path(), "report.txt", "/x/b/report.txt"), {"report.txt"}, "b/report.txt"),
    (Found(Path(), "report.txt", "/x/b/report.txt"), {"report.txt", "b/report.txt"}, "x/b/report.txt"),
    (Found(Path(), "report.txt", "/report.txt"), {"report.txt"}, "2/report.txt"),
    (Found(Path(), "seeds/a.txt", "/x/seeds/a.txt"), {"seeds/a.txt"}, "x/seeds/a.txt"),
    (Found(Path(), "uploads/a.txt", "upload:12"), {"uploads/a.txt", "uploads/2/a.txt"}, "uploads/3/a.txt"),
    (Found(Path(), "a.txt"), set(), "a.txt"),
]


@pytest.mark.parametrize(("file", "taken", "path"), PATHS)
def test_the_path_of_a_new_file(file: Found, taken: set[str], path: str) -> None:
    assert free_path(file, taken.__contains__) == path


def test_two_supplements_of_one_number_in_one_file(tmp_path: Path) -> None:
    (tmp_path / "t.xml").write_text(
        ECFR.format(PART.format(734, "Letters") + PART.format(736, "Orders")), encoding="utf-8"
    )
    found = read_file(tmp_path / "t.xml", "t.xml")
    assert [read.document.part for read in found] == ["Supplement No. 1 to part 734", "Supplement No. 1 to part 736"]
    (tmp_path / "t.xml").write_text(ECFR.format(PART.format(736, "Orders")), encoding="utf-8")
    assert [read.document.part for read in read_file(tmp_path / "t.xml", "t.xml")] == ["Supplement No. 1"]


ISSUE = "<FEDREG><DATE>Monday, February 12, 2024</DATE><NOTICES>{}</NOTICES></FEDREG>"
NOTICE = "<NOTICE><PREAMB><SUBJECT>{0}</SUBJECT><P>Words of {0}.</P></PREAMB><FRDOC>[FR Doc. {1} Filed 2–9–24; 8:45 am]</FRDOC></NOTICE>"
NUMBERS = [
    ("2024-02741", "2024-02742", ["2024-02741", "2024-02742"]),
    ("2024–02741", "2024—02742", ["2024-02741", "2024-02742"]),
    ("E8 – 1234", "R1–2024–10010", ["E8-1234", "R1-2024-10010"]),
    ("2024-02741", "2024-02741", ["2024-02741", "2024-02741 (2)"]),
    ("", "", ["", "(2)"]),
]


@pytest.mark.parametrize(("one", "two", "parts"), NUMBERS)
def test_numbers_of_the_federal_register(tmp_path: Path, one: str, two: str, parts: list[str]) -> None:
    (tmp_path / "i.xml").write_text(
        ISSUE.format(NOTICE.format("One", one) + NOTICE.format("Two", two)), encoding="utf-8"
    )
    found = read_file(tmp_path / "i.xml", "i.xml")
    assert [read.document.part for read in found] == parts
    assert len({read.document.id for read in found}) == 2
    take(tmp_path, tmp_path / "i.xml")
    assert len(Index.open(tmp_path / "index", HashEncoder()).documents()) == 2 and verify(tmp_path / "index").sound


def test_a_document_twice_in_a_file(tmp_path: Path) -> None:
    row = {"title": "Addition of Exampla Metals", "type": "Rule", "document_number": "2024-00001", "abstract": "Words."}
    other = {**row, "abstract": "Other words."}
    (tmp_path / "r.json").write_text(json.dumps({"results": [row, row, other, row, other]}), encoding="utf-8")
    found = read_file(tmp_path / "r.json", "r.json")
    assert [read.document.part for read in found] == ["2024-00001", "2024-00001 (2)"]
    assert len(found[-1].warnings) == 3 and "twice" in found[-1].warnings[0]
    assert take(tmp_path, tmp_path / "r.json").new == 2
