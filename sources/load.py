"""From a file to documents with their sentences, passages, records and statements."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sources.document import Document, Passage, Record, Span
from sources.errors import NotFound, UnreadableFile
from sources.fence import counted, fenced
from sources.formats import HEAD, Reader, federal_register, ofac, reader_for
from sources.formats.listed_in_text import with_lists
from sources.formats.office import why_not_read
from sources.formats.parsed import Given, Parsed, distinct
from sources.formats.pdf_made import made_on
from sources.links import stays_inside
from sources.long import cut
from sources.reading import read_statements
from sources.reading.statements import Statement
from sources.sentences import sentences
from sources.split import passages

__all__ = [
    "SUFFIXES", "Found", "Given", "Late", "Read", "find_files", "left_out", "origin_of", "read_each", "read_file",
]  # fmt: skip

SUFFIXES = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".xml", ".json", ".csv", ".tsv", ".pdf", ".xlsx", ".ods", ".docm", ".dotx", ".dotm", ".docx",
)  # fmt: skip
"""Suffixes of files that are looked for in folders; what a file is, its content decides."""

_KINDS_NAMED = 6
_LONGEST_FILE = 200_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, the name that its documents carry as their path, and where it came from: the absolute path that it was
    named by, an address, or whatever else its name alone does not tell; empty when that is not known."""

    path: Path
    name: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One document, ready to be indexed. A list has records and no sentences; `warnings` name what could not be read
    (a page of a PDF without text), `failures` what a mistake in a rule has cost."""

    document: Document
    sentences: tuple[Span, ...] = ()
    passages: tuple[Passage, ...] = ()
    records: tuple[Record, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(slots=True)
class Late:
    """What is to be said of a file after its last document: what was left out, what a mistake in a rule has cost."""

    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def find_files(paths: Iterable[Path]) -> list[Found]:
    """The files that are named, and those in the folders that are named (hidden ones and links that lead out of the folder left
    out), without repetition.

    A file found in a folder is named by the folder and the way from there (`seeds/a.txt`), a single file by its own name.
    Raises NotFound for a path that is not there and for a folder without a file of a known kind.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(_inside(path), key=lambda file: file.relative_to(path).parts)
            if not inside:
                lines = "".join(f"; {line}" for line in _links(path))
                raise NotFound(f"no documents in {path}: expected {', '.join(SUFFIXES)}{lines}")
            root = path.resolve().name
            for file in _without_companions(inside):
                name = file.relative_to(path).as_posix()
                found.setdefault(file.resolve(), Found(file, f"{root}/{name}" if root else name, origin_of(file)))
        elif path.is_file():
            found.setdefault(path.resolve(), Found(path, path.name, origin_of(path)))
        elif path.exists():
            raise NotFound(f"{path} is neither a file nor a folder: name a document or a folder of documents")
        else:
            raise NotFound(f"{path} is not there: name a document or a folder of documents")
    return list(found.values())


def left_out(folder: Path) -> list[str]:
    """What of a folder is not looked at, as lines without the folder's name: files of other kinds, folders that cannot be read,
    links that lead out of it or nowhere."""
    lines: list[str] = []
    kinds: Counter[str] = Counter()

    def closed(error: OSError) -> None:
        lines.append(
            f"{Path(str(error.filename)).relative_to(folder)} cannot be looked into ({error.strerror}): left out"
        )

    for _, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        kinds.update(Path(name).suffix.lower() or "no suffix" for name in names if not name.startswith("."))
    others = {kind: number for kind, number in sorted(kinds.items()) if kind not in SUFFIXES}
    if others:
        many = sum(others.values())
        each = ", ".join(f"{number} with {kind}" for kind, number in list(others.items())[:_KINDS_NAMED])
        more = ", …" if len(others) > _KINDS_NAMED else ""
        lines.append(f"{many} file{'s' if many > 1 else ''} of other kinds left out ({each}{more})")
    return lines + _links(folder)


def origin_of(path: Path | str) -> str:
    """Where a file of this machine came from: its absolute path as it was named, links not followed (`latest.csv` stays what it
    is called, whatever it points to)."""
    return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100  Path.absolute keeps `..`


def _inside(folder: Path) -> Iterator[Path]:
    # os.walk does not follow links to folders, so links in a circle do no harm
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            file = Path(root) / name
            known = not name.startswith(".") and file.suffix.lower() in SUFFIXES
            if known and file.is_file() and (not file.is_symlink() or stays_inside(file, folder)):
                yield file


def _links(folder: Path) -> list[str]:
    """The links in a folder that lead out of it, and those that lead nowhere, as lines."""
    out: list[str] = []
    nowhere: list[str] = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        read = (name for name in names if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."))
        for name in sorted((*folders, *read)):
            link = Path(root) / name
            if not link.is_symlink():
                continue
            if not stays_inside(link, folder):
                out.append(link.relative_to(folder).as_posix())
            elif not os.path.exists(link):  # noqa: PTH110  Path.exists raises on a circle
                nowhere.append(link.relative_to(folder).as_posix())
    return [
        f"{len(found)} link{'s' if len(found) > 1 else ''} {what}: not followed "
        f"({', '.join(found[:_KINDS_NAMED])}{', …' if len(found) > _KINDS_NAMED else ''})"
        for found, what in ((out, "out of the folder"), (nowhere, "to nothing"))
        if found
    ]


def _without_companions(files: list[Path]) -> list[Path]:
    """The files without those that are read together with another one beside them (a list's aliases and addresses)."""
    return [file for file in files if not (ofac.is_companion(file) or federal_register.is_companion(file))]


def read_file(path: Path, name: str, given: Given | None = None) -> list[Read]:
    """The documents of one file, all at once; see `read_each`."""
    late = Late()
    read = list(read_each(path, name, given, late))
    if read:
        last = read[-1]
        read[-1] = replace(last, warnings=(*last.warnings, *late.warnings), failures=(*last.failures, *late.failures))
    return read


def read_each(path: Path, name: str, given: Given | None = None, late: Late | None = None) -> Iterator[Read]:
    """The documents of one file, one at a time (one as a rule; a code of regulations gives one for each section, a long text one for
    each of its parts), without those that a rule stumbles over. Every one has an id of its own.

    In: the path, the name that the documents carry, what is known better than the file says, and where to put what is to be said of
    the file only after its last document. Raises NotFound for a file that is not there, UnreadableFile for one that is empty,
    broken, or of no kind that is read.
    """
    late = late or Late()
    reader = _reader(path, name)
    with counted() as lost:
        parts = (with_lists(part, lambda: made_on(path)) for part in reader.read(path, name, given or Given()))
        whole = distinct(parts, late.warnings)
        found = (part for parsed in whole for part in cut(parsed))
    some = False
    while True:
        with counted() as failures:
            ready = _next(found, name)
        lost += failures
        if ready is None:
            break
        some = True
        yield replace(ready, failures=tuple(lost)) if lost else ready
        lost = []
    if lost and not some:
        raise UnreadableFile(lost[0])
    late.failures += lost


def _next(found: Iterator[Parsed], name: str) -> Read | None:
    """The next document that no rule stumbles over, ready to be indexed; None behind the last."""
    for parsed in found:
        with fenced(f"{name}{', ' if parsed.document.part else ''}{parsed.document.part}"):
            return _ready(parsed)
    return None


def _reader(path: Path, name: str) -> Reader:
    """What reads a file. Raises NotFound, UnreadableFile."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        raise NotFound(f"{path} is not there: name a document or a folder of documents") from None
    except OSError as error:
        raise UnreadableFile(f"{name} cannot be read: {error.strerror}") from None
    if not size:
        raise UnreadableFile(f"{name} is empty: add a file with text")
    if size > _LONGEST_FILE:
        raise UnreadableFile(
            f"{name} is too large: {size / 1e6:.0f} MB, at most {_LONGEST_FILE / 1e6:.0f} MB; split it"
        )
    reader = reader_for(name, head)
    if reader is None:
        raise UnreadableFile(why_not_read(name, head) or _no_reader(name, path.suffix.lower()))
    return reader


def _no_reader(name: str, suffix: str) -> str:
    if suffix in SUFFIXES:
        layouts = "the eCFR's, the Federal Register's, Treasury's lists or the Consolidated Screening List"
        return f"{name} is {suffix[1:].upper()} in a layout that is not read: expected {layouts}"
    return f"{name} is of no kind that is read: expected {', '.join(SUFFIXES)}"


def _ready(parsed: Parsed) -> Read:
    document = parsed.document
    if not parsed.prose:
        return Read(document, records=parsed.records, warnings=parsed.warnings)
    end = len(document.text) if parsed.remarks is None else parsed.remarks
    spans = tuple(span for span in sentences(document.text) if span.start < end)
    statements: tuple[Statement, ...] = ()
    with fenced(f"{document.path}, what it says of listings,"):
        statements = tuple(read_statements(document, spans, parsed.tables))
    return Read(
        document,
        spans,
        tuple(passages(document, spans, parsed.headings)),
        parsed.records,
        statements,
        parsed.warnings,
    )
