"""PDF documents: text in reading order, with the pages as headings; what cannot be read of them is named, not
passed over."""

from pathlib import Path
from typing import Any

from sources.apart.limits import PAGES, most_pages
from sources.clean import STEPS, clean, destination
from sources.document import DocumentKind
from sources.errors import UnreadableFile
from sources.formats import ofsi_text
from sources.formats.page_notes import cleaned_away
from sources.formats.parsed import Given, Parsed
from sources.formats.pdf_notes import annotated, notes
from sources.formats.pdf_page import read_page
from sources.formats.pdf_streams import unpacked
from sources.formats.text import document
from sources.front_matter import DocumentMetadata
from sources.layout import Page, Register, edges, lay_out, numbered, running, without_furniture, without_line_numbers

_STEPS = tuple(name for name in STEPS if name not in ("front matter", "comments"))
_MOST_RATIO = 30  # characters of text for each byte of the file; a page that is named many times has more
_SMALL = 500_000  # characters below which the ratio does not matter
_SMALLEST_BOMB = 30_000_000  # bytes of unpacked streams below which their ratio does not matter
_MOST_PACKED = 50  # times that text and drawings are packed at most
_MOST_NOTES = 2_000  # annotations of a page and attached files that are looked at
_KINDS: dict[str, DocumentKind] = {"Rules and Regulations": "rule"}
"""Of a document in the printed Federal Register, by the part of the issue; every other part holds notices."""


def sniff(name: str, head: bytes) -> bool:
    """A PDF says so in its first kilobyte."""
    return b"%PDF-" in head[:1024] or name.lower().endswith(".pdf")


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """One document. Columns are read one after the other, rows of tables stand on a line each, footnotes behind the
    paragraph that runs over them; running heads and page numbers are left out, parted words put together.

    Raises UnreadableFile for a file that is damaged or protected, for one without any text, and for one of more
    pages or more text than its size can hold (a bomb).
    """
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFile(f"{name} is not a PDF: it does not begin with %PDF-; download it again")
    most = max(_SMALLEST_BOMB, _MOST_PACKED * len(data))
    if unpacked(data, most) > most:
        raise UnreadableFile(f"{name} would unpack to more than {most / 1e6:.0f} MB: refused as a bomb")
    title, pages, warnings = _pages(data, name)
    empty = [number for number, page in enumerate(pages, 1) if not page.words]
    if len(empty) == len(pages):
        raise UnreadableFile(
            f"{name} has no text on any of its {len(pages)} pages (scanned?); run text recognition on it first"
        )
    bare, register = _without_furniture(pages)
    laid = lay_out(bare)
    cleaned = clean(laid.text, _STEPS)
    heads = [
        (place, f"page {number}")
        for start, number in laid.pages
        if (place := destination(cleaned.segments, start)) is not None
    ]
    known = DocumentMetadata(title=title if title and title in " ".join(cleaned.text[:3000].split()) else None)
    if register:
        kind = _KINDS.get(register.part, "notice") if register.part else None
        known = DocumentMetadata(known.title, register.day, publisher="Federal Register", kind=kind)
    (parsed,) = [document(data, name, given, known, cleaned._replace(segments=()), tuple(heads))]
    warnings += [f"{name}: page {number} has no text (scanned?)" for number in empty]
    warnings += [*notes(name, pages, bare), *cleaned_away(laid.text, cleaned.segments)]
    read = Parsed(parsed.document, headings=parsed.headings, warnings=tuple(warnings))
    return [ofsi_text.from_text(read, name, given) if ofsi_text.is_list(read.document.text) else read]


def _without_furniture(pages: list[Page]) -> tuple[list[Page], Register | None]:
    """The pages without running heads, and what heads of the Federal Register say where all of them say the same."""
    rims = [edges(page) for page in pages]
    heads, numbers = running(rims), numbered(rims)
    kept: list[Page] = []
    said: list[Register] = []
    for place, page in enumerate(pages, 1):
        page, register = without_furniture(page, place, heads, numbers)
        kept.append(without_line_numbers(page))
        said += [register] if register else []
    if not said:
        return kept, None
    days, parts = {one.day for one in said}, {one.part for one in said if one.part}
    return kept, Register(days.pop() if len(days) == 1 else None, parts.pop() if len(parts) == 1 else None)


def _pages(data: bytes, name: str) -> tuple[str | None, list[Page], list[str]]:
    """The title that the file states, its pages, and warnings of what is in it and not read."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise UnreadableFile(f"{name} is protected by a password; save a copy without one") from None
        raise _damaged(name, error) from None
    try:
        if len(pdf) > (most := most_pages()):
            raise UnreadableFile(
                f"{name} has {len(pdf):,} pages, at most {most:,} are read: split it, or allow more with {PAGES}"
            )
        if pdf.get_formtype():
            pdf.init_forms()
        title = " ".join(pdf.get_metadata_value("Title").split())
        pages, warnings = _read_pages(pdf, name, len(data))
        return title or None, pages, _attached(pdf, name) + _own_form(pdf, name) + warnings
    except UnreadableFile:
        raise
    except (pypdfium2.PdfiumError, ValueError, RecursionError) as error:
        raise _damaged(name, error) from None
    finally:
        pdf.close()


def _damaged(name: str, error: Exception) -> UnreadableFile:
    cause = " ".join(str(error).split())[:120] or type(error).__name__
    return UnreadableFile(f"{name} is a damaged PDF ({cause}); download it again")


def _read_pages(pdf: Any, name: str, size: int) -> tuple[list[Page], list[str]]:
    pages: list[Page] = []
    warnings: list[str] = []
    letters = 0
    for number in range(len(pdf)):
        page, kinds = _whole_page(pdf, number)
        warnings += annotated(name, number + 1, kinds)
        found = read_page(page)
        page.close()
        pages.append(found)
        letters += sum(len(word.text) for word in found.words)
        if letters > _SMALL and letters > _MOST_RATIO * size:
            raise UnreadableFile(
                f"{name} holds more text than a file of {size:,} bytes can: it names one page many times; save it again"
            )
    return pages, warnings


def _whole_page(pdf: Any, number: int) -> tuple[Any, list[int]]:
    """A page with what stands in forms, stamps and text boxes put on it, and the kinds of all that is noted on it."""
    import pypdfium2.raw as raw

    page = pdf[number]
    kinds = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        kinds.append(raw.FPDFAnnot_GetSubtype(annotation))
        raw.FPDFPage_CloseAnnot(annotation)
    if {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP}.intersection(kinds):
        page.flatten()
        page.close()
        page = pdf[number]
    return page, kinds


def _own_form(pdf: Any, name: str) -> list[str]:
    """A line on a form that its own program draws: the pages of the file say only that it has to be opened with that."""
    import pypdfium2.raw as raw

    if pdf.get_formtype() not in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        return []
    return [f"{name}: a form that Adobe's programs draw (XFA) is not read; open it there, print it to PDF and add that"]


def _attached(pdf: Any, name: str) -> list[str]:
    names = [pdf.get_attachment(number).get_name() for number in range(min(pdf.count_attachments(), _MOST_NOTES))]
    return [
        f"{name}: the file {' '.join(attached.split())[:80]} attached to it is not read; save it and add it"
        for attached in names
    ]
