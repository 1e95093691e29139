"""Which documents speak for today: of several snapshots of one list or regulation, the newest."""

import datetime
import functools
import re

from assistant.say.parts import Evidence
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


FEWEST_ROWS = 6
"""Rows that a list has at least, where a later file with less than half of them is taken for a part of it."""


@functools.lru_cache(maxsize=8)
def _parts(index: Index, generation: int) -> frozenset[tuple[str, str]]:
    """The documents, each with a list, that show only a part of the list: all files of their day together have less than half as
    many rows as those of an earlier day. A file cut for somebody's purpose says nothing of whom it leaves out."""
    found: set[tuple[str, str]] = set()
    together = list(_own_files(index, generation).items())
    for infos in set(_series(index, generation).values()):
        together += [(list_id, infos) for list_id in sorted({n for i in infos for n in _lists(index, i)})]
    for list_id, infos in together:
        whole = 0
        for day in sorted({i.snapshot for i in infos if i.snapshot}):
            shown = [i for i in infos if i.snapshot == day and _shows(index, i, list_id)]
            rows = sum(index.lists_of(i.id).get(list_id, 0) for i in shown)
            if whole >= FEWEST_ROWS and 2 * rows < whole:
                found |= {(i.id, list_id) for i in shown}
            elif shown:
                whole = rows
    return frozenset(found)


def _lists(index: Index, info: DocumentInfo) -> tuple[str, ...]:
    return tuple(index.lists_of(info.id)) if info.records else ()


@functools.lru_cache(maxsize=8)
def superseded(index: Index, generation: int) -> frozenset[str]:
    """The documents of which a newer snapshot is indexed, one that is not only a part of its list."""
    parts = _parts(index, generation)
    found = set()
    for name, infos in _series(index, generation).items():
        whole = [i for i in infos if (i.id, i.list_id) not in parts]
        day = index.info(name).snapshot
        if whole and day and whole[-1].snapshot and day < whole[-1].snapshot:
            found.add(name)
    return frozenset(found)


def _shows(index: Index, info: DocumentInfo, list_id: str) -> bool:
    """Whether a snapshot has rows of a list."""
    return info.list_id == list_id or list_id in index.lists_of(info.id)


def lacking(index: Index, generation: int, document_id: str, list_id: str) -> tuple[datetime.date, int] | None:
    """The day of the newest file beside a document, and how many rows it has of a list that the document shows, where it has none
    or only a part of them: it does not speak against the others, then."""
    info = index.info(document_id)
    beside = (*_series(index, generation).get(document_id, ()), *_own_files(index, generation).get(list_id, ()))
    newer = [i for i in beside if i.snapshot and info.snapshot and i.snapshot > info.snapshot]
    if not newer or (info not in beside):
        return None
    last = max(newer, key=lambda i: (i.snapshot or datetime.date.min, i.id))
    if _shows(index, last, list_id) and (last.id, list_id) not in _parts(index, generation):
        return None
    assert last.snapshot is not None
    return last.snapshot, index.lists_of(last.id).get(list_id, 0)


def successor(index: Index, generation: int, document_id: str, list_id: str) -> DocumentInfo | None:
    """The newest snapshot beside a document that shows a list, if it is newer; None where the document is the newest."""
    day = index.info(document_id).snapshot
    infos = _series(index, generation).get(document_id, ())
    parts = _parts(index, generation)
    newer = [i for i in infos if i.snapshot and day and i.snapshot > day and _shows(index, i, list_id)]
    newer = [i for i in newer if (i.id, list_id) not in parts]
    return newer[-1] if newer else None


def _part(info: DocumentInfo) -> str:
    """The part of a document, for a supplement of the regulations with the part of the title that it belongs to: every part
    has a Supplement No. 1 of its own."""
    of = _OF.match(info.title or "")
    return f"{of.group(1)} {_TO_PART.sub('', info.part)}" if of and info.part else info.part


@functools.lru_cache(maxsize=8)
def _own_files(index: Index, generation: int) -> dict[str, tuple[DocumentInfo, ...]]:
    """For each list the documents in which its own agency (or the register of regulations) shows it, oldest first."""
    found: dict[str, list[DocumentInfo]] = {}
    for info in sorted(index.documents(), key=lambda i: (i.snapshot or datetime.date.min, i.id)):
        if not info.records or info.kind in NEWS:
            continue
        for list_id in (info.list_id,) if info.list_id else _lists(index, info):
            if info.list_id or _own(list_id, info.publisher):
                found.setdefault(list_id, []).append(info)
    return {list_id: tuple(infos) for list_id, infos in found.items()}


@functools.lru_cache(maxsize=8)
def published(index: Index, generation: int) -> dict[str, tuple[DocumentInfo, ...]]:
    """For each list the documents in which its own agency (or the register of regulations) shows it as a whole, oldest first: not
    the compilations of many agencies' lists that others make, and not what is only a part of an earlier file."""
    parts = _parts(index, generation)
    return {
        list_id: tuple(i for i in infos if (i.id, list_id) not in parts)
        for list_id, infos in _own_files(index, generation).items()
    }


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
