"""XML without its dangers, and the text of an element with the marks that must not be glued to words."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sources.formats.sheet import refuse

_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters: they stand around footnote marks while white space is folded
_IN = rf"[^{_OPEN}{_CLOSE}\s]*+"


class Inline(NamedTuple):
    """The text of an element, white space folded (line breaks where `<br/>` stood), and its footnote marks as spans."""

    text: str
    notes: tuple[tuple[int, int], ...]


def parse_xml(raw: bytes, name: str) -> Element:
    """The root of an XML file. Raises UnreadableFile for broken XML (with its line) and for files that define entities,
    by which a small file can grow without end."""
    try:
        root: Element = fromstring(raw)
    except ParseError as error:
        line = error.position[0]
        raise refuse(
            name, f"broken XML ({str(error).split(':')[0]})", "the file is cut off or damaged: download it again", line
        ) from None
    except DefusedXmlException:
        raise refuse(
            name, "XML that defines entities of its own", "such files are never read: get it from the agency"
        ) from None
    except (ValueError, LookupError) as error:
        raise refuse(name, f"XML in an encoding that is not known ({error})", "save it as UTF-8") from None
    return root


def inline(element: Element, marks: bool = True) -> Inline:
    """The words of an element and all below it. Tags vanish; a raised digit is a footnote mark and is set off by a blank
    where it would touch a word; raised letters (`3rd`) and fractions stay. Without `marks`, footnote marks inside of the
    text go (prose reads on); the one that begins a footnote stays."""
    if len(element) == 0:  # most cells
        return Inline(" ".join((element.text or "").split()), ())
    parts: list[str] = []
    _walk(element, parts)
    raw = "".join(parts).replace("\xa0", " ").replace("\u2009", " ")
    raw = re.sub(rf"{_OPEN}\s*+({_IN}(?:\s++{_IN})*+)\s*+{_CLOSE}(?=\s*⁄)", r" \1", raw)
    if not marks:
        raw = re.sub(rf"(?<=\S){_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE}", "", raw)
    raw = re.sub(rf"(?<=\w){_OPEN}", f" {_OPEN}", raw)
    raw = re.sub(rf"{_CLOSE}(?=\w)", f"{_CLOSE} ", raw)
    raw = re.sub(r"(?<![^\S\n])[^\S\n]*+\n\s*", "\n", re.sub(r"[^\S\n]+", " ", raw)).strip()
    text: list[str] = []
    notes: list[tuple[int, int]] = []
    length = 0
    for piece in re.split(rf"({_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE})", raw):
        mark = piece.startswith(_OPEN)
        words = piece.strip(_OPEN + _CLOSE) if mark else piece
        if mark:
            notes += [(length + m.start(), length + m.end()) for m in re.finditer(r"\d+", words)]
        text.append(words)
        length += len(words)
    return Inline("".join(text), tuple(notes))


def _walk(node: Element, parts: list[str]) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag in {"br", "BR"}:
        parts.append("\n")
    words = (node.text or "").replace("\n", " ") if tag or node.text else ""
    raised = tag.lower() in {"sup", "su", "ftref"} and re.fullmatch(r"[\s,]*+\d[\s,\d]*+", words) is not None
    if not isinstance(node.tag, str):  # comments and processing instructions
        words = ""
    parts.append(f"{_OPEN}{words}{_CLOSE}" if raised else words)
    for child in node:
        _walk(child, parts)
        parts.append((child.tail or "").replace("\n", " "))
