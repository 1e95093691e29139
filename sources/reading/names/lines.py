"""Where a sentence or line begins and ends around a name, and whether it is in title case."""

import re

from sources.reading.words.lexicon import common, folded, places

_OPENERS = " \"'([{#>•·-—|+✓→"

_ENDS = ".!?:;\n"

_WORDS = re.compile(r"[A-Za-z][\w'-]*")

_SMALL = folded("title_case_small")

_LINE_END = re.compile(r"\n|(?<=[a-z]{4}[.?!]) |(?<=[a-z]{4}[.?!]\") ")


def at_start(view: str, start: int) -> bool:
    """Whether a sentence, a row or a quotation begins at `start`."""
    i = start - 1
    opened = False
    while i >= 0 and view[i] in _OPENERS:
        opened = opened or view[i] in '"•#>|·'
        i -= 1
    return i < 0 or opened or view[i] in _ENDS


def line_of(view: str, start: int) -> tuple[int, int, bool]:
    """The bounds of the sentence or line around `start`, and whether it is in title case (or all capitals).

    In title case a capital says nothing: no word but small ones is in lower case, and some verb or other plain word is not.
    """
    begin = floor = max(0, start - 500)
    for mark in ("\n", ". ", "? ", "! ", '" '):
        place = view.rfind(mark, floor, start)
        if place >= begin and (mark != ". " or view[max(0, place - 4) : place].islower()):
            begin = place + len(mark)
    end = found.end() if (found := _LINE_END.search(view, start)) else len(view)
    listed = _WORDS.findall(view[begin:end])
    if len(listed) < 4 or listed[0].islower() or any(word.islower() and word not in _SMALL for word in listed):
        return begin, max(end, start + 1), False
    if all(word.isupper() for word in listed):
        return begin, max(end, start + 1), True
    known = (
        folded("org_heads")
        | folded("group_nouns")
        | folded("industry_words")
        | folded("legal_forms")
        | folded("generic_caps")
    )
    plain = [
        word
        for word in listed[1:]
        if (low := word.casefold()) in common() and low not in known and low not in places() and low not in _SMALL
    ]
    titled = len(plain) > 1 or any(word.casefold() in folded("title_verbs") for word in listed[1:])
    return begin, max(end, start + 1), titled and bool(plain)
