"""What stands on a page, in coordinates of its upright text: x grows to the right, y grows downwards, in points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

_INITIAL = 1.9
"""Times the size of the letters beside it: type from which on a letter is an initial."""


class Glyph(NamedTuple):
    """One character as drawn: its left and right edge, its baseline, the size of its type, and whether it is bold."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


class Word(NamedTuple):
    """Characters without white space between them. `mark` says that it is a raised mark which touches the word
    before it, `parted` that no blank is drawn before it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    mark: bool = False
    parted: bool = False

    @property
    def top(self) -> float:
        """The upper edge of its letters."""
        return self.base - 0.7 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its letters."""
        return self.base + 0.15 * self.size


class Rule(NamedTuple):
    """A drawn line that lies flat."""

    x0: float
    x1: float
    y: float


@dataclass(slots=True)
class Page:
    """One page: its upright words, its flat rules, and the words of each other direction of writing; how many `pictures`
    on it may hold words that are not read, how many of its characters are `hidden`, and how many are `unknown`, for
    their font does not say which letters they are."""

    words: list[Word]
    rules: list[Rule] = field(default_factory=list)
    turned: list[list[Word]] = field(default_factory=list)
    pictures: int = 0
    hidden: int = 0
    unknown: int = 0


@dataclass(slots=True)
class Line:
    """Words on one baseline. `left` and `right` are the edges of the column it stands in; `cells` are its texts
    where wide gaps part it."""

    words: list[Word]
    base: float
    size: float
    left: float = 0.0
    right: float = 0.0
    cells: tuple[str, ...] = ()

    @property
    def x0(self) -> float:
        """Where its first word begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where its last word ends."""
        return max(word.x1 for word in self.words)

    @property
    def text(self) -> str:
        """Its words with blanks between them."""
        return joined(self.words)

    @property
    def bold(self) -> float:
        """The share of its letters that are bold."""
        return sum(len(word.text) for word in self.words if word.bold) / sum(len(word.text) for word in self.words)


def joined(words: Iterable[Word]) -> str:
    """Words with blanks between them; a raised mark touches the word before it."""
    return "".join(word.text if word.mark else f" {word.text}" for word in words).strip()


def body_size(words: Iterable[Word]) -> float:
    """The size in which most letters are set, to half a point; 10 where there are none."""
    letters: dict[float, int] = {}
    for word in words:
        size = round(2 * word.size) / 2
        letters[size] = letters.get(size, 0) + len(word.text)
    return max(letters, key=lambda size: (letters[size], size)) if letters else 10.0


def rows(words: Sequence[Word]) -> list[Line]:
    """Words by baseline, from top to bottom, each row from left to right. A raised mark stays in the row that it
    touches."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        near = next((row for row in reversed(found[-3:]) if _in_row(word, row)), None)
        if near is None:
            found.append([word])
        else:
            near.append(word)
    lines = []
    for row in found:
        row.sort(key=lambda word: word.x0)
        size = max(word.size for word in row)
        lines.append(Line(row, median(word.base for word in row if word.size >= 0.8 * size), size))
    return sorted(lines, key=lambda line: line.base)


def _in_row(word: Word, row: list[Word]) -> bool:
    big = max(row, key=lambda other: other.size)
    size = max(word.size, big.size)
    if big.size > _INITIAL * word.size:  # lines beside a large letter are lines of their own
        return not any(_alike(word, other) and abs(word.base - other.base) > 0.3 * word.size for other in row) and (
            abs(word.base - big.base) < 0.5 * size and _beside(word, row)
        )
    if word.size < 0.8 * big.size or big.size < 0.8 * word.size:  # one of them may be raised or lowered
        return abs(word.base - big.base) < 0.5 * size and _beside(word, row)
    return abs(word.base - big.base) < 0.3 * size


def _alike(word: Word, other: Word) -> bool:
    return 0.8 < word.size / other.size < 1.25


def _beside(word: Word, row: list[Word]) -> bool:
    """Whether a word of another size stands close to one of the row."""
    reach = max(word.size, row[0].size)
    return any(-0.3 * reach < max(word.x0 - other.x1, other.x0 - word.x1) < 0.8 * reach for other in row)


def turned_right(words: Sequence[Word]) -> list[Word]:
    """Words of a line in the order in which they are read: runs of right-to-left letters are turned round."""
    found: list[Word] = []
    run: list[Word] = []
    for word in words:
        if is_rtl(word.text):
            run.append(word)
        else:
            found += [*reversed(run), word]
            run = []
    return found + list(reversed(run))


def is_rtl(text: str) -> bool:
    """Whether most letters are Hebrew, Arabic or Syriac."""
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and 2 * sum(
        "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in letters
    ) > len(letters)
