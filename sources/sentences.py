"""Sentences with exact offsets, made for legal and news English.

The method is the usual one for rules: every mark that may end a sentence is a candidate, and the word before it and the
words after it decide (Grefenstette and Tapanainen 1994, "What is a word, what is a sentence?").

Of the 75 cases in tests/unit/sentences.txt, pysbd gets 60 (at 0.03 MB/s), blingfire 61 (25 MB/s), syntok 55 (1.2 MB/s), and this
module, whose tables were completed on them, all (5 to 8 MB/s); none of the others knows lists, wrapped lines or transcripts.
"""

import re

from sources.abbreviations import CITED, COMPANY, MAYBE, NEVER, NUMBERED, OPENERS
from sources.blocks import blocks
from sources.document import Span

_CANDIDATE = re.compile(r"[.!?…]+|[。！？]")
_CLOSING = re.compile(
    r"(?:[\"”’'»)\]}*_]|\[\d{1,3}\]|\\\d{1,3}\\)*"
)  # `\1\`: a footnote's mark in the Federal Register
_OPENING = re.compile(r"(?:[\"“‘'«(\[{*_<]|[—–-]+\s*|…\s*)*")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_][\w.&’']{0,30}|\d[\d.,]{0,30})$")
_NEXT = re.compile(r"([^\W\d_][\w’'-]*)(?:[\s,]+([^\s]))?")
_SPEECH = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,5}(?:said|asked|says|asks|told|added|wrote|replied|responded|shouted|tweeted|warned|continued)\b"
)
_FOOTNOTE = re.compile(r"\d{1,3}(?=\s+[A-Z“\"])")
_ZONE = re.compile(r"(?:[A-Z]{2,4}|Eastern|Central|Pacific|Mountain|Local|Greenwich|Beijing|Washington|Moscow)\b")
_DAY = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)\s"
)
_ENUMERATED = re.compile(r"\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s")
_RUN_IN = re.compile(r"(\*\*|__)(?!\s)[^*_]{3,200}?[.:]\1(?=\s)|(\*\*|__)(?!\s)[^*_]{3,200}?\2:(?=\s)")
_DOMAIN = re.compile(
    r"(?:com|gov|org|net|edu|mil|int|info|io|co|cn|ru|uk|eu|html?|pdf|js|aspx?|php|txt|md|xml|json|csv)\b", re.I
)
_FILE = re.compile(r"\w+\.[a-z0-9]")
_PART = re.compile(r"[A-Z](?:[\s.,;:)]|$)")
_SECTION = re.compile(r"(?:section|sec\.?|article|art\.?|part|chapter|title|item|step|§)\s*$", re.I)


LONGEST = 3_000
"""Characters of a sentence at most. The longest of 12,700 sentences of rules, briefings and reports has 939; what is longer is
a list, a table or no prose at all, and rules over sentences take more than linear time in it."""

_SHORTEST = 8
"""Words of a cell of a table from which on it may be a sentence by itself."""

_GENTLE = (re.compile(r";\s"), re.compile(r"[,:—]\s"), re.compile(r"\s"))


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, without overlap.

    In: cleaned text. Out: spans without white space at their ends; list and heading marks (`-`, `•`, `#`) stand outside,
    everything else is covered. Headings, list items and table rows are sentences of their own, and hard-wrapped lines are
    joined. A closing quotation mark belongs to the sentence it closes, a speaker's label to the first sentence of the turn.
    """
    found: list[Span] = []
    for block in blocks(text):
        for start, end in _told_apart(text, block.start, block.end):
            found += sentences_of(text, start, end)
    return found


def _told_apart(text: str, start: int, end: int) -> list[Span]:
    """A block as a whole; the cells of a row one by one where each of them holds whole sentences (texts that stand side
    by side), for a sentence of the one is none of the other."""
    if text.find("\t", start, end) < 0:
        return [Span(start, end)]
    cells: list[Span] = []
    for cell in re.finditer(r"[^\t]+", text[start:end]):
        shown = cell.group().strip()
        if shown:
            at = start + cell.start() + cell.group().index(shown)
            cells.append(Span(at, at + len(shown)))
    texts = [cell for cell in cells if _has_letter(text, cell.start, cell.end)]
    return texts if all(_is_prose(text[cell.start : cell.end]) for cell in texts) else [Span(start, end)]


def _is_prose(cell: str) -> bool:
    """Whether a cell ends as a sentence does and is long enough to be one, most of its words in small letters."""
    words = cell.split()
    small = sum(word[:1].islower() for word in words)
    return len(words) >= _SHORTEST and 2 * small >= len(words) and cell.rstrip('"”’)]*').endswith((".", "!", "?"))


def sentences_of(text: str, start: int, end: int) -> list[Span]:
    """The sentences of one block (a paragraph, a list item) that fills `start:end`."""
    found: list[Span] = []
    for stop in _ends(text, start, end):
        if not _has_letter(text, start, stop) and found:
            found[-1] = Span(found[-1].start, stop)  # ". ." and the like belong to what they follow
        else:
            found.append(Span(start, stop))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    return [piece for span in found for piece in _bounded(text, span)]


def _bounded(text: str, span: Span) -> list[Span]:
    """A sentence, or where it is too long its pieces, cut behind the last semicolon, comma or word that fits."""
    found: list[Span] = []
    start, end = span
    while end - start > LONGEST:
        half, most = start + LONGEST // 2, start + LONGEST
        cuts = (max((m.start() + 1 for m in gentle.finditer(text, half, most)), default=0) for gentle in _GENTLE)
        stop = next((cut for cut in cuts if cut), most)
        shown = text[start:stop].rstrip()
        if shown:
            found.append(Span(start, start + len(shown)))
        start = stop
        while text[start].isspace():
            start += 1
    found.append(Span(start, end))
    return found


def _has_letter(text: str, start: int, end: int) -> bool:
    return any(text[i].isalnum() for i in range(start, end))


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences end in the block `start:end`; its own end is always the last."""
    found = []
    if (heading := _RUN_IN.match(text, start, end)) and heading.end() < end:
        found.append(heading.end())  # "**Entity List additions:** The Department ..."
        start = heading.end()
    for candidate in _CANDIDATE.finditer(text, start, end):
        closed = _CLOSING.match(text, candidate.end(), end)
        after = closed.end() if closed else candidate.end()
        if after >= end:
            break
        if text[after].isspace():
            if _is_boundary(text, start, candidate.start(), candidate.end(), after, end):
                found.append(after)
        elif cut := _glued(text, start, candidate.start(), candidate.end(), after, end):
            found.append(cut)
    found.append(end)
    return found


def _glued(text: str, start: int, mark: int, mark_end: int, after: int, end: int) -> int | None:
    """Where a sentence ends although no space follows its mark: "time period.The ban", a footnote's number, Chinese."""
    if text[mark] in "。！？":
        return after
    before, here = text[mark - 1 : mark], text[after]
    if text[mark_end - 1] not in ".!?" or not (before.islower() or before in ')]”"’%'):
        return None
    if (note := _FOOTNOTE.match(text, after, end)) and not _abbreviated(text, start, mark):
        return note.end()
    if here == "“":
        return after
    if (
        not here.isupper()
        or after + 1 >= end
        or not (text[after + 1].islower() or text[after + 1 : after + 2].isspace())
    ):
        return None
    word = _WORD_BEFORE.search(text, max(start, mark - 30), mark)
    if (
        (word and (len(word[0]) < 3 or "." in word[0]))
        or _DOMAIN.match(text, after, end)
        or _FILE.match(text, after, end)
    ):
        return None
    token = text[max(start, mark - 80) : mark].rsplit(None, 1)[-1:]
    return None if token and re.search(r"[/@\\]|^www\.", token[0]) else after


def _abbreviated(text: str, start: int, mark: int) -> bool:
    word = _WORD_BEFORE.search(text, max(start, mark - 30), mark)
    return word is not None and word[0].lower() in NEVER | NUMBERED | CITED | COMPANY


def _is_boundary(text: str, start: int, mark: int, mark_end: int, after: int, end: int) -> bool:
    """Whether the mark at `mark:mark_end`, closed at `after` and followed by white space, ends a sentence."""
    following = after
    while text[following].isspace():
        following += 1
    if "\t" in text[after:following]:  # the border of a table's cells
        return False
    opened = _OPENING.match(text, following, end)
    head = opened.end() if opened else following
    if head >= end:
        return False
    here = text[head]
    if _ENUMERATED.match(text, following, end):
        return text[mark:mark_end] != "." or not _abbreviated(text, start, mark)
    if here.islower() and not text[head + 1 : head + 2].isupper():  # but "iFlytek", "eBay"
        return False
    if not (here.isalnum() or here in '$§€£¥#@&\\~>“"'):
        return False
    kind = text[mark:mark_end]
    if "?" in kind or "!" in kind:
        return not (after > mark_end and _SPEECH.match(text, following, end))
    if kind != ".":
        return _ellipsis_ends(text, start, mark, kind)
    word = _WORD_BEFORE.search(text, max(start, mark - 30), mark)
    if not word:
        return True
    return _word_ends(text, start, word.start(), word[0], head, following, end)


def _ellipsis_ends(text: str, start: int, mark: int, kind: str) -> bool:
    if text[mark - 1 : mark] in ("[", "("):
        return False
    last = text[max(start, mark - 30) : mark].split()[-1:]
    return not (
        last and last[0].lower() in {"the", "a", "an", "of", "to", "and", "in", "by", "for", "with", "on", "at", "from"}
    )


def _word_ends(text: str, start: int, word_start: int, word: str, head: int, following: int, end: int) -> bool:
    """Whether a sentence ends after `word.`, given that what follows at `head` could begin one."""
    low = word.lower()
    here = text[head]
    number = here.isdigit() or here in "§#"
    if word[0].isdigit():  # none where the number begins the sentence, or is that of a section
        lead = text[start:word_start]
        return not (not lead.strip(" (*_") or (len(lead) < 12 and _SECTION.search(lead)))
    if low in NEVER:
        return False
    if low in NUMBERED or low in CITED:
        return (
            not number
            and not _PART.match(text, head, end)
            and (low in {"no", "app", "ex", "ref", "art"} or _opens(text, head, end))
        )
    if low in {"a.m", "p.m"}:
        return not number and not _ZONE.match(text, head, end) and not _DAY.match(text, head, end)
    if low == "etc":
        return True
    nexts = _NEXT.match(text, head, end)
    following_word = nexts[1].lower() if nexts else ""
    if low in COMPANY and (word[0].isupper() or "." in word):
        return not number and _form_ends(text[following], nexts)
    if len(word) == 1 and word.isalpha():
        return (
            not number
            and word.isupper()
            and bool(text[start:word_start].strip())
            and following_word in OPENERS - {"a", "an", "i", "no"}
        )
    initials = "." in word and all(len(part) <= 3 for part in word.split("."))
    if initials or (low in MAYBE and word[0].isupper()):
        return not number and following_word in OPENERS
    return True


def _form_ends(following: str, nexts: re.Match[str] | None) -> bool:
    """Whether a sentence ends at a legal form (`Co.`), by the character that follows it and the next words."""
    word = nexts[1].lower() if nexts else ""
    if following in "([" or word in COMPANY:
        return False
    if following in '“"' or word in OPENERS:
        return True
    return bool(nexts and nexts[2] and nexts[2].islower())


def _opens(text: str, head: int, end: int) -> bool:
    nexts = _NEXT.match(text, head, end)
    return nexts is not None and nexts[1].lower() in OPENERS
