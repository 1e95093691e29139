"""What is told of a PDF beside its text: what of its pages is left out, and what on them cannot be read."""

from collections.abc import Iterable, Sequence

from sources.layout import Page

_SHOWN = 6  # pages that are named
_NOTED = {1: "comment", 9: "highlight", 10: "underline", 11: "underline", 12: "strike-out", 14: "caret", 15: "drawing"}
"""What readers note in a file, by PDFium's code of its kind: what they stand on is read, they are not."""


def annotated(name: str, number: int, kinds: Sequence[int]) -> list[str]:
    """One line on what readers noted on a page; none if they did not."""
    counts: dict[str, int] = {}
    for kind in kinds:
        if (noted := _NOTED.get(kind)) is not None:
            counts[noted] = counts.get(noted, 0) + 1
    told = ", ".join(f"{count} {noted}{'s' * (count > 1)}" for noted, count in counts.items())
    return [f"{name}: {told} on page {number} not read"] if told else []


def notes(name: str, pages: Sequence[Page], bare: Sequence[Page]) -> list[str]:
    """The lines on whole pages; `bare` are the same pages without running heads and the like."""
    gone = sum(_words(page) - _words(kept) for page, kept in zip(pages, bare, strict=True))
    lines = [f"{name}: left out: running heads and numbers of pages and lines ({_many(gone, 'word')})"] if gone else []
    for what, counts in (
        ("left out: hidden characters", [page.hidden for page in pages]),
        ("not read: pictures", [page.pictures for page in pages]),
        ("in doubt: characters whose font does not say what letters they are", [page.unknown for page in pages]),
    ):
        if total := sum(counts):
            where = _places(number for number, count in enumerate(counts, 1) if count)
            lines.append(f"{name}: {what} ({total:,}, {where})")
    return lines


def _words(page: Page) -> int:
    return len(page.words) + sum(len(words) for words in page.turned)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _places(pages: Iterable[int]) -> str:
    numbers = list(pages)
    more = ", …" if len(numbers) > _SHOWN else ""
    return f"page{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers[:_SHOWN]))}{more}"
