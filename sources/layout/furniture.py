"""What a publisher prints around the text of every page: running heads, page numbers, the marks of the printing office.

A line at the edge of a page is a running head if it stands there on most pages, whatever its numbers. The head of
the Federal Register is known by its form, on a single page too, and says the day of publication and the part of the
issue.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sources.dates import parse_date
from sources.layout.page import Line, Page, Word, rows

_EDGE_ROWS = 3
_EDGE_WORDS = 120
_DAY = r"[A-Z][a-z]+day, (?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})"
_VOLUME = r"Federal Register ?/ ?Vol\. ?\d+, No\. ?\d+"
_PART = r"(?: ?/ ?(?P<part>[A-Z][A-Za-z ]+?))?"
_REGISTER = re.compile(rf"(?:\d{{1,6}} )?{_VOLUME} ?/ ?{_DAY}{_PART}(?: \d{{1,6}})?")
_STACKED = (re.compile(r"Federal Register"), re.compile(r"Vol\. \d+, No\. \d+"), re.compile(_DAY))
_PRINTER = re.compile(r"\bJkt \d+ PO \d+ Frm \d+|\bon DSK\w+ ?PROD with\b")
_NUMBER = re.compile(r"(?:page )?[-–—]? ?(?:\d{1,5}|[ivxlc]{1,6}|[A-Z]-\d{1,3}) ?[-–—]?(?: ?(?:of|/) ?\d{1,5})?", re.I)
_AT_END = re.compile(r"^(\d{1,5})\s|\s(\d{1,5})$")
_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")


class Register(NamedTuple):
    """What a head of the Federal Register says: the day, and the part of the issue ("Rules and Regulations")."""

    day: datetime.date | None
    part: str | None


class Edge(NamedTuple):
    """A line at the edge of a page, its numbers masked; `gap` is the white between it and the text, in sizes of its
    type."""

    masked: str
    text: str
    size: int
    gap: float


def edges(page: Page) -> list[Edge]:
    """The lines at the upper and at the lower edge of a page."""
    return [edge for edge, _ in _edges(page)]


def _edges(page: Page) -> list[tuple[Edge, list[Word]]]:
    by_base = sorted(page.words, key=lambda word: word.base)
    top, bottom = rows(by_base[:_EDGE_WORDS]), rows(by_base[-_EDGE_WORDS:])[::-1]
    found = []
    for lines in (top, bottom):
        for number, line in enumerate(lines[:_EDGE_ROWS]):
            after = lines[number + 1].base if number + 1 < len(lines) else line.base
            text = line.text
            masked = re.sub(r"\d+", "#", text.lower())
            found.append((Edge(masked, text, round(line.size), abs(after - line.base) / line.size), line.words))
    return found


def running(pages: Sequence[Sequence[Edge]]) -> frozenset[tuple[str, int]]:
    """The lines that are running heads, from the edges of all pages: at least three, and most pages, or four of a
    chapter, or such as bear the number of the page on left or on right pages."""
    filled = sum(1 for page in pages if page)
    counts = Counter(key for page in pages for key in {(edge.masked, edge.size) for edge in page})
    often = {
        key
        for key, count in counts.items()
        if (filled >= 3 and count >= 0.6 * filled) or (count >= 4 and not _SENTENCE_END.search(key[0]))
    }
    return frozenset(often | _on_one_side(pages))


def _on_one_side(pages: Sequence[Sequence[Edge]]) -> set[tuple[str, int]]:
    """The lines that stand on several left or several right pages only and begin or end with the number of the page."""
    places: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for place, page in enumerate(pages, 1):
        for edge in page:
            if number := _AT_END.search(edge.text.strip()):
                found = places.setdefault((edge.masked, edge.size), [])
                found.append((place, int(number[1] or number[2]) - place))
    return {
        key
        for key, found in places.items()
        if len({place for place, _ in found}) >= 2
        and len({place % 2 for place, _ in found}) == 1
        and len({difference for _, difference in found}) == 1
    }


def numbered(pages: Sequence[Sequence[Edge]]) -> frozenset[int]:
    """The differences between the number that a page bears and its place, where at least two pages share it."""
    counts: Counter[int] = Counter()
    for place, page in enumerate(pages, 1):
        counts.update({int(edge.text.strip()) - place for edge in page if re.fullmatch(r"\d{1,5}", edge.text.strip())})
    return frozenset(difference for difference, count in counts.items() if count >= 2)


def without_furniture(
    page: Page, place: int, heads: frozenset[tuple[str, int]], numbers: frozenset[int]
) -> tuple[Page, Register | None]:
    """A page without what is printed around its text, and what its head says where it is one of the Federal
    Register."""
    register, gone = _register(page)
    for edge, words in _edges(page):
        text = edge.text.strip()
        own = bool(_NUMBER.fullmatch(text)) and (edge.gap > 1.6 or not text.isdigit() or int(text) - place in numbers)
        if (edge.masked, edge.size) in heads or own or _PRINTER.search(text):
            gone.update(words)
    turned = [words for words in page.turned if not _PRINTER.search(" ".join(word.text for word in words))]
    kept = [word for word in page.words if word not in gone]
    if not kept and not turned and not any(_PRINTER.search(edge.text) for edge in edges(page)) and register is None:
        return page, None  # a page of one line
    return replace(page, words=kept, turned=turned), register


def _register(page: Page) -> tuple[Register | None, set[Word]]:
    """What the head of the Federal Register says, and its words: in one line, or one below the other on a first
    page."""
    top = sorted(page.words, key=lambda word: word.base)[:_EDGE_WORDS]
    stacked: list[list[Word]] = []
    for line in rows(top)[:10]:
        for words in _pieces(line):
            text = " ".join(word.text for word in words)
            if found := _REGISTER.fullmatch(text):
                return Register(parse_date(found["day"]), found["part"]), set(line.words)
            if _STACKED[len(stacked)].fullmatch(text):
                stacked.append(words)
            if len(stacked) == len(_STACKED):
                day = _STACKED[2].fullmatch(text)
                return Register(parse_date(day["day"]) if day else None, None), {w for part in stacked for w in part}
    return None, set()


def _pieces(line: Line) -> Iterable[list[Word]]:
    """The whole line first, then the parts that wide gaps make of it."""
    yield line.words
    piece: list[Word] = []
    for word in line.words:
        if piece and word.x0 - piece[-1].x1 > 1.5 * line.size:
            yield piece
            piece = []
        piece.append(word)
    if len(piece) < len(line.words):
        yield piece
