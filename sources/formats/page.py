"""The visible text of a web page, block by block, in the order in which it stands, each word once.

Which of the blocks are the document and which are furniture of the page, `page_choice` decides.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sources.formats.page_furniture import Furniture, in_main
from sources.formats.page_seen import NEVER, Seen, is_hidden
from sources.formats.page_table import Part, Place, captions, is_layout, rows
from sources.formats.page_tree import Node

BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search",
     "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "td", "th", "ul", "xmp", "plaintext")
)  # fmt: skip
_AS_TYPED = frozenset({"pre", "listing", "xmp", "plaintext"})
_NOTE = re.compile(r"[\s,\d*†‡§]{1,8}")
_BORDER = "\ue000"  # a private character: it stands at the borders of elements of the page's own making
_EMBEDDED = {
    "iframe": "embedded pages", "frame": "embedded pages", "object": "embedded files", "embed": "embedded files",
    "applet": "embedded files", "video": "films", "audio": "recordings", "canvas": "drawings",
}  # fmt: skip
_ICON = 64  # pixels
_LINKED = 0.8  # share of a block's characters from which on it is but links

Event = tuple[Literal["open", "close", "text", "whole"], Node | str]


@dataclass(slots=True)
class PageBlock:
    """One block of visible text: the tag it stands in (`p`, `h2`, `tr`; `group` is a row that heads the rows below),
    white space folded, cells of a row parted by tabs. `furniture` names navigation, share bars, banners and the like;
    `main` tells what stands in the main part of the page, `linked` what is nothing but links. `heading` is what a
    row's cells from above say, `table` the number of its table (from 1 on), `columns` which cell of that table stands
    in each column."""

    tag: str
    text: str
    furniture: str = ""
    main: bool = True
    linked: bool = False
    heading: str | None = None
    table: int = 0
    columns: tuple[Place | None, ...] = ()


@dataclass(slots=True)
class Page:
    """What is seen on a page; `unseen` holds the words that are not, by the reason, and `not_read` counts what is shown
    and is no text of the page."""

    blocks: list[PageBlock] = field(default_factory=list)
    unseen: dict[str, list[str]] = field(default_factory=dict)
    not_read: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that is open: its tag, what furniture it belongs to, and whether it is in the main part."""

    tag: str
    furniture: str
    main: bool


def visible(tree: Node) -> Page:
    """The blocks of a page; what is not shown is only counted."""
    return _Reader(tree).read()


class _Reader:
    def __init__(self, tree: Node) -> None:
        self._tree = tree
        self._seen = Seen(tree)
        self._furniture = Furniture(tree)
        self._in_main = in_main(tree)
        self._page = Page()
        self._parts: list[str] = []
        self._open = [_Open("body", "", not self._in_main)]
        self._links = self._linked = self._size = self._tables = 0

    def read(self) -> Page:
        for kind, what in self._events(self._tree, self._is_whole):
            if isinstance(what, str):
                self._text(what)
            elif kind == "whole":
                self._whole(what)
            elif what.tag == "br":
                self._parts += ["\x00"] if kind == "open" else []
            elif what.tag in BLOCKS:
                self._border(kind, what)
            elif what.tag == "a" and "href" in what.attrib:
                self._links += 1 if kind == "open" else -1
            elif what.tag == "sup" and kind == "open" and _is_note(what, self._parts):
                self._parts.append(" ")
            elif "-" in what.tag:
                self._parts.append(_BORDER)
            elif what.tag == "img" and kind == "open":
                self._page.not_read["pictures"] += _is_picture(what) and not self._open[-1].furniture
        self._flush()
        return self._page

    def _events(self, top: Node, whole: Callable[[Node], bool]) -> Iterator[Event]:
        """What is seen below an element, in order, without recursion (pages may be nested deep)."""
        stack: list[tuple[bool, Node | str]] = [(False, child) for child in reversed(top.children)]
        while stack:
            done, what = stack.pop()
            if isinstance(what, str):
                yield "text", what
            elif done:
                yield "close", what
            elif not self._is_seen(what):
                continue
            elif whole(what):
                yield "whole", what
            else:
                yield "open", what
                stack.append((True, what))
                stack += [(False, child) for child in reversed(what.children)]

    def _is_seen(self, node: Node) -> bool:
        reason = self._seen.why_not(node)
        if node.tag in _EMBEDDED and not self._open[-1].furniture and not is_hidden(node.attrib):
            self._page.not_read[_EMBEDDED[node.tag]] += 1
        if reason and reason != NEVER and (words := " ".join(node.text().split())):
            self._page.unseen.setdefault(reason, []).append(words)
        return reason is None

    @staticmethod
    def _is_whole(node: Node) -> bool:
        return node.tag == "svg" or (node.tag == "table" and not is_layout(node))

    def _text(self, words: str) -> None:
        length = sum(map(len, words.split()))
        self._size += length
        self._linked += length if self._links else 0
        self._parts.append(words if self._open[-1].tag in _AS_TYPED else re.sub(r"\s+", " ", words))

    def _border(self, kind: str, node: Node) -> None:
        """Where a block begins or ends, what was gathered before is a block."""
        self._flush()
        if kind == "close":
            self._open.pop()
            return
        above = self._open[-1]
        furniture = above.furniture or self._furniture.name(node)
        self._open.append(_Open(node.tag, furniture, above.main or node in self._in_main))

    def _flush(self) -> None:
        here = self._open[-1]
        raw = _parted("".join(self._parts))
        if here.tag in _AS_TYPED:
            pieces = [raw.replace("\x00", "\n").strip("\n")]
        else:
            lines = [" ".join(line.split()) for line in raw.split("\x00")]
            pieces = [piece.strip("\n") for piece in re.split(r"\n{2,}", "\n".join(lines))]
        linked = self._size > 0 and self._linked >= _LINKED * self._size
        self._page.blocks += [
            PageBlock(here.tag, piece, here.furniture, here.main, linked) for piece in pieces if piece.strip()
        ]
        self._parts.clear()
        self._size = self._linked = 0

    def _whole(self, node: Node) -> None:
        """A drawing with words in it, or a table that holds data."""
        self._flush()
        here = self._open[-1]
        if node.tag == "svg":
            drawn = self._events(node, lambda below: below.tag in ("text", "foreignobject"))
            texts = [self._line(text) for kind, text in drawn if kind == "whole"]
            self._page.blocks += [PageBlock("text", text, here.furniture, here.main) for text in texts if text]
            return
        furniture = here.furniture or self._furniture.name(node)
        for caption in captions(node):
            if self._is_seen(caption) and (text := self._line(caption)):
                self._page.blocks.append(PageBlock("caption", text, furniture, here.main))
        self._tables += 1
        for row in rows(node, self._line, self._is_seen):
            tag = "group" if row.group else "tr"
            text = "\t".join(row.cells)
            block = PageBlock(tag, text, furniture, here.main, False, row.heading, self._tables, row.columns)
            self._page.blocks.append(block)

    def _line(self, part: Part) -> str:
        """What is seen of a cell in one line, with a blank where a block in it ends."""
        if isinstance(part, str):
            return " ".join(part.split())
        found: list[str] = []
        for kind, what in self._events(part, lambda _: False):
            if isinstance(what, str):
                found.append(what)
            elif (
                what.tag in BLOCKS
                or what.tag == "br"
                or (what.tag == "sup" and kind == "open" and _is_note(what, found))
            ):
                found.append(" ")
            elif "-" in what.tag:
                found.append(_BORDER)
        return " ".join(_parted("".join(found)).split())


def _parted(words: str) -> str:
    """Words with a blank where the border of an element of the page's own making parts two of them."""
    return (
        re.sub(f"(?<=[^\\s{_BORDER}]){_BORDER}++(?=\\w)", " ", words).replace(_BORDER, "")
        if _BORDER in words
        else words
    )


def _is_picture(node: Node) -> bool:
    """Whether a picture may hold words: not one that is only for looks or measures a few points."""
    sizes = [
        int(size) for name in ("width", "height") if (size := (node.get(name) or "").removesuffix("px")).isdecimal()
    ]
    return node.get("alt") != "" and (node.get("role") or "") != "presentation" and min(sizes, default=_ICON) >= _ICON


def _is_note(node: Node, before: list[str]) -> bool:
    """Whether a raised number touches what stands before it: the mark of a footnote is no part of a word."""
    last = before[-1][-1:] if before else ""
    return bool(last.strip()) and _NOTE.fullmatch(node.text()) is not None
