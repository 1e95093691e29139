"""Treasury's lists in its enhanced layout (`sdn_enhanced.xml`, `cons_enhanced.xml`): every party with the day on which
each of its lists took it up. The files of one day's changes ("delta") are of the same words and have a reader of their own
(`ofac_delta`): they are no list.

Not to be guessed: a party of the consolidated file stands on its own list and, with another day, on the "Consolidated
List", which is the file itself; a transliteration is a further `translation` of one name, not a name of its own.
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from sources.document import Document, Record, RecordEvent, Span, document_id
from sources.formats.delimited import Nameless
from sources.formats.markup import parse_xml
from sources.formats.ofac_remarks import lists_of_row, put_nationality, put_remarks
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, read_bytes, refuse, refuse_web_page
from sources.lists import groups_named, list_by_words, list_info, source_id

PUBLISHER = "Office of Foreign Assets Control"
_URL = "https://sanctionslist.ofac.treas.gov/Home/"
_WHOLE = (
    "take SDN.XML or SDN_ADVANCED.XML (CONSOLIDATED.XML, CONS_ADVANCED.XML), or the CSV files with their companions"
)


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is in the enhanced layout."""
    return name.lower().endswith(".xml") and re.search(rb"<(?:\w+:)?sanctionsData\b|ENHANCED_XML", head) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each list that a party is on. Raises UnreadableFile for broken XML and for
    a file without parties."""
    raw, sha256 = read_bytes(path, name)
    refuse_web_page(raw, name, "XML of Treasury's lists")
    root = parse_xml(raw, name)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else node.tag
    entities = list(root.iterfind("entities/entity"))
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records: list[Record] = []
    for entity in entities:
        names = list(names_of(entity))
        if not any(role == "name" for _, role in names):
            nameless.add(f"entity {entity.get('id')}")
            continue
        for list_id, listed in lists_of(entity):
            records.append(record_of(sheet, entity, names, list_id, listed, key))
    if not records:
        raise nameless.error or refuse(name, "no party with a list in Treasury's enhanced XML", _WHOLE)
    only_sdn = {r.list_id for r in records} == {"sdn"}
    document = Document(
        id=key,
        path=name,
        kind="list",
        title=list_info("sdn").name if only_sdn else "Consolidated Sanctions List (non-SDN)",
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or _URL + ("SdnList" if only_sdn else "ConsolidatedList"),
        snapshot=date_in_name(name) or _day(root.findtext("publicationInfo/dataAsOf")),
        list_id="sdn" if only_sdn else None,
        sha256=sha256,
        text=sheet.text,
    )
    return [Parsed(document, tuple(records), prose=False, warnings=nameless.warnings)]


def lists_of(entity: Element) -> Iterator[tuple[str, Element | None]]:
    """The lists of a party, each with its element: not the name under which several are published together."""
    programmes = [fold(p.text or "") for p in entity.iterfind("sanctionsPrograms/sanctionsProgram")]
    found: dict[str, Element | None] = {}
    for listed in entity.iterfind("sanctionsLists/sanctionsList"):
        words = fold(listed.text or "")
        if info := list_by_words(words):
            found.setdefault(info.id, listed)
        elif words and not groups_named(words) and words.casefold() != "consolidated list":
            found.setdefault(source_id(words), listed)
    yield from (found or dict.fromkeys(lists_of_row(programmes, ""))).items()


def names_of(entity: Element) -> Iterator[tuple[str, str]]:
    """Every name once with its role: `name` for the primary one, else `alias`, or `weak` for those of low quality."""
    seen: set[str] = set()
    every = list(entity.iterfind("names/name"))
    for node in sorted(every, key=lambda n: n.findtext("isPrimary") != "true"):
        spelled = list(node.iterfind("translations/translation"))
        for form in sorted(spelled, key=lambda t: t.findtext("isPrimary") != "true"):
            words = fold(form.findtext("formattedFullName") or "")
            if not words or words in seen:
                continue
            primary = node.findtext("isPrimary") == "true" and not seen
            seen.add(words)
            yield words, "name" if primary else "weak" if node.findtext("isLowQuality") == "true" else "alias"


def record_of(
    sheet: Sheet, entity: Element, names: list[tuple[str, str]], list_id: str, listed: Element | None, key: str
) -> Record:
    """One party on one list, a line for each thing that is said of it."""
    draft = Draft()
    start = sheet.add("", "\n\n").start
    number, main = entity.get("id", ""), names[0][0]
    if number:
        draft.put("identifier", number, sheet.add(number, "").start)
    draft.put("name", main, sheet.add(main, "  " if number else "").start)
    if kind := fold(entity.findtext("generalInfo/entityType") or ""):
        draft.put("type", kind, sheet.add(kind, "\n").start)
    for programme in entity.iterfind("sanctionsPrograms/sanctionsProgram"):
        if words := fold(programme.text or ""):
            draft.put("programme", words, sheet.add(words, "\n").start)
    if listed is not None:
        sheet.add(fold(listed.text or ""), "\n")
        if day := _day(listed.get("datePublished")):
            at = sheet.add(day.isoformat(), "  ")
            draft.events.append(RecordEvent(action="added", date=day, citation=None, start=at.start, end=at.end))
    if remarks := fold(entity.findtext("generalInfo/remarks") or ""):
        put_remarks(draft, remarks, sheet.add(remarks, "\n").start, list_id)
    for words, role in names[1:]:
        draft.put("weak_alias" if role == "weak" else "alias", words, sheet.add(words, "\n").start)
    _put_documents(draft, sheet, entity)
    _put_addresses(draft, sheet, entity)
    return draft.record(key, list_id, Span(start, len(sheet)), main)


def _put_documents(draft: Draft, sheet: Sheet, entity: Element) -> None:
    for document in entity.iterfind("identityDocuments/identityDocument"):
        cells = [fold(document.findtext(tag) or "") for tag in ("type", "documentNumber", "issuingCountry")]
        _put_line(draft, sheet, [c for c in cells if c], "identifier")
    for feature in entity.iterfind("features/feature"):
        kind, value = (fold(feature.findtext(tag) or "") for tag in ("type", "value"))
        if not value:
            continue
        at = _put_line(draft, sheet, [kind, value], "identifier" if "Address" in kind or "No." in kind else "remark")
        if kind.startswith(("Nationality", "Citizenship")):
            put_nationality(draft, value, at)


def _put_line(draft: Draft, sheet: Sheet, cells: list[str], field: str) -> int:
    """A line of cells as one field; returns where the last cell stands."""
    spans = [sheet.add(cell, "  " if n else "\n") for n, cell in enumerate(cells)]
    if spans:
        draft.put(field, sheet.tail(spans[0].start), spans[0].start)  # type: ignore[arg-type]
    return spans[-1].start if spans else len(sheet)


def _put_addresses(draft: Draft, sheet: Sheet, entity: Element) -> None:
    for address in entity.iterfind("addresses/address"):
        country = fold(address.findtext("country") or "")
        form = address.find("translations/translation")
        lines = [fold(v.text or "") for v in form.iter("value")] if form is not None else []
        at = _put_line(draft, sheet, [*(line for line in lines if line), *([country] if country else [])], "address")
        if country and all(f.value != country for f in draft.fields["country"]):
            draft.put("country", country, at)


def _day(words: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((words or "")[:10])
    except ValueError:
        return None
