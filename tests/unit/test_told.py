"""Whatever a reader leaves out on purpose or cannot read is counted and named, in every format."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from sources.load import read_file
from tests.unit.pdf_pages import HEIGHT, Sheet, drawn

PAGE = "<html><head><title>T</title></head><body><h1>T</h1><p>The bureau added Exampla Optics.</p>{}</body></html>"
RULE = (
    "<RULE><PREAMB><SUBJECT>Additions</SUBJECT></PREAMB><SUPLINF><P>The bureau adds a firm.</P><GPH><GID>A</GID></GPH>"
    "<MATH><MID>B</MID></MATH></SUPLINF></RULE>"
)
TEXT_PAGE = (
    "[Federal Register Volume 89, Number 86 (Thursday, May 2, 2024)]\n[Rules and Regulations]\n\nAGENCY: Bureau of Samples.\n\n"
    "The form is shown here.\n\n[GRAPHIC] [TIFF OMITTED] TR02MY24.001\n"
)
CASES = [
    ("a.html", PAGE.format("<iframe src=x></iframe><img src=a.png><img src=b.png width=1>"), [r"not read: embedded pages \(1\), pictures \(1\)"]),
    ("a.html", PAGE.format("<object data=a.pdf>See the file.</object><video>No.</video>"),
     [r"shown where something else cannot be 4\): “See the file.”", r"not read: embedded files \(1\), films \(1\)"]),
    ("a.html", PAGE.format("<p style='text-decoration:line-through'>It did not.</p>"), [r"struck out 3\): “It did not.”"]),
    ("a.html", PAGE.format("<nav><img src=a.png><a href=x>Home</a></nav>"), [r"navigation 1\): “Home”"]),
    ("a.txt", "The bureau added a firm.\n\n<!-- a note to the editor -->\n\nIt named no other one.\n", [r"left out: 7 words .*“<!-- a note to the editor -->”"]),
    ("a.md", "---\ntitle: T\n---\n# T\n\nThe bureau <!-- not? --> added ~~two firms~~ one.\n", [r"struck out 2", r"left out: 3 words .*“<!-- not\? -->”"]),
    ("a.md", "The bureau added one.\n", []),
    ("a.xml", RULE, [r"a.xml: not read: formulas \(1\), pictures \(1\)"]),
    ("a.txt", TEXT_PAGE, [r"a.txt: not read: pictures \(1\)"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "told"), CASES)
def test_what_is_left_out_is_named(name: str, content: str, told: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    (read,) = read_file(tmp_path / name, name)
    assert len(read.warnings) == len(told), read.warnings
    for pattern, line in zip(told, read.warnings, strict=True):
        assert re.search(pattern, line)


def _picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (50, 12), 230)), 50, HEIGHT - 360, 500, 120)


def _highlight(canvas: Canvas) -> None:
    canvas.highlightAnnotation("Look", Rect=[54, 700, 200, 720], QuadPoints=[54, 720, 200, 720, 54, 700, 200, 700])


def _hidden(sheet: Sheet) -> None:
    sheet.put(54, 200, "Not shown", mode=3)


DRAWN: list[tuple[Callable[[Sheet], object], str]] = [
    (lambda sheet: sheet.others.append(_picture), "a.pdf: not read: pictures (1, page 1)"),
    (lambda sheet: sheet.others.append(_highlight), "a.pdf: 1 highlight on page 1 not read"),
    (_hidden, "a.pdf: left out: hidden characters (9, page 1)"),
]


@pytest.mark.parametrize(("draw", "told"), DRAWN)
def test_what_of_a_pdf_is_left_out_is_named(draw: Callable[[Sheet], object], told: str, tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.flow(54, 60, 400, "The bureau adds two firms to its list.")
    draw(sheet)
    (tmp_path / "a.pdf").write_bytes(drawn([sheet]))
    (read,) = read_file(tmp_path / "a.pdf", "a.pdf")
    assert read.warnings == (told,)


UNTOLD = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</A 5 0 R/B 6 0 R>>>>>>endobj
4 0 obj<</Length 102>>stream
BT /A 12 Tf 54 700 Td (The bureau adds a firm.) Tj ET BT /B 12 Tf 54 680 Td <000300040005> Tj ET    \x20
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]>>endobj
7 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>
/DW 600>>endobj
trailer<</Root 1 0 R>>
"""


def test_letters_that_their_font_does_not_tell_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(UNTOLD)
    (read,) = read_file(tmp_path / "a.pdf", "a.pdf")
    assert read.document.text.startswith("The bureau adds a firm.")
    assert read.warnings == ("a.pdf: in doubt: characters whose font does not say what letters they are (3, page 1)",)
