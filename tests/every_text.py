"""Every kind of text, with the suffix of the file that it stands in."""

from collections.abc import Callable

from tests.texts import KINDS
from tests.texts_marked import MARKED
from tests.texts_told import TOLD

EVERY: dict[str, tuple[str, Callable[[int], str]]] = {
    name: (suffix, make) for suffix, kinds in {".txt": KINDS | TOLD, **MARKED}.items() for name, make in kinds.items()
}
"""Each kind by name: (suffix, how many characters -> a text of about that many)."""
