"""What goes between two processes: values of plain types (numbers, texts, bytes, tuples, lists, dicts), each with its length
before it. A frame can hold no object of a class, so that a reader that a file has taken over cannot have code run here."""

import io
import pickle
from typing import IO, Any

_LENGTH = 8


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"not a plain value: {module}.{name}")


def packed(value: Any) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, protocol=5)


def unpacked(frame: bytes) -> Any:
    """The value that `packed` was given. Raises pickle.UnpicklingError for anything but plain types."""
    return _Plain(io.BytesIO(frame)).load()


def send(stream: IO[bytes], frame: bytes) -> None:
    """Write a frame. Raises OSError where nobody reads any more."""
    stream.write(len(frame).to_bytes(_LENGTH, "little"))
    stream.write(frame)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame; None where the other side has ended, if in the middle of one."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "little")
    frame = stream.read(length)
    return frame if len(frame) == length else None
