"""How large the streams of a PDF are once unpacked, known before any of them is handed to the parser."""

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 2_000  # bytes before a stream in which its dictionary is looked for
_STEP = 1_000_000


def unpacked(data: bytes, most: int) -> int:
    """The bytes of all deflated streams but pictures, unpacked; counting stops above `most`.

    A picture is left out: a white page that was scanned is packed a thousand times smaller, and is not read.
    """
    whole = 0
    for match in _STREAM.finditer(data):
        about = data[max(match.start() - _DICTIONARY, 0) : match.start()].rpartition(b" obj")[2]
        if b"/FlateDecode" in about and b"/Image" not in about:
            whole += _length(data, match.end(), most - whole)
        if whole > most:
            break
    return whole


def _length(data: bytes, start: int, most: int) -> int:
    """The unpacked length of the stream at a place, or what exceeds `most` of it."""
    packed = zlib.decompressobj()
    length = 0
    rest = data[start : start + _STEP]
    at = start + _STEP
    try:
        while not packed.eof and length <= most and rest:
            length += len(packed.decompress(rest, _STEP))
            rest = packed.unconsumed_tail
            if not rest:
                rest, at = data[at : at + _STEP], at + _STEP
    except zlib.error:
        return length
    return length
