"""HTML inside of Markdown: tags are no text. Blocks end where their tags say, rows of tables stay whole, hidden parts
go.

White space stands where a tag parted words; it belongs to nothing in the source. Code (between back ticks) is left as
it is typed.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sources.clean import Cleaned
from sources.document import Segment
from sources.formats.markdown_struck import after_code
from sources.formats.page import BLOCKS
from sources.formats.page_seen import NEVER, Seen
from sources.formats.page_tree import NO_TEXT, Node

_VALUES = r"(?:[^<>\"']{1,1000}+|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,100}+"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
_TOKEN = re.compile(
    r"(?P<fence>^[ ]{0,3}(?P<ticks>```|~~~)[^\n]*$)|(?P<code>`{1,3})|(?P<comment><!--)|"
    rf"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]{{0,30}})(?=[\s/>])(?P<attributes>{_VALUES})>|(?P<entity>{_ENTITY})",
    re.M,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
     "label", "mark", "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup",
     "svg", "time", "tt", "u", "var", "wbr", "button", "select", "option", "textarea", "input", "output", "path", "g", "use", "colgroup", "col",
     "text", "tspan")
)  # fmt: skip
_KNOWN = BLOCKS | _INLINE | NO_TEXT
_CELLS = frozenset({"td", "th", "tr"})
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "source", "col", "meta", "link", "base", "param"})
_ONE_LINE = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "caption", "figcaption", "summary"})
_TYPED = re.compile(
    r"</(?:p|div|span|a|li|td|tr|table|ul|ol|b|i|em|strong|h[1-6]|font|section|article|blockquote)>|<br ?/?>", re.I
)
_NO_SEEN = Seen(Node("", {}, None))


class Plain(NamedTuple):
    """A text without markup, where its characters stood, where its headings by tag begin in it, and the words of
    hidden parts."""

    cleaned: Cleaned
    headings: tuple[int, ...]
    unseen: dict[str, list[str]]


class _Cut(NamedTuple):
    """`start:end` of the source goes, and `put` stands there instead."""

    start: int
    end: int
    put: str = ""


def holds_markup(text: str) -> bool:
    """Whether a plain text was scraped with its tags: an end tag or a line break in HTML stands in it."""
    return _TYPED.search(text) is not None


def without_markup(text: str, start: int) -> Plain:
    """The text behind `start` (the end of front matter) as Markdown shows it, what stands before as it is."""
    tokens = list(_tokens(text, start))
    reader = _Reader(text, tokens)
    cleaned = _apply(text, reader.run())
    return Plain(cleaned, tuple(_places(cleaned, reader.headings)), reader.unseen)


def _tokens(text: str, at: int) -> Iterator[re.Match[str]]:
    """Tags and character references outside of code and comments."""
    commented = "-->" in text
    while token := _TOKEN.search(text, at):
        at = token.end()
        if token["ticks"] or token["code"]:
            at = after_code(text, token)
        elif token["comment"]:
            end_of_comment = text.find("-->", at) if commented else -1
            commented = end_of_comment >= 0
            at = end_of_comment + 3 if commented else at
        elif token["entity"] or "-" in token["tag"] or token["tag"].lower() in _KNOWN:
            yield token


def _closes(tokens: list[re.Match[str]]) -> dict[int, int]:
    """For each tag that is closed, the number of the tag that closes it."""
    open_tags: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    for number, token in enumerate(tokens):
        name = _name(token)
        if not name or name in _VOID or token["attributes"].endswith("/"):
            continue
        if not token["close"]:
            open_tags.setdefault(name, []).append(number)
        elif open_tags.get(name):
            found[open_tags[name].pop()] = number
    return found


class _Reader:
    """Goes through the tags of a text and says what is cut."""

    def __init__(self, text: str, tokens: list[re.Match[str]]) -> None:
        self._text, self._tokens, self._closes = text, tokens, _closes(tokens)
        self.headings: list[int] = []
        self.unseen: dict[str, list[str]] = {}
        self._row = self._line = -1  # offsets up to which a row, a paragraph reaches
        self._cells = 0  # of the row, so far
        self._line_start = 0

    def run(self) -> Iterator[_Cut]:
        at, number = self._tokens[0].start() if self._tokens else 0, 0
        while number < len(self._tokens):
            token = self._tokens[number]
            yield from self._folded(
                at, token.start(), _name(token) in _CELLS or _name(self._tokens[number - 1]) in _CELLS
            )
            at = token.end()
            if token["entity"]:
                yield _Cut(token.start(), at, html.unescape(token["entity"]))
            elif reason := self._why_unseen(token, number):
                number = self._closes[number]
                at = self._tokens[number].end()
                self._hide(reason, token.end(), self._tokens[number].start())
                yield _Cut(token.start(), at, "\n\n" if _name(token) in BLOCKS else "")
            else:
                yield _Cut(token.start(), at, self._space(token, number))
            number += 1

    def _folded(self, start: int, end: int, at_border: bool) -> Iterator[_Cut]:
        """Line breaks inside of a paragraph or a row are blanks; between two cells they are nothing."""
        in_row = start < self._row
        if in_row and at_border and not self._text[start:end].strip():
            yield _Cut(start, end)
        elif in_row or start < self._line:
            for found in re.finditer(r"\n\s*" if in_row else r"(?<!\n)\n[ \t]*(?=\S)", self._text[start:end]):
                yield _Cut(start + found.start(), start + found.end(), " ")

    def _why_unseen(self, token: re.Match[str], number: int) -> str | None:
        if token["close"] or number not in self._closes:
            return None
        attributes = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(token["attributes"])}
        return _NO_SEEN.why_not(Node(_name(token), attributes, None))

    def _hide(self, reason: str, start: int, end: int) -> None:
        words = " ".join(re.sub(r"<[^<>]{0,3000}>", " ", self._text[start:end]).split())
        if words and reason != NEVER:
            self.unseen.setdefault(reason, []).append(words)

    def _space(self, token: re.Match[str], number: int) -> str:
        """The white space that a tag stands for."""
        name, closing = _name(token), bool(token["close"])
        end = self._tokens[self._closes[number]].start() if number in self._closes else -1
        if token.start() < self._row:
            self._cells += name in ("td", "th") and not closing
            if name in _CELLS:
                return "\t" if self._cells > 1 and name != "tr" and not closing else ""
            return " " if name in BLOCKS or name == "br" else ""
        if name == "tr" and not closing:
            self._row, self._cells = end, 0
        if name == "br":
            return " " if self._in_piped_row(token.start()) else "\n"
        if name in _ONE_LINE and not closing:
            self._line = max(self._line, end)
            if re.fullmatch(r"h[1-6]", name):
                self.headings.append(token.end())
        if name == "sup" and not closing and re.match(r"[\s\d,*†‡§]{1,8}<", self._text[token.end() : token.end() + 9]):
            return " "
        return "\n\n" if name in BLOCKS else ""

    def _in_piped_row(self, at: int) -> bool:
        """Whether the line is a row of a table in Markdown, which a line break would cut in two."""
        self._line_start = max(self._text.rfind("\n", self._line_start, at) + 1, self._line_start)
        return self._text[self._line_start : self._line_start + 40].lstrip().startswith("|")


def _name(token: re.Match[str]) -> str:
    return (token["tag"] or "").lower()


def _places(cleaned: Cleaned, offsets: list[int]) -> Iterator[int]:
    """Where what follows offsets of the source begins in the text."""
    for offset in offsets:
        at = bisect_right(cleaned.segments, offset, key=lambda segment: segment.source_start + segment.length)
        if at < len(cleaned.segments):
            segment = cleaned.segments[at]
            yield segment.text_start + max(0, offset - segment.source_start)


def _apply(text: str, cuts: Iterator[_Cut]) -> Cleaned:
    pieces: list[str] = []
    segments: list[Segment] = []
    at = length = 0

    def keep(end: int) -> None:
        nonlocal length
        if end > at:
            pieces.append(text[at:end])
            segments.append(Segment(length, at, end - at))
            length += end - at

    for cut in cuts:
        keep(cut.start)
        pieces.append(cut.put)
        length += len(cut.put)
        at = cut.end
    keep(len(text))
    return Cleaned("".join(pieces), tuple(segments))
