"""Which version of the reading code an index was read with: a digest of the code and its tables, which nobody can forget to raise."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import index
import sources

_SUFFIXES = {".py", ".yaml", ".json"}
_NOT_READING = ("samples", "fetch", "transfer", "downloads", "feeds", "address", "apart")
"""Parts of `sources` that bring files here, or start those that read them, by how their names begin."""
_NAMES = "nam*"
"""The modules of `index` that make the stored forms of names, and their tables."""


@cache
def reading_version() -> str:
    """The digest, 16 hexadecimal digits; another one after any change of what is read from a file, or how names are stored."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    reading = Path(sources.__path__[0])
    for path in sorted(reading.rglob("*")):
        if path.suffix in _SUFFIXES and not path.relative_to(reading).parts[0].startswith(_NOT_READING):
            yield path
    yield from (path for path in sorted(Path(index.__path__[0]).glob(_NAMES)) if path.suffix in _SUFFIXES)
