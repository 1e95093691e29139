"""What waits to be stored: kept in memory while it is little, and in a file without a name while it is much."""

import tempfile
from collections.abc import Iterator
from typing import IO, Any, cast

from sources.apart.frames import packed, receive, send, unpacked

IN_MEMORY = 4_000_000
"""Bytes up to which it stays in memory."""


class Spool:
    """Plain values in the order in which they came, to be gone through as often as needed."""

    def __init__(self) -> None:
        self._file = cast(IO[bytes], tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115  closed with the object

    def put(self, value: object) -> int:
        """Take in one more value; returns its size in bytes. Raises OSError where there is no room."""
        frame = packed(value)
        send(self._file, frame)
        return len(frame)

    def __iter__(self) -> Iterator[Any]:
        """The values, one at a time."""
        self._file.seek(0)
        while (frame := receive(self._file)) is not None:
            yield unpacked(frame)
