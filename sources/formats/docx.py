"""Word documents (`.docx`, `.docm`, `.dotx`, `.dotm`): paragraphs, list items, and tables with one row a line, in the
order of the document, with what stands in text boxes, notes, headers and comments; what is left out or cannot be read
is named."""

import zipfile
from pathlib import Path

from sources.clean import STEPS, Cleaned, clean, destination
from sources.errors import UnreadableFile
from sources.formats.office import is_compound, why_not_read
from sources.formats.page_notes import cleaned_away
from sources.formats.parsed import Given, Parsed
from sources.formats.text import document
from sources.formats.word_document import Word, read_word
from sources.formats.word_package import DamagedPart, Package
from sources.front_matter import DocumentMetadata
from sources.metadata import find_published

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")

_STEPS = tuple(name for name in STEPS if name not in ("front matter", "comments"))
_MOST_BYTES = 200_000_000
_MOST_RATIO = 200
_HEAD = 65_536  # bytes that show what an office file is
_SMALL = 1_000_000  # bytes of a part below which its compression does not matter


def sniff(name: str, head: bytes) -> bool:
    """A zip archive under that name; what is in it is looked at when it is read."""
    return name.lower().endswith(SUFFIXES) or (head.startswith(b"PK\x03\x04") and b"word/" in head)


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """One document with its headings. Raises UnreadableFile for what is no Word document, is damaged, or would unpack
    to more than 200 MB or 200 times its size (a zip bomb); nothing is unpacked before that is known."""
    _check(path, name)
    try:
        with zipfile.ZipFile(path) as archive:
            package = Package(archive)
            if (main := package.main) is None:
                raise UnreadableFile(f"{name} is a zip archive without a Word document in it; save it as .docx again")
            word = read_word(package, main)
    except DamagedPart as error:
        cause = " ".join(str(error).split())[:160]
        raise UnreadableFile(f"{name} is a damaged Word document ({cause}); save it again") from None
    except RecursionError:
        raise UnreadableFile(f"{name} is a damaged Word document (nested too deep); save it again") from None
    if not word.blocks:
        seen = f" (not read: {_counted(word.not_read)})" if word.not_read else ""
        raise UnreadableFile(f"{name} has no text{seen}; add a file with text")
    return [_document(path, name, given, word)]


def _document(path: Path, name: str, given: Given, word: Word) -> Parsed:
    text, starts = _joined(word)
    cleaned = clean(text, _STEPS)
    offsets = [
        (starts[number], " ".join(block.text.split()))
        for number, block in enumerate(word.blocks)
        if block.kind == "heading"
    ]
    heads = [
        (place, heading)
        for offset, heading in [*offsets, *((starts[number], called) for number, called in word.parts)]
        if (place := destination(cleaned.segments, offset)) is not None
    ]
    dated = None if find_published(cleaned.text) else find_published(word.header)
    known = DocumentMetadata(title=_title(word.title, offsets, text), published=dated.date if dated else None)
    parsed = document(path.read_bytes(), name, given, known, cleaned._replace(segments=()), tuple(heads) or None)
    return Parsed(
        parsed.document,
        headings=parsed.headings,
        warnings=(*_warnings(name, word), *cleaned_away(text, cleaned.segments)),
        remarks=_kept_from(cleaned, starts[-word.comments]) if word.comments else None,
    )


def _kept_from(cleaned: Cleaned, offset: int) -> int:
    """Where in the cleaned text begins what is left of the text from an offset on."""
    for text_start, source_start, length in cleaned.segments:
        if source_start + length > offset:
            return text_start + max(offset - source_start, 0)
    return len(cleaned.text)


def _joined(word: Word) -> tuple[str, list[int]]:
    """The text of all blocks, and where each begins: rows are lines, everything else stands between blank lines."""
    pieces: list[str] = []
    starts: list[int] = []
    length, last = 0, ""
    for block in word.blocks:
        if pieces:
            pieces.append("\n" if block.kind == last == "row" else "\n\n")
            length += len(pieces[-1])
        starts.append(length)
        pieces.append(block.text)
        length += len(block.text)
        last = block.kind
    return "".join(pieces), starts


def _warnings(name: str, word: Word) -> tuple[str, ...]:
    remarks = {"sentences of comments": word.comments} if word.comments else {}
    told = (("left out", word.left_out), ("not read", word.not_read), ("read, but not what the document says", remarks))
    return tuple(f"{name}: {how}: {_counted(counts)}" for how, counts in told if counts)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{what} ({number})" for what, number in sorted(counts.items()))


def _title(stated: str | None, headings: list[tuple[int, str]], text: str) -> str | None:
    """The document's own title if it stands in its first lines, else a heading that opens it."""
    if stated and " ".join(stated.split()) in " ".join(text[:2000].split()):
        return " ".join(stated.split())
    return headings[0][1] if headings and headings[0][0] == 0 else None


def _check(path: Path, name: str) -> None:
    """Raises UnreadableFile for a file that is no zip archive, would unpack to too much, or is protected."""
    with path.open("rb") as file:
        start = file.read(_HEAD)
        start += file.read() if is_compound(start) else b""  # what is in a compound file may be said at its end
    if told := why_not_read(name, start):
        raise UnreadableFile(told)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
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
