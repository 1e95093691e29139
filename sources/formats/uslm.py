"""XML in United States Legislative Markup (govinfo.gov offers issues of the Federal Register, the code and statutes
in it): not read, and refused with what to take instead."""

import re
from pathlib import Path

from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import refuse

_SCHEMA = re.compile(rb"(?:schemas\.gpo\.gov/xml/uslm|xml\.house\.gov/schemas/uslm)", re.I)


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is XML of the USLM schema."""
    return name.lower().endswith(".xml") and _SCHEMA.search(head) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """Nothing. Raises UnreadableFile, which names the format and those that are read."""
    raise refuse(
        name,
        "XML in USLM (United States Legislative Markup), which is not read",
        "take a Federal Register document as full-text XML or JSON from federalregister.gov or as text page from govinfo.gov, "
        "and regulations as XML from ecfr.gov",
    )
