"""What the evidence that an answer cites states of parties and lists, as fields beside the prose.

A cited row states all its events, with its reason and what it requires; a cited sentence the statements that were read from it when it
was indexed, as far as they are about a name of the question.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from assistant.answer import Answer, Citation, FactMatch, ListedFact
from assistant.query.records.party_ids import party_id
from assistant.records.rows import said_agency
from index.name_forms import normal, parse
from index.search import Index
from sources.document import Document, Record
from sources.lists import list_info
from sources.reading.statements import Slot, Statement

MOST = 200
"""Facts of one answer."""


def facts_of(index: Index, answer: Answer) -> tuple[ListedFact, ...]:
    """The facts of an answer, in the order of its citations; none where it declines."""
    if not answer.answered:
        return ()
    shown: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        shown.setdefault(citation.passage.id, []).append(citation)
    records = {record.id: record for record in index.records(shown)}
    made: list[ListedFact] = []
    for passage, citations in shown.items():
        record = records.get(passage)
        found = _of_record(index, answer, record, citations) if record else _of_sentences(index, answer, citations)
        made += found
        if len(made) >= MOST:
            break
    return tuple(dict.fromkeys(made))[:MOST]


def _of_record(index: Index, answer: Answer, record: Record, citations: Iterable[Citation]) -> Iterator[ListedFact]:
    info = list_info(record.list_id)
    effects = (*record.all("requirement"), *record.all("policy"))
    common = ListedFact(
        entity=record.name, party=party_id(index, record), list=info.id, list_name=info.name,
        authority=said_agency(info.bureau or info.agency), event="listed",
        programmes=tuple(dict.fromkeys(f.value for f in record.all("programme"))),
        reason=" ".join(f.value for f in record.all("reason")) or None,
        effect="; ".join(dict.fromkeys(f.value for f in effects)) or None,
        holds=_holds(answer, record.name, info.id), source="record", match=_match(answer, record.name),
        citations=tuple(c.number for c in citations),
    )  # fmt: skip
    if not record.events:
        yield common
    for event in record.events:
        yield common.model_copy(update={"event": event.action, "date": event.date, "citation": event.citation})


def _of_sentences(index: Index, answer: Answer, citations: Iterable[Citation]) -> Iterator[ListedFact]:
    for citation in citations:
        document = index.document(citation.document.id)
        for statement in index.statements(document.id):
            if statement.start < citation.end and citation.start < statement.end:
                yield from _of_statement(answer, document, statement, citation.number)


def _of_statement(answer: Answer, document: Document, statement: Statement, number: int) -> Iterator[ListedFact]:
    listed = list_info(statement.list.value) if statement.list and statement.list.value else None
    agency = statement.agency.value if statement.agency else None
    when = statement.date.date if statement.date else None
    for subject in statement.subjects:
        name = subject.value or document.text[subject.start : subject.end]
        match = next((m for n in (name, subject.also) if n and (m := _match(answer, n))), None)
        if answer.matches and match is None:
            continue
        yield ListedFact(
            entity=name, list=listed.id if listed else None, list_name=listed.name if listed else None,
            authority=said_agency(agency) if agency else None, event=statement.action, date=when,
            precision=statement.date.precision if statement.date and when else "day",
            citation=_words(document, (statement.authority,) if statement.authority else ()),
            reason=_words(document, statement.reasons), effect=_words(document, statement.effects),
            standing=statement.polarity, holds=_holds(answer, name, listed.id) if listed else None, source="statement",
            match=match, citations=(number,),
        )  # fmt: skip


def _words(document: Document, slots: Iterable[Slot]) -> str | None:
    return "; ".join(" ".join(document.text[s.start : s.end].split()) for s in slots) or None


def _holds(answer: Answer, name: str, list_id: str) -> Literal["yes", "no", "over"] | None:
    """What the answer claims of a party and a list."""
    mine = (c for c in answer.claims if c.list == list_id and normal(name) in {normal(n) for n in c.names})
    return next((claim.holds for claim in mine), None)


def _match(answer: Answer, name: str) -> FactMatch | None:
    """How a party was met by a name of the question: under its whole name, but for words such as "Technologies" that many companies have,
    or under a part of it that leaves no other word out."""
    mine = parse(name)
    for match in answer.matches:
        known = [parse(each) for each in (match.name, match.matched, match.asked)]
        if any(mine.bag == k.bag or (mine.words and set(mine.words) <= set(k.words)) for k in known):
            return FactMatch(asked=match.asked, matched=match.matched, how=match.how, score=match.score)
    return None
