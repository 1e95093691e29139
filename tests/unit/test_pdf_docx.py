"""PDF and Word documents: text in order, pages and headings, and refusals of what is damaged, protected or a bomb."""

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

from sources.errors import UnreadableFile
from sources.load import Read, read_file

FIRST = [
    "Example Bureau of Exports",
    "Additions to the list of controlled parties",
    "",
    "The bureau adds two firms to its list of controlled parties for their part in the",
    "modernization of the armed forces of another country. It gives the ground for each of",
    "them in the second part of this notice, with the policy under which requests for a tech-",
    "nology licence are reviewed. The notice was signed on Monday; technology of every kind",
    "needs a licence from then on, and so does every end-",
    "use that is named.",
    "",
    "The first firm is Roe Optics Co., Ltd. of Example City.",
    "1",
]
SECOND = [
    "Example Bureau of Exports",
    "The second firm is a unit of Poe Genomics, whose address is in the annex, and which has",
    "",
    "2",
]
THIRD = ["Example Bureau of Exports", "no address of its own. It may ask for a review.", "3"]


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of pages with lines of text in Helvetica, as plain as the format allows; an empty page has no content."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "BT /F1 11 Tf 14 TL 72 740 Td " + " ".join(
            "T*" if not line else "({}) Tj T*".format(line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)"))
            for line in lines
        )
        stream = f"{shown} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )


def load(tmp_path: Path, name: str, content: bytes) -> Read:
    path = tmp_path / name
    path.write_bytes(content)
    (read,) = read_file(path, name)
    return read


def texts(read: Read) -> list[str]:
    return [read.document.quote(span) for span in read.sentences]


def test_lines_of_a_pdf_become_sentences(tmp_path: Path) -> None:
    read = load(tmp_path, "notice.pdf", pdf([FIRST, SECOND, THIRD]))
    said = texts(read)
    assert "The first firm is Roe Optics Co., Ltd. of Example City." in said
    assert any(
        text.startswith("The bureau adds two firms") and text.endswith("armed forces of another country.")
        for text in said
    )
    assert "It may ask for a review." in said
    assert read.warnings == ()


def test_a_sentence_goes_on_over_the_page_and_running_heads_do_not_stand_in_it(tmp_path: Path) -> None:
    read = load(tmp_path, "notice.pdf", pdf([FIRST, SECOND, THIRD]))
    assert (
        "The second firm is a unit of Poe Genomics, whose address is in the annex, and which has no address of its own."
        in texts(read)
    )
    assert read.document.text.count("Example Bureau of Exports") == 0


def test_a_parted_word_is_put_together_only_if_it_stands_whole_elsewhere(tmp_path: Path) -> None:
    text = load(tmp_path, "notice.pdf", pdf([FIRST, SECOND, THIRD])).document.text
    assert "requests for a technology licence" in text
    assert "every end-use that" in text


def test_pages_are_headings(tmp_path: Path) -> None:
    read = load(tmp_path, "notice.pdf", pdf([FIRST, SECOND, THIRD]))
    headings = [passage.heading for passage in read.passages]
    assert headings[0] == "page 1" and headings[-1] == "page 3"
    assert set(headings) == {"page 1", "page 2", "page 3"}


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    read = load(
        tmp_path, "notice.pdf", pdf([["The bureau adds two firms to its list."], [], ["It names both of them."]])
    )
    assert read.warnings == ("notice.pdf: page 2 has no text (scanned?)",)
    assert [passage.heading for passage in read.passages] == ["page 1", "page 3"]


def protected() -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf([["The bureau adds two firms."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"not a PDF at all, but text", "is not a PDF: it does not begin with %PDF-"),
        (pdf([["The bureau adds two firms."]])[:200], "damaged PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged PDF"),
        (pdf([[], []]), "has no text on any of its 2 pages (scanned?)"),
        (protected(), "is protected by a password"),
    ],
)
def test_a_pdf_that_cannot_be_read(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        load(tmp_path, "a.pdf", content)
    assert message in str(caught.value)
    assert str(caught.value).startswith("a.pdf") and "\n" not in str(caught.value)


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
