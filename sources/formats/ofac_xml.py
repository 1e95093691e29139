"""Treasury's lists in the classic XML (`sdn.xml`, `consolidated.xml`)."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from sources.document import Record, Span, document_id
from sources.facts import of_column
from sources.formats.delimited import Nameless
from sources.formats.markup import parse_xml
from sources.formats.ofac_list import as_document, put_addresses
from sources.formats.ofac_remarks import (
    DATED,
    in_order,
    is_consolidated,
    lists_of_row,
    put_dated,
    put_nationality,
    put_remarks,
)
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, refuse
from sources.us_dates import us_date


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is in the classic layout."""
    return name.lower().endswith(".xml") and (b"<sdnList" in head or b"<sdnEntry" in head)


def read_xml(raw: bytes, name: str, sha256: str, given: Given) -> Parsed:
    """The list as one document. Raises UnreadableFile for broken XML and for a file without entries that have a
    name."""
    root = parse_xml(raw, name)
    for node in root.iter():  # the namespace says nothing that the names do not
        node.tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else node.tag
    published = us_date(root.findtext(".//Publish_Date"))
    consolidated = is_consolidated(PurePosixPath(name).stem, {p.text or "" for p in root.iter("program")})
    key = document_id(name)
    sheet = Sheet()
    records: list[Record] = []
    nameless = Nameless(name)
    for number, entry in enumerate(root.iter("sdnEntry"), 1):
        if not any(fold(entry.findtext(tag) or "") for tag in ("firstName", "lastName")):
            nameless.add(f"uid {entry.findtext('uid')}" if entry.findtext("uid") else f"entry {number}")
            continue
        programmes = [fold(p.text or "") for p in entry.iter("program")]
        said = f"{entry.findtext('remarks') or ''} {_joined(entry)}"
        for list_id in lists_of_row(programmes, said) if consolidated else ("sdn",):
            records.append(_record(sheet, entry, key, list_id))
    if not records:
        raise nameless.error or refuse(name, "no entry in it", "download the list again")
    return as_document(
        sheet, records, name, sha256, given, consolidated, date_in_name(name) or published, nameless.warnings
    )


def _joined(entry: Element) -> str:
    """The identity cells of an entry as the CSV files write them: kind, colon or not, number."""
    return "; ".join(" ".join(_words(item)) for item in entry.findall("idList/id"))


def _record(sheet: Sheet, entry: Element, key: str, list_id: str) -> Record:
    """One entry on one list, a line for each cell."""
    draft = Draft()
    start = sheet.add("", "\n\n").start
    name = _xml_name(sheet, entry)
    draft.put("name", sheet.tail(name.start), name.start)
    record_name = fold(sheet.tail(name.start))
    for tag, field in (("uid", "identifier"), ("sdnType", "type"), ("title", "remark")):
        if words := (entry.findtext(tag) or "").strip():
            at = sheet.add(words, "\n").start
            draft.put(field, words, at)  # type: ignore[arg-type]
            draft.put_fact(tag, words, at)
    programmes = [(p.text or "").strip() for p in entry.iter("program")]
    for words in programmes:
        draft.put("programme", words, sheet.add(words, "\n").start)
    remarks = (entry.findtext("remarks") or "").strip()
    if remarks:
        put_remarks(draft, remarks, sheet.add(remarks, "\n").start, list_id)
    _put_items(draft, sheet, entry, list_id)
    _put_aliases(draft, sheet, entry)
    for address in entry.findall("addressList/address"):
        country = (address.findtext("country") or "").strip()
        others = [c for c in _words(address) if c != country]
        put_addresses(draft, sheet, [["  ".join(others), "", country]])
    in_order(draft)
    return draft.record(key, list_id, Span(start, len(sheet)), record_name)


_ITEMS = (
    "idList/id", "dateOfBirthList/dateOfBirthItem", "placeOfBirthList/placeOfBirthItem", "nationalityList/nationality",
    "citizenshipList/citizenship", "vesselInfo",
)  # fmt: skip
"""Where an entry says what is known of the party."""


def _put_items(draft: Draft, sheet: Sheet, entry: Element, list_id: str) -> None:
    """What is known of a party, a line for each item."""
    for path in _ITEMS:
        for item in entry.findall(path):
            spans: list[Span] = []
            for tag, words in _cells(item):
                spans.append(sheet.add(words, "  " if spans else "\n"))
                if tag not in {"idType", "idNumber"}:
                    draft.put_fact(tag if of_column(tag) else item.tag, words, spans[-1].start)
            if spans:
                _put_item(draft, path, sheet.tail(spans[0].start), spans[0].start, list_id)


def _put_aliases(draft: Draft, sheet: Sheet, entry: Element) -> None:
    """The other names of a party, a line each with their kind before them."""
    for aka in entry.findall("akaList/aka"):
        if not any(fold(aka.findtext(tag) or "") for tag in ("firstName", "lastName")):
            continue
        sheet.add((aka.findtext("type") or "").strip(), "\n")
        span = _xml_name(sheet, aka, "  ")
        weak = (aka.findtext("category") or "").strip().lower() == "weak"
        draft.put("weak_alias" if weak else "alias", sheet.tail(span.start), span.start)


def _put_item(draft: Draft, path: str, words: str, at: int, list_id: str) -> None:
    """A cell of an entry as what it is: a date of the listing stands among the identity documents, as if it were
    one."""
    dated = DATED.search(words) if path.startswith("idList") else None
    if dated and put_dated(draft, dated, at, list_id):
        return
    draft.put("identifier" if path.startswith("idList") else "remark", words, at)
    if path.startswith(("nationality", "citizenship")):
        put_nationality(draft, fold(words), at)


def _xml_name(sheet: Sheet, node: Element, before: str = "") -> Span:
    words = [w for tag in ("firstName", "lastName") if (w := fold(node.findtext(tag) or ""))]
    spans = [sheet.add(w, " " if n else before) for n, w in enumerate(words)] or [sheet.add("", "")]
    return Span(spans[0].start, spans[-1].end)


def _words(node: Element) -> list[str]:
    """The words of all cells below a node."""
    return [words for _, words in _cells(node)]


def _cells(node: Element) -> Iterator[tuple[str, str]]:
    """All cells below a node but its numbers and flags: what each is called, and its words."""
    for child in node.iter():
        words = fold(child.text or "") if len(child) == 0 and child.tag not in {"uid", "mainEntry"} else ""
        if words:
            yield child.tag, words
