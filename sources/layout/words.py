"""Characters into words, by the white between them; what is drawn twice (for bold type, or over a picture) counts
once."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from sources.layout.page import Glyph, Word, is_rtl

_GAP = 0.13  # of the type's size: white between two letters that parts words
_LEADERS = 5  # dots that stand by themselves one after the other
_MARKS = frozenset("0123456789*†‡§¶")


def words(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of glyphs that are written in one direction, in the order in which they are drawn."""
    found: list[tuple[Word, bool]] = []
    for run in _runs(glyphs):
        found += _words_of(run)
    return _once(_together(found))


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that follow each other on one baseline, marks above it with them."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is None or not _follows(last, glyph):
            runs.append([])
        runs[-1].append(glyph)
    return runs


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    forward = -0.6 * size < glyph.x0 - last.x1
    if not (glyph.text.isascii() and last.text.isascii()) and (is_rtl(glyph.text) or is_rtl(last.text)):
        forward = True
    return forward and abs(glyph.base - last.base) < (0.5 if _differ(last, glyph) else 0.2) * size


def _differ(one: Glyph, other: Glyph) -> bool:
    return not 0.8 <= one.size / other.size <= 1.25


def _words_of(run: Sequence[Glyph]) -> list[tuple[Word, bool]]:
    """The words of a run, each with whether a blank is drawn before it."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(run) if not (a.text.isspace() or b.text.isspace() or _leads(a, b))]
    size = max(glyph.size for glyph in run)
    usual = min(max(median(gaps), -0.1 * size), 0.35 * size) if len(gaps) >= 6 else 0.0
    found: list[list[Glyph]] = []
    blanks: list[bool] = []
    open_word = blank = False
    for glyph in run:
        if glyph.text.isspace():
            open_word, blank = False, True
            continue
        if open_word:
            last = found[-1][-1]
            gap = max(glyph.x0 - last.x1, last.x0 - glyph.x1)
            open_word = gap < usual + _GAP * max(last.size, glyph.size) and not _marks_off(found[-1], glyph)
        if not open_word:
            found.append([])
            blanks.append(blank)
        open_word, blank = True, False
        found[-1].append(glyph)
    found, blanks = _without_leaders(found, blanks)
    made: list[tuple[Word, bool]] = []
    for number, part in enumerate(found):
        touching = bool(made) and made[-1][0].mark and not blanks[number]
        word = _word(part, found[number - 1] if number else None, touching)
        made.append((word._replace(parted=not blanks[number]), blanks[number]))
    return made


def _without_leaders(found: list[list[Glyph]], blanks: list[bool]) -> tuple[list[list[Glyph]], list[bool]]:
    """Words without the dots that lead from one cell to the next, each of which stands by itself."""
    dots = ["".join(glyph.text for glyph in part) in (".", "_") for part in found]
    gone: set[int] = set()
    start = 0
    for number, dot in enumerate([*dots, False]):
        if not dot:
            gone.update(range(start, number) if number - start >= _LEADERS else ())
            start = number + 1
    kept = [number for number in range(len(found)) if number not in gone]
    return [found[number] for number in kept], [blanks[number] for number in kept]


def _leads(last: Glyph, glyph: Glyph) -> bool:
    """Whether two glyphs are of the dots that lead from one cell to the next: the white between them is no measure."""
    return last.text == glyph.text and glyph.text in "._"


def _marks_off(word: list[Glyph], glyph: Glyph) -> bool:
    """Whether a raised mark begins or ends here: "found¹", "¹See"."""
    last = word[-1]
    raised = abs(last.base - glyph.base) > 0.15 * max(last.size, glyph.size)
    if not raised or not _differ(last, glyph):
        return False
    if glyph.size < last.size:
        return glyph.text in _MARKS and glyph.base < last.base and not last.text.isdigit()
    return last.base < glyph.base and all(one.text in _MARKS for one in word)


def _word(glyphs: list[Glyph], before: list[Glyph] | None, touching: bool) -> Word:
    """`touching` says that no blank parts it from a raised mark before it."""
    text = "".join(glyph.text for glyph in glyphs)
    if is_rtl(text) and glyphs[0].x0 <= glyphs[-1].x0:
        text = "".join(glyph.text for glyph in reversed(glyphs))
    size = max(glyph.size for glyph in glyphs)
    base = next(glyph.base for glyph in glyphs if glyph.size == size)
    mark = (
        before is not None
        and abs(glyphs[0].x0 - before[-1].x1) < 0.2 * before[-1].size
        and (
            (
                all(glyph.text in _MARKS for glyph in glyphs)
                and size < 0.8 * before[-1].size
                and base < before[-1].base - 0.15 * before[-1].size
            )
            or (touching and not glyphs[0].text.isalnum())
        )
    )
    left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    return Word(text, left, right, base, size, all(glyph.bold for glyph in glyphs), mark)


def _together(found: list[tuple[Word, bool]]) -> list[Word]:
    """Pieces of a word that were not drawn one after the other, put together."""
    kept: list[Word] = []
    for word, blank in sorted(found, key=lambda one: (round(one[0].base), one[0].x0)):
        last = kept[-1] if kept else None
        if (
            last
            and not (blank or last.mark or word.mark)
            and abs(last.base - word.base) < 0.05 * word.size
            and abs(last.size - word.size) < 0.05 * word.size
            and -0.05 * word.size < word.x0 - last.x1 < 0.08 * word.size
        ):
            kept[-1] = last._replace(text=last.text + word.text, x1=word.x1, bold=last.bold and word.bold)
        else:
            kept.append(word)
    return kept


def _once(found: list[Word]) -> list[Word]:
    """The words without those that stand where the same word stands already."""
    kept: list[Word] = []
    seen: dict[tuple[str, int, int], Word] = {}
    for word in found:
        step = max(0.25 * word.size, 0.1)
        x, y = int(word.x0 // step), int(word.base // step)
        near = (seen.get((word.text, x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if any(
            one and abs(one.x0 - word.x0) < 0.15 * word.size and abs(one.base - word.base) < 0.15 * word.size
            for one in near
        ):
            continue
        seen[(word.text, x, y)] = word
        kept.append(word)
    return kept
