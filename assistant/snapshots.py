"""Which documents speak for today: of several snapshots of one list or regulation, the newest."""

import datetime
import functools
import re

from assistant.parts import Evidence
from index.search import Index
from index.types import DocumentInfo
from sources.agencies import agency
from sources.lists import LISTS, list_info

_OF = re.compile(r"(\d+ CFR part \d+), ")
_TO_PART = re.compile(r" to part \d+")
_LISTS = frozenset(row.id for row in LISTS)
NEWS = frozenset({"notice", "rule"})
"""Kinds of documents that tell who was put on a list or taken off it on a day, and not who else is on it."""


@functools.lru_cache(maxsize=8)
def _series(index: Index, generation: int) -> dict[str, tuple[DocumentInfo, ...]]:
    """For each dated document the snapshots that it is one of, oldest first: the same list (or lists, under one title), part
    and publisher."""
    together: dict[tuple[str | None, str, str | None], list[DocumentInfo]] = {}
    for info in sorted(index.documents(), key=lambda i: (i.snapshot or datetime.date.min, i.id)):
        what = info.list_id or (info.title if info.records else None)
        if info.snapshot is not None and info.kind not in NEWS and (what is not None or info.part):
            together.setdefault((what, _part(info), info.publisher), []).append(info)
    return {info.id: tuple(infos) for infos in together.values() for info in infos}


@functools.lru_cache(maxsize=8)
def superseded(index: Index, generation: int) -> frozenset[str]:
    """The documents of which a newer snapshot is indexed."""
    series = _series(index, generation)
    return frozenset(name for name, infos in series.items() if index.info(name).snapshot != infos[-1].snapshot)


def _shows(index: Index, info: DocumentInfo, list_id: str) -> bool:
    """Whether a snapshot has rows of a list."""
    return info.list_id == list_id or list_id in index.lists_of(info.id)


def lacking(index: Index, generation: int, document_id: str, list_id: str) -> datetime.date | None:
    """The day of the newest snapshot beside a document, where that one has no row at all of a list that the document shows:
    it says nothing of that list, then, and does not speak against it."""
    infos = _series(index, generation).get(document_id, ())
    if not infos or infos[-1].snapshot == index.info(document_id).snapshot:
        return None
    return None if _shows(index, infos[-1], list_id) else infos[-1].snapshot


def successor(index: Index, generation: int, document_id: str, list_id: str) -> DocumentInfo | None:
    """The newest snapshot beside a document that shows a list, if it is newer; None where the document is the newest."""
    day = index.info(document_id).snapshot
    infos = _series(index, generation).get(document_id, ())
    newer = [i for i in infos if i.snapshot and day and i.snapshot > day and _shows(index, i, list_id)]
    return newer[-1] if newer else None


def _part(info: DocumentInfo) -> str:
    """The part of a document, for a supplement of the regulations with the part of the title that it belongs to: every part
    has a Supplement No. 1 of its own."""
    of = _OF.match(info.title or "")
    return f"{of.group(1)} {_TO_PART.sub('', info.part)}" if of and info.part else info.part


@functools.lru_cache(maxsize=8)
def published(index: Index, generation: int) -> dict[str, tuple[DocumentInfo, ...]]:
    """For each list the documents in which its own agency (or the register of regulations) shows it, oldest first: not the
    compilations of many agencies' lists that others make."""
    found: dict[str, list[DocumentInfo]] = {}
    for info in sorted(index.documents(), key=lambda i: (i.snapshot or datetime.date.min, i.id)):
        if not info.records or info.kind in NEWS:
            continue
        for list_id in (info.list_id,) if info.list_id else tuple(index.lists_of(info.id)):
            if info.list_id or _own(list_id, info.publisher):
                found.setdefault(list_id, []).append(info)
    return {list_id: tuple(infos) for list_id, infos in found.items()}


def _own(list_id: str, publisher: str | None) -> bool:
    """Whether the agency that keeps a list published it."""
    if list_id not in _LISTS or publisher is None:
        return False
    info = list_info(list_id)
    return publisher in {agency(a).name for a in (info.bureau, info.agency) if a}


@functools.lru_cache(maxsize=8)
def newest_days(index: Index, generation: int) -> dict[str, datetime.date]:
    """For each list that its own dated publication shows as a whole, the day of the newest one."""
    days = {name: [i.snapshot for i in infos if i.snapshot] for name, infos in published(index, generation).items()}
    return {name: max(found) for name, found in days.items() if found}


def newest(index: Index, list_id: str) -> DocumentInfo | None:
    """The document that shows the newest dated snapshot of a list."""
    day = newest_days(index, index.generation).get(list_id)
    return on_day(index, list_id, day) if day else None


def on_day(index: Index, list_id: str, day: datetime.date) -> DocumentInfo | None:
    """The document that shows a list on that day."""
    infos = published(index, index.generation).get(list_id, ())
    return next((info for info in infos if info.snapshot == day), None)


def outdated(index: Index, generation: int, document_id: str, list_id: str) -> bool:
    """Whether a newer source shows the list of this row: a newer snapshot of it or, of a row in a copy that is older or has
    no date, the list itself."""
    if successor(index, generation, document_id, list_id):
        return True
    info = index.info(document_id)
    day = newest_days(index, generation).get(list_id)
    mine = info in published(index, generation).get(list_id, ())
    return day is not None and not mine and (info.snapshot is None or info.snapshot < day)


HEAD = 160
"""Characters at the top of a list that show which snapshot it is."""


def top_of(index: Index, document_id: str) -> Evidence:
    """The top of a document: it shows which list of which day it is."""
    document = index.document(document_id)
    end = min(len(document.text), HEAD)
    return Evidence(document, 0, end, f"{document_id}:0-{end}", 0, end)
