"""Files that a command writes for a person."""

import os
from pathlib import Path


def keep(path: Path, made: bytes) -> None:
    """Writes a file whole or not at all: an earlier one stays until the new one is there."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(made)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
