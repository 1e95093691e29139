"""Office files that are not read: which one it is, by its first bytes or its name, and what to save it as."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Microsoft's compound file, the container of the formats before 2007
_ZIP = b"PK\x03\x04"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")  # the entry of a compound file that holds an encrypted newer one
_OLD_WORD = "WordDocument".encode("utf-16-le")
_OLD = "in Word's binary format of before 2007 (.doc); save it as .docx"
_KINDS = {
    ".doc": _OLD,
    ".dot": _OLD,
    ".odt": "an OpenDocument text (.odt); save it as .docx",
    ".ott": "an OpenDocument text (.ott); save it as .docx",
    ".fodt": "an OpenDocument text (.fodt); save it as .docx",
    ".rtf": "in Rich Text Format (.rtf); save it as .docx",
    ".pages": "a Pages document; export it as .docx",
    ".wpd": "a WordPerfect document (.wpd); save it as .docx",
    ".xls": "a spreadsheet (.xls); save the table as .csv",
    ".xlsx": "a spreadsheet (.xlsx); save the table as .csv",
    ".ods": "a spreadsheet (.ods); save the table as .csv",
    ".ppt": "a presentation (.ppt); save it as .pdf",
    ".pptx": "a presentation (.pptx); save it as .pdf",
    ".odp": "a presentation (.odp); save it as .pdf",
}


def is_compound(start: bytes) -> bool:
    """Whether a file that begins so is a compound file."""
    return start.startswith(_COMPOUND)


def why_not_read(name: str, head: bytes) -> str | None:
    """One sentence on an office file that is not read, from its name and its first bytes; None for any other file."""
    kind = _by_content(head)
    if kind is None:
        kind = next((told for suffix, told in _KINDS.items() if name.lower().endswith(suffix)), None)
    return f"{name} is {kind}" if kind else None


def _by_content(head: bytes) -> str | None:
    if is_compound(head):
        if _PROTECTED in head:
            return "protected by a password; save a copy without one"
        return _OLD if _OLD_WORD in head else None
    if head.startswith(b"{\\rtf"):
        return _KINDS[".rtf"]
    if head.startswith(_ZIP):
        if b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:200]:
            return _KINDS[".odt"]
        for folder, suffix in ((b"xl/", ".xlsx"), (b"ppt/", ".pptx")):
            if b"[Content_Types].xml" in head and folder in head and b"word/" not in head:
                return _KINDS[suffix]
    return None
