"""Pages as the Federal Register prints them, made up: three even columns, a running head, footnotes, a table,
parted words."""

import random
from dataclasses import replace

from tests.unit.pdf_pages import HEIGHT, Piece, Sheet, plain

HEAD = "Federal Register / Vol. 89, No. 86 / Thursday, May 2, 2024 / Rules and Regulations"
COLUMN, SPACE, LEFT = 168.0, 9.0, 45.0
_FIRMS = "Exampla Optics", "Specimen Avionics", "Placeholder Marine", "Sampla Lasers", "Mustra Drones", "Ersatz Sonar"
_SUBJECTS = "The committee", "The bureau", "Each of the agencies", "The interagency panel", "The licence officer"
_VERBS = "found that", "determined that", "reports that", "has reason to believe that", "wrote in its deci~sion that"
_DEEDS = (
    "acquired micro~elec~tronics for a missile pro~gramme",
    "trained mil~itary pilots with Amer~ican air~craft parts",
    "shipped tele~communi~cations equip~ment to a navy under a false name",
    "diverted machine tools in viola~tion of the regula~tions",
    "supported the modern~ization of the armed forces of another country",
)
_ENDS = (
    "in 2021",
    "without the re~quired licence",
    "through a trading com~pany abroad",
    "for several years",
    "as alleged",
)


def paragraph(chance: random.Random, sentences: int) -> str:
    """Sentences about invented firms, each different from the others by its number."""
    return " ".join(
        f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_FIRMS)} {chance.choice(_DEEDS)} "
        f"{chance.choice(_ENDS)} (case {chance.randrange(100, 999)}-{chance.randrange(10_000, 99_999)})."
        for _ in range(sentences)
    )


def register_pages(seed: int, paragraphs: int = 40, even: bool = True) -> tuple[list[Sheet], list[str]]:
    """Pages of three columns, and the paragraphs that a reader sees: footnotes behind the paragraph that runs over
    them."""
    chance = random.Random(seed)
    texts = [paragraph(chance, chance.randrange(1, 4)) for _ in range(paragraphs)]
    lines = [(number, piece) for number, text in enumerate(texts) for piece in _lines(text, even)]
    sheets: list[Sheet] = []
    behind: dict[int, list[str]] = {}
    while lines:
        sheet = Sheet()
        page = 35001 + len(sheets)
        sheet.put(LEFT, 40, f"{page}", size=8, part="head")
        sheet.put(LEFT + 90, 40, HEAD, size=8, part="head")
        note = f"{len(sheets) + 1} See the panel's decision of case {seed}-{page}, which names the firm and its seat."
        last = 0
        for column in range(3):
            x = LEFT + column * (COLUMN + SPACE)
            floor = HEIGHT - (105.0 if column == 1 else 60.0)
            y = 60.0
            while y < floor and lines:
                last, piece = lines.pop(0)
                sheet.pieces.append(replace(piece, x=x + piece.x, y=y, column=column))
                y += 10
            if column == 1 and y >= floor:
                sheet.rules.append((x, x + 40, floor + 4))
                sheet.flow(x, floor + 14, COLUMN, note, size=7, part="note", column=column)
                behind.setdefault(-1, []).append(note)
        if -1 in behind:
            behind.setdefault(last, []).extend(behind.pop(-1))
        sheets.append(sheet)
    return sheets, [part for number, text in enumerate(texts) for part in (plain(text), *behind.get(number, []))]


def _lines(text: str, even: bool) -> list[Piece]:
    sheet = Sheet()
    sheet.flow(0, 0, COLUMN, text, even=even, indent=9)
    return sheet.pieces
