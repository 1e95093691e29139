"""Word documents: text in order, headings, and refusals of what is damaged, protected or a bomb."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from sources.errors import UnreadableFile
from sources.load import Read, read_file


def load(tmp_path: Path, name: str, content: bytes) -> Read:
    path = tmp_path / name
    path.write_bytes(content)
    (read,) = read_file(path, name)
    return read


def texts(read: Read) -> list[str]:
    return [read.document.quote(span) for span in read.sentences]


def word(tmp_path: Path) -> bytes:
    document = docx.Document()
    document.core_properties.title = ""
    document.add_heading("Two firms listed", 0)
    document.add_paragraph("The bureau added Roe Optics Co., Ltd. and Poe Inc. to its list. It gave its grounds.")
    document.add_heading("Grounds", 1)
    document.add_paragraph("Roe bought lasers for the armed forces.", style="List Bullet")
    document.add_paragraph("Poe shipped them on.", style="List Bullet")
    table = document.add_table(rows=0, cols=3)
    for cells in (
        ("Name", "Country", "Ground"),
        ("Roe Optics Co., Ltd.", "China", "lasers"),
        ("Poe Inc.", "Iran", "shipping"),
    ):
        row = table.add_row()
        for cell, value in zip(row.cells, cells, strict=True):
            cell.text = value
    merged = table.add_row()
    merged.cells[0].merge(merged.cells[2]).text = "Both firms may ask for a review."
    document.add_paragraph("The rule takes effect at once.")
    path = tmp_path / "made.docx"
    document.save(str(path))
    return path.read_bytes()


def test_a_word_document_is_read_in_order_with_its_tables(tmp_path: Path) -> None:
    read = load(tmp_path, "notice.docx", word(tmp_path))
    assert texts(read) == [
        "Two firms listed",
        "The bureau added Roe Optics Co., Ltd. and Poe Inc. to its list.",
        "It gave its grounds.",
        "Grounds",
        "Roe bought lasers for the armed forces.",
        "Poe shipped them on.",
        "Name\tCountry\tGround",
        "Roe Optics Co., Ltd.\tChina\tlasers",
        "Poe Inc.\tIran\tshipping",
        "Both firms may ask for a review.",
        "The rule takes effect at once.",
    ]
    assert read.document.title == "Two firms listed"
    assert [passage.heading for passage in read.passages] == ["Two firms listed", "Grounds"]


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 but no archive", "is not a Word document"),
        (b"plain text", "is not a Word document"),
        (zipped(a_dot_txt=b"text"), "is a zip archive without a Word document in it"),
        (zipped(word__document_dot_xml=b"<w:document"), "damaged Word document"),
        (zipped(word__document_dot_xml=b"\0" * 30_000_000), "refused as a zip bomb"),
        (zipped(word__document_dot_xml=b"<a/>", word__media__x=b"\0" * 50_000_000), "refused as a zip bomb"),
    ],
)
def test_a_word_document_that_cannot_be_read(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        load(tmp_path, "a.docx", content)
    assert message in str(caught.value)
    assert str(caught.value).startswith("a.docx") and "\n" not in str(caught.value)


def test_entities_in_a_word_document_are_not_expanded(tmp_path: Path) -> None:
    lines = ['<!DOCTYPE d [<!ENTITY a0 "listed">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)]
    bomb = (
        "".join(lines)
        + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>'
    )
    with zipfile.ZipFile(io.BytesIO(word(tmp_path))) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    parts["word/document.xml"] = bomb.encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableFile, match=r"a\.docx"):
        load(tmp_path, "a.docx", buffer.getvalue())
