"""Texts and offsets as bytes, the same on every machine."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item", int, str, bytes)


def deflate(text: str) -> bytes:
    """A text, compressed; lone surrogates, which broken files may hold, included."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def inflate(blob: bytes) -> str:
    """The text that `deflate` was given."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def pack(items: Iterable[Sequence[int]]) -> bytes:
    """Tuples of offsets as compressed 32-bit numbers, little endian."""
    numbers = [number for item in items for number in item]
    return zlib.compress(struct.pack(f"<{len(numbers)}I", *numbers)) if numbers else b""


def unpack(blob: bytes, width: int) -> Iterator[tuple[int, ...]]:
    """The tuples that `pack` was given, `width` numbers each."""
    if not blob:
        return iter(())
    raw = zlib.decompress(blob)
    numbers = struct.unpack(f"<{len(raw) // 4}I", raw)
    return zip(*[iter(numbers)] * width, strict=True)


def portions(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`; numpy's numbers become Python's, which is what SQLite takes."""
    for start in range(0, len(items), size):
        yield [int(item) if isinstance(item, np.integer) else item for item in items[start : start + size]]
