"""Whether a downloaded file is what was asked for: a server that is down often answers 200 with a page that says so.

These checks are light on purpose: what a list says is checked when it is read. They refuse web pages in place of data, files
that are cut off, and tables of another layout.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from sources.errors import FetchError, UnreadableFile
from sources.formats.markup import parse_xml
from sources.formats.sheet import decode

Form = Literal[
    "ecfr", "ofac", "ofac-addresses", "ofac-aliases", "ofac-comments", "csl", "uflpa", "json", "register-xml", "register-text",
    "uk", "un", "eu", "swiss", "canada", "australia",
]  # fmt: skip
"""What a file has to look like."""

_WANTED: dict[str, str] = {
    "ecfr": "XML of the eCFR", "ofac": "a list of Treasury's in CSV", "ofac-addresses": "Treasury's addresses in CSV",
    "ofac-aliases": "Treasury's aliases in CSV", "ofac-comments": "Treasury's remarks in CSV", "csl": "the Consolidated Screening List in CSV",
    "uflpa": "the page of the UFLPA Entity List", "json": "JSON", "register-xml": "XML of the Federal Register",
    "register-text": "text of the Federal Register", "uk": "the UK Sanctions List in XML", "un": "the list of the United Nations in XML",
    "eu": "the list of the European Union in XML", "swiss": "the list of Switzerland in XML", "canada": "the list of Canada in XML",
    "australia": "the list of Australia as a spreadsheet (.xlsx)",
}  # fmt: skip
_COLUMNS = {"ofac": 12, "ofac-addresses": 6, "ofac-aliases": 5, "ofac-comments": 2}
_PAGE = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def check_arrived(path: Path, form: Form, url: str) -> None:
    """Raises FetchError, naming the address and the cause, unless the file has the form that was asked for."""
    raw = path.read_bytes()
    if form not in {"uflpa", "register-text"} and _PAGE.match(raw.removeprefix(b"\xef\xbb\xbf")[:4096]):
        cause = "a web page (probably one that says what is wrong)"
    elif form in _COLUMNS:
        cause = next(_wrong_rows(raw, _COLUMNS[form]), "")
    else:
        cause = _CHECKS[form](raw)
    if cause:
        raise FetchError(f"{url}: expected {_WANTED[form]}, and got {cause}: nothing was kept")


def _wrong_rows(raw: bytes, columns: int) -> Iterator[str]:
    text = decode(raw).rstrip("\x00\x1a\r\n\t ")  # Treasury ends its files with a Control-Z
    if not text:
        yield "an empty file"
    try:
        for number, row in enumerate(csv.reader(text.splitlines(keepends=True)), 1):
            if row and len(row) != columns:
                yield f"a row of another layout (row {number}: {len(row)} columns, not {columns})"
            elif row and not row[0].strip().isdecimal():
                yield f"a row of another layout (row {number} does not begin with a number)"
    except csv.Error as error:
        yield f"a damaged table ({error})"


def _xml(*names: str) -> Callable[[bytes], str]:
    def check(raw: bytes) -> str:
        try:
            root = parse_xml(raw, "it")
        except UnreadableFile as error:
            return str(error)
        return "" if not names or root.tag in names else f"XML with <{root.tag}> at its root"

    return check


def _workbook(raw: bytes) -> str:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        return "a spreadsheet in the format before 2007, in which the list has not been published for years"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        return "no spreadsheet, or only a part of one"
    return "" if "xl/workbook.xml" in names else "an archive that is no spreadsheet"


def _json(raw: bytes) -> str:
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return "something that is no JSON, or only a part of it"
    return ""


def _csl(raw: bytes) -> str:
    head = decode(raw[: raw.find(b"\n")]).lower()
    columns = {column.strip(' "\r\ufeff') for column in head.split(",")}
    missing = sorted({"source", "name"} - columns)
    if missing:
        return f"a table without the column {missing[0]!r}"
    return "" if raw.rstrip(b" \x00\x1a").endswith(b"\n") else "only a part of it (the last line does not end)"


def _uflpa(raw: bytes) -> str:
    low = raw.lower()
    if b"uflpa" not in low or b"<table" not in low:
        return "a page without its tables"
    return "" if b"</html" in low else "only a part of it"


def _register_text(raw: bytes) -> str:
    return "" if b"Federal Register" in raw[:4000] else "something else"


_CHECKS: dict[str, Callable[[bytes], str]] = {
    "ecfr": _xml("ECFR", "DLPSTEXTCLASS", *(f"DIV{level}" for level in range(1, 10))),
    "register-xml": _xml(),
    "json": _json,
    "csl": _csl,
    "uflpa": _uflpa,
    "register-text": _register_text,
    "uk": _xml("Designations"),
    "un": _xml("CONSOLIDATED_LIST"),
    "eu": _xml("{http://eu.europa.ec/fpi/fsd/export}export"),
    "swiss": _xml("swiss-sanctions-list"),
    "canada": _xml("data-set"),
    "australia": _workbook,
}
