"""Web pages (`.html`, `.htm`): what is seen of them without the furniture around, in the page's own words."""

import dataclasses
import re
from pathlib import Path

from sources.clean import STEPS, clean, destination
from sources.errors import UnreadableFile
from sources.formats.page import Page, PageBlock, visible
from sources.formats.page_bytes import read_tree
from sources.formats.page_choice import choose
from sources.formats.page_grid import Grids
from sources.formats.page_metadata import page_metadata
from sources.formats.page_notes import Outline, between, left_out, without_credits
from sources.formats.page_tree import Node
from sources.formats.parsed import Given, Parsed
from sources.formats.presidential import is_presidential, sections
from sources.formats.sheet import Sheet
from sources.formats.text import document
from sources.front_matter import DocumentMetadata

_SUFFIXES = (".html", ".htm", ".xhtml")
_START = re.compile(
    rb"\s*+(?:\xef\xbb\xbf\s*+)?(?:<\?xml[^>]*\?>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)
_ERROR_PAGE = re.compile(
    r"(?:error )?(?:40[0-9]|410|429|50[0-4])\b|.{0,30}(?:page not found|not found$|access denied|forbidden|just a moment|attention required|are you a (?:robot|human)|"
    r"service unavailable|bad gateway|request rejected|security check|captcha)",
    re.I,
)
_STEPS = tuple(name for name in STEPS if name not in ("front matter", "comments"))


def sniff(name: str, head: bytes) -> bool:
    """A page is known by its first tag, whatever the file is called."""
    return bool(_START.match(head)) or name.lower().endswith(_SUFFIXES)


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """One document: what is seen of the page without its furniture, its headings, and what meta tags and JSON-LD
    state.

    What was left out is counted and named in the warnings. Raises UnreadableFile for a page without text, for an
    error page, for one nested without end, and for a page under another format's name.
    """
    suffix = path.suffix.lower()
    if suffix not in (*_SUFFIXES, ".txt", ".md", ".markdown", ".xml", ""):
        raise UnreadableFile(f"{name}, line 1: not {suffix[1:].upper()} but an HTML page; download the file again")
    data = path.read_bytes()
    return from_tree(read_tree(data, name), data, name, given)


def from_tree(tree: Node, data: bytes, name: str, given: Given) -> list[Parsed]:
    """The document of a page whose tree is read (or what another reader leaves of it), of a file with these bytes. Raises
    UnreadableFile for a page without text and for an error page."""
    stated = page_metadata(tree)
    page = visible(tree)
    if _ERROR_PAGE.match(stated.title or "") and sum(len(block.text) for block in page.blocks) < 2000:
        raise UnreadableFile(f"{name} is an error page ({stated.title!r}), not a document; download it again")
    shown, left = choose(page.blocks, stated.title)
    if not shown:
        raise UnreadableFile(_no_text(name, page))
    return [_document(data, name, given, stated, without_credits(shown, left), left, page)]


def _document(
    data: bytes,
    name: str,
    given: Given,
    stated: DocumentMetadata,
    shown: list[PageBlock],
    left: dict[str, list[str]],
    page: Page,
) -> Parsed:
    sheet = Sheet()
    outline, grids = Outline(stated.title), Grids()
    last = ""
    for block in shown:
        row = block.tag if "\t" in block.text else ""
        start = sheet.add(block.text, "\n" if row == last == "tr" else "\n\n").start
        outline.step(block, start)
        grids.step(block, start)
        last = row
    text = sheet.text
    cleaned = clean(text, _STEPS)
    if cut := between(text, cleaned.segments):
        left["widgets and invitations"] = [*left.get("widgets and invitations", []), *cut]
    heads = [
        (place, heading)
        for offset, heading in outline.found
        if (place := destination(cleaned.segments, offset)) is not None
    ]
    if is_presidential(cleaned.text):
        heads = sorted([*heads, *sections(cleaned.text)])
    parsed = document(data, name, given, stated, cleaned._replace(segments=()), tuple(heads))
    unread = text.count("\ufffd")
    undecoded = [f"{unread} character{'s' * (unread > 1)} could not be decoded, shown as \ufffd"] if unread else []
    warnings = (
        *undecoded,
        *left_out("the page around the text is left out", left),
        *left_out("not shown on the page", page.unseen),
        *_not_read(page),
    )
    return dataclasses.replace(parsed, warnings=warnings, tables=grids.found(cleaned.segments))


def _not_read(page: Page) -> list[str]:
    """One line on what the page shows that is no text of its own."""
    kinds = ", ".join(f"{what} ({number})" for what, number in sorted(page.not_read.items()) if number)
    return [f"not read: {kinds}"] if kinds else []


def _no_text(name: str, page: Page) -> str:
    if page.not_read["embedded pages"]:
        return f"{name} shows only other pages in frames; save each of them and add it"
    return f"{name} shows no text (a page made by scripts?); save it as text or PDF from a browser"
