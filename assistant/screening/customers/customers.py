"""From the rows of a customer file to counterparties: its columns found, each row taken, and what is wrong with a row said."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.screening.customers.columns import Meaning, named, recognised
from assistant.screening.customers.party import Counterparty
from assistant.screening.customers.tables import Table, TableRow, read_table
from sources.errors import QuestionError, UnreadableFile
from sources.formats.delimited import title_key

LONGEST = 300
"""Letters of a name that are compared; a cell with more is no name, or has the name at its beginning."""
_MOST_ROWS_OF_TITLES = 5
_FORMULA = re.compile(r"[=+@-]")
_PARTED = re.compile(r"[;|\n]")
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")


class Customers(NamedTuple):
    """The counterparties of a file, in its order, and what is to be said of the file as a whole."""

    rows: list[Counterparty]
    notes: tuple[str, ...] = ()


def read_customers(path: Path, given: Mapping[str, str] | None = None, encoding: str | None = None) -> Customers:
    """Reads a customer file. `given` says which column holds what (meaning -> title).

    Raises:
        NotFound, UnreadableFile: there is no such file, or it is no table, or has no row.
        QuestionError: a column that was named is not there, or an encoding that does not exist.
    """
    table = read_table(path, encoding)
    if not any(any(cell.strip() for cell in row.cells) or row.problems for row in table.rows):
        raise UnreadableFile(f"{path.name}: no row in it; expected a table with a column of names")
    return _of_objects(table, given) if table.keyed else _of_table(table, path.name, given)


def _of_table(table: Table, name: str, given: Mapping[str, str] | None) -> Customers:
    """Rows under a heading, which stands among the first rows; a file without one is read by what its cells look like."""
    filled = [n for n, row in enumerate(table.rows) if any(cell.strip() for cell in row.cells)]
    head = next((n for n in filled[:_MOST_ROWS_OF_TITLES] if named(table.rows[n].cells)), None)
    if given:
        head = filled[0] if head is None else head
    if head is not None:
        columns = recognised(table.rows[head].cells, given)
        above = sum(n < head for n in filled)
        notes = (
            (*table.notes, f"{name}: {above} rows above the heading are no rows of the table") if above else table.notes
        )
        if "name" not in columns.values():
            at = _most_like_names(table.rows[head + 1 :], set(columns))
            columns[at] = "name"
            titles = table.rows[head].cells
            shown = titles[at].strip() if at < len(titles) else f"column {at + 1}"
            notes = (
                *notes,
                f"{name}: no column has a title for names; names were taken from “{shown}”: --column name=TITLE",
            )
        return Customers([_party(row, columns) for row in table.rows[head + 1 :]], notes)
    at = _most_like_names(table.rows, set())
    note = f"{name}: no heading; every row was read as one of the table, with the name in column {at + 1}"
    return Customers([_party(row, {at: "name"}) for row in table.rows], (*table.notes, note))


def _of_objects(table: Table, given: Mapping[str, str] | None) -> Customers:
    """JSON objects: each has keys of its own."""
    made: dict[tuple[str, ...], dict[int, Meaning]] = {}
    every = {title_key(key) for row in table.rows for key in row.keys}
    for title in (given or {}).values():
        if title_key(title) not in every:
            raise QuestionError(f"no key {title!r} in any line of the file")
    for row in table.rows:
        if row.keys and row.keys not in made:
            there = {
                word: title for word, title in (given or {}).items() if title_key(title) in map(title_key, row.keys)
            }
            made[row.keys] = recognised(row.keys, there)
    return Customers([_party(row, made.get(row.keys, {})) for row in table.rows], table.notes)


def _most_like_names(rows: Sequence[TableRow], taken: set[int]) -> int:
    """The column whose cells look most like names, over the first rows; one without a meaning yet, the first of equal ones."""
    looks: dict[int, float] = {}
    for row in rows[:100]:
        for at, cell in enumerate(row.cells):
            if at not in taken:
                looks[at] = looks.get(at, 0.0) + _name_like(cell)
    return max(looks, key=lambda at: (looks[at], -at), default=0)


def _name_like(cell: str) -> float:
    """How much a cell looks like a name: letters, and mostly several words; figures as addresses have them speak against it."""
    letters, figures = sum(c.isalpha() for c in cell), sum(c.isdigit() for c in cell)
    if letters < 2 or figures * 2 > letters or "@" in cell:
        return 0.0
    return (0.4 if " " not in cell.strip() and letters < 12 else 1.0) - (0.5 if figures and "," in cell else 0.0)


def _party(row: TableRow, columns: Mapping[int, Meaning]) -> Counterparty:
    cells: dict[Meaning, list[str]] = {}
    for at, meaning in columns.items():
        if at < len(row.cells) and (words := row.cells[at].strip()):
            cells.setdefault(meaning, []).append(words)
    return _made(row.number, cells, (*row.problems, *_wrong_row(row, cells, columns)))


def counterparty(number: int, values: Mapping[Meaning, Sequence[str]]) -> Counterparty:
    """A counterparty from values by what they mean, as a program has them; what is wrong with them stands in its `problems`.

    Args:
        number: its place among those that are screened, from 1 on.
        values: texts by meaning: `name`, `alias`, `id`, `country`, `identifier`, `birth`, `address`.
    """
    kept = {meaning: [text.strip() for text in texts if text.strip()] for meaning, texts in values.items()}
    cells: dict[Meaning, list[str]] = {meaning: texts for meaning, texts in kept.items() if texts}
    return _made(number, cells, () if cells.get("name") else ("it has no name",))


def _made(number: int, cells: Mapping[Meaning, list[str]], said: Sequence[str]) -> Counterparty:
    """The counterparty of these cells; `said` is what is wrong with the row besides its name."""
    names = [" ".join(words.split()) for words in cells.get("name", [])]
    aliases = [part for words in cells.get("alias", []) for part in map(str.strip, _PARTED.split(words)) if part]
    aliases += [name.lstrip("=+-@' ") for name in names if _FORMULA.match(name)]  # the sign is no part of a name
    kept = tuple(
        dict.fromkeys(name[:LONGEST] for name in (*names, *aliases) if any(c.isalpha() for c in name) or _figures(name))
    )
    numbers = tuple(
        part for words in cells.get("identifier", []) for part in map(str.strip, _PARTED.split(words)) if part
    )
    return Counterparty(
        id=next(iter(cells.get("id", [])), "") or str(number), number=number, names=kept,
        country=next(iter(cells.get("country", [])), ""), identifiers=numbers, born=next(iter(cells.get("birth", [])), ""),
        address=" ".join(cells.get("address", [])), problems=(*said, *_wrong_name(names[0] if names else "")),
    )  # fmt: skip


def _figures(name: str) -> bool:
    """A name may be of figures alone (`3M` has a letter; `360` and the hull number of a vessel have none)."""
    return sum(c.isdigit() for c in name) >= 3


def _wrong_name(name: str) -> list[str]:
    """What is wrong with a name, as sentences for the report."""
    said = []
    if _ERROR.fullmatch(name):
        said.append(f"the name is the error of a formula ({name})")
    elif _FORMULA.match(name):
        said.append("the name begins like a formula: it was read as text")
    if len(name) > LONGEST:
        said.append(f"the name has {len(name):,} characters: the first {LONGEST} were compared")
    return said


def _wrong_row(row: TableRow, cells: Mapping[Meaning, list[str]], columns: Mapping[int, Meaning]) -> list[str]:
    """What is wrong with a row, besides its name, as sentences for the report."""
    said = []
    if not any(cell.strip() for cell in row.cells):
        return [] if row.problems else ["the row is empty"]
    if not cells.get("name"):
        said.append("it has no name" if not row.keys or "name" in columns.values() else "none of its keys holds a name")
    if "\ufffd" in "".join(row.cells):
        said.append("it has characters that could not be decoded: give --encoding")
    width = max(columns, default=0) + 1
    if not row.keys and row.cells and len(row.cells) < width and len(row.cells) * 2 < width:
        said.append(f"it has {len(row.cells)} cells where the heading has more: some are missing")
    return said
