"""What a row states of a party, asked forwards ("the IMO number of X") and backwards ("which vessel has IMO
9000001?").

A fact that no row of the name gives is said to be missing. Where several entries bear one name, each is told of by
its number.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Candidate
from assistant.facts.fact_parts import GROUP, facts_of_kinds, of_row, older, said_kind, telling, whose
from assistant.facts.fact_values import holders, may_be, same
from assistant.lists import list_scope
from assistant.question.fact_request import FIELDS, NUMBERED, FactRequest, read, words_of
from assistant.question.resolve import resolve, sure
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records import cells, record_sentences
from assistant.records.record_sentences import Row, closed, join
from assistant.records.same import ambiguous
from assistant.say.parts import Findings, Part, room
from index.name_forms import normal
from index.search import Index
from index.types import Filters
from sources.document import Fact
from sources.facts import fact_kinds
from sources.reading.statements import Mention

MOST_ROWS = 4
"""Entries of one name of which an answer tells."""


def answer(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Findings | None:
    """What rows of the lists state of what is asked for; None when the question asks for more than that, or no list
    knows the name."""
    listed = [t.asked for t in targets if t.records and any(sure(m) for m in t.matches)]
    names = [(m.start, m.end) for m in question.mentions if m.value in listed]
    for asked in read(question.text, names):
        found = _answer(index, question, asked, targets, filters)
        if found is not None:
            return found
    return _held_by(index, question, targets, filters)


_OF_WHOM = re.compile(r"\b(?:who|whose|whom|owners?|holders?|bearers?|called|belongs?)\b", re.I)


def _held_by(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Findings | None:
    """Whose a number is that stands where a name would ("what is the owner of passport A-00 called?"); None where no
    row states it."""
    if len(targets) != 1 or targets[0].status != "absent" or not _OF_WHOM.search(question.text):
        return None
    if not re.search(r"\d{4}", targets[0].asked):
        return None
    kinds = [k for k, kind in fact_kinds().items() if kind.form in _IDENTIFYING]
    hit = _first(index, kinds, (targets[0].asked,), filters)
    return whose(index, question, *hit) if hit else None


def _answer(
    index: Index, question: Question, asked: FactRequest, targets: Sequence[Target], filters: Filters | None
) -> Findings | None:
    if not asked.left:
        carried = [t for t in targets if t.records] if question.carried or len(targets) == 1 else []
        return _forwards(index, question, asked, carried, filters) if carried and not asked.of_value else None
    if len(asked.left) == 2 and "weak_alias" in asked.kinds:
        return _weakly(index, question, asked)
    if len(asked.left) == 2:
        return _held_against(index, question, asked, filters)
    if len(asked.left) > 2:
        return None
    if _IS.match(question.text) and any(
        k in FIELDS or (fact_kinds()[k].form in ("text", "clause") and k != "gender") for k in asked.kinds
    ):
        return (
            None  # whether something is so that a cell says in words, or stands under an address: `list_answer` knows
        )
    ways = asked.left[0]
    exact = [k for k in asked.kinds if k in fact_kinds() and fact_kinds()[k].form in _IDENTIFYING]
    if hit := _first(index, exact, ways, filters):
        return whose(index, question, *hit)
    directed = any(k in fact_kinds() and fact_kinds()[k].directed for k in asked.kinds)
    if not asked.of_value and (named := _named(index, ways)):
        return _forwards(index, question, asked, named, filters)
    if hit := _first(index, asked.kinds, ways, filters) if asked.of_value or not directed else None:
        return whose(index, question, *hit)
    if asked.of_value and not directed and (named := _named(index, ways)):
        return _forwards(index, question, asked, named, filters)
    return _unknown(index, asked, ways)


_IS = re.compile(r"(?:so |and |but )?(?:is|are|was|were)\b", re.I)
_IDENTIFYING = NUMBERED
"""Forms whose values belong to one party."""


def _first(
    index: Index, kinds: Sequence[str], ways: Iterable[str], filters: Filters | None
) -> tuple[str, list[tuple[Row, Fact]]] | None:
    """The first reading of a piece of the question that some row states as a value, with these rows."""
    for way in ways:
        if found := [(r, f) for r, f in holders(index, kinds, way) if _admitted(index, r, filters)]:
            return way, found
    return None


def _admitted(index: Index, row: Row, filters: Filters | None) -> bool:
    return filters is None or (filters.admits(index.info(row.document.id)) and filters.admits_record(row.record))


def _named(index: Index, ways: Iterable[str]) -> list[Target]:
    """The listed name that a piece of the question is, in its first reading that is one."""
    for way in ways:
        target = resolve(index, Mention(start=0, end=len(way), value=way))
        if target.records and (any(sure(m) for m in target.matches) or len(target.parts) > 0) and not _KIN.search(way):
            return [target]
    return []


_KIN = re.compile(rf"['’]s? (?:\w+ )?(?:{'|'.join(words_of('kin'))})\b", re.I)
"""Of a party's kin its row says nothing."""


# ------------------------------------------------------------------ forwards


def _forwards(
    index: Index, question: Question, asked: FactRequest, named: Sequence[Target], filters: Filters | None
) -> Findings | None:
    """What the rows of a name state of what is asked for: those of the newest lists, or else those that an older file or copy
    has."""
    found = _admissible(index, question, [r for t in named for r in record_sentences.rows_of(index, t)], filters)
    found = found or _admissible(
        index, question, [r for t in named for r in record_sentences.every_row(index, t.records)], filters
    )
    if not found:
        return None
    kinds = _of_each(asked, found)
    several = ambiguous(named, found) or _others(index, named, found)
    if len(several) > MOST_ROWS or (len(several) > 1 and not all(sure(m) for t in named for m in t.listed)):
        names = join((c.name for c in several[:8]), "or")
        return Findings(answered=False, lead=f"Which one is meant: {names}?", candidates=several)
    if cells_of := [k for k in kinds if k in FIELDS]:
        cells_found = _of_fields(found, question, cells_of[0]) if len(kinds) == 1 else None
        return cells_found and replace(cells_found, parts=record_sentences.dated(cells_found.parts, found, index))
    shown = telling(found, kinds)
    given = {f.kind for r in shown for f in facts_of_kinds(r, kinds)}
    if not given and kinds == ("length",) and "length" not in question.text.lower():
        return None  # "how long is X …" asks of a time
    if not given and any(t.documents for t in named) and not any(r.record.facts for r in found):
        return None  # a list that states no such things: reports may
    parts = [older(index, row, of_row(row, kinds, shown, question)) for row in shown[:MOST_ROWS]]
    lacking = () if given and len(kinds) > GROUP else tuple(said_kind(k, 1) for k in kinds if k not in given)
    parts = room(parts[:1], parts[1:])
    return Findings(record_sentences.dated(parts, shown, index), lacking[:GROUP], answered=bool(given))


def _admissible(index: Index, question: Question, rows: Sequence[Row], filters: Filters | None) -> list[Row]:
    return [r for r in rows if list_scope.admits(question, r) and _admitted(index, r, filters)]


def _of_each(asked: FactRequest, rows: Sequence[Row]) -> tuple[str, ...]:
    """The kinds that are asked for; where any one of several will do, those that the rows state, or else a cell that all rows
    have, or the first."""
    stating = {f.kind for r in rows for f in r.record.facts}
    kinds = list(asked.kinds)
    for group in asked.any_of:
        there = [k for k in group if k in stating] or [k for k in group if k in FIELDS]
        there = there or list(group if len(group) > GROUP else group[:1])
        kinds = [k for k in kinds if k not in group or k in there]
    return tuple(kinds)


def _others(index: Index, named: Sequence[Target], found: Sequence[Row]) -> tuple[Candidate, ...]:
    """Of a part of a name that several listed names have, all of them: a fact is one party's."""
    for target in named:
        if any(sure(m) for m in target.matches):
            continue
        fits = [m for m in index.names.find(target.asked, limit=12) if m.records and m.how == "part"]
        rows = record_sentences.rows_by_id(index, dict.fromkeys(r for m in fits for r in m.records))
        names = dict.fromkeys(r.record.name for r in (*found, *rows))
        if len(names) > 1:
            return tuple(Candidate(name=name, detail="", how="part") for name in names)
    return ()


def _of_fields(found: list[Row], question: Question, field: str) -> Findings | None:
    """Cells that other questions ask for as well: names, addresses, remarks."""
    found = found[:MOST_ROWS]
    match field:
        case "alias" | "weak_alias":
            return cells.names(found, question, weak=field == "weak_alias")
        case "address":
            return cells.addresses(found, question)
        case "remark":
            return cells.remarks(found)
        case "country":
            return cells.countries(found)
    return None


# ------------------------------------------------------------------ backwards


def _unknown(index: Index, asked: FactRequest, ways: Sequence[str]) -> Findings | None:
    """That no list here gives a number, date or address; None for words, which reports may speak of, and without
    lists."""
    table = fact_kinds()
    value = ways[-1]
    forms = {k: table[k].form for k in asked.kinds if k in table and table[k].form not in ("text", "name", "place")}
    fits = [k for k, form in forms.items() if may_be(form, value) and any(c.isdigit() or c in "@." for c in value)]
    if not fits or not index.counts().records or (" " in value and forms[fits[0]] != "date"):
        return None
    words = join((said_kind(k, 1) for k in fits[:2]), "or")
    return Findings(missing=("party",), answered=False, lead=f"No list here gives the {words} {value}.")


# ------------------------------------------------------------------ a name and a value


def _weakly(index: Index, question: Question, asked: FactRequest) -> Findings | None:
    """Whether one name is a weak alias of another, as a row has it."""
    first, second = asked.left
    for alias, name in ((first, second), (second, first)):
        keys = {normal(way) for way in alias}
        for row in (r for t in _named(index, name) for r in record_sentences.rows_of(index, t)):
            weak = next((f for f in row.record.all("weak_alias") if normal(f.value) in keys), None)
            field = weak or next((f for f in row.record.all("alias") if normal(f.value) in keys), None)
            if field is None:
                continue
            yes = "" if _OR.search(question.text) or not closed(question) else "Yes: " if weak else "No: "
            kind = "a weak alias" if weak else "an alias that is not called weak"
            text = f"{yes}the {row.info.name} gives {field.value} as {kind} of {row.record.name}."
            return Findings(
                record_sentences.dated([Part(f"{text[0].upper()}{text[1:]}", row.cite(field))], [row], index)
            )
    return None


_OR = re.compile(r"\b(?:or|strong)\b", re.I)


def _held_against(index: Index, question: Question, asked: FactRequest, filters: Filters | None) -> Findings | None:
    """Whether a row of a name states a value ("Was X born in Y?"): what it states, with a yes if that is it."""
    first, second = asked.left
    for name, value in ((first, second), (second, first)):
        named = _named(index, name)
        kinds = [k for k in asked.kinds if k in fact_kinds() and any(may_be(fact_kinds()[k].form, v) for v in value)]
        if not named or not kinds or not closed(question):
            continue
        found = _forwards(index, question, replace(asked, kinds=tuple(kinds), any_of=()), named, filters)
        if found is None or not found.answered:
            return found
        rows = [r for t in named for r in record_sentences.rows_of(index, t)]
        facts = [f for r in rows for f in facts_of_kinds(r, kinds)]
        if any(same(fact_kinds()[f.kind].form, f.value, v) for f in facts for v in value):
            text = found.parts[0].text
            return Findings((Part(f"Yes: {text[0].lower()}{text[1:]}", found.parts[0].evidence), *found.parts[1:]))
        return found
    return None
