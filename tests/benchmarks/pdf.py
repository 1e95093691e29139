"""How libraries read the made-up pages of the tests: python -m tests.benchmarks.pdf (with pdfplumber and pypdf installed).

For each: the share of neighbouring words that are neighbours in its text too, the share of sentences that stand in it
whole (white space and hyphens aside), and pages a second.
"""

import io
import re
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pypdfium2

from sources.formats.pdf import _without_furniture
from sources.formats.pdf_page import read_page
from sources.layout import lay_out
from tests.unit.pdf_layouts import LAYOUTS
from tests.unit.pdf_pages import ORDERS, Sheet, drawn
from tests.unit.pdf_register import register_pages


def by_layout(data: bytes) -> str:
    """What the reader of this project does."""
    pdf = pypdfium2.PdfDocument(data)
    pages, _ = _without_furniture([read_page(page) for page in pdf])
    return lay_out(pages).text


def by_pdfium(data: bytes) -> str:
    """PDFium's own order."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def by_pypdf(data: bytes) -> str:
    """The order of drawing, as pypdf gives it."""
    import pypdf  # type: ignore[import-not-found]

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_pdfminer(data: bytes) -> str:
    """The layout analysis of pdfminer.six."""
    from pdfminer.high_level import extract_text  # type: ignore[import-not-found]

    return str(extract_text(io.BytesIO(data)))


def by_pdfplumber(data: bytes) -> str:
    """The lines of pdfplumber."""
    import pdfplumber  # type: ignore[import-not-found]

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


READERS: tuple[Callable[[bytes], str], ...] = (by_layout, by_pdfium, by_pypdf, by_pdfminer, by_pdfplumber)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(re.findall(r"\w+", re.sub(r"-\s*\n\s*", "", text))))


def main() -> None:
    """Print the table."""
    files: list[tuple[list[Sheet], list[str]]] = [register_pages(seed, even=seed % 2 == 0) for seed in range(4)]
    files += [make() for make in LAYOUTS.values()]
    print(f"{'reader':14} {'pairs':>6} {'whole sentences':>16} {'pages/s':>8}")
    for reader in READERS:
        kept = pairs = whole = sentences = pages = 0
        seconds = 0.0
        for sheets, said in files:
            for order in ORDERS:
                data = drawn(sheets, order)
                start = time.process_time()
                text = reader(data)
                seconds += time.process_time() - start
                pages += len(sheets)
                wanted = Counter(pair for paragraph in said for pair in pairwise(re.findall(r"\w+", paragraph)))
                kept += (wanted & _pairs(text)).total()
                pairs += wanted.total()
                parts = [part for one in said for part in re.split(r"(?<=[.!?])\s|\n", one) if part]
                whole += sum(_squeezed(part) in _squeezed(text) for part in parts)
                sentences += len(parts)
        print(f"{reader.__name__[3:]:14} {kept / pairs:6.3f} {whole / sentences:16.3f} {pages / seconds:8.1f}")


if __name__ == "__main__":
    main()
