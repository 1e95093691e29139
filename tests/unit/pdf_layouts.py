"""Pages of other layouts, made up, each with the paragraphs that a reader sees (rows of a table with tabs between
cells)."""

import random
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from tests.unit.pdf_pages import HEIGHT, WIDTH, Sheet, plain
from tests.unit.pdf_register import paragraph

Layout = tuple[list[Sheet], list[str]]
BOLD = "Times-Bold"


def _text(seed: int, sentences: int = 2) -> str:
    return paragraph(random.Random(seed), sentences)


def _columns(sheet: Sheet, top: float, texts: list[list[str]], width: float, space: float, **more: object) -> float:
    """Columns of paragraphs from `top`; out: y below the longest."""
    lowest = top
    for number, column in enumerate(texts):
        y = top
        for text in column:
            y = sheet.flow(54 + number * (width + space), y, width, text, column=number, **more)  # type: ignore[arg-type]
        lowest = max(lowest, y)
    return lowest


def title_over_columns() -> Layout:
    """A title over two columns, headings in them, a short heading between two sets of columns."""
    sheet = Sheet()
    sheet.put(110, 60, "Additions of Entities to the List and Revisions of", size=16, font=BOLD)
    sheet.put(190, 79, "Entries on the List of the Bureau", size=16, font=BOLD)
    texts = [_text(seed) for seed in range(6)]
    y = _columns(sheet, 110, [[texts[0], texts[1]], [texts[2]]], 240, 14, indent=10, even=True)
    sheet.put(54, y + 12, "II. Grounds of the Committee", size=13, font=BOLD)
    y = _columns(sheet, y + 34, [[texts[3]], [texts[4]]], 240, 14, indent=10, even=True)
    sheet.flow(54, y + 20, 500, texts[5])
    said = ["Additions of Entities to the List and Revisions of Entries on the List of the Bureau"]
    said += [*map(plain, texts[:3]), "II. Grounds of the Committee", *map(plain, texts[3:])]
    return [sheet], said


def heading_over_the_middle() -> Layout:
    """A short heading that stands over the middle one of three columns only, and one inside of a column."""
    sheet = Sheet()
    sheet.put(252, 60, "Rules and Grounds", size=12, font=BOLD)
    texts = [_text(seed, 2) for seed in range(10, 15)]
    y = sheet.flow(54, 90, 160, texts[0], indent=9, column=0)
    sheet.put(54, y + 8, "Second Ground", font=BOLD, column=0)
    sheet.flow(54, y + 24, 160, texts[1], indent=9, column=0)
    sheet.flow(226, 90, 160, texts[2], indent=9, column=1)
    y = sheet.flow(398, 90, 160, texts[3], indent=9, column=2)
    sheet.flow(398, y, 160, texts[4], indent=9, column=2)
    said = [plain(text) for text in texts]
    return [sheet], ["Rules and Grounds", said[0], "Second Ground", *said[1:]]


TABLE = [
    ("Country", "Entity", "License review policy", "Citation"),
    ("Exampland", "Exampla Optics Co., Ltd., a.k.a. Exampla Lenses, 12 Sample Road, Specimen City", "Presumption of denial for all items subject to the rules", "89 FR 35001"),
    ("Placeholdia", "Specimen Avionics Inc.", "Case by case", "89 FR 35002"),
    ("Placeholdia", "Sampla Lasers GmbH, Third Floor, Sample Street 4", "Policy of denial, see part 744 of the rules", "89 FR 35003"),
]  # fmt: skip
STARTS, WIDTHS = (54, 130, 300, 460), (70, 160, 150, 90)


def _table(sheet: Sheet, y: float, rules: bool, gap: float) -> float:
    for number, row in enumerate(TABLE):
        if rules:
            sheet.rules.append((50, 560, y - 11))
        bottoms = [
            sheet.flow(x, y, width, text, column=column, font=BOLD if number == 0 else "Times-Roman")
            for column, (x, width, text) in enumerate(zip(STARTS, WIDTHS, row, strict=True))
        ]
        y = max(bottoms) + gap
    if rules:
        sheet.rules.append((50, 560, y - 11))
    return y


def _rows(rows: list[tuple[str, ...]]) -> str:
    return "\n".join("\t".join(cell for cell in row if cell) for row in rows)


def table_across_columns() -> Layout:
    """A table with rules over the whole width, between columns of text."""
    sheet = Sheet()
    texts = [_text(seed) for seed in range(20, 24)]
    y = _columns(sheet, 60, [[texts[0]], [texts[1]]], 240, 14, indent=10)
    y = _table(sheet, y + 24, True, 6)
    _columns(sheet, y + 20, [[texts[2]], [texts[3]]], 240, 14, indent=10)
    said = [plain(text) for text in texts]
    return [sheet], [said[0], said[1], _rows(TABLE), said[2], said[3]]


def table_of_white() -> Layout:
    """A table without rules, whose rows are parted by white, below a sentence."""
    sheet = Sheet()
    sheet.flow(54, 60, 500, "The following entities are added.")
    _table(sheet, 90, False, 9)
    return [sheet], ["The following entities are added.", _rows(TABLE)]


DATES = [
    ("Name", "Date of inclusion", "Reason"),
    ("Exampla Radio Company", "March 12, 2021", "Telecommunications equipment that poses a risk"),
    ("Specimen Video", "March 25, 2022", "Video surveillance"),
    ("Placeholder Telecom Inc.", "", "International telecommunications services"),
    ("Mustra Drones Ltd.", "September 20, 2022", "Unmanned aircraft, see the order of the board"),
]


def table_of_lines() -> Layout:
    """A table without rules of one line a row, one cell empty."""
    sheet = Sheet()
    sheet.put(54, 60, "List of Covered Equipment and Services", size=14, font=BOLD)
    for number, row in enumerate(DATES):
        for x, cell in zip((54, 220, 340), row, strict=True):
            if cell:
                sheet.put(x, 90 + 14 * number, cell)
    sheet.flow(54, 190, 500, _text(31, 3))
    return [sheet], ["List of Covered Equipment and Services", _rows(DATES), plain(_text(31, 3))]


def table_with_title() -> Layout:
    """A table with a rule below each row and none above its heads, right below its title."""
    sheet = Sheet()
    sheet.put(54, 60, "Equipment and Services Included on the List by Day", size=13)
    for number, row in enumerate(DATES):
        for x, cell in zip((54, 220, 340), row, strict=True):
            sheet.put(x, 84 + 16 * number, cell)
        sheet.rules.append((52, 560, 88 + 16 * number))
    return [sheet], ["Equipment and Services Included on the List by Day", _rows(DATES)]


def cut_off_lines() -> Layout:
    """Columns whose last line ends early, on a word that no sentence ends with."""
    sheet = Sheet()
    texts = [_text(41, 3), _text(42, 5)]
    y = sheet.flow(54, 60, 240, texts[0], column=0)
    sheet.put(54, y, "Exampla Mines was added because", column=0)
    y = sheet.flow(308, 60, 240, "it had sold detonators. " + texts[1], column=1)
    sheet.put(308, y + 14, "Where the sources of these words are", column=1)
    second = Sheet()
    second.put(54, 60, "Names of the firms stand in the annex.")
    said = [plain(texts[0]), f"Exampla Mines was added because it had sold detonators. {plain(texts[1])}"]
    return [sheet, second], [*said, "Where the sources of these words are", "Names of the firms stand in the annex."]


def table_with_leaders() -> Layout:
    """Cells that are parted by dots, in two columns of a table."""
    sheet = Sheet()
    rows = [
        ("Exampla Optics", "page 4"),
        ("Specimen Avionics", "page 11"),
        ("Sampla Lasers", "page 12"),
        ("Annex", "page 30"),
    ]
    for number, (name, page) in enumerate(rows):
        width = sheet.put(54, 60 + 12 * number, name)
        sheet.put(54 + width, 60 + 12 * number, "." * int((240 - width) / 2.25))
        sheet.put(310, 60 + 12 * number, page)
    return [sheet], [_rows(rows)]


def turned_page() -> Layout:
    """A page that is shown turned, one whose text runs upwards, and one with text at its margin and across it."""
    texts = [_text(seed, 4) for seed in range(40, 44)]
    shown = Sheet(turn=90)
    shown.flow(54, 60, 500, texts[0])
    upwards = Sheet()
    for line, piece in enumerate(_lines(texts[1], 600)):
        upwards.put(60 + 11 * line, 740, piece, angle=90)
    margin = Sheet()
    margin.flow(90, 60, 460, texts[2])
    margin.put(30, 500, "Printed for the library of Sample City", angle=90, size=8)
    margin.put(150, 700, "SPECIMEN COPY", angle=45, size=40)
    said = [plain(texts[0]), plain(texts[1]), plain(texts[2])]
    return [shown, upwards, margin], [*said, "SPECIMEN COPY", "Printed for the library of Sample City"]


def _lines(text: str, width: float) -> list[str]:
    sheet = Sheet()
    sheet.flow(0, 0, width, text)
    return [piece.text for piece in sheet.pieces]


def figure_in_a_column() -> Layout:
    """Two columns, the second with a picture and its caption at the top."""
    sheet = Sheet(others=[lambda canvas: canvas.rect(310, HEIGHT - 200, 240, 140, fill=1)])
    texts = [_text(50, 5), _text(51, 3), _text(52, 2)]
    y = sheet.flow(54, 60, 240, texts[0], indent=10, column=0)
    sheet.flow(54, y, 240, texts[1], indent=10, column=0)
    sheet.put(310, 212, "Figure 1. The seat of the firm.", size=7, column=1)
    sheet.flow(310, 232, 240, texts[2], indent=10, column=1)
    return [sheet], [plain(texts[0]), plain(texts[1]), "Figure 1. The seat of the firm.", plain(texts[2])]


def uneven_columns() -> Layout:
    """A narrow column beside a wide one, on other lines, the narrow one shorter."""
    sheet = Sheet()
    texts = [_text(60, 2), _text(61, 4), _text(62, 3)]
    sheet.flow(54, 64, 130, texts[0], size=8, column=0)
    y = sheet.flow(200, 60, 350, texts[1], size=10, column=1)
    sheet.flow(200, y + 10, 350, texts[2], size=10, column=1)
    return [sheet], [plain(text) for text in texts]


def notes_below_columns() -> Layout:
    """Footnotes over the width of two columns; a sentence runs over the page; a footnote goes on on the next page."""
    first, second = Sheet(), Sheet()
    begun = (
        "The panel found that Exampla Optics bought lenses for the armed forces of another country and that the firm"
    )
    rest = "sold them on to a shipyard of the navy. The panel found nothing else in its decision."
    texts = [_text(70, 3), _text(71, 2), _text(72, 3)]
    _columns(first, 60, [[texts[0]]], 240, 14, indent=10)
    lines = _lines(begun, 240)
    y = first.flow(308, 60, 240, texts[1], indent=10, column=1)
    for line in lines:
        first.put(308, y, line, column=1)
        y += 10.35
    first.put(308, y, "which it owns and", column=1)
    first.rules.append((54, 130, 690))
    first.put(54, 700, "1", size=5, part="note")
    first.flow(58, 703, 490, "See the decision of the panel in the case of the lenses, page 12.", size=7.5, part="note")
    first.put(54, 712, "2", size=5, part="note")
    first.flow(58, 715, 490, "See also the order of the board that was made public in the spring of the year and which", size=7.5, part="note")  # fmt: skip
    y = second.flow(54, 60, 240, rest, column=0)
    second.flow(54, y, 240, texts[2], indent=10, column=0)
    second.flow(308, 60, 240, _text(73, 4), indent=10, column=1)
    second.rules.append((54, 130, 690))
    second.flow(54, 703, 490, "names the shipyard.", size=7.5, part="note")
    said = [plain(texts[0]), plain(texts[1])]
    running = f"{plain(begun)} which it owns and {rest}"
    return [first, second], [
        *said, running,
        "1 See the decision of the panel in the case of the lenses, page 12.",
        "2 See also the order of the board that was made public in the spring of the year and which",
        plain(texts[2]), plain(_text(73, 4)), "names the shipyard.",
    ]  # fmt: skip


def office_pages() -> Layout:
    """Pages as an office prints them: a running head, page numbers, headings, bullets, a numbered list, ragged
    lines."""
    sheets, said = [], []
    for number in range(4):
        sheet = Sheet()
        sheet.put(72, 36, "Sample Board, Report on Trade", size=9, font="Helvetica", part="head")
        sheet.put(WIDTH / 2, 760, f"{number + 1}", size=9, font="Helvetica", part="head")
        texts = [_text(80 + 10 * number + part, 3) for part in range(4)]
        sheet.put(72, 80, f"Part {'ABCD'[number]}: Findings", size=15, font="Helvetica-Bold")
        y = sheet.flow(72, 105, 460, texts[0], size=11, font="Helvetica")
        sheet.put(72, y + 6, "•", size=11, font="Helvetica")
        y = sheet.flow(90, y + 6, 440, texts[1], size=11, font="Helvetica")
        sheet.put(72, y + 6, "2.", size=11, font="Helvetica")
        y = sheet.flow(90, y + 6, 440, texts[2], size=11, font="Helvetica")
        sheet.flow(72, y + 14, 460, texts[3], size=11, font="Helvetica")
        sheets.append(sheet)
        said += [f"Part {'ABCD'[number]}: Findings", plain(texts[0]), "• " + plain(texts[1]), "2. " + plain(texts[2]), plain(texts[3])]  # fmt: skip
    return sheets, said


def drawn_twice() -> Layout:
    """Bold type made by drawing twice, ligatures, a picture with the text that was recognised on it, hidden text
    elsewhere."""
    sheet = Sheet()
    for shift in (0, 0.3):
        sheet.put(54 + shift, 60, "Notice of the Board on Exampla Optics", size=14)
    sheet.flow(54, 90, 500, "The board found that Exampla Optics sold lenses. It was not told where they went.")
    sheet.put(54, 130, "This line is hidden where nothing is shown.", mode=3)

    def picture(canvas: Canvas) -> None:
        canvas.drawImage(_picture(), 50, HEIGHT - 360, 500, 120)

    sheet.others.append(picture)
    sheet.flow(60, 260, 480, "The scanned letter says that the lenses went to a shipyard of the navy.", mode=3)
    return [sheet], [
        "Notice of the Board on Exampla Optics",
        "The board found that Exampla Optics sold lenses. It was not told where they went.",
        "The scanned letter says that the lenses went to a shipyard of the navy.",
    ]


def _picture() -> object:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("L", (50, 12), 230))


def labels() -> Layout:
    """Labels with their text beside them, and lines with wide gaps."""
    sheet = Sheet()
    rows = [("AGENCY:", "Bureau of Samples, Department of Examples."), ("ACTION:", "Final rule."), ("DATES:", "This rule is effective May 2, 2024.")]  # fmt: skip
    for number, (label, text) in enumerate(rows):
        sheet.put(54, 60 + 20 * number, label, font=BOLD)
        sheet.put(150, 60 + 20 * number, text)
    sheet.flow(54, 140, 500, _text(90, 3))
    return [sheet], [_rows(rows), plain(_text(90, 3))]


def narrow_columns() -> Layout:
    """Three columns that are three points apart, evenly set, under a title; below them a text over the whole width."""
    sheet = Sheet()
    sheet.put(150, 50, "Additions to the List of the Bureau", size=16, font=BOLD)
    texts = [_text(seed, 5) for seed in range(300, 303)]
    y = _columns(sheet, 80, [[text] for text in texts], 175, 3, indent=9, even=True)
    sheet.flow(40, y + 24, 530, _text(303, 4), even=True)
    return [sheet], ["Additions to the List of the Bureau", *map(plain, texts), plain(_text(303, 4))]


def items_in_columns() -> Layout:
    """Items with bullets in two columns, on the same lines."""
    sheet, said = Sheet(), []
    for column in range(2):
        y = 60.0
        for number in range(4):
            text = "The board found that Exampla Optics sold lenses to a navy and to the shipyard of another country in the year "
            text += f"{2010 + 4 * column + number}."
            sheet.put(50 + 270 * column, y, "•", column=column)
            y = sheet.flow(60 + 270 * column, y, 240, text, column=column) + 3
            said.append(f"• {text}")
    return [sheet], said


def initial() -> Layout:
    """A text that begins with a letter over three lines."""
    sheet = Sheet()
    text = _text(310, 5).replace("~", "")
    sheet.put(54, 76, text[0], size=30)
    for number, line in enumerate(_lines(text[1:], 470)):
        sheet.put(76 if number < 3 else 54, 60 + 10.4 * number, line)
    return [sheet], [text]


def numbered_lines() -> Layout:
    """A bill: every line bears its number."""
    sheet = Sheet()
    text = _text(311, 9).replace("~", "")
    for number, line in enumerate(_lines(text, 440), 1):
        sheet.put(40, 60 + 20 * number, str(number), size=8)
        sheet.put(70, 60 + 20 * number, line)
    return [sheet], [text]


def left_and_right_heads() -> Layout:
    """Running heads that stand on left pages only, and others on right pages, with the number of the page."""
    sheets, said = [], []
    for number in range(1, 6):
        sheet = Sheet()
        head = f"{number}  Report of the Board" if number % 2 else f"Annual Review 2024  {number}"
        sheet.put(54 if number % 2 else 400, 36, head, size=8, part="head")
        texts = [_text(320 + 3 * number + part, 4) for part in range(3)]
        y = 60.0
        for text in texts:
            y = sheet.flow(54, y, 500, text, indent=12)
        sheets.append(sheet)
        said += [plain(text) for text in texts]
    return sheets, said


def leaders_of_dots() -> Layout:
    """A table of contents whose dots stand apart."""
    sheet = Sheet()
    rows = [("Background of the rule", "1"), ("Grounds of the committee", "3"), ("The firm Exampla Optics", "14")]
    for number, (name, page) in enumerate(rows):
        width = sheet.put(54, 60 + 12 * number, name)
        sheet.put(58 + width, 60 + 12 * number, ". " * int((470 - width) / 4.5))
        sheet.put(550, 60 + 12 * number, page)
    return [sheet], [_rows(rows)]


def rows_of_prose() -> Layout:
    """A table with rules whose cells are sentences of two or three lines."""
    sheet, rows = Sheet(), []
    y = 60.0
    for number in range(5):
        left = (
            f"The first firm of case {number} sold lenses to the shipyard of a navy, and to others"
            + " abroad" * (number % 2)
            + "."
        )
        right = f"The other firm of case {number} was told of it by the board, wrote that it would ask, and did not ask the first one."
        sheet.rules.append((50, 560, y - 11))
        y = max(sheet.flow(54, y, 240, left, column=0), sheet.flow(310, y, 240, right, column=1)) + 6
        rows.append((left, right))
    sheet.rules.append((50, 560, y - 11))
    return [sheet], [_rows(rows)]


LAYOUTS: dict[str, Callable[[], Layout]] = {
    make.__name__: make
    for make in (
        title_over_columns, heading_over_the_middle, table_across_columns, table_of_white, table_of_lines, table_with_leaders,
        turned_page, figure_in_a_column, uneven_columns, notes_below_columns, office_pages, drawn_twice, labels,
        narrow_columns, table_with_title, cut_off_lines, leaders_of_dots, items_in_columns, numbered_lines, left_and_right_heads, rows_of_prose,
    )
}  # fmt: skip
