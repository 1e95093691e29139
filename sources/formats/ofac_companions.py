"""Which of Treasury's CSV files belong together: a main file, and the addresses, other names and cut-off remarks of its
entries.

The files have no heading; what a file holds is told by its cells, and whose it is by the numbers of the entries. So
`2026-08-01_sdn.csv` and `ALT (1).CSV` are joined as well as `sdn.csv` and `alt.csv`.
"""

import csv
import functools
import io
import re
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from sources.formats.sheet import date_in_name, decode
from sources.links import stays_in_its_folder

Kind = Literal["main", "add", "alt", "comments"]
WIDTH: dict[Kind, int] = {"main": 12, "add": 6, "alt": 5, "comments": 2}
"""Columns of each file. A main file: number, name, type, programme, title, call sign, vessel type, tonnage, gross
tonnage, flag, owner, remarks."""
EMPTY = "-0-"
_KINDS = {width: kind for kind, width in WIDTH.items()}
_SHOWN = 65_536
_ENOUGH = 0.5
"""Share of a companion's entries that its main file has to have, unless it is called like it: then it is of another
day."""
_WORDS = re.compile(
    r"(?<![a-z])(?:sdn[_-]?comments|cons[_-]?(?:prim|add|alt|comments)|comments|sdn|cons|prim|add|alt|ofac)(?![a-z])",
    re.I,
)


def kind_of(name: str, head: bytes) -> Kind | None:
    """What a file is: by its first rows, or, where they are of no known layout, by its name; None for other files."""
    return kind_by_rows(name, head) or kind_by_name(name)


def kind_by_name(name: str) -> Kind | None:
    """What the name of a file says it is."""
    stem = PurePosixPath(name).stem.lower()
    said = {m.group().replace("-", "_") for m in _WORDS.finditer(stem)}
    if not re.fullmatch(r"[\W\d_]*", _WORDS.sub("", stem)):
        return None
    for kind in ("comments", "add", "alt"):
        if any(word.endswith(kind) for word in said):
            return kind
    return "main" if said & {"sdn", "cons", "cons_prim", "prim"} else None


def kind_by_rows(name: str, head: bytes) -> Kind | None:
    """What the cells of the first rows say; two columns of number and words are remarks only if the name says so,
    too."""
    text = decode(head[:_SHOWN])
    lines = text.splitlines()[:4] if len(head) < _SHOWN else text.splitlines()[:-1][:4]
    try:
        rows = [row for row in csv.reader(io.StringIO("\n".join(lines), newline="")) if row and row[0].strip("\x1a ")]
    except csv.Error:
        return None
    kinds = {_KINDS.get(len(row)) for row in rows}
    if len(kinds) != 1 or not all(row[0].strip().isdigit() for row in rows):
        return None
    kind = kinds.pop()
    if kind in ("add", "alt") and not all(row[1].strip().isdigit() for row in rows):
        return None
    if kind == "comments":
        return kind if "comment" in name.lower() else None
    return kind if EMPTY in text else None


class _Seen(NamedTuple):
    kind: Kind | None
    numbers: frozenset[str]


@functools.lru_cache(maxsize=512)
def _seen(path: Path, size: int, changed: int) -> _Seen:
    with path.open("rb") as file:
        head = file.read(_SHOWN)
        kind = kind_of(path.name, head) or _remarks(head)
        raw = head + file.read() if kind else b""
    return _Seen(kind, frozenset(re.findall(r"(?m)^[ \t]*(\d+),", decode(raw))))


def _remarks(head: bytes) -> Kind | None:
    """Numbers with words beside them are cut-off remarks whatever the file is called, if a main file has the numbers."""
    return "comments" if kind_by_rows("comments", head) == "comments" else None


def _look(path: Path) -> _Seen:
    try:
        status = path.stat()
        return _seen(path, status.st_size, status.st_mtime_ns)
    except OSError:
        return _Seen(None, frozenset())


def _beside(path: Path) -> list[Path]:
    files = (p for p in path.parent.iterdir() if p.suffix.lower() == ".csv" and p.is_file() and p.name[0] != ".")
    return sorted(p for p in files if not p.is_symlink() or stays_in_its_folder(p, path))


def _share(companion: Path, main: Path) -> float:
    """The share of the entries of a companion that a main file has; of a broken one, whether its name fits."""
    mine, its = _look(companion).numbers, _look(main).numbers
    return len(mine & its) / len(mine) if mine else float(_rest(companion) == _rest(main))


def _rest(path: Path) -> str:
    """A file's name without the words that say what it is."""
    return re.sub(r"[\W_]+", "", _WORDS.sub("", path.stem.lower()))


def _fit(companion: Path, main: Path) -> tuple[bool, bool, float]:
    """How well a companion goes with a main file: it is of its day, it is called like it, it has its entries."""
    day = date_in_name(companion.name)
    of_day = day is None or date_in_name(main.name) in (None, day)
    return of_day, _rest(companion) == _rest(main), _share(companion, main)


def _goes_with(companion: Path, main: Path) -> bool:
    share = _share(companion, main)
    return share >= _ENOUGH or (share > 0 and _rest(companion) == _rest(main))


def main_of(path: Path) -> Path | None:
    """The main file beside a companion that it is read with; None for other files and for a companion that stands
    alone."""
    if path.suffix.lower() != ".csv" or _look(path).kind in (None, "main"):
        return None
    mains = [p for p in _beside(path) if p != path and _look(p).kind == "main" and _goes_with(path, p)]
    return max(mains, key=lambda main: (_fit(path, main), main.name), default=None)


def companions(main: Path) -> dict[Kind, Path]:
    """The files that are read with a main file, the best of each kind."""
    found: dict[Kind, Path] = {}
    for path in _beside(main):
        kind = _look(path).kind
        if kind is None or path == main or main_of(path) != main:
            continue
        if kind not in found or _fit(path, main) > _fit(found[kind], main):
            found[kind] = path
    return found


def strangers(companion: Path, main: Path) -> int:
    """How many entries of a companion the main file does not have: it is of another day, then."""
    return len(_look(companion).numbers - _look(main).numbers)
