"""What a run of `add` says of files: refused, failed, left out, each with its name, and never more lines than can be read."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ui.safe import one_line

if TYPE_CHECKING:
    from index.types import Refusal

MOST = 20
"""Lines of one sort that are shown; of more it is said how many."""


def bounded(lines: Sequence[str], most: int = MOST) -> list[str]:
    """The first lines, and how many more there are."""
    return [*lines[:most], f"and {len(lines) - most:,} more"] if len(lines) > most else list(lines)


def refusal_lines(items: Iterable["Refusal"]) -> list[str]:
    """Each as one line that names the file; the same line once."""
    lines = (one_line(i.reason if i.path in i.reason else f"{i.path}: {i.reason}") for i in items)
    return list(dict.fromkeys(lines))
