"""Readers of file formats, each a module with `sniff(name, head) -> bool` and `read(path, name, given) -> Iterable[Parsed]`.

A file is read by the first module whose `sniff` knows it; `head` is the file's first 64 KiB. Formats known by their content (the
official lists) stand before those known by their suffix.
"""

import functools
import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from sources.formats.parsed import Given, Parsed

READERS = (
    "uk_xml", "uk_csv", "ofsi", "workbook", "un_xml", "eu_xml", "eu_csv", "eu_annex_csv", "eu_annex_html", "compiled", "ftm", "ftm_table",
    "extracted_lists", "collected_table", "seco_xml", "canada_xml", "meti",
    "uslm", "ecfr", "ecfr_page", "federal_register", "ofac", "ofac_advanced", "ofac_delta", "ofac_enhanced", "withhold_release", "denied",
    "party_table", "covered_table", "csl", "uflpa", "covered_list", "cuba_page", "pdf", "docx", "html", "text",
)  # fmt: skip
"""The reader modules, in the order in which they are asked."""

HEAD = 65_536
"""Bytes of a file that `sniff` is shown."""


class Reader(Protocol):
    """A reader module."""

    def sniff(self, name: str, head: bytes) -> bool:
        """Whether this reader reads a file of that name that begins so."""

    def read(self, path: Path, name: str, given: Given) -> Iterable[Parsed]:
        """The documents of the file, all at once or one at a time. Raises UnreadableFile."""


@functools.cache
def readers() -> tuple[Reader, ...]:
    """The reader modules, imported on first use: asking questions needs none of them."""
    return tuple(importlib.import_module(f"sources.formats.{name}") for name in READERS)


def reader_for(name: str, head: bytes) -> Reader | None:
    """The reader of a file of that name that begins so, or None."""
    return next((reader for reader in readers() if reader.sniff(name, head)), None)
