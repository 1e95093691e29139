"""The tree of a web page from its bytes, in whatever encoding it is."""

import codecs
import re

from sources.errors import UnreadableFile
from sources.formats.page_tree import Node, TooDeep, parse
from sources.formats.text import decode

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)", re.I
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MEANT = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "x-x-big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "utf-16": "utf-8", "utf-16le": "utf-8",
    "utf-16be": "utf-8", "unicode": "utf-8", "utf8": "utf-8", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip
"""What a page means by a label (WHATWG Encoding Standard): a declaration that can be read at all is not in UTF-16."""


def read_tree(data: bytes, name: str) -> Node:
    """The tree of a page. Raises UnreadableFile for an empty file, for one that is no text, and for one nested
    without end."""
    try:
        return parse(_decode(data, name))
    except TooDeep as error:
        raise UnreadableFile(f"{name} is HTML {error}; save the page as text or PDF from a browser") from None
    except ValueError as error:
        raise UnreadableFile(f"{name} holds no HTML that can be read ({error}); save the page again") from None


def _decode(data: bytes, name: str) -> str:
    """The text by what the page declares. One that declares a table of single bytes and is UTF-8 throughout is UTF-8:
    Windows-1252 text does not look like that by chance."""
    declared = _DECLARED.search(data[:4096])
    if declared is None or data.startswith(_MARKS):
        return decode(data, name)
    label = (declared[1] or declared[2]).decode("ascii").lower()
    encoding = _MEANT.get(label, label)
    try:
        single = len("\u00e9\u0434\u4e2d".encode(encoding, "ignore")) < 3
    except (LookupError, ValueError):
        return decode(data, name)
    for attempt in ("utf-8", encoding) if single else (encoding,):
        try:
            return data.decode(attempt)
        except (LookupError, ValueError):
            continue
    return decode(data, name)
