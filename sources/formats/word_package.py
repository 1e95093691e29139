"""A Word file as the zip archive of XML parts that it is (ISO/IEC 29500-2): its parts, and how they point to each other.

Word writes ISO 29500 in two dialects, "transitional" and "strict", with the same elements in other namespaces. Both are read as
one: every tag and attribute is renamed to a short name once (`w:p`, `m:t`, `val`), and nothing after that knows of namespaces.
"""

import functools
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_OPEN, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
_SHORT = {
    f"{_OPEN}/wordprocessingml/2006/main": "w", f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OPEN}/officeDocument/2006/math": "m", f"{_STRICT}/officeDocument/math": "m",
    f"{_OPEN}/officeDocument/2006/relationships": "r", f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OPEN}/drawingml/2006/main": "a", f"{_STRICT}/drawingml/main": "a",
    f"{_OPEN}/drawingml/2006/picture": "pic", f"{_STRICT}/drawingml/picture": "pic",
    f"{_OPEN}/drawingml/2006/chart": "c", f"{_STRICT}/drawingml/chart": "c",
    f"{_OPEN}/drawingml/2006/diagram": "dgm", f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_OPEN}/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    f"{_OPEN}/package/2006/relationships": "rel",
    f"{_OPEN}/package/2006/content-types": "ct",
    "http://purl.org/dc/elements/1.1/": "dc",
}  # fmt: skip
_WITHOUT_PREFIX = frozenset({"w", "m"})  # attributes of these are named by their local name alone: `val`, `id`, `type`


class DamagedPart(Exception):
    """A part of the archive that cannot be unpacked or parsed; the message says which, and why."""


class Relation(NamedTuple):
    """What a part points to: the kind (`footnotes`, `image`, …), the part's name or an address, whether it is outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file. Names of parts have no slash before them; case does not matter in them (29500-2, 6.2.2)."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        self._relations: dict[str, dict[str, Relation]] = {}

    @functools.cached_property
    def main(self) -> str | None:
        """The name of the part with the text; Word calls it `word/document.xml`, other programs as they like."""
        named = [r.target for r in self.relations("").values() if r.kind == "officeDocument" and not r.external]
        return next((name for name in (*named, "word/document.xml") if self.has(name)), None)

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name.lower() in self._names

    def raw(self, name: str) -> bytes:
        """The bytes of a part. Raises DamagedPart."""
        try:
            return self._archive.read(self._names[name.lower()])
        except KeyError:
            raise DamagedPart(f"{name} is missing") from None
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError) as error:
            raise DamagedPart(f"{name}: {error}") from None

    def xml(self, name: str) -> Element:
        """The root of a part, with short names. Raises DamagedPart, for one that defines entities, too."""
        try:
            root: Element = fromstring(self.raw(name))
        except DefusedXmlException:
            raise DamagedPart(f"{name} defines entities of its own") from None
        except (ParseError, ValueError, LookupError) as error:
            raise DamagedPart(f"{name}: {error}") from None
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = _short(element.tag)
                if element.attrib:
                    element.attrib = {_short_attribute(key): value for key, value in element.attrib.items()}
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """By id, what the part of that name points to; "" stands for the package. Raises DamagedPart."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            source = posixpath.join(folder, "_rels", f"{base}.rels")
            found = self.xml(source) if self.has(source) else ()
            self._relations[name] = {
                one.get("Id", ""): Relation(
                    one.get("Type", "").rpartition("/")[2],
                    _resolved(folder, one.get("Target", "")),
                    one.get("TargetMode") == "External",
                )
                for one in found
            }
        return self._relations[name]

    def related(self, name: str, kind: str) -> Element | None:
        """The root of the first part of a kind that a part points to; None if there is none. Raises DamagedPart."""
        for relation in self.relations(name).values():
            if relation.kind == kind and not relation.external and self.has(relation.target):
                return self.xml(relation.target)
        return None


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")


@functools.lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    prefix = _SHORT.get(space)
    return f"{prefix}:{local}" if prefix else tag


@functools.lru_cache(maxsize=4096)
def _short_attribute(name: str) -> str:
    prefix, _, local = _short(name).rpartition(":")
    return local if prefix in _WITHOUT_PREFIX else _short(name)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, and of that the first child of the next name, and so on; None where one is missing."""
    for name in names:
        element = next((one for one in element if one.tag == name), None) if element is not None else None
    return element


def value(element: Element | None, *names: str) -> str | None:
    """The attribute `val` of the child that `child` finds."""
    found = child(element, *names)
    return found.get("val") if found is not None else None


def switched(element: Element | None, name: str) -> bool | None:
    """Whether a property is switched on (`<w:vanish/>`) or off (`<w:vanish w:val="0"/>`); None where it is not named."""
    found = child(element, name)
    return None if found is None else found.get("val", "true") not in ("0", "false", "off")


def inside(element: Element, leave: frozenset[str]) -> Iterator[Element]:
    """The elements below one, in order, without those named and what is below them."""
    stack = list(reversed(element))
    while stack:
        one = stack.pop()
        if one.tag not in leave:
            yield one
            stack += reversed(one)
