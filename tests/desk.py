"""A folder to run the examples of the documentation in: the samples are indexed, and `whylisted` is in its `bin`."""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def make_desk(folder: Path, samples: Path) -> Path:
    """Makes the folder a desk with a copy of an index of the samples; gives it back."""
    shutil.copytree(samples, folder / ".whylisted")
    (folder / "bin").mkdir()
    command = folder / "bin" / "whylisted"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m ui.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def blocks(page: Path, kind: str) -> list[str]:
    """The blocks of a page that are marked so (`sh`, `console`, `python`, `json`)."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
