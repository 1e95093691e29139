"""Which blocks of a web page are the document, and which belong to the page around it.

Everything that is seen is the document, but for what is furniture by its tag or name and for links that lead
elsewhere: those before the title, those outside of the main part that nothing introduces, and those under a heading
such as "Related stories". A name that is a link in a list, a table or a paragraph stays. What is left out is handed
back with the reason.
"""

import re
from collections.abc import Sequence

from sources.formats.page import PageBlock
from sources.metadata import find_published

_ELSEWHERE = tuple(
    re.compile(rf"(?:{words})\W*", re.I)
    for words in (
        r"(?:more|other|latest|top|recent|popular|trending|related|recommended|featured|upcoming|suggested)\b.{0,40}",
        r"(?:most|also|read|see|you (?:may|might)|keep|what to|up) .{0,12}\b(?:popular|read|viewed|shared|like|next|more|also|reading)\b.{0,30}",
        r"(?:follow|share|connect|stay|join|get|don.t|editors?.?|elsewhere|sponsored)\b.{0,12}\b(?:us|this|updates|miss|picks?|choice|in|content)\b.{0,30}",
        r"topics?|tags?|categories|sections|explore|quick links|newsletters?|navigation|menu|breadcrumb|in this section",
        r"about us|company|contact(?: us)?|site ?map|subscribe|archives?|share|comments?|connected|most read|read next|up next",
    )
)
"""Headings over links to other pages."""
_LISTED = re.compile(
    r"\b(?:entit(?:y|ies)|parties|part(?:y|ies) (?:added|removed|listed)|persons|individuals|vessels|companies|firms|names|aliases|addresses|"
    r"affiliates|subsidiaries|additions|removals|designations|added|removed|sanctioned|designated|grounds)\b",
    re.I,
)
"""Words of a heading that say that names follow, though they are links: "Related entities", "Other companies added"."""
_FOOT = re.compile(r"\u00a9 ?\d{4}|\bCopyright (?:\u00a9 ?|\(c\) ?)?\d{4}\b", re.I)
_FOOT_LINE = 200  # characters of a line of copyright at most
_HEADING = re.compile(r"h([1-6])")
_LONG = 80  # characters from which on a block is a paragraph
_SNIPPET = 300  # characters of a teaser under a linked headline
_NEAR = 20  # blocks between the title and the first paragraph in which the day may stand


class _Choice:
    def __init__(self, blocks: Sequence[PageBlock], title: str | None) -> None:
        self.blocks = blocks
        self.left: dict[str, list[str]] = {}
        self.kept: list[PageBlock] = []
        self.title = _title(blocks, title)
        self.begin = self.title if self.title is not None else _first_text(blocks)
        self._declared = any(not block.main for block in blocks)  # whether the page says what its main part is
        self._ended = False  # whether links to other pages began, outside of a declared main part
        self._elsewhere = 0  # level of the heading over links to other pages; 0 outside of such a section
        self._headline = False  # whether a linked headline in such a section stands just above
        self._said: PageBlock | None = None  # what may introduce a list

    def run(self) -> None:
        days = self._days()
        for number, block in enumerate(self.blocks):
            if number == self.title or number in days:
                reason = ""
            else:
                reason = block.furniture or self._links_away(number, block)
            if reason:
                self.left.setdefault(reason, []).append(block.text)
            else:
                self.kept.append(block)
                self._said = block if not block.linked else self._said

    def _links_away(self, number: int, block: PageBlock) -> str:
        """Why a block that no tag and no name tells is of the page around: it leads elsewhere."""
        if block.tag in ("tr", "group"):
            return ""
        if number < self.begin:
            return "navigation" if block.linked else ""
        level = _HEADING.fullmatch(block.tag)
        headline, self._headline = self._headline, False
        if level and not block.linked:
            self._elsewhere = int(level[1]) if self._leads_away(number, block) else 0
            self._ended = self._ended or (self._elsewhere > 0 and not (self._declared and block.main))
            return "related links" if self._elsewhere else ""
        if self._elsewhere and level and int(level[1]) < self._elsewhere:
            self._elsewhere = 0
        if self._elsewhere:
            self._headline = bool(level)
            if block.linked or (headline and len(block.text) < _SNIPPET):
                return "related links"
            self._elsewhere = 0
        if block.linked and not block.main and not self._introduced():
            return "related links"
        return "footer" if len(block.text) < _FOOT_LINE and _FOOT.search(block.text) else ""

    def _leads_away(self, number: int, block: PageBlock) -> bool:
        """Whether a heading says that what follows is about other pages, and it is links."""
        if _LISTED.search(block.text):
            return False
        following = next((b for b in self.blocks[number + 1 : number + 1 + _NEAR] if not b.furniture), None)
        if following is None or not following.linked:
            return False
        goes_on = self._ended and not (self._declared and block.main)
        return goes_on or any(words.fullmatch(block.text) for words in _ELSEWHERE)

    def _introduced(self) -> bool:
        """Whether the text itself leads to a list: a heading above it, or a line that ends with a colon."""
        said = self._said
        return said is not None and bool(_HEADING.fullmatch(said.tag) or said.text.rstrip().endswith(":"))

    def _days(self) -> set[int]:
        """The lines between title and text that say the day of publication, wherever they stand."""
        stop = next((n for n in range(self.begin, len(self.blocks)) if _is_text(self.blocks[n])), len(self.blocks))
        near = range(max(self.begin, stop - _NEAR), stop)
        return {n for n in near if self.blocks[n].furniture and find_published(self.blocks[n].text)}


def choose(blocks: Sequence[PageBlock], title: str | None) -> tuple[list[PageBlock], dict[str, list[str]]]:
    """The blocks that are the document, in order, and the words of all others by what they are.

    `title` is what the page says its title is. Where furniture is all there is, it is the document.
    """
    choice = _Choice(blocks, title)
    choice.run()
    if not any(_HEADING.fullmatch(block.tag) is None for block in choice.kept):
        return list(blocks), {}
    return choice.kept, choice.left


def _title(blocks: Sequence[PageBlock], title: str | None) -> int | None:
    """The heading that is the page's title, outside of furniture if it stands there as well."""
    found = [n for n, block in enumerate(blocks) if block.tag in ("h1", "h2") and block.text == title]
    return next((n for n in found if not blocks[n].furniture), found[0] if found else None)


def _first_text(blocks: Sequence[PageBlock]) -> int:
    """Where the text begins on a page whose title stands in no heading."""
    headings = [n for n, block in enumerate(blocks) if block.tag == "h1" and not block.furniture and not block.linked]
    if headings:
        return headings[0]
    words = next((n for n, block in enumerate(blocks) if not block.furniture and not block.linked), 0)
    return next((n for n, block in enumerate(blocks) if _is_text(block)), words)


def _is_text(block: PageBlock) -> bool:
    """Whether a block is of the text for certain."""
    return not block.furniture and not block.linked and (len(block.text) > _LONG or block.tag in ("tr", "group"))
