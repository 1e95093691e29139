"""The Denied Persons List as the Bureau of Industry and Security publishes it: tab-separated text, one row an address."""

import re
from pathlib import Path

from sources.document import Document, Span, document_id
from sources.formats.alias_lists import AKA
from sources.formats.delimited import read_rows, title_key
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Draft, Sheet, date_in_name, fold, read_bytes, refuse, us_date
from sources.lists import list_info

PUBLISHER = "Bureau of Industry and Security"
_URL = "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl"
_COLUMNS = {
    key: key
    for key in (
        "name", "street_address", "city", "state", "country", "postal_code", "effective_date", "expiration_date",
        "standard_order", "last_update", "action", "fr_citation",
    )
}  # fmt: skip


def sniff(name: str, head: bytes) -> bool:
    """Whether the heading is that of the list: names and street addresses, separated by tabs; or the first row is one of it,
    where a file has no heading."""
    return _headed(head) or _ROW.match(head.split(b"\n")[0].decode("utf-8-sig", "replace")) is not None


def _headed(head: bytes) -> bool:
    titles = [title_key(t.strip('"')) for t in head.split(b"\n")[0].decode("utf-8-sig", "replace").split("\t")]
    return {"name", "street_address", "effective_date"} <= set(titles)


_DAY = r'"?\s*\d{1,2}/\d{1,2}/\d{4}\s*"?'
_ROW = re.compile(rf'[^\t]+\t(?:[^\t]*\t){{5}}{_DAY}\t(?:{_DAY}|"?\s*"?)\t"?\s*[YN]\s*"?\t')
"""A row without a heading above it: six cells of name and address, one or two days, a Y or N."""


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each row. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    key = document_id(name)
    sheet = Sheet()
    records, warnings = [], []
    needed = ("name", "effective_date", "fr_citation")
    heading = None if _headed(raw[:4096]) else tuple(_COLUMNS)
    for row in read_rows(raw, name, _COLUMNS, needed, "the Denied Persons List", "\t", heading):
        cells = row.cells
        if "name" not in cells:
            raise refuse(name, "a row without a name", "the file is damaged: download it again", row.line)
        draft = Draft()
        start = sheet.add("", "\n\n").start
        whole = cells["name"]
        aka = AKA.search(whole)
        first = whole[: aka.start()].rstrip(" ,(") if aka and aka.start() else whole
        at = sheet.add(whole, "").start
        draft.put("name", first, at)
        if aka and aka.start():
            draft.put("alias", whole[aka.end() :].rstrip(" )"), at + aka.end())
        parts = [cells[c] for c in ("street_address", "city", "state", "postal_code", "country") if c in cells]
        spans = [sheet.add(part, "  " if n else "\n") for n, part in enumerate(parts)]
        if spans:
            draft.put("address", sheet.tail(spans[0].start), spans[0].start)
        if "country" in cells:
            draft.put("country", cells["country"], spans[-1].start)
        for column, field in (("effective_date", "effective"), ("expiration_date", "expires")):
            if words := cells.get(column):
                day = us_date(words)
                at = sheet.add(words, "\n" if column == "effective_date" else "  ").start
                draft.put(field, words, at, day.isoformat() if day else None)  # type: ignore[arg-type]
                if day is None:
                    warnings.append(f"{name}, line {row.line}: {words!r} is no date")
        for column, field in (("standard_order", "order"), ("last_update", "remark"), ("action", "action")):
            if words := cells.get(column):
                draft.put(field, words, sheet.add(words, "\n" if column == "action" else "  ").start)  # type: ignore[arg-type]
        if words := cells.get("fr_citation"):
            unread = draft.cite(words, sheet.add(words, "\n").start, chronological=True)
            warnings += [
                f"{name}, line {row.line}: {w!r} is no citation with a date" for w in unread if w.lower() != "and"
            ]
        records.append(draft.record(key, "denied-persons", Span(start, len(sheet)), fold(first)))
    if not records:
        raise refuse(name, "no rows in it", "download the list again")
    document = Document(
        id=key,
        path=name,
        kind="list",
        title=list_info("denied-persons").name,
        publisher=given.publisher or PUBLISHER,
        published=given.published,
        url=given.url or _URL,
        snapshot=date_in_name(name),
        list_id="denied-persons",
        sha256=sha256,
        text=sheet.text,
    )
    return [Parsed(document, tuple(records), prose=False, warnings=tuple(warnings))]
