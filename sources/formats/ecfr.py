"""The Electronic Code of Federal Regulations in XML: one document for each section, appendix and supplement.

Supplements that are lists (Entity List, Unverified List, Military End-User List) give two documents: the table with its
records, and its notes (introduction, footnotes, history) as prose that can be cited.
"""

import datetime
import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

from sources.document import Document, Span, document_id
from sources.fence import fenced
from sources.formats.ecfr_lists import is_list_table, read_table
from sources.formats.ecfr_prose import write_prose
from sources.formats.markup import inline, parse_xml
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, date_in_name, fold, read_bytes, refuse, refuse_web_page
from sources.lists import list_by_words
from sources.us_dates import us_date

PUBLISHER = "Office of the Federal Register (eCFR)"
_SITE = "https://www.ecfr.gov"
_SECTION = re.compile(r"(§+\s*[\d.]+(?:-[\d.]+)?[a-z]?)\s*")
_DIVISION = re.compile(rb"<DIV[1-9]\s[^<>]*TYPE=")


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a part of the eCFR: XML with numbered, typed divisions."""
    return name.lower().endswith(".xml") and (_DIVISION.search(head) is not None or b"<ECFR" in head)


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The documents of an eCFR file, in its order. Raises UnreadableFile for broken XML or a file without sections."""
    raw, sha256 = read_bytes(path, name)
    refuse_web_page(raw, name, "XML of the eCFR")
    root = parse_xml(raw, name)
    day = _day(root, name)
    found: list[Parsed] = []
    title = _number(root, "TITLE") or ""
    part = _number(root, "PART") or ""
    divisions = _divisions(root, title, part)
    if not divisions:
        raise refuse(name, "no section and no supplement in it", "give a part of the eCFR in XML (title-15, part-744)")
    numbers = [(_appendix(division), number) for division, _, number in divisions]
    shared = Counter(appendix for appendix, _ in set(numbers))
    for (division, title_number, part_number), (appendix, _) in zip(divisions, numbers, strict=True):
        of_part = f" to part {part_number}" if appendix and part_number and shared[appendix] > 1 else ""
        source = Source(name, sha256, given, day, title_number, part_number, of_part)
        with fenced(f"{name}, {fold(division.get('N', ''))}"):
            found += source.documents(division)
    return found


def _divisions(node: Element, title: str, part: str) -> list[tuple[Element, str, str]]:
    """Sections (DIV8) and appendices (DIV9) with the numbers of the title and part that they stand in."""
    kind = node.get("TYPE", "")
    title = node.get("N", title) if kind == "TITLE" else title
    part = node.get("N", part) if kind == "PART" else part
    if node.tag in {"DIV8", "DIV9"}:
        return [(node, title, part)]
    return [each for child in node for each in _divisions(child, title, part)]


def _number(root: Element, kind: str) -> str | None:
    """The number of the title or part, from what the publisher says of the divisions, if no division around gives it."""
    for node in root.iter():
        if cited := re.search(r"(?<!\d)(\d++) CFR (?:Part )?(\d+)", node.get("hierarchy_metadata", "")):
            return cited.group(1 if kind == "TITLE" else 2)
    return None


def _day(root: Element, name: str) -> datetime.date | None:
    """The day whose text the file shows: from its name, else from the file."""
    if day := date_in_name(name):
        return day
    amended = next(root.iter("AMDDATE"), None)
    return us_date("".join(amended.itertext())) if amended is not None else None


def _appendix(division: Element) -> str:
    """What an appendix is called inside of its part (`Supplement No. 1`); empty for a section."""
    head = division.find("HEAD")
    heading = fold(inline(head).text) if head is not None else division.get("N", "")
    if _SECTION.match(heading):
        return ""
    words = re.sub(r"(?<!\s)\s+to (?:Subpart \w+ of )?Part [\d]+.*$", "", heading.partition("—")[0], flags=re.I)
    return words.strip() or division.get("N", "")


class Source:
    """What all documents of one division have in common; `of_part` tells a supplement from one of the same number that another
    part of the file has (` to part 736`)."""

    def __init__(
        self, name: str, sha256: str, given: Given, day: datetime.date | None, title: str, part: str, of_part: str = ""
    ) -> None:
        self.name, self.sha256, self.given, self.day, self.title, self.part = name, sha256, given, day, title, part
        self.of_part = of_part

    def documents(self, division: Element) -> list[Parsed]:
        """One document for a section or a supplement; two for a list and its notes."""
        head = division.find("HEAD")
        heading = fold(inline(head).text) if head is not None else division.get("N", "")
        part, full = self._names(division, heading)
        tables = [t for t in division.iter("TABLE") if is_list_table(t)]
        if not tables:
            return [self._prose(division, list(division), part, full)]
        return [
            self._list(division, tables, part, full),
            self._prose(division, _notes(division), part, f"{full} (notes)", ", notes"),
        ]

    def _names(self, division: Element, heading: str) -> tuple[str, str]:
        """The part by which a document is cited and its title."""
        if section := _SECTION.match(heading):
            part = fold(section.group(1)).replace("§§", "§§")
            return part, f"{self.title} CFR {heading}".strip()
        _, _, rest = heading.partition("—")
        part = _appendix(division)
        return part, f"{self.title} CFR part {self.part}, {part}" + (f": {rest.strip()}" if rest else "")

    def _prose(self, division: Element, elements: list[Element], part: str, full: str, notes: str = "") -> Parsed:
        sheet = Sheet()
        headings = write_prose(elements, sheet, part)
        document = self._document(division, sheet.text, f"{part}{self.of_part}{notes}", full, None)
        return Parsed(document, headings=tuple(headings))

    def _list(self, division: Element, tables: list[Element], part: str, full: str) -> Parsed:
        sheet = Sheet()
        head = division.find("HEAD")
        sheet.add(inline(head).text if head is not None else part)
        info = list_by_words(re.sub(r"['‘’“”]", "", full.partition(": ")[2])) or list_by_words(full.partition(": ")[2])
        list_id = info.id if info else re.sub(r"\W+", "-", part.lower())
        key = document_id(self.name, f"{part}{self.of_part}")
        read_tables = [read_table(table, sheet, key, list_id) for table in tables]
        records = tuple(record for table in read_tables for record in table.records)
        warnings = tuple(f"{self.name}, {part}, {words}" for table in read_tables for words in table.warnings)
        document = self._document(division, sheet.text, f"{part}{self.of_part}", full, list_id)
        return Parsed(document, records, ((0, part),), prose=False, warnings=warnings)

    def _document(self, division: Element, text: str, part: str, full: str, list_id: str | None) -> Document:
        head = division.find("HEAD")
        first = inline(head).text if head is not None else ""
        return Document(
            id=document_id(self.name, part),
            path=self.name,
            part=part,
            kind="list" if list_id else "regulation",
            title=full,
            publisher=self.given.publisher or PUBLISHER,
            published=self.given.published,
            url=self.given.url or self._url(division),
            snapshot=self.day,
            list_id=list_id,
            sha256=self.sha256,
            text=text,
            title_span=Span(0, len(first)) if first and text.startswith(first) else None,
        )

    def _url(self, division: Element) -> str | None:
        when = f"on/{self.day.isoformat()}" if self.day else "current"
        if not self.title:
            return None
        if division.tag == "DIV8" and re.fullmatch(r"[\d.]+[a-z]?", division.get("N", "")):
            return f"{_SITE}/{when}/title-{self.title}/section-{division.get('N')}"
        appendix = division.get("N", "").replace(" ", "%20")
        return f"{_SITE}/{when}/title-{self.title}/part-{self.part}" + (
            f"/appendix-{appendix}" if division.tag == "DIV9" else ""
        )


def _notes(division: Element) -> list[Element]:
    """What stands around the tables: heading, introduction, footnotes below them, history."""
    found: list[Element] = []
    for child in division:
        if child.find(".//TABLE") is None:
            found.append(child)
        else:
            found += list(child.iter("TFOOT"))
    return found
