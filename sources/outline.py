"""The headings of a text: Markdown headings, lines in bold, run-in headings, and lines that stand alone as titles do."""

import re

from sources.blocks import SPEAKER, blocks

_BOLD = re.compile(r"(?P<mark>\*{2,3}|__)(?P<text>[^*_\n]+(?:\n[^*_\n]+){0,2}?)[.:]?(?P=mark):?(?=\s|$)")
_LABEL = re.compile(r"(?:[A-Z][A-Z0-9 ,.&/’'()-]{3,80}|[A-Z][\w ,.&/’'()§-]{3,80}):?$")


def headings(text: str) -> tuple[tuple[int, str], ...]:
    """(offset, heading) of every heading, in order; offsets of where the heading begins, white space folded."""
    found: list[tuple[int, str]] = []
    every = blocks(text)
    for number, block in enumerate(every):
        shown = text[block.start : block.end]
        if SPEAKER.match(shown):
            continue
        bold = _BOLD.match(shown)
        if block.heading:
            found.append((block.start, _plain(shown)))
        elif bold and _is_heading(bold, shown):
            found.append((block.start, _plain(bold["text"])))
        elif number and _stands_alone(text, shown, block.start) and number + 1 < len(every):
            found.append((block.start, _plain(shown)))
    return tuple(found)


def _is_heading(bold: re.Match[str], shown: str) -> bool:
    """Bold type that fills its block or runs in with a colon; a sentence in bold is only stressed."""
    fills = bold.end() == len(shown) and not bold["text"].rstrip().endswith((".", "!", "?"))
    return len(bold["text"]) <= 200 and (fills or ":" in bold[0][-4:] or len(bold["text"].split()) <= 8)


def _stands_alone(text: str, shown: str, start: int) -> bool:
    """A short capitalised line between blank lines, without a mark at its end."""
    if (
        "\n" in shown
        or len(shown.split()) > 10
        or not _LABEL.match(shown)
        or re.search(r"\d{4}|\d:\d\d|[.!?;,…]$", shown)
    ):
        return False
    before, after = (
        text[max(start - 9, 0) : start].rstrip(" "),
        text[start + len(shown) : start + len(shown) + 9].lstrip(" "),
    )
    return before.endswith("\n\n") and after.startswith("\n\n") and not re.match(r"[-*•\d(]", shown)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>|[*_#\\]+", "", heading).split()).rstrip(":. ")
