"""Rows that somebody cleared stay so, with their note, until the row of the list or of the file changes."""

import datetime
import json
from pathlib import Path

import pytest

from assistant.screening import Counterparty, Screened, clear, read_cleared, screen
from index.build import add
from index.search import Index
from sources.errors import QuestionError, UnreadableFile
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write_list
from ui.cli import build_parser
from ui.commands.screen import screen as command

DAY = datetime.date(2026, 11, 1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    add([write_list(tmp_path)], tmp_path / "index", encoder=HashEncoder())
    return tmp_path


def screened(place: Path, name: str = "Aerofalcon Lines", id: str = "7") -> Screened:
    index = Index.open(place / "index", HashEncoder())
    (row,) = screen(index, [Counterparty(id, 2, (name,))], today=DAY, cleared=read_cleared(place / "cleared.jsonl"))
    return row


def test_a_clearing_holds_until_something_changes(place: Path) -> None:
    before = screened(place)
    assert before.decision == "match" and before.hits[0].cleared is None
    assert clear(place / "cleared.jsonl", [before], "another firm, in Peru", DAY) == 1
    after = screened(place)
    assert after.decision == "none" and after.score == 0.0
    assert after.hits[0].cleared == "another firm, in Peru (2026-11-01)" and after.hits[0].decision == "match"
    assert screened(place, id="8").decision == "match"  # another row of the file
    assert screened(place, "AEROFALCON LINES").decision == "none"  # the same name, in capitals
    lists = place / "list"
    (lists / "add.csv").write_text((lists / "add.csv").read_text().replace("Havana", "Santiago"), encoding="ascii")
    add([lists], place / "index", encoder=HashEncoder())
    again = screened(place)
    assert again.decision == "match" and again.hits[0].cleared is None and "Peru" in (again.hits[0].reopened or "")


def test_clearing_again_adds_and_a_broken_file_is_refused(place: Path) -> None:
    file = place / "cleared.jsonl"
    clear(file, [screened(place)], "one", DAY)
    assert clear(file, [screened(place)], "two", DAY) == 0  # nothing is open
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1
    file.write_text(file.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="line 2"):
        read_cleared(file)


def run(place: Path, *more: str) -> int:
    words = [
        "screen",
        str(place / "book.csv"),
        "--index",
        str(place / "index"),
        "--cleared",
        str(place / "c.jsonl"),
        *more,
    ]
    return command(build_parser().parse_args(words))


def test_the_command(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "book.csv").write_text("id,name\n7,Aerofalcon Lines\n8,Blue Angle Corp\n", encoding="utf-8")
    out = place / "out.jsonl"
    assert run(place, "--clear", "7", "--note", "seen: other town") == 0
    assert "1 listed rows cleared" in capsys.readouterr().out
    assert run(place, "--out", str(out)) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["decision"] for row in rows] == ["none", "match"] and "other town" in rows[0]["hits"][0]["cleared"]
    page = place / "out.html"
    assert run(place, "--out", str(page)) == 0 and "other town" in page.read_text(encoding="utf-8")
    for wrong in (("--clear", "7"), ("--clear", "9", "--note", "x")):
        with pytest.raises(QuestionError):
            run(place, *wrong)
