"""The words of a question that were understood so far, and those that were not.

Every phrase that a query holds is taken out of the question by its span. What is left, beside words that narrow nothing,
is what the query does not hold.
"""

import re
from collections.abc import Iterable, Iterator

_TAKEN = "\ue000"
"""Stands for a character that was taken: no word, no blank, in no question."""

NAME = "\ue001"
"""Stands for a character of a name that lists have: whatever words a name is made of, they say nothing else."""

_IDLE_WORDS = (
    "a an the this these those there here is are was were be been being has have had do does did that which what who whom i me we "
    "us you please now currently today so far ever yet all any some also actually exactly of and together altogether total overall "
    "got stand stands appear appears present presently tell"
)
_IDLE = frozenset(_IDLE_WORDS.split())
"""Words that narrow nothing."""
_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*")
_GAP = re.compile(r"[^\w\s\ue000]*\s+")


class Scan:
    """One question, with the spans of it that are understood. `names` are those of listed parties in it."""

    def __init__(self, text: str, names: Iterable[str] = ()) -> None:
        self.rest = text.replace(_TAKEN, " ").replace(NAME, " ")
        for name in names:
            self.rest = self.rest.replace(name, NAME * len(name))

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match in what is left, taken out."""
        match = pattern.search(self.rest)
        if match is not None:
            self.drop(*match.span())
        return match

    def take_all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match in what is left, taken out one by one."""
        while (match := self.take(pattern)) is not None:
            if not match.group():
                return
            yield match

    def drop(self, start: int, end: int) -> None:
        """Take a span out."""
        self.rest = f"{self.rest[:start]}{_TAKEN * (end - start)}{self.rest[end:]}"

    def lead(self, start: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The words right before a place that was taken, taken out as well; the pattern ends in `$`."""
        match = pattern.search(self.rest[:start])
        if match is not None:
            self.drop(*match.span())
        return match

    def left(self) -> tuple[str, ...]:
        """The runs of words that are left, without idle words at their ends."""
        runs: list[list[str]] = []
        at = -1
        for match in _WORD.finditer(self.rest):
            if at < 0 or not _GAP.fullmatch(self.rest[at : match.start()]):
                runs.append([])
            runs[-1].append(match.group())
            at = match.end()
        return tuple(words for run in runs if (words := _trimmed(run)))


def _trimmed(run: list[str]) -> str:
    while run and run[0].lower() in _IDLE:
        run = run[1:]
    while run and run[-1].lower() in _IDLE:
        run = run[:-1]
    return " ".join(run)
