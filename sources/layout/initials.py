"""Initials: the large letter with which a text begins, put to the word whose first letter it is."""

from collections.abc import Sequence

from sources.layout.page import Word, rows

_LARGER = 1.9  # times the size of the letters beside it
_LONGEST = 2  # letters; with a quotation mark before it
_REACH = 1.5  # sizes of the text between an initial and its lines


def with_initials(words: Sequence[Word], size: float) -> list[Word]:
    """The words of a page whose text is of that size, each initial as part of the first word beside it."""
    kept = list(words)
    for initial in [word for word in words if _may_be(word, size)]:
        beside = [word for word in kept if _stands_beside(word, initial)]
        lines = rows(beside)
        if len(lines) < 2 or not lines[0].words[0].text[:1].isalpha():
            continue
        first = lines[0].words[0]
        touches = first.x0 - initial.x1 < 0.6 * first.size and (first.text[:1].islower() or first.text.isupper())
        if touches and all(abs(line.x0 - first.x0) < first.size for line in lines):
            kept[kept.index(first)] = first._replace(text=initial.text + first.text)
            kept.remove(initial)
    return kept


def _may_be(word: Word, size: float) -> bool:
    return word.size >= _LARGER * size and len(word.text) <= _LONGEST and word.text[-1:].isupper()


def _stands_beside(word: Word, initial: Word) -> bool:
    """Whether a word is one of those that begin a line at the right of an initial."""
    across = -word.size < word.x0 - initial.x1 < _REACH * word.size
    down = initial.base - 0.9 * initial.size < word.base < initial.base + 0.3 * word.size
    return word.size * _LARGER <= initial.size and across and down
