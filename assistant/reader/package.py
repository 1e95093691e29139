"""The files that come with the reader."""

from importlib import resources
from pathlib import Path

CALIBRATIONS = "calibrations.json"
"""The file in an index's folder that keeps what `whylisted calibrate` found, by the reader's name."""


def package_file(name: str) -> Path:
    """A file of the reader's package data: `reader.safetensors`, `reader.json`, `decision.json`."""
    return Path(str(resources.files("assistant").joinpath("reader/data", name)))
