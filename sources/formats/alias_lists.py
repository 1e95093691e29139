"""Aliases in cells of official lists: a dash and a line each, in brackets, or one after the other in a running line."""

import re
from dataclasses import dataclass, field

from sources.document import Span
from sources.formats.names_in_cells import (
    comma_parts,
    is_address,
    is_organisation,
    is_person,
    name_end,
    sentence_cut,
    trim,
)

AKA_WORD = r"(?:[afn]\.\s?k\.?\s?a\.?|[afn]/k/a|[af]ka|also known as|formerly known as|formerly)"
_SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
)
AKA = re.compile(rf"(?<!\w){AKA_WORD}(?!\w)[,:]?\s*", re.I)
NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty)(?:[- ]\w{1,20})?|\d{1,6})"
)
BRACKET = re.compile(rf"(?:[,;]\s*+|(?<!\s)\s*+)\(\s*+(?={AKA_WORD})", re.I)
_BRACKET_MARKS = re.compile(rf"(?:[,;]\s*+|(?<!\s)\s*+)(?:{AKA_WORD})(?!\w)[,:]?\s*|;['’”]?\s*(?:and\s+)?", re.I)
DASH = re.compile(r"(?:^|\n)\s{0,40}[—–-]\s*")
_LABEL = re.compile(r"\(?(?:Alt\.?\s*|Alternate\s*)?Address(?:es)?(?:\s+for\s[^:\n]+)?:\s*", re.I)
_TO_INCLUDE = re.compile(
    r"(?:,\s++|(?<!\s)\s++)(?:and\s+)?to include the following\b(?:[^.\n]*(?:\.(?=\s)|:?(?=\n|$)))?", re.I
)
_WORD = re.compile(r"[A-Z]{2,}(?!\w)|\w{3,}")
_TAIL = re.compile(r"(?:(?:(?:[;,.]|(?<![\s;,.]))\s++(?:and|or)|[;,](?:and|or))[;,.]?|[;,]|(?<!\s))\s*$")
SHORTENED = re.compile(
    r"(?<![\w.])(?:Co|Ltd|LTD|Inc|Corp|CORP|INC|CO|[A-Z]|Mfg|Intl|Mach|Tech|Man|Dev|Bros|Nat|Sti|Şti|Tic|San|Pvt|Est|Dr|Jr|Sr|"
    r"(?:\w\.)+\w)\.$"
)
"""A full stop that belongs to the name."""


@dataclass(slots=True)
class Cell:
    """What one cell says; spans in the cell's text. `subordinates` are further entities named inside of the cell."""

    name: Span
    aliases: list[Span] = field(default_factory=list)
    addresses: list[Span] = field(default_factory=list)
    remarks: list[Span] = field(default_factory=list)
    subordinates: list["Cell"] = field(default_factory=list)


def reads_plainly(before: str) -> bool:
    """Whether what stands before `a.k.a.` is a name alone (an address there means that the alias belongs to something
    else)."""
    parts = [before[s:e] for s, e in comma_parts(before) if e > s]
    return (
        bool(parts)
        and len(before) < 260
        and not any(is_address(p) and re.search(r"\d", p) and not is_organisation(p) for p in parts[1:])
    )


def named(text: str, start: int, stop: int) -> Span:
    """A name without the marks around it. A full stop stays with a legal form or an initial (`Co., Ltd.`)."""
    start, stop = trim(text, start, stop, ",;:—–- \n")
    end = trim(text, start, stop, "(,;")[1]
    if text[start:end].endswith(".") and not SHORTENED.search(text, start, end):
        end -= 1
    return Span(start, max(start, end))


def item(text: str, start: int, stop: int) -> Span:
    """An alias without `; and` and its like at the end."""
    stop = start + _TAIL.search(text[start:stop]).start()  # type: ignore[union-attr]
    return named(text, start, stop)


_MORE = re.compile(rf"(?:(?<![\s,;(])[\s,;(]++)?(?<!\w){AKA_WORD}(?!\w)[,:]?\s*|;\s+(?!\()", re.I)
_ASIDE = re.compile(r"[;,]\s*\([^()]*\)$")


def apart(text: str, alias: Span) -> list[Span]:
    """The names of one alias: it may name aliases of its own (`A, a.k.a., B`, `A (a.k.a. B)`, `A; B`), or end in a remark on all of
    them (`A; (all of the preceding in …)`)."""
    found = []
    for start, stop in between(text, alias.start, alias.end, _MORE):
        if aside := _ASIDE.search(text[start:stop]):
            stop = start + aside.start()
        unopened = text.count(")", start, stop) > text.count("(", start, stop) and text[stop - 1] == ")"
        found.append(item(text, start, stop - unopened))
    return found


def listed(text: str, start: int, stop: int, name_stop: int, at: int, count: str | None) -> Cell:
    """`NAME, a.k.a., the following N aliases:` and one alias a line; what follows the last one is the address."""
    cell = Cell(named(text, start, name_stop))
    if inner := BRACKET.search(text, *cell.name):
        _in_bracket(text, cell, inner.end())
        cell.name = named(text, start, inner.start())
    if not DASH.match(text, at, stop) and not text[at:stop].lstrip().startswith(("—", "-", "–")):
        return _running(text, cell, at, stop, _count(count))
    lines = lines_of(text, at, stop)
    taken = 0
    for s, e in lines:
        dashed = text[s] in "—–-"
        goes_on = bool(cell.aliases) and re.search(r"(?:;|;\s*and|,\s*and)$", text[at:s].rstrip())
        if not dashed and not (goes_on and not is_address(text[s:e])):
            break
        taken += 1
        pieces = _pieces(text, s, e) if dashed else [(s, e)]
        cell.aliases += [span for p in pieces if (span := item(text, *p)).end > span.start]
    rest = lines[taken][0] if taken < len(lines) else stop
    if cell.aliases:
        last = cell.aliases[-1]
        if more := _TO_INCLUDE.search(text, *last):
            cell.aliases[-1] = named(text, last.start, more.start())
            rest = more.end() if rest >= stop else rest
        else:
            rest = _unglue(text, cell, rest, stop)
    cell.addresses = addresses(text, rest, stop)
    return cell


def _pieces(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Several dashed aliases on one line (`-A; and -B`) are several pieces; otherwise the line without its dash."""
    marks = [m.end() for m in re.finditer(r"(?:^|;\s*(?:and\s+)?)[—–-]\s*", text[start:stop])]
    if not marks:
        return [(start, stop)]
    ends = [*[m.start() for m in re.finditer(r";\s*(?:and\s+)?[—–-]", text[start:stop])], stop - start]
    return [(start + a, start + b) for a, b in zip(marks, ends, strict=False)]


def _unglue(text: str, cell: Cell, rest: int, stop: int) -> int:
    """Cut an address from the last alias when no line break does: `—Sytro. October 20, no. 1`. Returns where the
    addresses begin."""
    last = cell.aliases[-1]
    words = text[last.start : last.end]
    if rest < stop and not (is_address(words) and re.search(r"\d", words) and not is_organisation(words)):
        return rest
    cut = min(c for c in (sentence_cut(words), name_end(words)) if c is not None)
    if 0 < cut < len(words) and (rest >= stop or is_address(words[cut:])):
        cell.aliases[-1] = named(text, last.start, last.start + cut)
        return last.start + cut
    return rest


def _running(text: str, cell: Cell, at: int, stop: int, count: int) -> Cell:
    """`… the following two aliases: A; and B. ADDRESS`: as many as were announced, separated by semicolons."""
    for number in range(max(1, count)):
        at, _ = trim(text, at, stop)
        semicolon = re.compile(r";\s*(?:and\s+)?").search(text, at, stop)
        if number < count - 1 and semicolon:
            cell.aliases.append(item(text, at, semicolon.start()))
            at = semicolon.end()
            continue
        line = text.find("\n", at, stop)
        words = text[at : stop if line < 0 else line]
        cuts = [c for c in (sentence_cut(words), name_end(words)) if c]
        cell.aliases.append(item(text, at, at + min(cuts, default=len(words))))
        at = cell.aliases[-1].end
    cell.addresses = addresses(text, at, stop)
    return cell


def bracketed(text: str, start: int, stop: int, name_stop: int, at: int) -> Cell:
    """`NAME (a.k.a. A; a.k.a. B; f.k.a. C), ADDRESS`."""
    cell = Cell(named(text, start, name_stop))
    close = _in_bracket(text, cell, at)
    cell.addresses = addresses(text, close, stop)
    return cell


def _in_bracket(text: str, cell: Cell, at: int) -> int:
    """Read the aliases from `at` (behind an opening bracket) to the bracket that closes it; returns the offset behind it."""
    depth, close = 1, at
    while close < len(text) and depth:
        depth += {"(": 1, ")": -1}.get(text[close], 0)
        close += 1
    for s, e in between(text, at, close - 1, _BRACKET_MARKS):
        cell.aliases += _enumerated(text, cell.name, s, e)
    return close


def inline(text: str, start: int, stop: int, name_stop: int) -> Cell:
    """`NAME, a.k.a. A, B, a.k.a. C, ADDRESS`: aliases until a part reads like an address."""
    cell = Cell(named(text, start, name_stop))
    marks = list(AKA.finditer(text, name_stop, stop))
    marks = [m for m in marks if reads_plainly(text[start : m.start()])] or marks[:1]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        if following:
            cell.aliases.append(item(text, mark.end(), following.start()))
            continue
        at = mark.end()
        line = text.find("\n", at, stop)
        end = at + name_end(text[at : stop if line < 0 else line])
        cell.aliases += _enumerated(text, cell.name, at, end)
        parts = [(s + end, e + end) for s, e in comma_parts(text[end:stop])][1:]
        for number, (s, e) in enumerate(parts):
            words = text[s:e]
            if not words or is_address(words) or number >= len(parts) - 1 or not _akin(words, text, cell):
                break
            cell.aliases.append(item(text, s, e))
            end = e
        cell.addresses = addresses(text, end, stop)
    return cell


def _akin(words: str, text: str, cell: Cell) -> bool:
    """Whether a comma part after an alias is one more: it shares a word with the names before it or reads like them."""
    own = {w.lower() for s in (cell.name, *cell.aliases) for w in _WORD.findall(text[s.start : s.end])}
    shared = own & {w.lower() for w in _WORD.findall(words)}
    return bool(shared) or (is_organisation(words) and not is_person(text[cell.name.start : cell.name.end]))


def _enumerated(text: str, name: Span, start: int, stop: int) -> list[Span]:
    """`A, B and C` as three aliases when each reads like a name of its own; otherwise as one."""
    whole = text[name.start : name.end]
    pieces = between(
        text, start, stop, re.compile(r",\s+(?:and\s+)?(?!(?:Inc|Ltd|LLC|Limited|JSC|Co)\b)|(?<!\s)\s+and\s+")
    )
    words = [text[s:e] for s, e in pieces]
    own = {w.lower() for w in re.findall(r"\w{3,}", whole)}
    people = is_person(whole) and all(is_person(w) for w in words)
    kin = " and " not in whole and all(
        len(w.split()) > 1 and own & {x.lower() for x in re.findall(r"\w{3,}", w)} for w in words
    )
    if len(pieces) > 1 and (people or kin):
        return [item(text, s, e) for s, e in pieces]
    return [span] if (span := item(text, start, stop)).end > span.start else []


def addresses(text: str, start: int, stop: int) -> list[Span]:
    """Addresses between `; and`s, without the labels before them."""
    found = []
    for s, e in between(text, start, stop, re.compile(r";\s*+(?:and\b)?[\s,]*+|\n(?=Alt)|(?<=[a-z.)]),? and\s*\n\s*")):
        label = _LABEL.match(text, s, e)
        s, e = trim(text, label.end() if label else s, e, ",:—")
        s = s + 1 if text[s:e].startswith(".") else s
        s, e = trim(text, s, e - (text[s:e].count(")") > text[s:e].count("(") and text[e - 1] == ")"))
        e = trim(text, s, e, ".")[1] if not re.search(r"\w\.\w\.$", text[s:e]) else e
        if e - s > 2 and text[s:e].lower() != "and":
            found.append(Span(s, e))
    return found


def between(text: str, start: int, stop: int, marks: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches between the marks, trimmed; empty ones left out."""
    edges = [start]
    for mark in marks.finditer(text, start, stop):
        edges += [mark.start(), mark.end()]
    edges.append(stop)
    pairs = (trim(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return [(a, b) for a, b in pairs if b > a]


def lines_of(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The lines between two offsets, trimmed; empty ones left out."""
    return between(text, start, stop, re.compile(r"\n"))


def _count(words: str | None) -> int:
    """`two ` is 2; what is not understood is 1."""
    word = (words or "").strip().lower()
    if word.isdigit():
        return int(word)
    return _SMALL.index(word) if word in _SMALL else 1
