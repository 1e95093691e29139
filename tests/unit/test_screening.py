"""A customer file against an index of small lists: decisions, other facts, what is told, and the report in every form."""

import csv
import datetime
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from assistant.screening import Counterparty, Screened, Thresholds, screen
from assistant.screening.judge import judged
from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.screening_index import make
from ui.cli import build_parser
from ui.commands.screen import screen as command

TODAY = datetime.date(2026, 11, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("screening")
    make(place)
    return place


def one(folder: Path, **given: object) -> Screened:
    party = Counterparty(id="x", number=2, **given)  # type: ignore[arg-type]
    (found,) = screen(Index.open(folder / "index", HashEncoder()), [party], today=TODAY)
    return found


CASES: dict[str, tuple[dict[str, object], str | None, dict[str, str]]] = {
    "the listed name": ({"names": ("Exampla Optics Co., Ltd.",)}, "match", {}),
    "another legal form, country agrees": (
        {"names": ("Exampla Optics Company Limited",), "country": "CN"}, "match", {"country": "agrees"}),
    "country clashes": ({"names": ("Exampla Optics Co., Ltd.",), "country": "Brazil"}, "match", {"country": "clashes"}),
    "a slip and a number that agrees": (
        {"names": ("Exmapla Optics",), "identifiers": ("INN 7700000012",)}, "match", {"identifier": "agrees"}),
    "a number alone": ({"names": ("Wholly Other Ltd",), "identifiers": ("7700000012",)}, "possible", {"identifier": "agrees"}),
    "a person": ({"names": ("Ivan Petrovich Specimenov",), "born": "1970-03-12"}, "match", {"birth date": "agrees"}),
    "the year of birth alone": ({"names": ("Ivan Petrovich Specimenov",), "born": "1970"}, "match", {"birth date": "agrees"}),
    "another day of birth": ({"names": ("Ivan Petrovich Specimenov",), "born": "1988-07-01"}, "possible", {"birth date": "clashes"}),
    "a weak alias": ({"names": ("The Fox",)}, "possible", {}),
    "a weak alias and the birth date": ({"names": ("The Fox",), "born": "12 March 1970"}, "match", {"birth date": "agrees"}),
    "an alias in a column of its own": ({"names": ("Wholly Other Ltd", "Examplopt")}, "match", {}),
    "nobody": ({"names": ("Sunny Valley Toys",)}, "none", {}),
    "no name": ({"names": ()}, None, {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_decisions(folder: Path, case: str) -> None:
    given, decision, facts = CASES[case]
    found = one(folder, **given)
    assert found.decision == decision, found
    if found.hits:
        assert {f.fact: f.verdict for f in found.hits[0].facts} == facts


def test_every_citation_is_its_span(folder: Path) -> None:
    index = Index.open(folder / "index", HashEncoder())
    hits = [hit for given, _, _ in CASES.values() for hit in one(folder, **given).hits]
    assert len(hits) >= 9
    for hit in hits:
        assert hit.citations and [c.number for c in hit.citations] == list(range(1, len(hit.citations) + 1))
        for cited in hit.citations:
            assert index.document(cited.document.id).text[cited.start : cited.end] == cited.quote
        shown = " ".join(c.quote for c in hit.citations)
        assert all(program in shown for program in hit.programmes)
        for fact in hit.facts:
            numbers = {c.number: c.quote for c in hit.citations}
            assert fact.citations and any(
                fact.listed.split()[0].casefold() in numbers[n].casefold() for n in fact.citations
            )


def test_what_is_told_of_a_listed_row(folder: Path) -> None:
    (hit,) = one(folder, names=("Exampla Optics Co., Ltd.",)).hits
    assert hit.entity == "EXAMPLA OPTICS CO., LTD." and hit.programmes == ("NPWMD",) and hit.reason is None
    assert "NPWMD" in hit.line and "no reason" in hit.line and "no date" in hit.line and "\n" not in hit.line


def test_only_what_changed_since_a_day(folder: Path) -> None:
    index = Index.open(folder / "index", HashEncoder())
    party = Counterparty(id="x", number=2, names=("Beryl Works",))
    (found,) = screen(index, [party], today=TODAY, since=datetime.date(2020, 1, 1))
    assert found.decision == "none" and not found.hits  # its list states no dates, and has one snapshot


def test_an_ended_listing_is_never_a_match() -> None:
    limits = Thresholds()
    assert limits.decide(judged(1.0, "name", 20, [], True, limits)) == "possible"
    assert limits.decide(judged(1.0, "name", 20, [], False, limits)) == "match"
    assert limits.decide(judged(1.0, "name", 3, [], False, limits)) == "possible"  # three letters tell little


BOOK = """id,name,country
a,"Exampla Optics Company Limited",China
b,,China
c,=HYPERLINK("http://x"),Peru
d,Sunny Valley Toys,Peru
e,+Beryl Works,Cuba
f,<script>alert(1)</script> Beryl Works,Cuba
"""


def run(folder: Path, *more: str) -> int:
    (folder / "book.csv").write_text(BOOK, encoding="utf-8")
    words = ["screen", str(folder / "book.csv"), "--index", str(folder / "index"), "--today", "2026-11-01", *more]
    return command(build_parser().parse_args(words))


def made(folder: Path, form: str) -> bytes:
    out = folder / f"report.{form}"
    assert run(folder, "--format", form, "--out", str(out)) == 1  # rows b, c and e are named
    return out.read_bytes()


def test_json_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in made(folder, "jsonl").splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", "c", "d", "e", "f"]
    assert [row["decision"] for row in rows][:5] == ["match", None, "none", "none", "match"]
    (hit,) = rows[0]["hits"]
    assert (
        hit["entity"] == "EXAMPLA OPTICS CO., LTD."
        and hit["how"]
        and hit["citations"][0]["quote"]
        and hit["dates"]["added"] is None
    )
    assert "note: row 3 (id b)" in capsys.readouterr().err


def test_csv_runs_nothing(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(made(folder, "csv").decode("utf-8-sig"), newline="")))
    assert {row["id"] for row in rows} == set("abcdef")
    assert not [cell for row in rows for cell in row.values() if cell and cell.lstrip()[:1] in "=+-@"]
    assert next(row for row in rows if row["id"] == "c")["name"].startswith("'=HYPERLINK")
    assert next(row for row in rows if row["id"] == "b")["decision"] == "not screened"


def test_the_workbook_has_texts_alone(folder: Path) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(folder, "xlsx")))
    rows = book.get_sheet_by_name("Screening").to_python()
    assert rows[0][:5] == ["id", "row", "name", "decision", "score"] and rows[1][3] == "match" and rows[1][4] >= 0.9
    assert any(row[2] == '=HYPERLINK("http://x")' for row in rows)
    assert any("id b" in str(row[0]) for row in book.get_sheet_by_name("Problems").to_python())


def test_the_page_needs_nothing_else(folder: Path) -> None:
    page = made(folder, "html").decode("utf-8")
    assert "<script" not in page.replace("&lt;script", "") and "default-src 'none'" in page and "@media print" in page
    assert "src=" not in page.replace("default-src", "") and "EXAMPLA OPTICS CO., LTD." in page and "no name" in page
    assert "1 match" not in page or "rows:" in page


def test_the_table_and_the_counts(folder: Path) -> None:
    page = made(folder, "table").decode("utf-8")
    assert "EXAMPLA OPTICS CO., LTD." in page and "6 rows: " in page and "not screened" in page


@pytest.mark.parametrize(
    "more",
    [("--possible", "0.95", "--match", "0.9"), ("--column", "name"), ("--column", "name=Nobody"), ("--format", "xlsx")],
)
def test_what_cannot_be_done_is_said(folder: Path, more: tuple[str, ...]) -> None:
    from sources.errors import QuestionError

    with pytest.raises(QuestionError):
        run(folder, *more)


def test_the_file_itself_is_not_written_over(folder: Path) -> None:
    from sources.errors import QuestionError

    with pytest.raises(QuestionError):
        run(folder, "--out", str(folder / "book.csv"))
    assert (folder / "book.csv").read_text(encoding="utf-8") == BOOK


def test_the_help_says_the_thresholds_that_hold() -> None:
    from assistant.screening.customers.party import MATCH, MOST_HITS, POSSIBLE

    text = build_parser().parse_args(["screen", "x"])
    assert (text.match, text.possible, text.hits) == (None, None, None)
    help_text = (Path(__file__).parents[2] / "ui/commands/screen_options.py").read_text(encoding="utf-8")
    assert all(f"({value})" in help_text for value in (MATCH, POSSIBLE, MOST_HITS))
