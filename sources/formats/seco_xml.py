"""The Swiss sanctions list of the State Secretariat for Economic Affairs as XML.

De-listed targets stay in the file as full targets: only their newest `modification` says so (the newest stands first). What a
modification repeats under `added` and `removed` is history, and a `target` inside of it is none.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from sources.document import document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.markup import parse_xml
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, fold, read_bytes

LIST = "swiss-sanctions-list"
URL = "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
_DAYS = ("effective-date", "publication-date", "enactment-date")


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list."""
    return name.lower().endswith(".xml") and b"<swiss-sanctions-list" in head[:2048]


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each target. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    root = parse_xml(raw, name)
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    programmes, places = _programmes(root), {p.get("ssid", ""): p for p in root.findall("place")}
    records, undated = [], []
    for target in root.findall("target"):
        entry = _entry(sheet, target, programmes, places) if any(_names(target)) else None
        if entry is None:
            nameless.add(f"target {target.get('ssid')}")
            continue
        if not _put_dates(entry, target):  # as a record it would pass for one in force
            undated.append(entry.name)
            continue
        records.append(entry.record(key, LIST))
    warnings = [f"{name}: {who} is de-listed, on a day that the file does not say: left out" for who in undated]
    day = full_date(root.get("date"))
    return [as_list(sheet, records, name, sha256, given, LIST, day, nameless, warnings, url=URL)]


def _programmes(root: Element) -> dict[str, tuple[str, str]]:
    """The programme's name and the set's name, in English, of each set of sanctions."""
    found: dict[str, tuple[str, str]] = {}
    for programme in root.findall("sanctions-program"):
        names = {n.get("lang"): fold(n.text or "") for n in programme.findall("program-name")}
        for each in programme.findall("sanctions-set"):
            if each.get("lang") == "eng":
                found[each.get("ssid", "")] = (names.get("eng", ""), fold(each.text or ""))
    return found


def _kind(target: Element) -> Element | None:
    """The party of a target: an individual, an entity or an object."""
    return next((child for child in target if child.tag in ("individual", "entity", "object")), None)


def _names(target: Element) -> Iterator[tuple[list[str], bool]]:
    """The names of a target, the primary name first: the parts in their order, and whether it is a weak alias; then its
    spellings in other scripts."""
    party = _kind(target)
    identities = party.findall("identity") if party is not None else []
    nodes = [n for i in sorted(identities, key=lambda i: i.get("main") != "true") for n in i.findall("name")]
    for node in sorted(nodes, key=lambda n: n.get("name-type") != "primary-name"):
        parts = sorted(node.findall("name-part"), key=lambda p: int(p.get("order") or 0))
        weak = node.get("quality") == "low"
        if words := [w for p in parts if (w := fold(p.findtext("value") or ""))]:
            yield words, weak
        several = [[fold(v.text or "") for v in p.findall("spelling-variant")] for p in parts]
        for variant in range(max(map(len, several), default=0)):
            if spelled := [v[variant] for v in several if variant < len(v) and v[variant]]:
                yield spelled, weak


def _entry(sheet: Sheet, target: Element, programmes: dict[str, tuple[str, str]], places: dict[str, Element]) -> Entry:
    """A target: names, programme, reasons (several read on), then what is known of it."""
    entry, party = Entry(sheet), _kind(target)
    for words, weak in _names(target):
        entry.named(*words, weak=weak)
    entry.put("identifier", target.get("ssid", ""))
    if party is None:
        return entry
    entry.put("type", party.get("object-type") or party.tag)
    for number in target.findall("sanctions-set-id"):
        programme, measure = programmes.get(fold(number.text or ""), ("", ""))
        entry.put("programme", programme)
        entry.put("remark", measure)
    for reason in party.findall("justification"):
        entry.put("reason", reason.text or "")
    for note in party.findall("other-information"):
        entry.put("remark", note.text or "")
    entry.fact("gender", "remark", party.get("sex", ""))
    for identity in party.findall("identity"):
        _put_identity(entry, identity, places)
    return entry


def _put_identity(entry: Entry, identity: Element, places: dict[str, Element]) -> None:
    for born in identity.findall("day-month-year"):
        entry.fact("birth-date", "remark", " ".join(v for k in ("day", "month", "year") if (v := born.get(k, ""))))
    for land in identity.findall("nationality/country"):
        entry.nationality(land.text or "")
    for address in identity.findall("address"):
        place = places.get(address.get("place-id", ""))
        area = [place.findtext(tag) or "" for tag in ("location", "area")] if place is not None else []
        lines = [address.findtext(tag) or "" for tag in ("address-details", "p-o-box", "zip-code")]
        entry.place([*lines, *area], (place.findtext("country") or "") if place is not None else "")
    for paper in identity.findall("identification-document"):
        kind = "passport" if "passport" in paper.get("document-type", "") else "national-id"
        entry.fact(kind, "identifier", paper.findtext("number") or "", paper.findtext("issuer") or "")


def _put_dates(entry: Entry, target: Element) -> bool:
    """When the target was listed, amended and de-listed; false for a de-listing without a date."""
    changes = [
        (m.get("modification-type"), next((d for k in _DAYS if (d := m.get(k))), None))
        for m in target.findall("modification")
    ]
    for kind, day in reversed(changes):
        if kind == "listed":
            entry.happened("added", day)
        elif kind == "amended" and entry.draft.events:
            entry.happened("changed", day)
    gone = bool(changes) and changes[0][0] == "de-listed"
    if not gone:
        return True
    entry.put("remark", "de-listed")
    return entry.ends(changes[0][1])
