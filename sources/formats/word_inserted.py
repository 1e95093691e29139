"""Files of other formats that a Word document holds in place of text of its own (`w:altChunk`): web pages and plain
text are read."""

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator

from sources.errors import UnreadableFile
from sources.formats.text import decode
from sources.formats.word_package import Package

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body|p|div|table|h[1-6])\b", re.I)
_ARCHIVE = re.compile(rb"(?:mime-version|content-type):", re.I)


def inserted(package: Package, main: str, key: str, not_read: Counter[str]) -> list[tuple[str, str]]:
    """(kind, text) of the blocks of the file that the id `key` of the part `main` points to; one that is neither a
    web page nor plain text is counted in `not_read`."""
    relation = package.relations(main).get(key)
    if relation is None or relation.external or not package.has(relation.target):
        not_read["inserted files"] += 1
        return []
    raw = package.raw(relation.target)
    try:
        if _ARCHIVE.match(raw.lstrip()):
            return list(_page(_page_of_archive(raw)))
        if _PAGE.search(raw[:4096]):
            return list(_page(decode(raw, relation.target)))
        if relation.target.lower().endswith(".txt"):
            return [("paragraph", line.strip()) for line in decode(raw, relation.target).splitlines() if line.strip()]
    except (ValueError, LookupError, UnreadableFile):
        pass
    not_read["inserted files"] += 1
    return []


def _page_of_archive(raw: bytes) -> str:
    """The web page in a file of MIME type message/rfc822 (`.mht`). Raises LookupError if there is none."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            return str(part.get_content())
    raise LookupError("no page in it")


def _page(html: str) -> Iterator[tuple[str, str]]:
    from sources.formats.page import visible
    from sources.formats.page_tree import parse

    for block in visible(parse(html)).blocks:
        kind = "row" if block.tag == "tr" else "heading" if re.fullmatch(r"h[1-6]", block.tag) else "paragraph"
        yield kind, block.text
