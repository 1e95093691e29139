"""The answer to a question on all authorities at once, party by party."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.across import authorities, compared, events, why
from assistant.across.across_question import AcrossQuestion, Ask, read
from assistant.across.parties import Party, cells, detail, how, parties
from assistant.across.say import by_list, claims, copies, listed
from assistant.answer import Candidate
from assistant.lists import list_scope
from assistant.lists.list_answer import SURE_PART
from assistant.question.targets import Target, telling
from assistant.question.understand import Question
from assistant.records import gaps
from assistant.records.ended import beyond, ended, state
from assistant.records.record_sentences import HELD, OVER, YES, closed, without_yes
from assistant.records.rows import Row, join, rows_by_id
from assistant.say.parts import Findings, Part
from assistant.statements import later
from index.name_forms import parse
from index.name_sound import LEAST_LETTERS, sounds_as
from index.names import NameMatch
from index.search import Index
from index.types import Filters


def answer(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Findings | None:
    """What all lists together say of a party; None where the question is another, or no list has the name."""
    if len(targets) != 1 or not targets[0].records:
        return None
    asked = read(question)
    if asked is None or (asked.ask != "several" and asked.ask != "keepers" and question.when):
        return None
    found = [p for p in (_admitted(index, party, filters) for party in parties(index, targets[0])) if p is not None]
    if not found:
        return None
    if asked.ask == "anywhere" and _alone(question, found):
        return None
    if asked.ask not in ("anywhere", "several") and len(found) > 1 and not _one_group(found):
        return which(question, targets[0], found)
    said = _SAID[asked.ask](index, question, targets[0], asked, found)
    if said is None or not said.answered:
        return said
    rows = [row for party in found for row in party.rows if list_scope.admits(question, row)]
    parts = (*said.parts, *beyond(said.parts, rows, question), *gaps.cut(said.parts, rows))
    if asked.ask in ("anywhere", "keepers"):
        parts = later.with_later(index, question, targets, rows, parts, filters)
    return replace(said, parts=parts)


def _alone(question: Question, found: Sequence[Party]) -> bool:
    """Whether one party is on one list meant: then that is all there is to tell, as of any one list."""
    lists = {row.info.id for party in found for row in party.rows if list_scope.admits(question, row)}
    return len(found) == 1 and len(lists) < 2 and found[0].match.how != "near"


def _admitted(index: Index, party: Party, filters: Filters | None) -> Party | None:
    """A party with those of its rows that the filters let through."""
    if filters is None:
        return party
    rows = tuple(r for r in party.rows if filters.admits(index.info(r.document.id)) and filters.admits_record(r.record))
    return replace(party, rows=rows) if rows else None


def _one_group(found: Sequence[Party]) -> bool:
    """Whether the first party alone bears the name as asked; the others only hold it."""
    sure = found[0].match.how not in ("part", "near")
    return sure and all(p.match.how in ("part", "near", "acronym") or p.match.weak for p in found[1:])


MOST_PARTIES = 5
"""Parties of one name that are told of; all are counted."""


def which(question: Question, target: Target, found: Sequence[Party]) -> Findings:
    """That a name is that of several parties, each with what tells it apart and its lists."""
    head = f"{target.asked} is the name of {len(found)} parties on the lists here"
    if len(found) == 1:
        head = f"{target.asked} may be one party on the lists here"
    elif any(p.match.how in ("part", "near") for p in found):
        head = f"{target.asked} may be any of {len(found)} parties on the lists here"
    shown = found[:MOST_PARTIES]
    parts = [_one_of(question, target, n, party, found) for n, party in enumerate(shown, 1)]
    left = f", of which these are {len(shown)}" if len(found) > len(shown) else ""
    candidates = tuple(
        Candidate(
            name=p.rows[0].record.name,
            detail=", ".join((p.rows[0].info.name, *filter(None, [detail(p, found)]))),
            how=p.match.how,
        )
        for p in found
    )
    return Findings(
        tuple(parts),
        answered=False,
        lead=f"{head}{left}. {'Is it meant?' if len(found) == 1 else 'Which one is meant?'}",
        candidates=candidates,
    )


def _one_of(question: Question, target: Target, number: int, party: Party, found: Sequence[Party]) -> Part:
    told = detail(party, found)
    lists = join(listed(rows, question)[0] for rows in by_list(party.rows)[:MOST_LISTS])
    text = f"({number}) {party.rows[0].record.name}{how(party)}{f', {told}' if told else ''}: {lists}."
    return Part(text, cells(party), claims(party, party.rows, target.asked, question))


# ------------------------------------------------------------------ on any list


MOST_LISTS = 8
"""Lists of one party that are told of."""


def _anywhere(
    index: Index, question: Question, target: Target, asked: AcrossQuestion, found: Sequence[Party]
) -> Findings | None:
    """Whether a party is on any list, or on any of a country's: all lists, and all parties that the name may mean."""
    inside = [
        replace(p, rows=rows) for p in found if (rows := tuple(r for r in p.rows if list_scope.admits(question, r)))
    ]
    if not inside:
        return None
    sure = [p for p in inside if p.match.how not in ("part", "near")]
    short = len("".join(parse(target.asked).words)) < LEAST_LETTERS  # it sounds like the beginning of many names
    heard = [p for p in inside if p.match.how == "near" and not short]
    if not sure and len(heard) == 1:
        told = _total(question, target, heard[0])
        said = without_yes(told.text).replace(how(heard[0]), "", 1)
        return Findings((replace(told, text=f"By sound and spelling, {target.asked} is: {said}"),))
    fuller = [p for p in inside if sounds_as(parse(target.asked).words, parse(p.match.matched).words)]
    if not sure and len(inside) == len(fuller) == 1:
        return Findings((_total(question, target, fuller[0]),))
    if not sure and not target.person:
        return _group(index, question, target, inside)
    if not sure and closed(question):
        return which(question, target, inside)
    shown = [p for p in (sure or inside) if not p.match.weak] or sure or inside
    if len(shown) > 1:
        return _several_listed(question, target, shown)
    party = shown[0]
    parts = [_total(question, target, party)]
    if note := copies(party.rows, question):
        parts.append(Part(f"{note[0].upper()}{note[1:]}.", tuple(e for r in party.rows for e in r.cite()[:1])))
    if more := _holding(index, question, target, party):
        parts.append(more)
    return Findings(tuple(parts))


def _yes(question: Question, rows: Sequence[Row]) -> str:
    """What an answer to a closed question begins with."""
    if not closed(question):
        return ""
    over = [state(r, question) for r in rows if ended(r, question)]
    return YES if len(over) < len(rows) else OVER if "held" not in over else HELD


def _total(question: Question, target: Target, party: Party) -> Part:
    """On how many lists a party is, and which, since when."""
    groups = by_list(party.rows)
    groups.sort(key=lambda g: all(ended(r, question) for r in g))
    told = [listed(rows, question) for rows in groups[:MOST_LISTS]]
    more = f"; and {len(groups) - MOST_LISTS} more" if len(groups) > MOST_LISTS else ""
    count = "" if len(groups) == 1 else f"{len(groups)} lists here: "
    countries = party.countries()
    where = f", {join(countries[:3])}," if countries else ""
    text = f"{_yes(question, party.rows)}{party.name}{how(party)}{where} is on {count}{'; '.join(t for t, _ in told)}{more}."
    evidence = tuple(dict.fromkeys(e for _, spans in told for e in spans))
    return Part(text, evidence, claims(party, party.rows, target.asked, question))


def _several_listed(question: Question, target: Target, found: Sequence[Party]) -> Findings:
    """That several parties of the name are listed, each with what tells it apart."""
    parts = [_one_of(question, target, n, party, found) for n, party in enumerate(found[:MOST_PARTIES], 1)]
    rows = [r for p in found for r in p.rows]
    left = f", of which these are {MOST_PARTIES}" if len(found) > MOST_PARTIES else ""
    head = f"{_yes(question, rows)}{len(found)} parties named {target.asked} are on the lists here{left}: "
    parts[0] = replace(parts[0], text=f"{head}{parts[0].text}")
    candidates = tuple(
        Candidate(name=p.rows[0].record.name, detail=f"{p.rows[0].info.name}; {detail(p, found)}", how=p.match.how)
        for p in found
    )
    return Findings(tuple(parts), candidates=candidates)


def _group(index: Index, question: Question, target: Target, inside: Sequence[Party]) -> Findings:
    """A name that no list has alone and several listed names hold, as those of a group do: the parent first, and how many."""
    every = _holders(index, question, target, ())
    inside = sorted(inside, key=lambda p: (telling(p.name), -sum(r.record.end - r.record.start for r in p.rows)))
    many = max(len(every), len(inside))
    certain = any(p.match.score >= SURE_PART for p in inside)
    yes = _yes(question, [r for p in inside for r in p.rows]) if certain else ""
    lead = "" if certain else f"No list here has the name {target.asked} alone."
    holds = f"{many} listed names hold" if many > 1 else "one listed name holds"
    parts = []
    for n, party in enumerate(inside[:MOST_PARTIES]):
        lists = join(listed(rows, question)[0] for rows in by_list(party.rows)[:MOST_LISTS])
        head = f"{yes}{holds} “{target.asked}”; the first is " if n == 0 else ""
        head = head if yes or n else f"{head[:1].upper()}{head[1:]}"
        text = f"{head}{party.name}{f', {join(party.countries()[:3])},' if party.countries() else ''} on {lists}."
        spans = tuple(dict.fromkeys(e for rows in by_list(party.rows) for e in listed(rows, question)[1]))
        parts.append(Part(text, spans, claims(party, party.rows, target.asked, question)))
    return Findings(tuple(parts), answered=certain, lead=lead)


LOOKED_AT, NAMED = 400, 3
"""Names that are looked through for those that hold the one asked for, and those of them that are named."""


def _holding(index: Index, question: Question, target: Target, party: Party) -> Part | None:
    """The further listed names that hold the name asked for, as those of a group do: how many, and the first."""
    if party.match.how == "acronym":
        return None
    others = _holders(index, question, target, [row.record.name for row in party.rows])
    first = [(m, rows) for m in others[:NAMED] if (rows := parties_rows(index, m.records, question))]
    if not first:
        return None
    many = f"{len(others)} further listed names hold" if len(others) > 1 else "One further listed name holds"
    text = f"{many} “{target.asked}”: {'; '.join(m.name for m, _ in first)}{' and others' if len(others) > len(first) else ''}."
    return Part(text, tuple(e for _, rows in first for e in rows[0].cite()))


def _holders(index: Index, question: Question, target: Target, but: Sequence[str]) -> list[NameMatch]:
    """The listed names, on the lists meant, that have every word of the one asked for and more."""
    words = set(parse(target.asked).words)
    known = {name.casefold() for name in but}
    return [
        m for m in index.names.find(target.asked, limit=LOOKED_AT)
        if m.records and m.how == "part" and m.name.casefold() not in known and words <= set(parse(m.name).words)
        and parties_rows(index, m.records, question)
    ]  # fmt: skip


def parties_rows(index: Index, ids: Sequence[str], question: Question) -> list[Row]:
    """These records as rows, those on the lists meant."""
    return [r for r in rows_by_id(index, ids) if list_scope.admits(question, r)]


# ------------------------------------------------------------------ how many bear the name


def _several(
    index: Index, question: Question, target: Target, asked: AcrossQuestion, found: Sequence[Party]
) -> Findings | None:
    """How many parties bear a name, and what tells them apart."""
    bearing = [p for p in found if p.match.how not in ("part", "near")]
    if not bearing:
        return which(question, target, found)
    if len(bearing) == 1:
        told = _total(question, target, bearing[0])
        return Findings(
            (replace(told, text=f"One party here bears the name {target.asked}: {told.text.removeprefix(YES)}"),)
        )
    return _several_listed(question, target, bearing)


_SAID: dict[Ask, Callable[[Index, Question, Target, AcrossQuestion, Sequence[Party]], Findings | None]] = {
    "anywhere": _anywhere,
    "several": _several,
    "why": why.why,
    "keepers": authorities.keepers,
    "first": events.first,
    "timeline": events.timeline,
    "differences": compared.differences,
}
