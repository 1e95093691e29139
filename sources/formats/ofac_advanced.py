"""Treasury's lists in their "advanced" XML (`sdn_advanced.xml`, `cons_advanced.xml`): a file of parts that point to one
another.

Names stand with the party, addresses and documents apart from it, and the list, its programmes and the day of listing
in an entry of their own; everything is told by numbers that a table at the head explains. The layout is described by
the Office of Foreign Assets Control in "Explanatory Documentation for the Advanced Sanctions Data Model".
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from sources.document import Document, Record, RecordEvent, Span, document_id
from sources.formats.delimited import Nameless
from sources.formats.markup import parse_xml
from sources.formats.ofac_remarks import lists_of_row, put_nationality, put_remarks
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, read_bytes, refuse, refuse_web_page
from sources.lists import list_by_words, list_info

PUBLISHER = "Office of Foreign Assets Control"
_URL = "https://sanctionslist.ofac.treas.gov/Home/"
_NAME_ORDER = ("first name", "middle name", "patronymic", "matronymic", "last name", "maiden name")
_PROGRAMME = "program"


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is in the advanced layout: XML with a table of reference values."""
    return name.lower().endswith(".xml") and b"<Sanctions" in head and b"ReferenceValueSets" in head


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document. Raises UnreadableFile for broken XML, or a file without parties or with parties without
    names."""
    raw, sha256 = read_bytes(path, name)
    refuse_web_page(raw, name, "XML of Treasury's lists")
    root = parse_xml(raw, name)
    for node in root.iter():  # the namespace differs from year to year and says nothing that the names do not
        node.tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else node.tag
    tables = _Tables(root)
    key, sheet = document_id(name), Sheet()
    nameless = Nameless(name)
    records: list[Record] = []
    for party in root.iter("DistinctParty"):
        for profile in party.iterfind("Profile"):
            names = list(_names(profile, tables))
            if not any(role == "name" for _, role in names):
                nameless.add(f"party {profile.get('ID')}")
                continue
            for entry in _entries(profile, tables):
                records.append(_record(sheet, names, _text(party, "Comment"), profile, entry, tables, key))
    if not records:
        cause = "no party with an entry on a list in it"
        raise nameless.error or refuse(name, cause, "download the list again")
    only_sdn = {r.list_id for r in records} == {"sdn"}
    document = Document(
        id=key,
        path=name,
        kind="list",
        title=list_info("sdn").name if only_sdn else "Consolidated Sanctions List (non-SDN)",
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or _URL + ("SdnList" if only_sdn else "ConsolidatedList"),
        snapshot=date_in_name(name) or _day(root.find("DateOfIssue")),
        list_id="sdn" if only_sdn else None,
        sha256=sha256,
        text=sheet.text,
    )
    return [Parsed(document, tuple(records), prose=False, warnings=nameless.warnings)]


class _Tables:
    """What the numbers stand for, and the parts that parties point to."""

    def __init__(self, root: Element) -> None:
        self.values: dict[tuple[str, str], str] = {}
        for table in root.findall("ReferenceValueSets/*"):
            for value in table:
                if isinstance(value.tag, str):
                    self.values[value.tag, value.get("ID", "")] = fold(value.text or value.get("Description") or "")
        self.locations = {each.get("ID", ""): each for each in root.iterfind("Locations/Location")}
        self.documents: dict[str, list[Element]] = defaultdict(list)
        for each in root.iterfind("IDRegDocuments/IDRegDocument"):
            self.documents[each.get("IdentityID", "")].append(each)
        self.entries: dict[str, list[Element]] = defaultdict(list)
        for each in root.iterfind("SanctionsEntries/SanctionsEntry"):
            self.entries[each.get("ProfileID", "")].append(each)

    def word(self, kind: str, number: str | None) -> str:
        """What a number of a kind stands for; empty for one that the table does not have."""
        return self.values.get((kind, number or ""), "")


def _entries(profile: Element, tables: _Tables) -> list[Element]:
    """The entries of a party, one a list: not that of the "Consolidated List" beside one of a list of its own."""
    found = tables.entries.get(profile.get("ID", ""), [])
    own = [e for e in found if list_by_words(tables.word("List", e.get("ListID")))]
    return own or found


def _record(
    sheet: Sheet,
    names: list[tuple[str, str]],
    remarks: str,
    profile: Element,
    entry: Element,
    tables: _Tables,
    key: str,
) -> Record:
    """One party on one list: its names, what it is, programmes, day of listing, numbers, addresses, a line each."""
    main = next(words for words, role in names if role == "name")
    draft = Draft()
    start = sheet.add("", "\n\n").start
    number = profile.get("ID", "")
    draft.put("identifier", number, sheet.add(number, "").start)
    draft.put("name", main, sheet.add(main, "  ").start)
    if kind := _type(profile, tables):
        draft.put("type", kind, sheet.add(kind, "\n").start)
    programmes = _programmes(entry, tables)
    for words in programmes:
        draft.put("programme", words, sheet.add(words, "\n").start)
    listed = tables.word("List", entry.get("ListID"))
    list_id = _list(listed, programmes, remarks)
    if listed:
        sheet.add(listed, "\n")
    if day := _listed_on(entry):
        at = sheet.add(day.isoformat(), "  ")
        draft.events.append(RecordEvent(action="added", date=day, citation=None, start=at.start, end=at.end))
    if remarks:
        put_remarks(draft, remarks, sheet.add(remarks, "\n").start, list_id)
    for words, role in names:
        if role != "name":
            draft.put("weak_alias" if role == "weak" else "alias", words, sheet.add(words, "\n").start)
    for words in _numbers(profile, tables):
        draft.put("identifier", words, sheet.add(words, "\n").start)
    _put_places(draft, sheet, profile, tables)
    return draft.record(key, list_id, Span(start, len(sheet)), main)


def _programmes(entry: Element, tables: _Tables) -> list[str]:
    """The programmes of an entry, which stand among its measures."""
    measures = [
        (tables.word("SanctionsType", m.get("SanctionsTypeID")), _text(m, "Comment"))
        for m in entry.iterfind("SanctionsMeasure")
    ]
    return [comment for kind, comment in measures if kind.lower() == _PROGRAMME and comment]


def _text(node: Element, path: str) -> str:
    return fold(node.findtext(path) or "")


def _names(profile: Element, tables: _Tables) -> Iterator[tuple[str, str]]:
    """Every name once with its role: `name` for the primary one, else `alias`, or `weak` for those of low quality."""
    seen: set[str] = set()
    for identity in profile.iterfind("Identity"):
        groups = {
            g.get("ID", ""): tables.word("NamePartType", g.get("NamePartTypeID")).lower()
            for g in identity.iter("NamePartGroup")
        }
        aliases = sorted(identity.iterfind("Alias"), key=lambda a: a.get("Primary") != "true")
        for alias in aliases:
            for number, documented in enumerate(alias.iterfind("DocumentedName")):
                words = _name(documented, groups)
                if not words or words in seen:
                    continue
                primary = alias.get("Primary") == "true" and number == 0 and not seen
                seen.add(words)
                yield words, "name" if primary else "weak" if alias.get("LowQuality") == "true" else "alias"


def _name(documented: Element, groups: dict[str, str]) -> str:
    """The parts of a name as they are said: a person's given names before the family name."""
    parts = [
        (groups.get(v.get("NamePartGroupID", ""), ""), fold(v.text or "")) for v in documented.iter("NamePartValue")
    ]
    order = {kind: n for n, kind in enumerate(_NAME_ORDER)}
    return " ".join(words for kind, words in sorted(parts, key=lambda p: order.get(p[0], 0)) if words)


def _type(profile: Element, tables: _Tables) -> str:
    """Individual, entity, vessel or aircraft: the subtype if it says one, else the type above it."""
    number = profile.get("PartySubTypeID")
    words = tables.word("PartySubType", number)
    return "" if words.lower() == "unknown" else words


def _list(listed: str, programmes: list[str], remarks: str) -> str:
    """The list of an entry: by its own name, or, on the consolidated list, by its programme."""
    info = list_by_words(listed)
    return info.id if info else lists_of_row(programmes, remarks)[0]


def _listed_on(entry: Element) -> datetime.date | None:
    """The day of the first event of an entry, which put the party on the list."""
    days = [day for event in entry.iterfind("EntryEvent") if (day := _day(event.find("Date")))]
    return min(days) if days else None


def _day(node: Element | None) -> datetime.date | None:
    """A date given in parts; None where there is none, or only a part of one."""
    try:
        year, month, day = (
            (int(_text(node, part)) for part in ("Year", "Month", "Day")) if node is not None else (0, 0, 0)
        )
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _numbers(profile: Element, tables: _Tables) -> Iterator[str]:
    """Passports, registrations and other numbers: kind, number, and the country that gave it."""
    for identity in profile.iterfind("Identity"):
        for each in tables.documents.get(identity.get("ID", ""), []):
            number = _text(each, "IDRegistrationNo")
            kind = tables.word("IDRegDocType", each.get("IDRegDocTypeID"))
            country = tables.word("Country", each.get("IssuedBy-CountryID"))
            if number:
                yield " ".join(w for w in (kind, number, f"({country})" if country else "") if w)


def _places(profile: Element, tables: _Tables) -> Iterator[tuple[str, list[str], str]]:
    """The places of a party: what each is to it (`Location`, `Nationality Country`), its lines and its country."""
    for feature in profile.iter("Feature"):
        what = tables.word("FeatureType", feature.get("FeatureTypeID"))
        for place in feature.iter("VersionLocation"):
            location = tables.locations.get(place.get("LocationID", ""))
            if location is None:
                continue
            lines = [fold(v.text or "") for v in location.iterfind("LocationPart/LocationPartValue/Value")]
            countries: Iterable[str] = (
                tables.word("Country", c.get("CountryID")) for c in location.iterfind("LocationCountry")
            )
            yield what, [line for line in lines if line], next((c for c in countries if c), "")


def _put_places(draft: Draft, sheet: Sheet, profile: Element, tables: _Tables) -> None:
    """The places of a party, a line each: what it is a citizen of, and its addresses."""
    for what, lines, country in _places(profile, tables):
        if what.startswith(("Nationality", "Citizenship")):
            put_nationality(draft, country, sheet.add(country, "\n").start)
        else:
            _put_address(draft, sheet, lines, country)


def _put_address(draft: Draft, sheet: Sheet, lines: list[str], country: str) -> None:
    cells = [*lines, *([country] if country and country not in lines else [])]
    spans = [sheet.add(cell, "  " if n else "\n") for n, cell in enumerate(cells)]
    if not spans:
        return
    draft.put("address", sheet.tail(spans[0].start), spans[0].start)
    if country and not any(f.value == country for f in draft.fields["country"]):
        draft.put("country", country, spans[cells.index(country)].start)
