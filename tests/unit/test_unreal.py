"""Deeds that did not happen, or that ended: they are not told as done (`tests/golden/unreal.yaml`)."""

from pathlib import Path

import pytest
import yaml

from sources.document import Document
from sources.load import read_file
from sources.reading import read_statements
from sources.sentences import sentences

CASES = yaml.safe_load((Path(__file__).parents[1] / "golden" / "unreal.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_what_is_told(case: dict) -> None:
    text = case["text"]
    document = Document(id="d", path="d.txt", kind="report", sha256="0" * 64, text=text)
    told = read_statements(document, sentences(text))
    names = [[s.action, s.polarity, *(text[m.start : m.end] for m in s.subjects)] for s in told]
    assert sorted(names) == sorted(case["told"])


STRUCK = [
    ("The bureau ~~added~~ passed over Larch Pumps.", "The bureau passed over Larch Pumps.", 1),
    ("One ~~two\nthree~~ four.", "One four.", 2),
    ("A `~~typed~~` word.", "A `~~typed~~` word.", 0),
    ("About ~~ 3 ~~ parts.", "About ~~ 3 ~~ parts.", 0),
    ("Left ~~open.\n\nNext~~ one.", "Left ~~open.\n\nNext~~ one.", 0),
    ("~~~\n~~code~~\n~~~", "~~~\n~~code~~\n~~~", 0),
]


@pytest.mark.parametrize(("source", "text", "words"), STRUCK, ids=[case[0][:30] for case in STRUCK])
def test_struck_out_in_markdown(source: str, text: str, words: int, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# A memo\n\n{source}\n", encoding="utf-8")
    (read,) = read_file(path, "a.md")
    assert read.document.text == f"# A memo\n\n{text}"
    assert any("struck out" in warning and f" {words} word" in warning for warning in read.warnings) == (words > 0)


TABLE = "<html><head><title>Release</title></head><body><h1>Release</h1><h2>Parties added to the Entity List on May 2, 2024</h2>"
SPANS = [
    ("a ground for two", "<tr><th>Ground<th>Party<th>Country<tr><td rowspan=2>sold sonar<td>Larch Pumps<td>Norland<tr><td>Fir Pumps<td>Norland",
     [("Larch Pumps", "sold sonar"), ("Fir Pumps", "sold sonar")]),
    ("a country for two", "<tr><th>Country<th>Party<th>Ground<tr><td rowspan=2>Norland<td>Larch Pumps<td>sold sonar<tr><td>Fir Pumps<td>sold radar",
     [("Larch Pumps", "sold sonar"), ("Fir Pumps", "sold radar")]),
    ("no ground for the second", "<tr><th>Ground<th>Party<th>Country<tr><td>sold sonar<td>Larch Pumps<td>Norland<tr><td><td>Fir Pumps<td>Norland",
     [("Larch Pumps", "sold sonar")]),
    ("two lines of titles", "<tr><th>Name<th colspan=2>Basis<tr><th><th>Conduct<th>Law<tr><td>Larch Pumps<td>sold sonar<td>744.11",
     [("Larch Pumps", "sold sonar")]),
    ("a title over what the columns say", "<caption>Parties and grounds</caption><tr><th>Party<th>Ground<tr><td>Larch Pumps<td>sold sonar",
     [("Larch Pumps", "sold sonar")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in SPANS], ids=[case[0] for case in SPANS])
def test_cells_that_reach_over_rows(rows: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"{TABLE}<table>{rows}</table></body></html>", encoding="utf-8")
    (read,) = read_file(path, "a.html")
    text = read.document.text
    found = [
        (text[s.subjects[0].start : s.subjects[0].end], text[r.start : r.end])
        for s in read.statements
        for r in s.reasons
    ]
    assert found == expected
    assert text.count("sold sonar") == 1
