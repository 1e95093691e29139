"""Parts of a line of a Word document that are more than letters: fields, signs of symbol fonts, ruby, formulas, and
what is written in several forms for programs of several ages."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from sources.formats.word_package import child, inside, switched, value
from sources.formats.word_symbols import symbol

if TYPE_CHECKING:
    from sources.formats.word_text import Text

SHOWN = frozenset({"w:t", "w:sym", "m:t", "a:t", "v:textpath"})
"""The elements that hold what is seen."""

_JOINTS = {"m:den": "/", "m:sup": "^", "m:sub": "_"}
_FOLDED = re.compile(r"[\t\r\n]")
_RAISED, _LOWERED = (
    "\ue000",
    "\ue001",
)  # private characters: they stand around raised numbers while a line is put together
_NUMBERS = re.compile(r"(?=\D*+\d)[\d,\s–-]+")
_OF_A_FONT = re.compile("[\uf000-\uf0ff]")


@dataclass(slots=True)
class Field:
    """A field that is open. Between its begin and its separator stands what computes it, which nobody sees; after
    that, its result (17.16.18)."""

    in_result: bool = False


def are_closed(story: Element) -> bool:
    """Whether every field that is begun in a story ends in it. In a damaged one where it does not, nothing tells a
    result from an instruction, and all text is read."""
    open_fields = 0
    for one in inside(story, frozenset({"w:del", "w:moveFrom", "w:txbxContent"})):
        if one.tag == "w:fldChar":
            open_fields += {"begin": 1, "end": -1}.get(one.get("fldCharType", ""), 0)
            if open_fields < 0:
                return False
    return open_fields == 0


def field_mark(text: "Text", element: Element) -> None:
    """Opens a field, goes over to its result, or closes it."""
    fields, kind = text.story.fields, element.get("fldCharType")
    if kind == "begin":
        _form(text, child(element, "w:ffData"))
        fields.append(Field())
    elif kind == "separate" and fields:
        fields[-1].in_result = True
    elif kind == "end" and fields:
        fields.pop()


def _form(text: "Text", data: Element | None) -> None:
    """The fields of forms that show something without having a result: a box to tick, a choice from a list."""
    box, choice = child(data, "w:checkBox"), child(data, "w:ddList")
    if box is not None:
        ticked = switched(box, "w:checked")
        text.say("☒" if (switched(box, "w:default") if ticked is None else ticked) else "☐")
    if choice is not None:
        entries = [one.get("val", "") for one in choice if one.tag == "w:listEntry"]
        said = value(choice, "w:result") or value(choice, "w:default") or "0"
        if said.isdecimal() and len(said) < 6 and int(said) < len(entries):
            text.say(entries[int(said)])


def characters(text: "Text", element: Element) -> None:
    """The letters of a run. A line break of the XML is a blank; a hyphen that only says where a word may be parted
    goes."""
    words = _FOLDED.sub(" ", element.text or "").replace("\u00ad", "")
    if _OF_A_FONT.search(words):
        fonts = child(text.look, "w:rFonts")
        font = fonts.get("ascii", "") if fonts is not None else ""
        words = _OF_A_FONT.sub(lambda m: _sign(text, font, ord(m[0])), words)
    if _NUMBERS.fullmatch(words) and value(text.look, "w:vertAlign") == "superscript":
        words = f"{_RAISED}{words}{_LOWERED}"
    text.say(words)


def lowered(line: str) -> str:
    """A line without the marks around raised numbers: one that would touch a word is set off by a blank, for it is
    the mark of a note (as in XML of the Federal Register)."""
    if _RAISED not in line:
        return line
    line = line.replace(f"{_LOWERED}{_RAISED}", "")
    line = re.sub(rf"(?<=\w){_RAISED}|{_LOWERED}(?=\w)", " ", line)
    return line.replace(_RAISED, "").replace(_LOWERED, "")


def sign(text: "Text", element: Element) -> None:
    """A character named by its font and its place there."""
    code = element.get("char", "")
    text.say(_sign(text, element.get("font", ""), int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0))


def _sign(text: "Text", font: str, code: int) -> str:
    found = symbol(font, code)
    if found is None:
        text.not_read["symbols"] += text.visible
    return found or ""


def alternatives(text: "Text", element: Element) -> None:
    """The same thing for newer and for older programs: the first form with text in it is read, the others are not."""
    if (form := chosen(element)) is not None:
        for one in form:
            text.element(one)


def chosen(element: Element) -> Element | None:
    """The form of `mc:AlternateContent` that is read; None if there is none."""
    forms = [one for one in element if one.tag in ("mc:Choice", "mc:Fallback")]
    with_text = (one for one in forms if any(below.tag in SHOWN for below in one.iter()))
    return next(with_text, forms[0]) if forms else None


def ruby(text: "Text", element: Element) -> None:
    """A word with its reading above it: the reading stands behind it in brackets, as browsers without ruby show it."""
    for name, before, after in (("w:rubyBase", "", ""), ("w:rt", "(", ")")):
        if (part := child(element, name)) is not None:
            text.say(before)
            text.element(part)
            text.say(after)


def joined(text: "Text", element: Element) -> None:
    """A part of a formula that stands above or below another is told apart from it, or 10 to the 6th would read 106."""
    if any(one.tag == "m:t" and one.text for one in element.iter()):
        text.say(_JOINTS[element.tag])
        for one in element:
            text.element(one)


def brackets(text: "Text", element: Element) -> None:
    """A part of a formula in brackets, which are round where nothing else is said."""
    opening, closing = (value(element, "m:dPr", name) for name in ("m:begChr", "m:endChr"))
    text.say("(" if opening is None else opening)
    for one in element:
        text.element(one)
    text.say(")" if closing is None else closing)


def radical(text: "Text", element: Element) -> None:
    """A root, whose sign is no letter of the file."""
    text.say("√(")
    for one in element:
        text.element(one)
    text.say(")")


def operator(text: "Text", element: Element) -> None:
    """A sum, a product or an integral, whose sign is an attribute."""
    said = value(element, "m:naryPr", "m:chr")
    text.say("∫" if said is None else said)
    for one in element:
        text.element(one)


def matrix_row(text: "Text", element: Element) -> None:
    """A row of a matrix, its cells parted by blanks."""
    for one in element:
        text.element(one)
        text.say(" ")
