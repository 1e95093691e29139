"""Collections of many authorities' lists in the FollowTheMoney form of OpenSanctions: `entities.ftm.json` and
`targets.nested.json` (one JSON object a line).

Every property is a list of strings. The reason, the authority and the dates stand on `Sanction` objects, one for each authority
that listed a party: each is a record of its own, under the list of that authority. A party without one is not listed and is left
out.
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


_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 4
"""A reason of fewer words is the number of an act."""


def sniff(name: str, head: bytes) -> bool:
    """Whether the file has an entity in its first line."""
    first = head.lstrip().split(b"\n", 1)[0]
    if PurePosixPath(name.lower()).suffix not in {".json", ".jsonl"} or not first.startswith(b"{"):
        return False
    return all(key in first for key in (b'"schema"', b'"properties"', b'"caption"')) and b'"op"' not in first[:20]


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The collection as one document, a record for each sanction of a party. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    entities: dict[str, Json] = {}
    sanctions: list[tuple[str, Json]] = []
    for entity in _lines(decode(raw), name):
        if entity["schema"] == "Sanction":
            sanctions += [(party, entity) for party in _all(entity, "entity")]
            continue
        entities[entity["id"]] = entity
        nested = entity["properties"].get("sanctions")
        sanctions += [(entity["id"], s) for s in nested if isinstance(s, dict)] if isinstance(nested, list) else []
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
        raise refuse(name, "it names parties, but no sanction against one", "get the file that has Sanction objects")
    warnings = [f"{name}: {lost} sanctions are against parties that are not in the file: left out"] if lost else []
    day = max((str(e.get("last_seen") or "") for e in entities.values()), default="")
    return [
        as_list(
            sheet,
            records,
            name,
            sha256,
            given,
            None,
            full_date(day),
            nameless,
            warnings,
            title=TITLE,
            publisher=PUBLISHER,
        )
    ]


def _lines(text: str, name: str) -> Iterator[Json]:
    """The objects of the file, a line each. Raises UnreadableFile for a line that is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except (ValueError, RecursionError):
            entity = None
        sound = isinstance(entity, dict) and isinstance(entity.get("properties"), dict)
        if not sound or not all(isinstance(entity.get(k), str) for k in ("id", "schema")):
            raise refuse(name, "no entity in this line", "the file is cut off: download it again", number)
        yield entity


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
    names = _all(party, "name")
    caption = fold(str(party.get("caption") or ""))
    for name in sorted(names, key=lambda n: n != caption):
        entry.named(name)
    for prop in _NAMES[1:]:
        for name in _all(party, prop):
            entry.named(name, weak=prop == "weakAlias")
    entry.put("type", str(party.get("schema") or ""))
    for prop, field in (("authority", "remark"), ("program", "programme"), ("programId", "programme"), ("provisions", "remark"),
                        ("summary", "remark"), ("status", "remark"), ("authorityId", "identifier")):  # fmt: skip
        for words in _all(sanction, prop):
            entry.put(field, words)  # type: ignore[arg-type]
    for words in _all(sanction, "reason"):  # of some authorities only the number of an act
        entry.put("reason" if len(_WORD.findall(words)) >= FEWEST_WORDS else "basis", words)
    for prop, kind, field in _PARTY:
        for words in _all(party, prop):
            entry.fact(kind, field, words)
    for words in _all(party, "address"):
        entry.put("address", words)
    for words in (*_all(party, "country"), *_all(party, "jurisdiction")):
        entry.put("country", words)
    for words in _all(party, "nationality"):
        entry.nationality(words)
    started = sorted(_all(sanction, "startDate") or _all(sanction, "listingDate"))
    if any(entry.happened("added", words) for words in started[:1]):
        for words in sorted(_all(sanction, "modifiedAt")):
            entry.happened("changed", words)
    for words in _all(sanction, "endDate"):
        entry.ends(words)
    return entry
