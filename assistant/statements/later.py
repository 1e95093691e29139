"""What happened to a listing after the day of the list that shows it: a later document that says that the party was
taken off, or that the listing was stayed. A list of one day says nothing of the days behind it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.ended import ended
from assistant.records.record_sentences import HELD, OVER, YES, without_yes
from assistant.records.rows import Row
from assistant.say.parts import Part
from assistant.say.wording import attributed, plain
from assistant.statements.fitting import sentence_at
from assistant.statements.target_statements import TargetStatement, department_of, in_full, statements_about
from index.search import Index
from index.types import Filters

_STAYED = re.compile(r"\b(?:stay|suspend|enjoin|abeyance|on hold|pause)", re.I)


def is_held(one: TargetStatement) -> bool:
    """Whether the words of a removal say that the listing is only held: stayed, suspended."""
    return _STAYED.search(one.document.text[one.statement.trigger.start : one.statement.trigger.end]) is not None


def day_of(one: TargetStatement) -> datetime.date | None:
    """The day of what a statement tells: its own, else that of its document."""
    date = one.statement.date
    return (date.date if date else None) or one.document.published


def since(
    index: Index, question: Question, targets: Sequence[Target], rows: Sequence[Row], filters: Filters | None
) -> list[tuple[Row, TargetStatement]]:
    """The rows of which a document later than their list says, by the day of the question, that they are over or held,
    with the statement that says so; not where one later still says that the party was listed again."""
    documents = [d for t in targets for d in t.documents if filters is None or filters.admits(index.info(d))]
    if not documents or not rows:
        return []
    said = [t for t in statements_about(index, targets, documents) if t.itself and in_full(t)]
    said = [t for t in said if t.statement.polarity == "asserted"]
    found = []
    for row in rows:
        start = row.document.snapshot or max((e.date for e in row.record.events), default=None)
        mine = [
            (day, t) for t in said if _of_row(t, row, rows) and (day := day_of(t)) and start and day <= question.day
        ]
        off = [(day, t) for day, t in mine if t.statement.action == "removed" and start and day > start]
        if off:
            last = max(off, key=lambda pair: (pair[0], pair[1].document.id, pair[1].statement.start))
            if not any(t.statement.action == "added" and day > last[0] for day, t in mine):
                found.append((row, last[1]))
    return found


def _of_row(one: TargetStatement, row: Row, rows: Sequence[Row]) -> bool:
    """Whether a statement is of the list of a row: by its name, or, where it names none, by the agency that keeps this
    one of the
    lists that show the party, and no other of them."""
    on = one.statement.list
    if on is not None and on.value is not None:
        return on.value == row.info.id
    mine = {r.info.id for r in rows if department_of(r.info.agency) == department_of(row.info.agency)}
    return one.agency is not None and one.agency == department_of(row.info.agency) and len(mine) == 1


def with_later(
    index: Index,
    question: Question,
    targets: Sequence[Target],
    rows: Sequence[Row],
    parts: Sequence[Part],
    filters: Filters | None,
) -> tuple[Part, ...]:
    """The sentences on rows, with what later documents say of them: what is over is no more said to be so, and stands
    last."""
    over = since(index, question, targets, rows, filters)
    if not over:
        return tuple(parts)
    gone = {row.record.id for row, _ in over}

    def is_over(part: Part) -> bool:
        ids = {e.passage_id for e in part.evidence}
        return bool(ids & gone) and not any(r.record.id in ids - gone for r in rows)

    closed = bool(parts) and parts[0].text.startswith(YES)
    kept = [replace(p, text=without_yes(p.text)) for p in parts] if closed else list(parts)
    kept = [
        replace(p, claims=tuple(c.model_copy(update={"holds": "over"}) for c in p.claims)) if is_over(p) else p
        for p in kept
    ]
    kept = sorted(kept, key=is_over)
    if closed:
        all_over = all(r.record.id in gone or ended(r, question) for r in rows)
        lead = YES if not all_over else HELD if all(is_held(t) for _, t in over) else OVER
        kept[0] = replace(kept[0], text=f"{lead}{kept[0].text}")
    return (*kept, *_told(index, [t for _, t in over]))


def _told(index: Index, over: Sequence[TargetStatement]) -> list[Part]:
    parts: dict[str, Part] = {}
    for one in over:
        evidence = sentence_at(index, one.document, one.statement.start)
        what = "was suspended or stayed" if is_held(one) else "ended"
        text = f"A later document says that this {what}: {attributed(one.document)}: “{plain(evidence.quote)}”"
        parts.setdefault(text, Part(text, (evidence,)))
    return list(parts.values())
