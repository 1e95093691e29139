"""Word documents (`.docx`): paragraphs, list items, and tables with one row a line, in the order of the document."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sources.clean import STEPS, clean, destination
from sources.errors import UnreadableFile
from sources.formats.parsed import Given, Parsed
from sources.formats.text import document
from sources.metadata import Stated

_STEPS = tuple(name for name in STEPS if name not in ("front matter", "comments"))
_MOST_BYTES = 200_000_000
_MOST_RATIO = 200
_SMALL = 1_000_000  # bytes of a part below which its compression does not matter


def sniff(name: str, head: bytes) -> bool:
    """A zip archive under that name; what is in it is looked at when it is read."""
    return name.lower().endswith(".docx") or (head.startswith(b"PK\x03\x04") and b"word/" in head)


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """One document with its headings. Raises UnreadableFile for what is no Word document, is damaged, or would unpack to
    more than 200 MB or 200 times its size (a zip bomb); nothing is unpacked before that is known."""
    _check(path, name)
    import docx

    try:
        word = docx.Document(str(path))
        title = word.core_properties.title or None
        parts = list(_parts(word))
    except (Exception, RecursionError) as error:  # the parser meets whatever a damaged file holds, and raises anything
        cause = " ".join(str(error).split())[:120] or type(error).__name__
        raise UnreadableFile(f"{name} is a damaged Word document ({cause}); save it again") from None
    text = ""
    offsets: list[tuple[int, str]] = []
    last = ""
    for kind, shown in parts:
        if text:
            text += "\n" if kind == last == "row" else "\n\n"
        if kind == "heading":
            offsets.append((len(text), " ".join(shown.split())))
        text += shown
        last = kind
    cleaned = clean(text, _STEPS)
    heads = [
        (place, heading) for offset, heading in offsets if (place := destination(cleaned.segments, offset)) is not None
    ]
    known = Stated(title=_title(title, offsets, text))
    return [document(path.read_bytes(), name, given, known, cleaned._replace(segments=()), tuple(heads) or None)]


def _check(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            names = {info.filename for info in infos}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{name} is not a Word document: {error}; save it as .docx again") from None
    packed = path.stat().st_size
    whole = sum(info.file_size for info in infos)
    bombs = [i for i in infos if i.file_size > _SMALL and i.file_size > _MOST_RATIO * max(i.compress_size, 1)]
    if whole > _MOST_BYTES or bombs or (whole > _SMALL and whole > _MOST_RATIO * packed):
        raise UnreadableFile(
            f"{name} would unpack from {packed / 1e6:.1f} to {whole / 1e6:.0f} MB: refused as a zip bomb"
        )
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableFile(f"{name} is protected by a password; save a copy without one")
    if "word/document.xml" not in names:
        raise UnreadableFile(f"{name} is a zip archive without a Word document in it; save it as .docx again")


def _parts(word: Any) -> Iterator[tuple[str, str]]:
    """("heading" | "paragraph" | "row", text) of everything in the body, in order."""
    for part in word.iter_inner_content():
        if hasattr(part, "rows"):
            yield from (("row", row) for row in _rows(part))
        elif part.text.strip():
            style = (part.style.name or "") if part.style is not None else ""
            kind = "heading" if re.match(r"(?:Heading|Title\b)", style) else "paragraph"
            yield kind, re.sub(r"[ \t]*\n[ \t]*", "\n", part.text.replace("\t", " ")).strip()


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        seen: list[object] = []
        for cell in row.cells:
            if any(cell._tc is one for one in seen):  # a merged cell is given once for each column
                continue
            seen.append(cell._tc)
            cells.append(" ".join(cell.text.split()))
        if any(cells):
            yield "\t".join(cell for cell in cells if cell)


def _title(stated: str | None, headings: list[tuple[int, str]], text: str) -> str | None:
    """The document's own title if it stands in its first lines, else a heading that opens it."""
    if stated and " ".join(stated.split()) in " ".join(text[:2000].split()):
        return " ".join(stated.split())
    return headings[0][1] if headings and headings[0][0] == 0 else None
