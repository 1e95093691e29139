"""Collections of many authorities' lists in the FollowTheMoney form of OpenSanctions: `entities.ftm.json`, `targets.nested.json`
(one JSON object a line) and the delta files between two versions of a collection (`{"op": "ADD", "entity": …}` a line).

Every property is a list of strings. The reason, the authority and the dates stand on `Sanction` objects, one for each authority
that listed a party: each is a record of its own, under the list of that authority. A party without one is not listed and
is left out; but of a file without any, a party that is a target of a dataset that is made of one list is a record of that list, without
reason and dates. A delta is read as what it adds and changes: what it deletes has no name there.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from sources.document import FieldName, document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import Entry, as_list, full_date
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, decode, fold, read_bytes, refuse
from sources.lists import list_by_source, source_id

Json = dict[str, Any]
PUBLISHER = "OpenSanctions"
TITLE = "Sanctions data in FollowTheMoney form"
DATASETS = {
    "gb_fcdo_sanctions": "uk-sanctions-list", "gb_hmt_sanctions": "ofsi-consolidated", "gb_hmt_invbans": "ofsi-investment-ban",
    "un_sc_sanctions": "un-consolidated", "eu_fsf": "eu-consolidated", "ch_seco_sanctions": "swiss-sanctions-list",
    "ca_dfatd_sema_sanctions": "canada-sema", "au_dfat_sanctions": "australia-consolidated", "us_ofac_sdn": "sdn",
    "eu_journal_sanctions": "eu-annexes", "jp_meti_eul": "japan-end-user", "jp_meti_ru": "japan-export-ban",
}  # fmt: skip
"""The lists that are known here, by the datasets that are made from them."""
_NAMES = ("name", "alias", "previousName", "weakAlias")
_PARTY: tuple[tuple[str, str, FieldName], ...] = (
    ("imoNumber", "imo", "identifier"), ("innCode", "tax-id", "identifier"), ("taxNumber", "tax-id", "identifier"),
    ("ogrnCode", "registration", "identifier"), ("registrationNumber", "registration", "identifier"), ("leiCode", "lei", "identifier"),
    ("swiftBic", "swift", "identifier"), ("passportNumber", "passport", "identifier"), ("idNumber", "national-id", "identifier"),
    ("birthDate", "birth-date", "remark"), ("birthPlace", "birth-place", "remark"), ("gender", "gender", "remark"),
    ("mmsi", "mmsi", "identifier"), ("callSign", "call-sign", "identifier"), ("flag", "flag", "remark"), ("pastFlags", "former-flag", "remark"),
    ("type", "vessel-type", "remark"), ("buildDate", "built", "remark"), ("tonnage", "tonnage", "remark"), ("grossRegisteredTonnage", "gross-tonnage", "remark"),
    ("publicKey", "wallet", "identifier"), ("incorporationDate", "established", "remark"), ("vatCode", "tax-id", "identifier"),
    ("position", "position", "remark"), ("website", "website", "remark"), ("email", "email", "remark"), ("phone", "phone", "remark"),
)  # fmt: skip
"""Properties of a party, the kind of fact that each is, and the field that shows it."""


_SANCTION: tuple[tuple[str, FieldName], ...] = (
    ("authority", "remark"), ("program", "programme"), ("programId", "programme"), ("provisions", "remark"), ("summary", "remark"),
    ("status", "remark"), ("authorityId", "identifier"),
)  # fmt: skip
"""Properties of a sanction, and the field that shows each."""

_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 4
"""A reason of fewer words is the number of an act."""


_DELETED = re.compile(rb'\s*\{\s*"op"\s*:\s*"DEL"\s*,\s*"entity"\s*:\s*\{')
_VERSION = re.compile(r"\d{14}-\w{3}")
"""The version of a collection in the name of a delta file: when it was made, and three letters."""


def sniff(name: str, head: bytes) -> bool:
    """Whether the file has an entity in its first line."""
    first = head.lstrip().split(b"\n", 1)[0]
    if PurePosixPath(name.lower()).suffix not in {".json", ".jsonl"} or not first.startswith(b"{"):
        return False
    return all(key in first for key in (b'"schema"', b'"properties"', b'"caption"')) or bool(_DELETED.match(first))


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The collection as one document, a record for each sanction of a party. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    entities: dict[str, Json] = {}
    sanctions: list[tuple[str, Json]] = []
    deltas = deleted = 0
    for op, entity in _lines(decode(raw), name):
        deltas += op is not None
        if op == "DEL":
            deleted += 1
        elif entity["schema"] == "Sanction":
            sanctions += [(party, entity) for party in _all(entity, "entity")]
        else:
            entities[entity["id"]] = entity
            nested = entity["properties"].get("sanctions")
            sanctions += [(entity["id"], s) for s in nested if isinstance(s, dict)] if isinstance(nested, list) else []
    if not sanctions:
        sanctions = [(party, s) for party, entity in entities.items() for s in _by_dataset(entity)]
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records, lost = [], 0
    for party, sanction in sanctions:
        if party not in entities:
            lost += 1
        elif not any(_all(entities[party], prop) for prop in _NAMES):
            nameless.add(party)
        else:
            entry = _entry(sheet, entities[party], sanction)
            records.append(entry.record(key, list_of(sanction, entities[party])))
    if not records and not nameless.places:
        raise refuse(name, *_WITHOUT[bool(deltas)])
    warnings = [f"{name}: {lost} sanctions are against parties that are not in the file: left out"] if lost else []
    if deleted:
        warnings.append(f"{name}: {deleted} deleted without a name: add the whole collection to see what is gone")
    version = _VERSION.search(name)
    title = f"{TITLE}, changes {version[0] if version else PurePosixPath(name).name}" if deltas else TITLE
    day = full_date(max((str(e.get("last_seen") or "") for e in entities.values()), default=""))
    return [
        as_list(sheet, records, name, sha256, given, None, day, nameless, warnings, title=title, publisher=PUBLISHER)
    ]  # fmt: skip


_WITHOUT = {
    False: ("it names parties, but no sanction against one", "get the file that has Sanction objects"),
    True: (
        "a delta that adds no sanction against a party that it names",
        "add the whole collection (entities.ftm.json)",
    ),
}
"""Why a file without any record is refused, by whether it is a delta, and what helps."""


def _by_dataset(party: Json) -> list[Json]:
    """A sanction that says nothing for each list that a party is a target of by its datasets."""
    if not party.get("target") or "sanction" not in _all(party, "topics"):
        return []
    datasets = [d for d in party.get("datasets") or () if isinstance(d, str) and d in DATASETS]
    return [{"properties": {}, "datasets": [dataset]} for dataset in datasets]


def _lines(text: str, name: str) -> Iterator[tuple[str | None, Json]]:
    """The objects of the file, a line each, with what a delta does with each. Raises UnreadableFile for a line that is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except (ValueError, RecursionError):
            entity = None
        op = entity.get("op") if isinstance(entity, dict) and isinstance(entity.get("entity"), dict) else None
        entity = entity["entity"] if op is not None and isinstance(entity, dict) else entity
        sound = isinstance(entity, dict) and isinstance(entity.get("properties"), dict)
        if op != "DEL" and (not sound or not all(isinstance(entity.get(k), str) for k in ("id", "schema"))):
            raise refuse(name, "no entity in this line", "the file is cut off: download it again", number)
        yield op, entity


def _all(entity: Json, prop: str) -> list[str]:
    values = entity["properties"].get(prop) if isinstance(entity.get("properties"), dict) else None
    return [fold(v) for v in values if isinstance(v, str) and v.strip()] if isinstance(values, list) else []


def list_of(sanction: Json, party: Json) -> str:
    """The list that a sanction is on: by its dataset, by its programme or authority, or else named by its authority."""
    for dataset in sanction.get("datasets") or party.get("datasets") or ():
        if dataset in DATASETS:
            return DATASETS[dataset]
    authority = next(iter(_all(sanction, "authority")), "")
    known = list_by_source(authority) if authority else None
    if known:
        return known.id
    return source_id(f"{authority} list - {authority}") if authority else "sanctions list"


def _entry(sheet: Sheet, party: Json, sanction: Json) -> Entry:
    """A sanction of a party: the party's names, what its authority says of the listing, then what is known of the party."""
    entry = Entry(sheet)
    _put_names(entry, party)
    entry.put("type", str(party.get("schema") or ""))
    for prop, field in _SANCTION:
        for words in _all(sanction, prop):
            entry.put(field, words)
    for words in _all(sanction, "reason"):  # of some authorities only the number of an act
        entry.put("reason" if len(_WORD.findall(words)) >= FEWEST_WORDS else "basis", words)
    _put_known(entry, party)
    _put_days(entry, sanction)
    return entry


def _put_names(entry: Entry, party: Json) -> None:
    """The name that the party goes by, then all others."""
    caption = fold(str(party.get("caption") or ""))
    for name in sorted(_all(party, "name"), key=lambda n: n != caption):
        entry.named(name)
    for prop in _NAMES[1:]:
        for name in _all(party, prop):
            entry.named(name, weak=prop == "weakAlias")


def _put_known(entry: Entry, party: Json) -> None:
    """What is known of a party: numbers, dates and the like, then where it is."""
    for prop, kind, field in _PARTY:
        for words in _all(party, prop):
            entry.fact(kind, field, words)
    for words in _all(party, "address"):
        entry.put("address", words)
    for words in (*_all(party, "country"), *_all(party, "jurisdiction")):
        entry.put("country", words)
    for words in _all(party, "nationality"):
        entry.nationality(words)


def _put_days(entry: Entry, sanction: Json) -> None:
    """When a sanction began, was changed and ended."""
    started = sorted(_all(sanction, "startDate") or _all(sanction, "listingDate"))
    if any(entry.happened("added", words) for words in started[:1]):
        for words in sorted(_all(sanction, "modifiedAt")):
            entry.happened("changed", words)
    said = started[1:] if entry.draft.events else started  # a part of a date, and further days, stay what they are
    for words in (*said, *(w for w in _all(sanction, "listingDate") if w not in started)):
        entry.put("remark", words)
    for words in _all(sanction, "endDate"):
        entry.ends(words)
