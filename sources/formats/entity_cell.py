"""One cell of an official table into names, aliases, addresses and remarks.

The cells were written over thirty years: `X, a.k.a., the following two aliases:` with a line and a dash each,
`X (a.k.a. Y; f.k.a. Z)`, `X, a.k.a. Y, 12 Mill Road`, `X, 12 Mill Road`, sub-entities with aliases of their own.
All spans are offsets in the cell's text; `parse_cell(text)` never changes a character.
"""

import re

from sources.document import Span
from sources.formats.alias_lists import (
    AKA,
    AKA_WORD,
    BRACKET,
    DASH,
    NUMBER_WORD,
    Cell,
    addresses,
    apart,
    bracketed,
    inline,
    item,
    lines_of,
    listed,
    named,
    reads_plainly,
)
from sources.formats.names_in_cells import LEGAL, is_address, name_end, trim
from sources.formats.short_names import is_short_name

_INTRO = re.compile(
    rf"(?:[,;]\s*+|(?<!\s)\s*+)(?:\(?(?:{AKA_WORD})[,.;:]*+\s*+)?(?:(?:and|as|including|to include)\s+){{0,4}}"
    rf"(?:the\s+)?(?:{NUMBER_WORD}\s+)?(?:follow(?:ing)?\s+)(?:the\s+following\s+)?(?P<count>{NUMBER_WORD}\s+)?(?:ali\w*|entit\w+)\b"
    r"(?:,?\s+(?:and|including)\s[^\n—:]{0,60}(?:institut\w+|entities|subordinates))?[:;,.]*[^\S\n]*",
    re.I,
)
_BARE_INTRO = re.compile(
    rf"(?:,\s*+|(?<!\s)\s*+)(?:{AKA_WORD})[,.;:]*\s*(?:the\s+(?:{NUMBER_WORD}\s+)?ali\w*[:;,.]*\s*)?(?=\n[—–-])", re.I
)
_SEE = re.compile(r"\(\s*see\b[^()]*(?:\([^()]*\)[^()]*)*\)?\.?", re.I)
_SUBORDINATE = re.compile(
    r"(?:^|\n)\s{0,40}(?:(?:and|named)\s+)?(?:Subordinate institu\w*:?|Affiliated entities:)[^\S\n]*\n?\s*|"
    r"(?:[,;]\s++|(?<!\s)\s++)(?:and\s+)?the following \w+ subordinate entities:(?=\n[—–-])",
    re.I,
)
_ADDRESSES_APPLY = re.compile(r"(?:^|\n)\s{0,40}(?:The following )?addresses? (?:apply|applies|for)\b[^:\n]*:\s*", re.I)
_ACRONYM = re.compile(r"\(([^()\s]{1,16}(?: [^()\s]{1,16}){0,2})\)")


def parse_cell(text: str) -> Cell:
    """Names, aliases, addresses, remarks and sub-entities of an entity cell (white space folded, line breaks kept)."""
    remarks = [Span(*trim(text, m.start(), m.end(), ".")) for m in _SEE.finditer(text)]
    masked = _SEE.sub(lambda m: " " * len(m.group()), text)
    heads = [m for m in _SUBORDINATE.finditer(masked) if m.start() > 0 or masked[: m.end()].strip()]
    bounds = [0, *[m.start() for m in heads], len(masked)]
    first = _block(masked, 0, bounds[1]) if masked[: bounds[1]].strip() else None
    below: list[Cell] = []
    for head, stop in zip(heads, bounds[2:], strict=True):
        if "entities" in head.group().lower():
            below += _one_a_line(masked, head.end(), stop)
        else:
            below.append(_block(masked, head.end(), stop))
    cell = first or (below.pop(0) if below else Cell(Span(0, 0)))
    cell.subordinates = [*cell.subordinates, *below]
    cell.remarks += remarks
    for each in (cell, *cell.subordinates):
        each.aliases = [part for alias in each.aliases for part in apart(text, alias) if part.end > part.start]
        each.aliases = _own_name(text, each) + each.aliases
    return cell


_OF_PARENT = re.compile(r"\bsubordinate institu\w*:[\s—–-]*", re.I)


def _own_name(text: str, cell: Cell) -> list[Span]:
    """The name of a unit that is printed behind its parent's (`PARENT subordinate institution: NAME`), as an alias of the
    whole; nothing where it is among the aliases already, or where no name stands behind the colon."""
    colon = _OF_PARENT.search(text, cell.name.start, cell.name.end)
    if colon is None or colon.end() >= cell.name.end:
        return []
    own = Span(colon.end(), cell.name.end)
    return [] if own in cell.aliases else [own]


def acronyms(text: str, span: Span) -> list[Span]:
    """The short name in brackets that ends a name: `… Corporation (SMIC)`; never a country or a legal form, and none in
    the middle, which belongs to a larger body (`… Corporation (CASC) 8th Academy`)."""
    found = []
    for match in _ACRONYM.finditer(text, span.start, span.end):
        word = match.group(1)
        behind = re.fullmatch(rf"(?>[\s,.]|{LEGAL}\b)*+", text[match.end() : span.end])
        if behind and is_short_name(word):
            found.append(Span(*match.span(1)))
    return found


def _block(text: str, start: int, stop: int) -> Cell:
    """One entity with its aliases and addresses, between two offsets."""
    start, stop = trim(text, start, stop)
    applies = _ADDRESSES_APPLY.search(text, start, stop)
    if applies:
        cell = (
            _block(text, start, applies.start()) if text[start : applies.start()].strip() else Cell(Span(start, start))
        )
        cell.addresses += addresses(text, applies.end(), stop)
        return cell
    body = text[start:stop]
    announced = "follow" in body or "alias" in body or "\n—" in body  # the pattern is costly where it cannot match
    intro = (_INTRO.search(body) or _BARE_INTRO.search(body)) if announced else None
    bracket = BRACKET.search(body)
    aka = AKA.search(body)
    end = name_end(body)
    if intro and reads_plainly(body[: intro.start()]):
        return listed(text, start, stop, start + intro.start(), start + intro.end(), intro.groupdict().get("count"))
    if bracket and bracket.start() <= end + 3:
        return bracketed(text, start, stop, start + bracket.start(), start + bracket.end())
    if aka and aka.start() > 0 and reads_plainly(body[: aka.start()]):
        return inline(text, start, stop, start + aka.start())
    cell = Cell(named(text, start, start + end))
    rest = start + end
    if body[:end].rstrip().endswith(":") and DASH.match(body, end):
        rest = _under_heading(text, cell, rest, stop)
    including = re.match(r"[,;]?\s*(including\b[^\n]*?)\.?(?=(?<!\s)\s+All address|\n|$)", text[rest:stop])
    if including:
        cell.remarks.append(Span(rest + including.start(1), rest + including.end(1)))
        rest += including.end()
    cell.addresses = addresses(text, rest, stop)
    return cell


def _under_heading(text: str, cell: Cell, at: int, stop: int) -> int:
    """`NAME subordinate institution:` or `The following entities:` and a dash each; returns where addresses begin.

    A single one is what the row is about and belongs to its name; several are names of their own."""
    dashes = list(DASH.finditer(text, at, stop))
    if len(dashes) == 1:
        inner = dashes[0].end()
        own = named(text, inner, inner + name_end(text[inner:stop]))
        cell.name = Span(cell.name.start, own.end)
        cell.aliases.append(own)
        return own.end
    ends = [*[d.start() for d in dashes[1:]], stop]
    cell.aliases += [item(text, d.end(), e) for d, e in zip(dashes, ends, strict=True)]
    return stop


def _one_a_line(text: str, start: int, stop: int) -> list[Cell]:
    """Affiliated entities, one a line; a line after aliases is the address of the entity above."""
    cells: list[Cell] = []
    lines = [(s, e) for s, e in lines_of(text, start, stop) if e > s]
    at = 0
    while at < len(lines):
        last = at
        if AKA.search(text, *lines[at]) and at + 1 < len(lines) and text[lines[at + 1][0]] in "—–-":
            last = at + 1
            while last + 1 < len(lines) and re.search(r"(?:;|;\s*and)$", text[slice(*lines[last])]):
                last += 1
            glued = is_address(text[slice(*lines[last])])
            last += not glued and last + 1 < len(lines)
        begin = trim(text, *lines[at], "—–-")[0]
        cells.append(_block(text, begin, lines[last][1]))
        at = last + 1
    return cells
