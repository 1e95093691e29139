"""Pages of a PDF as PDFium reads them: characters with their places, and flat rules.

PDFium's own text is not used: it follows the order of drawing, and passes over a blank that is drawn by itself.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sources.layout.initials import with_initials
from sources.layout.page import Glyph, Page, Rule, body_size
from sources.layout.words import words

_MOST_OBJECTS = 50_000  # drawn things of a page that are looked through for rules and pictures
_MOST_CHARACTERS = 200_000  # of a page; a large sheet in small type has a tenth of them
_LARGE = 0.03  # of the page: pictures from that size on may hold words
_MOST_PICTURES = 20  # of a page that are looked at
_INVISIBLE = 3  # text render mode
_BOLD = 600  # weight from which a face is bold
_HYPHEN = 2  # PDFium's code of a hyphen at the end of a line
_LIGATURES = {0xFB00 + n: text for n, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "ft", "st"))}

_Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Face:
    """What the characters of one text object have in common."""

    size: float
    angle: int  # degrees, to five
    bold: bool
    hidden: bool


@dataclass(slots=True)
class _Drawn:
    rules: list[Rule] = field(default_factory=list)
    pictures: list[_Box] = field(default_factory=list)
    after_blank: set[int] = field(default_factory=set)  # addresses of the texts that follow a blank drawn by itself
    unknown: int = 0  # characters of which the font does not say what letters they are


class _Told(NamedTuple):
    """What is counted of a page: pictures without text on them, hidden characters, characters without a meaning."""

    pictures: int
    hidden: int
    unknown: int


def read_page(page: Any) -> Page:
    """The words and rules of a `pypdfium2.PdfPage`, forms and stamps on it included.

    Raises ValueError for a page of more characters than a page can show.
    """
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    try:
        if raw.FPDFText_CountChars(textpage.raw) > _MOST_CHARACTERS:
            raise ValueError(f"more than {_MOST_CHARACTERS:,} characters on one page")
        drawn = _drawn(raw, page.raw)
        placed = list(_characters(raw, textpage.raw, drawn))
    finally:
        textpage.close()
    visible = [one for one in placed if not one[4].hidden]
    hidden = [one for one in placed if one[4].hidden and (not visible or _over(drawn.pictures, one))]
    by_angle: dict[int, list[Glyph]] = {}
    for text, box, x, y, face in [*visible, *hidden]:
        by_angle.setdefault(face.angle, []).append(_upright(text, box, x, y, face))
    told = _Told(_without_words(drawn, page, placed), len(placed) - len(visible) - len(hidden), drawn.unknown)
    if not by_angle:
        return Page([], drawn.rules, [], *told)
    main = Counter(
        {angle: sum(not g.text.isspace() for g in glyphs) for angle, glyphs in by_angle.items()}
    ).most_common(1)[0][0]
    turned = [words(glyphs) for angle, glyphs in sorted(by_angle.items()) if angle != main]
    found = words(by_angle[main])
    upright = with_initials(found, body_size(found))
    return Page(upright, drawn.rules if main == 0 else [], [one for one in turned if one], *told)


def _characters(raw: Any, textpage: Any, page: _Drawn) -> Iterator[tuple[str, _Box, float, float, _Face]]:
    """(text, box, origin, face) of each character that is drawn, in the order of drawing; those of which the font does
    not tell what letters they are are counted."""
    after_blank = page.after_blank
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at_box, at_x, at_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    faces: dict[int, _Face] = {}
    high = 0
    made_up = False
    for index in range(raw.FPDFText_CountChars(textpage)):
        drawn = raw.FPDFText_GetTextObject(textpage, index)
        if not drawn:  # a blank or a line break that PDFium made up
            made_up = True
            continue
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        text = _text(code)
        page.unknown += not text or raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
        if not text:
            continue
        place = ctypes.addressof(drawn.contents)
        face = faces.get(place)
        if face is None:
            face = faces[place] = _face(raw, textpage, index, drawn)
        raw.FPDFText_GetLooseCharBox(textpage, index, at_box)
        raw.FPDFText_GetCharOrigin(textpage, index, at_x, at_y)
        # the width of a character that stands aslant is not known, so that PDFium's own blanks are believed there
        if place in after_blank or (made_up and face.angle % 90):
            after_blank.discard(place)
            yield " ", (x.value, y.value, x.value, y.value), x.value, y.value, face
        made_up = False
        yield text, (box.left, box.bottom, box.right, box.top), x.value, y.value, face


def _text(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code == 0xAD:
        return "\u00ad"
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return ""
    return " " if code <= 0x20 or code in (0x7F, 0xA0, 0x200B, 0x3000) or 0x2000 <= code <= 0x200A else chr(code)


def _face(raw: Any, textpage: Any, index: int, drawn: Any) -> _Face:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
    size = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    angle = 5 * round(math.degrees(math.atan2(matrix.b, matrix.a)) / 5) % 360
    bold = raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD
    return _Face(max(size, 0.1), angle, bold, raw.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE)


def _upright(text: str, box: _Box, x: float, y: float, face: _Face) -> Glyph:
    """A character in coordinates of its direction of writing."""
    left, bottom, right, top = box
    if face.angle == 0:
        return Glyph(text, left, right, -y, face.size, face.bold)
    turn = math.radians(face.angle)
    cos, sin = math.cos(turn), math.sin(turn)
    along, down = x * cos + y * sin, x * sin - y * cos
    if face.angle % 90 == 0:
        ends = sorted((left * cos + bottom * sin, right * cos + top * sin))
        return Glyph(text, ends[0], ends[1], down, face.size, face.bold)
    return Glyph(text, along, along + (0 if text == " " else 0.9 * face.size), down, face.size, face.bold)


def _over(pictures: list[_Box], one: tuple[str, _Box, float, float, _Face]) -> bool:
    """Whether a character stands on a picture."""
    _, (left, bottom, right, top), _, _, _ = one
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in pictures)


def _without_words(drawn: _Drawn, page: Any, placed: list[tuple[str, _Box, float, float, _Face]]) -> int:
    """How many pictures of some size have no text on them, so that what they show is not read."""
    whole = page.get_width() * page.get_height()
    large = [box for box in drawn.pictures if (box[2] - box[0]) * (box[3] - box[1]) >= _LARGE * whole][:_MOST_PICTURES]
    return sum(not any(_over([box], one) for one in placed if one[0].strip()) for box in large)


def _drawn(raw: Any, page: Any) -> _Drawn:
    """The flat rules and the pictures of a page; those inside of a form count as far as it reaches."""
    found = _Drawn()
    edges = [ctypes.c_float() for _ in range(4)]
    refs = [ctypes.byref(edge) for edge in edges]
    blank = False
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if not raw.FPDFPageObj_GetBounds(thing, *refs):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if blank:
                found.after_blank.add(ctypes.addressof(thing.contents))
            blank = left == right and bottom == top
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(found, left, bottom, right, top)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE or (kind == raw.FPDF_PAGEOBJ_FORM and _has_picture(raw, thing)):
            found.pictures.append((left, bottom, right, top))
    return found


def _add_path(found: _Drawn, left: float, bottom: float, right: float, top: float) -> None:
    if right - left < 20:
        return
    if top - bottom < 3:
        found.rules.append(Rule(left, right, -(top + bottom) / 2))
    elif top - bottom < 400:  # a frame of a cell or a row: its upper and lower edge
        found.rules += [Rule(left, right, -top), Rule(left, right, -bottom)]


def _has_picture(raw: Any, form: Any) -> bool:
    count = min(raw.FPDFFormObj_CountObjects(form), 200)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(form, index)) for index in range(count))
    return any(kind == raw.FPDF_PAGEOBJ_IMAGE for kind in kinds)
