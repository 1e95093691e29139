"""A whole Word document in one order: the body with its footnotes, endnotes, headers and footers, comments.

What is not the running text is marked as what it is at the head of its line: `Footnote 2: …`, `Header: …`. Comments
stand last: they are what somebody remarked on the document, not what the document says. Each of their sentences
carries the mark; who wrote it stays out.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sources.formats.word_inserted import inserted
from sources.formats.word_numbers import Numbers, formatted
from sources.formats.word_package import Package, child, switched, value
from sources.formats.word_styles import Styles
from sources.formats.word_text import Block, Text
from sources.sentences import sentences


@dataclass(frozen=True, slots=True)
class Word:
    """A Word document as read: blocks in order, the last of them so many `comments`; for the parts behind the body,
    (number of the first block, what it is); the title in its properties; the words of its headers; how many of what
    were left out on purpose, and could not be read."""

    blocks: tuple[Block, ...]
    comments: int
    parts: tuple[tuple[int, str], ...]
    title: str | None
    header: str
    left_out: dict[str, int]
    not_read: dict[str, int]


def read_word(package: Package, main: str) -> Word:
    """Reads the document whose text is the part `main`. Raises DamagedPart, and RecursionError where it is nested too
    deep."""
    root = package.xml(main)
    styles = Styles(package.related(main, "styles"))
    text = Text(styles, Numbers(package.related(main, "numbering"), styles))
    settings = package.related(main, "settings")
    notes = _Notes(package, main, text, settings)
    text.noted = notes.read
    text.inserted = lambda mark: [
        Block(*block) for block in inserted(package, main, mark.get("r:id", ""), text.not_read)
    ]
    blocks = text.read(_body(root))
    headers, footers = _running(package, main, text, settings)
    parts: list[tuple[int, str]] = []
    comments = _comments(package, main, text)
    behind = ((notes.endnotes, "Endnotes"), (headers + footers, "Headers and footers"), (comments, "Comments"))
    for found, called in behind:
        if found:
            parts.append((len(blocks), called))
            blocks += found
    properties = package.related("", "core-properties")
    title = child(properties, "dc:title")
    return Word(
        tuple(blocks),
        len(comments),
        tuple(parts),
        (title.text or None) if title is not None else None,
        "\n".join(block.text.removeprefix(_HEADER) for block in headers),
        {what: number for what, number in text.left_out.items() if number},
        {what: number for what, number in text.not_read.items() if number},
    )


_HEADERS, _FOOTERS = "w:headerReference", "w:footerReference"
_HEADER, _FOOTER, _COMMENT = "Header: ", "Footer: ", "Comment: "


def _body(root: Element) -> Element:
    found = child(root, "w:body")
    return root if found is None else found


class _Notes:
    """The footnotes and endnotes of a document, read where their mark is met, once."""

    def __init__(self, package: Package, main: str, text: Text, settings: Element | None) -> None:
        self._package, self._main, self._text, self._settings = package, main, text, settings
        self._counts = {"footnote": 0, "endnote": 0}
        self._met: set[tuple[str, str]] = set()
        self.endnotes: list[Block] = []

    @functools.cache  # noqa: B019 - lives as long as the document is read
    def _all(self, kind: str) -> dict[str, Element]:
        root = self._package.related(self._main, f"{kind}s")
        return {one.get("id", ""): one for one in (root if root is not None else ())}

    def read(self, mark: Element) -> list[Block]:
        """The blocks of the footnote that a mark stands for; an endnote is kept for the end."""
        kind = "footnote" if mark.tag == "w:footnoteReference" else "endnote"
        key = kind, mark.get("id", "")
        note = self._all(kind).get(key[1])
        if note is None or key in self._met:
            return []
        self._met.add(key)
        label = kind.capitalize()
        if mark.get("customMarkFollows", "0") in ("0", "false", "off"):
            label += f" {self._number(kind)}"
        blocks = [Block(block.kind, f"{label}: {block.text}") for block in self._text.read(note)]
        if kind == "footnote":
            return blocks
        self.endnotes += blocks
        return []

    def _number(self, kind: str) -> str:
        self._counts[kind] += 1
        properties = child(self._settings, f"w:{kind}Pr")
        start = value(properties, "w:numStart")
        first = int(start) if start and start.isdecimal() and len(start) < 6 else 1
        form = value(properties, "w:numFmt") or ("decimal" if kind == "footnote" else "lowerRoman")
        return formatted(first + self._counts[kind] - 1, form)


def _running(package: Package, main: str, text: Text, settings: Element | None) -> tuple[list[Block], list[Block]]:
    """The headers and the footers that are shown on some page, each distinct one once."""
    found: tuple[list[Block], list[Block]] = ([], [])
    current: dict[
        tuple[str, str], str
    ] = {}  # by tag and type, the id of the part; a section goes on with those of the last
    read: set[str] = set()
    for section in tuple(text.sections):
        for one in section:
            if one.tag in (_HEADERS, _FOOTERS):
                current[one.tag, one.get("type", "default")] = one.get("r:id", "")
        shown = {
            "default": True,
            "first": switched(section, "w:titlePg"),
            "even": switched(settings, "w:evenAndOddHeaders"),
        }
        for (tag, kind), key in current.items():
            relation = package.relations(main).get(key)
            if not shown.get(kind) or relation is None or relation.target in read or not package.has(relation.target):
                continue
            read.add(relation.target)
            blocks = _marked(_FOOTER if tag == _FOOTERS else _HEADER, text.read(package.xml(relation.target)))
            found[tag == _FOOTERS].extend(block for block in blocks if block not in found[tag == _FOOTERS])
    return found


def _marked(mark: str, blocks: list[Block]) -> Iterator[Block]:
    """Blocks with a mark before them; those without a letter (the number of a page) are none."""
    for block in blocks:
        if any(char.isalpha() for char in block.text):
            yield Block("row" if block.kind == "row" else "paragraph", f"{mark}{block.text}")


def _comments(package: Package, main: str, text: Text) -> list[Block]:
    """The comments, a sentence a line."""
    met = list(dict.fromkeys(text.comments))
    root = package.related(main, "comments")
    comments = {one.get("id"): one for one in (root if root is not None else ())}
    text.left_out["comments that nothing in the text points to"] += len(comments.keys() - set(met))
    found: list[Block] = []
    for key in met:
        for block in text.read(comments[key]) if key in comments else ():
            line = " ".join(block.text.split())
            found += (Block("paragraph", f"{_COMMENT}{line[start:end]}") for start, end in sentences(line))
    return found
