"""Files that do not stay where they are read from (downloads, uploads, samples): what they are called, and what says where they
came from in place of a path."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sources.load import Found, find_files
from ui.settings import samples_directory

if TYPE_CHECKING:
    from sources.fetch import Fetched

UPLOADS = "uploads"


def downloaded(fetched: "Fetched") -> Found:
    """A document from the web: called by its host and the last parts of its address, and it came from that address."""
    return Found(fetched.path, f"{fetched.path.parent.name}/{fetched.path.name}", fetched.url)


def uploaded(folder: Path) -> list[Found]:
    """The files of a folder of uploads. What was uploaded under one name another time is the same file only where the content
    is: a browser does not say where a file came from."""
    return [
        replace(
            found,
            name=f"{UPLOADS}/{found.path.name}",
            origin=f"upload:{hashlib.sha256(found.path.read_bytes()).hexdigest()}",
        )
        for found in find_files([folder])
    ]


def sample_files() -> list[Found]:
    """The samples, which are the same ones wherever the program is installed."""
    return [replace(found, origin=f"whylisted:{found.name}") for found in find_files([samples_directory()])]
