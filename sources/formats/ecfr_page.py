"""A page of the eCFR that was saved from a browser: its sections and supplements are written as the divisions of the
XML, which are read as those are, lists with their records."""

import datetime
import hashlib
import re
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from sources.formats import html
from sources.formats.ecfr import Source
from sources.formats.ecfr_lists import is_list_table
from sources.formats.page import BLOCKS
from sources.formats.page_bytes import read_tree
from sources.formats.page_seen import Seen
from sources.formats.page_table import Part, grid
from sources.formats.page_tree import Node
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import date_in_name, fold
from sources.us_dates import us_date

_PAGE = re.compile(rb"<title>\s*eCFR\s*::|rel=[\"']canonical[\"']\s+href=[\"']https?://www\.ecfr\.gov/", re.I)
_AS_OF = re.compile(r"up to date as of\s+(\d{1,2}/\d{1,2}/\d{4})|/on/(\d{4}-\d\d-\d\d)/", re.I)
_HISTORY = re.compile(r"\[\d+ FR \d+")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a web page of the eCFR, by its title or address."""
    return not name.lower().endswith(".xml") and _PAGE.search(head) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The documents of a page, in its order: one for each section and supplement, two for a list and its notes. A
    page without either (a table of contents) is read as any web page. Raises UnreadableFile."""
    raw = path.read_bytes()
    tree = read_tree(raw, name)
    page = _Page(tree)
    divisions = page.divisions()
    if not divisions:
        return html.read(path, name, given)
    day = date_in_name(name) or _day(tree)
    source = Source(name, hashlib.sha256(raw).hexdigest(), given, day, page.title, page.part)
    return [parsed for division in divisions for parsed in source.documents(division)]


def _day(tree: Node) -> datetime.date | None:
    """The day as of which the page shows the text."""
    found = _AS_OF.search(_canonical(tree)) or _AS_OF.search(tree.text())
    return us_date(found[1] or found[2]) if found else None


def _canonical(tree: Node) -> str:
    links = (tag.get("href") for tag in tree.iter("link") if (tag.get("rel") or "").lower() == "canonical")
    return next((link for link in links if link), "")


class _Page:
    def __init__(self, tree: Node) -> None:
        self._tree, self._seen = tree, Seen(tree)
        words = f"{_canonical(tree)} {''.join(title.text() for title in tree.iter('title'))}"
        title = re.search(r"/title-(\d+)|Title (\d+)", words)
        part = re.search(r"/part-(\d+)|Part (\d+)|(?:§|CFR) ?(\d+)\.", words)
        self.title = next(filter(None, title.groups()), "") if title else ""
        self.part = next(filter(None, part.groups()), "") if part else ""

    def divisions(self) -> list[Element]:
        """The sections and supplements of the page as divisions of the XML."""
        found: list[Element] = []
        inside: set[int] = set()
        for node in self._tree.walk():
            if not isinstance(node, Node) or id(node.parent) in inside:
                inside |= {id(node)} if isinstance(node, Node) else set()
                continue
            kind = {"section", "appendix"} & set((node.get("class") or "").lower().split())
            head = next(node.iter(*_HEADS), None) if kind and node.get("id") else None
            if head is not None and self._is_seen(node):
                inside.add(id(node))
                found.append(self._division(node, head))
        return found or self._only_list()

    def _only_list(self) -> list[Element]:
        """The one list of a page whose divisions are not marked: what stands around its table."""
        table = next((t for t in self._tree.iter("table") if is_list_table(self._table(t))), None)
        for around in table.above() if table else ():
            head = next((h for h in around.iter(*_HEADS) if re.match(r"Supplement No\.|§", fold(h.text()))), None)
            if head is not None:
                return [self._division(around, head)]
        return []

    def _is_seen(self, node: Node) -> bool:
        return self._seen.why_not(node) is None

    def _division(self, node: Node, head: Node) -> Element:
        heading = fold(head.text())
        section = re.match(r"§+\s*([\d.]+[a-z]?)", heading)
        number = section[1].rstrip(".") if section else re.split(r"(?<!\s)\s*+[—–]", heading)[0]
        kind = ("DIV8", "SECTION") if section else ("DIV9", "APPENDIX")
        division = Element(kind[0], N=number, TYPE=kind[1])
        SubElement(division, "HEAD").text = heading
        stack: list[Part] = list(reversed(node.children))
        while stack:
            child = stack.pop()
            if isinstance(child, str):
                if words := fold(child):
                    SubElement(division, "P").text = words
            elif child is head or not self._is_seen(child):
                continue
            elif child.tag == "table":
                SubElement(division, "DIV").append(self._table(child))
            elif child.tag in (*_HEADS, "p", "li") or not any(below.tag in BLOCKS for below in child.iter(*BLOCKS)):
                tag = "HD1" if child.tag in _HEADS else "CITA" if _HISTORY.match(fold(child.text())) else "P"
                self._inline(child, SubElement(division, tag))
            else:
                stack += reversed(child.children)
        return division

    def _table(self, table: Node) -> Element:
        """A table as the XML writes it: heads of columns in the first row, a cell for each column in the others."""
        element = Element("TABLE")
        for number, row in enumerate(grid(table, self._is_seen)):
            line = SubElement(element, "TR")
            for part in row:
                cell = SubElement(line, "TD" if number else "TH")
                if isinstance(part, str):
                    cell.text = part
                elif part is not None:
                    self._inline(part, cell)
                cell.tail = " "
        return element

    def _inline(self, node: Node, into: Element) -> None:
        """The words of a paragraph or cell; line breaks, raised marks and italics as the XML has them."""
        stack: list[tuple[Part, bool]] = [(child, False) for child in reversed(node.children)]
        into.text = ""
        while stack:
            child, done = stack.pop()
            last = into[-1] if len(into) else None
            if isinstance(child, str):
                if last is None:
                    into.text += child
                else:
                    last.tail = (last.tail or "") + child
            elif done:
                if child.tag in BLOCKS and stack:
                    SubElement(into, "br")
            elif child.tag == "br":
                SubElement(into, "br")
            elif self._is_seen(child):
                if child.tag in ("sup", "em", "i") and not child.elements():
                    SubElement(into, "SU" if child.tag == "sup" else "I").text = child.text()
                    continue
                stack.append((child, True))
                stack += [(below, False) for below in reversed(child.children)]
