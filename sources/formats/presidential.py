"""Documents of the President (executive orders, proclamations, memoranda): their title with its number and day, and
their sections."""

import re
from collections.abc import Sequence

from sources.document import Span

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_ACT = r"(?:Executive Order|Proclamation|Memorandum|Notice|Order|Presidential (?:Determination|Permit|Order))"
_NUMBER = re.compile(
    rf"^[ \t]*(?P<words>{_ACT}"
    rf"(?: No\.)?(?: [\d–-]{{1,9}})? of {_MONTH} \d{{1,2}}, \d{{4}})[ \t]*$",
    re.M,
)
_AUTHORITY = re.compile(
    r"\bBy (?:the )?(?:authority|virtue of the authority|power) vested in me (?:as|by)\b|\bvested in me as President\b",
    re.I,
)
_SECTION = re.compile(r"(?:^|\n)[ \t]*[*_#]*(?:Section|Sec\.)[ \t]+(?P<number>\d{1,3}[A-Za-z]?)\.(?=[*_]*[ \t\n])")
_HEAD = 8000  # characters within which such a document says what it is
_SKIPPED = frozenset({"TITLE3", "PRES", "PRTPAGE"})


def is_presidential(text: str) -> bool:
    """Whether a text is a document of the President itself, not one about it: by its line of number and day, or by
    its first words."""
    return _NUMBER.search(text, 0, _HEAD) is not None or _AUTHORITY.search(text, 0, _HEAD) is not None


def sections(text: str) -> list[tuple[int, str]]:
    """(offset, heading) of each section: `Section 1.`, `Sec. 2.` at the start of a paragraph."""
    found = []
    for match in _SECTION.finditer(text):
        words = match.group()
        found.append((match.start() + len(words) - len(words.lstrip()), f"Section {match['number']}"))
    return found


def title_by_tags(blocks: Sequence[tuple[str, Span]]) -> Span | None:
    """The title among the blocks of the XML: the line with number and day, and the heading behind it."""
    for number, (tag, span) in enumerate(blocks):
        if tag == "HD":
            before = blocks[number - 1] if number else None
            return Span(before[1].start, span.end) if before and before[0] not in _SKIPPED else span
    return None


def title_in_text(text: str) -> Span | None:
    """The title in the printed page: the line with number and day, and the paragraph behind it."""
    line = _NUMBER.search(text, 0, _HEAD)
    if line is None:
        return None
    following = re.compile(r"\s*(?P<words>\S[^\n]*(?:\n[ \t]*\S[^\n]*)*)").match(text, line.end())
    ends = following.end("words") if following and len(following["words"]) < 400 else line.end("words")
    return Span(line.start("words"), ends)
