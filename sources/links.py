"""Symbolic links in folders of documents: whoever names a folder means what is in it, and not what a link in it
points to."""

import os
from pathlib import Path


def stays_inside(path: Path, folder: Path) -> bool:
    """Whether a file or folder is in `folder`, links followed to their end."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def stays_in_its_folder(path: Path, other: Path) -> bool:
    """Whether a file that stands beside another one is still beside it when links are followed: in the other one's folder, or
    where the other one itself leads."""
    return stays_inside(path, other.parent) or stays_inside(path, Path(os.path.realpath(other)).parent)
