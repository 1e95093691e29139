"""Texts that make a pattern work: its own pieces, repeated, with an end at which it cannot match.

The pieces are taken from the parse tree of the pattern, as Python's own `re` sees it: for every repetition what stands
before it and what it repeats; the beginnings of what the pattern matches (for a search that starts again at each of them);
and blanks, letters and marks that any text may have in number.
"""

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COMMON = (
    " ", "\n", "\t", "a", "A", "1", ",", "-", ".", "(", '"', "|", "*", "_", "#", "<", "’", "a ", "A ", "Aa ", "1 ", ", ", "a, ",
    "Aa, ", "Aa and ", "A. ", "- ", "()", '" ', "| ", " \n", "\n\n", "Aa-", "1,1", "the ", "1. ", "Aa's ", "of the ",
)  # fmt: skip
_TRIED = " aA1,.-('\"|\n\t*_#/&:;“’–@$%<>[]=!?é"
_MANY = 8
"""How many different matches of one piece are looked at."""


@dataclass(frozen=True, slots=True)
class Pump:
    """A text that grows: `before`, then `piece` again and again, then `after`."""

    before: str
    piece: str
    after: str

    def text(self, length: int) -> str:
        return self.before + self.piece * (length // len(self.piece)) + self.after


def pumps(pattern: re.Pattern[Any], most: int) -> list[Pump]:
    """The texts to try a pattern on, of so many pieces at most, taken evenly from all."""
    words = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = list(parser.parse(words, flags & ~re.DEBUG))
    ends = ("\x01", *_left_out(tree))
    own = {(before, piece) for before, piece in _repeats(tree, [""]) if piece}
    own |= {("", start) for whole in _matches(tree) for start in _beginnings(whole)}
    own |= {("", piece) for piece in _COMMON}
    pieces = sorted(own)
    return [Pump(before, piece, end) for before, piece in pieces[:: -(-len(pieces) // most)] for end in ends]


def _left_out(nodes: list[Any]) -> tuple[str, ...]:
    """Characters that a class of the pattern leaves out (`.` of `[^.;]`): at such a one a run breaks off."""
    found: dict[str, None] = {}
    for code, value in _flat(nodes):
        if code is op.NOT_LITERAL:
            found[chr(value)] = None
        elif code is op.IN and value[0][0] is op.NEGATE:
            found |= {chr(inner): None for kind, inner in value[1:] if kind is op.LITERAL}
    return tuple(found)[:2]


def _flat(nodes: Any) -> Iterator[tuple[Any, Any]]:
    for code, value in nodes:
        yield code, value
        for inner in _inside(code, value):
            yield from _flat(inner)


def _inside(code: Any, value: Any) -> list[list[Any]]:
    if code is op.SUBPATTERN:
        return [list(value[3])]
    if code is op.ATOMIC_GROUP:
        return [list(value)]
    if code is op.BRANCH:
        return [list(branch) for branch in value[1]]
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [list(value[2])]
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [list(value[1])]
    if code is op.GROUPREF_EXISTS:
        return [list(branch) for branch in value[1:] if branch]
    return []


def _repeats(nodes: list[Any], befores: list[str]) -> Iterator[tuple[str, str]]:
    """(what stands before, what is repeated) for every repetition inside."""
    befores = befores[:2]
    for place, (code, value) in enumerate(nodes):
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[1] > 1:
            bodies = _matches(list(value[2]))
            following = _matches(nodes[place + 1 : place + 2]) if place + 1 < len(nodes) else [""]
            for before in befores:
                yield from ((before, body) for body in bodies)
                yield from ((before, a + b) for a in bodies[:2] for b in bodies[1:4])
                yield from ((before, body + end) for body in bodies[:3] for end in following[:3])
        for inner in _inside(code, value):
            yield from _repeats(inner, befores)
        befores = [before + match for before in befores for match in _matches([(code, value)])[:2]][:2]


def _beginnings(whole: str) -> Iterator[str]:
    """The beginnings of a match: a search starts again at each, and works as far as it can."""
    parts = re.findall(r"\w+|\W", whole)[:14]
    for end in range(1, len(parts) + 1):
        start = "".join(parts[:end])
        yield start
        if not start.endswith(" "):
            yield start + " "


def _matches(nodes: list[Any]) -> list[str]:
    """A few different texts that a sequence matches."""
    choices = [_one(code, value) for code, value in nodes]
    first = [choice[0] for choice in choices]
    found = {"".join(first): None}
    for place, choice in enumerate(choices):
        for other in choice[1:]:
            found["".join([*first[:place], other, *first[place + 1 :]])] = None
    return list(found)[:_MANY]


def _one(code: Any, value: Any) -> list[str]:
    if code is op.LITERAL:
        return [chr(value)]
    if code is op.NOT_LITERAL:
        return [char for char in _TRIED if ord(char) != value][:4]
    if code is op.ANY:
        return ["a", " ", "A"]
    if code is op.IN:
        return _of_class(value)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _most, body = value
        inner = _matches(list(body))
        once = [text * max(least, 1) for text in inner]
        return [*once[:1], *([""] if least == 0 else []), *once[1:]]
    if code is op.BRANCH:
        each = [_matches(list(branch)) for branch in value[1]]
        return [texts[0] for texts in each][:24] + [text for texts in each for text in texts[1:3]][:8]
    if code is op.ASSERT and value[0] < 0:
        return _matches(list(value[1]))
    if code in (op.SUBPATTERN, op.ATOMIC_GROUP):
        return _matches(_inside(code, value)[0])
    return [""]


def _of_class(items: list[Any]) -> list[str]:
    """Members of a class: one of each sort of those that any text has, else the first that it names."""
    negated = items[0][0] is op.NEGATE
    members = [char for char in _TRIED if _is_in(char, items[negated:]) is not negated]
    sorts: dict[str, str] = {}
    for char in members:
        sorts.setdefault(" " if char.isspace() else "a" if char.islower() else "A" if char.isalpha() else char, char)
    named = [chr(v if k is op.LITERAL else v[0]) for k, v in items if k in (op.LITERAL, op.RANGE)]
    return list(sorts.values())[:_MANY] or (named[:3] if not negated and named else ["~"])


def _is_in(char: str, items: list[Any]) -> bool:
    for kind, value in items:
        if kind is op.LITERAL and ord(char) == value:
            return True
        if kind is op.RANGE and value[0] <= ord(char) <= value[1]:
            return True
        if kind is op.CATEGORY:
            name = str(value).rsplit("_", 1)[-1].lower()
            yes = {"digit": char.isdigit(), "space": char.isspace(), "word": char.isalnum() or char == "_"}[name]
            if yes is not ("_NOT_" in str(value)):
                return True
    return False
