"""From the words of a question to a query, or to what of it no query holds.

Every phrase that the query holds is taken out of the question. Words that are left narrow it in a way that records do not tell:
then it is declined with these words, for an answer without them would be one to another question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.query.reading import cells, days, lists, shape
from assistant.query.records.match import states
from assistant.query.records.table import here, table
from assistant.query.terms import countries
from assistant.query.terms.model import Condition, Days, Declined, Of, Query
from assistant.query.terms.scan import NAME, Scan
from assistant.question.resolve import sure
from assistant.question.targets import Target
from assistant.question.understand import Question, bare
from assistant.question.whose_lists import with_participle
from assistant.records.rows import countries_of
from index.search import Index
from index.types import Filters
from sources.lists import list_info

_LEANS = re.compile(
    r"\b(?:it|they|them|those|these|he|she|his|her|same (?:day|date|rule|list)|according to|besides|else)\b", re.I
)
"""Words that lean on what was said before, or on a source that is not a list."""
_OF_NAME = re.compile(r"['’]s? $|\b(?:of|by|with|than|like|as|and|for|to) (?:the )?$", re.I)
_TRAIL = re.compile(r",? (?:please|now|currently|today|so far|altogether|in total)$", re.I)
_WHOLE = frozenset({"group", "rank", "newest", "longest", "most", "shared", "earliest", "latest"})
_QUOTE = re.compile(r"[\"“]")
_PAST = re.compile(r"\b(?:were|was|did|had)\b", re.I)
_KIN = re.compile(r"\b(?:subsidiar(?:y|ies)|affiliates?|units?|branch(?:es)?|arms?|names)\b", re.I)
_HEAD = re.compile(rf" (?=(?:{shape.NOUN.pattern})|(?:{_KIN.pattern}))", re.I)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What of a question is understood: the lists, conditions, days, what is done, the nouns for what is asked for, the event
    that the verbs say, whether it speaks of removals."""

    ids: tuple[str, ...]
    meant: lists.ListSelection
    conditions: tuple[Condition, ...]
    spans: tuple[tuple[Days, ...], ...]
    text: str
    kind: shape.Shape
    nouns: tuple[str, ...]
    event: Of | None
    removed: bool

    @property
    def final(self) -> bool:
        """Whether only a whole list can answer: one that is named and asked who stands on it, or all of whose rows count."""
        stands = self.meant.named and self.event is None and bool(self.nouns) and self.kind.operation != "exists"
        standing = stands and not _PAST.search(self.text)
        return self.kind.operation in _WHOLE or self.meant.combine is not None or standing


def read(
    index: Index, question: Question, targets: Sequence[Target], filters: Filters | None
) -> Query | Declined | None:
    """The query of a question; what of it no query holds; None where it does not ask for records of lists as a set."""
    text = with_participle(_TRAIL.sub("", bare(question.text).rstrip(" ?.!")))
    if question.carried or _LEANS.search(text):
        return None
    scan = Scan(text, (t.asked for t in targets if t.records and any(map(sure, t.matches))))
    pieces = _pieces(index, scan, text, question, targets, filters)
    if pieces is None or _asks_of_name(scan, targets):
        return None
    timed = _timed(pieces)
    if pieces.removed and not scan.left():
        return _removed(pieces.ids)
    left = (
        scan.left()
        if timed is not None
        else (*scan.left(), *(d.said for days_meant in pieces.spans for d in days_meant))
    )
    if wrong := pieces.meant.wrong:
        why = f"The {list_info(wrong).name} is not a list of the agency that the question names."
        return Declined((), why, pieces.final)
    if not left and timed is not None and (order := _unordered(pieces)):
        left = (order,)
    if left or timed is None:
        return Declined(left, final=pieces.final)
    return Query(
        lists=pieces.ids,
        operation=pieces.kind.operation,
        conditions=(*timed, *(_of_event(c, pieces.event) for c in pieces.conditions), *_typed(pieces.nouns)),
        by=pieces.kind.by,
        combine=pieces.meant.combine,
        other=pieces.meant.other,
        fewest=pieces.kind.fewest,
        named=pieces.meant.named,
        certain=_certain(pieces),
    )


def _asks_of_name(scan: Scan, targets: Sequence[Target]) -> bool:
    """Whether a name that lists or documents have is left: the question asks of it, not of records as a set."""
    return NAME in scan.rest or any(t.asked in scan.rest and (t.records or t.documents) for t in targets)


def _pieces(
    index: Index, scan: Scan, text: str, question: Question, targets: Sequence[Target], filters: Filters | None
) -> _Pieces | None:
    """What of a question is understood, taken out of it; None where it asks for no records, or of no list that is indexed."""
    event = _event(text)
    conditions = [*cells.take(scan), *(named := _by_name(scan, targets))]
    apart = event is not None or shape.counts(text)
    meant = lists.take(scan, here(index), apart)
    ids = meant.lists or (_stating(index, conditions, text, filters) if conditions else ())
    if not ids:
        return None
    spans = days.take(scan, question.day)
    kind = shape.take(scan, text)
    if kind is None and not shape.is_clause(text):
        kind = shape.Shape("list")
    nouns = tuple(m["noun"] for m in scan.take_all(shape.NOUN))
    nouns = ("who", *nouns) if shape.asks_who(text) else nouns
    if kind is None or not _asks(text, kind, nouns, bool(named), event):
        return None
    conditions += countries.take(scan, _printed(index, ids, filters))
    removed = scan.take(shape.REMOVED) is not None
    dated = bool(spans) or any(c.of == "cited" for c in conditions)
    narrowing = None if dated else shape.NARROWING.search(text)
    for pattern in (shape.ADDED, shape.CHANGED, *((shape.NEW,) if dated else ())):
        for _ in scan.take_all(pattern):
            pass
    if narrowing:
        scan.rest = f"{scan.rest} {narrowing.group()}"
    return _Pieces(ids, meant, tuple(conditions), spans, text, kind, nouns, event, removed)


def _certain(pieces: _Pieces) -> bool:
    """Whether the whole list is what is asked about: not where something "was added" and nothing says when or by what, which a
    report of one event may be meant by."""
    told = pieces.spans or pieces.kind.operation in _WHOLE or any(c.of == "cited" for c in pieces.conditions)
    return bool(told) or pieces.event != "added" or _PAST.search(pieces.text) is None


_LISTED = re.compile(r"entr|listing|addition|record|row", re.I)


def _unordered(pieces: _Pieces) -> str:
    """That "first" and "last" are not said of being listed: the oldest company is not the one that was listed first."""
    listed = pieces.event is not None or any(_LISTED.match(noun) for noun in pieces.nouns)
    if listed or pieces.kind.operation not in ("earliest", "latest"):
        return ""
    return "first" if pieces.kind.operation == "earliest" else "last"


def _asks(text: str, kind: shape.Shape, nouns: Sequence[str], named: bool, event: Of | None) -> bool:
    """Whether records are asked for, not only what something else is asked of."""
    if named or kind.operation in _WHOLE:
        return True
    if nouns or kind.operation == "exists":
        return bool(nouns) and shape.asks_for_records(text)
    return event == "added" or shape.asks_for_others(text)


def _event(text: str) -> Of | None:
    """Whether a question asks what was added, or what was changed later; None where it says neither, or both."""
    added, changed = shape.ADDED.search(text) or shape.NEW.search(text), shape.CHANGED.search(text)
    return None if bool(added) == bool(changed) else "added" if added else "changed"


def _stating(index: Index, conditions: Sequence[Condition], text: str, filters: Filters | None) -> tuple[str, ...]:
    """Of the indexed lists those whose rows state what conditions are about, where no list is named."""
    telling = {"cited", "footnote", "section", "programme", "name", *(("address",) if _QUOTE.search(text) else ())}
    if not any(c.of in telling for c in conditions):
        return ()
    found = [t for list_id in here(index) if (t := table(index, list_id, filters)) is not None]
    return tuple(t.info.id for t in found if all(states(t, c) for c in conditions))


def _printed(index: Index, ids: Sequence[str], filters: Filters | None) -> frozenset[str]:
    """The countries on these lists, as they print them."""
    found = (table(index, list_id, filters) for list_id in ids)
    return frozenset(title for t in found if t is not None for record in t.records for title in countries_of(record))


def _by_name(scan: Scan, targets: Sequence[Target]) -> list[Condition]:
    """A listed name right before what is asked for is a part of the names of the records ("which X companies")."""
    if len(targets) != 1 or not (targets[0].records or targets[0].parts):
        return []
    name = targets[0].asked
    at = max(scan.rest.find(name), scan.rest.find(NAME * len(name)))
    behind = _HEAD.match(scan.rest, at + len(name))
    if at < 0 or behind is None or _OF_NAME.search(scan.rest[:at]):
        return []
    scan.drop(at, at + len(name))
    scan.take(_KIN)
    return [Condition(of="name", values=(name,))]


def _removed(ids: Sequence[str]) -> Declined:
    name = list_info(ids[0]).name
    why = (
        f"The {name} shows who stands on it, not who was removed: add the rules that removed entries, or a second dated snapshot "
        "of the list, and ask what changed."
    )
    return Declined((), why, final=False, removed=tuple(ids))


def _timed(pieces: _Pieces) -> tuple[Condition, ...] | None:
    """The condition on the event and its days; None where days are named and nothing says what happened on them."""
    if not pieces.spans:
        changed = pieces.event == "changed" and pieces.kind.operation != "newest"
        return (Condition(of="changed"),) if changed else ()
    event = pieces.event
    if event is None and pieces.kind.by in ("year", "month", "rule"):
        event = "added"
    return tuple(Condition(of=event, days=s) for s in pieces.spans) if event else None


def _of_event(condition: Condition, event: Of | None) -> Condition:
    """A citation by which something was added, or changed, is that of this event alone."""
    if condition.of == "cited" and event is not None:
        return condition.model_copy(update={"of": event})
    return condition


def _typed(nouns: Sequence[str]) -> tuple[Condition, ...]:
    """The kind of party that is asked for, where the words tell one."""
    for noun in nouns:
        for kind, pattern in shape.TYPES:
            if pattern.match(noun):
                return (Condition(of="type", values=(kind,), shown=noun),)
    return ()
