"""Lists of the United States as others extract them from the official files into JSON of one form: an object with
`list_id`, the name of the official file, the day of the extraction, and `entities`.

What the `notes` of an entity hold depends on its list: the ground of a determination, the clauses of an act, or several
actions under several statutes, each of which is a record of its own, since one may have expired and another not.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from sources.document import Record, document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import as_list
from sources.formats.name_lines import names_in_row, names_of_line
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, decode, fold, read_bytes, refuse
from sources.formats.us_entry import UsEntry
from sources.lists import list_info, source_id
from sources.us_dates import us_date

PUBLISHER = "an extract of official lists"
LISTS = {
    "dow-1260h": "1260h", "dod-1260h": "1260h", "dow-1286": "section-1286", "dod-1286": "section-1286", "cbp-wro": "wro",
    "dhs-uflpa": "uflpa", "fcc-covered": "fcc-covered", "state-debarred-statutory": "aeca-debarred",
    "state-debarred-admin": "aeca-debarred", "state-nonproliferation": "isn", "bis-entity-list": "entity-list",
    "bis-meu": "meu-list", "bis-dpl": "denied-persons", "bis-uvl": "unverified-list", "ofac-nscmic": "ns-cmic",
}  # fmt: skip
"""The lists that are known here, by their ids in these files."""
_REASONED = frozenset({"1260h"})
"""Lists whose notes give the ground."""
_BY_CLAUSE = frozenset({"uflpa"})
"""Lists whose notes name the clauses of an act."""
_TOGETHER = re.compile(r"Listed together with subsidiaries: ")
_ACTION = "Authority: "
_CUT = ("...", "…")

Json = dict[str, Any]


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is JSON with the keys of an extract at its top."""
    keys = (b'"list_id"', b'"source_file"', b'"entities"')
    return PurePosixPath(name.lower()).suffix == ".json" and all(key in head[:2000] for key in keys)


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each entity and each action against it. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    try:
        data: Any = json.loads(decode(raw))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise refuse(name, "broken JSON", "the file is cut off: download it again", line) from None
    entities = data.get("entities") if isinstance(data, dict) else None
    if not isinstance(entities, list) or not isinstance(data.get("list_id"), str):
        raise refuse(name, "no list of entities in it", "expected an object with list_id and entities")
    list_id = LISTS.get(data["list_id"]) or source_id(data["list_id"])
    key, sheet, nameless = document_id(name), Sheet(), Nameless(name)
    records: list[Record] = []
    for number, entity in enumerate(entities, 1):
        if not isinstance(entity, dict) or not _words(entity.get("name")):
            nameless.add(f"entity {number}")
            continue
        records += [entry.record(key, list_id) for entry in _entries(sheet, entity, list_id)]
    of = _words(data.get("source_file"))
    warnings = list(_warnings(name, data, entities, records, of))
    day = us_date(_words(data.get("extracted")))
    title = f"{list_info(list_id).name} (extracted{f' from {of}' if of else ''})"
    made = as_list(sheet, records, name, sha256, given, None, day, nameless, warnings, title=title, publisher=PUBLISHER)
    return [made]


def _warnings(name: str, data: Json, entities: list[Any], records: list[Record], of: str) -> Iterator[str]:
    """What the file lacks: entities, by its own count, and the ends of texts that were cut short when it was made."""
    if isinstance(count := data.get("count"), int) and count != len(entities):
        yield f"{name}: it has {len(entities)} entities where it says {count}: some may be missing here"
    cut = len({f.value for r in records for f in r.all("reason") if f.value.endswith(_CUT)})
    if cut:
        yield f"{name}: {cut} reasons are cut short in it: add {of or 'the official notice'} for the whole of them"


def _words(value: object) -> str:
    return fold(value) if isinstance(value, str) else ""


def _entries(sheet: Sheet, entity: Json, list_id: str) -> Iterator[UsEntry]:
    """The listings of an entity: one, or one for each action, and those of the subsidiaries listed with it."""
    notes = _words(entity.get("notes"))
    parts = notes.split(" | ")
    actions = [part for part in parts if part.startswith(_ACTION)]
    if actions:
        rest = [part for part in parts if part not in actions]
        for action in actions:
            yield _by_action(_named(sheet, entity), action, rest)
        return
    entry = _named(sheet, entity)
    together = next((part for part in parts if _TOGETHER.match(part)), "")
    said = " | ".join(part for part in parts if part != together)
    _dated(entry, entity, list_id)
    _noted(entry, said, list_id)
    entry.put("remark", together)
    yield entry
    lead = _TOGETHER.match(together)
    for start, stop in names_in_row(together, lead.end(), len(together)) if lead else ():
        yield _subsidiary(sheet, entity, together, start, stop, said, list_id)


def _named(sheet: Sheet, entity: Json) -> UsEntry:
    """An entry with the names and the place of an entity."""
    entry = UsEntry(sheet)
    entry.named(_words(entity.get("name")))
    aliases = entity.get("aliases")
    for alias in aliases if isinstance(aliases, list) else ():
        words = _words(alias)
        known = re.match(r"(?:formerly|also) known as ", words, re.I)
        entry.named(words[known.end() :] if known else words)
    entry.place([_words(entity.get("address"))], _words(entity.get("country")))
    return entry


def _dated(entry: UsEntry, entity: Json, list_id: str) -> None:
    """The day and the notice of a listing. A notice that restates a whole list does not tell since when a party is on it."""
    day, notice = _words(entity.get("effective_date")), _words(entity.get("federal_register"))
    if list_id in _REASONED:
        entry.put("citation", notice)
        return
    if not entry.listed_by(notice, day) and day:
        entry.put("remark", day)
    entry.stands(_words(entity.get("status")))


def _noted(entry: UsEntry, notes: str, list_id: str) -> None:
    if list_id in _REASONED:
        entry.put("reason", notes)
    elif list_id in _BY_CLAUSE:
        for clause in re.split(r"; (?=UFLPA )", notes):
            entry.put("basis", clause)
    elif born := re.match(r"Date of birth: ", notes):
        entry.fact("birth-date", "remark", notes[born.end() :])
    else:
        entry.put("remark", notes)


def _subsidiary(sheet: Sheet, entity: Json, row: str, start: int, stop: int, said: str, list_id: str) -> UsEntry:
    """One that is listed together with an entity, on the ground that is given for both."""
    entry = UsEntry(sheet)
    names = names_of_line(row, start, stop)
    for name in (names.name, *names.others):
        entry.named(row[name.start : name.end])
    entry.place((), _words(entity.get("country")))
    _dated(entry, entity, list_id)
    _noted(entry, said, list_id)
    entry.put("remark", "Listed together with", _words(entity.get("name")))
    return entry


def _by_action(entry: UsEntry, action: str, rest: list[str]) -> UsEntry:
    """An action under a statute: `Authority: LAW; imposed DAY; status: STATUS; NOTICE`."""
    law, *cells = action.removeprefix(_ACTION).split("; ")
    day = next((cell.removeprefix("imposed ") for cell in cells if cell.startswith("imposed ")), "")
    status = next((cell.removeprefix("status: ") for cell in cells if cell.startswith("status: ")), "")
    notice = "; ".join(cell for cell in cells if not cell.startswith(("imposed ", "status: ")))
    entry.put("programme", law)
    if not entry.listed_by(notice, day):
        entry.put("remark", day)
    entry.stands(status)
    for words in rest:
        entry.put("remark", words)
    return entry
