"""How an answer words what it quotes: the name of a source, and a quotation as it reads inside a sentence."""

import re

from assistant.say.dates import said_date
from sources.document import Document


def source_name(document: Document) -> str:
    """How an answer names a document: publisher and date; without a publisher its title, or its file."""
    who = document.publisher or (f"“{plain(document.title)}”" if document.title else document.path.rsplit("/", 1)[-1])
    if document.part:
        who = f"{document.publisher}, {document.part}" if document.publisher else document.part
    return f"{who} ({said_date(document.published)})" if document.published else who


def attributed(document: Document) -> str:
    """The start of a sentence that quotes a document."""
    name = source_name(document)
    return f"According to {name}"


def plain(quote: str) -> str:
    """A quotation as it reads in a sentence: white space folded, Markdown marks dropped, its quotation marks inner."""
    text = re.sub(r"\s+", " ", quote).strip()
    text = re.sub(r"\[([^\[\]]*)\]\(https?://[^)]{0,600}\)", r"\1", text)
    text = re.sub(r"<[^<>]{1,80}>", "", text)
    text = re.sub(r"\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)", "", text)
    text = re.sub(r"^(?:[-•*#>]+|\d+\.)\s+", "", text)
    text = re.sub(r"\\([\[\]*_#.\-])", r"\1", text)
    return text.replace("“", "‘").replace("”", "’").strip()


def clipped(text: str, most: int) -> str:
    """A text of at most so many words, cut where a clause ends if that leaves half of them, with an ellipsis."""
    words = text.split()
    if len(words) <= most:
        return text
    head = " ".join(words[:most])
    comma = max(head.rfind(", "), head.rfind("; "))
    return f"{head[:comma] if comma > 0.5 * len(head) else _OPEN.sub('', head)} …"


_OPEN = re.compile(r"(?: (?:a|an|the|of|to|or|and|in|on|as|by|for|is|when|that|this|with|any)){1,9}$")
"""Words that do not end a clause."""
