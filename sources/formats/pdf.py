"""PDF documents: the text of each page, with the pages as headings; pages without text are named, not passed over."""

import logging
import re
from collections import Counter
from pathlib import Path

from sources.clean import STEPS, clean, destination
from sources.errors import UnreadableFile
from sources.formats.parsed import Given, Parsed
from sources.formats.text import document
from sources.metadata import Stated

_STEPS = tuple(name for name in STEPS if name not in ("front matter", "comments"))
_BULLET = re.compile(r"\s*(?:[•‣◦▪●·–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])\s")
_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")
_EDGE_LINES = 2  # lines at the top and the bottom of a page that may be running heads


def sniff(name: str, head: bytes) -> bool:
    """A PDF says so in its first kilobyte."""
    return b"%PDF-" in head[:1024] or name.lower().endswith(".pdf")


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """One document. Lines are joined to paragraphs, running heads and page numbers left out, words that were parted at
    the end of a line put together.

    Raises UnreadableFile for a file that is damaged or protected, and for one without any text.
    """
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFile(f"{name} is not a PDF: it does not begin with %PDF-; download it again")
    title, pages = _pages(path, name)
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise UnreadableFile(
            f"{name} has no text on any of its {len(pages)} pages (scanned?); run text recognition on it first"
        )
    text, starts = _joined(_without_running_heads([page.split("\n") for page in pages]))
    cleaned = clean(text, _STEPS)
    heads = [
        (place, f"page {number}")
        for number, start in starts
        if (place := destination(cleaned.segments, start)) is not None
    ]
    known = Stated(title=title if title and title in " ".join(cleaned.text[:3000].split()) else None)
    (parsed,) = [document(data, name, given, known, cleaned._replace(segments=()), tuple(heads))]
    warnings = tuple(f"{name}: page {number} has no text (scanned?)" for number in empty)
    return [Parsed(parsed.document, headings=parsed.headings, warnings=warnings)]


def _pages(path: Path, name: str) -> tuple[str | None, list[str]]:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every irregularity of a file
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(f"{name} is protected by a password; save a copy without one")
        title = reader.metadata.title if reader.metadata else None
        return (" ".join(title.split()) if title else None), [page.extract_text() or "" for page in reader.pages]
    except UnreadableFile:
        raise
    except (Exception, RecursionError) as error:  # the parser meets whatever a damaged file holds, and raises anything
        cause = " ".join(str(error).split())[:120] or type(error).__name__
        raise UnreadableFile(f"{name} is a damaged PDF ({cause}); download it again") from None


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without lines that stand at the edge of most of them, whatever their numbers, and without page numbers."""
    shown = [[line.rstrip() for line in page if line.strip()] for page in pages]
    edges: Counter[str] = Counter()
    for page in shown:
        edges.update({_masked(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])})
    filled = sum(1 for page in shown if page)
    running = {line for line, count in edges.items() if filled >= 3 and count >= 0.6 * filled}
    running |= {
        line for line, count in edges.items() if count >= 4 and not _SENTENCE_END.search(line)
    }  # a chapter's head

    def is_head(line: str) -> bool:
        return (
            _masked(line) in running
            or re.fullmatch(r"\s*(?:page )?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?\s*", line, re.I)
            is not None
        )

    for page in shown:
        for edge in (0, -1):
            for _ in range(_EDGE_LINES):
                if len(page) > 1 and is_head(page[edge]):
                    del page[edge]
    return shown


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).lower())


def _joined(pages: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The text with one line a paragraph, and (page, offset) of where each page with text begins."""
    lengths = sorted(len(line) for page in pages for line in page)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    words = Counter(word.lower() for page in pages for line in page for word in re.findall(r"[^\W\d_]+", line))
    text, last = "", ""
    starts: list[tuple[int, int]] = []
    for number, page in enumerate(pages, 1):
        for index, line in enumerate(page):
            here = line.strip()
            if last and _goes_on(last, here, width):
                if re.search(r"[^\W\d_]-$", last) and here[:1].islower():
                    left, right = re.findall(r"[^\W\d_]+(?=-$)", last)[0], re.findall(r"^[^\W\d_]+", here)[0]
                    if words[(left + right).lower()]:
                        text = text[:-1]  # "technol-/ogy": the word stands whole elsewhere
                else:
                    text += " "
            elif text:
                text += "\n\n"
            if index == 0:
                starts.append((number, len(text)))
            text += here
            last = here
    return text, starts


def _goes_on(last: str, here: str, width: int) -> bool:
    """Whether a line of a page goes on in the next one."""
    if _BULLET.match(here):
        return False
    if here[:1].islower() or last.endswith((",", "-", "–", "—", "(")):
        return True
    if _SENTENCE_END.search(last):
        return len(last) > 0.85 * width and len(here) > 20
    return len(last) > 0.6 * width
