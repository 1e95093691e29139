"""What is struck out in Markdown (`~~so~~`) is no text, as in a page (`<del>`): who reads the final document does not
read it. Code (between back ticks) is left as it is typed."""

import re
from collections.abc import Iterator

from sources.clean import Cleaned
from sources.document import Segment, Span

_MARK = re.compile(
    r"(?P<fence>^[ ]{0,3}(?P<ticks>```|~~~)[^\n]*$)|(?P<code>`{1,3})|(?P<struck>(?<![~\\])~~(?=[^\s~]))", re.M
)
_CLOSING = re.compile(r"(?<=[^\s~\\])~~(?!~)|\n[ \t]*\n")
_LONGEST = 2000  # characters that one pair of marks strikes out


def without_struck(text: str, start: int) -> tuple[Cleaned, list[str]]:
    """The text without what is struck out behind `start` (the end of front matter), and the words that were."""
    pieces: list[str] = []
    segments: list[Segment] = []
    words: list[str] = []
    at = length = 0
    for gap in (*_struck(text, start), Span(len(text), len(text))):
        if gap.start > at:
            pieces.append(text[at : gap.start])
            segments.append(Segment(length, at, gap.start - at))
            length += gap.start - at
        if gap.end > gap.start:
            words.append(" ".join(text[gap.start : gap.end].strip(" ~").split()))
        at = gap.end
    return Cleaned("".join(pieces), tuple(segments)), words


def _struck(text: str, at: int) -> Iterator[Span]:
    while mark := _MARK.search(text, at):
        at = mark.end()
        if not mark["struck"]:
            at = after_code(text, mark)
        elif (closing := _CLOSING.search(text, at, at + _LONGEST)) and closing.group() == "~~":
            at = closing.end()
            at += text[mark.start() - 1 : mark.start()] == " " == text[at : at + 1]  # one blank between two words
            yield Span(mark.start(), at)


def after_code(text: str, mark: re.Match[str]) -> int:
    """Where the code ends that a mark opens: a fence (`ticks`), which reaches to the next or to the end of the text, or
    back ticks inside of a paragraph (`code`). Behind the mark itself if nothing closes it."""
    at = mark.end()
    if mark["ticks"]:
        end = re.compile(rf"^[ ]{{0,3}}{mark['ticks']}[ \t]*$", re.M).search(text, at)
        return end.end() if end else len(text)
    end_of_code = text.find(mark["code"], at, at + 1000)
    blank = text.find("\n\n", at, at + 1000)
    return end_of_code + len(mark["code"]) if end_of_code >= 0 and not 0 <= blank < end_of_code else at
