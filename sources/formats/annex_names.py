"""The names that a cell of an annex holds in its lines: `Exampla Optics LLC (EO LLC; in Russian: ООО Экземпла)`, `a.k.a. Lens Office`.

The first is the party's. What stands in brackets is a name of its own where a label says so (`a.k.a.`, `in Russian:`), where it is
in another script, or where it reads like a short name; any other bracket belongs to the name before it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from sources.formats.short_names import is_short_name

_LABEL = r"(?:(?:good|low)[ -]quality )?(?:a\.?k\.?a|f\.?k\.?a)\.?|also known as|formerly(?: known as)?|previously known as|alias(?:es)?"
_MARK = re.compile(rf"[(;)]|(?<![\w.])(?:{_LABEL})(?![\w.])[:,]?", re.I)
_LANGUAGE = re.compile(
    r"\s*+(?:(?:in )?[A-Z][a-z]{2,11}(?: spelling| script| name)?|(?:local|original) (?:spelling|name)):", re.I
)
_WEAK = re.compile(r"low[ -]quality", re.I)


class Named(NamedTuple):
    """A name: where it stands in the line, and whether the line calls it a weak one."""

    start: int
    end: int
    weak: bool


def names_in(line: str) -> Iterator[Named]:
    """The names of a line, in their order. Offsets are the line's."""
    start, opener, weak = 0, "", False
    held: Named | None = None  # a name that a bracket behind it may still belong to
    for mark in [*_MARK.finditer(line), None]:
        end = mark.start() if mark else len(line)
        found = _trimmed(line, start, end, weak)
        if found is not None:
            own = opener != "(" or _own(line, start, end, mark)
            if held is not None and not own:
                close = line.find(")", found.end)
                held = held._replace(end=close + 1 if close >= 0 else found.end)
            elif held is not None and opener == ")" and line[held.end - 1] == ")":
                held = held._replace(end=found.end)
            elif opener != ")" or held is None:
                if held is not None:
                    yield held
                held = found
        if mark is not None:
            start, opener = mark.end(), mark.group()
            weak = bool(_WEAK.search(opener)) or (weak and opener == ";")
    if held is not None:
        yield held


def _trimmed(line: str, start: int, end: int, weak: bool) -> Named | None:
    """The stretch without blanks and commas around it and without the language it is said to be in; None if nothing is left."""
    if language := _LANGUAGE.match(line, start, end):
        start = language.end()
    words = line[start:end]
    start += len(words) - len(words.lstrip(" ,:"))
    end -= len(words) - len(words.rstrip(" ,:"))
    return Named(start, end, weak) if re.search(r"\w{2}", line[start:end]) else None


def _own(line: str, start: int, end: int, mark: re.Match[str] | None) -> bool:
    """Whether the words of a bracket are a name of their own."""
    inner = line[start:end].strip()
    listed = mark is not None and mark.group() == ";"
    return listed or bool(_LANGUAGE.match(line, start, end)) or not _latin(inner) or is_short_name(inner)


def _latin(words: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") for c in words if c.isalpha())
