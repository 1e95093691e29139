"""All that the sources have on one entity: its records on every list, and its events in order of time, each cited."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from assistant.answer import Candidate, CitedDocument
from assistant.lists.closest_names import difference
from assistant.question.resolve import elsewhere
from assistant.records import ended
from assistant.records.rows import KNOWN_AGENCIES, cited
from assistant.records.snapshots import newest_days, outdated
from assistant.say.compose import cited_document
from assistant.timeline.prose_events import Event, What, prose_events
from index.name_forms import normal
from index.names import NameMatch
from index.search import Index
from sources.agencies import agency
from sources.document import Frozen, Record
from sources.errors import Nobody, QuestionError
from sources.lists import list_info
from sources.territories import country_title

SURE = 0.85
"""A match of this score or more is taken for the entity itself."""

TIE = 0.02
"""Matches closer than this fit equally well."""

LIKELY, OFFERED = 0.75, 0.6
"""Part of a name: from here on it may stand for the whole, or is worth offering."""

MOST_RELATED = 60


class OnList(Frozen):
    """A record of an entity with the list it is on. `current` is False when a newer snapshot has it no more."""

    record: Record
    list_name: str
    agency: str
    document: CitedDocument
    current: bool


class Related(Frozen):
    """Another entity whose entry the same Federal Register rule made."""

    name: str
    rule: str
    record: str


class Entity(Frozen):
    """An entity as the sources know it. `names` are its other names, `weak_names` those of them that its lists call weak; `candidates` are set when the name fits several, and
    then there is nothing else."""

    asked: str
    name: str
    how: str
    score: float
    names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    lists: tuple[OnList, ...] = ()
    events: tuple[Event, ...] = ()
    related: tuple[Related, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    generation: int = 0


def entity(index: Index, name: str, *, exact: bool = False, today: datetime.date | None = None) -> Entity:
    """What the sources have on the entity of that name; with `exact` only on the one whose main name it is. A listing that ended
    by `today` (by default the present day) is one that expired.

    Raises:
        QuestionError: no name.
        Nobody: nobody of that name (the nearest names are then named).
    """
    if not name.strip():
        raise QuestionError("no name: give the name, an alias or the acronym of an entity")
    with index.reading() as generation:
        matches = index.names.find(name, limit=20)
        chosen, candidates = choose(name, matches, exact)
        if candidates:
            return Entity(
                asked=name, name=name.strip(), how=candidates[0].how, score=candidates[0].score, generation=generation,
                candidates=tuple(_candidate(index, match) for match in candidates),
            )  # fmt: skip
        if not chosen:
            raise Nobody(f"no {name.strip()!r} in the lists or documents of this index{_near(index, name, matches)}")
        if not exact:
            chosen += elsewhere(index, chosen, matches)
        return _entity(index, name, chosen, generation, today or datetime.date.today())


MOST_NEAR = 3


def _near(index: Index, name: str, matches: Sequence[NameMatch]) -> str:
    """The nearest names, each with how it differs; nothing where none is near."""
    parts = [m for m in matches if m.records][:MOST_NEAR] or [
        m for m in index.names.closest(name, MOST_NEAR) if m.records
    ]
    near = dict.fromkeys(f"{m.matched} (it has {difference(name, m.matched)})" for m in parts)
    return f"; near: {', '.join(near)}" if near else ""


def choose(asked: str, matches: Sequence[NameMatch], exact: bool) -> tuple[list[NameMatch], list[NameMatch]]:
    """The matches that are the entity meant, or else those between which somebody has to choose.

    A short name that only prose uses is the listed entity of which the same documents speak under a fuller name, if there is
    exactly one; otherwise all listed ones that the name fits are offered.
    """
    same = [m for m in matches if m.name.casefold() == asked.strip().casefold()]
    if exact or any(m.records for m in same):
        return same, []
    listed = [m for m in matches if m.records and m.score >= SURE]
    prose = [m for m in matches if not m.records and m.score >= SURE]
    spoken = {document for m in prose for document in m.documents}
    if not prose:
        best = [m for m in listed if m.score >= listed[0].score - TIE]
        return (best, []) if len({normal(m.name) for m in best}) <= 1 else ([], best)
    fuller = listed or [m for m in matches if m.records and m.score >= LIKELY]
    shared = [m for m in fuller if spoken & set(m.documents)]
    if len(shared) == 1 or (shared and listed and shared[0].score > shared[1].score + TIE):
        return [shared[0], *prose], []
    offered = [m for m in matches if m.score >= OFFERED and (m.records or m.score >= SURE)]
    return (prose, []) if all(not m.records for m in offered) else ([], offered)


def _candidate(index: Index, match: NameMatch) -> Candidate:
    records = index.records(match.records[:1])
    where = list_info(records[0].list_id).name if records else "not on an indexed list, spoken of in documents"
    return Candidate(name=match.name, detail=", ".join((where, *countries(records))), how=match.how)


def _entity(index: Index, asked: str, matches: Sequence[NameMatch], generation: int, today: datetime.date) -> Entity:
    name = matches[0].name
    records = index.records(dict.fromkeys(r for match in matches for r in match.records))
    newest = newest_days(index, index.generation)
    lists = tuple(
        sorted((_on_list(index, r) for r in records), key=lambda o: (not o.current, o.list_name, o.record.id))
    )
    names = dict.fromkeys(f.value for r in records for f in (*r.all("alias"), *r.all("weak_alias")))
    strong = {f.value for r in records for f in (*r.all("name"), *r.all("alias"))}
    weak = {f.value for r in records for f in r.all("weak_alias")} - strong
    known = {normal(n) for n in (name, *names, *(m.matched for m in matches), *(m.name for m in matches))}
    events = [*_record_events(index, lists, newest), *_ended(index, lists, today)]
    for document in dict.fromkeys(d for match in matches for d in match.documents):
        events.extend(prose_events(index, document, name, known))
    events.sort(key=lambda e: (e.date or datetime.date.max, e.lane, e.document.id, e.start))
    return Entity(
        asked=asked, name=name, how=matches[0].how, score=matches[0].score,
        names=tuple(n for n in names if normal(n) != normal(name)),
        weak_names=tuple(n for n in names if n in weak and normal(n) != normal(name)),
        countries=countries(records),
        lists=lists, events=tuple(events), related=tuple(_related(index, lists)), generation=generation,
    )  # fmt: skip


def countries(records: Iterable[Record]) -> tuple[str, ...]:
    """The countries of records as a person writes them, each once."""
    return tuple(dict.fromkeys(country_title(field.value) for record in records for field in record.all("country")))


def _on_list(index: Index, record: Record) -> OnList:
    document = index.document(record.document_id)
    info = list_info(record.list_id)
    current = not outdated(index, index.generation, record.document_id, record.list_id)
    return OnList(
        record=record,
        list_name=info.name,
        agency=_agency_name(info.bureau or info.agency),
        document=cited_document(document),
        current=current,
    )


def _agency_name(agency_id: str) -> str:
    """The name of an agency; of one that the table does not have, what a list calls it."""
    return agency(agency_id).name if agency_id in KNOWN_AGENCIES else agency_id


def _record_events(index: Index, lists: Iterable[OnList], newest: dict[str, datetime.date]) -> Iterator[Event]:
    """What the newest records say of themselves; an entry that only an older snapshot has was removed after it."""
    lists = list(lists)
    now = {(on.record.list_id, normal(on.record.name)) for on in lists if on.current}
    last: dict[tuple[str, str], OnList] = {}
    for on in lists:
        key = (on.record.list_id, normal(on.record.name))
        if not on.current and key not in now and on.document.snapshot and on.record.list_id in newest:
            before = last.get(key)
            if before is None or (before.document.snapshot or datetime.date.min) < (
                on.document.snapshot or datetime.date.min
            ):
                last[key] = on
    for on in [*(on for on in lists if on.current), *last.values()]:
        text = index.document(on.record.document_id).text
        for event in on.record.events:
            by = cited(text, event)
            yield _event(
                on,
                event.action,
                event.date,
                "record",
                f"{_ACTIONS[event.action]} {on.list_name}{by}",
                event.start,
                event.end,
                text,
            )
    for on in last.values():
        day = newest[on.record.list_id]
        said = f"on the {on.list_name} of {on.document.snapshot}, no longer on that of {day}"
        text = index.document(on.record.document_id).text
        yield _event(on, "removed", day, "snapshot", said, on.record.start, on.record.end, text)


def _ended(index: Index, lists: Iterable[OnList], today: datetime.date) -> Iterator[Event]:
    """The listings that ended on a day that their own rows give, if that day is past."""
    for on in lists:
        end = ended.end_of(on.record, today)
        if on.current and end is not None and end.standing == "over" and end.day is not None:
            text = index.document(on.record.document_id).text
            said = f"by its own {'remark' if end.remark else 'end date'}, on the {on.list_name}"
            cell = end.cells[0]
            yield _event(on, "expired", end.day, "record", said, cell.start, cell.end, text)


_ACTIONS = {"added": "to the", "changed": "entry on the", "removed": "from the"}


def _event(
    on: OnList,
    what: What,
    date: datetime.date,
    dated_by: Literal["record", "snapshot"],
    said: str,
    start: int,
    end: int,
    text: str,
) -> Event:
    return Event(
        what=what, date=date, dated_by=dated_by, text=said, lane=on.list_name, document=on.document, start=start, end=end,
        quote=text[start:end],
    )  # fmt: skip


def _related(index: Index, lists: Sequence[OnList]) -> Iterator[Related]:
    """Other entries that the rule which first listed the entity made, in the order of the list."""
    seen = {normal(on.record.name) for on in lists}
    given = 0
    for on in lists:
        rule = on.record.events[0].citation if on.current and on.record.events else None
        if not rule:
            continue
        for record in index.records_of(on.record.document_id):
            if (
                given < MOST_RELATED
                and record.events
                and record.events[0].citation == rule
                and normal(record.name) not in seen
            ):
                seen.add(normal(record.name))
                given += 1
                yield Related(name=record.name, rule=f"{on.list_name}, {rule}", record=record.id)
