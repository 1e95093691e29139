"""PDF documents: every visible word once and in the order in which it is read, however the file draws it."""

import datetime
import io
import random
import re
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from sources.errors import UnreadableFile
from sources.load import Read, read_file
from tests.unit.pdf_layouts import LAYOUTS, initial
from tests.unit.pdf_pages import ORDERS, Sheet, drawn, plain
from tests.unit.pdf_register import paragraph, register_pages


def load(tmp_path: Path, content: bytes, name: str = "notice.pdf") -> Read:
    path = tmp_path / name
    path.write_bytes(content)
    (read,) = read_file(path, name)
    return read


def texts(read: Read) -> list[str]:
    return [read.document.quote(span) for span in read.sentences]


def page_of(read: Read, words: str) -> str | None:
    at = read.document.text.index(words)
    return next(passage.heading for passage in read.passages if passage.start <= at < passage.end)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_page_is_read_as_it_is_seen(name: str, order: str, tmp_path: Path) -> None:
    sheets, said = LAYOUTS[name]()
    for by_word in (False, True):
        assert load(tmp_path, drawn(sheets, order, by_word)).document.text.split("\n\n") == said


@pytest.mark.parametrize(
    ("seed", "order", "even"), [(1, "row by row", True), (2, "notes first", False), (3, "shuffled", True)]
)
def test_pages_of_the_federal_register(seed: int, order: str, even: bool, tmp_path: Path) -> None:
    sheets, said = register_pages(seed, even=even)
    read = load(tmp_path, drawn(sheets, order))
    assert read.document.text.split("\n\n") == said
    assert len(sheets) > 1 and list({p.heading: 0 for p in read.passages}) == ["page 1", "page 2"]
    assert page_of(read, "1 See the panel's decision") == "page 1"
    about = read.document
    assert (about.publisher, about.published, about.kind) == ("Federal Register", datetime.date(2024, 5, 2), "rule")


@pytest.mark.parametrize("by_word", [False, True])
def test_an_initial_is_part_of_its_word(by_word: bool, tmp_path: Path) -> None:
    sheets, said = initial()  # drawn as it reads; drawn in another order, its lines are still taken apart
    assert load(tmp_path, drawn(sheets, "as placed", by_word)).document.text.split("\n\n") == said


def test_all_layouts_in_one_file(tmp_path: Path) -> None:
    sheets, said = register_pages(4, paragraphs=25)
    for make in LAYOUTS.values():
        more, texts_of_it = make()
        sheets, said = [*sheets, *more], [*said, *texts_of_it]
    read = load(tmp_path, drawn(sheets, "shuffled"))
    assert read.document.text.split("\n\n") == said
    heads, hidden = read.warnings
    assert re.fullmatch(r"notice.pdf: left out: running heads and numbers of pages and lines \(\d+ words\)", heads)
    assert re.fullmatch(r"notice.pdf: left out: hidden characters \(\d+, page \d+\)", hidden)


STACKED = "Federal Register", "Vol. 89, No. 86", "Thursday, May 2, 2024"


def test_the_first_page_of_an_issue_has_its_head_in_three_lines(tmp_path: Path) -> None:
    sheet = Sheet()
    for number, line in enumerate(STACKED):
        sheet.put(300, 40 + 10 * number, line)
        sheet.put(45, 40, "Rules and Regulations", size=14)
    sheet.flow(45, 100, 500, "The bureau adds two firms to its list.")
    read = load(tmp_path, drawn([sheet]))
    assert read.document.text == "Rules and Regulations\n\nThe bureau adds two firms to its list."
    assert (read.document.publisher, read.document.published) == ("Federal Register", datetime.date(2024, 5, 2))


def test_the_head_of_the_register_in_a_sentence_says_nothing_of_the_document(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.flow(45, 60, 500, "See Federal Register / Vol. 89, No. 86 / Thursday, May 2, 2024 / Notices, which says so.")
    read = load(tmp_path, drawn([sheet]))
    assert read.document.published is None and "Vol. 89" in read.document.text


DATED_ROWS = [
    [
        ("March 12, 2021", "Exampla Radio Company"),
        ("March 25, 2022", "Specimen Video"),
        ("May 2, 2024", "Sampla Lasers"),
    ],
    [
        ("Exampla Radio Company", "March 12, 2021"),
        ("Specimen Video", "March 25, 2022"),
        ("Sampla Lasers", "May 2, 2024"),
    ],
    [("Date", "Name", "Posted"), ("March 12, 2021", "Exampla Radio", "May 2, 2024"), ("May 3, 2023", "Sampla", "2024")],
]


@pytest.mark.parametrize("rows", DATED_ROWS)
@pytest.mark.parametrize("title", ["", "Covered Equipment"])
def test_a_date_in_a_table_is_not_the_day_of_publication(
    rows: list[tuple[str, ...]], title: str, tmp_path: Path
) -> None:
    sheet = Sheet()
    sheet.put(54, 60, title or "-", size=14)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.put(54 + 180 * column, 90 + 14 * number, cell)
    read = load(tmp_path, drawn([sheet]))
    assert read.document.published is None
    assert all("\t".join(row) in read.document.text.split("\n") for row in rows)


PARTED = [  # what stands at the end of a line, what in the next, other lines of the text, what is read
    ("a tech-", "nology licence", "All technology is controlled.", "a technology licence"),
    ("for every end-", "use that is named", "Every end-use counts.", "for every end-use that is named"),
    ("the seat of Ross-", "Exampla in Sample City", "", "the seat of Ross-Exampla in Sample City"),
    ("a licence of Exam-", "pla Optics in May", "Exampla is a firm.", "a licence of Exampla Optics in May"),
    ("a state-", "owned shipyard", "", "a state-owned shipyard"),
    ("their modern-", "ization", "", "their modernization"),
    ("made in China-", "based plants", "", "made in China-based plants"),
    ("rules 116-", "283 of the act", "", "rules 116-283 of the act"),
    ("the seat of Sam-", "il Works", "", "the seat of Sam-il Works"),
    ("of the regula-", "tions and of the Exam-", "", "of the regulations and of the Exam-"),
]


@pytest.mark.parametrize(("first", "second", "other", "said"), PARTED)
def test_a_word_is_put_together_when_it_is_safe(first: str, second: str, other: str, said: str, tmp_path: Path) -> None:
    sheet = Sheet()
    for number, line in enumerate(("The bureau writes of", first, second)):
        sheet.put(54, 60 + 11 * number, line)
    sheet.put(54, 140, other or "It says no more.")
    assert said in load(tmp_path, drawn([sheet])).document.text


def test_a_name_that_stands_once_is_put_together_in_a_text_that_parts_words(tmp_path: Path) -> None:
    sheet = Sheet()
    text = "The bureau found a viola~tion by Place~holdia Drone~wares, which is a firm of Sam~pla City in the south of the land."
    sheet.flow(54, 60, 85, text, even=True)
    assert plain(text) in load(tmp_path, drawn([sheet])).document.text


def test_a_table_of_entities_as_the_register_prints_it(tmp_path: Path) -> None:
    rows = [
        ("Country", "Entity", "License requirement", "License review policy", "Federal Register citation"),
        ("EXAMPLAND", "Exampla Optics, a.k.a., Exampla Lenses, 12 Sample Road, Specimen City, Exampland.", "For all items subject to the EAR.", "Presumption of denial.", "89 FR 35001, 5/2/2024."),
        ("Specimen Avionics, Third Floor, Sample Street, Specimen City, Exampland.", "For all items subject to the EAR.", "Case-by-case review for some items and denial for all others.", "89 FR 35002, 5/2/2024."),
    ]  # fmt: skip
    sheet = Sheet(rules=[(45, 567, 68), (45, 567, 90), (45, 567, 200)])
    y = 80.0
    for row in rows:
        places = list(zip((45, 115, 265, 355, 475), (65, 140, 80, 110, 90), strict=True))[5 - len(row) :]
        y = max(sheet.flow(x, y, width, cell, size=8) for (x, width), cell in zip(places, row, strict=True)) + 8
    read = load(tmp_path, drawn([sheet], "row by row"))
    assert read.document.text == "\n".join("\t".join(row) for row in rows)


def test_a_running_head_of_a_chapter_and_a_repeated_title_row(tmp_path: Path) -> None:
    sheets = []
    for number in range(5):
        sheet = Sheet()
        sheet.put(54, 40, "Sample Board: Annex of Entities", part="head")
        sheet.put(500, 40, f"Page {number + 1} of 5", part="head")
        sheet.flow(54, 80, 500, paragraph(random.Random(number), 3))
        sheets.append(sheet)
    read = load(tmp_path, drawn(sheets))
    assert read.document.text.split("\n\n") == [plain(paragraph(random.Random(number), 3)) for number in range(5)]


def form(canvas: Canvas) -> None:
    canvas.drawString(54, 700, "Name of the licensee:")
    canvas.acroForm.textfield(
        name="licensee", value="Exampla Optics Co.", x=180, y=692, width=200, height=18, fontSize=10
    )
    canvas.textAnnotation("Is this right?", Rect=[400, 600, 420, 620])


def test_what_is_filled_into_a_form_is_read_and_comments_are_named(tmp_path: Path) -> None:
    read = load(tmp_path, drawn([Sheet(others=[form])]))
    assert read.document.text == "Name of the licensee:\tExampla Optics Co."
    assert read.warnings == ("notice.pdf: 1 comment on page 1 not read",)


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    first, last = Sheet(), Sheet()
    first.flow(54, 60, 400, "The bureau adds two firms to its list.")
    last.flow(54, 60, 400, "It names both of them.")
    read = load(tmp_path, drawn([first, Sheet(), last]))
    assert read.warnings == ("notice.pdf: page 2 has no text (scanned?)",)
    assert [passage.heading for passage in read.passages] == ["page 1", "page 3"]


def protected() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(54, 700, "The bureau adds two firms.")
    canvas.save()
    return buffer.getvalue()


def built(stream: bytes, named: int = 1) -> bytes:
    """A PDF of one page, named several times in the tree of pages, with a packed stream."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"4 0 R " * named, named),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(out),
    )
    return out + end


def shown(line: bytes, times: int) -> bytes:
    return b"BT /F1 8 Tf 9 TL 40 780 Td " + b"(%s) Tj T* " % line * times + b"ET"


SENTENCE = b"The bureau adds one firm more to its list of controlled parties today, as its notice says. " * 2
GOOD = drawn([Sheet(others=[lambda canvas: canvas.drawString(54, 700, "The bureau adds two firms.")])])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"not a PDF at all, but text", "is not a PDF: it does not begin with %PDF-"),
        (GOOD[:100], "damaged PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged PDF"),
        (drawn([Sheet(), Sheet()]), "has no text on any of its 2 pages (scanned?)"),
        (protected(), "is protected by a password"),
        (built(shown(b"One firm.", 1), named=6_000), "has 6,000 pages, at most 5,000 are read"),
        (built(shown(SENTENCE, 80), named=100), "holds more text than a file of"),
        (built(shown(b"aaaaaaaa", 2_500_000)), "would unpack to more than 30 MB"),
        (built(shown(b"a" * 2_000, 150)), "more than 200,000 characters on one page"),
    ],
)
def test_a_pdf_that_cannot_be_read(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        load(tmp_path, content, "a.pdf")
    assert message in str(caught.value)
    assert str(caught.value).startswith("a.pdf") and "\n" not in str(caught.value)
