"""What changed on Treasury's lists on one day (`2026-01-15_delta.xml`, `changes/latest`): parties that were put on a list or
taken off it, in the words of the enhanced layout with an `action` on what changed.

It is no list: it does not tell who else is on one. So it is read as a notice of that day. Of a party that stays on its list
only what is new about it is given, often without its name: such parties are counted, and the whole file has them.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from sources.document import Document, Record, RecordEvent, document_id
from sources.formats.delimited import MOST_LINES
from sources.formats.markup import parse_xml
from sources.formats.ofac_enhanced import PUBLISHER, lists_of, names_of, record_of
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, read_bytes, refuse, refuse_web_page
from sources.us_dates import us_date

URL = "https://sanctionslistservice.ofac.treas.gov/changes/latest"
_WHOLE = "for who is on a list take SDN.XML or SDN_ADVANCED.XML (CONSOLIDATED.XML, CONS_ADVANCED.XML) of that day"
_NAMED = re.compile(r"(?<![a-z])delta(?![a-z])", re.I)
_ADDS, _TAKES = frozenset({"add", "added", "new"}), frozenset({"remove", "removed", "delete", "deleted"})
_ACTION = ("action", "changeType", "status")


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is XML in the words of the enhanced layout, and holds changes."""
    if not name.lower().endswith(".xml") or not re.search(
        rb"<(?:\w+:)?(?:sanctionsData|delta\w*)\b|DELTA_XML", head, re.I
    ):
        return False
    changes = re.search(
        rb"DeltaFile|DELTA_XML|<(?:\w+:)?delta|<entity\b[^>]{0,200}\b(?:action|changeType)=", head, re.I
    )
    return changes is not None or _NAMED.search(PurePosixPath(name).name) is not None


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The changes as one notice, a record for each party that was put on a list or taken off it. Raises UnreadableFile for
    broken XML, and for a file that names no such party."""
    raw, sha256 = read_bytes(path, name)
    refuse_web_page(raw, name, "XML of Treasury's lists")
    root = parse_xml(raw, name)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else node.tag
    entities = list(root.iter("entity"))
    published = fold(root.findtext("publicationInfo/datePublished") or root.findtext(".//datePublished") or "")
    day = us_date(published) or date_in_name(name)
    if day is None:
        raise refuse(name, "Treasury's delta file without the day of its changes", f"download it again; {_WHOLE}")
    key, sheet = document_id(name), Sheet()
    if published:
        sheet.add(published)
    records: list[Record] = []
    left: Counter[str] = Counter()
    for entity in entities:
        made = list(_records(sheet, entity, published, day, key))
        records += made
        if not made:
            left[entity.get("id") or "without a number"] += 1
    if not records:
        cause = "Treasury's delta file, in which no party was put on a list or taken off one"
        raise refuse(name, cause, _WHOLE)
    document = Document(
        id=key,
        path=name,
        kind="notice",
        title=f"Changes to Treasury's sanctions lists, {day.isoformat()}",
        publisher=given.publisher or PUBLISHER,
        published=given.published or day,
        url=given.url or URL,
        snapshot=day,
        sha256=sha256,
        text=sheet.text,
    )
    return [Parsed(document, tuple(records), prose=False, warnings=tuple(_warnings(name, left)))]


def _warnings(name: str, left: Counter[str]) -> Iterator[str]:
    if left:
        shown = ", ".join(list(left)[:MOST_LINES]) + (", …" if len(left) > MOST_LINES else "")
        one = left.total() == 1
        what = "1 party whose entry changed is" if one else f"{left.total()} parties whose entries changed are"
        yield f"{name}: {what} left out (number {shown}): it holds only what is new about them; {_WHOLE}"


def _act(node: Element) -> str:
    """What became of a party, or of a thing about it: `add`, `remove`, or anything else."""
    said = next((words for key in _ACTION if (words := node.get(key))), "").strip().lower()
    return "add" if said in _ADDS else "remove" if said in _TAKES else said


def _records(sheet: Sheet, entity: Element, published: str, day: datetime.date, key: str) -> Iterator[Record]:
    """A record for each list that a party was put on, or taken off."""
    names = list(names_of(entity))
    if not names:
        return
    whole = _act(entity)
    for list_id, listed in lists_of(entity):
        act = whole if whole in ("add", "remove") else _act(listed) if listed is not None else ""
        if act not in ("add", "remove"):
            continue
        record = record_of(sheet, entity, names, list_id, listed, key)
        at = sheet.add(published or day.isoformat(), "\n")
        draft = Draft()
        if act == "remove":
            draft.put("expires", sheet.tail(at.start), at.start, day.isoformat())
            fields = {**record.fields, "expires": tuple(draft.fields["expires"])}
            record = record.model_copy(update={"fields": fields})
        elif not record.events:
            added = RecordEvent(action="added", date=day, citation=None, start=at.start, end=at.end)
            record = record.model_copy(update={"events": (added,)})
        yield record.model_copy(update={"end": at.end, "id": f"{key}:{record.start}-{at.end}"})
