"""Web pages (`.html`, `.htm`): the article without the page around it, in the page's own words."""

import re
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from sources.clean import STEPS, clean, destination
from sources.errors import UnreadableFile
from sources.formats.page import PageBlock, article, parse, visible
from sources.formats.page_metadata import page_metadata
from sources.formats.parsed import Given, Parsed
from sources.formats.text import decode, document
from sources.metadata import Stated, find_published

_SUFFIXES = (".html", ".htm", ".xhtml")
_START = re.compile(
    rb"\s*+(?:\xef\xbb\xbf\s*+)?(?:<\?xml[^>]*\?>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)
_ENCODING = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
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
    """One document: the article, its headings, and what meta tags and JSON-LD state.

    Raises UnreadableFile for a page without text, for an error page, and for a page under another format's name.
    """
    suffix = path.suffix.lower()
    if suffix not in (*_SUFFIXES, ".txt", ".md", ".markdown", ".xml", ""):
        raise UnreadableFile(f"{name}, line 1: not {suffix[1:].upper()} but an HTML page; download the file again")
    data = path.read_bytes()
    page = _decode(data, name)
    try:
        tree = parse(page)
    except (ValueError, etree.LxmlError):
        raise UnreadableFile(f"{name} holds no HTML that can be read; save the page again") from None
    stated = page_metadata(tree)
    blocks = visible(tree)
    if _ERROR_PAGE.match(stated.title or "") and sum(len(block.text) for block in blocks) < 2000:
        raise UnreadableFile(f"{name} is an error page ({stated.title!r}), not a document; download it again")
    shown = article(blocks, _extracted(tree))
    if not shown:
        raise UnreadableFile(f"{name} shows no text (a page made by scripts?); save it as text or PDF from a browser")
    return [_document(data, name, given, stated, _with_head(blocks, shown, stated))]


def _decode(data: bytes, name: str) -> str:
    declared = _ENCODING.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = declared[1].decode("ascii").lower()
        try:
            return data.decode("cp1252" if encoding in ("iso-8859-1", "latin1", "ascii", "us-ascii") else encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _extracted(tree: HtmlElement) -> str | None:
    import trafilatura  # half a second to import, and few files need it

    text = trafilatura.extract(
        tree, include_comments=False, include_tables=True, include_formatting=False, favor_recall=True
    )
    return text if isinstance(text, str) else None


def _with_head(blocks: list[PageBlock], shown: list[PageBlock], stated: Stated) -> list[PageBlock]:
    """The article with its heading and its line of publication before it, where the page shows them."""

    def place(block: PageBlock) -> int:
        return next(number for number, one in enumerate(blocks) if one is block)

    titles = [block for block in blocks if re.fullmatch(r"h[12]", block.tag) and block.text == stated.title]
    body = [block for block in shown if not (titles and block is titles[0])]
    if not body:
        return shown
    start = place(titles[0]) if titles else 0
    stop = next((place(block) for block in body if len(block.text) > 80), place(body[0]))
    head = titles[:1]
    for block in blocks[max(start, stop - 20) : stop]:
        said = find_published(block.text)
        if said and said.date == (stated.published or said.date) and not any(block is one for one in (*head, *body)):
            head.append(block)
    return [*head, *body]


def _document(data: bytes, name: str, given: Given, stated: Stated, shown: list[PageBlock]) -> Parsed:
    text = ""
    offsets: list[tuple[int, str]] = []
    last = ""
    for block in shown:
        if text:
            text += "\n" if block.tag == last == "tr" else "\n\n"
        if re.fullmatch(r"h[1-6]", block.tag):
            offsets.append((len(text), " ".join(block.text.split())))
        text += block.text
        last = block.tag
    cleaned = clean(text, _STEPS)
    heads = [
        (place, heading) for offset, heading in offsets if (place := destination(cleaned.segments, offset)) is not None
    ]
    return document(data, name, given, stated, cleaned._replace(segments=()), tuple(heads))
