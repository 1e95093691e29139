"""Sections of the Code of Federal Regulations as paragraphs that can be cited by their marks: § 744.11(b)(1).

Levels of marks, as the Federal Register's drafting handbook orders them: (a), (1), (i), (A), then (1) and (i) in italics.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from sources.formats.markup import inline
from sources.formats.sheet import Sheet

_LEAVES = frozenset(
    (
        "HEAD",
        "P",
        "PSPACE",
        "FP",
        "FP-1",
        "FP-2",
        "FP1-2",
        "HD1",
        "HD2",
        "HD3",
        "LI",
        "CITA",
        "HED",
        "TR",
        "HD",
        "PARAUTH",
        "SECAUTH",
    )
)
_MARK = re.compile(r"\(([a-z]{1,4}|\d{1,3}|[A-Z]{1,2})\)")
_RUN = re.compile(r"\s*((?:\((?:[a-z]{1,4}|\d{1,3}|[A-Z]{1,2})\)\s*)+)")
_INNER = re.compile(r"(?<=[—.])\s?((?:\((?:[a-z]{1,4}|\d{1,3}|[A-Z]{1,2})\))+)\s(?=[A-Z“‘'])")
_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
)


class Marks:
    """Follows paragraph marks through a section and says where each paragraph stands in the hierarchy."""

    def __init__(self) -> None:
        self._path: list[str] = []

    def step(self, mark: str, italic: bool = False) -> str:
        """Take the next mark and return the path to it: `(b)(1)`."""
        if not self._path:  # supplements often begin with (1): the levels above stay empty
            self._path = [""] * next(
                (level for level in range(4) if _fits(mark, level) and _follows(None, mark, level)), 0
            )
        self._path = [*self._path[: self._level(mark, italic)], mark]
        return "".join(f"({m})" for m in self._path if m)

    def opens(self, mark: str) -> bool:
        """Whether the mark would be the first of the level below the present one."""
        level = len(self._path)
        return level < 6 and _fits(mark, level) and _follows(None, mark, level)

    def _level(self, mark: str, italic: bool) -> int:
        """The level whose next mark this is; failing that, the deepest one where marks of its kind may begin."""
        kinds = [level for level in ((4, 5) if italic else (0, 1, 2, 3)) if _fits(mark, level)] or [0]
        depth = len(self._path)
        for level in reversed(kinds):
            if level < depth and _follows(self._path[level], mark, level):
                return level
        starts = [level for level in kinds if level <= depth and _follows(None, mark, level)]
        within = starts or [level for level in kinds if level <= depth]
        return within[-1] if within else depth


def _fits(mark: str, level: int) -> bool:
    if level in (1, 4):
        return mark.isdigit()
    if level == 3:
        return mark.isupper()
    if level in (2, 5):
        return mark in _ROMAN
    return mark.islower() and len(set(mark)) == 1


def _follows(before: str | None, mark: str, level: int) -> bool:
    """Whether a mark is the next one after `before` on its level (the first one, if there is none before)."""
    if before and not _fits(before, level):
        return False
    if level in (1, 4):
        return int(mark) == (int(before) if before else 0) + 1
    if level in (2, 5):
        return _ROMAN.index(mark) == (_ROMAN.index(before) if before in _ROMAN else -1) + 1
    first = "A" if level == 3 else "a"
    return mark == (chr(ord(before) + 1) if before and len(before) == 1 else first)


def write_prose(elements: Iterable[Element], sheet: Sheet, cite: str) -> list[tuple[int, str]]:
    """Write the blocks of a section to the sheet, an empty line between them; returns (offset, heading) wherever one
    begins: each marked paragraph, notes, footnotes. `cite` is what marks are added to (`§ 744.11`)."""
    headings: list[tuple[int, str]] = []
    marks = Marks()
    for block in (b for element in elements for b in blocks(element)):
        text, notes = inline(block, marks=False)
        if not text:
            continue
        start = sheet.add(text, "\n\n").start
        run = _RUN.match(text)
        if block.tag == "HED":
            headings.append((start, f"{cite}, {text.rstrip(':')}"))
        elif block.tag == "CITA":
            headings.append((start, f"{cite}, history"))
        elif notes and notes[0][0] == 0:
            headings.append((start, f"{cite}, footnote {text[: notes[0][1]]}"))
        elif run and block.tag not in {"HEAD", "LI"}:
            italic = _italic_marks(block)
            for mark in _MARK.findall(run.group(1)):
                path = marks.step(mark, mark in italic)
            headings.append((start, cite + path))
            headings += [(start + at, cite + inner) for at, inner in _inner(text, run.end(), marks)]
        elif block.tag == "HEAD" or not headings:
            headings.append((start, cite))
    return headings


def _inner(text: str, at: int, marks: Marks) -> Iterator[tuple[int, str]]:
    """Marks behind the title of a paragraph: `(c) License review policy—(1) General review policy.`"""
    for found in _INNER.finditer(text, at):
        each = _MARK.findall(found.group(1))
        if marks.opens(each[0]):
            for mark in each:
                path = marks.step(mark)
            yield found.start(1), path


def _italic_marks(block: Element) -> set[str]:
    """The marks in italics, `(<I>1</I>)`: the fifth and sixth level are told from the second and third by them."""
    found = set()
    before = block.text or ""
    for child in block:
        if child.tag in {"I", "E"} and before.endswith("(") and (child.tail or "").startswith(")"):
            found.add((child.text or "").strip())
        before = child.tail or ""
    return found


def blocks(element: Element) -> Iterator[Element]:
    """The element itself if it is a paragraph, otherwise the paragraphs in it, tables row by row."""
    if element.tag in _LEAVES:
        yield element
        return
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"DIV8", "DIV9"}:
            yield from blocks(child)
