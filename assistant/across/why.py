"""Why a party is listed, authority by authority: the reason that each prints beside the name, with its day and act, and which print
none."""

from collections.abc import Sequence

from assistant.across.across_question import AcrossQuestion
from assistant.across.authorities import Authority, authorities
from assistant.across.parties import Party, how
from assistant.across.say import act_of, claims, copies, first_event
from assistant.question.keepers import keeps
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.record_sentences import by
from assistant.records.rows import Row, join
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part
from assistant.say.wording import clipped, plain
from index.search import Index

WORDS, LEAST, MOST_PIECES, MOST = 120, 25, 4, 7
"""Words of reasons that are quoted in all, and of each at least; pieces of one reason; authorities that are quoted."""


def why(
    index: Index, question: Question, target: Target, asked: AcrossQuestion, found: Sequence[Party]
) -> Findings | None:
    """The reason of each authority asked about, or of all, in its own words; None where no row gives any."""
    party = found[0]
    rows = [r for r in party.rows if not asked.keepers or any(keeps(k, r.info) for k in asked.keepers)]
    if not rows:
        return None
    if not any(r.record.all("reason") for r in rows):
        return None
    every = authorities(rows)
    giving = [(a, row) for a in every for row in _giving(a.rows)]
    silent = [a for a in every if not _giving(a.rows)]
    each = max(WORDS // len(giving), LEAST)
    parts = [_given(a, row, each, party, target, question) for a, row in giving[:MOST]]
    if silent:
        parts.append(_without(silent, party, target, question))
    if note := copies(rows, question):
        parts.append(Part(f"{note[0].upper()}{note[1:]}.", tuple(e for r in rows for e in r.cite()[:1])))
    return Findings(tuple(parts))


def _giving(rows: Sequence[Row]) -> list[Row]:
    """Of the rows of one authority those that give a reason, each reason once."""
    found: dict[str, Row] = {}
    for row in rows:
        if row.record.all("reason"):
            found.setdefault(" ".join(f.value for f in row.record.all("reason")), row)
    return list(found.values())


def _when(row: Row) -> tuple[str, list[object]]:
    """The day and the act of a listing, in brackets, with their cells."""
    pair, act = first_event([row]), act_of(row)
    said = [f"{said_date(pair[1].date)}{by(row, pair[1])}"] if pair else []
    said += [f"under {act.value}"] if act else []
    return (f" ({', '.join(said)})" if said else ""), [pair[1] if pair else None, act]


def _given(authority: Authority, row: Row, most: int, party: Party, target: Target, question: Question) -> Part:
    pieces = row.record.all("reason")[:MOST_PIECES]
    day, spans = _when(row)
    words = "” “".join(clipped(plain(f.value), max(most // len(pieces), LEAST // 2)) for f in pieces)
    said = f"{authority.said[0].upper()}{authority.said[1:]}"
    text = f"{said}{day}, of {row.record.name}{how(party) if row is party.rows[0] else ''}: “{words}”"
    return Part(text, row.cite(*pieces, *spans), claims(party, [row], target.asked, question))  # type: ignore[arg-type]


def _without(silent: Sequence[Authority], party: Party, target: Target, question: Question) -> Part:
    """The authorities whose rows give no reason, each with its day and act."""
    told = [f"{a.said}{_when(a.rows[0])[0]}" for a in silent]
    text = f"No reason stands in the {'row' if len(silent) == 1 else 'rows'} of {join(told)}."
    rows = [r for a in silent for r in a.rows]
    spans = [e for a in silent for e in a.rows[0].cite(*_when(a.rows[0])[1])]  # type: ignore[arg-type]
    return Part(text, tuple(dict.fromkeys(spans)), claims(party, rows, target.asked, question))
