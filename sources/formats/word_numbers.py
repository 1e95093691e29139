"""The numbers of lists, which Word draws and never writes down: they are counted as Word counts (ISO/IEC 29500-1, 17.9)."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from sources.formats.word_package import child, switched, value
from sources.formats.word_styles import Styles

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 10_000  # a list that counts on from there is damaged; letters and Roman numerals would grow without end


def roman(number: int) -> str:
    """A number of 1 or more in lower-case Roman numerals."""
    shown = ""
    for size, letters in _ROMAN:
        shown += letters * (number // size)
        number %= size
    return shown


def letters(number: int) -> str:
    """a, b, …, z, aa, bb, …: after z, Word doubles the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def _ordinal(number: int) -> str:
    return f"{number}{'th' if number % 100 in (11, 12, 13) else _ORDINALS.get(number % 10, 'th')}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
}


def formatted(number: int, form: str | None) -> str:
    """A number in one of Word's number formats; in digits where the format is of another script or counts from 1."""
    written = _FORMATS.get(form or "decimal", str)
    return written(number) if 0 < number <= _MOST else str(number)


class Numbers:
    """Counts the lists of one document; `root` is the part `numbering.xml`, or None."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        parts = list(root) if root is not None else []
        self._styles = styles
        self._lists = {one.get("numId"): one for one in parts if one.tag == "w:num"}
        self._shapes = {one.get("abstractNumId"): one for one in parts if one.tag == "w:abstractNum"}
        self._linked = {value(one, "w:styleLink"): one for one in parts if one.tag == "w:abstractNum"}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, properties: Element | None) -> str:
        """The number that Word draws before a paragraph with these properties ("(a) ", "2.1 ", "• "), "" for none. The
        paragraph is counted: to be called once for each, in order."""
        number, said, style = self._styles.numbering(properties)
        one = self._lists.get(number) if number is not None else None
        shape = self._shape(one)
        if number is None or one is None or shape is None:
            return ""
        level = self._level(shape, said, style)
        self._count(number, one, shape, level)
        drawn = self._definition(one, shape, level)
        form = value(drawn, "w:numFmt")
        if form == "bullet":
            return "• "
        text = self._text(one, shape, level, drawn)
        return text + ("" if value(drawn, "w:suff") == "nothing" or not text else " ")

    def _shape(self, one: Element | None) -> Element | None:
        shape = self._shapes.get(value(one, "w:abstractNumId"))
        link = value(shape, "w:numStyleLink")
        return self._linked.get(link, shape) if link else shape

    def _level(self, shape: Element, said: str | None, style: str | None) -> int:
        if said is None and style is not None:  # the list says which of its levels the style is
            said = next((one.get("ilvl") for one in shape if value(one, "w:pStyle") == style), None)
        return min(int(said), _LEVELS - 1) if said and said.isdecimal() else 0

    def _definition(self, one: Element, shape: Element, level: int) -> Element | None:
        own = child(_override(one, level), "w:lvl")
        return own if own is not None else _of_level(shape, "w:lvl", level)

    def _start(self, one: Element, shape: Element, level: int) -> int:
        said = value(_override(one, level), "w:startOverride")
        return _whole(said or value(self._definition(one, shape, level), "w:start"), 1)

    def _count(self, number: str, one: Element, shape: Element, level: int) -> None:
        """Lists of the same shape count on from each other, unless one of them says where it starts."""
        counts = self._counts.setdefault(shape.get("abstractNumId") or "", [None] * _LEVELS)
        fresh = (number, level) not in self._started and child(_override(one, level), "w:startOverride") is not None
        self._started.add((number, level))
        last = counts[level]
        counts[level] = self._start(one, shape, level) if last is None or fresh else last + 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._start(one, shape, above)
        for below in range(level + 1, _LEVELS):
            restart = value(self._definition(one, shape, below), "w:lvlRestart")
            if restart is None or _whole(restart, 0) > level:
                counts[below] = None

    def _text(self, one: Element, shape: Element, level: int, drawn: Element | None) -> str:
        counts = self._counts[shape.get("abstractNumId") or ""]
        legal = bool(switched(drawn, "w:isLgl"))

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            form = value(self._definition(one, shape, at), "w:numFmt")
            return formatted(counts[at] or 0, "decimal" if legal else form)

        return re.sub(r"%([1-9])", shown, value(drawn, "w:lvlText") or "").strip()


def _override(one: Element, level: int) -> Element | None:
    return _of_level(one, "w:lvlOverride", level)


def _of_level(parent: Element, tag: str, level: int) -> Element | None:
    return next((part for part in parent if part.tag == tag and part.get("ilvl") == str(level)), None)


def _whole(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 7 else otherwise
