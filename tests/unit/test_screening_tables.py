"""Customer files as they come: encodings, quotation marks, headings, formulas, broken rows. Nothing is lost, and what is wrong is said."""

import json
from pathlib import Path

import pytest

from assistant.screening.customers.columns import recognised
from assistant.screening.customers.customers import LONGEST, Customers, read_customers
from sources.errors import NotFound, QuestionError, UnreadableFile
from tests.unit.workbooks import xlsx


def read(folder: Path, text: str | bytes, name: str = "book.csv", **given: object) -> Customers:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_customers(path, **given)  # type: ignore[arg-type]


def names(found: Customers) -> list[str]:
    return [row.names[0] if row.names else "" for row in found.rows]


@pytest.mark.parametrize(
    ("titles", "meanings"),
    [
        (["ID", "Company Name", "Country"], {0: "id", 1: "name", 2: "country"}),
        (["Vendor No.", "Vendor", "Date of Birth", "Reg. No."], {0: "id", 1: "name", 2: "birth", 3: "identifier"}),
        (["客户", "企业名称", "国家"], {1: "name", 2: "country"}),
        (["Name", "Company"], {0: "name"}),
        (["alias", "AKA", "full_name"], {0: "alias", 1: "alias", 2: "name"}),
        (["colour"], {}),
    ],
)
def test_columns_are_recognised(titles: list[str], meanings: dict[int, str]) -> None:
    assert recognised(titles) == meanings


def test_columns_that_are_given_go_first() -> None:
    assert recognised(["Name", "Trader"], {"name": "Trader"}) == {1: "name"}
    assert recognised(["A", "B"], {"name": "B", "birth-date": "a"}) == {1: "name", 0: "birth"}
    for wrong in ({"name": "C"}, {"colour": "A"}):
        with pytest.raises(QuestionError):
            recognised(["A", "B"], wrong)


TEXT = "id,name,country\n1,Exampla Optics,China\n2,Fábrica Exámpla,México\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    found = read(tmp_path, TEXT.encode(encoding))
    assert names(found) == ["Exampla Optics", "Fábrica Exámpla"]
    assert bool(found.notes) == (encoding == "cp1252")


def test_an_encoding_that_is_given(tmp_path: Path) -> None:
    found = read(tmp_path, "name\n示例光学有限公司\n".encode("gb18030"), encoding="gb18030")
    assert names(found) == ["示例光学有限公司"]
    with pytest.raises(QuestionError):
        read(tmp_path, "name\nA\n", encoding="klingon")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_delimiters(tmp_path: Path, mark: str) -> None:
    text = f'id{mark}name\n7{mark}"Exampla{mark} ""Best"" Optics"\n'
    assert names(read(tmp_path, text)) == [f'Exampla{" " if mark == chr(9) else mark} "Best" Optics'.replace("  ", " ")]


def test_excel_says_its_delimiter(tmp_path: Path) -> None:
    assert names(read(tmp_path, "sep=;\nid;name\n1;Exampla, Inc\n")) == ["Exampla, Inc"]


def test_quotation_marks_that_are_not_closed_cost_one_row_at_most(tmp_path: Path) -> None:
    text = 'id,name,country\n1,"Exampla Optics,China\n2,15" Pipes Ltd,China\n3,"Beryl, Inc",Peru\n4,20" Tubes,Peru\n5,Last Ltd,Peru\n'
    found = read(tmp_path, text)
    assert [row.id for row in found.rows] == ["1", "2", "3", "4", "5"]
    assert names(found)[1:] == ['15" Pipes Ltd', "Beryl, Inc", '20" Tubes', "Last Ltd"]
    assert "quotation mark" in found.rows[0].problems[0] and names(found)[0] == "Exampla Optics"


def test_a_cell_over_several_lines_is_one_row(tmp_path: Path) -> None:
    found = read(tmp_path, 'id,name,address\n1,Exampla,"Street 1\nTown"\n2,Beryl,\n')
    assert names(found) == ["Exampla", "Beryl"] and found.rows[0].address == "Street 1\nTown"


def test_bad_rows_are_named_and_the_others_are_there(tmp_path: Path) -> None:
    text = f"id,name,country\n1,Exampla,China\n\n3,,Peru\n4,{'x' * 10_000},Peru\n5,=1+1,Peru\n6,@cmd,Peru\n7,#REF!,Peru\n8,Last Ltd\n"
    found = read(tmp_path, text)
    assert [row.id for row in found.rows] == ["1", "3", "3", "4", "5", "6", "7", "8"]
    problems = {row.number: " ".join(row.problems) for row in found.rows}
    assert "empty" in problems[3] and "no name" in problems[4] and "10,000" in problems[5] and "formula" in problems[6]
    assert "formula" in problems[7] and "error" in problems[8] and not problems[2] and not problems[9]
    assert len(found.rows[3].names[0]) == LONGEST and found.rows[-1].names == ("Last Ltd",)


def test_a_file_without_a_heading_loses_no_row(tmp_path: Path) -> None:
    found = read(tmp_path, "17,Exampla Optics Co Ltd,China\n18,Beryl Works,Peru\n")
    assert names(found) == ["Exampla Optics Co Ltd", "Beryl Works"] and "no heading" in found.notes[0]


def test_a_heading_without_a_column_of_names(tmp_path: Path) -> None:
    found = read(tmp_path, "id,country,who\n1,China,Exampla Optics\n")
    assert names(found) == ["Exampla Optics"] and "“who”" in found.notes[0]
    assert names(read(tmp_path, "a,b\n1,Exampla\n", given={"name": "b"})) == ["Exampla"]


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "name": "Exampla", "aliases": ["Beryl", "Opal"]}',
        "nonsense",
        "[1]",
        '{"id": 4, "Company": "Last", "dob": 1970}',
        '{"id": 5}',
    ]
    found = read(tmp_path, "\n".join(lines) + "\n", "book.jsonl")
    assert [row.id for row in found.rows] == ["a", "2", "3", "4", "5"]
    assert found.rows[0].names == ("Exampla", "Beryl", "Opal") and found.rows[3].born == "1970"
    assert all(found.rows[n].problems for n in (1, 2, 4)) and not found.rows[0].problems
    whole = read(tmp_path, json.dumps([{"name": "Exampla"}, {"name": "Opal"}]), "book.json")
    assert names(whole) == ["Exampla", "Opal"]
    with pytest.raises(QuestionError):
        read(tmp_path, '{"id": 1, "name": "Exampla"}\n', "book.jsonl", given={"name": "titel"})


def test_a_workbook(tmp_path: Path) -> None:
    book = xlsx(
        [
            ["Customers of 2026"],
            ["No", "Company", "Country", "Tax ID"],
            [1, "Exampla", "China", 7700000012],
            [2, "Beryl", "Peru", ""],
        ]
    )
    found = read(tmp_path, book, "book.xlsx")
    assert names(found) == ["Exampla", "Beryl"] and found.rows[0].identifiers == ("7700000012",)
    assert [row.number for row in found.rows] == [3, 4]


def test_blank_lines_at_the_end_are_no_rows(tmp_path: Path) -> None:
    assert names(read(tmp_path, "name,country\nExampla,Peru\n\n\n\n")) == ["Exampla"]
    assert names(read(tmp_path, "name,country\nExampla,Peru\n,\n\n")) == ["Exampla", ""]
    assert names(read(tmp_path, xlsx([["Name"], ["Exampla"], [""], [" "]]), "book.xlsx")) == ["Exampla"]


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_customers(tmp_path / "nothing.csv")
    for content, name in (
        (b"", "a.csv"),
        (b"\n\n", "b.csv"),
        (b"PK\x03\x04broken", "c.xlsx"),
        (b"\xd0\xcf\x11\xe0", "d.xls"),
    ):
        with pytest.raises(UnreadableFile):
            read(tmp_path, content, name)
