"""Whether, when and why somebody was taken off a list, where the list itself says so in a row: those taken off stand at its end,
a notice names them, or a row gives the last day of a listing."""

from collections.abc import Sequence

from assistant.question.understand import Question
from assistant.records.ended import End, end_of
from assistant.records.rows import Row
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part
from assistant.say.wording import clipped, plain

KINDS = frozenset({"date", "list", "status", "reason"})
SAID = 60
"""Words of a remark that are quoted."""


def removals(rows: Sequence[Row], question: Question) -> Findings | None:
    """What rows say of a listing that is over; None where none is, or where the same list shows the party in force as well."""
    if question.action != "removed" or question.kind not in KINDS:
        return None
    ends = [(row, end) for row in rows if (end := end_of(row.record, question.day)) and end.standing == "over"]
    over = {row.record.id for row, _ in ends}
    in_force = {row.info.id for row in rows if row.record.id not in over}
    ends = [(row, end) for row, end in ends if row.info.id not in in_force]
    if not ends:
        return None
    undated = question.kind == "date" and all(end.day is None for _, end in ends)
    without = question.kind == "reason" and all(end.remark is None for _, end in ends)
    missing = ("date",) if undated else ("reason",) if without else ()
    return Findings(tuple(_said(row, end, question) for row, end in ends), missing)


def _said(row: Row, end: End, question: Question) -> Part:
    name, where = row.record.name, f"the {row.info.name}"
    yes = "Yes: " if question.kind in ("list", "status") else ""
    day = f" on {said_date(end.day)}" if end.day else ""
    if end.remark is None:
        text = f"{yes}{name} is no longer on {where}: the {row.order} ended{day}."
    else:
        words = clipped(plain(row.document.text[end.remark.start : end.remark.end]), SAID)
        text = f"{yes}{name} is no longer on {where}; it says: “{words}”"
        if question.kind == "date" and end.day is None:
            text = f"{name} is no longer on {where}, which does not say since when; it says: “{words}”"
    return Part(text, row.cite(*end.cells))
