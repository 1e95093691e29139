"""What of a passage is embedded and what is searched by words: one definition for building, searching and verifying."""

import hashlib

from sources.document import Document, Passage


def embedded_text(document: Document, passage: Passage) -> str:
    """The text that is turned into a vector: the document's title, the heading above, and the passage itself."""
    text = document.text[passage.start : passage.end]
    return f"{title_text(document, passage)}\n{text}".lstrip()


def title_text(document: Document, passage: Passage) -> str:
    """What the passage stands under: title and heading, each once."""
    title = document.title or ""
    heading = passage.heading or ""
    return title if not heading or heading == title else f"{title} {heading}".strip()


def digest(text: str) -> bytes:
    """SHA-256 of the text in UTF-8 (lone surrogates, which broken files may hold, included)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
